"""Button payloads of suggestions."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class ListSuggestions(Button, frozen=True):
    """A page of open suggestions, after this deadline and row; zeros for the first page."""

    tag: ClassVar[str] = "sg1"
    due_at: int
    after: int


class SeeSuggestion(Button, frozen=True):
    """Show one suggestion in full."""

    tag: ClassVar[str] = "sg2"
    suggestion_id: int


class AnswerSuggestion(Button, frozen=True):
    """Open the form to answer a suggestion."""

    tag: ClassVar[str] = "sg3"
    suggestion_id: int
