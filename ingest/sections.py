"""The sections of a document: stretches of one page under one heading path."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from corpus.page import Block, BlockKind, Page
from ingest.structure import Heading, is_contents_page, recognise, recognise_clause

_MOST_LONE_TITLE_WORDS = 9
_FEWEST_PARAGRAPH_WORDS = 25
_COVER_PAGES, _MOST_COVER_WORDS = 3, 60
_LIST_OF_HEADINGS = 3
# After these a sentence goes on: "… the text contained in / Annex 5." names an annex and heads none.
_RUNS_ON = re.compile(r"\b(?:and|by|for|from|in|of|or|see|the|to|under|with)$", re.IGNORECASE)
_LIST_MARK = re.compile(r"^(?:[-–—•●○◦▪■☒⊗*]|\(?[0-9ivxa-zA-Z]{1,4}[.)]|[០-៩]{1,3}\s*[-.)៖])\s")
_ENDS = re.compile(r"[.;:!?។៕៖](?:[\"”’')\]]|\s*[(\[][\d,\s–-]+[)\]])*$")


@dataclass(slots=True)
class Atom:
    """
    The smallest stretch that is not parted unless it must be: a heading, paragraph, table row, sentence of a law.

    :param start: offset in the page's text.
    :param end: offset after it.
    :param kind: what it is.
    """

    start: int
    end: int
    kind: BlockKind


@dataclass(slots=True)
class Section:
    """
    A stretch of one page under one heading path.

    :param page: the page it is on.
    :param path: the headings above it, from the top.
    :param atoms: its parts, its own heading among them.
    """

    page: Page
    path: tuple[Heading, ...]
    atoms: list[Atom] = field(default_factory=list)

    @property
    def has_body(self) -> bool:
        """Whether there is more to it than headings."""
        return any(atom.kind != "heading" for atom in self.atoms)

    @property
    def locator(self) -> str:
        """The place a lawyer would name; empty where no heading was met yet."""
        if not self.path:
            return ""
        annex = next((heading for heading in self.path if heading.kind == "annex"), None)
        place = self._place()
        return f"{annex.locator}, {place}" if annex and place != annex.locator else place

    def _place(self) -> str:
        clause = next((heading for heading in self.path if heading.kind == "clause"), None)
        if article := next((heading for heading in self.path if heading.kind == "article"), None):
            return article.locator
        named = [heading for heading in self.path if heading.kind not in ("part", "clause")]
        dotted = [heading for heading in named if heading.kind == "component" and "." in heading.number]
        if dotted and named[-1].kind == "heading":
            named = dotted
        place = named[-1].locator if named else ", ".join(h.locator for h in self.path if h.kind == "part")
        return ", ".join(filter(None, [place, clause.locator if clause else ""]))


def sections(pages: tuple[Page, ...], *, clauses: bool = False) -> Iterator[Section]:
    """
    Cut pages into sections.

    A heading without a body goes with what follows it, if that stands under it on the same page.

    :param pages: of one file, in order.
    :param clauses: whether numbered paragraphs are clauses to be cited by their number, as in a memorandum.
    :returns: the sections in order; together they hold every word of every page.
    """
    path: tuple[Heading, ...] = ()
    for number, page in enumerate(pages):
        if is_contents_page(page.text):
            contents = Heading("heading", 3, "Contents", "Contents")
            yield Section(page, (contents,), [Atom(b.start, b.end, b.kind) for b in page.blocks])
            continue
        found, after = _of_page(page, path, clauses)
        yield from _folded(found)
        on_cover = number < _COVER_PAGES and len(page.text.split()) < _MOST_COVER_WORDS and page.number is not None
        passing = ("caption", "heading") if on_cover else ("caption",)
        path = tuple(heading for heading in after if heading in path or heading.kind not in passing)


def _of_page(page: Page, path: tuple[Heading, ...], clauses: bool) -> tuple[list[Section], tuple[Heading, ...]]:
    found: list[Section] = []
    section = Section(page, path)
    clause = next((heading.number for heading in path if heading.kind == "clause"), "")
    for atom, met in _atoms(page):
        heading, text = met, page.text[atom.start : atom.end]
        if heading is None and clauses and not any(h.kind == "article" for h in path):
            heading = recognise_clause(text, clause)
        if heading is None:
            if _leaves_caption(path, text, atom):
                found.append(section)
                path = path[:-1]
                section = Section(page, path)
            section.atoms.append(atom)
            continue
        clause = heading.number if heading.kind == "clause" else ""
        if _titles(heading, section):
            path = (*path[:-1], path[-1].titled(text))
        else:
            under = bool(section.path) and section.path[-1].outranks(heading)
            path = (*(h for h in path if h.outranks(heading)), heading)
            if section.atoms and (section.has_body or not under):
                found.append(section)
                section = Section(page, path)
        section.path = path
        section.atoms.append(atom)
    return [*found, section] if section.atoms else found, path


def _titles(heading: Heading, section: Section) -> bool:
    """Whether a heading is the title of the bare "Article 5" or "Chapter II" right before it."""
    return (
        heading.kind == "heading"
        and bool(section.atoms)
        and not section.has_body
        and section.path[-1].is_bare
        and len(heading.title.split()) <= _MOST_LONE_TITLE_WORDS * 2
    )


def _folded(found: list[Section]) -> Iterator[Section]:
    """A plain heading without a body goes with the section after it, a caption at a page's end with the one before."""
    waiting: list[Atom] = []
    kept: list[Section] = []
    for number, section in enumerate(found):
        last = section.path[-1].kind if section.path else ""
        if not section.has_body and last == "caption" and kept and number == len(found) - 1:
            kept[-1].atoms += section.atoms
        elif not section.has_body and last in ("heading", "part") and number < len(found) - 1:
            waiting += section.atoms
        else:
            section.atoms = waiting + section.atoms
            waiting = []
            kept.append(section)
    yield from kept


def _leaves_caption(path: tuple[Heading, ...], text: str, atom: Atom) -> bool:
    """A caption heads its table; a paragraph after that belongs to the section again."""
    if not path or path[-1].kind != "caption" or atom.kind != "text":
        return False
    return len(text.split()) >= _FEWEST_PARAGRAPH_WORDS


def _atoms(page: Page) -> Iterator[tuple[Atom, Heading | None]]:
    """The parts of a page, each with the heading it is or begins with."""
    listed = _lists_set_as_headings(page)
    before: Heading | None = None
    for number, block in enumerate(page.blocks):
        text = page.text[block.start : block.end]
        if block.kind in ("table", "note"):
            yield from ((atom, None) for atom in _lines(text, block.start, block.kind))
            before = None
            continue
        set_as_heading = number not in listed and (_is_set(page, number) or _is_lone_title(page, number))
        whole = recognise(text, set_as_heading=set_as_heading, level=block.level)
        if "\n" not in text or set_as_heading or (whole and len(text.split()) <= _MOST_LONE_TITLE_WORDS):
            yield Atom(block.start, block.end, _kind(text, whole, block)), whole
            before = whole
            continue
        for atom in _whole_sentences(page.text, _lines(text, block.start, block.kind)):
            line = page.text[atom.start : atom.end]
            title_follows = before is not None and before.is_bare
            before = recognise(line, set_as_heading=_is_capitals(line, 1 if title_follows else 2))
            atom.kind = _kind(line, before, block)
            yield atom, before


def _kind(text: str, heading: Heading | None, block: Block) -> BlockKind:
    """Whether a line is nothing but the heading: "Article 5. The King reigns." is its body as well."""
    if heading and len(" ".join(text.split())) <= len(heading.title) + 6:
        return "heading"
    return "text" if block.kind == "heading" else block.kind


def _lines(text: str, offset: int, kind: BlockKind) -> Iterator[Atom]:
    for match in re.finditer(r"[^\n]+", text):
        yield Atom(offset + match.start(), offset + match.end(), kind)


def _whole_sentences(text: str, lines: Iterator[Atom]) -> Iterator[Atom]:
    """Lines of a plain text joined again where a sentence runs on; a heading stays a line of its own."""
    sentence: Atom | None = None
    for line in lines:
        words = text[line.start : line.end]
        runs_on = sentence is not None and _RUNS_ON.search(text[sentence.start : sentence.end])
        heads = not runs_on and recognise(words, set_as_heading=_is_capitals(words, 1)) is not None
        if sentence is None or heads or _LIST_MARK.match(words) or _ENDS.search(text[sentence.start : sentence.end]):
            if sentence:
                yield sentence
            sentence = line
        else:
            sentence.end = line.end
        if heads:
            yield line
            sentence = None
    if sentence:
        yield sentence


def _is_set(page: Page, number: int) -> bool:
    """Whether a block the parser took for a heading is one: markup says so, of a PDF it is a guess from its looks."""
    block = page.blocks[number]
    if block.kind != "heading" or page.read_by == "markup":
        return block.kind == "heading"
    text = page.text[block.start : block.end]
    after = page.text[block.end :].lstrip()[:1]
    runs_on = after.islower() or re.search(r"\w{4,}[.!?]\s+[A-Z]\w+ ", text) is not None
    return not runs_on and not (text.endswith((".", ",", ";")) and not re.match(r"^\d|^[A-Z]+ ", text))


def _lists_set_as_headings(page: Page) -> set[int]:
    """Blocks of a PDF that look like headings and stand three or more in a row at one level: a list, or a cover."""
    if page.read_by == "markup":
        return set()
    listed: set[int] = set()
    for _, run in groupby(enumerate(page.blocks), key=lambda item: (item[1].kind, item[1].level)):
        numbers = [number for number, block in run if block.kind == "heading" and _is_plain(page, block)]
        if len(numbers) >= _LIST_OF_HEADINGS and numbers[-1] - numbers[0] == len(numbers) - 1:
            listed.update(numbers)
    return listed


def _is_plain(page: Page, block: Block) -> bool:
    heading = recognise(page.text[block.start : block.end], set_as_heading=True, level=block.level)
    return heading is None or heading.kind == "heading" or (heading.kind == "component" and "." not in heading.number)


def _is_capitals(line: str, fewest_words: int) -> bool:
    words = line.split()
    return line.upper() == line and line.lower() != line and fewest_words <= len(words) <= 14 and len(line) > 6


def _is_lone_title(page: Page, number: int) -> bool:
    """A short line by itself that ends no sentence, with a longer paragraph after it."""
    block = page.blocks[number]
    text = page.text[block.start : block.end]
    if block.kind != "text" or page.read_by != "markup" or "\n" in text or number + 1 == len(page.blocks):
        return False
    return (
        len(text.split()) <= _MOST_LONE_TITLE_WORDS
        and re.match(r"(\d{1,2}\s+)?[A-Z]", text) is not None
        and re.search(r"[.,;:!?]$|[©@]|\d{4}$", text) is None
    )
