"""`JUBAO_…_FILE`: a secret that stands in a file, as Docker and systemd hand secrets over."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource

FILE = "_FILE"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands where a secret should, and says why there is none."""

    why: str


class FromFiles(PydanticBaseSettingsSource):
    """The secrets whose files are named `beside` them, in the environment or in `.env`."""

    def __init__(
        self,
        settings_cls: type[BaseSettings],
        beside: PydanticBaseSettingsSource,
        fields: Sequence[str],
    ) -> None:
        super().__init__(settings_cls)
        assert isinstance(beside, EnvSettingsSource)  # `.env` is read by a kind of it
        self._said = beside.env_vars
        self._prefix = beside.env_prefix
        self._fields = fields

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """A field's value: the text of its file, or Unreadable; None where no file is named."""
        name = self._prefix + field_name
        file = self._said.get((name + FILE).lower())
        if not file:
            return None, field_name, False
        if self._said.get(name.lower()):
            return Unreadable(f"expected either this or {(name + FILE).upper()}"), field_name, False
        try:
            text = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            why = f"expected a file that can be read in {(name + FILE).upper()}"
            return Unreadable(why), field_name, False
        return text, field_name, False

    def __call__(self) -> dict[str, Any]:
        """All of them."""
        fields = self.settings_cls.model_fields
        found = {name: self.get_field_value(fields[name], name)[0] for name in self._fields}
        return {name: value for name, value in found.items() if value is not None}
