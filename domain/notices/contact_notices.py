"""Notices about requests to see a reporter's contact, and the contact itself."""

from typing import ClassVar

from msgspec import Struct

from domain.notices.notice import Notice


class RequestNotice(Notice, frozen=True, kw_only=True):
    """Something about a request to see a contact."""

    request: int


class IdentityWantedNotice(RequestNotice, frozen=True, kw_only=True, tag="identity_wanted"):
    """A custodian is asked."""


class RequestAnswerNotice(RequestNotice, frozen=True, kw_only=True):
    """What came of a request, to whoever asked."""


class IdentityGrantedNotice(RequestAnswerNotice, frozen=True, kw_only=True, tag="identity_granted"):
    """The custodian said yes."""


class IdentityRefusedNotice(RequestAnswerNotice, frozen=True, kw_only=True, tag="identity_refused"):
    """The custodian said no."""


class IdentityLapsedNotice(RequestAnswerNotice, frozen=True, kw_only=True, tag="identity_lapsed"):
    """Nobody answered in time."""


class IdentityUncertainNotice(
    RequestAnswerNotice, frozen=True, kw_only=True, tag="identity_uncertain"
):
    """Nobody can say whether the contact came through."""


class IdentityNotWipedNotice(RequestNotice, frozen=True, kw_only=True, tag="identity_not_wiped"):
    """The message with the contact could not be deleted: its reader is to do it."""

    guarded: ClassVar[bool] = False


class IdentityNotice(RequestNotice, frozen=True, kw_only=True, tag="identity"):
    """The contact itself. Never sent twice: a copy that nobody knows of could not be wiped."""

    guarded: ClassVar[bool] = False


class WipeNotice(RequestNotice, frozen=True, kw_only=True, tag="wipe"):
    """Says nothing: deletes the message that shows a contact, which can be done until then."""

    guarded: ClassVar[bool] = False
    message: int
    until: int


class DigestRow(Struct, frozen=True, kw_only=True):
    """What one member of staff asked for, and what came of it."""

    name: str
    asked: int = 0
    granted: int = 0
    refused: int = 0
    shown: int = 0


class IdentityDigestNotice(Notice, frozen=True, kw_only=True, tag="identity_digest"):
    """To a lead: who asked for contacts of the unit's reporters since then; never a contact."""

    unit: str
    since: int
    rows: tuple[DigestRow, ...]
