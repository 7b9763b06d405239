"""Render the settings: the table of `docs/settings.md`, `.env.example`, and the values in use."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

from bot.config.settings import PREFIX, SECRET, Settings
from bot.config.settings_checks import plain
from bot.config.settings_files import FILE
from storage.core import database_url

NEEDED = ("bot_token", "seal_keys", "admin_ids")  # without a usable default
MASK = "********"


def table() -> str:
    """The table in `docs/settings.md`, as Markdown."""
    lines = ["| variable | default | meaning |", "|---|---|---|"]
    for name, default, meaning in _fields():
        shown = f"`{default}`" if default else "–"
        lines.append(f"| `{name}` | {shown} | {meaning} |")
    files = ", ".join(f"`{PREFIX}{name.upper()}{FILE}`" for name in SECRET)
    return "\n".join([*lines, "", f"A secret may stand in a file instead, named by {files}.", ""])


def example() -> str:
    """The text of `.env.example`."""
    lines = [
        "# Copy this to .env and fill in the first lines; the environment overrides .env.",
        "# A value with a space, # or $ stands in single quotes, and ${ is refused: systemd and",
        "# Compose would read it in another way than the bot (docs/settings.md).",
        f"# Each secret may be in a file instead: {PREFIX}BOT_TOKEN{FILE}=/run/secrets/token",
    ]
    for name, default, meaning in sorted(_fields(), key=lambda field: not _is_needed(field[0])):
        mark = "" if _is_needed(name) else "#"
        lines += ["", f"# {meaning.replace('`', '')}", f"{mark}{name}={default}"]
    return "\n".join([*lines, ""])


def masked(settings: Settings) -> Iterator[tuple[str, str]]:
    """Every variable with its value; secrets that are set become MASK."""
    for name in Settings.model_fields:
        value = getattr(settings, name)
        if name == "database_url":
            shown = without_password(value)
        elif name in SECRET:
            shown = MASK if plain(value) else ""
        else:
            shown = _shown(value)
        yield PREFIX + name.upper(), shown


def without_password(url: str) -> str:
    """A database address with its password masked."""
    return database_url.masked(url, MASK)


def _is_needed(variable: str) -> bool:
    return variable.removeprefix(PREFIX).lower() in NEEDED


def _fields() -> Iterator[tuple[str, str, str]]:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        yield PREFIX + name.upper(), _shown(field.default), field.description


def _shown(value: Any) -> str:
    match value:
        case Enum():
            return str(value.value)
        case frozenset():
            return ",".join(map(str, sorted(value)))
        case float():
            return f"{value:g}"
        case _ if hasattr(value, "get_secret_value"):
            return str(value.get_secret_value())
        case _:
            return str(value)
