"""Suggestions: criticism and ideas about the reporting work, and the answers."""

from msgspec import Struct

MAX_TEXT = 4000  # characters, as of a report
KEPT_DAYS = 730
"""How long after the answer both texts are kept; the row stays."""


class Suggestion(Struct, frozen=True, kw_only=True):
    """One suggestion. `tail` is the end of its code; the times are unix seconds.

    `text` and `answer` are empty once erased; `answered_at` is set if there was an answer,
    `due_at` is its deadline.
    """

    id: int
    unit: str
    tail: str
    locale: str
    text: str
    filed_at: int
    due_at: int | None = None
    answer: str = ""
    answered_at: int | None = None
