"""Files with settings: `.env`, and `JUBAO_…_FILE`, as Docker and systemd provide secrets.

What is wrong with a file is said with its name and the reason, never with its content.
"""

import codecs
import io
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource

from conversation.parsing.defang import INVISIBLE
from domain.core.normal import normal
from storage.core import file_faults

FILE = "_FILE"
MOST = 65_536  # bytes of a secret's file: more is another file
_BEFORE = re.compile(r"\s*(set|setx|\$env:)\s*\w+\s*=", re.IGNORECASE)
"""What other programs want before a name: the command line and PowerShell of Windows."""
_NAME = re.compile(r"\w*")
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_SAVE = "save it as UTF-8 in your editor"


@dataclass(frozen=True, slots=True)
class UnreadableSetting:
    """In place of a secret that could not be read; `why` is the error message."""

    why: str


class FromFiles(PydanticBaseSettingsSource):
    """Reads secrets from files that another source (the environment or `.env`) names."""

    def __init__(
        self,
        settings_cls: type[BaseSettings],
        beside: PydanticBaseSettingsSource,
        fields: Sequence[str],
    ) -> None:
        super().__init__(settings_cls)
        assert isinstance(beside, EnvSettingsSource)  # the source of `.env` is a subclass
        self._variables = beside.env_vars
        self._prefix = beside.env_prefix
        self._fields = fields

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002
        """For the library: the value, the field's name, and False since it is not JSON."""
        return self._read((self._prefix + field_name).upper()), field_name, False

    def __call__(self) -> dict[str, Any]:
        """All secrets that have a file, by field name."""
        found = {name: self._read((self._prefix + name).upper()) for name in self._fields}
        return {name: value for name, value in found.items() if value is not None}

    def _read(self, variable: str) -> str | UnreadableSetting | None:
        """The text of a variable's file, or why it cannot be read; None if no file is named."""
        file = self._variables.get((variable + FILE).lower())
        if not file:
            return None
        if self._variables.get(variable.lower()):
            return UnreadableSetting(f"expected either this or {variable}{FILE}, not both")
        path = Path(file).absolute()
        try:
            return _one_line(path)
        except OSError as error:
            return UnreadableSetting(f"{variable}{FILE}: {why_unreadable(path, error)}")
        except ValueError as wrong:
            return UnreadableSetting(f"{variable}{FILE}: {wrong}")


def secret_files(prefix: str, fields: Iterable[str]) -> dict[str, Path]:
    """The files that `…_FILE` variables of these secrets name, by variable; the environment first.

    Values are not read, nor is it checked that the files exist.
    """
    named = {name.upper(): value for name, value in dotenv_values(Path(".env")).items()}
    named |= {name.upper(): value for name, value in os.environ.items()}
    found = {name: named.get(name) for each in fields for name in [f"{prefix}{each}{FILE}".upper()]}
    return {name: Path(value) for name, value in found.items() if value}


def text_of(path: Path, most: int = -1) -> str:
    """The text of a file, without a byte order mark, of at most `most` bytes.

    Raises OSError, or ValueError that names the file and what is wrong with its content.
    """
    with path.open("rb") as opened:
        data = opened.read(most + 1 if most >= 0 else -1)
    if 0 <= most < len(data):
        raise ValueError(f"{path} has more than {most} bytes")
    zeros = data.count(b"\0")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or zeros * 4 > len(data):
        raise ValueError(f"{path}: is not UTF-8 text, but UTF-16, line 1: {_SAVE}")
    if zeros:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise ValueError(f"{path}: has a zero byte, line {line}: take it out, and {_SAVE}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        raise ValueError(f"{path}: is not UTF-8 text, line {line}: {_SAVE}") from None


def dotenv_fault(path: Path, prefix: str = "") -> str:
    """Why a `.env` cannot be used, with the line; empty if it can, or if there is none.

    With a `prefix`, also which variables with it are set more than once, have a value with `${`, or
    have a name that only looks so, a line for each.

    A folder of that name is what Docker makes for a mount without a file; a virtual environment
    is left alone.
    """
    try:
        path.stat()
        if (path / "pyvenv.cfg").exists():
            return ""
        if not path.is_file() and not path.is_dir():
            return f"{path}: is no file"
        text = text_of(path)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return file_faults.sentence(error, path)
    except ValueError as wrong:
        return str(wrong)
    for found in parse_stream(io.StringIO(text)):
        if found.error:
            before = _BEFORE.match(found.original.string)
            why = f"leave out {before[1]}" if before else "is a quote left open?"
            return f"{path}: expected NAME=VALUE, line {found.original.line}: {why}"
        if found.key is not None and found.value is None:
            return f"{path}: expected NAME=VALUE, line {found.original.line}: the = is missing"
    if not prefix:
        return ""
    variables = tuple(_variables(text, prefix))
    faults = (*_misnamed(path, text, prefix), *_set_twice(path, variables))
    return "\n".join((*faults, *_replaced(path, variables)))


def _misnamed(path: Path, text: str, prefix: str) -> Iterator[str]:
    """Variables that only look as if they had the prefix; the library passes over them."""
    for found in parse_stream(io.StringIO(text)):
        key = found.key or ""
        plain = _UNSEEN.sub("", normal("NFKC", key)).upper()
        disguised = plain != key.upper() if plain.startswith(prefix) else not _NAME.fullmatch(plain)
        if prefix in plain and disguised:
            name = plain[plain.index(prefix) :]
            line = found.original.line + _empty_lines_above(found.original.string)
            yield (
                f"{path}: expected {name}=…, line {line}: something stands before the name, or a"
                f" character of it is wide or cannot be seen: type the name anew"
            )


def _empty_lines_above(binding: str) -> int:
    """How many lines a binding of the parser has before its variable."""
    return binding[: len(binding) - len(binding.lstrip())].count("\n")


def _variables(text: str, prefix: str) -> Iterator[tuple[str, str, int]]:
    """The variables with the prefix: name in capitals, value as it stands there, line."""
    for found in parse_stream(io.StringIO(text)):
        if found.key is not None and found.key.upper().startswith(prefix):
            above = _empty_lines_above(found.original.string)
            yield found.key.upper(), found.value or "", found.original.line + above


def _replaced(path: Path, variables: Iterable[tuple[str, str, int]]) -> Iterator[str]:
    """The library would put another variable, or nothing, in place of `${NAME}`, even in quotes.

    Systemd reads the same characters as they stand, so neither is right for sure.
    """
    for name, value, line in variables:
        if "${" in value:
            yield (
                f"{path}: {name}, line {line}: ${{…}} could mean another variable: write the value "
                "out, or put a secret into a file that JUBAO_…_FILE names"
            )


def _set_twice(path: Path, variables: Iterable[tuple[str, str, int]]) -> Iterator[str]:
    """Only one of the values would count, and nobody could see which; a name has no case."""
    lines: dict[str, list[int]] = {}
    for name, _, line in variables:
        lines.setdefault(name, []).append(line)
    for name, places in lines.items():
        if len(places) > 1:
            at = ", ".join(map(str, places))
            yield f"{path}: {name} is set {len(places)} times, lines {at}: keep one"


def _one_line(path: Path) -> str:
    """A secret in a file; white space around it is no part of it."""
    found = text_of(path, MOST).strip()
    if not found:
        raise ValueError(f"{path} is empty")
    lines = len(found.splitlines())
    if lines > 1:
        raise ValueError(f"{path}: expected one line, found {lines}")
    return found


def why_unreadable(path: Path, error: OSError) -> str:
    """Why a file cannot be read, with its path; where rights are missing, whose it is, and ours."""
    match error:
        case IsADirectoryError():
            return f"{path} is a folder: put a file in its place"
        case FileNotFoundError():
            return f"there is no file {path}"
        case NotADirectoryError():
            return f"{path} lies in a file that should be a folder"
        case PermissionError():
            return _why_denied(path)
        case _:
            return f"{path} cannot be read: {error.strerror}"


def _why_denied(path: Path) -> str:
    """Names the file, or the first folder above it that we may not enter."""
    shut = next((each for each in reversed(path.parents) if not _enters(each)), None)
    at, kind, mode = (path, "file", "0400") if shut is None else (shut, "folder", "0700")
    us = os.geteuid()
    owned, remedy = "", f"`chown {us} {at}` and `chmod {mode} {at}`"
    with suppress(OSError):
        found = at.stat()
        owned = f"belongs to user {found.st_uid}, mode {stat.S_IMODE(found.st_mode):04o}; "
        if found.st_uid == us:
            remedy = f"`chmod {mode} {at}`"
            if found.st_mode & int(mode, 8) == int(mode, 8):
                remedy = "a rule of this machine, such as SELinux or AppArmor, forbids it"
    return f"{path} cannot be read: the {kind} {at} {owned}this process is user {us}: {remedy}"


def _enters(folder: Path) -> bool:
    return os.access(folder, os.X_OK, effective_ids=True)
