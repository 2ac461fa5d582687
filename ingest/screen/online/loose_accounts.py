"""Names of accounts by their form: letters with digits, points and underlines, whatever the service."""

import re
from collections.abc import Iterator

from ingest.screen.finding import DOUBT, Finding
from ingest.screen.lists.words import body_words, ordinary_words
from ingest.screen.text.close_look import is_looked_at_closely
from ingest.screen.text.prose import Prose

_HANDLE = re.compile(
    r"(?<![\w@./:\-+=&?%#\\])@?(?P<handle>(?=[\w.]*[A-Za-z]{2})(?:[A-Za-z][A-Za-z0-9]*(?:[._][A-Za-z0-9]+)+_?|"
    r"[a-z]{3,15}\d{1,6}[a-z\d]{0,6}|"
    r"[A-Za-z]+\d{2,6}|[A-Za-z][\w.]{2,30}(?=#\d{3,6}))(?:#\d{2,6})?)(?![\w@/\-]|\.[A-Za-z])"
)
_WEB = re.compile(
    r"(?:\.(?:com|org|net|gov|edu|int|html?|php|pdf|aspx?|docx?|info|asia|uk|eu)\b(?!\w)"
    r"|(?:com|org|gov|edu)\.kh$|www\.|^(?:e\.g|i\.e|a\.m|p\.m|ph\.d|u\.s|no\.\d))",
    re.I,
)
_ACCOUNT = re.compile(
    r"\b(?:accounts?|users?|user\s?name|messag\w+|messenger|wr[oi]tes?|sends?|sent|id|"
    r"add(?:ed|s)?|chat\w*|handle|profile|page|nick\w*|contact\w*|"
    r"facebook|fb|telegram|tg|line|we\s?chat|weixin|whats\s?app|tiktok|instagram|insta|"
    r"ig|viber|zalo|imo|signal|skype|online|on-line|posted|"
    r"friend|follow\w*|video|call\w*|inbox\w*|app|screen\s?name|login|game|pubg|qq)\b|"
    r"គណនី|ហ្វេសប៊ុក|តេឡេក្រាម|តេលេក្រាម|ឆាត|សារ|ឡាញ|វីឆាត|តិកតុក",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?i:\b(?:facebook|fb|telegram|tiktok|instagram|we\s?chat|line|messenger|zalo|profile|"
    r"page|account|user\s?name|nickname|channel|"
    r"screen\s?name|on-?line|គណនី|ហ្វេសប៊ុក|តេឡេក្រាម|តេលេក្រាម|ទំព័រ|តិកតុក))[^.\n\"']{0,40}?"
    r"(?:\"(?P<quoted>[^\"\n]{3,40})\"|'(?P<single>[^'\n]{3,40})'(?!\w))"
)
SERVICE = (
    r"(?:facebook|fb|telegram|tg|line|we\s?chat|weixin|tik\s?tok|instagram|insta|ig|"
    r"viber|zalo|imo|skype|messenger|whats\s?app|qq|snap(?:chat)?|discord|roblox|steam|free\s?fire|bigo|threads|user\s?name|user|handle|nick|id)"
)
_AFTER_SERVICE = re.compile(
    rf"(?i:\b{SERVICE}\b)\s*(?:(?i:account|id|name|user|is|was|as|under|called|named|"
    rf"page|profile|handle|at|the|her|his)\s+|[:=(@/\"']\s?){{0,4}}"
    r"(?P<handle>[A-Za-z][\w.-]{4,30})(?![\w@/])"
)
_CALLED_THERE = re.compile(
    rf"(?i:\b(?:{SERVICE}|account|profile|page|online)\b)[^;!?\n]{{0,50}}?(?i:\b(?:i\s+am|"
    rf"i'm|she\s+is|he\s+is|as|under|named|called|calls\s+(?:her|him)self))\s+"
    r"(?P<handle>[A-Z][\w-]+(?:[ ][A-Z][\w-]+){1,3}|[\w.:-]{6,30}(?=\s+there))"
)
_MAIL = re.compile(r"(?<![\w.+-])(?P<mail>[\w.+-]{2,64}[ ]?@[ ]?[\w-]+(?:[ ]?\.[ ]?[A-Za-z]{2,12}){1,3})(?!\w)")
_ROLE = re.compile(
    r"(?:info|contact|office|admin|secretariat|media|press|help|hotline|support|library|"
    r"grants?|conference|registration|enquir|inquir)",
    re.I,
)
_WORDY = re.compile(
    r"(?:covid|article|annex|table|form|room|grade|phase|group|pillar|section|mp|fig|vol|goal|sdg|day|item)[\d._]+",
    re.I,
)


def find_loose_accounts(prose: Prose) -> Iterator[Finding]:
    """
    Handles beside words of messaging, handles with an underline anywhere, and quoted names of pages and profiles.

    :param prose: the page.
    :returns: them, little sure.
    """
    if not is_looked_at_closely(prose):
        return
    for found in _HANDLE.finditer(prose.plain):
        start, end = found.span("handle")
        handle = found["handle"]
        if _WEB.search(handle) or _WORDY.fullmatch(handle) or not re.search(r"[a-z]{2}|[A-Z]{2,}_", handle):
            continue
        # “end.The”: a full stop with no space after it joins two words.
        joined = "." in handle and "_" not in handle and not re.search(r"\d", handle) and not handle.islower()
        beside = prose.is_a_story or _ACCOUNT.search(prose.near(start, end, before=80, after=40)) is not None
        if not joined and ("_" in handle or "#" in handle or beside):
            yield _finding(prose, start, end, "the form of an account's name")
    for after in _AFTER_SERVICE.finditer(prose.plain):
        handle = after["handle"].rstrip(".")
        if not (
            handle.lower() in ordinary_words()
            or handle.lower() in body_words()
            or handle[0].isupper()
            or _WEB.search(handle)
        ):
            yield _finding(
                prose,
                after.start("handle"),
                after.start("handle") + len(handle),
                "what stands after the name of a service",
            )
    for called in _CALLED_THERE.finditer(prose.plain):
        yield _finding(prose, *called.span("handle"), "what someone is called in a network")
    for mail in _MAIL.finditer(prose.plain):
        if not (_ROLE.match(mail["mail"]) or _is_of_an_office(mail["mail"])):
            start, end = mail.span("mail")
            yield Finding.on(
                prose,
                "email",
                start,
                end,
                DOUBT,
                "an e-mail address on a page that tells of persons’ cases",
            )
    for named in _NAMED.finditer(prose.plain):
        group = "quoted" if named["quoted"] else "single"
        if len(named[group].split()) < 6:
            yield _finding(prose, *named.span(group), "what stands in quotation marks after words of an account")


def _is_of_an_office(address: str) -> bool:
    """What stands before the sign is made of English words: “statistics”, “field-office”; nobody is called so."""
    words = re.split(r"[._-]", address.partition("@")[0].lower())
    return all(word in ordinary_words() or word in body_words() for word in words)


def _finding(prose: Prose, start: int, end: int, why: str) -> Finding:
    return Finding.on(prose, "account", start, end, DOUBT, why)
