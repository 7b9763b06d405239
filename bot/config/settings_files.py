"""`JUBAO_…_FILE`: read a secret from a file, as Docker and systemd provide secrets."""

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource

FILE = "_FILE"
MOST = 65_536  # characters of a secret's file: more is another file


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
            with path.open(encoding="utf-8") as opened:
                text = opened.read(MOST + 1).strip()
        except (OSError, UnicodeDecodeError) as error:
            return UnreadableSetting(f"{variable}{FILE}: {why_unreadable(path, error)}")
        if not text or len(text) > MOST:
            wrong = f"has more than {MOST} characters" if text else "is empty"
            return UnreadableSetting(f"{variable}{FILE}: {path} {wrong}")
        return text


def why_unreadable(path: Path, error: OSError | UnicodeDecodeError) -> str:
    """Why a file cannot be read, with its path; where rights are missing, whose it is, and ours."""
    match error:
        case UnicodeDecodeError():
            return f"{path} is not UTF-8 text"
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
