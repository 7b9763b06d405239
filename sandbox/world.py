"""Who and what there is: people, chats, messages, files; plain values, no behaviour."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class File:
    """A file on its way in or out: its name, what it claims to be, its bytes."""

    name: str
    mime: str
    data: bytes


@dataclass(slots=True)
class User:
    """A person, or a bot. `blocked` holds the bots that this person has blocked."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    about: str = ""
    is_bot: bool = False
    blocked: bool = False
    started: bool = False

    def wire(self) -> dict[str, Any]:
        """As Telegram writes it."""
        found: dict[str, Any] = {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return {key: value for key, value in found.items() if value is not None}


@dataclass(slots=True)
class Chat:
    """A private chat, a group or a channel, with everything written in it."""

    id: int
    type: str
    title: str | None = None
    username: str | None = None
    first_name: str | None = None
    members: list[int] = field(default_factory=list)
    bot_inside: bool = True
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    keyboard: dict[str, Any] | None = None
    moved_to: int | None = None

    def wire(self) -> dict[str, Any]:
        """As Telegram writes it."""
        found: dict[str, Any] = {
            "id": self.id,
            "type": self.type,
            "title": self.title,
            "username": self.username,
            "first_name": self.first_name,
        }
        return {key: value for key, value in found.items() if value is not None}


@dataclass(slots=True)
class Bot:
    """The bot: its token, its queue of updates, what it set."""

    user: User
    token: str
    queue: list[dict[str, Any]] = field(default_factory=list)
    next_update: int = 1
    webhook: dict[str, Any] = field(default_factory=dict)
    polling: bool = False
    commands: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    descriptions: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass(slots=True)
class Press:
    """A press of a button, until it is answered."""

    id: str
    user: int
    chat: int
    at: float
    answer: dict[str, Any] | None = None
