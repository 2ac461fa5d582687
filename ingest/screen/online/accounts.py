"""Account names in social networks and messengers."""

import re
from collections.abc import Iterator

from ingest.screen.finding import Finding
from ingest.screen.text.prose import Prose

_SERVICES = (
    r"(?:facebook|\bface\s?book|\bfb\b|telegram|\btg\b|\bline\b|we\s?chat|weixin|tik\s?tok|instagram|"
    r"\binsta\b|\big\b|whats\s?app|"
    r"\bzalo\b|\bviber\b|messenger|\bimo\b|\bsignal\b|skype|snapchat|twitter|youtube|\bkakao\s?talk\b|"
    r"tinder|badoo|\bqq\b|"
    r"ហ្វេសប៊ុក|ហ្វេសបុក|តេឡេក្រាម|តេលេក្រាម|ឡាញ|វីឆាត|តិកតុក|ធីកថក)"
)
_ADDRESS = re.compile(
    r"(?:https?://)?(?:(?:www|m|web|mbasic|l|vm|vt)\.)?(?:facebook\.com|fb\.com|fb\.me|m\.me|t\.me|"
    r"telegram\.me|line\.me|tiktok\.com|"
    r"instagram\.com|wa\.me|zalo\.me|twitter\.com|x\.com|youtube\.com|weixin\.qq\.com|"
    r"instagr\.am)/(?P<path>[^\s,;)\]\"'<>]+)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"{_SERVICES}(?:'s)?(?:\s+(?:messenger|app))?\s*[,(\"]?\s*"
    r"(?P<label>(?:(?:account|id\b|i\.d\.|user\s?name|name|profile|handle|page|contact|user|messenger|"
    r"link|number|លេខ|ឈ្មោះ|គណនី)\s*(?:name|id)?\s*)*)"
    r"(?P<link>,?\s*(?:is|was|as|under|named|called|:|=|-|@|\(|the\s+name|he\s+uses|she\s+uses|"
    r"of)?\s*(?:the\s+name\s+|is\s+|of\s+)?:?\s*)"
    r"(?P<handle>\"[^\"\n]{2,40}\"|'[^'\n]{2,40}'|@?(?:live:)?[\w.\-]{3,40}|"
    r"[\u1780-\u17d3\u200b]{2,20}(?:\s[\u1780-\u17d3\u200b]{2,20})?)",
    re.IGNORECASE,
)
_HANDLE_BEFORE = re.compile(
    rf"(?P<handle>\"[^\"\n]{{2,40}}\"|(?<!\w)@[\w.]{{3,40}}|\b[\w.]{{0,30}}[\d_.]\w{{1,30}})\s*(?:\(|on\s+|via\s+|"
    rf"in\s+)(?:her\s+|his\s+|the\s+)?{_SERVICES}",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(
    r"[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){0,3}|[\u1780-\u17ff\u200b]{2,20}(?:\s[\u1780-\u17ff\u200b]{2,20})?"
)
_AT = re.compile(r"(?<![\w@./])@[A-Za-z_][\w.]{2,31}(?<!\.)(?![\w@])")
_WALLET_PATHS = re.compile(
    r"^(?:share|sharer|watch|groups/?$|help|policies|business|pages/?$|hashtag|home|intent|search)\b", re.I
)
# What stands after a service's name and is no account.
_NO_HANDLE = re.compile(
    r"(?:and|or|to|the|a|an|in|on|for|with|by|of|that|which|is|was|are|were|has|have|page|pages|account|"
    r"accounts|group|groups|"
    r"post|posts|message|messages|messaging|chat|chats|user|users|app|apps|application|live|video|videos|"
    r"from|where|who|when|"
    r"as|but|if|not|also|posing|using|through|instagram|telegram|tiktok|whatsapp|messenger|facebook|"
    r"twitter|youtube|wechat|"
    r"friend|friends|id|name|profile|number|her|his|him|she|he|they|their|channel|channels|"
    r"advertisement\w*|ads?|platform\w*|"
    r"ministr\w*|manager\w*|items?|agenc\w*|departments?|with|between|up|down|drawing\w*|code|contact\w*|"
    r"call\w*|jobs?|job|"
    r"about|after|before|during|while|under|she|said|sent|told|posted|offer\w*|recruit\w*|including|such|"
    r"because|since)",
    re.IGNORECASE,
)
# "Line" and "signal" are words first: only beside a label or a sign are they services.
_ALSO_WORDS = re.compile(r"^(?:line|signal|imo|ig|fb|tg|qq|messenger)$", re.IGNORECASE)


def find_accounts(prose: Prose) -> Iterator[Finding]:
    """
    Handles, profile addresses and the names someone uses in a network.

    :param prose: the page.
    :returns: them.
    """
    for found in _ADDRESS.finditer(prose.plain):
        if _WALLET_PATHS.match(found["path"]):
            continue
        start, end = found.span()
        end -= len(found.group()) - len(found.group().rstrip(".,"))
        sure = prose.is_personal(start, end) or prose.is_a_case(start, end) or "profile.php" in found["path"]
        if sure or not prose.is_of_an_office(start, end):
            yield _finding(prose, start, end, 0.9 if sure else 0.6, "the address of an account")
    for found in _NAMED.finditer(prose.plain):
        yield from _named(prose, found)
    for found in _HANDLE_BEFORE.finditer(prose.plain):
        start, end = found.span("handle")
        if prose.is_personal(start, end) or found["handle"].startswith("@"):
            yield _finding(prose, start, end, 0.7, "an account's name")
    for found in _AT.finditer(prose.plain):
        start, end = found.span()
        if prose.is_personal(start, end) or not prose.is_of_an_office(start, end):
            yield _finding(prose, start, end, 0.7, "the form of an account's name")


def _named(prose: Prose, found: re.Match[str]) -> Iterator[Finding]:
    service = re.match(r"[^\W\d_]+(?:\s[a-z]+)?", found.group())
    handle, label, link = found["handle"], found["label"].strip(), found["link"].strip(" ,\n")
    start, end = found.span("handle")
    end -= len(handle) - len(handle.rstrip(".-"))
    quoted = handle[0] in "\"'"
    unlike_a_word = (
        bool(re.search(r"[\d_@.:]", handle.rstrip(".-"))) and not handle.rstrip(".,").replace(".", "").isdigit()
    )
    said = (
        bool(label)
        or link.endswith((":", "=", "@"))
        or (link in {"is", "was"} and handle[0].isupper())
        or link in {"named", "called", "as", "under", "under the name"}
    )
    signed = label or link.endswith((":", "=", "@")) or "@" in handle
    a_word = service is not None and _ALSO_WORDS.match(service.group()) is not None and not signed
    a_line = service is not None and service.group() == "line" and not (label or unlike_a_word)
    if a_word or a_line or not (quoted or unlike_a_word or said) or _NO_HANDLE.fullmatch(handle.rstrip(".-")):
        return
    if quoted:
        start, end = start + 1, end - 1
    elif not unlike_a_word:
        if longer := _CAPITALISED.match(prose.plain, start):
            end = longer.end()
        elif not (label and (link or prose.is_personal(start, end))) and not link.endswith((":", "=")):
            return
    digits_only = re.fullmatch(r"[\d .+()-]+", prose.plain[start:end]) is not None
    if digits_only and not label:
        return
    personal = prose.is_personal(start, end) or prose.is_a_case(start, end)
    if link in {"is", "was"} and not (label or unlike_a_word or quoted) and not personal:
        return
    if prose.is_of_an_office(start, end) and not personal:
        return
    yield _finding(prose, start, end, 0.85 if personal else 0.6, "an account's name")


def _finding(prose: Prose, start: int, end: int, confidence: float, why: str) -> Finding:
    return Finding.on(prose, "account", start, end, confidence, why)
