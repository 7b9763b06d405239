"""A case file that a lead has ordered: its states, and how long it stays in the chat."""

from enum import StrEnum

from msgspec import Struct

REMOVED_AFTER = 1800  # seconds until the file is removed from the chat: time to save it
DELETABLE = 47 * 3600  # seconds: Telegram lets a bot delete its messages for two days
RETRY = 60  # seconds until a message that could not be deleted is tried again
LEASE = 900  # seconds in which a file is built and sent
MOST_TRIES = 5  # of building: the store of the evidence may be away for a while
MOST_BYTES = 49_000_000  # the Bot API's limit for uploads, less the rest of the request


class FileState(StrEnum):
    """How far an ordered case file is."""

    ORDERED = "ordered"
    SENDING = "sending"  # handed to Telegram: never sent a second time
    SENT = "sent"  # in the chat until it is removed
    DONE = "done"  # removed from the chat
    FAILED = "failed"  # not handed out; the lead was told why


AT_WORK = frozenset({FileState.ORDERED, FileState.SENDING})
"""The file is not there yet; a second order waits."""


class Order(Struct, frozen=True, kw_only=True):
    """A lead's order: of which case, by whom, encrypted for which key ("" for none).

    Times are unix seconds. `message_id` is the message with the file.
    """

    id: int
    case_id: int
    who: str
    ordered_at: int
    state: FileState = FileState.ORDERED
    recipient: str = ""
    tries: int = 0
    message_id: int | None = None


class AuthorityAnswer(Struct, frozen=True, kw_only=True):
    """What an authority answered to a referral: the number and day of its receipt, and its words.

    `entered_at` in unix seconds; `who` entered it.
    """

    case_id: int
    receipt: str
    answer: str
    who: str
    entered_at: int
