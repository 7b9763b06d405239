"""Parse the phone numbers of a unit."""

import re

from conversation.parsing.defang import INVISIBLE
from conversation.parsing.unit_fields.numbering_plan import (
    check_numbers,
    is_area,
    refuse_area_alone,
)
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
_BRACKETS = str.maketrans("[【〔［]】〕］", "(" * 4 + ")" * 4)
_DASHES = re.compile("[\u2010-\u2015\u2043\u2212\u2500\u30fc\ufe31\ufe58\ufe63]+|-{2,}")
_BETWEEN_NUMBERS = re.compile(r" ?[/;,|、] ?")
_AFTER_A_NUMBER = " ;,、。."  # marks that end a line and say nothing
_TWO_NUMBERS = re.compile(r"[0-9]{7,}[ (-]+(?:[0-9]{3,4}[ )-]+)?[0-9]{7,}")
_A_DAY = re.compile(r"[0-9]{1,4}([-/])[0-9]{1,2}\1[0-9]{1,4}")  # as Excel shows some numbers
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")  # as Excel writes some numbers


def parse_phone(text: str) -> str:
    """Phone numbers as published: short ones, extensions and up to three numbers are allowed.

    Wide characters, dashes, spaces and marks that nobody sees are brought into one form; each line
    is a number, unless the one before it is an area code alone. Refused is what cannot be dialled:
    words, a day, a number without its area code's 0 or its +, one of too few or too many digits, an
    area code alone; also two numbers with nothing but a space between, and a mark that nobody sees
    between two digits.
    """
    one = text.strip()
    if _THOUSANDS.fullmatch(one):
        raise BadAnswer("unit-phone-thousands", phone=one[:LONGEST_PHONE].replace(",", ""))
    typed = text.translate(WIDE)
    joins = _HIDDEN_IN_NUMBER.search(typed)
    if joins:  # all that separates two numbers, perhaps
        raise hidden(joins.start() + 1, joins[0])
    lines = _lines(IS_INVISIBLE.sub("", typed).translate(_BRACKETS))
    phone = "、".join(lines)
    if len(phone) > LONGEST_PHONE:
        raise BadAnswer("unit-bad-phone")
    two = _TWO_NUMBERS.search(phone)
    if two:
        raise BadAnswer("unit-phone-two", phone=two[0])
    if not PHONE.fullmatch(phone) or _A_DAY.fullmatch(phone):
        raise BadAnswer("unit-bad-phone")
    refuse_area_alone(_BETWEEN_NUMBERS.split(phone))
    for line in lines:
        check_numbers(_BETWEEN_NUMBERS.split(line))
    return phone


def _lines(text: str) -> list[str]:
    """The lines that are not empty; an area code stands on the line of its number."""
    found: list[str] = []
    for typed in text.splitlines():
        line = _DASHES.sub("-", " ".join(typed.split())).rstrip(_AFTER_A_NUMBER)
        if found and line and is_area(found[-1]):
            found[-1] = f"{found[-1]} {line}".replace("- ", "-")
        elif line:
            found.append(line)
    return found
