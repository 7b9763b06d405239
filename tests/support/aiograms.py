"""Another library's reading of the Bot API, imported when it is asked for: that takes seconds."""

from importlib import import_module
from typing import Any


def types() -> Any:
    """Its models of what Telegram says."""
    return import_module("aiogram.types")


def methods() -> Any:
    """Its models of what a bot may call."""
    return import_module("aiogram.methods")
