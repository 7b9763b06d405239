"""Problems of profile files by file, line and field; TOML with the line of each key."""

import stat
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from storage.core import file_faults

Loc = tuple[str | int, ...]
_KINDS = {  # by the library's kind of error, or by its first word
    "value_error": "{error}",
    "enum": "expected {expected}",
    "literal_error": "expected {expected}",
    "greater_than": "expected a number above {gt:g}",
    "greater_than_equal": "expected at least {ge}",
    "less_than": "expected a number below {lt:g}",
    "less_than_equal": "expected at most {le}",
    "string_too_short": "expected text, its length at least {min_length}",
    "string_too_long": "expected text, its length at most {max_length}",
    "too_short": "expected at least {min_length} in it",
    "too_long": "expected at most {max_length} in it",
    "finite_number": "expected a number",
    "int": "expected a whole number",
    "float": "expected a number",
    "bool": "expected true or false",
    "string": "expected text, in quotation marks",
    "date": "expected a day such as 2026-12-31",
    "time": "expected a time such as 09:00:00",
    "list": "expected a list, in [ ]",
    "dict": "expected keys with values",
    "model": "expected keys with values",
}
LONGEST_QUOTE = 60  # characters of a wrong value that are shown
TRIED = 300  # lines of a value that are read one by one, to find where it ends


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem; lines count from 1."""

    file: str
    line: int
    field: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.field}: {self.text}"


class ProfileError(Exception):
    """A profile that cannot be used; the message has one line per problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML document with the line number of each key."""

    name: str
    data: dict[str, Any]
    lines: dict[Loc, int]

    def problem(self, loc: Loc, text: str) -> Problem:
        """A problem at this key, or at its nearest parent in the file."""
        known = (self.lines.get(loc[:length]) for length in range(len(loc), 0, -1))
        line = next((found for found in known if found is not None), 1)
        return Problem(self.name, line, ".".join(map(str, loc)) or "(file)", text)

    def problems(self, wrong: ValidationError) -> list[Problem]:
        """Pydantic's errors as problems."""
        return [self.problem(loc, text) for loc, text in findings(wrong)]


def read_text(path: Path) -> str:
    """The file's text; raises ProfileError if it is missing or not UTF-8."""
    data = read_bytes(path)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        text = "is not UTF-8 text: save it as UTF-8 in your editor"
        raise ProfileError([Problem(path.name, line, "(file)", text)]) from wrong


def read_bytes(path: Path) -> bytes:
    """The file's bytes; raises ProfileError if it is missing or cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
            raise ProfileError([Problem(path.name, 1, "(file)", "is no file")])
        return path.read_bytes()
    except OSError as wrong:
        missing = isinstance(wrong, FileNotFoundError)
        text = "is missing" if missing else f"cannot be read: {file_faults.sentence(wrong, path)}"
        raise ProfileError([Problem(path.name, 1, "(file)", text)]) from wrong


def read_toml(path: Path) -> TomlFile:
    """The document with its lines; raises ProfileError if it is not TOML."""
    text = read_text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        line = _line_named_in(str(wrong), text)
        raise ProfileError([Problem(path.name, line, "(file)", _not_toml(wrong))]) from wrong
    except RecursionError as wrong:
        text = "has brackets within brackets, too many of them"
        raise ProfileError([Problem(path.name, 1, "(file)", text)]) from wrong
    return TomlFile(path.name, data, dict(_key_lines(text)))


def _not_toml(wrong: tomllib.TOMLDecodeError) -> str:
    """What is wrong with a line, and where people look for it first."""
    what = str(wrong).partition(" (at ")[0]
    if "twice" in what or "overwrite" in what:
        return f"has something a second time ({what}): keep one"
    return (
        f"cannot be read as TOML ({what}): look here for a missing or curly quotation mark, a wide"
        f" sign such as ＝ or ，, or a text without quotation marks"
    )


def findings(wrong: ValidationError) -> Iterator[tuple[Loc, str]]:
    """The location and text of each of pydantic's errors."""
    for error in wrong.errors(include_url=False):
        match error["type"]:
            case "missing":
                text = "is missing"
            case "extra_forbidden":
                text = "is not known here; is it misspelt?"
            case _:
                text = f"{expected(error['type'], error.get('ctx', {}))}; here: {_quoted(error)}"
        yield tuple(error["loc"]), text


def expected(kind: str, context: Mapping[str, Any]) -> str:
    """What the library's kind of error means for whoever writes the value; never its own words."""
    plain = {name: _whole(value) for name, value in context.items()}
    for known in (kind, kind.split("_", maxsplit=1)[0]):
        if known in _KINDS:
            return _KINDS[known].format_map(plain)
    return f"expected something else ({kind})"


def _whole(value: Any) -> Any:
    """A number without a fraction as a whole one: 1000, not 1000.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _quoted(error: Any) -> str:
    shown = repr(error["input"])
    return shown if len(shown) <= LONGEST_QUOTE else shown[:LONGEST_QUOTE] + "…"


def _line_named_in(message: str, text: str) -> int:
    words = message.replace(",", " ").split()
    if "line" in words:
        return int(words[words.index("line") + 1])
    return text.count("\n") + 1  # "at end of document"


def _key_lines(text: str) -> Iterator[tuple[Loc, int]]:
    """Every key's path with its line; the text must be valid TOML.

    After a value of more than TRIED lines some keys are left out.
    """
    table: Loc = ()
    seen: dict[Loc, int] = {}
    pending: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not pending and line.lstrip().startswith("["):
            table = _table(line, seen)
            yield table, number
            continue
        if not pending and (not line.strip() or line.lstrip().startswith("#")):
            continue
        pending.append(line)
        if len(pending) > TRIED and len(pending) & (len(pending) - 1):
            continue  # only at powers of two, so that a long value does not take minutes
        try:
            written = tomllib.loads("\n".join(pending))
        except tomllib.TOMLDecodeError:
            continue  # a value of several lines
        yield from _paths(written, table, number - len(pending) + 1, pending)
        pending = []


def _table(line: str, seen: dict[Loc, int]) -> Loc:
    """The path of a table header; `seen` counts the tables of each [[array]]."""
    keys: list[str] = []
    inner: Any = tomllib.loads(line)
    many = False
    while inner:
        many = isinstance(inner, list)
        if many:
            inner = inner[0]
            continue
        [(key, inner)] = inner.items()
        keys.append(key)
    path: Loc = ()
    for place, key in enumerate(keys, start=1):
        path += (key,)
        if many and place == len(keys):
            seen[path] = seen.get(path, 0) + 1
        if path in seen:
            path += (seen[path] - 1,)
    return path


def _paths(value: Any, at: Loc, line: int, written: Sequence[str]) -> Iterator[tuple[Loc, int]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inner:
        on = line
        if isinstance(value, list):  # an element of a list of several lines
            rows = (row for row, words in enumerate(written) if str(each) in words)
            on = line + next(rows, 0)
        yield (*at, key), on
        if isinstance(each, (dict, list)):
            yield from _paths(each, (*at, key), line, written)
