"""Format a traceback with cleaned error messages."""

import traceback
from collections.abc import Callable, Iterator

Clean = Callable[[str], str]


def format_error(error: BaseException, clean: Clean) -> str:
    """The traceback as text, causes first; messages are passed through `clean`."""
    return "".join(_lines(error, clean, set())).rstrip("\n")


def _lines(error: BaseException, clean: Clean, seen: set[int]) -> Iterator[str]:
    if id(error) in seen:
        return
    seen.add(id(error))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _lines(cause, clean, seen)
        yield "\nwhich led to\n\n"
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__qualname__}: {clean(str(error))}\n"
    for note in getattr(error, "__notes__", ()):
        yield f"{clean(str(note))}\n"
    if isinstance(error, BaseExceptionGroup):
        for number, each in enumerate(error.exceptions, 1):
            yield f"\n{number} of {len(error.exceptions)} together\n\n"
            yield from _lines(each, clean, seen)
