"""The headings of laws, agreements, plans and reports: what they are called and how deep they stand."""

import re
from itertools import pairwise
from typing import Literal, NamedTuple

HeadingKind = Literal["part", "annex", "article", "component", "clause", "heading", "caption"]

_NUMERAL = r"(?:\d{1,3}(?:\.\d{1,2})*[A-Z]?|[IVXLC]{1,7}|[០-៩]{1,3}(?:\.[០-៩]{1,2})*)"
_AFTER = r"(?:[.\s]*(?P<more>bis|ter|quater|new|\(new\)|ថ្មី)(?!\w))?"
_ARTICLE = re.compile(
    rf"^(?:Article|ARTICLE|Art\.|ART\.|មាត្រា)\s*(?P<number>{_NUMERAL})(?!\w){_AFTER}(?P<rest>.*)$", re.DOTALL
)
_PART = re.compile(
    r"^(?P<word>Part|Title|Book|Chapter|Section|Programme|Program|ជំពូក|ផ្នែក|កថាភាគ)(?:ទី)?\s*"
    rf"(?P<number>{_NUMERAL}|[A-Z])\b(?P<rest>[.:\s–—-].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_ANNEX = re.compile(
    r"^(?P<word>Annexe?|Appendix|Schedule|Attachment|ឧបសម្ព័ន្ធ)(?:\s*(?P<number>\d{1,2}|[IVX]{1,5}|[A-Z]|[០-៩]{1,2}))?"
    r"(?!\w)(?P<rest>[.:\s–—-].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(
    r"^(?P<word>Clause|Rule|Principle|Guideline|Recommendation|(?:Strategic |Specific )?Objective|Goal|Strategy|"
    r"Component|Pillar|Outcome|Output|Activity)\s+"
    rf"(?P<number>{_NUMERAL}|[A-Z])(?!\w)(?P<rest>.*)$",
    re.DOTALL,
)
_DOTTED = re.compile(r"^(?:[-•*]\s+)?(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?P<rest>\S.*)$", re.DOTALL)
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})\.\s+(?P<rest>\S.*)$", re.DOTALL)
_CLAUSE = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+\S", re.DOTALL)
_CAPTION = re.compile(r"^(?:Table|Figure|Chart|Box|Map|តារាង|រូបភាព)\s+[\dA-Z០-៩]{1,4}\b[.:\s–—-]*.*$", re.DOTALL)
_LEADER = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,}|\t)\s*(?:\d{1,4}|[ivxl]{1,6})?\s*$")
_PAGE_AT_END = re.compile(r"\s(\d{1,3})\s*$")
_SENTENCE_INSIDE = re.compile(r"\w{3,}[.!?]\s+[A-Z]")
# What stands by itself at the front or the end of a document, however large it is set.
_BY_ITSELF = re.compile(
    r"^(?:[\dIVX]{1,4}\.?\s+)?(?:foreword|preface|preamble|acknowledge?ments?|abbreviations|acronyms|contents|"
    r"references|bibliography|endnotes|notes|glossary|executive summary)\W*$",
    re.IGNORECASE,
)
_PART_LEVELS = {"part": 1, "title": 1, "book": 1, "programme": 1, "program": 1, "chapter": 2}
_ENGLISH = {"ជំពូក": "Chapter", "ផ្នែក": "Section", "កថាភាគ": "Paragraph", "ឧបសម្ព័ន្ធ": "Annex", "annexe": "Annex"}
_LEVELS = {"annex": 0, "component": 4, "article": 7, "clause": 8, "caption": 9}
_UNLEVELLED = 5
_MOST_TITLE_WORDS = 16
_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_SIGNS = " .:–—-៖\\"


class Heading(NamedTuple):
    """
    A heading that was recognised.

    :param kind: what it heads.
    :param level: how deep its kind stands; smaller is higher.
    :param title: as it stands in a heading path: "Article 12", "2.3 Labour Protection", "Chapter 4: Evidence".
    :param locator: as a lawyer names the place: "Article 12", "Annex 3".
    :param number: as printed, in Latin digits: "12", "2.3", "IV"; empty where it has none.
    :param set_level: the level the document itself gives it, 0 where it gives none.
    """

    kind: HeadingKind
    level: int
    title: str
    locator: str
    number: str = ""
    set_level: int = 0

    @property
    def is_bare(self) -> bool:
        """Whether it is only a number, so that the line after it may be its title."""
        return self.kind in ("part", "annex", "article") and self.title == self.locator

    @property
    def stands_by_itself(self) -> bool:
        """Whether it is a foreword or a list of references, which is under nothing however large it is set."""
        return self.kind in ("heading", "component") and _BY_ITSELF.match(self.title) is not None

    def titled(self, title: str) -> "Heading":
        """
        The same heading with the title found on the line after it.

        :param title: that line.
        :returns: the heading.
        """
        between = " " if self.kind == "article" else ": "
        return self._replace(title=f"{self.locator}{between}{' '.join(title.split())}")

    def outranks(self, other: "Heading") -> bool:
        """
        Whether another heading, met after it, stands under it.

        Kinds of headings have their order; of a heading that has only its looks, the looks decide.

        :param other: the later heading.
        :returns: True where it stays in the path above `other`.
        """
        if self.kind == "caption" or other.kind == "caption":
            return self.kind != "caption"
        if other.stands_by_itself:
            return self.kind in ("annex", "part")
        if self.stands_by_itself and "summary" not in self.title.lower():
            return False
        looks = self.kind == "heading" or other.kind == "heading"
        if looks and self.set_level and other.set_level and self.set_level != other.set_level:
            return self.set_level < other.set_level
        return self.level < other.level


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
    line = " ".join(line.replace("**", "").split())
    if not line or _LEADER.search(line):
        return None
    for rule in (_article, _annex, _part, _named, _component, _caption):
        if heading := rule(line, set_as_heading):
            return heading._replace(set_level=level)
    if not set_as_heading or sum(c.isalpha() for c in line) <= 2:
        return None
    return Heading("heading", 2 + min(level, 4) if level else _UNLEVELLED, line, line, "", level)


def recognise_clause(line: str, before: str) -> Heading | None:
    """
    Tell whether a paragraph is a numbered clause, as agreements and memoranda have them.

    :param line: the paragraph's beginning.
    :param before: the number of the clause before it under the same heading, empty where there was none.
    :returns: the clause, where its number counts on; else None.
    """
    match = _CLAUSE.match(line)
    if not match or not _counts_on(match["number"], before):
        return None
    locator = f"clause {match['number']}"
    return Heading("clause", _LEVELS["clause"], locator, locator, match["number"])


def _counts_on(number: str, before: str) -> bool:
    parts, last = [int(n) for n in number.split(".")], [int(n) for n in before.split(".")] if before else [0]
    if len(parts) == len(last):
        return parts[:-1] == last[:-1] and parts[-1] == last[-1] + 1
    if len(parts) > len(last):
        return len(parts) == len(last) + 1 and parts[-1] == 1 and parts[:-1] in (last, [*last[:-1], last[-1] + 1])
    return parts[-1] == last[len(parts) - 1] + 1 and parts[:-1] == last[: len(parts) - 1]


def _article(line: str, set_as_heading: bool) -> Heading | None:
    match = _ARTICLE.match(line)
    if not match:
        return None
    rest = match["rest"]
    # "Article 12", "Article 12. The King …", "Article 12 – Penalties" head one; "Article 12 of this law" names one,
    # and so does "Article 12. above", where a line was broken before it.
    after_sign = re.match(r"^\s*[.:–—៖-](?:\s|$)", rest) and not re.match(r"^[\s.:–—-]+[a-z][\w,]", rest)
    if rest.strip() and not after_sign and not (set_as_heading and _is_title(rest)):
        return None
    number = match["number"].translate(_DIGITS)
    if match["more"]:
        number += " " + match["more"].strip("()").replace("ថ្មី", "new")
    heading = Heading("article", _LEVELS["article"], f"Article {number}", f"Article {number}", number)
    title = rest.strip(_SIGNS)
    return heading.titled(title) if title and _is_title(title) and not _SENTENCE_INSIDE.search(title) else heading


def _annex(line: str, set_as_heading: bool) -> Heading | None:
    match = _ANNEX.match(line)
    if not match or not (match["number"] or set_as_heading):
        return None
    if match["word"].islower() and not set_as_heading:
        return None
    rest = (match["rest"] or "").strip(_SIGNS)
    if rest and (not _is_title(rest) or line.endswith(".")):
        return None
    locator = " ".join(filter(None, [_in_english(match["word"]), (match["number"] or "").translate(_DIGITS)]))
    heading = Heading("annex", _LEVELS["annex"], locator, locator, match["number"] or "")
    return heading.titled(rest) if rest else heading


def _part(line: str, set_as_heading: bool) -> Heading | None:
    match = _PART.match(line)
    if not match or (match["word"].islower() and not set_as_heading):
        return None
    rest = (match["rest"] or "").strip(_SIGNS)
    if rest and (not _is_title(rest) or re.search(r"[.!?;។]$", line)):
        return None
    word = _in_english(match["word"])
    number = match["number"].translate(_DIGITS)
    heading = Heading("part", _PART_LEVELS.get(word.lower(), 3), f"{word} {number}", f"{word} {number}", number)
    if rest:
        heading = heading.titled(rest)
    return heading._replace(locator=heading.title) if word.lower().startswith("program") else heading


def _named(line: str, set_as_heading: bool) -> Heading | None:
    match = _NAMED.match(line)
    if not match:
        return None
    rest = match["rest"]
    if rest.strip() and not re.match(r"^\s*[.:–—-]\s", rest) and not set_as_heading:
        return None
    title = rest.strip(_SIGNS)
    if not _is_title(title) or (line.endswith(".") and title):
        return None
    name = f"{match['word']} {match['number']}"
    name = f"{name}: {title}" if title else name
    return Heading("component", _LEVELS["component"], name, name, match["number"])


def _component(line: str, set_as_heading: bool) -> Heading | None:
    match = _DOTTED.match(line) or (_NUMBERED.match(line) if set_as_heading else None)
    if not match or not _is_title(match["rest"]) or re.search(r"[.!?;](\s|$)", match["rest"]):
        return None
    if not set_as_heading and not match["rest"][0].isupper():
        return None
    dots = match["number"].count(".")
    title = f"{match['number']}{'' if dots else '.'} {match['rest'].strip(_SIGNS)}"
    return Heading("component", _LEVELS["component"] - 1 + dots, title, title, match["number"])


def _caption(line: str, set_as_heading: bool) -> Heading | None:
    if not _CAPTION.match(line) or not (set_as_heading and len(line.split()) <= 2 * _MOST_TITLE_WORDS):
        return None
    return Heading("caption", _LEVELS["caption"], line, line)


def _in_english(word: str) -> str:
    return _ENGLISH.get(word.lower(), word.capitalize())


def _is_title(text: str) -> bool:
    """Few words, the first in capitals or none in letters: not the beginning of a sentence's verb phrase."""
    return len(text.split()) <= _MOST_TITLE_WORDS and not re.match(r"^[^\w]*[a-z]", text)


def is_contents_page(text: str) -> bool:
    """
    Whether a page is a table of contents: its lines name headings, and are none.

    :param text: of the page.
    :returns: whether most of it is lines that end in a page number, after a leader or in rising order.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    leaders = sum(bool(_LEADER.search(line)) for line in lines)
    if leaders >= 4 and leaders >= 0.4 * len(lines):
        return True
    numbers = [int(match[1]) for line in lines if (match := _PAGE_AT_END.search(line))]
    rising = sum(after >= before for before, after in pairwise(numbers))
    return len(numbers) >= 6 and len(numbers) >= 0.6 * len(lines) and rising == len(numbers) - 1
