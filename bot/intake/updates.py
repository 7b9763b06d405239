"""Updates as Telegram sends them: which kinds are asked for, their body, their queue."""

import json
from typing import Any

import orjson
from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member", "inline_query")
PLACE = ("message_id", "date", "chat", "message_thread_id", "is_topic_message")


def lane_of(update: dict[str, Any]) -> str:
    """Whose lane an update runs in: its sender's, else its chat's, else everybody's last one.

    It must give an answer whatever has come: an update that cannot be stored would be sent to us
    again for ever.
    """
    for kind in ALLOWED:
        part = update.get(kind)
        if isinstance(part, dict):
            who = part.get("from") or part.get("chat")
            if isinstance(who, dict):
                return str(who.get("id", 0))
    return "0"


def body_of(update: dict[str, Any]) -> bytes:
    """An update as JSON; halves of surrogate pairs, which no UTF-8 can hold, become a `?`.

    Of the message that a button was pressed in only its place is kept: what it says are our own
    words, and each press would bring them along.
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
    """An update as the library reads it; of a press, as most are, only what it is made of here.

    The library makes a message with a hundred empty fields of the place that is known of the
    button's message, which took a quarter of all reading. In a topic it is one all the same: a
    place has no topic.
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
