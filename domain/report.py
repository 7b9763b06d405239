"""A report: identity mode, channel, evidence files, and what its reporter may see of it."""

from enum import StrEnum

from msgspec import Struct

from domain.misuse import Quarantine
from domain.status import Status


class IdentityMode(StrEnum):
    """How a reporter is known to staff; the words are `identity-<value>`. Anonymous is first."""

    ANONYMOUS = "anonymous"
    CONFIDENTIAL = "confidential"
    REAL_NAME = "real_name"


class Channel(StrEnum):
    """How a report came in; the last three are entered by staff."""

    TELEGRAM = "telegram"
    PHONE = "phone"
    EMAIL = "email"
    WALK_IN = "walk_in"


class EvidenceState(StrEnum):
    """The state of a file; it is offered until what it was sent along with is filed or sent."""

    OFFERED = "offered"
    WANTED = "wanted"
    KEPT = "kept"
    REFUSED = "refused"
    DROPPED = "dropped"  # its draft is gone; stored bytes must be erased


_PRECISE_BITS = 3


def rounded(size: int) -> int:
    """A file's size rounded up by at most an eighth, so that it is shared by many files."""
    step = 1 << max(0, size.bit_length() - _PRECISE_BITS - 1)
    return -(-size // step) * step


class Reached(StrEnum):
    """Delivery state of a notice to a reporter; the words are `reached-<value>`, the worst last."""

    DELIVERED = "delivered"
    ON_ITS_WAY = "on_its_way"
    UNCERTAIN = "uncertain"  # it is not known whether it arrived
    BLOCKED = "blocked"  # the reporter cannot be written to
    LOST = "lost"  # it could not be sent


MAX_FILES = 20  # for one report
MAX_FILE_BYTES = 20 * 1024 * 1024  # the Bot API's limit for downloads
MAX_WORDS = 4000  # characters; leaves room for our own lines in a message
MAX_LINKS = 20
MAX_POSTS = 20
MAX_MATERIAL = 16_000  # characters that one report's texts may have together: four messages


class Evidence(Struct, frozen=True, kw_only=True):
    """A file of a report, or the reason why it was refused.

    `sha256` is of the bytes as received; `mime` is detected from them, not what was claimed.
    `journal_case` is the row id of the case whose journal got the digest when the file was stored,
    0 for a file of an earlier release.
    """

    id: int
    kind: str  # photo, document, video, voice, audio, animation, video_note
    state: EvidenceState
    received_at: int
    size: int = 0
    mime: str = ""
    name: str = ""
    sha256: str = ""
    album: str = ""
    refused_reason: str = ""
    journal_case: int = 0


class Report(Struct, frozen=True, kw_only=True):
    """One reporter's report as its reporter may see it; `tail` stands for the query code.

    `untold_at` is since when there is news that could not be sent to the reporter, unix seconds.
    `joined_at`: when it was joined to a case that others had reported before.
    `waits`: why its case is in quarantine; `waits_until`: until when, if that is known.
    """

    id: int
    case_id: int
    tail: str
    status: Status
    unit: str
    category: str
    locale: str
    submitted_at: int
    subcategory: str = ""
    due_at: int | None = None
    overdue_level: int = 0
    escalated_to: str | None = None
    withdrawn_at: int | None = None
    joined_at: int | None = None
    rating: int | None = None
    outcome: str | None = None
    appeal_until: int | None = None
    appealed: bool = False
    alias: str = ""
    danger: bool = False
    waits: Quarantine | None = None
    waits_until: int | None = None
    identity_mode: IdentityMode = IdentityMode.ANONYMOUS
    channel: Channel = Channel.TELEGRAM
    untold_at: int | None = None
