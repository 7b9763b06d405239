"""Parse a reporter's contact: phone, mail and name as typed, in normal form.

The libraries for phone numbers and mail addresses are slow to import, so they are imported at first
use.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from conversation.parsing.no_value import has_no_value
from domain.core.errors import BadAnswer
from domain.core.normal import normal

LONGEST_PHONE = 40  # characters as typed: a longer text is a sentence, not a number
LONGEST_NAME = 64
MOST_TRIED = 40  # candidates per answer: limits the time spent
LONGEST_MAIL = 320  # RFC 5321: 64 characters, @ and 255

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
CJK = "\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"  # scripts written without spaces
_ATOM = r"\w.!#$%&'*+?^`{}~-"
_DOMAIN = r"(?:[\w-]{1,63}\.){1,8}(?:xn--[a-zA-Z0-9-]{1,59}|[A-Za-z]{2,24}|[^\W\dA-Za-z_]{2,24})"
_END = r"(?![A-Za-z0-9@_-])"
_ADDRESSES = (  # each starts at a word boundary, so that no character is read more than twice
    re.compile(
        rf"(?:(?<![{_ATOM}])|(?<=[{CJK}]))'?((?:(?![{CJK}])[{_ATOM}]){{1,64}}@{_DOMAIN}){_END}"
    ),
    re.compile(rf"(?<![{_ATOM}])([{_ATOM}]{{1,64}}@{_DOMAIN}){_END}"),
)
_NUMBER = re.compile(r"[+(]?\d[\d ().\-–·]*")
_AT = re.compile(
    r"(?i)(?<=[\w.-])\s{0,3}(?:@|#|[\[({【]\s?at\s?[\])}】])\s{0,3}(?=[\w-]{1,63}\s?\.)"
)
_DOT = re.compile(r"(?i)(?<=[A-Za-z0-9])\s{0,3}\.\s{0,3}(?=(?:com|cn|net|org|edu|gov)\b)")
_ACCOUNT = re.compile(
    r"(?i)(微信|薇信|[vV]信|(?<![a-z])(?:wechat|weixin|wx|vx|qq|telegram|tg|whatsapp|line|skype)|支付宝|钉钉)"
    r"(?:号码?|账号|帐号|id|是|为|[ :：=]){0,6}@?((?![A-Za-z]*同号)(?:[A-Za-z][A-Za-z0-9_.-]{4,31}"
    r"|[1-9]\d{4,12}))(?![A-Za-z0-9_@-])"
)
_EXTENSION = re.compile(r"\s?[-–]\s?\d{1,6}\Z")
_ADDRESSED = re.compile(rf"[{CJK}]{{1,3}}(?:先生|女士|小姐|老师|同志)")
_BETWEEN_WORDS = re.compile(r"[\s,;，、。；]+")
_DIGITS = range(7, 16)  # of a number with its area code; E.164 allows fifteen
_NO_NAME = re.compile(r"[@/\\<>]")  # part of an address, not of a name


def ways_to_reach(text: str) -> dict[str, str]:
    """The first phone number and the first mail address in a text.

    Words may stand before, after and between them. Without either, an account with the name of its
    platform counts. BadAnswer if there is nothing.
    """
    typed, found = text.translate(_WIDE), {}
    email, rest = _first_address(typed)
    if not email:
        email, rest = _first_address(_joined(typed))
    phone = _first_phone(rest)
    if phone:
        found["phone"] = phone
    if email:
        found["email"] = email
    if not found and (account := next(_accounts(typed), "")):
        found["account"] = account
    if not found:
        raise BadAnswer(f"report-contact-bad-{'email' if '@' in typed else 'phone'}")
    return found


def every_way(text: str) -> tuple[tuple[str, str], ...]:
    """All contact data in a text, as pairs of kind and value.

    Used to remove it from other texts, so it includes what may be a number or a name.
    """
    typed = text.translate(_WIDE)
    found: list[tuple[str, str]] = []
    for pattern in _ADDRESSES:
        for match in islice(pattern.finditer(_joined(typed)), MOST_TRIED):
            with suppress(BadAnswer):
                found.append(("email", parse_email(match[1])))
    numbers = (re.sub(r"\D", "", match[0]) for match in _NUMBER.finditer(typed))
    found += [("phone", number) for number in numbers if len(number) in _DIGITS]
    found += [("account", account) for account in _accounts(typed)]
    found += [("name", match[0]) for match in _ADDRESSED.finditer(typed)]
    return tuple(dict.fromkeys(found))[:MOST_TRIED]


def _accounts(text: str) -> Iterator[str]:
    """Accounts that follow the name of their platform: `微信 abc12345`."""
    return (f"{match[1]} {match[2]}" for match in _ACCOUNT.finditer(text))


def _joined(text: str) -> str:
    """The text without spaces inside possible addresses, and with @ for (at)."""
    return _DOT.sub(".", _AT.sub("@", text))


def _first_address(text: str) -> tuple[str, str]:
    """The first mail address, empty if none, and the text without any addresses."""
    found = ""
    for pattern in _ADDRESSES:
        for match in islice(pattern.finditer(text), MOST_TRIED):
            with suppress(BadAnswer):
                found = parse_email(match[1])
                text = f"{text[: match.start(1)]} {text[match.end(1) :]}"
                break
        if found:
            break
    words = _BETWEEN_WORDS.split(text) if "@" in text else [text]
    return found, " ".join(word for word in words if "@" not in word)


def _first_phone(text: str) -> str:
    """The first phone number in a text, empty if none."""
    for piece in islice(_pieces(text), MOST_TRIED):
        with suppress(BadAnswer):
            return parse_phone(piece)
    return ""


def _pieces(text: str) -> Iterator[str]:
    """Possible numbers: the whole text, then sequences of digits, then groups within them."""
    yield text
    for match in _NUMBER.finditer(text):
        stretch = match[0].strip()
        groups = stretch.split()
        for start in range(1 if stretch.startswith("+") else len(groups)):
            for end in range(min(len(groups), start + _DIGITS.stop), start, -1):
                piece = " ".join(groups[start:end])
                if sum(map(str.isdigit, piece)) in _DIGITS:
                    yield piece
        yield _EXTENSION.sub("", stretch)


def parse_phone(text: str, region: str = "CN") -> str:
    """A phone number as E.164, `+8613800138000`; without a country code it is one of `region`."""
    import phonenumbers  # noqa: PLC0415 - see above

    typed = text.translate(_WIDE).strip()
    if not 0 < len(typed) <= LONGEST_PHONE:
        raise BadAnswer("report-contact-bad-phone")
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException as bad:
        raise BadAnswer("report-contact-bad-phone") from bad
    if not phonenumbers.is_valid_number(number):
        raise BadAnswer("report-contact-bad-phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def parse_email(text: str) -> str:
    """A reporter's mail address."""
    try:
        return mailbox(text.translate(_WIDE).strip().removeprefix("mailto:"))
    except ValueError as bad:
        raise BadAnswer("report-contact-bad-email") from bad


def mailbox(address: str) -> str:
    """A mail address with its domain in lower case; ValueError if it is invalid.

    Whether the address exists is not checked.
    """
    if len(address) > LONGEST_MAIL:
        raise ValueError("The email address is too long.")
    from email_validator import validate_email  # noqa: PLC0415 - see above

    return validate_email(address, check_deliverability=False).normalized


def parse_name(text: str) -> str:
    """A person's name on one line: any script, at least one letter, no invisible characters."""
    name = " ".join(normal("NFC", text).split())
    if (
        not 0 < len(name) <= LONGEST_NAME
        or not name.isprintable()
        or not any(map(str.isalpha, name))
        or _NO_NAME.search(name)
    ):
        raise BadAnswer("report-contact-bad-name")
    if has_no_value(name):
        raise BadAnswer("answer-empty")
    return name
