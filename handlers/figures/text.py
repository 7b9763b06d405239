"""The figures of several periods as lines of text: "Accepted: 12 (80%) · last month 10"."""

from collections.abc import Callable

from markupsafe import Markup
from msgspec import Struct

from domain.figures.figures import FigureKind, Figures
from domain.figures.periods import Period
from domain.figures.rates import rates
from handlers.ui.localizer import Localizer
from handlers.ui.markup import lines

NONE = "–"
MINUTE, HOUR, DAY = 60, 3600, 86400


def earlier(localizer: Localizer, period: Period) -> tuple[str, str]:
    """The names of the two earlier periods that a period is compared with."""
    return localizer.say(f"figures-near-{period}"), localizer.say(f"figures-far-{period}")


def blocks(
    localizer: Localizer, period: Period, periods: tuple[Figures, ...]
) -> tuple[Markup, ...]:
    """Three blocks (counts, times, quality) with each figure of the period and of earlier ones."""
    comparison = _Comparison(localizer, periods, earlier(localizer, period))
    return _counts(comparison), _times(comparison), _quality(comparison)


class _Comparison(Struct, frozen=True):
    """Formats a figure for all periods: the first in full, the others after their names."""

    localizer: Localizer
    periods: tuple[Figures, ...]
    names: tuple[str, str]

    def line(self, own: str, say: Callable[[Figures], str]) -> str:
        """The text `own` for the first period, followed by `say` of each other period."""
        others = (
            self.localizer.say("figures-then", name=name, value=say(each))
            for name, each in zip(self.names, self.periods[1:], strict=True)
        )
        return " · ".join((own, *others))

    def count(self, key: str, kind: FigureKind, rate: str = "") -> str:
        """A line with a count and, if `rate` names one, the rate."""

        def with_rate(each: Figures) -> str:
            share = getattr(rates(each), rate) if rate else None
            count = str(each.count(kind))
            if share is None:
                return count
            return self.localizer.say("figures-with-rate", count=count, rate=percent(share))

        return self.line(self.localizer.say(key, count=with_rate(self.periods[0])), with_rate)

    def median(self, key: str, kind: FigureKind) -> str:
        """A line with the median and the 90th percentile; for earlier periods only the median."""

        def within(each: Figures, share: float = 0.5) -> str:
            return duration(self.localizer, each.quantile(kind, share))

        first = self.periods[0]
        own = self.localizer.say(key, half=within(first), most=within(first, 0.9))
        return self.line(own, within)


def _counts(comparison: _Comparison) -> Markup:
    return lines(
        comparison.count("figures-received", FigureKind.RECEIVED),
        comparison.count("figures-accepted", FigureKind.ACCEPTED, "accepted"),
        comparison.count("figures-upheld", FigureKind.UPHELD, "upheld"),
        comparison.count("figures-not_upheld", FigureKind.NOT_UPHELD),
        comparison.count("figures-removed", FigureKind.REMOVED),
        comparison.count("figures-came_back", FigureKind.CAME_BACK),
        comparison.count("figures-answered", FigureKind.ANSWERED, "answered"),
    )


def _times(comparison: _Comparison) -> Markup:
    return lines(
        comparison.median("figures-took_accept", FigureKind.TOOK_ACCEPT),
        comparison.median("figures-took_close", FigureKind.TOOK_CLOSE),
        comparison.median("figures-took_remove", FigureKind.TOOK_REMOVE),
        comparison.count("figures-in_time", FigureKind.IN_TIME, "in_time"),
        comparison.count("figures-overdue", FigureKind.OVERDUE),
    )


def _quality(comparison: _Comparison) -> Markup:
    def stars(each: Figures) -> str:
        return _mean(each.mean(FigureKind.RATED))

    first = comparison.periods[0]
    rated = comparison.localizer.say(
        "figures-rated", stars=stars(first), count=first.count(FigureKind.RATED)
    )
    return lines(
        comparison.count("figures-left", FigureKind.LEFT),
        comparison.count("figures-came", FigureKind.CAME),
        comparison.count("figures-appeals", FigureKind.APPEALED),
        comparison.count("figures-changed", FigureKind.APPEAL_CHANGED, "changed"),
        comparison.line(rated, stars),
    )


def percent(share: float | None) -> str:
    """A share between 0 and 1 as a percentage; a dash for None."""
    return NONE if share is None else f"{share:.0%}"


def _mean(stars: float | None) -> str:
    return NONE if stars is None else f"{stars:.1f}"


def duration(localizer: Localizer, seconds: int | None) -> str:
    """A duration given in seconds, in minutes, hours or days; a dash for None."""
    if seconds is None:
        return NONE
    if seconds < HOUR:
        return localizer.say("figures-minutes", count=str(round(seconds / MINUTE)))
    if seconds < 2 * DAY:
        return localizer.say("figures-hours", count=str(round(seconds / HOUR)))
    return localizer.say("figures-days", count=str(round(seconds / DAY)))
