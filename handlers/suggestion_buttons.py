"""The buttons of suggestions: what waits for an answer, one of them, its answer."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class ListSuggestions(Button):
    """What waits, from behind this due time and row on; zeros are from the first."""

    tag: ClassVar[str] = "sg1"
    due_at: int
    after: int


@dataclass(frozen=True, slots=True)
class SeeSuggestion(Button):
    """One of them in full."""

    tag: ClassVar[str] = "sg2"
    suggestion_id: int


@dataclass(frozen=True, slots=True)
class AnswerSuggestion(Button):
    """Write its answer."""

    tag: ClassVar[str] = "sg3"
    suggestion_id: int
