"""Notices about removal requests: to the site's people, and to the staff of the case."""

from typing import Literal

from domain.notices.notice import Notice
from domain.notices.reporter_notices import ReporterNotice

News = Literal["done", "gone", "passed_up", "still_there", "back"]
Why = Literal["asked", "reminded", "ordered", "still_there", "back", "settled"]


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

    `news`: the addressee says that it is done, a person saw it gone, it was refused or late and
    was passed up to `unit`, a person saw it still there, it is back. `ask` is what was asked for.
    `unit` and `provider` are as in `ActingNotice`; `removed_at` is when it was gone, `by` when the
    next answer is due; unix seconds.
    """

    news: News
    ask: str
    unit: str = ""
    provider: str = ""
    removed_at: int | None = None
    by: int | None = None
