"""The form of a unit's pledge: when it was signed, by whom, and whether to record it."""

import re
from collections.abc import Callable
from datetime import date

from conversation.contexts import PledgeContext
from conversation.form import Form, Given, Sheet, Step, choice_step, words
from domain.core.errors import BadAnswer
from domain.core.normal import normal
from domain.network.entries import says_how_to_reach
from domain.network.pledge import EARLIEST, MAX_SIGNED_BY

# `date.fromisoformat` also accepts weeks and bare digits
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _signed_on(given: Given, sheet: Sheet) -> str:
    """An ISO date, not in the future in the deployment's time zone; digits may be full-width."""
    typed = normal("NFKC", given.text).strip()
    try:
        day = date.fromisoformat(typed) if _DAY.fullmatch(typed) else None
    except ValueError:
        day = None
    if day is None or day < EARLIEST:
        raise BadAnswer("pledge-day-unknown")
    if day > sheet.profile.calendar.day_of(sheet.draft.touched_at):
        raise BadAnswer("pledge-day-to-come")
    return day.isoformat()


def name_only(limit: int) -> Callable[[Given, Sheet], str]:
    """A parser of one line of words; numbers to call are published by two admins alone."""

    def parse(given: Given, sheet: Sheet) -> str:
        name = " ".join(words(limit, least=2)(given, sheet).split())
        if says_how_to_reach(name):
            raise BadAnswer("pledge-name-only")
        return name

    return parse


SIGNED_ON = Step(name="signed_on", parse=_signed_on)

PLEDGE = Form(
    name="pledge",
    context=PledgeContext,
    steps=(
        SIGNED_ON,
        Step(name="signed_by", parse=name_only(MAX_SIGNED_BY)),
        choice_step("save", lambda _: ("yes",)),
    ),
)
