"""Which of several reporters of one case is meant: one of them by alias, or all."""

from collections.abc import Mapping

from conversation.form import Given, Sheet, Step
from domain.core.errors import BadAnswer

ALL = "all"
MOST_BUTTONS = 40  # of one keyboard; whoever has none is named by alias


def reporters(sheet: Sheet) -> Mapping[str, str]:
    """The reports of the case that may be meant, by row id, with their aliases."""
    return sheet.facts.reporters


def several(sheet: Sheet) -> bool:
    """Whether it has to be said who is meant; once said it stays, though others may go."""
    return len(reporters(sheet)) > 1 or sheet.answer("whom") is not None


def choices(sheet: Sheet) -> tuple[str, ...]:
    """All first, then each."""
    return (ALL, *list(reporters(sheet))[:MOST_BUTTONS])


def parse(given: Given, sheet: Sheet) -> str:
    """Pressed, or the alias typed."""
    return ALL if given.choice == ALL else parse_one(given, sheet)


def parse_one(given: Given, sheet: Sheet) -> str:
    """One of them, pressed, or the alias typed."""
    there = reporters(sheet)
    if given.choice is not None and given.choice in there:
        return given.choice
    typed = given.text.strip().upper().lstrip("·")
    found = [report for report, alias in there.items() if alias.upper() == typed]
    if len(found) != 1:
        raise BadAnswer("whom-unknown")
    return found[0]


def each(sheet: Sheet) -> tuple[str, ...]:
    """Each by name."""
    return choices(sheet)[1:]


WHOM = Step(name="whom", parse=parse, choices=choices, asked_if=several)
WHICH = Step(
    name="which",
    parse=parse_one,
    choices=each,
    asked_if=lambda sheet: len(reporters(sheet)) > 1 or sheet.answer("which") is not None,
)
