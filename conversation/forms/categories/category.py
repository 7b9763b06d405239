"""The form of a category: the questions of a new one, one for a change, then a review."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from conversation.contexts import CategoryEditContext
from conversation.form import Form, Given, Sheet, Step, always, choice_step
from conversation.forms.categories.category_draft import category_of, drawn_up
from conversation.parsing.unit_fields import names
from conversation.parsing.unit_fields.phones import parse_phone
from domain.categories.category_changes import is_protected
from domain.core.errors import BadAnswer
from domain.network.network import MOST_TIME, UNIT_CLOCKS, out_of_order
from domain.network.units import Level
from domain.taxonomy import Category, FilePolicy

LONGEST_NAME = 60  # characters: a button's words
MOST_CODES = 60  # rules or lines of one category
LONGEST_CODE = 20  # with a unit's code it fits a deep link
_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", re.ASCII)
_BETWEEN = re.compile(r"[\s,;、，；]+")
_ADDS = "+＋"
_SIGNS = f"{_ADDS}-－−–"
_ASKED_OF_NEW = frozenset({"names", "rules", "lines", "hotline"})


def _is_new(sheet: Sheet) -> bool:
    return category_of(sheet) is None


def _is_below(sheet: Sheet) -> bool:
    """Whether a new category is made below another one, whose values it may keep."""
    return _is_new(sheet) and bool(CategoryEditContext.of(sheet.draft).parent)


def _asks(field: str) -> Callable[[Sheet], bool]:
    def asked(sheet: Sheet) -> bool:
        if _is_new(sheet):
            return field in _ASKED_OF_NEW
        return CategoryEditContext.of(sheet.draft).field == field

    return asked


def parse_code(given: Given, sheet: Sheet) -> str:
    """A code that no category has, not even a retired one: old cases refer to it."""
    code = names.parse_code(given.text, _CODE, LONGEST_CODE, "category-bad-code")
    if sheet.profile.taxonomy.find(code) is not None:
        raise BadAnswer("category-code-taken", code=code)
    return code


def parse_names(given: Given, sheet: Sheet) -> dict[str, str]:
    """The name in each language, one per line, in the order of the deployment's languages."""
    return names.parse_by_language(given.text, sheet.profile.locales, LONGEST_NAME)


def _codes(
    known: Callable[[Sheet], Mapping[str, Iterable[str]]],
    of: Callable[[Category], tuple[str, ...]],
    *,
    unknown: str,
) -> Callable[[Given, Sheet], list[str]]:
    """A parser of codes that are known, each once; each may also be given by a name, on a line.

    Where each begins with + or -, they are added to those of now, or taken away.
    """

    def parse(given: Given, sheet: Sheet) -> list[str]:
        found = known(sheet)
        by_name = {name.casefold(): code for code, names in found.items() for name in names}
        whole = [line.strip().casefold() for line in given.text.splitlines() if line.strip()]
        if whole and all(line in by_name for line in whole):
            return list(dict.fromkeys(by_name[line] for line in whole))
        typed = _parts(given.text)
        signs = [part[0] for part in typed if part[0] in _SIGNS]
        changes = len(signs) == len(typed)
        codes = [part[1:] if changes else part for part in typed]
        for code in codes:
            if code not in found:
                raise BadAnswer(unknown, code=code[:LONGEST_NAME])
        if not changes:
            return list(dict.fromkeys(codes))
        return _changed(of(drawn_up(sheet)), zip(signs, codes, strict=True))

    return parse


def _parts(text: str) -> list[str]:
    typed = [part for part in _BETWEEN.split(text.strip().casefold()) if part]
    if not typed:
        raise BadAnswer("answer-words-wanted")
    if len(typed) > MOST_CODES:
        raise BadAnswer("category-too-many", most=MOST_CODES)
    return typed


def _changed(now: Iterable[str], changes: Iterable[tuple[str, str]]) -> list[str]:
    """These codes with some added or taken away; BadAnswer if none is left."""
    left = dict.fromkeys(now)
    for sign, code in changes:
        if sign in _ADDS:
            left[code] = None
        else:
            left.pop(code, None)
    if not left:
        raise BadAnswer("category-none-left")
    return list(left)


def _rules(sheet: Sheet) -> Mapping[str, Iterable[str]]:
    return {
        rule.code: [rule.cited(locale) for locale in sheet.profile.locales]
        for rule in sheet.profile.taxonomy.rules
    }


def _lines(sheet: Sheet) -> Mapping[str, Iterable[str]]:
    return {line.code: line.names.values() for line in sheet.profile.taxonomy.bottom_lines}


def needs_hotline(sheet: Sheet) -> bool:
    """Whether a hotline must stand there: where no files are taken, somebody else is competent."""
    return drawn_up(sheet).files is FilePolicy.NONE


def levels(sheet: Sheet) -> tuple[str, ...]:
    """The lowest levels that the category may get; that of a protected one only goes up."""
    now = drawn_up(sheet)
    least = now.minimum if is_protected(now) else Level.SITE
    return tuple(level for level in Level if level != now.minimum and level >= least)


def parse_days(given: Given, _: Sheet) -> int:
    """A number of days, months or hours."""
    typed = given.text.strip().lstrip("0")
    if not (typed.isascii() and typed.isdigit() and int(typed[:9]) <= MOST_TIME):
        raise BadAnswer("unit-bad-time", most=MOST_TIME)
    return int(typed)


def parse_time(given: Given, sheet: Sheet) -> int:
    """The same for a deadline; BadAnswer if it does not fit the category's others."""
    days = parse_days(given, sheet)
    own = {**drawn_up(sheet).clocks, sheet.answer("clock"): days}
    wrong = out_of_order(sheet.profile.clocks.adjusted(own))
    if wrong is not None:
        raise BadAnswer("unit-clock-order", earlier=f"clock-{wrong[0]}", later=f"clock-{wrong[1]}")
    return days


_field = partial(Step, is_field=True)

CATEGORY = Form(
    name="category",
    context=CategoryEditContext,
    steps=(
        _field(name="code", parse=parse_code, asked_if=_is_new),
        _field(name="names", parse=parse_names, asked_if=_asks("names")),
        _field(
            name="rules",
            parse=_codes(_rules, lambda each: each.rules, unknown="category-rule-unknown"),
            optional=_is_below,
            asked_if=_asks("rules"),
        ),
        _field(
            name="lines",
            parse=_codes(_lines, lambda each: each.bottom_lines, unknown="category-line-unknown"),
            optional=_is_below,
            asked_if=_asks("lines"),
        ),
        _field(
            name="hotline",
            parse=lambda given, _: parse_phone(given.text),
            optional=lambda sheet: not needs_hotline(sheet),
            asked_if=_asks("hotline"),
        ),
        choice_step("level", levels, asked_if=_asks("level")),
        _field(name="retention", parse=parse_days, asked_if=_asks("retention")),
        choice_step("clock", lambda _: UNIT_CLOCKS, asked_if=_asks("clock")),
        _field(name="time", parse=parse_time, optional=always, asked_if=_asks("clock")),
        choice_step("save", lambda _: ("yes",)),
    ),
)
