"""How a reporter can be reached: phone, mail and name as typed, in one form each.

What knows of all numbers and addresses is slow to import, and read when the first is typed.
"""

import re
import unicodedata

from domain.errors import BadAnswer

LONGEST_PHONE = 40  # characters as typed: longer is a sentence, not a number
LONGEST_NAME = 64
LONGEST_MAIL = 320  # RFC 5321: 64 characters, @ and 255

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_NO_NAME = re.compile(r"[@/\\<>]")  # an address, not a name


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
