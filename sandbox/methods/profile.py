"""Methods about the bot itself: getMe, menus of commands, descriptions."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.chats import menus
from sandbox.limits import (
    COMMAND_DESCRIPTION,
    COMMANDS,
    DESCRIPTION,
    NAME,
    SHORT_DESCRIPTION,
    bad,
)
from sandbox.methods.call import Call, number_in
from sandbox.state import State
from sandbox.world import Json

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
_SCOPES = _CHAT_SCOPES | {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
}
_BUTTONS = frozenset({"commands", "default", "web_app"})


def get_me(state: State, _call: Call) -> Any:
    """The bot's user."""
    bot = state.bot
    return {
        **bot.user.wire(),
        "can_join_groups": True,
        "can_read_all_group_messages": bot.reads_groups,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(state: State, call: Call) -> Any:
    """The menu of commands for a scope and a language."""
    commands = [_command(each) for each in call.listed("commands")]
    if len(commands) > COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    where = _scope(state, call), _language(call)
    if commands:
        state.bot.commands[where] = commands
    else:
        state.bot.commands.pop(where, None)
    state.events.tell({"type": "commands"})
    return True


def get_my_commands(state: State, call: Call) -> Any:
    """The menu as it was set for just this scope and language."""
    return state.bot.commands.get((_scope(state, call), _language(call)), [])


def delete_my_commands(state: State, call: Call) -> Any:
    """Delete a menu."""
    state.bot.commands.pop((_scope(state, call), _language(call)), None)
    state.events.tell({"type": "commands"})
    return True


def set_chat_menu_button(state: State, call: Call) -> Any:
    """Set the button beside the text field."""
    button = call.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in _BUTTONS:
        raise bad("can't parse menu button: MenuButton has unsupported type")
    state.bot.menu_buttons[call.number("chat_id") or 0] = button
    return True


def get_chat_menu_button(state: State, call: Call) -> Any:
    """The button of a chat, or the default."""
    buttons = state.bot.menu_buttons
    everywhere = buttons.get(0, {"type": "commands"})
    return buttons.get(call.number("chat_id") or 0, everywhere)


def _command(each: Any) -> Json:
    if not isinstance(each, dict):
        raise bad("can't parse BotCommand: expected an Object")
    name, about = str(each.get("command", "")).removeprefix("/"), str(each.get("description", ""))
    if not _COMMAND.fullmatch(name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(about.strip()) <= COMMAND_DESCRIPTION:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": about.strip()}


def _scope(state: State, call: Call) -> str:
    scope = call.mapping("scope") or {"type": "default"}
    kind = scope.get("type")
    if kind not in _SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    if kind not in _CHAT_SCOPES:
        return str(kind)
    chat = number_in(scope, "chat_id")
    if chat is None or chat not in state.chats:
        raise bad("chat not found")
    user = number_in(scope, "user_id") if kind == "chat_member" else None
    if kind == "chat_member" and user not in state.users:
        raise bad("invalid user_id specified")
    return menus.scope(str(kind), chat, user)


def _language(call: Call) -> str:
    code = call.text("language_code")
    if code and not _LANGUAGE.fullmatch(code):
        raise bad("invalid language code specified")
    return code


def _describer(name: str, most: int) -> tuple[Callable[..., Any], Callable[..., Any]]:
    def put(state: State, call: Call) -> Any:
        text, language = call.text(name), _language(call)
        if len(text) > most:
            raise bad(f"{name.replace('_', ' ')} is too long")
        if text:
            state.bot.descriptions[name, language] = text
        else:
            state.bot.descriptions.pop((name, language), None)
        if name == "name" and text and not language:
            state.bot.user.first_name = text
        return True

    def get(state: State, call: Call) -> Any:
        default = state.bot.user.first_name if name == "name" else ""
        return {name: menus.description(state.bot, name, _language(call)) or default}

    return put, get


_set_description, _get_description = _describer("description", DESCRIPTION)
_set_short, _get_short = _describer("short_description", SHORT_DESCRIPTION)
_set_name, _get_name = _describer("name", NAME)

METHODS: Mapping[str, Any] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": _set_description,
    "getMyDescription": _get_description,
    "setMyShortDescription": _set_short,
    "getMyShortDescription": _get_short,
    "setMyName": _set_name,
    "getMyName": _get_name,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
