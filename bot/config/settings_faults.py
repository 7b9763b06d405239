"""What is wrong with settings, in words that name the variable and never show its value."""

from collections.abc import Iterator

from pydantic import ValidationError

from bot.config.file_problems import expected
from bot.config.settings_files import UnreadableSetting


def lines(wrong: ValidationError, prefix: str) -> Iterator[str]:
    """One line for each variable that is wrong; never a value."""
    for error in wrong.errors(include_url=False):
        place = prefix + str(error["loc"][0]).upper()
        if isinstance(error["input"], UnreadableSetting):
            yield f"{place}: {error['input'].why}"
            continue
        text = expected(error["type"], error.get("ctx", {}))
        yield f"{place}: {text}"
