"""One line of a page that tells of a case, with what is to be found in it between double brackets."""

import re

from ingest.screen import screen_text

_PAGE = {
    "en": "The victim was interviewed at the shelter.\n",
    "km": "ជនរងគ្រោះត្រូវបានជួយសង្គ្រោះ។\n",
    "fr": "La victime a été entendue.\n",
    "vi": "Nạn nhân được phỏng vấn.\n",
    "th": "ผู้เสียหายให้การ\n",
}
# As the bench counts: four fifths of the letters by one finding.
_ENOUGH = 0.8


def is_found(language: str, line: str) -> bool:
    """
    Whether one finding covers what stands between the brackets.

    :param language: of the line.
    :param line: with `[[` and `]]` around what is to be found.
    :returns: whether so.
    """
    marked = re.search(r"\[\[(.+?)\]\]", line, re.DOTALL)
    assert marked is not None
    text = _PAGE[language] + line[: marked.start()] + marked[1] + line[marked.end() :]
    start = len(_PAGE[language]) + marked.start()
    letters = [at for at in range(start, start + len(marked[1])) if text[at].isalnum()]
    covered = [sum(found.start <= at < found.end for at in letters) for found in screen_text(text, language)]
    return max(covered, default=0) >= _ENOUGH * len(letters)
