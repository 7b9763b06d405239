"""Read the fields of files by the parsers of the chat, and refuse them in the same words."""

from collections.abc import Callable
from functools import cache
from typing import Any

from domain.core.errors import BadAnswer
from locales.catalog import Catalog

ENGLISH = "en"  # the language of the command line


def by_parser(parse: Callable[[str], Any], *, empty: Any = None) -> Callable[[str], Any]:
    """A reader of one field; its ValueError is the parser's refusal in English.

    `empty` is what an empty field means; None if the parser decides.
    """

    def read(typed: str) -> Any:
        if empty is not None and not typed.strip():
            return empty
        try:
            return parse(typed)
        except BadAnswer as refused:
            words = _catalog().say(ENGLISH, refused.key, **refused.params)
            raise ValueError(words.removesuffix(".")) from refused

    return read


@cache
def _catalog() -> Catalog:
    return Catalog()
