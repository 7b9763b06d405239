"""The data classes of the world: people, chats, messages, files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """A file: its name, claimed MIME type and bytes."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored file: its kind, download path and metadata.

    `known` is the file's JSON in a message without ids: size, width, duration and so on.
    """

    file: File
    kind: str
    file_id: str
    unique_id: str
    path: str
    known: Json


@dataclass(slots=True)
class User:
    """A person, or a bot. `hides` keeps their account out of forwarded messages.

    `about` says for the page who the person is, by the page's language: `en`, `zh-Hans`.
    """

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)
    is_bot: bool = False
    blocked: bool = False
    started: bool = False
    hides: bool = False
    deactivated: bool = False

    def wire(self) -> Json:
        """As Telegram writes it."""
        found: Json = {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return {key: value for key, value in found.items() if value is not None}


@dataclass(slots=True)
class Topic:
    """A topic of a forum; its id is that of the message that opened it."""

    id: int
    name: str
    icon_color: int
    closed: bool = False


@dataclass(slots=True)
class Chat:
    """A private chat, a group or a channel, with its messages.

    Messages are not mutated: an edit stores a new one under the same id, so that messages inside
    updates do not change.
    """

    id: int
    type: str
    title: str | None = None
    username: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    is_forum: bool | None = None
    members: list[int] = field(default_factory=list)
    bot_inside: bool = True
    bot_admin: bool = True
    bot_left: bool = False  # left by itself, was not removed
    bot_muted: bool = False
    messages: dict[int, Json] = field(default_factory=dict)
    keyboard: Json | None = None
    moved_to: int | None = None
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    seen: dict[int, int] = field(default_factory=dict)  # account → the last message it had seen

    def wire(self) -> Json:
        """As Telegram writes it."""
        found: Json = {
            "id": self.id,
            "type": self.type,
            "title": self.title,
            "username": self.username,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "is_forum": self.is_forum,
        }
        return {key: value for key, value in found.items() if value is not None}


@dataclass(slots=True)
class Bot:
    """The bot: its token, its queue of updates, its settings."""

    user: User
    token: str
    reads_groups: bool = False
    queue: list[tuple[float, Json]] = field(default_factory=list)  # with the time of arrival
    next_update: int = 1
    allowed: frozenset[str] = frozenset()  # empty: Telegram's default
    webhook: Json = field(default_factory=dict)
    polling: bool = False
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    descriptions: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)  # 0: the default


@dataclass(slots=True)
class Press:
    """A press of a button, until it is answered."""

    id: str
    user: int
    chat: int
    at: float
    answer: Json | None = None
