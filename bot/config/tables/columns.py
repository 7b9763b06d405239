"""Names of columns as people and programs write them."""

import re
from collections.abc import Sequence

from conversation.parsing.defang import INVISIBLE
from domain.core.normal import normal

_UNSEEN = re.compile(f"[{INVISIBLE}]")


def as_wanted(cell: str, wanted: Sequence[str]) -> str:
    """The name of a column as it is wanted, however a person or a program has written it.

    Case, wide letters, spaces for `_` and marks that nobody sees make no difference.
    """
    name = cell.strip()
    plain = re.sub(r"[\s_-]+", "_", folded(name))
    return plain if plain in wanted else name


def has_columns(cells: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether these cells name all wanted columns."""
    return set(wanted) <= {as_wanted(cell, wanted) for cell in cells}


def folded(text: str) -> str:
    """A text without differences of case and width, and without marks that nobody sees."""
    return _UNSEEN.sub("", normal("NFKC", text)).strip().casefold()
