"""Text of documents as HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from views.html import anchor, escape, excerpt, found_spans, shown


def marked(text: str, *terms: str) -> str:
    return shown(text, found_spans(text, list(terms)))


def test_words_are_marked_by_their_stem() -> None:
    assert marked("Trafficked children, a child of labourers", "trafficking", "child", "labourer") == (
        "<mark>Trafficked</mark> children, a <mark>child</mark> of <mark>labourers</mark>"
    )


def test_a_phrase_is_marked_whole_and_its_words_alone_are_not() -> None:
    assert marked("bondage and debt bondage", "debt bondage") == "bondage and <mark>debt bondage</mark>"


def test_khmer_is_marked_inside_a_run_of_words() -> None:
    assert marked("ការជួញដូរមនុស្ស", "មនុស្ស") == "ការជួញដូរ<mark>មនុស្ស</mark>"


@pytest.mark.parametrize("text", ["<script>x</script>", '<img src=x onerror="y">', "a & b", "</p>"])
def test_what_looks_like_html_is_shown_as_text(text: str) -> None:
    assert "<" not in shown(text).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in marked(text, "script", "img", "x").replace("<mark>", "").replace("</mark>", "")


def test_a_link_cannot_be_broken_out_of() -> None:
    assert anchor('x" onclick="y', "<b>") == '<a href="x&quot; onclick=&quot;y">&lt;b&gt;</a>'


@given(some.text(max_size=400), some.lists(some.text(max_size=8), max_size=4))
def test_marking_loses_and_adds_no_word(text: str, terms: list[str]) -> None:
    spans = found_spans(text, terms)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert shown(text, spans).replace("<mark>", "").replace("</mark>", "") == shown(text)


@given(some.text(alphabet="ab \n", max_size=2000))
def test_an_excerpt_is_part_of_the_text_and_not_empty(text: str) -> None:
    start, end = excerpt(text, found_spans(text, ["ab"]))
    assert 0 <= start <= end <= len(text)
    assert end > start or not text


def test_an_excerpt_shows_where_most_was_found() -> None:
    text = "nothing here " * 60 + "debt bondage and debt again " + "nothing there " * 60
    start, end = excerpt(text, found_spans(text, ["debt", "bondage"]))
    assert "debt bondage and debt" in text[start:end]
    assert text[start - 1].isspace() and text[end].isspace()


def test_a_printed_line_end_is_a_space_and_a_list_keeps_its_lines() -> None:
    assert shown("one\ntwo\n\nthree\n(a) four\n• five") == (
        'one two<span class="paragraph"></span>three<br>(a) four<br>• five'
    )


def test_signs_of_html_are_escaped_in_attributes_too() -> None:
    assert escape("\"'<>&") == "&quot;&#x27;&lt;&gt;&amp;"
