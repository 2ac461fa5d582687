"""What is new: by the days of the records, under each P, for one audience; and its files."""

import email
import json
import re
import subprocess
import sys
from datetime import date
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from haystack import Document
from lxml import etree

from corpus.record import FOUR_P, Record
from index import PassageStore
from index.encoder import load_encoder
from search.news import NOT_YET_TAGGED, News, as_atom, as_eml, as_html, as_json, as_text, latest, news, public_feed
from search.news.as_html import COLOURS
from search.news.wording import document_link, quoted
from tests.conftest import REPOSITORY
from views.address import DocumentAddress

ATOM = {"a": "http://www.w3.org/2005/Atom"}
BASE = "https://clearinghouse.example.org/"
SCRIPT = "<script>alert(1)</script>"
FILE = ({"path": "en.pdf"},)


def _record(identifier: str, **facts: object) -> Record:
    given = {"title": f"The {identifier}", "type": "law", "files": FILE, **facts}
    return Record.model_validate({"identifier": identifier, **given})


RECORDS = [
    _record("confirmed", available="2026-07-01", four_p=["policy", "protection"], title=f"Law {SCRIPT} & more\x0c"),
    _record("suggested", available="2026-08-15", modified="2026-09-01", date="2020"),
    _record("untagged", available="2026-09-30"),
    _record("changed", available="2025-01-02", modified="2026-08", four_p=["prosecution"]),
    _record("old", available="2026-06-30", four_p=["policy"]),
    _record("later", available="2026-10-01", four_p=["policy"]),
    _record("undated", four_p=["policy"]),
    _record("old-law", available="2025-01-01", modified="2026-08-02", status="superseded", four_p=["policy"])
    .model_copy(update={"is_replaced_by": ("confirmed", "not-here")}),
    _record("long-gone", available="2024-01-01", modified="2025-08-02", status="withdrawn"),
    _record("taken-back", available="2026-08-03", modified="2026-08-04", status="withdrawn", four_p=["policy"]),
    _record("known", available="2026-07-20", files=()),
    _record("known-before", available="2025-07-20", files=()),
    _record("secret", available="2026-08-01", audience="restricted", four_p=["policy"]),
]  # fmt: skip
# document, four_p of the passage, how likely each is, apparatus, heading, words
PASSAGES = [
    ("confirmed", ["policy"], {"policy": 0.9}, True, "Contents", "Contents . . . 1"),
    (
        "confirmed",
        ["policy"],
        {"policy": 0.6},
        False,
        "Preamble",
        f"Preamble\n\nThe committee {SCRIPT} meets\neach month.",
    ),
    ("confirmed", ["protection"], {"protection": 0.6}, False, "Article 1", "Article 1\n\nShelter is given."),
    ("confirmed", ["protection"], {"protection": 0.9}, False, "Article 2", "Article 2\n\nNo victim is detained."),
    ("suggested", ["prevention"], {"prevention": 0.8}, False, "", "Villages are warned of brokers."),
    ("untagged", [], {}, False, "", "A table of ferries."),
    ("untagged", [], {}, False, "", "A second table of ferries."),
    ("untagged", [], {}, False, "", "A third table of ferries."),
    ("changed", ["prosecution"], {"prosecution": 0.8}, False, "", "Courts punish sellers. " * 60),
    ("taken-back", ["policy"], {"policy": 0.8}, False, "", "A victim could be known by this."),
    ("secret", ["policy"], {"policy": 0.8}, False, "", "Informants named the traffickers."),
]


def _passages(record: Record) -> list[Document]:
    rows = [row for row in PASSAGES if row[0] == record.identifier]
    suggested = ["prevention"] if record.identifier == "suggested" else []
    return [
        Document(
            id=f"{record.identifier}-{ordinal}",
            content=words,
            meta={
                "document": record.identifier,
                "title": record.title,
                "audience": record.audience,
                "four_p": four_p,
                "four_p_suggested": likely,
                "document_tags": {"suggested": {"four_p": suggested}},
                "apparatus": apparatus,
                "heading": heading,
                "locator": heading or "1",
                "file": "en.pdf",
                "path": f"{record.identifier}/en.pdf",
                "pdf_page": ordinal + 3,
                "page_label": str(ordinal + 1),
            },
        )
        for ordinal, (_, four_p, likely, apparatus, heading, words) in enumerate(rows)
    ]


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> PassageStore:
    encoder = load_encoder()
    store = PassageStore(tmp_path_factory.mktemp("news"), encoder.dimension, encoder.name, encoder.revision)
    for record in RECORDS:
        store.replace_document(record, [], _passages(record), "made")
    store.finish_build("corpus")
    return store


@pytest.fixture(scope="module")
def quarter(keeper: PassageStore) -> News:
    return news(keeper.for_audience("public"), date(2026, 7, 1), date(2026, 9, 30))


def _names(items: object) -> list[str]:
    return [item.record.identifier for item in items]  # type: ignore[attr-defined]


def test_a_document_stands_under_each_p_it_bears(quarter: News) -> None:
    assert {p: _names(items) for p, items in quarter.items_by_p.items()} == {
        "prevention": ["suggested"],
        "protection": ["confirmed"],
        "prosecution": ["changed"],
        "policy": ["confirmed"],
        NOT_YET_TAGGED: ["untagged"],
    }
    kinds = {item.record.identifier: item.kind for item in quarter.items}
    assert kinds == {"untagged": "new", "suggested": "new", "changed": "changed", "confirmed": "new"}
    assert list(kinds) == ["untagged", "suggested", "changed", "confirmed"], "the newest first, each once"


def test_what_ended_and_what_is_only_known_are_told_apart(quarter: News) -> None:
    assert [(one.record.identifier, one.replaced_by) for one in quarter.ended] == [
        ("taken-back", ()),
        ("old-law", (RECORDS[0].title, "not-here")),
    ]
    assert [record.identifier for record in quarter.known] == ["known"]
    assert quarter.counts == {"new": 3, "changed": 1, "ended": 2, "known": 1}


def test_each_audience_sees_its_own(keeper: PassageStore, quarter: News) -> None:
    everyone = news(keeper.for_audience("restricted"), date(2026, 7, 1), date(2026, 9, 30))
    assert "secret" in _names(everyone.items)
    for written in (as_text(quarter), as_html(quarter), as_atom(quarter).decode(), json.dumps(as_json(quarter))):
        assert "secret" not in written and "Informants" not in written
    assert b"Informants" not in public_feed(keeper, BASE), "the feed is the public's, whoever makes it"


def test_what_was_withdrawn_is_named_and_not_quoted(keeper: PassageStore, quarter: News) -> None:
    for written in (as_text(quarter), as_html(quarter), json.dumps(as_json(quarter)), public_feed(keeper, "").decode()):
        assert "could be known" not in written
    assert "The taken-back" in as_text(quarter) and "The taken-back" in as_html(quarter)


def test_passages_tell_how_it_begins_and_what_it_says_on_each_p(quarter: News) -> None:
    confirmed, untagged = (
        next(i for i in quarter.items if i.record.identifier == n) for n in ("confirmed", "untagged")
    )
    assert [quote.passage.id for quote in confirmed.passages] == ["confirmed-1", "confirmed-3"]
    assert [quote.passage.id for quote in confirmed.on("protection")] == ["confirmed-1", "confirmed-3"]
    assert [quote.passage.id for quote in confirmed.on("policy")] == ["confirmed-1"]
    assert [quote.passage.id for quote in untagged.on(NOT_YET_TAGGED)] == ["untagged-0", "untagged-1"]
    assert "Article 2, p. 4 (PDF p. 6)" in confirmed.passages[1].citation
    assert confirmed.citation.startswith("Law ")


def test_an_empty_period_names_the_nearest_day_before_it(keeper: PassageStore) -> None:
    store = keeper.for_audience("public")
    none = news(store, date(2026, 10, 2), date(2026, 10, 3))
    assert none.empty and none.earlier == "2026-10-01"
    assert "Nothing came" in as_text(none) and "2026-10-01" in as_text(none) and "2026-10-01" in as_html(none)
    before = news(store, date(2020, 1, 1), date(2020, 1, 2))
    assert before.empty and before.earlier == ""


def test_a_day_known_by_its_month_counts_where_it_may_lie(keeper: PassageStore) -> None:
    store = keeper.for_audience("public")
    assert "changed" in _names(news(store, date(2026, 8, 20), date(2026, 8, 21)).items)
    assert "changed" not in _names(news(store, date(2026, 9, 1), date(2026, 9, 30)).items)


def test_both_days_are_in_the_period(keeper: PassageStore) -> None:
    store = keeper.for_audience("public")
    assert _names(news(store, date(2026, 7, 1), date(2026, 7, 1)).items) == ["confirmed"]
    assert _names(news(store, date(2026, 7, 2), date(2026, 7, 2)).items) == []


def test_quoted_words_are_the_passages_own(quarter: News) -> None:
    for item in quarter.items:
        for quote in item.passages:
            said = quoted(quote.passage).removesuffix(" …")
            assert said and said in " ".join((quote.passage.content or "").split())
            assert len(said) <= 525
    changed = next(item for item in quarter.items if item.record.identifier == "changed")
    assert quoted(changed.passages[0].passage).endswith(("punish …", "sellers. …", "Courts …"))


@pytest.mark.parametrize(
    ("heading", "content", "said"),
    [
        ("Article 8 Unlawful removal", "Article 8 — Unlawful\nremoval\n\nWhoever removes", "Whoever removes"),
        ("Part V: Work", "Part V — Work Article 1 Scope", "Article 1 Scope"),
        ("Article 8", "Article 80 says", "Article 80 says"),
        ("Contents", "Contents", "Contents"),
        ("", "Whoever removes", "Whoever removes"),
        ("Article 48 សិទ្ធិកុមារ", "មាត្រា ៤៨ — សិទ្ធិកុមារ រដ្ឋ", "មាត្រា ៤៨ — សិទ្ធិកុមារ រដ្ឋ"),
    ],
)
def test_the_heading_stands_in_the_citation_and_not_in_the_words(heading: str, content: str, said: str) -> None:
    assert quoted(Document(content=content, meta={"heading": heading})) == said


def test_html_is_escaped_whole_and_fetches_nothing(quarter: News) -> None:
    written = as_html(quarter)
    assert "<script" not in written and written.count("&lt;script&gt;") >= 2
    assert "<a " not in written, "without an address there is nowhere to lead"
    assert not re.search(r"<(?:link|img|style|script)\b|url\(|src=", written)
    linked = as_html(quarter, BASE)
    links = re.findall(r'href="([^"]+)"', linked)
    assert links and all(link.startswith("https://clearinghouse.example.org/document?") for link in links)
    etree.fromstring(written.removeprefix("<!DOCTYPE html>").replace('<meta charset="utf-8">', "").replace(
        '<meta name="viewport" content="width=device-width, initial-scale=1">', ""
    ))  # fmt: skip


def test_links_lead_to_the_pages(quarter: News) -> None:
    passage = quarter.items[-1].passages[0].passage
    expected = DocumentAddress("confirmed", file="en.pdf", passage=passage.id).link()
    assert document_link(BASE, "confirmed", passage) == BASE + expected
    assert document_link(BASE, "confirmed") == BASE + DocumentAddress("confirmed").link()
    assert document_link("", "confirmed") == ""


def test_colours_are_those_of_the_pages() -> None:
    style = (REPOSITORY / "views" / "style.css").read_text(encoding="utf-8")
    assert set(COLOURS) == set(FOUR_P)
    for p, colour in COLOURS.items():
        assert re.search(rf"\.letter\.{p}\b[^}}]*background: {colour}", style), p


def test_text_holds_every_document_with_its_citation(quarter: News) -> None:
    written = as_text(quarter, BASE)
    flat = " ".join(written.split())
    for item in quarter.items:
        assert " ".join(item.record.title.replace("\x0c", " ").split()) in flat
        assert all(" ".join(quote.citation.replace("\x0c", " ").split()) in flat for quote in item.passages)
    assert "NO LONGER IN FORCE (2)" in written and "replaced by" in written and "NEWLY KNOWN, NOT HELD (1)" in written
    assert "\x0c" not in written and f"{BASE}document?document=confirmed" in written


def test_a_mail_opens_as_a_draft_without_a_sender(quarter: News) -> None:
    mail = email.message_from_bytes(as_eml(quarter, "An owner\r\nBcc: all@example.org", BASE), policy=default)
    assert isinstance(mail, EmailMessage)
    assert mail["X-Unsent"] == "1" and mail["Date"].datetime.year >= 2026
    assert mail["Subject"] == "An owner Bcc: all@example.org: New from 2026-07-01 to 2026-09-30"
    assert [mail[name] for name in ("From", "To", "Bcc")] == [None, None, None]
    assert mail.get_content_type() == "multipart/alternative"
    plain, rich = mail.iter_parts()
    assert [part.get_content_type() for part in (plain, rich)] == ["text/plain", "text/html"]
    assert plain.get_content().splitlines() == as_text(quarter, BASE).splitlines()
    assert rich.get_content().splitlines() == as_html(quarter, BASE).splitlines()


def _texts(element: etree._Element, path: str) -> list[str]:
    return [found.text or "" for found in element.iterfind(path, ATOM)]


@pytest.mark.parametrize("base", ["", BASE])
def test_the_feed_has_what_atom_requires(quarter: News, base: str) -> None:
    feed = etree.fromstring(as_atom(quarter, base))
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    for element in (feed, *feed.iterfind("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            (text,) = _texts(element, f"a:{name}")
            assert text
        assert _texts(element, "a:id")[0].startswith("urn:uuid:")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", _texts(element, "a:updated")[0])
    assert _texts(feed, "a:author/a:name") == ["UNIAP Cambodia"]
    ids = _texts(feed, "a:id") + _texts(feed, "a:entry/a:id")
    assert len(set(ids)) == len(ids) == 1 + len(quarter.items)
    links = [link.get("href") for link in feed.iterfind(".//a:link", ATOM)]
    assert all(link.startswith("https://") for link in links) and bool(links) == bool(base)
    for entry in feed.iterfind("a:entry", ATOM):
        (content,) = entry.iterfind("a:content", ATOM)
        assert content.get("type") == "html" and content.text and "<script" not in content.text
        assert _texts(entry, "a:summary")[0]
        assert len(entry.findall("a:link[@rel='alternate']", ATOM)) == bool(base)
    assert escape(SCRIPT) in as_atom(quarter).decode()


def test_ids_stay_and_days_follow_a_change(keeper: PassageStore, quarter: News) -> None:
    once, again = (etree.fromstring(as_atom(quarter, base)) for base in ("", "https://moved.example.org"))
    assert _texts(once, "a:entry/a:id") == _texts(again, "a:entry/a:id")
    changed = once.xpath("a:entry[a:title='The changed']", namespaces=ATOM)[0]
    assert _texts(changed, "a:updated") == ["2026-08-01T00:00:00Z"]
    assert _texts(changed, "a:published") == ["2025-01-02T00:00:00Z"]
    both = once.xpath("a:entry[a:title='The suggested']", namespaces=ATOM)[0]
    assert _texts(both, "a:updated") == ["2026-09-01T00:00:00Z"], "new in the period, and changed since"


def test_the_public_feed_holds_the_last_documents(keeper: PassageStore) -> None:
    public = keeper.for_audience("public")
    assert _names(latest(public, 3)) == ["later", "untagged", "suggested"]
    feed = etree.fromstring(public_feed(public, BASE))
    assert [link.get("href") for link in feed.iterfind("a:link[@rel='self']", ATOM)] == [f"{BASE}feed.atom"]
    titles = _texts(feed, "a:entry/a:title")
    assert titles[:2] == ["The later", "The untagged"] and "The undated" not in titles and "The known" not in titles


def _run(keeper: PassageStore, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "search.news", "--index", str(keeper.path), *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=False)


def test_on_the_command_line(keeper: PassageStore, tmp_path: Path) -> None:
    period = ("--since", "2026-07-01", "--until", "2026-09-30")
    told = json.loads(_run(keeper, *period, "--json").stdout)
    assert told["counts"] == {"new": 3, "changed": 1, "ended": 2, "known": 1}
    assert told["by_p"]["policy"] == ["confirmed"]
    assert told["documents"][0]["passages"][0]["citation"]
    assert "secret" in _run(keeper, *period, "--audience", "restricted", "--json").stdout.decode()
    done = _run(keeper, *period, "--format", "html", "--output", str(tmp_path / "news.html"))
    assert done.returncode == 0 and not done.stdout
    assert (tmp_path / "news.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    for wrong, said in (
        (("--since", "soon"), "write YYYY-MM-DD"),
        (("--since", "2026-07-01", "--until", "2026-06-01"), "comes before"),
        (("--since", "2026-07-01", "--audience", "all"), "no audience"),
    ):
        done = _run(keeper, *wrong)
        assert done.returncode == 2 and said in " ".join(done.stderr.decode().split())
