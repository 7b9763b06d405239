"""The category that a form's answers describe."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from conversation.contexts import CategoryEditContext
from conversation.form import Sheet
from domain.network.units import Level
from domain.taxonomy import Category

FIELDS = ("names", "rules", "lines", "clock", "hotline", "level", "retention")
"""The values of a category that can be changed, in the order of a card's buttons."""


def category_of(sheet: Sheet) -> Category | None:
    """The category that is being changed; None while a new one is made."""
    return sheet.profile.taxonomy.find(CategoryEditContext.of(sheet.draft).category)


def blank(sheet: Sheet) -> Category:
    """A new category: below another it has the values of that one, its protection, too."""
    code, parent = sheet.answer("code") or "", CategoryEditContext.of(sheet.draft).parent
    above = sheet.profile.taxonomy.find(parent) if parent else None
    if above is None:
        return Category(code=code, names={}, own=True)
    return replace(above, code=code, names={}, parent=above.code, own=True, retired=False)


def drawn_up(sheet: Sheet) -> Category:
    """The category with the answers so far; one made below another keeps what was skipped."""
    old, answers = category_of(sheet), sheet.draft.answers
    if old is None and CategoryEditContext.of(sheet.draft).parent:
        answers = {name: answer for name, answer in answers.items() if answer is not None}
    return with_answers(old or blank(sheet), answers)


_PUT: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "names": lambda answer: {"names": dict(answer)},
    "rules": lambda answer: {"rules": tuple(answer)},
    "lines": lambda answer: {"bottom_lines": tuple(answer)},
    "hotline": lambda answer: {"hotline": answer},
    "level": lambda answer: {"minimum": Level(answer)},
    "retention": lambda answer: {"retention_days": answer},
}


def with_answers(category: Category, answers: Mapping[str, Any]) -> Category:
    """The category with these answers applied; other values stay."""
    for name, put in _PUT.items():
        if name in answers:
            category = replace(category, **put(answers[name]))
    if "time" not in answers:
        return category
    own = {name: days for name, days in category.clocks.items() if name != answers["clock"]}
    if answers["time"] is not None:
        own[answers["clock"]] = answers["time"]
    return replace(category, clocks=own)
