"""Remove a reporter's own contact from their texts, in any spelling."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from conversation.parsing.contact import CJK, every_way
from conversation.parsing.defang import folded
from domain.core.normal import normal

LEAST_DIGITS = 7  # at the end of a number written without its area code
SURE_DIGITS = 10  # a match this long is no coincidence: also found inside longer numbers
LEAST_ALONE = 5  # characters of a mail address's local part, or an account, that are matched alone

_GAP = r"[\W_]{0,4}"  # what people write between digits: 138-0013 8000
_LETTER = rf"[^\W\d_{CJK}]"  # of a script that separates words by spaces
_AT = r"\s{0,3}(?:@|[\[(（【]?\s{0,3}(?:at|艾特)\s{0,3}[\])）】]?)\s{0,3}"
_DOT = r"\s{0,3}(?:\.|。|[\[(（【]?\s{0,3}(?:dot|点)\s{0,3}[\])）】]?)\s{0,3}"
_BETWEEN_NAMES = r"[\s·・]{0,2}"
_MISREAD = {"1": "[1IL]", "0": "[0O]", "V": "[VU]"}  # as `domain.codes` reads them
_ONE_SIGN = str.maketrans("ilou", "110v")  # the same signs, of a bare text


def pieces(text: str, own: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The text split where contact data was removed; one piece if nothing was.

    `own` are pairs of kind (`phone`, `email`, `name`, `code`, `account`, `words`) and value.
    """
    [found] = split((text,), own)
    return found


def split(texts: Iterable[str], own: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """The same of several texts; `own` is gone through once, and may be more than is in memory."""
    searched = [_Searched(text) for text in texts]
    for kind, value in own:
        for each in searched:
            each.take_out(kind, value)
    return tuple(tuple(_between(each.text, sorted(each.found))) for each in searched)


class _Searched:
    """A text in the forms that are searched: its words, the same with all digits as 0 to 9.

    `found` are the ranges of contact data in it. `_bare` are letters and digits alone, in small
    letters: what does not stand there needs no pattern. A case may have thousands of reporters,
    and a pattern costs far more than such a look.
    """

    def __init__(self, text: str) -> None:
        self.text = normal("NFC", text)
        self._folded = folded(self.text)
        self.words = self._folded.words
        self.digits = "".join(map(_as_digit, self.words))
        self.found: set[tuple[int, int]] = set()
        self._bare = f"{_bare(self.words)} {_bare(self.digits)}"
        self._as_code = self._bare.translate(_ONE_SIGN)

    def take_out(self, kind: str, value: str) -> None:
        """Note where this contact data stands."""
        for words, pattern in _patterns(kind, value, self):
            self.found |= {self._folded.origin(*each.span()) for each in pattern.finditer(words)}

    def may_have(self, kind: str, value: str) -> bool:
        """Whether contact data may stand there; False only where none of its patterns can match."""
        if kind == "phone":
            return re.sub(r"\D", "", value)[-LEAST_DIGITS:] in self._bare
        if kind == "code":
            return _bare(value).translate(_ONE_SIGN) in self._as_code
        if kind == "account":
            return _bare(value.rpartition(" ")[2]) in self._bare
        if kind == "email":
            return _bare(value.rpartition("@")[0]) in self._bare
        parts = re.findall(r"[^\W_]+", value)
        return kind == "words" or not parts or any(_bare(part) in self._bare for part in parts)


def _bare(text: str) -> str:
    """Letters and digits alone, as a pattern that ignores case would take them for the same."""
    return re.sub(r"[\W_]+", "", text.casefold().replace("ı", "i"))


def _between(text: str, taken: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The parts of the text outside these ranges, which may touch or overlap."""
    at = begun = 0
    for begin, end in taken:
        if begin > at or not begun:
            yield text[at:begin]
        at, begun = max(at, end), 1
    yield text[at:]


def _as_digit(sign: str) -> str:
    """A digit of any script, a Chinese numeral or a circled digit as 0 to 9."""
    if sign.isascii():
        return sign
    value = unicodedata.numeric(sign, -1)
    return str(int(value)) if value in range(10) else sign


def _patterns(kind: str, value: str, searched: _Searched) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns to search for, each with the form of the text to search in."""
    words, digits = searched.words, searched.digits
    if not searched.may_have(kind, value):
        return
    if kind == "phone":
        yield digits, _phone(re.sub(r"\D", "", value))
    elif kind == "account":  # the name of its platform may precede it
        yield from ((digits, found) for found in _standalone(value.rpartition(" ")[2]))
    elif kind == "words":
        for way, found in every_way(value):
            yield from _patterns(way, found, searched)
    elif kind == "code":
        yield words, _code(value)
    elif kind == "email":
        local, _, domain = value.rpartition("@")
        yield words, _address(local, domain)
        yield from ((digits if local.isdigit() else words, found) for found in _standalone(local))
    else:
        yield from ((words, found) for found in _names(value))


def _phone(number: str) -> re.Pattern[str]:
    """A number with or without country code, area code or leading zero; the longest form first."""
    ends = [number[cut:] for cut in range(max(1, len(number) - LEAST_DIGITS + 1))]
    forms = [
        _GAP.join(end) if len(end) >= SURE_DIGITS else rf"(?<!\d){_GAP.join(end)}(?!\d)"
        for end in ends
    ]
    return re.compile(rf"(?:(?<!\d)(?:\+|0{_GAP}){{1,2}})?(?:{'|'.join(forms)})")


def _standalone(name: str) -> Iterator[re.Pattern[str]]:
    """An account, or a mail address's local part: it identifies somebody by itself."""
    if len(name) < LEAST_ALONE:
        return
    if name.isdigit():
        yield re.compile(rf"(?<!\d){_GAP.join(name)}(?!\d)(?!\s*@)")
    else:
        sign = "[A-Za-z0-9_]"
        yield re.compile(rf"(?i)(?<!{sign}){re.escape(name)}(?!{sign})(?!\s*@)")


def _address(local: str, domain: str) -> re.Pattern[str]:
    host = _DOT.join(map(re.escape, domain.split(".")))
    return re.compile(rf"(?i)(?<![A-Za-z0-9]){re.escape(local)}{_AT}{host}(?![A-Za-z0-9])")


def _code(code: str) -> re.Pattern[str]:
    signs = [_MISREAD.get(sign, sign) for sign in code if sign.isalnum()]
    return re.compile(rf"(?i)(?<![A-Za-z0-9]){_GAP.join(signs)}(?![A-Za-z0-9])")


def _names(name: str) -> Iterator[re.Pattern[str]]:
    """A name as given, in any case and spacing, and each longer part of it as a word."""
    parts = re.findall(r"[^\W_]+", name)
    if len(name.strip()) == 1 and not re.fullmatch(f"[{CJK}]", name.strip()):
        return  # a single letter identifies nobody and occurs everywhere
    whole = _GAP.join(map(_part_pattern, parts))
    yield re.compile(rf"(?i){_as_word(whole, ''.join(parts))}")
    for part in parts if len(parts) > 1 else ():
        if len(part) >= (2 if re.match(f"[{CJK}]", part) else 3):
            written = "|".join(sorted({part, part.capitalize(), part.upper()}))
            yield re.compile(_as_word(f"(?:{written})", part))


def _part_pattern(part: str) -> str:
    """The pattern of a part of a name; Chinese characters may be separated by a space."""
    return _BETWEEN_NAMES.join(part) if re.fullmatch(f"[{CJK}]+", part) else part


def _as_word(pattern: str, name: str) -> str:
    """The pattern with word boundaries, if the name's script has words."""
    if len(name) == 1:
        return rf"(?<![^\W_]){pattern}(?![^\W_])"
    before, after = (_LETTER if re.match(_LETTER, sign) else "" for sign in (name[0], name[-1]))
    return f"{before and f'(?<!{before})'}{pattern}{after and f'(?!{after})'}"


_LABELS = re.compile(  # labels of a contact that add nothing to it
    r"""(?ix) 我的? | 本人 | 手机 | 电话 | 座机 | 固话 | 号码? | 邮箱 | 邮件 | 地址 | 联系 | 方式
      | 是 | 为 | 请 | 谢谢 | 您 | 你好? | 打 | 可以? | 或者? | 和 | 也 | 的
      | \b(?: my | mobile | phone | tel | cell | number | no | e-?mail | mailto | mail | address
      | is | at | me | on | it | s | please | pls | call | write | to | contact | thanks | thank
      | you | or | and | the ) \b"""
)


def says_more(text: str, own: Iterable[tuple[str, str]]) -> bool:
    """Whether a text about a contact has information besides it that a caller may need.

    For example an extension, a second number, a name or hours; not `my number is` and the like.
    """
    known = tuple(own)
    rest = " ".join(pieces(text, known))
    for kind, value in known:
        if kind == "account":
            rest = rest.replace(value.partition(" ")[0], " ")
    return any(map(str.isalnum, _LABELS.sub(" ", rest)))
