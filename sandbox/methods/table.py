"""The Bot API's methods by name; each takes the state of the world and a call."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.methods import chats, edit, media, profile, send, updates
from sandbox.methods.call import Call
from sandbox.state import State

NOT_RECORDED = frozenset({"getUpdates", "getMe"})  # called all the time
METHODS: Mapping[str, tuple[str, Callable[[State, Call], Any]]] = {
    name.lower(): (name, method)
    for group in (
        send,
        media,
        edit,
        chats,
        profile,
        updates,
    )
    for name, method in group.METHODS.items()
}
