"""The parameters of one call, read as strictly as Telegram reads them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.limits import bad
from sandbox.world import File, Json

_TRUE = {"true", "yes", "1"}


@dataclass(frozen=True, slots=True)
class Call:
    """The parameters of one call, unparsed: JSON inside strings is parsed on access."""

    params: Mapping[str, Any]
    files: Mapping[str, File]

    def text(self, name: str) -> str:
        """A text parameter; empty if it is missing."""
        value = self.params.get(name)
        if value is None:
            return ""
        text = value if isinstance(value, str) else str(value)
        if not text.isascii():
            try:
                text.encode()
            except UnicodeEncodeError:
                raise bad("strings must be encoded in UTF-8") from None
        return text

    def flag(self, name: str) -> bool:
        """A boolean parameter; False if it is missing."""
        value = self.params.get(name)
        return value is True or str(value).lower() in _TRUE

    def number(self, name: str) -> int | None:
        """An integer parameter; None if it is missing or empty."""
        value = self.params.get(name)
        if value is None or value == "":
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad(f"invalid {name} specified") from None

    def listed(self, name: str) -> list[Any]:
        """A JSON array parameter; empty if it is missing."""
        found = self._json(name, f"can't parse {name} JSON object")
        if found is None:
            return []
        if not isinstance(found, list):
            raise bad(f"{name} must be an Array")
        return found

    def mapping(self, name: str) -> Json | None:
        """A JSON object parameter; None if it is missing."""
        found = self._json(name, f"can't parse {name} JSON object")
        if found is not None and not isinstance(found, dict):
            raise bad(f"object expected as {name.replace('_', ' ')}")
        return found

    def _json(self, name: str, refusal: str) -> Any:
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(refusal) from None


def number_in(thing: Json, name: str) -> int | None:
    """An integer inside a JSON object; None if it is missing or not an integer."""
    try:
        return int(thing[name])
    except (KeyError, TypeError, ValueError):
        return None
