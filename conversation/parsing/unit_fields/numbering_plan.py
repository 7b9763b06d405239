"""The numbering plan: which numbers can be dialled in China; others begin with + and a country."""

import re
from collections.abc import Sequence
from itertools import pairwise

from domain.core.errors import BadAnswer

_AREA = r"(?:10|2[0-9]|[3-9][0-9]{2})"  # without its 0
_SHORT = r"(?:1[0-2][0-9]{1,4}|9[0-9]{2,5})"  # hotlines: 110, 12377, 95588, 118114
_MOBILE = r"1[3-9][0-9]{9}"
_SUBSCRIBER = r"[1-9][0-9]{6,7}"  # after an area code
_COUNTRYWIDE = r"(?:[48]00[0-9]{7}|1010[0-9]{4})"
_AT_HOME = rf"{_COUNTRYWIDE}|0?{_MOBILE}|0{_AREA}(?:{_SUBSCRIBER}|{_SHORT})"
_FROM_ABROAD = rf"0?(?:{_MOBILE}|{_AREA}(?:{_SUBSCRIBER}|{_SHORT}))|{_COUNTRYWIDE}|{_SHORT}"
_WHOLE = re.compile(rf"{_AT_HOME}|(?:\+|00)86(?:{_FROM_ABROAD})|(?:\+|00)(?!86)[1-9][0-9]{{6,14}}")
# Without its area a number is not written in other groups: 731-12345 has lost a 0.
_LOCAL = re.compile(r"[2-9][0-9]{6,7}|[2-9][0-9]{2,3}[ -][0-9]{4}")
_COMPACT_DAY = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_ONLY_SHORT = re.compile(_SHORT)
_EXTENSION = re.compile(r"-[0-9]{1,6}\Z")
_LAST_DIGITS = re.compile(r"[0-9]{2,4}")
_WORDS = re.compile(r"(?i)[a-z#转分]")  # that begin an extension
_AREA_ALONE = re.compile(rf"0?({_AREA})")
_MOBILE_BEGIN = re.compile(r"1[3-9][0-9]{7,}")


def check_numbers(typed: Sequence[str]) -> None:
    """Refuse with BadAnswer what cannot be dialled among numbers that stand beside each other.

    Of the second and the third the last digits are enough: 0731-82688060/61.
    """
    for at, one in enumerate(typed):
        rest = at and _LAST_DIGITS.fullmatch(one) and _is_long(_groups(typed[0]))
        if not rest:
            _check(one)


def is_area(typed: str) -> bool:
    """Whether this is an area code without a number: `0731`, `(010)`, or `731` without its 0."""
    return _AREA_ALONE.fullmatch(typed.strip("()-")) is not None


def refuse_area_alone(typed: Sequence[str]) -> None:
    """Refuse with BadAnswer an area code that a mark parts from its number: 0731、88667349."""
    for area, number in pairwise(typed):
        code = _AREA_ALONE.fullmatch(area.strip("()"))
        if code and _LOCAL.fullmatch(_groups(number)):
            raise BadAnswer("unit-phone-area", area=area, phone=f"0{code[1]}-{number}")


def _check(typed: str) -> None:
    number = _groups(typed)
    if _is_number(number):
        return
    if any(all(map(_is_number, re.split(mark, number))) for mark in (" ", "[ -]")):
        raise BadAnswer("unit-phone-two", phone=typed)
    if number[0] not in "0+" and _is_long(f"0{number}"):
        raise BadAnswer("unit-phone-zero", phone=re.sub(r"(?=[0-9])", "0", typed, count=1))
    if number.startswith("86") and _is_long(f"+{number}"):
        raise BadAnswer("unit-phone-plus", phone=f"+{number}")
    if _MOBILE_BEGIN.fullmatch(_digits(number)):
        raise BadAnswer("unit-phone-mobile", phone=typed, count=len(_digits(number)))
    raise BadAnswer("unit-bad-phone")


def _is_number(number: str) -> bool:
    """Whether it can be dialled, a hotline too; an extension may follow a hyphen."""
    return _is_long(number) or _ONLY_SHORT.fullmatch(number) is not None


def _is_long(number: str) -> bool:
    head = _EXTENSION.sub("", number)
    # In groups it is no number of the same place: 731-8866-7349 has lost a 0.
    extended = head != number and (head.isdigit() or not _LOCAL.fullmatch(head))
    return _is_whole(number) or (extended and _is_whole(head))


def _groups(typed: str) -> str:
    """A number in groups of digits: `(0731) 8866-7349转1` is `0731 8866-7349`."""
    main = _WORDS.split(typed)[0]
    marks = re.sub(r"[ ()-]+", lambda found: "-" if "-" in found[0] else " ", main)
    return marks.replace("+ ", "+").strip(" -")


def _is_whole(number: str) -> bool:
    digits = _digits(number)
    if _LOCAL.fullmatch(number):
        return not _COMPACT_DAY.fullmatch(digits)
    return _WHOLE.fullmatch(digits) is not None


def _digits(number: str) -> str:
    return re.sub("[ -]", "", number)
