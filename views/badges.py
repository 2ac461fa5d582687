"""The small signs beside a title: the four Ps, and whether a text is official or a digest."""

from collections.abc import Iterable

from corpus.record import FOUR_P
from views.html import escape
from views.labels import FOUR_P_LETTERS, value_label

DIGEST_MEANS = "A digest is our own description of the instrument, not its words."
OFFICIAL_MEANS = "The instrument's own words."


def four_p_badge(name: str) -> str:
    """
    One of the four Ps: its letter on its colour, and its word.

    :param name: as in "protection".
    :returns: HTML.
    """
    letter = FOUR_P_LETTERS.get(name, "?")
    return (
        f'<span class="four-p"><b class="letter {escape(name)}" aria-hidden="true">{letter}</b>'
        f"{escape(value_label('four_p', name))}</span>"
    )


def four_p_badges(names: Iterable[str], confirmed: Iterable[str]) -> str:
    """
    The four Ps of a passage or document. What a program suggested is told apart from what a person confirmed.

    :param names: the Ps, in any order.
    :param confirmed: those of them that a person chose.
    :returns: HTML; empty where there are none.
    """
    names, confirmed = set(names), set(confirmed)
    chosen = [name for name in FOUR_P if name in names & confirmed]
    others = [name for name in FOUR_P if name in names - confirmed]
    said = '<span class="said" title="Chosen by a program, not yet by a person">suggested</span>'
    groups = (("confirmed", "", chosen), ("suggested", said, others))
    return "".join(
        f'<span class="four-ps {kind}">{before}{"".join(map(four_p_badge, known))}</span>'
        for kind, before, known in groups
        if known
    )


def text_kind_badge(kind: str) -> str:
    """
    Whether a text is official or a digest.

    :param kind: "official" or "digest".
    :returns: HTML.
    """
    means = DIGEST_MEANS if kind == "digest" else OFFICIAL_MEANS
    return f'<span class="kind {escape(kind)}" title="{means}">{escape(value_label("text_kind", kind))}</span>'
