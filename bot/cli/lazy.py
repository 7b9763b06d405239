"""Doing what a command says, however it was typed."""

from importlib import import_module


def do(module: str, name: str, *given: object, **named: object) -> None:
    """Run a command's body, a function of this module, and print what it has to say.

    Bodies are imported when they are wanted: `--help` must not wait for Telegram.
    """
    words = getattr(import_module(module), name)(*given, **named)
    if words:
        print(words)
