"""The sections of a document: stretches of one page under one heading path."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.page import BlockKind, Page
from ingest.structure import Heading, is_contents_page, recognise

_MOST_LONE_TITLE_WORDS = 9
_FEWEST_PARAGRAPH_WORDS = 25


@dataclass(slots=True)
class Atom:
    """
    The smallest stretch that is not parted unless it must be: a heading, paragraph, table row or line of a law.

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
        named = [heading for heading in self.path if heading.kind != "part"]
        if not named:
            return ", ".join(part.locator for part in self.path)
        annex = next((h for h in self.path if h.kind == "annex"), None)
        last = named[-1]
        return f"{annex.locator}, {last.locator}" if annex and last is not annex else last.locator


def sections(pages: tuple[Page, ...]) -> Iterator[Section]:
    """
    Cut pages into sections.

    A heading without a body goes with what follows it, if that stands under it on the same page.

    :param pages: of one file, in order.
    :returns: the sections in order; together they hold every word of every page.
    """
    path: tuple[Heading, ...] = ()
    for page in pages:
        if is_contents_page(page.text):
            contents = Heading("heading", 3, "Contents", "Contents")
            yield Section(page, (contents,), [Atom(b.start, b.end, b.kind) for b in page.blocks])
            continue
        section = Section(page, path)
        for atom, heading in _atoms(page, path):
            if heading is None:
                if _leaves_caption(path, page.text, atom):
                    yield section
                    path = path[:-1]
                    section = Section(page, path)
                section.atoms.append(atom)
                continue
            deeper = section.path and heading.level > section.path[-1].level
            path = (*(h for h in path if h.level < heading.level), heading)
            if section.atoms and (section.has_body or not deeper):
                yield section
                section = Section(page, path)
            section.path = path
            section.atoms.append(atom)
        if section.atoms:
            yield section
        path = tuple(heading for heading in path if heading.kind != "caption")


def _leaves_caption(path: tuple[Heading, ...], text: str, atom: Atom) -> bool:
    """A caption heads its table; a paragraph after that belongs to the section again."""
    if not path or path[-1].kind != "caption" or atom.kind != "text":
        return False
    return len(text[atom.start : atom.end].split()) >= _FEWEST_PARAGRAPH_WORDS


def _atoms(page: Page, path: tuple[Heading, ...]) -> Iterator[tuple[Atom, Heading | None]]:
    article = next((h.number for h in reversed(path) if h.kind == "article"), 0)
    for number, block in enumerate(page.blocks):
        text = page.text[block.start : block.end]
        if block.kind in ("table", "note"):
            yield from ((atom, None) for atom in _lines(text, block.start, block.kind))
            continue
        lone = block.kind == "heading" or _is_lone_title(text, page, number)
        short = len(text.split()) <= _MOST_LONE_TITLE_WORDS and recognise(text, set_as_heading=lone)
        if "\n" not in text or lone or short:
            heading = recognise(text, set_as_heading=lone, level=block.level)
            if heading and heading.kind == "article":
                article = heading.number
            kind: BlockKind = "heading" if heading and _all_title(text, heading) else block.kind
            yield Atom(block.start, block.end, kind), heading
            continue
        before = ""
        for atom in _lines(text, block.start, block.kind):
            line = page.text[atom.start : atom.end]
            heading = recognise(line, set_as_heading=_is_capitals(line))
            if heading and not _counts_on(heading, article, before):
                heading = None
            if heading and heading.kind == "article":
                article = heading.number
            if heading and _all_title(line, heading):
                atom.kind = "heading"
            yield atom, heading
            before = line


def _lines(text: str, offset: int, kind: BlockKind) -> Iterator[Atom]:
    for match in re.finditer(r"[^\n]+", text):
        yield Atom(offset + match.start(), offset + match.end(), kind)


def _all_title(line: str, heading: Heading) -> bool:
    """Whether a line is nothing but the heading: "Article 5. The King reigns." is its body as well."""
    return len(" ".join(line.split())) <= len(heading.title) + 6


def _counts_on(heading: Heading, article: int, before: str) -> bool:
    """A line broken before "Article 44" begins with it too, but it does not count on and follows no full stop."""
    if heading.kind != "article" or not before:
        return True
    return heading.number in (article, article + 1) or bool(re.search(r"[.;:!?”\"។]\s*$", before))


def _is_capitals(line: str) -> bool:
    words = line.split()
    return line.upper() == line and line.lower() != line and 1 < len(words) <= 14 and len(line) > 6


def _is_lone_title(text: str, page: Page, number: int) -> bool:
    """A short line by itself that ends no sentence, with a longer paragraph after it."""
    block = page.blocks[number]
    if block.kind != "text" or page.read_by == "ocr" or "\n" in text:
        return False
    words = text.split()
    following = page.blocks[number + 1] if number + 1 < len(page.blocks) else None
    return (
        page.read_by == "markup"
        and len(words) <= _MOST_LONE_TITLE_WORDS
        and re.match(r"(\d{1,2}\s+)?[A-Z]", text) is not None
        and not re.search(r"[.,;:!?]$|[©@]|\d{4}$", text)
        and following is not None
    )
