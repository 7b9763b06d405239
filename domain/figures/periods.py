"""The periods offered by buttons, and the periods they are compared with."""

from datetime import date, timedelta
from enum import StrEnum

from domain.figures.figures import Span, month_end


class Period(StrEnum):
    """Days counted from today; the words are `figures-period-<value>`."""

    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"

    def span(self, today: date) -> Span:
        """The days of a period; a running one ends today."""
        month, year = today.replace(day=1), today.replace(month=1, day=1)
        day = timedelta(days=1)
        match self:
            case Period.THIS_MONTH:
                return Span(month, today)
            case Period.LAST_MONTH:
                return Span((month - day).replace(day=1), month - day)
            case Period.THIS_YEAR:
                return Span(year, today)
            case Period.LAST_YEAR:
                return Span(year.replace(year=year.year - 1), year - day)

    def before(self, today: date) -> tuple[Span, Span]:
        """The same days a month and a year earlier; of a year, one and two years earlier.

        A running month is compared with as many days, not with a whole month.
        """
        span = self.span(today)
        near, far = (12, 24) if self in {Period.THIS_YEAR, Period.LAST_YEAR} else (1, 12)
        return earlier(span, near), earlier(span, far)


def earlier(span: Span, months: int) -> Span:
    """The same days so many months earlier; a whole month stays a whole month."""
    last = _back(span.last, months)
    if span.last == month_end(span.last):
        last = month_end(last)
    return Span(_back(span.first, months), last)


def _back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))
