"""The question which of a case's reporters is meant: one, by alias, or all."""

from collections.abc import Mapping

from conversation.form import Given, Sheet, Step
from domain.core.errors import BadAnswer

ALL = "all"
MOST_BUTTONS = 40  # per keyboard; others are typed by alias


def reporters(sheet: Sheet) -> Mapping[str, str]:
    """The eligible reports of the case: the reporter's alias by row id."""
    return sheet.facts.reporters


def several(sheet: Sheet) -> bool:
    """Whether the question is asked; once answered it stays, even if reporters withdraw."""
    return len(reporters(sheet)) > 1 or sheet.answer("whom") is not None


def choices(sheet: Sheet) -> tuple[str, ...]:
    """All first, then each reporter."""
    return (ALL, *list(reporters(sheet))[:MOST_BUTTONS])


def parse(given: Given, sheet: Sheet) -> str:
    """A choice: pressed, or a typed alias."""
    return ALL if given.choice == ALL else parse_one(given, sheet)


def parse_one(given: Given, sheet: Sheet) -> str:
    """One reporter: pressed, or a typed alias."""
    there = reporters(sheet)
    if given.choice is not None and given.choice in there:
        return given.choice
    typed = given.text.strip().upper().lstrip("·")
    found = [report for report, alias in there.items() if alias.upper() == typed]
    if len(found) != 1:
        raise BadAnswer("whom-unknown")
    return found[0]


def each(sheet: Sheet) -> tuple[str, ...]:
    """The eligible reports, without "all"."""
    return choices(sheet)[1:]


WHOM = Step(name="whom", parse=parse, choices=choices, asked_if=several)
WHICH = Step(
    name="which",
    parse=parse_one,
    choices=each,
    asked_if=lambda sheet: len(reporters(sheet)) > 1 or sheet.answer("which") is not None,
)
