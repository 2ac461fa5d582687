"""The type of a document, told by the word for it that stands first in its title."""

import re

from corpus.page import ParsedFile
from corpus.record import DocumentType
from ingest.inferred.finding import FILE_NAME, Inferred, at, best_first, name_words, of_title, quoted

_MOST_HEADINGS, _MOST_SIGNS = 6, 300
# Where two stand at one place, the first of these counts: a "national plan" is no "national" anything.
_WORDS: tuple[tuple[DocumentType, str], ...] = (
    ("mou", r"memorand(?:um|a) of understanding|\bmou\b|អនុស្សរណៈ"),
    ("treaty", r"\b(convention|protocol|covenant|treaty)\b|អនុសញ្ញា|សន្ធិសញ្ញា|ពិធីសារ"),
    ("declaration", r"\bdeclaration\b|សេចក្តីប្រកាស|សេចក្ដីប្រកាស"),
    ("agreement", r"\bagreement\b|កិច្ចព្រមព្រៀង"),
    ("sub-decree", r"\bsub-?decree\b|អនុក្រឹត្យ"),
    ("prakas", r"\bprakas\b|^\s*ប្រកាស"),
    ("law", r"\b(law(?! enforcement)|constitution|code|act)\b|ច្បាប់|រដ្ឋធម្មនុញ្ញ"),
    (
        "plan",
        r"\b(plan of action|(action|national|work|development|strategic) plan|(research )?agenda|strategy)\b|ផែនការ",
    ),
    ("framework", r"\bframework\b|ក្របខ័ណ្ឌ"),
    ("guideline", r"\b(guidelines?|standards|principles|general recommendation)\b|គោលការណ៍ណែនាំ"),
    ("tool", r"\b(manual|toolkit|handbook|training|form)\b|សៀវភៅណែនាំ"),
    ("statistics", r"\b(statistics|census|survey)\b|ស្ថិតិ"),
    ("study", r"\b(study|research|assessment|analysis)\b|ការសិក្សា|ការស្រាវជ្រាវ"),
    ("report", r"\b(report|findings|review|observations)\b|របាយការណ៍"),
)


def infer_types(parsed: ParsedFile, file_name: str, title: Inferred) -> list[Inferred]:
    """
    The types a file may be of.

    Its title tells it before its name does, and that before the headings of its first page: a law mentioned in its
    text says nothing of the file.

    :param parsed: the file.
    :param file_name: its name.
    :param title: its title.
    :returns: the types, the best first; none where no word tells one.
    """
    where = of_title(title)
    found = [] if where == FILE_NAME else _of(title.value, where, title.page, 0.9)
    found += _of(name_words(file_name), FILE_NAME, None, 0.6)
    place, headings = _headings(parsed)
    if place is not None:
        found += _of(headings, at(parsed, place, "a heading"), place, 0.5)
        text = parsed.pages[place].text[:_MOST_SIGNS]
        found += _of(text, at(parsed, place, "the first words"), place, 0.2)
    return best_first(found)


def _of(text: str, where: str, page: int | None, confidence: float) -> list[Inferred]:
    """By the word that stands first: a law that approves a convention is a law."""
    hits = [
        (match.start(), rank, type_)
        for rank, (type_, kind) in enumerate(_WORDS)
        if (match := re.search(kind, text, re.IGNORECASE))
    ]
    return [
        Inferred("type", type_, where, quoted(text[start : start + 60]), page, confidence - 0.05 * min(later, 4))
        for later, (start, _, type_) in enumerate(sorted(hits))
    ]


def _headings(parsed: ParsedFile) -> tuple[int | None, str]:
    place = next((place for place, page in enumerate(parsed.pages) if page.text), None)
    if place is None:
        return None, ""
    first = parsed.pages[place]
    blocks = [block for block in first.blocks if block.kind == "heading"]
    return place, "\n".join(first.text[block.start : block.end] for block in blocks[:_MOST_HEADINGS])
