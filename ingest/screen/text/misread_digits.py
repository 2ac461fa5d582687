"""Letters between digits that a machine read for digits."""

import re

_DIGITS = {"O": "0", "o": "0", "l": "1", "I": "1", "S": "5"}
_NUMBER = re.compile(r"(?<![\w./-])(?=[^\s\d]*\d)[OolIS\d]+(?:[./-][OolIS\d]+)+(?![\w])")
_LETTERS_FOR_DIGITS = re.compile(r"(?<![A-Za-z])[OolIS]{1,2}(?=[\d./-]*\d)|(?<=\d)[OolIS]+(?![a-z])")


def digits_read(plain: str) -> str:
    """
    A page's words with such letters put right, each at its place.

    ```python
    from ingest.screen.text.misread_digits import digits_read

    digits_read("1O July l987, l2.O3.2OO4")  # "10 July 1987, 12.03.2004"
    ```

    :param plain: the words.
    :returns: them, as many letters long.
    """
    read = _NUMBER.sub(_put_right, plain)
    read = _LETTERS_FOR_DIGITS.sub(_put_right, read)
    return re.sub(r"\b0(?=[A-Za-z]{3})", "O", re.sub(r"(?<=[A-Za-z])1(?=[A-Za-z])", "l", read))


def _put_right(found: re.Match[str]) -> str:
    return "".join(_DIGITS.get(sign, sign) for sign in found.group())
