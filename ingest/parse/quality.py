"""How well a page's text reads: a text layer can look fine to a program and be nonsense to a reader."""

import re
from typing import NamedTuple

from corpus.page import Reading

# Measured on real laws and reports: of well-read pages at least 0.90 of the Latin words are well formed, of pages
# in a legacy Khmer font at most 0.07; in clean Khmer no sign is stray, in wrongly ordered Khmer 0.05 or more are.
_FEWEST_WELL_FORMED = 0.6
_MOST_STRAY = 0.02
# Of a page's signs at most so many may stand for nothing: characters without meaning, or the sign for an unknown one.
_MOST_UNKNOWN = 0.05
# Fewer letters than this are page marks where a picture fills the page.
_FEWEST_LETTERS = 12
_FEWEST_LETTERS_OF_A_WORD = 3

KHMER = re.compile("[\u1780-\u17d3\u17dd]")
_LATIN = re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_WELL_FORMED = re.compile(r"[^\W\d_]?[^\WA-Z\d_]+(?:['’‑-][^\W\d_]?[^\WA-Z\d_]+)*|[A-Z]+(?:s|['’&‑-][A-Za-z]+)*")
_AROUND = " .,;:()[]{}“”\"'‘’!?†‡*–—-/%<>«»…•"
_KHMER_LETTER = "[\u1780-\u17b3]"
_KHMER_SYLLABLE = re.compile(f"{_KHMER_LETTER}(?:\u17d2{_KHMER_LETTER}|[\u17b4-\u17d1\u17d3\u17dd])*")
# Glyphs without a letter of their own land in the private use area, or among letters no Khmer text has.
_STRANGE = re.compile("[\ue000-\uf8ff\u0180-\u024f]")
_UNKNOWN = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_LEGACY_FONT = re.compile(r"limon|^abc[-_ ]|^ek\b|khek|tacteing|^zkhmer|moul-?light.*fgh", re.IGNORECASE)


class Judgement(NamedTuple):
    """How well a text reads, and why no better."""

    reading: Reading
    reason: str = ""

    def better_than(self, other: "Judgement") -> bool:
        """Whether one would rather read this."""
        order: tuple[Reading, ...] = ("not at all", "poorly", "well")
        return order.index(self.reading) > order.index(other.reading)

    @property
    def is_khmer(self) -> bool:
        """Whether the page is known to be in Khmer, though its text layer does not read."""
        return "Khmer" in self.reason


def judge(text: str, fonts: frozenset[str] = frozenset(), *, is_picture: bool = True) -> Judgement:
    """
    Judge a page's text.

    ```python
    from ingest.parse.quality import judge

    judge("Trafficking in persons is an offence.").reading  # "well"
    judge("GnusBaØasþIBIsiTi§kumar rbs;mnusS").reading  # "not at all"
    ```

    :param text: what was read of the page.
    :param fonts: the fonts it is set in.
    :param is_picture: whether a picture may hold the page's words, so that a few letters are but marks on it.
    :returns: the judgement.
    """
    letters = sum(c.isalpha() for c in text)
    if letters < (_FEWEST_LETTERS if is_picture else _FEWEST_LETTERS_OF_A_WORD):
        return Judgement("not at all", "no text on this page")
    if any(_LEGACY_FONT.search(font) for font in fonts) and share_well_formed(text) < _FEWEST_WELL_FORMED:
        return Judgement("not at all", "the text layer is of a legacy Khmer font and cannot be read")
    khmer = len(KHMER.findall(text))
    if khmer > 0.3 * letters:
        return _judge_khmer(text, khmer)
    unknown = len(_UNKNOWN.findall(text))
    if unknown > _MOST_UNKNOWN * (letters + unknown):
        return Judgement("not at all", "the text layer holds signs without a meaning")
    if len(_LATIN.findall(text)) > 0.5 * letters and share_well_formed(text) < _FEWEST_WELL_FORMED:
        return Judgement("not at all", "the text layer holds no words that can be read")
    return Judgement("well")


def _judge_khmer(text: str, khmer: int) -> Judgement:
    """A sign that belongs to no syllable stands where no writer puts it."""
    stray = len(KHMER.findall(_KHMER_SYLLABLE.sub("", text))) + len(_STRANGE.findall(text))
    if stray > _MOST_STRAY * khmer:
        return Judgement("poorly", "the signs of the Khmer text layer stand in the wrong order")
    return Judgement("well")


def share_well_formed(text: str) -> float:
    """
    Of the Latin words of two letters or more, the share that are capitals only, or small after the first.

    :param text: of a page, or a title.
    :returns: the share, 0 to 1; 1 of a text without words.
    """
    words = [word.strip(_AROUND) for word in re.split(r"[\s/–—]+", text)]
    words = [word for word in words if len(_LATIN.findall(word)) >= 2 and not re.search(r"\d|@|\.\w|://", word)]
    if not words:
        return 1.0
    return sum(bool(_WELL_FORMED.fullmatch(word)) for word in words) / len(words)
