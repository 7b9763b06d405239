"""Telegram's limits, and errors with its messages."""

from dataclasses import dataclass
from typing import Any

TEXT = 4096
CAPTION = 1024
ENTITIES = 100
CALLBACK_DATA_BYTES = 64
ROW_BUTTONS = 8
ALL_BUTTONS = 100
COPIED_TEXT = 256
CALLBACK_ANSWER = 200
CALLBACK_SECONDS = 150
DELETE_SECONDS = 48 * 3600
UPDATE_SECONDS = 24 * 3600  # Telegram keeps updates for a day
DOWNLOAD_BYTES = 20 * 1024 * 1024
UPLOAD_BYTES = 50 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024
ALBUM = range(2, 11)
DELETED_AT_ONCE = range(1, 101)
COMMANDS = 100
COMMAND = 32
COMMAND_DESCRIPTION = 256
DESCRIPTION = 512
SHORT_DESCRIPTION = 120
NAME = 64
TOPIC_NAME = 128
UPDATES = 100
POLL_SECONDS = 50
SECRET = 256
INLINE_RESULTS = 50
INLINE_ID_BYTES = 64


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the Bot API: HTTP status, JSON, and delay in seconds."""

    status: int
    body: dict[str, Any]
    seconds: float = 0.0

    @classmethod
    def ok(cls, result: Any) -> "Reply":
        """A successful answer."""
        return cls(200, {"ok": True, "result": result})


class Fault(Exception):  # noqa: N818 - an answer of the Bot API
    """A call that Telegram refuses."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def reply(self) -> Reply:
        """The error as an answer of the Bot API."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.status,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return Reply(self.status, body)


def bad(description: str) -> Fault:
    """400 with Telegram's prefix."""
    return Fault(400, f"Bad Request: {description}")


def forbidden(description: str) -> Fault:
    """403 with Telegram's prefix."""
    return Fault(403, f"Forbidden: {description}")


def conflict(description: str) -> Fault:
    """409 with Telegram's prefix."""
    return Fault(409, f"Conflict: {description}")
