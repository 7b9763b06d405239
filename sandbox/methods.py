"""The Bot API's methods: what each wants, does and answers; refusals in Telegram's words."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox import html, typed
from sandbox.limits import (
    ALBUM,
    ALL_BUTTONS,
    CALLBACK_ANSWER,
    CALLBACK_DATA_BYTES,
    CALLBACK_SECONDS,
    CAPTION,
    COMMAND_DESCRIPTION,
    COMMANDS,
    DESCRIPTION,
    DOWNLOAD_BYTES,
    ROW_BUTTONS,
    SHORT_DESCRIPTION,
    TEXT,
    UPLOAD_BYTES,
    Fault,
    bad,
    forbidden,
)
from sandbox.world import Bot, Chat, File

if TYPE_CHECKING:
    from sandbox.telegram import Telegram

_MARKUPS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")


@dataclass(frozen=True, slots=True)
class Call:
    """The parameters of one call, as they came: JSON inside strings is read when asked for."""

    params: dict[str, Any]
    files: dict[str, File]

    def get(self, name: str) -> Any:
        """A parameter, its JSON read; None where it is missing."""
        value = self.params.get(name)
        if isinstance(value, str) and value[:1] in {"{", "["}:
            try:
                return json.loads(value)
            except ValueError:
                return value
        return value

    def text(self, name: str) -> str | None:
        """A parameter that is text, whatever it looks like."""
        value = self.params.get(name)
        return None if value is None else str(value)

    def flag(self, name: str) -> bool:
        """A parameter that is true or false."""
        return self.params.get(name) in {True, "true", "True", "1", 1}

    def number(self, name: str, missing: str) -> int:
        """A parameter that is a number and must be there."""
        try:
            return int(self.params[name])
        except (KeyError, TypeError, ValueError):
            raise bad(missing) from None


def _chat(tg: "Telegram", call: Call) -> Chat:
    """The chat to write in, where the bot may."""
    if call.params.get("chat_id") in {None, ""}:
        raise bad("chat_id is empty")
    try:
        chat = tg.chats.get(int(call.params["chat_id"]))
    except (TypeError, ValueError):
        chat = None
    if chat is None:
        raise bad("chat not found")
    if chat.moved_to is not None:
        raise Fault(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.moved_to,
        )
    if chat.type == "private":
        user = tg.users[chat.id]
        if user.blocked:
            raise forbidden("bot was blocked by the user")
        if not user.started:
            raise forbidden("bot can't initiate conversation with a user")
    elif not chat.bot_inside:
        raise forbidden("bot was kicked from the group chat")
    return chat


def _words(call: Call, name: str, most: int, entities: str) -> dict[str, Any]:
    """A text or caption, its entities parsed; refused where it is empty or too long."""
    source = call.text(name) or ""
    mode = (call.text("parse_mode") or "").lower()
    if mode not in {"", "html"}:
        raise bad("unsupported parse_mode")
    if mode == "html":
        text, marked = html.parse(source)
        found = marked + [each for each in typed.entities(text) if not _within(each, marked)]
        found.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    else:
        text, found = source.strip(), call.get(entities) or typed.entities(source.strip())
    if name == "text" and not text:
        raise bad("message text is empty")
    if html.units(text) > most:
        raise bad("message is too long" if name == "text" else "message caption is too long")
    return {name: text, **({entities: found} if found else {})}


def _within(entity: dict[str, Any], marked: list[dict[str, Any]]) -> bool:
    """Whether something stands in code or in a link, where Telegram looks for nothing more."""
    end = entity["offset"] + entity["length"]
    return any(
        entity["offset"] < other["offset"] + other["length"] and other["offset"] < end
        for other in marked
        if other["type"] in {"code", "pre", "text_link"}
    )


def _markup(call: Call) -> dict[str, Any] | None:
    """The keyboard, within its limits."""
    markup = call.get("reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict) or not any(key in markup for key in _MARKUPS):
        raise bad("object expected as reply markup")
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    if sum(map(len, rows)) > ALL_BUTTONS or any(len(row) > ROW_BUTTONS for row in rows):
        raise bad("reply markup is too long")
    for button in (button for row in markup.get("inline_keyboard", []) for button in row):
        if not str(button.get("text", "")).strip():
            raise bad(
                "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
            )
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= CALLBACK_DATA_BYTES:
            raise bad("BUTTON_DATA_INVALID")
        if data is None and not any(
            key in button
            for key in (
                "url",
                "switch_inline_query",
                "copy_text",
                "web_app",
                "switch_inline_query_current_chat",
            )
        ):
            raise bad(
                "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
            )
    return markup


def _send(tg: "Telegram", bot: Bot, chat: Chat, call: Call, body: dict[str, Any]) -> dict[str, Any]:
    """A message of the bot, with everything that goes along with one."""
    markup = _markup(call)
    message = {**tg._base(chat), "from": bot.user.wire(), **body}  # noqa: SLF001 - one world
    reply = call.get("reply_parameters") or {}
    if reply.get("message_id") in chat.messages:
        message["reply_to_message"] = chat.messages[reply["message_id"]]
    elif reply and not reply.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    if call.flag("protect_content"):
        message["has_protected_content"] = True
    preview = call.get("link_preview_options")
    if preview:
        message["link_preview_options"] = preview
    if markup and "inline_keyboard" in markup:
        message["reply_markup"] = markup
    elif markup is not None:
        chat.keyboard = markup if "keyboard" in markup else None
        tg.events.tell({"type": "keyboard", "chat": chat.id, "user": chat.id})
    return tg._keep(chat, message)  # noqa: SLF001


def _incoming(tg: "Telegram", call: Call, name: str) -> tuple[File, dict[str, Any]]:
    """A file that the bot sends: uploaded now, or one that is there already."""
    value = call.params.get(name)
    file = call.files.get(name)
    if isinstance(value, str) and value.startswith("attach://"):
        file = call.files.get(value.removeprefix("attach://"))
    if file is not None:
        if len(file.data) > UPLOAD_BYTES:
            raise Fault(413, "Request Entity Too Large")
        if not file.data:
            raise bad("file must be non-empty")
        return file, {}
    if isinstance(value, str) and value in tg.files:
        return tg.files[value], {}
    raise bad("wrong file identifier/HTTP URL specified")


def _file_body(tg: "Telegram", call: Call, kind: str) -> dict[str, Any]:
    file, _ = _incoming(tg, call, kind)
    body: dict[str, Any]
    if kind == "photo":
        body = {"photo": tg._photo(file)}  # noqa: SLF001
    else:
        body = {kind: tg.described(kind, file)}
    if call.text("caption"):
        body |= _words(call, "caption", CAPTION, "caption_entities")
    if call.flag("has_spoiler"):
        body["has_media_spoiler"] = True
    return body


def get_me(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Who the bot is."""
    return {
        **bot.user.wire(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
    }


def send_message(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Write something."""
    chat = _chat(tg, call)
    return _send(tg, bot, chat, call, _words(call, "text", TEXT, "entities"))


def _sender(kind: str) -> Callable[["Telegram", Bot, Call], Any]:
    def send(tg: "Telegram", bot: Bot, call: Call) -> Any:
        chat = _chat(tg, call)
        return _send(tg, bot, chat, call, _file_body(tg, call, kind))

    return send


def send_media_group(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """An album: two to ten files of kinds that go together."""
    chat = _chat(tg, call)
    media = call.get("media") or []
    if len(media) not in ALBUM:
        raise bad("group send failed: wrong number of media")
    album = f"{tg.next_message}"
    sent = []
    for part in media:
        one = Call({**part, part["type"]: part.get("media"), **_along(call)}, call.files)
        body = _file_body(tg, one, part["type"]) | {"media_group_id": album}
        sent.append(_send(tg, bot, chat, one, body))
    return sent


def _along(call: Call) -> dict[str, Any]:
    return {name: call.params[name] for name in ("protect_content",) if name in call.params}


def _own(tg: "Telegram", bot: Bot, call: Call) -> tuple[Chat, dict[str, Any]]:
    chat = _chat(tg, call)
    message = chat.messages.get(call.number("message_id", "message to edit not found"))
    if message is None:
        raise bad("message to edit not found")
    if message.get("from", {}).get("id") != bot.user.id:
        raise bad("message can't be edited")
    return chat, message


def _edited(
    tg: "Telegram", call: Call, chat: Chat, message: dict[str, Any], new: dict[str, Any]
) -> Any:
    """Put new content in place, unless it is the same as the old."""
    markup = _markup(call)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    wanted = {**message, **new}
    wanted.pop("reply_markup", None)
    if markup and markup["inline_keyboard"]:
        wanted["reply_markup"] = markup
    if "text" in new and "entities" not in new:
        wanted.pop("entities", None)
    if {**wanted, "edit_date": 0} == {**message, "edit_date": 0}:
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    wanted["edit_date"] = int(tg.now())
    chat.messages[message["message_id"]] = wanted
    tg.events.tell({"type": "edit", "chat": chat.id, "message": wanted})
    return wanted


def edit_message_text(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Change a text in place."""
    chat, message = _own(tg, bot, call)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    return _edited(tg, call, chat, message, _words(call, "text", TEXT, "entities"))


def edit_message_caption(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Change a caption in place."""
    chat, message = _own(tg, bot, call)
    return _edited(tg, call, chat, message, _words(call, "caption", CAPTION, "caption_entities"))


def edit_message_reply_markup(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Change the buttons in place."""
    chat, message = _own(tg, bot, call)
    return _edited(tg, call, chat, message, {})


def delete_message(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Delete one message."""
    chat = _chat(tg, call)
    message_id = call.number("message_id", "message to delete not found")
    if message_id not in chat.messages:
        raise bad("message to delete not found")
    tg.delete(chat.id, message_id)
    return True


def delete_messages(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Delete several; those that are gone are passed over."""
    chat = _chat(tg, call)
    for message_id in call.get("message_ids") or []:
        tg.delete(chat.id, message_id)
    return True


def answer_callback_query(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Answer a press: once, and soon."""
    press = tg.presses.get(call.text("callback_query_id") or "")
    if press is None or press.answer is not None or tg.now() - press.at > CALLBACK_SECONDS:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text = call.text("text") or ""
    if len(text) > CALLBACK_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    press.answer = {"text": text, "show_alert": call.flag("show_alert")}
    tg.events.tell(
        {
            "type": "answer",
            "user": press.user,
            "chat": press.chat,
            "query_id": press.id,
            **press.answer,
        }
    )
    return True


def send_chat_action(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Typing…"""
    chat = _chat(tg, call)
    tg.events.tell({"type": "action", "chat": chat.id, "action": call.text("action")})
    return True


def get_file(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Where to download a file."""
    file_id = call.text("file_id") or ""
    file = tg.files.get(file_id)
    if file is None:
        raise bad("invalid file_id")
    if len(file.data) > DOWNLOAD_BYTES:
        raise bad("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": f"U{file_id[1:17]}",
        "file_size": len(file.data),
        "file_path": f"files/{file_id}",
    }


def _copied(tg: "Telegram", bot: Bot, call: Call) -> dict[str, Any]:
    source = tg.chats.get(int(call.params.get("from_chat_id") or 0))
    original = (
        source.messages.get(call.number("message_id", "message not found")) if source else None
    )
    if original is None:
        raise bad("message to copy not found")
    body = {k: v for k, v in original.items() if k not in {"message_id", "date", "chat", "from"}}
    return _send(tg, bot, _chat(tg, call), call, body)


def copy_message(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """A message once more, as the bot's own."""
    return {"message_id": _copied(tg, bot, call)["message_id"]}


def forward_message(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """A message once more, with where it comes from."""
    return _copied(tg, bot, call)


def get_chat(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """What a chat is."""
    chat = _chat(tg, call)
    return {
        **chat.wire(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }


def get_chat_member(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """What somebody is in a chat."""
    chat, user = _chat(tg, call), tg.users.get(call.number("user_id", "invalid user_id specified"))
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    inside = user.id in chat.members or user.id == chat.id
    return {"user": user.wire(), "status": "member" if inside else "left"}


def get_chat_administrators(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Nobody is one in the sandbox but its makers."""
    _chat(tg, call)
    return []


def leave_chat(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Leave a group."""
    _chat(tg, call).bot_inside = False
    return True


def _scope(call: Call) -> tuple[str, str]:
    scope = call.get("scope") or {"type": "default"}
    name = scope["type"] + (f":{scope['chat_id']}" if "chat_id" in scope else "")
    return name, call.text("language_code") or ""


def set_my_commands(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """The menu of commands for a scope and a language."""
    commands = call.get("commands") or []
    if len(commands) > COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for each in commands:
        name, about = each.get("command", "").lstrip("/"), each.get("description", "")
        if not (name.isascii() and name == name.lower() and 1 <= len(name) <= 32):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(about) <= COMMAND_DESCRIPTION:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    bot.commands[_scope(call)] = commands
    tg.events.tell({"type": "commands"})
    return True


def get_my_commands(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """The menu as it was set."""
    return bot.commands.get(_scope(call), [])


def delete_my_commands(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Take a menu away."""
    bot.commands.pop(_scope(call), None)
    tg.events.tell({"type": "commands"})
    return True


def _describer(name: str, most: int) -> tuple[Callable[..., Any], Callable[..., Any]]:
    def put(tg: "Telegram", bot: Bot, call: Call) -> Any:
        text = call.text(name) or ""
        if len(text) > most:
            raise bad(f"{name} is too long")
        bot.descriptions[name, call.text("language_code") or ""] = text
        return True

    def get(tg: "Telegram", bot: Bot, call: Call) -> Any:
        return {name: bot.descriptions.get((name, call.text("language_code") or ""), "")}

    return put, get


def set_webhook(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Have updates sent instead of asked for."""
    url = call.text("url") or ""
    if url and not url.startswith("https://"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    bot.webhook = {"url": url, "secret_token": call.text("secret_token")} if url else {}
    return True


def delete_webhook(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Ask for updates again."""
    bot.webhook = {}
    if call.flag("drop_pending_updates"):
        bot.queue.clear()
    return True


def get_webhook_info(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Whether a webhook is set, and what waits."""
    return {
        "url": bot.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(bot.queue),
    }


def get_updates(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """What waits, at once; the server waits for more (`Telegram.wait_updates`)."""
    offset = call.get("offset") or 0
    return tg.take_updates(bot.token, int(call.get("limit") or 100), int(offset))


def done(tg: "Telegram", bot: Bot, call: Call) -> Any:
    """Nothing that shows here."""
    return True


_set_description, _get_description = _describer("description", DESCRIPTION)
_set_short, _get_short = _describer("short_description", SHORT_DESCRIPTION)
_set_name, _get_name = _describer("name", 64)

QUIET = frozenset({"getupdates", "getme"})
ALL: Mapping[str, Callable[["Telegram", Bot, Call], Any]] = {
    "getme": get_me,
    "getupdates": get_updates,
    "sendmessage": send_message,
    "sendphoto": _sender("photo"),
    "senddocument": _sender("document"),
    "sendvideo": _sender("video"),
    "sendvoice": _sender("voice"),
    "sendaudio": _sender("audio"),
    "sendanimation": _sender("animation"),
    "sendvideonote": _sender("video_note"),
    "sendmediagroup": send_media_group,
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "answercallbackquery": answer_callback_query,
    "answerinlinequery": done,
    "sendchataction": send_chat_action,
    "getfile": get_file,
    "copymessage": copy_message,
    "forwardmessage": forward_message,
    "pinchatmessage": done,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "leavechat": leave_chat,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "setmydescription": _set_description,
    "getmydescription": _get_description,
    "setmyshortdescription": _set_short,
    "getmyshortdescription": _get_short,
    "setmyname": _set_name,
    "getmyname": _get_name,
    "setchatmenubutton": done,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "logout": done,
    "close": done,
}
