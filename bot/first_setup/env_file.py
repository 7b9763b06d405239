"""Change variables in a `.env` file: every other line stays, and the file is there whole or not."""

import io
import re
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from bot.config.settings import SettingsError
from bot.config.settings_files import text_of
from bot.core.errors import Failed
from storage.core import file_faults
from storage.engine.file_modes import OWNER_ONLY
from storage.files import whole_files

HEAD = "# Written by `jubao setup`. docs/settings.md lists all settings.\n"
_PLAIN = re.compile(r"[^\s'\"#$\\`]*")


def read(path: Path) -> str:
    """The text of the file; empty if there is none. SettingsError if it cannot be read."""
    try:
        return text_of(path) if path.exists() else ""
    except OSError as why:
        raise SettingsError(file_faults.sentence(why, path)) from None
    except ValueError as why:
        raise SettingsError(str(why)) from None


def refuse_unwritable(path: Path) -> None:
    """Failed if the file, or one beside it that is moved to its name, cannot be written."""
    if fault := file_faults.write_fault(path.resolve()):
        raise Failed(fault)


def changed(text: str, values: Mapping[str, str]) -> str:
    """The text with these variables set, each once; Failed if that would change anything else.

    A variable that is there is changed where it stands, others are added at the end.
    """
    before, lines, left = _parsed(text), [], dict(values)
    for line in (text or HEAD).splitlines():
        name = _name_in(line)
        if name not in values:
            lines.append(line)
        elif name in left:
            lines.append(f"{name}={_quoted(left.pop(name))}")
    lines += [f"{name}={_quoted(value)}" for name, value in left.items()]
    result = "\n".join([*lines, ""])
    kept = {name: value for name, value in before.items() if name.upper() not in values}
    if _parsed(result) != {**kept, **values}:
        raise Failed(f".env cannot be changed safely: set {', '.join(values)} by hand")
    return result


def write(path: Path, text: str) -> None:
    """Write the file for its owner alone, beside it and moved. Failed if there is no room."""
    try:
        with whole_files.replacing(path, mode=OWNER_ONLY, settings=True) as part:
            part.write_text(text, encoding="utf-8")  # in a folder of its owner alone
    except OSError as why:
        raise Failed(f"cannot be written: {file_faults.sentence(why, path)}") from why


def _parsed(text: str) -> dict[str, str | None]:
    return dict(dotenv_values(stream=io.StringIO(text)))


def _name_in(line: str) -> str:
    """The variable that a line sets, in capitals; empty if it sets none."""
    found = re.match(r"\s*(?:export\s+)?(\w+)\s*=", line)
    return found[1].upper() if found else ""


def _quoted(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else f"'{value}'"
