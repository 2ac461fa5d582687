"""Names of persons in Thai script, after the form of address that stands before nearly every one."""

import re
from collections.abc import Iterator

from ingest.screen.finding import Finding
from ingest.screen.text.prose import Prose

_ADDRESSED = re.compile(
    r"(?:นางสาว|น\.ส\.|เด็กหญิง|เด็กชาย|ด\.ญ\.|ด\.ช\.|นาย|นาง)\s*(?P<name>[ก-๎]{2,20}(?:\s[ก-๎]{2,20})?)"
)


def find_thai_names(prose: Prose) -> Iterator[Finding]:
    """
    Names after Miss, Mr, Mrs, girl and boy.

    :param prose: the page.
    :returns: them.
    """
    for found in _ADDRESSED.finditer(prose.plain):
        start, end = found.span("name")
        yield Finding.on(prose, "name", start, end, 0.6, "a Thai name after a form of address")
