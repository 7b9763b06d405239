"""Read the fields of files by the parsers of the chat, and refuse them in the same words."""

from collections.abc import Callable
from functools import cache
from typing import Any

from conversation.parsing.no_value import has_no_value
from domain.core.errors import BadAnswer
from locales.catalog import Catalog

ENGLISH = "en"  # the language of the command line


def by_parser(parse: Callable[[str], Any], *, empty: Any = None) -> Callable[[str], Any]:
    """A reader of one field; its ValueError is the parser's refusal in English.

    `empty` is the value of a field that is left empty, or says so (`has_no_value`); None if it may
    not be.
    """

    def read(typed: str) -> Any:
        try:
            return _parsed(parse, typed, empty)
        except BadAnswer as refused:
            raise ValueError(in_english(refused)) from refused

    return read


def _parsed(parse: Callable[[str], Any], typed: str, empty: Any) -> Any:
    if not has_no_value(typed):
        return parse(typed)
    if empty is None:
        raise BadAnswer("answer-empty")
    return empty


def in_english(refused: BadAnswer) -> str:
    """A refusal in the words of the command line, without a full stop at its end."""
    return _catalog().say(ENGLISH, refused.key, **refused.params).removesuffix(".")


@cache
def _catalog() -> Catalog:
    return Catalog()
