"""Raw updates: the types requested from Telegram, their JSON, their queue's key."""

import json
from typing import Any

import orjson
from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member", "inline_query")
PLACE = ("message_id", "date", "chat", "message_thread_id", "is_topic_message")


def lane_of(update: dict[str, Any]) -> str:
    """The key of an update's queue: the id of its sender, else of its chat, else `"0"`.

    It never raises: Telegram would resend an update that cannot be stored for ever.
    """
    for kind in ALLOWED:
        part = update.get(kind)
        if isinstance(part, dict):
            who = part.get("from") or part.get("chat")
            if isinstance(who, dict):
                return str(who.get("id", 0))
    return "0"


def body_of(update: dict[str, Any]) -> bytes:
    """An update as JSON to store; lone surrogates, which UTF-8 cannot encode, become `?`.

    Of a pressed button's message only ids and chat are kept: its text and keyboard are our own.
    """
    press = update.get("callback_query")
    if isinstance(press, dict) and isinstance(place := press.get("message"), dict):
        place = {name: place[name] for name in PLACE if name in place}
        update = {**update, "callback_query": {**press, "message": place}}
    try:
        return orjson.dumps(update)
    except TypeError:
        return json.dumps(update, ensure_ascii=False).encode("utf-8", "replace")


def update_of(raw: dict[str, Any], bot: Bot) -> Update:
    """An update as the library's object; a button press is built here, which is faster.

    The library would build a whole Message for the button's message, of which only ids are known.
    In a topic it still does, because InaccessibleMessage has no topic id.
    """
    press = raw.get("callback_query") or {}
    place = press.get("message") or {"is_topic_message": True}
    if place.get("is_topic_message"):
        return Update.de_json(raw, bot)
    query = CallbackQuery(
        id=press["id"],
        from_user=User.de_json(press["from"], bot),
        chat_instance=press["chat_instance"],
        message=InaccessibleMessage(
            chat=Chat.de_json(place["chat"], bot), message_id=place["message_id"]
        ),
        data=press.get("data"),
    )
    query.set_bot(bot)
    return Update(raw["update_id"], callback_query=query)
