"""The Bot API's methods by name; each takes the state of the world and a call."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox import (
    methods_chats,
    methods_edit,
    methods_media,
    methods_profile,
    methods_send,
    methods_updates,
)
from sandbox.call import Call
from sandbox.state import State

QUIET = frozenset({"getUpdates", "getMe"})  # called all the time; not recorded
ALL: Mapping[str, tuple[str, Callable[[State, Call], Any]]] = {
    name.lower(): (name, method)
    for group in (
        methods_send,
        methods_media,
        methods_edit,
        methods_chats,
        methods_profile,
        methods_updates,
    )
    for name, method in group.METHODS.items()
}
