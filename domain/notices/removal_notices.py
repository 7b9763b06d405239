"""Notices about removal requests: to the site's people, and to the staff of the case."""

from typing import Literal

from domain.notices.notice import Notice

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
