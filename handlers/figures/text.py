"""What the figures of several periods say, line by line: "12 (10 · 8)"."""

from collections.abc import Callable

from markupsafe import Markup
from msgspec import Struct

from domain.figures.figures import FigureKind, Figures
from domain.figures.rates import rates
from handlers.ui.localizer import Localizer
from handlers.ui.markup import lines

NONE = "–"
MINUTE, HOUR, DAY = 60, 3600, 86400


def blocks(localizer: Localizer, periods: tuple[Figures, ...]) -> tuple[Markup, ...]:
    """What came and went, how soon, how well; the first period's number, the others in brackets."""
    beside = _Beside(localizer, periods)
    return _came_and_went(beside), _how_soon(beside), _how_well(beside)


class _Beside(Struct, frozen=True):
    """Says one figure of every period."""

    localizer: Localizer
    periods: tuple[Figures, ...]

    def said(self, say: Callable[[Figures], str]) -> str:
        first, *others = map(say, self.periods)
        return f"{first} ({' · '.join(others)})"

    def count(self, key: str, kind: FigureKind, rate: str = "") -> str:
        """A line with a count and, where there is one, the rate that it makes."""
        shares = self.said(lambda each: percent(getattr(rates(each), rate))) if rate else ""
        count = self.number(kind)
        return self.localizer.say(key, count=count, **({"rate": shares} if rate else {}))

    def number(self, kind: FigureKind) -> str:
        return self.said(lambda each: str(each.count(kind)))

    def took(self, key: str, kind: FigureKind) -> str:
        """A line with a median and what nine in ten stay within."""

        def within(share: float) -> str:
            return self.said(lambda each: duration(self.localizer, each.quantile(kind, share)))

        return self.localizer.say(key, half=within(0.5), most=within(0.9))


def _came_and_went(beside: _Beside) -> Markup:
    return lines(
        beside.count("figures-received", FigureKind.RECEIVED),
        beside.count("figures-accepted", FigureKind.ACCEPTED, "accepted"),
        beside.count("figures-upheld", FigureKind.UPHELD, "upheld"),
        beside.count("figures-not_upheld", FigureKind.NOT_UPHELD),
        beside.count("figures-answered", FigureKind.ANSWERED, "answered"),
    )


def _how_soon(beside: _Beside) -> Markup:
    return lines(
        beside.took("figures-took_accept", FigureKind.TOOK_ACCEPT),
        beside.took("figures-took_close", FigureKind.TOOK_CLOSE),
        beside.count("figures-in_time", FigureKind.IN_TIME, "in_time"),
        beside.count("figures-overdue", FigureKind.OVERDUE),
    )


def _how_well(beside: _Beside) -> Markup:
    stars = beside.said(lambda each: _mean(each.mean(FigureKind.RATED)))
    left, came = beside.number(FigureKind.LEFT), beside.number(FigureKind.CAME)
    return lines(
        beside.localizer.say("figures-transfers", left=left, came=came),
        beside.count("figures-appeals", FigureKind.APPEALED),
        beside.count("figures-changed", FigureKind.APPEAL_CHANGED, "changed"),
        beside.localizer.say("figures-rated", stars=stars, count=beside.number(FigureKind.RATED)),
    )


def percent(share: float | None) -> str:
    """A share of one; a dash where there is nothing to be a share of."""
    return NONE if share is None else f"{share:.0%}"


def _mean(stars: float | None) -> str:
    return NONE if stars is None else f"{stars:.1f}"


def duration(localizer: Localizer, seconds: int | None) -> str:
    """A duration in the largest unit that leaves a number worth reading."""
    if seconds is None:
        return NONE
    if seconds < HOUR:
        return localizer.say("figures-minutes", count=str(round(seconds / MINUTE)))
    if seconds < 2 * DAY:
        return localizer.say("figures-hours", count=str(round(seconds / HOUR)))
    return localizer.say("figures-days", count=str(round(seconds / DAY)))
