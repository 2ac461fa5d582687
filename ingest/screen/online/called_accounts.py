"""What someone is called in a game, at a bank's messenger, and in the networks of the neighbours."""

import re
from collections.abc import Iterator

from ingest.screen.finding import DOUBT, Finding
from ingest.screen.lists.words import ordinary_words
from ingest.screen.online.loose_accounts import SERVICE
from ingest.screen.text.close_look import is_looked_at_closely
from ingest.screen.text.prose import Prose

_IN_A_GAME = re.compile(
    r"(?i:\bplay(?:s|ed|ing)?\s+(?:there\s+)?as|\bgamer\s?tag|\bin-?game\s+(?:name|id)|\bIGN|\bplayer\s+(?:name|id))"
    r"[\s:=\"']{1,3}(?P<handle>(?=\S*[A-Z\d_\[#])\S{3,30}(?<![.,;\"')]))"
)
_OF_THE_NEIGHBOURS = re.compile(
    r"(?:เฟซบุ๊ก|เฟสบุ๊ก|เฟซบุ๊ค|เฟสบุ๊ค|ไลน์|ติ๊กต็อก|ติ๊กตอก|อินสตาแกรม|เทเลแกรม|วีแชท|"
    r"ເຟສບຸກ|ໄລນ໌|ហ្វេសប៊ុក|ហ្វេសបុក|តេឡេក្រាម|ឡាញ|តិកតុក|(?i:\bfacebook|\bf\.b\.|\bzalo|\bline|\btiktok))\s*"
    r"(?:ชื่อ|ไอดี|ใช้ชื่อ|ว่า|ឈ្មោះ|គណនី|(?i:tên|nick|là|nom|sous\s+le\s+nom\s+de)|:|=)[\s:\"]*(?:(?:ว่า|ថា|là)\s*)?"
    r"(?P<handle>@[\w.]+|[^\s\"(.,;។@][^\n\"(.,;។]{2,35}?)(?=[\"(.,;។\n]|\s{2}|$)"
)
# A label before the service, as in "nick Zalo", "the profile X on Facebook", or none, where the line ends behind.
_LABEL_BEFORE = re.compile(
    rf"(?i:\b(?:nick|tên|tài\s+khoản|profil|compte)\s+{SERVICE})\s*(?:(?i:là|:)\s*)?(?P<handle>[^\s.,;][^\n.,;]{{2,30}})"
)
_ON_A_SERVICE = re.compile(
    r"(?i:\b(?:profile|page|account|nick\w*))\s+(?P<handle>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3})\s+(?i:on|at|in)\s+"
    rf"(?i:{SERVICE})\b"
)
_BARE = re.compile(
    r"(?:ហ្វេសប៊ុក|ហ្វេសបុក|តេឡេក្រាម|ឡាញ|តិកតុក|เฟซบุ๊ก|เฟสบุ๊ก|เฟซบุ๊ค|ไลน์|ติ๊กต็อก)[ ]"
    r"(?P<handle>[\u1780-\u17d3\u0e01-\u0e4e]{2,14}(?: [\u1780-\u17d3\u0e01-\u0e4e\d]{1,14}){1,2})(?=[.,;។)\n]|$)"
)
_LOWER = re.compile(
    rf"(?i:\b(?:her|his|my|whose)\s+{SERVICE}(?:\s+(?:name|account|page|profile|nick\w*))?\s*(?:is|was|:|=))\s+"
    r"(?P<handle>[^\W\d][\w-]*(?: [\w-]+){1,4})(?=[.,;:!?\n\")(]|$)"
)
# Of a bank's name behind the sign: an account of Bakong.
_AT_A_BANK = re.compile(r"(?<![\w.@])(?P<handle>[A-Za-z][\w.]{2,30}@[a-z]{3,8})(?![\w@-]|\.\w)")


def find_called_accounts(prose: Prose) -> Iterator[Finding]:
    """
    Names that stand after words of a game or a network, in words as people write them there.

    ```python
    from ingest.screen.online.called_accounts import find_called_accounts
    from ingest.screen.text.prose import Prose

    page = Prose("The victim was rescued. Her TikTok is srey neath lok kroma.")
    [each.words for each in find_called_accounts(page)]  # ["srey neath lok kroma"]
    ```

    :param prose: the page.
    :returns: them, little sure.
    """
    if not is_looked_at_closely(prose):
        return
    for pattern in (_IN_A_GAME, _OF_THE_NEIGHBOURS, _LABEL_BEFORE, _ON_A_SERVICE, _BARE, _AT_A_BANK, _LOWER):
        for found in pattern.finditer(prose.plain):
            # "Her Facebook is a public one": said of it, and not its name.
            if pattern is _LOWER and found["handle"].split()[0].lower() in ordinary_words():
                continue
            start, end = found.span("handle")
            yield Finding.on(prose, "account", start, end, DOUBT, "what someone is called in a network")
