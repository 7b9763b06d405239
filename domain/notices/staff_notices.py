"""Notices to staff about a unit, suggestions or broadcasts, and to admins."""

from typing import ClassVar, Literal

from msgspec import field

from domain.notices.notice import Notice
from domain.troubles import Trouble


class UnitNotice(Notice, frozen=True, kw_only=True):
    """Something about a unit, for whoever reads its cases."""


class OnCallNotice(UnitNotice, frozen=True, kw_only=True, tag="on_call"):
    """You are on call."""


class OffCallNotice(UnitNotice, frozen=True, kw_only=True, tag="off_call"):
    """You are on call no longer."""


class DeputyNamedNotice(UnitNotice, frozen=True, kw_only=True, tag="deputy_named"):
    """You stand in for the unit's lead."""

    until: int


class DeputyEndedNotice(UnitNotice, frozen=True, kw_only=True, tag="deputy_ended"):
    """You stand in for the lead no longer."""


class CasesCameNotice(UnitNotice, frozen=True, kw_only=True, tag="cases_came"):
    """So many cases came from unit `start`, which is closed."""

    start: str
    count: int


class FloodNotice(UnitNotice, frozen=True, kw_only=True, tag="flood"):
    """So many reports wait in the unit's quarantine."""

    count: int = 0


class QuarantineLeftNotice(UnitNotice, frozen=True, kw_only=True, tag="quarantine_left"):
    """Reports have left the unit's quarantine."""

    count: int = 0


class LeadNotice(UnitNotice, frozen=True, kw_only=True):
    """Something about a unit, for its leads."""


class DeputyOverNotice(LeadNotice, frozen=True, kw_only=True, tag="deputy_over"):
    """Whoever stood in for the lead does so no longer."""

    name: str


class GroupLostNotice(LeadNotice, frozen=True, kw_only=True, tag="group_lost"):
    """The unit's group cannot be written to."""


class GroupReleasedNotice(LeadNotice, frozen=True, kw_only=True, tag="group_released"):
    """Whoever connected the group may not do so any more."""


class TopicsLostNotice(LeadNotice, frozen=True, kw_only=True, tag="topics_lost"):
    """The group has no topics any more."""


class SuggestionNotice(Notice, frozen=True, kw_only=True):
    """Something about a suggestion, for whoever may answer it."""

    suggestion: int


class SuggestionCameNotice(SuggestionNotice, frozen=True, kw_only=True, tag="suggestion_came"):
    """A suggestion has come in."""


class SuggestionLateNotice(SuggestionNotice, frozen=True, kw_only=True, tag="suggestion_late"):
    """A suggestion was not answered in time."""


class BroadcastNotice(Notice, frozen=True, kw_only=True):
    """Something about a broadcast, for admins."""

    broadcast: int


class BroadcastWantedNotice(BroadcastNotice, frozen=True, kw_only=True, tag="broadcast_wanted"):
    """A broadcast waits for approval."""


class BroadcastMovedNotice(BroadcastNotice, frozen=True, kw_only=True, tag="broadcast_moved"):
    """Another admin did something with your broadcast."""


class BroadcastEndedNotice(BroadcastNotice, frozen=True, kw_only=True, tag="broadcast_ended"):
    """A broadcast is over."""


class BroadcastStumbledNotice(BroadcastNotice, frozen=True, kw_only=True, tag="broadcast_stumbled"):
    """A broadcast has stopped by itself."""


class BroadcastLapsedNotice(BroadcastNotice, frozen=True, kw_only=True, tag="broadcast_lapsed"):
    """A broadcast was not sent: one of the two who answer for it is no admin any more."""


class BroadcastCardNotice(BroadcastNotice, frozen=True, kw_only=True, tag="broadcast_card"):
    """The message that shows a broadcast, edited in place; `rate` is sent messages a second."""

    rate: float = 0


class CaseDigestNotice(Notice, frozen=True, kw_only=True, tag="case_digest"):
    """Many pieces of news about cases in one message; what they are is loaded when it is sent.

    `why`: it is the time for a digest, quiet hours are over, or much came at once.
    """

    why: Literal["digest", "quiet", "burst"] = "digest"


class PrivateCardNotice(Notice, frozen=True, kw_only=True, tag="private_card"):
    """The card of a case in a private chat, edited in place; whoever lost access is told there.

    `message` is the message to edit.
    """

    guarded: ClassVar[bool] = False
    message: int = 0  # 0 was queued before each message followed: nothing is sent


class AdminNotice(Notice, frozen=True, kw_only=True):
    """Something about the whole channel, for admins."""


class JournalHeadNotice(AdminNotice, frozen=True, kw_only=True, tag="journal_head"):
    """The journal's last entry of today, to be kept elsewhere."""

    count: int
    head: str


class TroubleNotice(AdminNotice, frozen=True, kw_only=True, tag="trouble"):
    """The channel is not well."""

    what: Trouble


class TroubleOverNotice(AdminNotice, frozen=True, kw_only=True, tag="trouble_over"):
    """The channel is well again."""

    what: Trouble


class PutAsideNotice(AdminNotice, frozen=True, kw_only=True, tag="put_aside"):
    """Updates were put aside after three failures; `count` of them in all."""

    count: int


class HotlineNotice(Notice, frozen=True, kw_only=True):
    """A change of how the public reaches an office; `by` is the admin's name."""

    unit: str
    by: str
    names: dict[str, str] = field(default_factory=dict)  # of a unit that may not be stored yet


class HotlineProposedNotice(HotlineNotice, frozen=True, kw_only=True, tag="hotline_proposed"):
    """A change waits for a second admin."""


class HotlineChangedNotice(HotlineNotice, frozen=True, kw_only=True, tag="hotline_changed"):
    """The public directory was changed: old and new value by field."""

    changes: dict[str, tuple[str, str]] = field(default_factory=dict)


class CategoryNotice(Notice, frozen=True, kw_only=True):
    """A change of a category or a rule, by its key; `by` is the name of who made it."""

    category: str
    by: str
    names: dict[str, str] = field(default_factory=dict)  # of a category that may not be stored yet


class CategoryProposedNotice(CategoryNotice, frozen=True, kw_only=True, tag="category_proposed"):
    """A change waits for a second admin."""


class CategoryChangedNotice(CategoryNotice, frozen=True, kw_only=True, tag="category_changed"):
    """A category or a rule was changed: the names of the values that differ."""

    fields: tuple[str, ...] = ()


class HotlinesStaleNotice(AdminNotice, frozen=True, kw_only=True, tag="hotlines_stale"):
    """Directory entries were not checked for too long: `count` in all, the first `units` named."""

    units: tuple[str, ...]
    count: int
