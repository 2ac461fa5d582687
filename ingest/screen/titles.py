"""A name reaches over the form of address before it, and over the initial or the nickname after it."""

import re
from collections.abc import Iterator, Sequence

from ingest.screen.finding import DOUBT, Finding
from ingest.screen.prose import Prose

_BEFORE = re.compile(
    r"(?<![A-Za-z])(?:Mrs|Mr|Ms|Miss|Mme|Madame|Mama|Pastor|Grand(?:mother|father|ma|"
    r"pa)|Aunt(?:ie|y)?|Uncle|Neang|Bong|Ming|Pu|Ta|Yeay|Lok(?:\s+Ta)?|"
    r"Oum|Daw|Ko|Ma|U|Khun|Nang|Nong|P'|Kak|Ah|Baby|bà|ông|cô|anh|chị|em)\.?[ ]$|(?:យាយ|តា|មីង|ពូ|អ៊ំ|បង|នាង)[ ]?$"
)
_AFTER = re.compile(
    r"[ ][A-Z]\.(?![A-Za-z])|[ ]?\([\"']?[A-Z][\w ]{1,14}[\"']?\)|[ ][\"'][A-Z][\w ]{1,14}[\"']|"
    r"(?:[ ](?:binti|bin|bt|b\.|s/o|d/o)[ ][A-Z]\w+)"
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
            start, end = before.start() if before else finding.start, after.end() if after else finding.end
            yield Finding("name", 0, start, end, prose.text[start:end], min(finding.confidence, DOUBT), finding.why)
