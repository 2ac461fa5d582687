"""The part of a question that says what is looked for, without what it says it does not want."""

import re

from search.stop_words import content_words

_TELLING = r"(?:mention|includ|discuss|cover|consider|referenc|refer|focus|address|describ|talk)\w*"
_NOT_WANTED = re.compile(
    rf"""[\s,;(]*\b(?:
        but\s+(?:please\s+)?(?:not|no|without|exclud\w+|avoid\w*|omit\w*|skip\w*|leav\w+\s+out|(?:do\s+not|don['’]t)\s+\w+)
      | (?:and\s+)?(?:do\s+not|don['’]t)\s+{_TELLING}
      | (?:not|without)\s+{_TELLING}
      | excluding | leaving\s+out | omitting
    )\b [^().?!;]* \)?""",
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE_SIGN = re.compile(r" (?=[.,;?!])")
_FEWEST_WORDS = 2


def wanted_part(question: str) -> str:
    """
    Leave out what a question excludes: its words would find just the passages that are not wanted.

    ```python
    wanted_part("care for survivors, excluding legal aid")  # "care for survivors"
    ```

    "Without" alone stays, for "work without pay" is what somebody looks for.

    :param question: the question in plain words.
    :returns: what is left; the whole question where too little would be.
    """
    left, times = _NOT_WANTED.subn(" ", question)
    enough = len(content_words(left).split()) >= _FEWEST_WORDS
    return _BEFORE_SIGN.sub("", " ".join(left.split())) if times and enough else question
