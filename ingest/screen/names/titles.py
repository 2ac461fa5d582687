"""A name reaches over what belongs to it: forms of address and initials before, nickname and surname after."""

import re
from collections.abc import Iterator, Sequence

from ingest.screen.finding import DOUBT, Finding
from ingest.screen.lists.words import ordinary_words
from ingest.screen.text.letters import CAPITAL
from ingest.screen.text.prose import Prose

_ADDRESSED = (
    r"(?<![A-Za-z])(?:Mrs|Mr|Ms|Miss|Mme|Madame|Mama|Pastor|Grand(?:mother|father|ma|"
    r"pa)|Aunt(?:ie|y)?|Uncle|Neang|Bong|Ming|Pu|Ta|Yeay|Lok(?:\s+Ta)?|"
    r"Oum|Daw|Ko|Ma|U|Khun|Nang|Nong|P'|Kak|Ah|Baby|bà|ông|cô|anh|chị|em)\.?[ ]"
)
# “P. Wongsa”, “Ma. Lourdes”: Maria, shortened as in the Philippines.
_SHORTENED = r"(?<![\w.])(?:(?:[A-Z]|Ma|Jr|St|Md|Mohd|Abd)\.[ ]?){1,3}"
_BEFORE = re.compile(rf"(?:{_ADDRESSED}|{_SHORTENED})$|(?:យាយ|តា|មីង|ពូ|អ៊ំ|បង|នាង)[ ]?$")
_WORD = rf"[{CAPITAL}][\w'-]{{1,30}}"
_NICKNAME = (
    r"(?:,?[ ]?\([\"']?(?:(?:ah|a\.?k\.?a\.?|alias|called|dite?|hay|born|née?)[ ])?"
    rf"{_WORD}(?:[ ]{_WORD}){{0,2}}[\"']?\)"
    r"|,?[ ][\"'][ ]?\w[\w -]{1,20}[\"']|[ ]?\(ហៅ[^)\n]{1,20}\))"
)
_INITIAL = r"[ ](?:[A-Z]\.[ ]?){1,2}(?![A-Za-z]{1,3}\b)"
_BOUND = r"[ ](?:binti|bin|bt|b\.|s/o|d/o|veuve|épouse|née?|dite?|alias|hay|aka|a\.k\.a\.)[ ](?=[A-Z])"
_AFTER = re.compile(
    rf"(?:{_NICKNAME}|{_INITIAL}|{_BOUND}{_WORD})(?:[ ]?(?P<surname>(?<=[ ]){_WORD}|(?<=[.)\"'])[ ]?{_WORD})(?!\w)"
    r"(?![ ][A-Z]))?"
)


def find_titles(prose: Prose, findings: Sequence[Finding]) -> Iterator[Finding]:
    """
    The same names, longer.

    :param prose: the page.
    :param findings: what was found on it.
    :returns: a finding for each name that has more to it.
    """
    for finding in findings:
        if finding.kind != "name":
            continue
        before = _BEFORE.search(prose.plain, max(0, finding.start - 14), finding.start)
        after = _AFTER.match(prose.plain, finding.end)
        if before or after:
            start = before.start() if before else finding.start
            end = _end(after) if after else finding.end
            yield Finding.on(prose, "name", start, end, min(finding.confidence, DOUBT), finding.why)


def _end(after: re.Match[str]) -> int:
    """Where the name ends: a word of English behind it is none of it."""
    surname = after["surname"]
    if surname and surname.strip().lower() in ordinary_words():
        return after.start("surname")
    return after.end()
