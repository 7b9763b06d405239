"""Templates: prepared texts of a unit's staff, with placeholders, and what each is for."""

import re
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from domain.case import DISMISSED, REMITTED, Ground, Outcome
from domain.network.people import Verb

PLACES = ("number", "unit", "category", "due")
"""The placeholders: case number, unit, category, deadline."""

PLACES_OF_RESULT = ("number", "unit", "category", "elsewhere", "seen")
"""The placeholders of a text about a result: also where else a reporter may turn, and whether the
files were opened. What follows from the decision itself, such as its rule, is said beside it."""

MAX_TITLE = 64
MAX_BODY = 1800  # characters: with placeholders filled it still fits the 2000 of an answer
ANSWER_OF_AUTHORITY = 0
"""The id of the text that is no stored template but what an authority answered; it has no title."""
_PLACE = re.compile(r"\{([^{}\n]{0,40})\}")


class TextKind(StrEnum):
    """What a template is; the words are `template-kind-<value>`."""

    TEXT = "text"  # offered where a text is asked for
    WORDS = "words"  # said to reporters for one result, instead of the shipped text
    FACTS = "facts"  # the facts of one result, instead of the shipped text
    MACRO = "macro"  # a text together with the decision that it is said for


OF_RESULT = (TextKind.WORDS, TextKind.FACTS)
"""The kinds that replace a shipped text."""

SUBJECTS: Mapping[str, Verb] = {
    **dict.fromkeys(Ground, Verb.REFUSE),
    **dict.fromkeys(Outcome, Verb.DECIDE),
    DISMISSED: Verb.DISMISS,
    REMITTED: Verb.REMIT,
}
"""The results that have a shipped text, each with the move that leads to it."""


class Template(Struct, frozen=True, kw_only=True):
    """A template; `verb` is the action whose text it may be.

    `result` is the ground or the outcome that it is for, empty in a plain text. Only macros have
    a `rule`, empty for the one that the case's sub-category presets, and `facts`. Macros with an
    empty `body` or no `facts` take the texts that the unit has for their result.
    """

    id: int
    unit: str
    verb: str
    locale: str
    title: str
    body: str
    written_at: int
    kind: TextKind = TextKind.TEXT
    result: str = ""
    rule: str = ""
    facts: str = ""


def kinds_of(result: str) -> tuple[TextKind, ...]:
    """The kinds of text that a result has: a decision about content has facts, too."""
    return OF_RESULT if SUBJECTS[result] is Verb.DECIDE else (TextKind.WORDS,)


def unknown(body: str, places: tuple[str, ...] = PLACES) -> tuple[str, ...]:
    """The unknown placeholders in braces, each once."""
    return tuple(dict.fromkeys(name for name in _PLACE.findall(body) if name not in places))


def names_due(body: str) -> bool:
    """Whether the text contains `{due}`, and so needs a case with a deadline."""
    return "due" in _PLACE.findall(body)


def filled(body: str, values: Mapping[str, str]) -> str:
    """The text with placeholders filled; inserted values are not expanded again."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), body)
