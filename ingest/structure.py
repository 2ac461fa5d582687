"""The headings of laws, agreements, plans and reports: what they are called and how deep they stand."""

import re
from typing import Literal, NamedTuple

HeadingKind = Literal["part", "annex", "article", "component", "heading", "caption"]

_NUMERAL = r"(?:\d{1,3}|[IVXLC]{1,7}|[០-៩]{1,3})"
_AFTER = r"(?:\s*(?P<more>bis|ter|quater|new|\(new\)|ថ្មី))?"
_ARTICLE = re.compile(rf"^(?:Article|ARTICLE|Art\.|មាត្រា)\s*(?P<number>{_NUMERAL}){_AFTER}(?P<rest>.*)$", re.DOTALL)
_PART = re.compile(
    r"^(?P<word>Part|Title|Book|Chapter|Section|Programme|Program|Component|Clause|ជំពូក|ផ្នែក|កថាភាគ)\s*"
    rf"(?P<number>{_NUMERAL}|[A-Z])\b"
    r"(?P<rest>[.:\s–—-].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_ANNEX = re.compile(
    r"^(?P<word>Annexe?|Appendix|Schedule|Attachment|ឧបសម្ព័ន្ធ)(?:\s+(?P<number>\d{1,2}|[IVX]{1,5}|[A-Z]))?\b"
    r"(?P<rest>[.:\s–—-].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_COMPONENT = re.compile(r"^(?:[-•*]\s+)?(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?P<rest>\S.*)$", re.DOTALL)
_CAPTION = re.compile(r"^(?:Table|Figure|Chart|Box|Map|តារាង|រូបភាព)\s+[\dA-Z០-៩]{1,4}\b[.:\s–—-]*.*$", re.DOTALL)
_LEADER = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,}|\t)\s*\d{1,4}\s*$")
_SENTENCE = re.compile(r"[.!?;។]$")
_PART_LEVELS = {"part": 1, "title": 1, "book": 1, "programme": 1, "program": 1, "chapter": 2, "ជំពូក": 2}
_MOST_TITLE_WORDS = 16
_LEVEL_OF_ARTICLE = 7
_LEVEL_OF_CAPTION = 8
_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")


class Heading(NamedTuple):
    """
    A heading that was recognised.

    :param kind: what it heads.
    :param level: how deep it stands; smaller is higher.
    :param title: as it stands in a heading path: "Article 12", "2.3 Labour Protection", "Chapter 4: Penalties".
    :param locator: as a lawyer names the place: "Article 12", "Annex 3".
    :param number: of an article, to see whether it counts on.
    """

    kind: HeadingKind
    level: int
    title: str
    locator: str
    number: int = 0


def recognise(line: str, *, set_as_heading: bool, level: int = 0) -> Heading | None:
    """
    Tell whether a line is a heading, by its words and by how it is set.

    ```python
    from ingest.structure import recognise

    recognise("Article 12", set_as_heading=False).locator  # "Article 12"
    recognise("Article 12 of this law shall apply.", set_as_heading=False)  # None: a cross-reference
    ```

    :param line: a line, or a short paragraph.
    :param set_as_heading: whether the document sets it as one (size, weight, style).
    :param level: the level the document gives it, 0 where it gives none.
    :returns: the heading; None where it is running text.
    """
    line = " ".join(line.replace("*", "").split())
    if not line or _LEADER.search(line):
        return None
    for rule in (_article, _annex, _part, _component, _caption):
        if heading := rule(line, set_as_heading):
            return heading
    if set_as_heading and sum(c.isalpha() for c in line) > 2:
        return Heading("heading", 2 + min(level, 4) if level else 4, line, line)
    return None


def _article(line: str, set_as_heading: bool) -> Heading | None:
    match = _ARTICLE.match(line)
    if not match:
        return None
    rest = match["rest"]
    # "Article 12", "Article 12. The King …", "Article 12 – Penalties" head one; "Article 12 of this law" names one.
    if rest and not re.match(r"^\s*[.:–—-](\s|$)|^\s*៖", rest) and not (set_as_heading and _is_title(rest)):
        return None
    number = f"{match['number']} {match['more']}" if match["more"] else match["number"]
    locator = f"Article {number.translate(_DIGITS)}"
    title = rest.strip(" .:–—-៖")
    titled = f"{locator} {title}" if title and _is_title(title) else locator
    return Heading("article", _LEVEL_OF_ARTICLE, titled, locator, _number(match["number"]))


def _annex(line: str, set_as_heading: bool) -> Heading | None:
    match = _ANNEX.match(line)
    if not match or not (match["number"] or set_as_heading):
        return None
    rest = (match["rest"] or "").strip(" .:–—-")
    if rest and not _is_title(rest):
        return None
    word = "Annex" if match["word"].lower().startswith("annex") else match["word"].capitalize()
    locator = f"{word} {match['number']}" if match["number"] else word
    return Heading("annex", 1, f"{locator}: {rest}" if rest else locator, locator)


def _part(line: str, set_as_heading: bool) -> Heading | None:
    match = _PART.match(line)
    if not match or (match["word"].islower() and not set_as_heading):
        return None
    rest = (match["rest"] or "").strip(" .:–—-")
    if rest and not (_is_title(rest) and not _SENTENCE.search(line)):
        return None
    word = match["word"].lower()
    locator = f"{match['word'].capitalize()} {match['number'].translate(_DIGITS)}"
    title = f"{locator}: {rest}" if rest else locator
    return Heading("part", _PART_LEVELS.get(word, 3), title, title if word.startswith("program") else locator)


def _component(line: str, set_as_heading: bool) -> Heading | None:
    match = _COMPONENT.match(line)
    if not match or not _is_title(match["rest"]) or re.search(r"[.!?;](\s|$)", match["rest"]):
        return None
    if not set_as_heading and not match["rest"][0].isupper():
        return None
    title = f"{match['number']} {match['rest'].strip(' .')}"
    return Heading("component", 3 + match["number"].count("."), title, title)


def _caption(line: str, set_as_heading: bool) -> Heading | None:
    if not _CAPTION.match(line) or not (set_as_heading and len(line.split()) <= 2 * _MOST_TITLE_WORDS):
        return None
    return Heading("caption", _LEVEL_OF_CAPTION, line, line)


def _is_title(text: str) -> bool:
    """Few words, the first in capitals or none in letters: not the beginning of a sentence's verb phrase."""
    words = text.split()
    return len(words) <= _MOST_TITLE_WORDS and not re.match(r"^[^\w]*[a-z]", text)


def _number(numeral: str) -> int:
    digits = numeral.translate(_DIGITS)
    if digits.isdigit():
        return int(digits)
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for sign, following in zip(digits, digits[1:] + " ", strict=True):
        value = values[sign]
        total += -value if value < values.get(following, 0) else value
    return total


def is_contents_page(text: str) -> bool:
    """
    Whether a page is a table of contents: its lines name headings, and are none.

    :param text: of the page.
    :returns: whether most of it is lines that end in a page number after a leader.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    leaders = sum(bool(_LEADER.search(line)) for line in lines)
    return leaders >= 4 and leaders >= 0.4 * len(lines)
