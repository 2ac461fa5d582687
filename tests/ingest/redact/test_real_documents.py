"""Real documents: what is marked is gone, and every other page reads as before."""

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from ingest.parse import parse_file
from ingest.parse.quality import KHMER
from ingest.redact import Redaction, leaks, redact_file, redact_in_process
from ingest.redact.words import MARK

PHRASE = "feeding clay into brickmaking machines"


def test_a_phrase_in_a_report(shared_data: Path, tmp_path: Path) -> None:
    report, served = shared_data / "documents" / "wfcl-2021-cambodia.pdf", tmp_path / "served.pdf"
    done = redact_file(report, served, [Redaction(words=PHRASE)])
    assert done.pages_changed == [1] and done.occurrences == {PHRASE: 1} and leaks(served, [PHRASE]) == []
    before, after = parse_file(report), parse_file(served)
    assert (before.title, before.outline, before.language) == (after.title, after.outline, after.language)
    changed = before.pages[1]
    assert after.pages[1].text == changed.text.replace(PHRASE, MARK)
    assert [block.kind for block in after.pages[1].blocks] == [block.kind for block in changed.blocks]
    assert after.pages[:1] + after.pages[2:] == before.pages[:1] + before.pages[2:]


@pytest.mark.slow
def test_a_word_on_every_page_of_a_report(shared_data: Path, tmp_path: Path) -> None:
    report, served = shared_data / "documents" / "wfcl-2021-burma.pdf", tmp_path / "served.pdf"
    done = redact_in_process(report, served, [Redaction(words="Burma"), Redaction(words="Tatmadaw")])
    assert len(done.pages_changed) == 15 and done.occurrences["Burma"] > 50
    assert leaks(served, ["Burma", "Tatmadaw"]) == []
    before, after = parse_file(report), parse_file(served)
    for one, other in zip(before.pages, after.pages, strict=True):
        words = [word for word in one.text.split() if "burma" not in word.lower() and "tatmadaw" not in word.lower()]
        left = [word for word in other.text.split() if MARK not in word]
        assert abs(len(words) - len(left)) <= 0.01 * len(words) + 2, one.number
        assert other.label == one.label


@pytest.mark.ocr
@pytest.mark.slow
def test_khmer_whose_text_layer_does_not_read(shared_data: Path, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.append(shared_data / "documents" / "km-constitution.pdf", pages=(3, 5))
    writer.write(tmp_path / "two.pdf")
    before = parse_file(tmp_path / "two.pdf").pages[0]
    words = [word for word in before.text.split() if 4 <= len(word) <= 12 and KHMER.match(word) and word[-1].isalpha()]
    word = max(words, key=before.text.count)
    done = redact_file(tmp_path / "two.pdf", tmp_path / "served.pdf", [Redaction(words=word)])
    assert done.occurrences[word] >= 1 and 0 in done.pages_changed
    assert any("to be read from the picture" in note for note in done.notes)
    after = parse_file(tmp_path / "served.pdf").pages[0]
    assert after.text.count(word) < before.text.count(word) and len(after.text) > 0.6 * len(before.text)
    assert replace(after, label=None, text="", blocks=(), note="") == replace(
        before, label=None, text="", blocks=(), note=""
    )
