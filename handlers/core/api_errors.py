"""Classifies every error of the Bot API: what it means for the message that was being sent."""

from datetime import timedelta
from enum import StrEnum
from math import ceil

from msgspec import Struct
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from usecases.delivery.retries import Failure


class Phase(StrEnum):
    """The stage of an HTTP call at which it failed."""

    POOL = "pool"  # waiting for a free connection
    CONNECT = "connect"  # DNS, TCP, TLS or proxy
    WRITE = "write"
    READ = "read"


class Fault(Exception):  # noqa: N818 - never raised, only set as `__cause__`
    """The `__cause__` of every NetworkError of our Telegram client; `kind` names the HTTP error.

    The HTTP library's own error is not kept as the cause: its text contains the URL with the token.
    """

    def __init__(self, phase: Phase, kind: str) -> None:
        super().__init__(f"{phase}: {kind}")
        self.phase = phase
        self.kind = kind


def was_sent(error: NetworkError) -> bool:
    """Whether the call may have reached Telegram; False only if it certainly did not.

    So True means "unknown" after a lost connection or a timeout, and "yes" if Telegram itself
    returned the error. An error without a `Fault` as its cause counts as unknown.
    """
    cause = error.__cause__
    return not (isinstance(cause, Fault) and cause.phase in (Phase.POOL, Phase.CONNECT))


class ApiAnswer(Struct, frozen=True, kw_only=True):
    """What an error means. `settled`: nothing left to do; otherwise `failure` says what failed.

    `after`: seconds to wait before the next try. `chat`: the group's new id. `fatal`: the bot's
    token is no longer valid.
    """

    settled: bool = False
    failure: Failure = Failure.NOT_SENT
    after: int = 0
    chat: int | None = None
    fatal: bool = False


_AS_WANTED = ("message is not modified", "topic_not_modified", "message to delete not found")
_TOO_LATE = ("query is too old", "query id is invalid")  # only the press can no longer be answered
_EDIT_LOST = ("message to edit not found", "message can't be edited", "message_id_invalid")
_TOPIC_LOST = ("thread not found", "topic_id_invalid", "topic_deleted")
_NO_TOPICS = ("not a forum", "forum_missing", "chat_admin_required")
_CHAT_LOST = (
    "chat not found",
    "user is deactivated",
    "not enough rights",
    "have no rights",
    "peer_id_invalid",
    "group chat was deactivated",
    "chat_write_forbidden",
    "bot was kicked",
)


def classify(error: TelegramError) -> ApiAnswer:
    """Classify an error of the library.

    BadRequest is a subclass of NetworkError, so it is checked first.
    """
    if isinstance(error, RetryAfter):
        return ApiAnswer(failure=Failure.NOT_SENT, after=max(1, ceil(seconds_of(error))))
    if isinstance(error, ChatMigrated):
        return ApiAnswer(chat=error.new_chat_id)
    if isinstance(error, InvalidToken):
        return ApiAnswer(fatal=True)
    if isinstance(error, Forbidden):
        return ApiAnswer(failure=Failure.GONE)
    if isinstance(error, BadRequest):
        return _bad_request(error.message.lower())
    if isinstance(error, NetworkError):
        return ApiAnswer(failure=Failure.UNKNOWN if was_sent(error) else Failure.NOT_SENT)
    return ApiAnswer(failure=Failure.UNKNOWN)  # a response that the library could not parse


def refuses_content(error: TelegramError) -> bool:
    """Whether Telegram, or a proxy in front of it, rejects the content itself, for any chat."""
    if isinstance(error, BadRequest):
        answer = classify(error)
        return not answer.settled and answer.failure is Failure.REFUSED
    return isinstance(error, NetworkError) and "entity too large" in error.message.lower()


def seconds_of(error: RetryAfter) -> float:
    """Seconds that Telegram asks to wait; the library gives a number or a timedelta."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def _bad_request(description: str) -> ApiAnswer:
    if any(part in description for part in (*_AS_WANTED, *_TOO_LATE)):
        return ApiAnswer(settled=True)
    if any(part in description for part in _EDIT_LOST):
        return ApiAnswer(failure=Failure.CARD_LOST)
    if (failure := _about_topic(description)) is not None:
        return ApiAnswer(failure=failure)
    if any(part in description for part in _CHAT_LOST):
        return ApiAnswer(failure=Failure.GONE)
    return ApiAnswer(failure=Failure.REFUSED)


def _about_topic(description: str) -> Failure | None:
    """The failure if the error is about topics only, else None.

    Checked before the errors about the chat: without its topics, the group itself still works.
    """
    if any(part in description for part in _TOPIC_LOST):
        return Failure.TOPIC_LOST
    if "topic_closed" in description:
        return Failure.TOPIC_CLOSED
    rights = "not enough rights" in description and "topic" in description
    if rights or any(part in description for part in _NO_TOPICS):
        return Failure.NO_TOPICS
    return None
