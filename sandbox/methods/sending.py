"""Send a message of the bot to a chat, with its common parameters."""

from sandbox.limits import bad
from sandbox.messages.copies import without_reply
from sandbox.methods import keyboards, reach
from sandbox.methods.call import Call, number_in
from sandbox.state import State
from sandbox.world import Chat, Json


def send(state: State, call: Call, chat: Chat, content: Json) -> Json:
    """Put the bot's message into a chat."""
    along = {**reach.thread_in(chat, call), **_reply(chat, call), **_options(call)}
    markup = keyboards.markup(call)
    message = {**state.base(chat, state.bot.user), **content, **along}
    if markup and markup.get("inline_keyboard"):
        message["reply_markup"] = markup
    if chat.type == "channel":
        del message["from"]
        message["sender_chat"] = chat.wire()
    state.keep(chat, message)
    if markup and "inline_keyboard" not in markup:
        chat.keyboard = markup if "keyboard" in markup else None
        user = chat.id if chat.type == "private" else None
        state.events.tell({"type": "keyboard", "chat": chat.id, "user": user})
    return message


def _reply(chat: Chat, call: Call) -> Json:
    wanted = call.mapping("reply_parameters") or {}
    number = number_in(wanted, "message_id") or call.number("reply_to_message_id")
    if not number:
        return {}
    original = chat.messages.get(number)
    if original is not None:
        return {"reply_to_message": without_reply(original)}
    if wanted.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply"):
        return {}
    raise bad("message to be replied not found")


def _options(call: Call) -> Json:
    found: Json = {}
    if call.flag("protect_content"):
        found["has_protected_content"] = True
    preview = call.mapping("link_preview_options")
    if preview:
        found["link_preview_options"] = preview
    effect = call.text("message_effect_id")
    if effect:
        found["effect_id"] = effect
    return found
