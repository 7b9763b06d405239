"""Methods that change, delete and pin messages, and that answer presses."""

from collections.abc import Mapping
from typing import Any

from sandbox.chats.privacy import is_service
from sandbox.limits import (
    CALLBACK_ANSWER,
    CALLBACK_SECONDS,
    DELETE_SECONDS,
    DELETED_AT_ONCE,
    INLINE_ID_BYTES,
    INLINE_RESULTS,
    bad,
)
from sandbox.messages.copies import without_reply
from sandbox.messages.files import KINDS
from sandbox.methods import keyboards, reach, words
from sandbox.methods.call import Call
from sandbox.state import State
from sandbox.world import Chat, Json

_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(state: State, call: Call) -> Any:
    """Edit a text; buttons that are not sent again are removed."""
    content = words.text(call)
    preview = call.mapping("link_preview_options")
    if preview:
        content["link_preview_options"] = preview
    chat, message = _own(state, call)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    return _edited(state, call, chat, message, content, "text", "entities")


def edit_message_caption(state: State, call: Call) -> Any:
    """Edit a caption."""
    content = words.caption(call)
    chat, message = _own(state, call)
    if not KINDS & message.keys():
        raise bad("there is no caption in the message to edit")
    return _edited(state, call, chat, message, content, "caption", "caption_entities")


def edit_message_reply_markup(state: State, call: Call) -> Any:
    """Edit the buttons."""
    chat, message = _own(state, call)
    return _edited(state, call, chat, message, {})


def delete_message(state: State, call: Call) -> Any:
    """Delete a message, at most two days old."""
    chat = reach.writable(state, call)
    message = reach.message_in(chat, call, "message to delete not found")
    if not _can_delete(state, chat, message):
        raise bad("message can't be deleted for everyone")
    state.delete(chat.id, message["message_id"])
    return True


def delete_messages(state: State, call: Call) -> Any:
    """Delete several messages; skips those that are gone."""
    chat = reach.writable(state, call)
    numbers = call.listed("message_ids")
    if len(numbers) not in DELETED_AT_ONCE:
        raise bad("wrong number of message identifiers, there must be 1 to 100")
    for number in numbers:
        message = chat.messages.get(number)
        if message is not None and _can_delete(state, chat, message):
            state.delete(chat.id, number)
    return True


def pin_chat_message(state: State, call: Call) -> Any:
    """Pin a message, with a service message in the chat."""
    chat = reach.writable(state, call)
    message = reach.message_in(chat, call, "message to pin not found")
    _need_admin(chat, "not enough rights to manage pinned messages in the chat")
    number = message["message_id"]
    if number in chat.pinned:
        return True
    chat.pinned.append(number)
    news = {**state.base(chat, state.bot.user), "pinned_message": without_reply(message)}
    state.push({"message": state.keep(chat, news)})
    return True


def unpin_chat_message(state: State, call: Call) -> Any:
    """Unpin a message, or the one that was pinned last."""
    chat = reach.writable(state, call)
    _need_admin(chat, "not enough rights to manage pinned messages in the chat")
    number = call.number("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(number)
    return True


def answer_callback_query(state: State, call: Call) -> Any:
    """Answer a press; possible once, and only for a short time."""
    press = state.presses.get(call.text("callback_query_id"))
    if press is None or press.answer is not None or state.now() - press.at > CALLBACK_SECONDS:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text = call.text("text")
    if len(text) > CALLBACK_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    press.answer = {"text": text, "show_alert": call.flag("show_alert")}
    if call.text("url"):
        press.answer["url"] = call.text("url")
    told = {"type": "answer", "user": press.user, "chat": press.chat, "query_id": press.id}
    state.events.tell({**told, **press.answer})
    state.answered.set()
    return True


def answer_inline_query(state: State, call: Call) -> Any:
    """Answer an inline query with results."""
    query_id = call.text("inline_query_id")
    if state.inline.get(query_id, {}) is not None:  # unknown, or answered
        raise bad("query is too old and response timeout expired or query ID is invalid")
    results = call.listed("results")
    if len(results) > INLINE_RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    names = [str(result.get("id", "")) if isinstance(result, dict) else "" for result in results]
    if not all(1 <= len(name.encode()) <= INLINE_ID_BYTES for name in names):
        raise bad("RESULT_ID_INVALID")
    if len(set(names)) < len(names):
        raise bad("RESULT_ID_DUPLICATE")
    state.inline[query_id] = dict(call.params)
    return True


def _own(state: State, call: Call) -> tuple[Chat, Json]:
    chat = reach.writable(state, call)
    message = reach.message_in(chat, call, "message to edit not found")
    author = (message.get("from") or message["sender_chat"])["id"]
    if author not in {state.bot.user.id, chat.id if chat.type == "channel" else None}:
        raise bad("message can't be edited")
    if "forward_origin" in message or is_service(message):
        raise bad("message can't be edited")
    return chat, message


def _edited(
    state: State, call: Call, chat: Chat, message: Json, content: Json, *replaced: str
) -> Json:
    """Replace the content; refused if it is the same."""
    markup = keyboards.inline(call)
    gone = {*replaced, "reply_markup"}
    wanted = {key: value for key, value in message.items() if key not in gone} | content
    if markup is not None:
        wanted["reply_markup"] = markup
    if wanted == message:
        raise bad(_SAME)
    if content or replaced:
        wanted["edit_date"] = int(state.now())
    return state.replace(chat, wanted)


def _can_delete(state: State, chat: Chat, message: Json) -> bool:
    if state.now() - message["date"] > DELETE_SECONDS:
        return False
    is_own = message.get("from", {}).get("id") == state.bot.user.id
    return is_own or chat.type == "private" or chat.bot_admin


def _need_admin(chat: Chat, refusal: str) -> None:
    if chat.type != "private" and not chat.bot_admin:
        raise bad(refusal)


METHODS: Mapping[str, Any] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
