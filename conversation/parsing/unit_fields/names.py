"""Parse the code, the names and the area of a unit."""

import re
import unicodedata

from conversation.parsing.no_value import has_no_value
from conversation.parsing.unit_fields.signs import WIDE, hidden
from domain.core.errors import BadAnswer
from domain.core.normal import normal

CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
LONGEST_CODE = 20  # unit and category codes fit in one deep link of 64 characters
LONGEST_NAME = 80

# Characters that show nothing though Unicode counts them among letters, marks and symbols.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
MOST_MARKS = 4  # of one letter: no language writes more


def parse_code(
    text: str,
    form: re.Pattern[str] = CODE,
    longest: int = LONGEST_CODE,
    bad: str = "unit-bad-code",
) -> str:
    """A code, of a unit unless others are named: short, lower case, for links and file names."""
    code = text.translate(WIDE).strip().lower()
    if len(code) > longest or not form.fullmatch(code):
        raise BadAnswer(bad, most=longest)
    return code


def parse_by_language(
    text: str, locales: tuple[str, ...], longest: int = LONGEST_NAME
) -> dict[str, str]:
    """A text in each of these languages, one per line, in their order."""
    typed = [line for line in text.splitlines() if line.strip()]
    if len(typed) != len(locales):
        raise BadAnswer("unit-names-lines", count=len(locales))
    read = (parse_line(line, longest) for line in typed)
    return dict(zip(locales, read, strict=True))


def parse_line(text: str, longest: int = LONGEST_NAME) -> str:
    """A name or an area on one line.

    White space becomes one space. An invisible character is refused with its position: it may
    turn the order of what stands beside it, and which of them may go is not for us to say. A text
    without a letter or digit is refused, as `???` is what a lost encoding leaves; so is one
    that says that there is no value (`has_no_value`).
    """
    marks = 0
    for place, character in enumerate(text, 1):
        if not (character.isprintable() or character.isspace()) or _BLANK.match(character):
            raise hidden(place, character)
        marks = marks + 1 if unicodedata.category(character) == "Mn" else 0
        if marks > MOST_MARKS:
            raise BadAnswer("answer-damaged", place=str(place))
        if character == "\ufffd":  # what a wrong encoding leaves of a character
            raise BadAnswer("answer-damaged", place=str(place))
    name = normal("NFC", " ".join(text.split()))
    if name and has_no_value(name):
        raise BadAnswer("answer-empty")
    if not any(map(str.isalnum, name)):
        raise BadAnswer("answer-words-wanted")
    if len(name) > longest:
        raise BadAnswer("answer-too-long", limit=longest, length=len(name))
    return name
