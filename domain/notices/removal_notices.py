"""Notices about removal requests: to the site's people, and to the staff of the case."""

from enum import StrEnum
from typing import Literal

from domain.notices.notice import Notice
from domain.notices.reporter_notices import ReporterNotice

Why = Literal["asked", "reminded", "ordered", "still_there", "back", "new_time", "settled"]


class News(StrEnum):
    """What reporters are told about a request; the words are variants of `notice-removal_told`."""

    DONE = "done"  # the addressee says that it is done
    NOT_DONE = "not_done"  # the addressee takes "done" back
    NOW_REFUSED = "now_refused"  # the same, and refuses
    GONE = "gone"  # a person saw it gone
    CHANGED = "changed"  # a person saw it changed, and not gone
    PASSED_UP = "passed_up"  # it was refused or late: the unit above decides what follows
    STILL_THERE = "still_there"  # a person saw it still there
    BACK = "back"


class RemovalNotice(Notice, frozen=True, kw_only=True):
    """Something about a removal request."""

    removal: int


class RemovalAskedNotice(RemovalNotice, frozen=True, kw_only=True, tag="removal_asked"):
    """Something is asked of the addressee: as a card to its people, else as a letter by mail.

    `why`: asked for the first time, reminded at half time, ordered by the unit above, asked again
    because it was still there or came back, or settled: no longer asked.
    """

    why: Why = "asked"


class RemovalNewsNotice(RemovalNotice, frozen=True, kw_only=True, tag="removal_news"):
    """To the staff of the case: an answer came, or none in time."""


class RemovalStuckNotice(RemovalNotice, frozen=True, kw_only=True, tag="removal_stuck"):
    """To the leads above the addressee: it refused or did not answer, and they may order it."""


class RemovalToldNotice(ReporterNotice, frozen=True, kw_only=True, tag="removal_told"):
    """To reporters: what became of a removal request.

    `ask` is what was asked for. `unit` and `provider` are as in `ActingNotice`, but `unit` is the
    unit above where it was passed up, and empty if there is none. `removed_at` is when it was
    gone, `by` when the next answer is due; unix seconds. Not `sent`: it is asked for again by a
    letter that has yet to leave.
    """

    news: News
    ask: str
    unit: str = ""
    provider: str = ""
    removed_at: int | None = None
    by: int | None = None
    sent: bool = True
