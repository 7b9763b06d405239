"""Query codes (for reporters) and case numbers (for staff)."""

import re

from domain.core.errors import BadAnswer
from domain.core.normal import normal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U to misread
DATA_CHARS = 11
CODE_BITS = 5 * DATA_CHARS  # 55 bits
_READ_AS = str.maketrans("ILOU", "110V")
MOST_READ = 100  # characters: a message with more is no query code
_LOOSE = re.compile(r"[\s\-–—_.·]+")


# Each of the 32 elements of a field times its generator (x^5 + x^2 + 1).
_TIMES_ALPHA = tuple(2 * value if value < 16 else 2 * value ^ 0b100101 for value in range(32))


def _check(data: list[int]) -> int:
    """A check value that detects every single wrong character and every swap of two."""
    total = 0
    for value in data:
        total = _TIMES_ALPHA[total ^ value]
    return total


def code_from(bits: int) -> str:
    """Write 55 bits as a query code in three groups, the last character a check."""
    data = [(bits >> (5 * place)) & 31 for place in reversed(range(DATA_CHARS))]
    text = "".join(ALPHABET[value] for value in [*data, _check(data)])
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def parse_code(text: str) -> str:
    """Normalise a typed query code; raises BadAnswer if it cannot be one."""
    plain = _read(text)
    if not _is_whole(plain):
        raise BadAnswer("track-bad-code")
    if not _is_right(plain):
        raise BadAnswer("track-mistyped")
    return f"{plain[:4]}-{plain[4:8]}-{plain[8:]}"


def _read(text: str) -> str:
    # NFKC turns the full-width letters of a Chinese keyboard into the plain ones.
    return _LOOSE.sub("", _plain(text)).upper().translate(_READ_AS)


def _is_whole(plain: str) -> bool:
    return len(plain) == DATA_CHARS + 1 and all(char in ALPHABET for char in plain)


def _is_right(plain: str) -> bool:
    if not _is_whole(plain):
        return False
    values = [ALPHABET.index(char) for char in plain]
    return _check(values[:-1]) == values[-1]


_GROUPED = re.compile(r"[0-9A-Z]{4}[\s\-–—_.·]+[0-9A-Z]{4}[\s\-–—_.·]+[0-9A-Z]{4}")
_SIGNS = re.compile(r"^[\W_]+|[\W_]+$")  # a full stop, quotation marks, brackets round a code
_LED = re.compile(
    r"(?s)(?P<led>.*?)(?<![0-9A-Z\-–—_.·])(?P<code>[0-9A-Z]{4}(?:\s?[\-–—_.·]\s?[0-9A-Z]{4}){2})"
)
LEAD = 16  # letters of words before a code: "my query code is"


def code_alone(text: str) -> str | None:
    """The query code that is all of a text but for signs round it, right or with a slip.

    None where the text says more.
    """
    typed = _typed(text)
    return typed if _is_code(typed) else None


def possible_code(text: str) -> str | None:
    """What may be a query code: one of letters alone, or in groups at the end of a few words.

    It may be none: only what it opens shows that.
    """
    typed = _typed(text)
    if _is_right(_read(typed)):
        return typed
    led = _LED.fullmatch(typed.upper())
    if led is None or sum(char.isalnum() for char in led["led"]) > LEAD:
        return None
    return led["code"] if _is_right(_read(led["code"])) else None


def _typed(text: str) -> str:
    return _SIGNS.sub("", _plain(text.strip())) if len(text) <= MOST_READ else ""


def _is_code(typed: str) -> bool:
    typed = typed.upper()
    plain = _LOOSE.sub("", typed)
    if len(plain) != DATA_CHARS + 1 or not (plain.isascii() and plain.isalnum()):
        return False
    if not any(char.isdigit() for char in plain):
        return False
    if _GROUPED.fullmatch(typed):
        return True
    return _is_right(_read(plain))


_SHOWN = re.compile(r"(?:··|[0-9A-Z]{4}-[0-9A-Z]{4}-)([0-9A-Z]{4})(?![0-9A-Z])")


def shown_tail(text: str) -> str:
    """The tail of the first query code that a message of the bot shows, whole or shortened."""
    found = _SHOWN.search(text)
    return found[1] if found else ""


MOST_CODES = 3  # of one text are looked up
_GROUP = "[0-9A-Za-z]{4}"
_WRITTEN = re.compile(rf"(?<![0-9A-Za-z]){_GROUP}[-–—]?{_GROUP}[-–—]?{_GROUP}(?![0-9A-Za-z])")


def codes_in(text: str) -> tuple[tuple[str, str], ...]:
    """What could be query codes in a text: as written, and in their normal form; a few at most."""
    found = []
    for written in dict.fromkeys(_WRITTEN.findall(text)):
        try:
            found.append((written, parse_code(written)))
        except BadAnswer:
            continue
    return tuple(found[:MOST_CODES])


TAIL = slice(-4, None)


def tail(code: str) -> str:
    """The end of a code, which notices may show to tell reports apart."""
    return code[TAIL]


_CONSONANTS, _VOWELS = "bdfghjklmnprstvw", "iou"
_SYLLABLES = tuple(one + two for one in _CONSONANTS for two in _VOWELS)
ALIAS_SYLLABLES = 4
ALIASES = len(_SYLLABLES) ** ALIAS_SYLLABLES


def alias_from(number: int) -> str:
    """Write a number below `ALIASES` as the word by which staff know a reporter.

    Query codes have none of its vowels, so that no two neighbouring letters of it are in a code:
    who sees a reporter's screen does not recognise the report on the screen of staff.
    """
    found = ""
    for _ in range(ALIAS_SYLLABLES):
        number, place = divmod(number, len(_SYLLABLES))
        found += _SYLLABLES[place]
    return found.capitalize()


def case_number(year: int, month: int, running: int) -> str:
    """Write a case number such as `2611-0042`: year, month, running number of that month."""
    return f"{year % 100:02d}{month:02d}-{running:04d}"


def parse_number(text: str) -> str:
    """Normalise a typed case number; raises BadAnswer if it cannot be one."""
    found = re.fullmatch(r"(\d{4})\s*+(?:[-–—]\s*+)?(\d{1,9})", _plain(text).strip())
    if not found:
        raise BadAnswer("case-bad-number")
    return f"{found[1]}-{int(found[2]):04d}"


def _plain(text: str) -> str:
    return text if text.isascii() else normal("NFKC", text)
