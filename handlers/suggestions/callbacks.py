"""The buttons of suggestions: what waits for an answer, one of them, its answer."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class ListSuggestions(Button, frozen=True):
    """What waits, from behind this due time and row on; zeros are from the first."""

    tag: ClassVar[str] = "sg1"
    due_at: int
    after: int


class SeeSuggestion(Button, frozen=True):
    """One of them in full."""

    tag: ClassVar[str] = "sg2"
    suggestion_id: int


class AnswerSuggestion(Button, frozen=True):
    """Write its answer."""

    tag: ClassVar[str] = "sg3"
    suggestion_id: int
