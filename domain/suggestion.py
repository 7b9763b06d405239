"""Criticism and ideas about the reporting work: what somebody wrote, and what was answered."""

from msgspec import Struct

MAX_TEXT = 4000  # characters, as of a report
KEPT_DAYS = 730
"""So long after the answer both are kept in words; that there was one stays."""


class Suggestion(Struct, frozen=True, kw_only=True):
    """One suggestion. `tail` is the end of its code; the moments are unix seconds.

    `text` and `answer` are empty once they were forgotten; `answered_at` says whether there was
    an answer, `due_at` by when there is to be one.
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
