"""Accounts at banks, mobile money and wallets of crypto-currency."""

import re
from collections.abc import Iterator

from ingest.screen.finding import Finding
from ingest.screen.text.misread_digits import digits_read
from ingest.screen.text.prose import Prose

_BANK = (
    r"(?:\b(?:A\.?B\.?A|ACLEDA|Acleda|aba|acleda|Wing|WING|Canadia|Sathapana|Prince\s+Bank|TrueMoney|"
    r"True\s+Money|Pi\s?Pay|Bakong|KHQR|e-?Money|"
    r"AMK|PRASAC|Maybank|Kasikorn|KBank|SCB|Bangkok\s+Bank|Krungthai|Vietcombank|Western\s+Union|MoneyGram|MTCN|IBAN|"
    r"PromptPay|Alipay|Phillip\s+Bank|Hattha|FTB|Chip\s+Mong|Binance|USDT|LOLC|Vattanac)\b|"
    r"(?i:\b\w*bank(?:ing)?\b|\baccount(?:\s+holder)?|\ba/c\b|\bcompte\b|\bacct?\b\.?|\bwallet\b|mobile\s+money|គណនី|"
    r"ធនាគារ|វីង|អេស៊ីលីដា|บัญชี|พร้อมเพย์|\bSTK\b|tài\s+khoản))"
)
_LINK = (
    r"(?i:(?:[\s:#=,(\-]|\b(?:bank|account|acct?|a/c|no|nos|number|num|plc|ltd|id|wallet|transfer|money|"
    r"mobile|ref|code|control|"
    r"in|the|name|of|is|was|under|to|her|his|their|with|holder|savings?|currency|usd|khr|thb|baht|riel|"
    r"card|via|agent|into|limited|compte|au|nom|de)\b\.?|n°|nº|số|เลขที่|លេខ|"
    r"ធនាគារ|គណនី){0,14})"
)
_OWNER = r"(?:[\"']?[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){0,3}[\"']?[\s,:(\-]*(?:no\b\.?|number|a/c|account)?[\s:,#(\-]*)?"
_NUMBER = r"(?P<number>(?:[A-Z]{2}\d{2}[ ]?(?=[A-Z0-9 ]{10}))?\d(?:[ .-]?\d){5,21})(?![\w%]|[.,]\d)"
_NUMBERED = re.compile(f"{_BANK}{_LINK}{_OWNER}{_LINK}{_NUMBER}")
_OF_SOMEONE = re.compile(rf"{_BANK}[^\d.\n;:]{{0,60}}:\s*{_NUMBER}")
_AFTER = re.compile(rf"(?<![\w.+/-]){_NUMBER}\s*(?:\(|at\s+|with\s+|,\s*|of\s+)(?:the\s+)?{_BANK}")
_WALLETS = re.compile(
    r"(?<!\w)(?:bc1[a-z0-9]{25,60}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|[13][1-9A-HJ-NP-Za-km-z]{26,34})(?!\w)"
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,4})?(?!\w)")
_MONEY = re.compile(r"(?:US\s?\$|[$€฿៛]|USD|riels?|baht|dollars?)\s*$", re.IGNORECASE)

_FEWEST_OF_AN_IBAN = 9


def find_bank_accounts(prose: Prose) -> Iterator[Finding]:
    """
    Numbers that are named as an account's, and addresses of wallets.

    :param prose: the page.
    :returns: them.
    """
    plain = digits_read(prose.plain)
    for pattern in (_NUMBERED, _OF_SOMEONE, _AFTER):
        for found in pattern.finditer(plain):
            start, end = found.span("number")
            if _is_money(prose, start, end):
                continue
            yield Finding.on(prose, "bank account", start, end, 0.9, "a number after words of a bank")
    for found in _IBAN.finditer(prose.plain):
        if sum(sign.isdigit() for sign in found.group()) > _FEWEST_OF_AN_IBAN:
            yield Finding.on(
                prose,
                "bank account",
                *found.span(),
                0.9,
                "the form of an international account number",
            )
    for found in _WALLETS.finditer(prose.plain):
        if any(c.isdigit() for c in found.group()):
            start, end = found.span()
            yield Finding("bank account", 0, start, end, found.group(), 0.9, "the form of a wallet's address")


def _is_money(prose: Prose, start: int, end: int) -> bool:
    return bool(
        _MONEY.search(prose.plain[max(0, start - 8) : start])
        or re.match(
            r"\s*(?:USD|riels?|baht|dollars?|million|people|persons|per)\b", prose.plain[end : end + 12], re.IGNORECASE
        )
    )
