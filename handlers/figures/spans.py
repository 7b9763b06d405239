"""Days as people name them: a month, a year, or from one day to another."""

from datetime import date

from domain.figures.figures import Span, month_end
from handlers.ui.localizer import Localizer


def month(localizer: Localizer, first: date) -> str:
    """A month with its year: "Oct 2026"."""
    return localizer.say("figures-month", month=_month(localizer, first), year=str(first.year))


def named(localizer: Localizer, span: Span) -> str:
    """The days of a period: "2025", "Oct 2026", "1–25 Nov 2026" or "1 Jan – 25 Nov 2026".

    A period lies within one year. Of a single day it is "1 Nov 2026".
    """
    first, last = span.first, span.last
    if first.day == 1 and last == month_end(first):
        return month(localizer, first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return localizer.say("figures-year", year=str(first.year))
    key = "figures-some-days" if first.month == last.month else "figures-some-months"
    if first == last:
        key = "figures-one-day"
    return localizer.say(
        key,
        first=str(first.day),
        last=str(last.day),
        month=_month(localizer, first),
        until=_month(localizer, last),
        year=str(first.year),
    )


def _month(localizer: Localizer, day: date) -> str:
    return localizer.say(f"month-{day.month}")
