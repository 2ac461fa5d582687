"""
The words of a redacted page, laid unseen over its picture: to be found, marked and read where they stand.

The font has no shapes, for nothing of it is drawn: only widths, and which character each code means. So it serves every
script. A code is made for each character at each width, and the page reads as it did before, letter for letter.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from ingest.redact.pdf_words import Gone, Letter, Points, Run, boxes_of

# Codes of the private use area: taken for characters by mistake, they are none of any script.
_FIRST, _LAST = 0xE000, 0xF8FF
_ASCENT, _DESCENT = 800, -200
# StemV is how pdfium guesses a font's weight: 400 and 700.
_STEMS = {False: 80, True: 140}
_MOST_IN_CMAP = 100
_DIRECTIONS = ((1, 0), (0, 1), (-1, 0), (0, -1))


class _Placed(NamedTuple):
    """A letter along its line: where it begins and ends, and the line's foot and height."""

    sign: str
    start: float
    end: float
    foot: float
    height: float


def without(runs: Sequence[Run], gone: Sequence[Gone], mark: str) -> list[Run]:
    """
    A page's runs without what goes.

    :param runs: of the page.
    :param gone: what goes; the mark is set where the first letter of each stood.
    :param mark: what takes its place.
    :returns: the runs.
    """
    out = {place for one in gone for place in one.letters}
    marks: dict[tuple[int, int], Points] = {}
    covered: set[tuple[int, int]] = set()
    for one in sorted(gone, key=lambda one: (min(one.letters), -len(one.letters))):
        if not covered >= one.letters and (boxes := boxes_of(runs, one)):
            marks[min(one.letters - covered)] = boxes[0]
        covered |= one.letters
    kept = []
    for number, run in enumerate(runs):
        line: Run = []
        for place, letter in enumerate(run):
            if (box := marks.get((number, place))) is not None:
                line += _spread(mark, box, letter)
            if (number, place) not in out:
                line.append(letter)
        if any(letter.sign != " " for letter in line):
            kept.append(line)
    return kept


def _spread(mark: str, box: Points, like: Letter) -> Iterator[Letter]:
    """The mark's letters over the width of what it stands for, as high as its letters were."""
    along = like.turn % 2
    low, high = box[along], box[along + 2]
    step = (high - low) / len(mark)
    backwards = like.turn in (2, 3)
    for number, sign in enumerate(mark):
        at = len(mark) - 1 - number if backwards else number
        edges = list(like.box)
        edges[along], edges[along + 2] = low + at * step, low + (at + 1) * step
        place = edges[0], edges[1], edges[2], edges[3]
        yield Letter(sign, place, place, like.turn, like.bold)


class TextLayer:
    """
    Fonts without shapes, and the operators that set text in them unseen.

    :param writer: the file they are added to.
    """

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._fonts = {bold: _Font(bold) for bold in _STEMS}
        self._references = {bold: writer._add_object(DictionaryObject()) for bold in _STEMS}

    def content(self, runs: Sequence[Run]) -> bytes:
        """
        Operators that set runs where they stand.

        :param runs: of one page.
        :returns: a part of its content stream.
        """
        return b"".join(self._line(run) for run in runs)

    @property
    def resources(self) -> DictionaryObject:
        """The fonts, for a page's resources."""
        return DictionaryObject({NameObject(f"/F{int(bold)}"): font for bold, font in self._references.items()})

    def finish(self) -> None:
        """Write the fonts, when all pages are set."""
        for bold, font in self._fonts.items():
            made = font.made(self._writer)
            reference: IndirectObject = self._references[bold]
            self._writer._replace_object(reference, made)

    def _line(self, run: Run) -> bytes:
        pieces = []
        for group in _groups(run):
            font = self._fonts[group[0].bold]
            placed = [_placed(letter) for letter in group]
            first = placed[0]
            across, up = _DIRECTIONS[group[0].turn]
            base = first.foot - first.height * _DESCENT / 1000
            x, y = first.start * across - base * up, first.start * up + base * across
            shown = _shown(placed, font)
            pieces.append(
                f"BT 3 Tr /F{int(group[0].bold)} {first.height:.3f} Tf {across} {up} {-up} {across} {x:.3f} {y:.3f} Tm "
                f"[{shown}] TJ ET\n".encode()
            )
        return b"".join(pieces)


def _groups(run: Run) -> Iterator[Run]:
    """Letters of one height on one line; a space is of the letters before it."""
    group: Run = []
    for letter in run:
        if group and letter.sign != " ":
            one, other = _placed(group[-1]), _placed(letter)
            same = abs(one.height - other.height) < 0.05 and abs(one.foot - other.foot) < 0.05
            if not same or group[-1].bold != letter.bold or other.start < one.start:
                yield group
                group = []
        if group or letter.sign != " ":
            before = group[-1] if group else letter
            group.append(letter if letter.sign != " " else _space(letter, before))
    if group:
        yield group


def _space(space: Letter, before: Letter) -> Letter:
    return Letter(" ", before.box, before.box, space.turn, before.bold)


def _placed(letter: Letter) -> _Placed:
    across, up = _DIRECTIONS[letter.turn]
    x0, y0, x1, y1 = letter.box
    along = sorted((x0 * across + y0 * up, x1 * across + y1 * up))
    over = sorted((y0 * across - x0 * up, y1 * across - x1 * up))
    return _Placed(letter.sign, along[0], along[1], over[0], max(over[1] - over[0], 0.1))


def _shown(placed: Sequence[_Placed], font: "_Font") -> str:
    size = placed[0].height / 1000
    at = placed[0].start
    shown = []
    for number, letter in enumerate(placed):
        start, end = letter.start, letter.end
        if letter.sign == " ":
            # As wide as the gap it stands in: pdfium gives it no box of its own.
            start = at
            end = next((other.start for other in placed[number + 1 :] if other.sign != " "), at)
            if end <= start:
                end = start + 0.1 * letter.height
        if round((start - at) / size):
            shown.append(f"{-round((start - at) / size)}")
            at += round((start - at) / size) * size
        width = max(round((end - start) / size), 0)
        shown.append(f"<{font.code(letter.sign, width):04X}>")
        at += width * size
    return " ".join(shown)


class _Font:
    def __init__(self, bold: bool) -> None:
        self._bold = bold
        self._codes: dict[tuple[str, int], int] = {}

    def code(self, sign: str, width: int) -> int:
        """The code of a character at a width; at about that width where there are no codes left."""
        if (sign, width) not in self._codes and _FIRST + len(self._codes) > _LAST:
            same = [known for known in self._codes if known[0] == sign]
            return self._codes[min(same, key=lambda known: abs(known[1] - width))] if same else _LAST
        return self._codes.setdefault((sign, width), _FIRST + len(self._codes))

    def made(self, writer: PdfWriter) -> DictionaryObject:
        name = NameObject("/Unseen-Bold" if self._bold else "/Unseen")
        descriptor = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/FontDescriptor"),
                NameObject("/FontName"): name,
                NameObject("/Flags"): NumberObject(4),
                NameObject("/FontBBox"): ArrayObject(NumberObject(n) for n in (0, _DESCENT, 1000, _ASCENT)),
                NameObject("/ItalicAngle"): NumberObject(0),
                NameObject("/Ascent"): NumberObject(_ASCENT),
                NameObject("/Descent"): NumberObject(_DESCENT),
                NameObject("/CapHeight"): NumberObject(_ASCENT),
                NameObject("/StemV"): NumberObject(_STEMS[self._bold]),
            }
        )
        widths = ArrayObject(NumberObject(width) for _, width in self._codes)
        inner = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/CIDFontType2"),
                NameObject("/BaseFont"): name,
                NameObject("/CIDSystemInfo"): DictionaryObject(
                    {
                        NameObject("/Registry"): TextStringObject("Adobe"),
                        NameObject("/Ordering"): TextStringObject("Identity"),
                        NameObject("/Supplement"): NumberObject(0),
                    }
                ),
                NameObject("/FontDescriptor"): writer._add_object(descriptor),
                NameObject("/DW"): FloatObject(500),
                NameObject("/W"): ArrayObject([NumberObject(_FIRST), widths]),
                NameObject("/CIDToGIDMap"): NameObject("/Identity"),
            }
        )
        meanings = StreamObject()
        meanings.set_data(self._meanings())
        return DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type0"),
                NameObject("/BaseFont"): name,
                NameObject("/Encoding"): NameObject("/Identity-H"),
                NameObject("/DescendantFonts"): ArrayObject([writer._add_object(inner)]),
                NameObject("/ToUnicode"): writer._add_object(meanings.flate_encode()),
            }
        )

    def _meanings(self) -> bytes:
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        entries = [
            f"<{code:04X}> <{sign.encode('utf-16-be').hex().upper()}>" for (sign, _), code in self._codes.items()
        ]
        for start in range(0, len(entries), _MOST_IN_CMAP):
            some = entries[start : start + _MOST_IN_CMAP]
            lines += [f"{len(some)} beginbfchar", *some, "endbfchar"]
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode()
