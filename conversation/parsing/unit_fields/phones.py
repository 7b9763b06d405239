"""Parse the phone numbers of a unit."""

import re

from conversation.parsing.defang import INVISIBLE
from conversation.parsing.unit_fields.signs import IS_INVISIBLE, WIDE, hidden
from domain.core.errors import BadAnswer

_NUMBER = r"[+(]{0,2}[0-9][0-9 ()-]{0,23}[0-9)]"
_EXTENSION = r"(?: ?(?:转接?|分机|extension|ext\.?|x|#):? ?[0-9]{1,6})?"
PHONE = re.compile(
    rf"{_NUMBER}{_EXTENSION}(?: ?[/;,|、] ?{_NUMBER}{_EXTENSION}){{0,2}}",
    re.ASCII | re.IGNORECASE,
)
LONGEST_PHONE = 64

_HIDDEN_IN_NUMBER = re.compile(f"(?<=[0-9])[{INVISIBLE}](?=[{INVISIBLE}]*[0-9])")
_DASHES = re.compile("[\u2010-\u2015\u2043\u2212\u2500\u30fc\ufe31\ufe58\ufe63]+|-{2,}")
_BETWEEN_NUMBERS = re.compile(r" ?[/;,|、] ?")
_TWO_NUMBERS = re.compile(r"[0-9]{7,}[ (-]+(?:[0-9]{3,4}[ )-]+)?[0-9]{7,}")
_TOO_LONG = re.compile(r"[0-9]{16}")  # E.164 allows 15: two numbers without a mark between them
_A_DAY = re.compile(r"(?:19|20)[0-9]{2}([-/])[0-9]{1,2}\1[0-9]{1,2}")  # as Excel shows some numbers
_ZERO_ALONE = re.compile(r"0[0-9]{0,5}")  # an area code without its number
_NO_ZERO = re.compile(r"(?!400|800)[2-9][0-9]{9,10}|10[0-9]{8}")  # Beijing is 010, a mobile has 11


def parse_phone(text: str) -> str:
    """Phone numbers as published: short ones, extensions and up to three numbers are allowed.

    Wide characters, dashes, spaces and marks that nobody sees are brought into one form. Refused
    are words, two numbers with nothing but a space between, a mark that nobody sees between two
    digits, and an area code without its 0.
    """
    typed = text.translate(WIDE)
    joins = _HIDDEN_IN_NUMBER.search(typed)
    if joins:  # all that separates two numbers, perhaps
        raise hidden(joins.start() + 1, joins[0])
    plain = IS_INVISIBLE.sub("", typed)
    lines = (" ".join(line.split()) for line in plain.splitlines())
    phone = _DASHES.sub("-", "、".join(filter(None, lines)))
    if len(phone) > LONGEST_PHONE:
        raise BadAnswer("unit-bad-phone")
    two = _TWO_NUMBERS.search(phone)
    if two:
        raise BadAnswer("unit-phone-two", phone=two[0])
    if not PHONE.fullmatch(phone) or _A_DAY.fullmatch(phone) or _TOO_LONG.search(phone):
        raise BadAnswer("unit-bad-phone")
    for number in _BETWEEN_NUMBERS.split(phone):
        digits = re.sub(r"[ ()-]", "", re.split(r"(?i)[a-z#转分]", number)[0])
        if _ZERO_ALONE.fullmatch(digits) and number == phone:
            raise BadAnswer("unit-bad-phone")
        if _NO_ZERO.fullmatch(digits):
            raise BadAnswer("unit-phone-zero", phone=re.sub(r"(?=[0-9])", "0", number, count=1))
    return phone
