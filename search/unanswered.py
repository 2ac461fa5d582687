"""What people asked for and did not find, in words that may be kept: the list of what to collect."""

import re
import unicodedata

from search.answer import Answer

_MOST = 120
# A field with its value, and a phrase: what stands in quotation marks is often a name.
_FIELD = re.compile(r'-?\b[A-Za-z_]+:(?!//)(?:"[^"]*"|[^\s"]+)')
_PHRASE = re.compile(r'-?"[^"]*"?')
_LEFT_OUT = re.compile(r"(?<!\S)-\S+")
# What points at one person: an address of mail, a telephone or case number.
_PERSONAL = re.compile(r"\S*@\S*|\+?\d(?:[\s./-]?\d){8,}")


def unanswered(answer: Answer) -> str:
    """
    The words of a question that nothing answered, as they may be kept; never who asked.

    Several ways of writing a question come to the same words, so that they can be counted together. Fields, phrases,
    words left out, addresses of mail and long numbers are not kept.

    ```python
    unanswered(search.run("Compensation  FUND type:law"))  # "compensation fund", where no passage answers it
    ```

    :param answer: what was found.
    :returns: the words, in small letters, 120 letters at most; empty where something was found, where the query could
        not be read, or where it has no words of its own.
    """
    if answer.error or answer.total or any(result.related for result in answer.results):
        return ""
    text = unicodedata.normalize("NFC", answer.query).translate(str.maketrans("“”", '""'))
    for pattern in (_FIELD, _PHRASE, _LEFT_OUT, _PERSONAL):
        text = pattern.sub(" ", text)
    words = " ".join(text.lower().split())
    if not any(sign.isalnum() for sign in words):
        return ""
    return words if len(words) <= _MOST else _cut(words)


def _cut(words: str) -> str:
    """Between two words where there are several; Khmer may have no gap."""
    return words[: _MOST + 1].rpartition(" ")[0] or words[:_MOST]
