"""What differs between two versions of something published, and the history of such changes."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from msgspec import Struct

T = TypeVar("T")

SYSTEM = "system"
"""The author of what no person did: a file was imported, or a scheduled job ran."""

Changes = Mapping[str, tuple[str, str]]
"""Old and new value by field, each as the text that is shown."""


class Change(Struct, frozen=True, kw_only=True):
    """A change in a history; `id` is the cursor of pages, `at` unix seconds."""

    id: int
    verb: str
    changes: Changes
    who: str
    at: int


def differing(fields: Mapping[str, Callable[[T], Any]], old: T | None, new: T) -> Changes:
    """The fields whose text differs; without an old version all that are not empty."""
    read = {name: (show(old) if old else "", show(new)) for name, show in fields.items()}
    return {name: pair for name, pair in read.items() if pair[0] != pair[1]}
