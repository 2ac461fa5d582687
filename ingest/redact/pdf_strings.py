"""The strings in a stretch of PDF or PostScript: (literal) with its escapes, and <686578>."""

import re
from collections.abc import Iterator

_INNER = rb"(?:[^()\\]|\\.)"
_STRING = re.compile(
    rb"\((?P<literal>(?:[^()\\]|\\.|\((?:" + _INNER + rb"|\(" + _INNER + rb"*\))*\))*)\)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]+)>"
    rb"|%(?P<comment>[^\r\n]*)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
# Between two strings of one TJ array only such a number stands; this far apart (of 1000) they are two words.
_KERNING = re.compile(rb"\s*(-?[\d.]*)\s*")
_WORDS_APART = 200.0
_SIGN_OF_PROGRAM = re.compile(rb"[A-Za-z'\"*]+|[-+.\d]+|/[^\s()<>\[\]{}/%]*")
_OPERATORS = frozenset(
    b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re "
    b"RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \" R obj endobj begin end def "
    b"dict begincmap endcmap beginbfchar endbfchar beginbfrange endbfrange".split()
)
_OWN_COMMENTS = (b"PDF-", b"%EOF")
_MOSTLY = 0.6


def is_program(data: bytes) -> bool:
    """
    Whether bytes are a page's content, a table of objects or a character map: signs and numbers around strings.

    :param data: the bytes.
    :returns: whether they are; a text is not.
    """
    words = _SIGN_OF_PROGRAM.findall(_STRING.sub(b" ", data[:200_000]))
    if not words:
        return True
    signs = sum(word in _OPERATORS or word[:1] in b"/-+." or word[:1].isdigit() for word in words)
    is_text = not any(word in _OPERATORS for word in words)
    return not is_text and signs > _MOSTLY * len(words)


def strings_in(data: bytes) -> Iterator[str]:
    """
    The strings, those of one array as one.

    :param data: of a content stream, or a file outside its streams.
    :returns: all of them as one text for each way their bytes may be meant; those of a character map one by one, for
        there a font's letters stand in the order of the alphabet.
    """
    if b"begincmap" in data:
        for token in _STRING.finditer(data):
            mapped = _bytes(token) or b""
            yield from (_decoded(mapped, encoding) for encoding in ("latin-1", "utf-16-be"))
        return
    readings: dict[str, list[str]] = {"latin-1": [], "utf-8": [], "utf-16-be": []}
    end = 0
    for token in _STRING.finditer(data):
        joint = _joint(data[end : token.start()])
        end = token.end()
        string = _bytes(token)
        if string is None:
            continue
        for encoding, texts in readings.items():
            texts += [joint, _decoded(string, encoding)]
    yield from ("".join(texts) for texts in readings.values())


def _joint(between: bytes) -> str:
    number = _KERNING.fullmatch(between)
    if number is None:
        return "\n"
    try:
        return " " if abs(float(number[1] or 0)) > _WORDS_APART else ""
    except ValueError:
        return "\n"


def _bytes(token: re.Match[bytes]) -> bytes | None:
    if token["hex"] is not None:
        digits = b"".join(token["hex"].split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    if token["literal"] is not None:
        return _ESCAPE.sub(_unescaped, token["literal"])
    return None if token["comment"].startswith(_OWN_COMMENTS) else b"\n" + token["comment"] + b"\n"


def _unescaped(escape: re.Match[bytes]) -> bytes:
    sign = escape[1]
    if sign[:1].isdigit():
        return bytes([int(sign, 8) & 255])
    return b"" if sign[:1] in (b"\r", b"\n") else _ESCAPED.get(sign, sign)


def _decoded(string: bytes, encoding: str) -> str:
    if string.startswith((b"\xfe\xff", b"\xff\xfe")):
        return string.decode("utf-16", "replace")
    return string.decode(encoding, "replace")
