"""The body of a webhook call, read strictly: an update in the shape that Telegram sends.

Whoever knows the secret may still send anything. What is refused here is never stored, and no
error about it says what was in it.
"""

import json
from collections.abc import Iterable
from math import isfinite
from typing import Annotated, Any, NoReturn

import msgspec
from msgspec import Meta, Struct

MOST_DEPTH = 64  # objects and lists within each other; Telegram's have about ten
LARGEST = 2**63 - 1  # a number that the databases keep
MOST_DIGITS = 20

_Number = Annotated[int, Meta(ge=-LARGEST, le=LARGEST)]


class _Account(Struct, kw_only=True):
    id: _Number
    is_bot: bool = False
    first_name: str = ""
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None


class _Chat(Struct, kw_only=True):
    id: _Number
    type: str = ""
    title: str | None = None
    is_forum: bool = False


class _Entity(Struct, kw_only=True):
    type: str
    offset: _Number
    length: _Number
    url: str | None = None
    user: _Account | None = None


class _Message(Struct, kw_only=True, rename={"sender": "from"}):
    message_id: _Number
    date: _Number = 0
    chat: _Chat
    sender: _Account | None = None
    sender_chat: _Chat | None = None
    via_bot: _Account | None = None
    message_thread_id: _Number | None = None
    media_group_id: str | None = None
    text: str | None = None
    caption: str | None = None
    entities: list[_Entity] = []
    caption_entities: list[_Entity] = []
    photo: list[dict[str, Any]] = []
    document: dict[str, Any] | None = None
    contact: dict[str, Any] | None = None
    forward_origin: dict[str, Any] | None = None
    reply_to_message: dict[str, Any] | None = None


class _Press(Struct, kw_only=True, rename={"sender": "from"}):
    id: str
    sender: _Account
    chat_instance: str
    message: _Message | None = None
    data: str | None = None


class _Inline(Struct, kw_only=True, rename={"sender": "from"}):
    id: str
    sender: _Account
    query: str
    offset: str


class _Standing(Struct, kw_only=True, rename={"sender": "from"}):
    chat: _Chat
    sender: _Account
    date: _Number
    old_chat_member: dict[str, Any]
    new_chat_member: dict[str, Any]


class _Update(Struct, kw_only=True):
    """The parts of an update that decide who is served, where, and with which words."""

    update_id: Annotated[int, Meta(ge=0, le=LARGEST)]
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Press | None = None
    inline_query: _Inline | None = None
    my_chat_member: _Standing | None = None


def read_update(body: bytes) -> dict[str, Any] | None:
    """The update in the body of a call; None for anything that Telegram would not send.

    That is: no UTF-8, no JSON, a name twice in one object, numbers beyond 64 bits, more than
    MOST_DEPTH levels, or another type where the shape names one.
    """
    try:
        found = json.loads(
            body.decode(),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_decimal,
            parse_constant=_refuse,
        )
        msgspec.convert(found, _Update)
    except (ValueError, RecursionError, msgspec.ValidationError):
        return None
    assert isinstance(found, dict)
    whole = type(found["update_id"]) is int and _is_shallow(found)
    return found if whole else None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name comes twice")
    return found


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS or abs(found := int(digits)) > LARGEST:
        raise ValueError("too large a number")
    return found


def _decimal(said: str) -> float:
    found = float(said)
    if not isfinite(found):
        raise ValueError("too large a number")
    return found


def _refuse(_name: str) -> NoReturn:
    raise ValueError("no number of JSON's")


def _is_shallow(whole: dict[str, Any]) -> bool:
    level: list[Any] = [whole]
    for _ in range(MOST_DEPTH):
        level = [each for part in level for each in _within(part)]
        if not level:
            return True
    return False


def _within(part: Any) -> Iterable[Any]:
    match part:
        case dict():
            return part.values()
        case list():
            return part
        case _:
            return ()
