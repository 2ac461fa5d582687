"""Names in the scripts of the neighbours, after the words that stand before a name there."""

import re
from collections.abc import Iterator

from ingest.screen.finding import DOUBT, Finding
from ingest.screen.text.prose import Prose

_THAI = "[\u0e01-\u0e4e]"
_LAO = "[\u0e81-\u0ecd]"
_BURMESE = "[\u1000-\u109f]"
_AFTER = (
    re.compile(
        rf"(?:ชื่อ(?:จริง|เล่น)?(?:ว่า|คือ)?|คุณ|น้อง|พี่|ป้า|ลุง|ยาย|เหยื่อ|ผู้เสียหาย|พยาน)"
        rf"[ :]{{0,2}}(?P<name>(?!ชื่อ){_THAI}{{2,20}}(?:\s{_THAI}{{2,20}})?)"
    ),
    re.compile(rf"(?:ນາງ|ທ້າວ|ທ້າວ|ຊື່|ຍິງ|ຊາຍ)[ :]{{0,2}}(?P<name>{_LAO}{{2,24}}(?:\s{_LAO}{{2,24}})?)"),
    re.compile(
        rf"(?:ဒေါ်|မောင်|ကိုယ်|ကို|ဦး|အမည်|နာမည်|မ)[ :]{{0,2}}(?P<name>{_BURMESE}{{2,24}}(?:\s{_BURMESE}{{2,16}}){{0,2}})"
    ),
    # Chinese on a page that is not: of two to four signs a name sooner than a word.
    re.compile(r"(?<![\u3040-\u30ff\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,4})(?![\u3040-\u30ff\u4e00-\u9fff])"),
)


def find_in_other_scripts(prose: Prose) -> Iterator[Finding]:
    """
    Thai, Lao, Burmese and Chinese names on pages that tell of persons' cases.

    :param prose: the page.
    :returns: them, little sure.
    """
    if not prose.tells_of_cases:
        return
    for pattern in _AFTER:
        for found in pattern.finditer(prose.plain):
            start, end = found.span("name")
            yield Finding.on(prose, "name", start, end, DOUBT, "a name in a neighbour's script")
