"""What a number format of a workbook makes of a value: the digits and signs that it adds.

`"0731-"00000000` shows the number 88667349 as 0731-88667349. Read are formats of one section with
placeholders (`0 # ?`, `@`, `General`) and literal text; of others, such as `#,##0.00` or a day, the
value itself is what is meant.
"""

import re

from msgspec import Struct

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | \[\$(?P<currency>[^\]]*)\] | \[(?P<bracket>[^\]]*)\]
    | [_*](?P<filler>.) | (?P<whole>@|General|G/通用格式) | (?P<digit>[0#?])
    | (?P<plain>[-+()1-9:/!&'~{}<>=^$\ ]|[^\x00-\x7f]) | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_COLOURS = re.compile(r"(?i)black|blue|cyan|green|magenta|red|white|yellow|color ?[0-9]+")
_LOCALE = re.compile(r"-[0-9A-F]+", re.IGNORECASE)
_FRACTION = re.compile(r"[0#?] ?/ ?[0-9#?]")
LONGEST = 255  # characters of a format that a workbook may have


class _Format(Struct, frozen=True):
    """A format in parts: (`literal`, text), (`digit`, one of `0#?`) or (`whole`, any).

    `simple` is whether the parts say all that it shows.
    """

    parts: tuple[tuple[str, str], ...]
    simple: bool

    @property
    def adds_digits(self) -> bool:
        """Whether it shows digits that are not in the value."""
        return any(map(_has_digits, self.parts))

    def has(self, kind: str) -> bool:
        """Whether it has a part of this kind."""
        return any(each == kind for each, _ in self.parts)


def shown(text: str, shown_as: str, *, is_text: bool) -> str | None:
    """The text of a value in this format; None if the format adds digits in a way not read here.

    `text` is the value without a format; only a whole number that is not negative is formatted.
    """
    found = _read(shown_as[:LONGEST])
    if is_text and not found.has("whole"):
        return text  # such a format leaves text as it is
    fits = text.isdigit() or not found.has("digit")
    one_kind = found.has("digit") != found.has("whole")
    if found.simple and fits and one_kind:
        return _filled(found.parts, text).strip()
    return None if found.adds_digits else text


def _has_digits(part: tuple[str, str]) -> bool:
    kind, text = part
    return kind == "literal" and any(map(str.isnumeric, text))


def _read(shown_as: str) -> _Format:
    parts: list[tuple[str, str]] = []
    simple = not _FRACTION.search(shown_as)
    for token in _TOKEN.finditer(shown_as):
        kind, text = str(token.lastgroup), token[str(token.lastgroup)]
        match kind:
            case "quoted" | "escaped":
                parts.append(("literal", text))
            case "plain" | "currency":  # a bare digit is read in different ways by programs
                parts.append(("literal", _LOCALE.sub("", text) if kind == "currency" else text))
                simple = simple and not _has_digits(parts[-1])
            case "bracket":
                simple = simple and _COLOURS.fullmatch(text) is not None
            case "filler":
                pass
            case "digit" | "whole":
                parts.append((kind, text))
            case _:
                simple = False
    return _Format(tuple(parts), simple)


def _filled(parts: tuple[tuple[str, str], ...], text: str) -> str:
    """The parts with the value in the places: digits from the right, the first takes the rest."""
    places = [at for at, (kind, _) in enumerate(parts) if kind == "digit"]
    left = text
    filled: dict[int, str] = {}
    for at in reversed(places):
        if at == places[0]:
            digit, left = left, ""
        else:
            digit, left = left[-1:], left[:-1]
        filled[at] = digit or ("0" if parts[at][1] == "0" else "")
    return "".join(
        filled[at] if kind == "digit" else text if kind == "whole" else literal
        for at, (kind, literal) in enumerate(parts)
    )
