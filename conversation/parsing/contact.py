"""How a reporter can be reached: phone, mail and name as typed, in one form each.

What knows of all numbers and addresses is slow to import, and read when the first is typed.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from domain.core.errors import BadAnswer

LONGEST_PHONE = 40  # characters as typed: longer is a sentence, not a number
LONGEST_NAME = 64
MOST_TRIED = 40  # pieces of one answer that may be a number or an address: bounds what it costs
LONGEST_MAIL = 320  # RFC 5321: 64 characters, @ and 255

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
CJK = "\u2e80-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"  # written without spaces
_ATOM = r"\w.!#$%&'*+?^`{}~-"
_DOMAIN = r"(?:[\w-]{1,63}\.){1,8}(?:xn--[a-zA-Z0-9-]{1,59}|[A-Za-z]{2,24}|[^\W\dA-Za-z_]{2,24})"
_END = r"(?![A-Za-z0-9@_-])"
_ADDRESSES = (  # each begins where a word begins, so that no sign is read more than twice
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
_DIGITS = range(7, 16)  # of a number with its area; E.164 has room for fifteen
_NO_NAME = re.compile(r"[@/\\<>]")  # an address, not a name


def ways_to_reach(text: str) -> dict[str, str]:
    """The first phone number and the first mail address of a text, as people write them.

    Words may stand before them, behind them and between them. Where there is neither, an account
    with the name of its platform is one, too. BadAnswer where there is nothing.
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
    """All that a text says of how somebody is reached, as pairs of kind and value.

    For taking it out of other words: what only may be a number or a name is among it.
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
    """Accounts that stand behind the name of their platform: `微信 abc12345`."""
    return (f"{match[1]} {match[2]}" for match in _ACCOUNT.finditer(text))


def _joined(text: str) -> str:
    """A text in which no space stands in what may be an address, and no (at) for its sign."""
    return _DOT.sub(".", _AT.sub("@", text))


def _first_address(text: str) -> tuple[str, str]:
    """The first mail address, empty for none, and the text without anything like an address."""
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
    """The first phone number of a text, empty for none."""
    for piece in islice(_pieces(text), MOST_TRIED):
        with suppress(BadAnswer):
            return parse_phone(piece)
    return ""


def _pieces(text: str) -> Iterator[str]:
    """What may be a number: the whole text, then stretches of digits, then groups within them."""
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
    """A phone number as E.164, `+8613800138000`; without country code it is `region`'s."""
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
    """A mail address with its domain in lower case; ValueError says why it is none.

    Whether it exists is not asked anybody.
    """
    if len(address) > LONGEST_MAIL:
        raise ValueError("The email address is too long.")
    from email_validator import validate_email  # noqa: PLC0415 - see above

    return validate_email(address, check_deliverability=False).normalized


def parse_name(text: str) -> str:
    """A person's name on one line: any script, at least one letter, nothing invisible."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if (
        not 0 < len(name) <= LONGEST_NAME
        or not name.isprintable()
        or not any(map(str.isalpha, name))
        or _NO_NAME.search(name)
    ):
        raise BadAnswer("report-contact-bad-name")
    return name
