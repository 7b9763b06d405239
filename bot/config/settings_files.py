"""`JUBAO_…_FILE`: read a secret from a file, as Docker and systemd provide secrets."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource

FILE = "_FILE"


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
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return UnreadableSetting(f"expected a file that can be read in {variable}{FILE}")
