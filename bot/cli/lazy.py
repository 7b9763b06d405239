"""Import and run the body of a command."""

from importlib import import_module


def do(module: str, name: str, *args: object, **kwargs: object) -> None:
    """Call the function `name` of a module and print the text it returns, if any.

    The module is imported here, so that `--help` does not import the Telegram library.
    """
    words = getattr(import_module(module), name)(*args, **kwargs)
    if words:
        print(words)
