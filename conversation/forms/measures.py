"""The questions about a measure: which, for how many days, and against which account."""

from collections.abc import Mapping
from typing import Any

from conversation.form import Given, Sheet, Step, choice_step, one_of
from domain.case import Outcome
from domain.core.errors import BadAnswer
from domain.reported_accounts.measures import (
    LONGEST_DAYS,
    OFFERED_DAYS,
    TIMED,
    AccountMeasure,
    MeasureTaken,
    parse_days,
)


def is_measure(sheet: Sheet) -> bool:
    """Whether the outcome chosen is a measure against the account."""
    return bool(sheet.answer("outcome") == Outcome.ACCOUNT_MEASURE)


def has_length(sheet: Sheet) -> bool:
    """Whether the measure chosen is one for a number of days."""
    return is_measure(sheet) and sheet.answer("measure") in TIMED


def parse_length(given: Given, _: Sheet) -> int:
    """A number of days: pressed, or typed."""
    if given.choice is not None and given.choice not in OFFERED_DAYS:
        raise BadAnswer("answer-button-wanted")
    days = parse_days(given.choice or given.text)
    if days is None:
        raise BadAnswer("measure-days-wanted", most=LONGEST_DAYS)
    return days


MEASURE = choice_step("measure", lambda _: tuple(AccountMeasure), asked_if=is_measure)
LENGTH = Step(
    name="length", parse=parse_length, choices=lambda _: OFFERED_DAYS, asked_if=has_length
)


EVERY = "all"
MOST_OFFERED = 20  # accounts on buttons


def accounts(sheet: Sheet) -> tuple[str, ...]:
    """All accounts of the case, then each of them, by row id."""
    return (EVERY, *tuple(sheet.facts.accounts)[:MOST_OFFERED])


def has_several(sheet: Sheet) -> bool:
    """Whether the measure may be against one of several accounts; with one it is against that."""
    return is_measure(sheet) and len(sheet.facts.accounts) > 1


WHOSE = Step(
    name="whose",
    parse=one_of(accounts),
    choices=accounts,
    asked_if=has_several,
    holds=lambda sheet: sheet.answer("whose") in {None, *accounts(sheet)},
    gone="measure-account-gone",
)


def taken(answers: Mapping[str, Any]) -> MeasureTaken | None:
    """The measure that these answers mean; None where none was asked for."""
    if not answers.get("measure"):
        return None
    whose = answers.get("whose") or EVERY
    return MeasureTaken(
        measure=AccountMeasure(answers["measure"]),
        days=answers.get("length"),
        account=None if whose == EVERY else int(whose),
    )
