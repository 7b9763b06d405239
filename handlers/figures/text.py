"""The figures of several periods as lines of text: "Received: 12 · last month 10"."""

from collections.abc import Callable

from markupsafe import Markup
from msgspec import Struct

from domain.figures.figures import FigureKind, Figures
from domain.figures.periods import Period
from domain.figures.rates import PartOf, parts
from handlers.ui.localizer import Localizer
from handlers.ui.markup import bold, lines

NONE = "–"
BELOW = "\n↳ "
MINUTE, HOUR, DAY = 60, 3600, 86400
PLAIN, PARTLY, MORE = "plain", "part", "more"
"""How a count is said: alone, as a part of its base, or as more than its base."""


def earlier(localizer: Localizer, period: Period) -> tuple[str, str]:
    """The names of the two earlier periods that a period is compared with."""
    return localizer.say(f"figures-near-{period}"), localizer.say(f"figures-far-{period}")


def blocks(
    localizer: Localizer, period: Period, periods: tuple[Figures, ...], backlog: int
) -> tuple[Markup, ...]:
    """What came in, what was done, how fast, and appeals: each figure beside those of before.

    An earlier period in which nothing was counted is left out. `backlog`: cases open now.
    """
    names = earlier(localizer, period)
    before = tuple(
        (name, each) for name, each in zip(names, periods[1:], strict=True) if each.counts
    )
    comparison = _Comparison(localizer, periods[0], before)
    now = localizer.say("figures-backlog", count=str(backlog))
    found = (
        ("figures-came-in", (*_came_in(comparison), now)),
        ("figures-was-done", _was_done(comparison)),
        ("figures-how-fast", _how_fast(comparison)),
        ("figures-afterwards", _afterwards(comparison)),
    )
    shown = ((head, [each for each in said if each]) for head, said in found)
    return tuple(lines(bold(localizer.say(head)), *said) for head, said in shown if said)


class _Comparison(Struct, frozen=True):
    """Says a figure of a period, and after it those of the named earlier periods."""

    localizer: Localizer
    now: Figures
    before: tuple[tuple[str, Figures], ...]

    def line(self, own: str, say: Callable[[Figures], str], *, is_long: bool = False) -> str:
        """The text `own`, followed by `say` of each earlier period; if it is long, below it."""
        others = " · ".join(
            self.localizer.say("figures-then", name=name, value=say(each))
            for name, each in self.before
        )
        return (BELOW if is_long else " · ").join(filter(None, (own, others)))

    def count(self, key: str, kind: FigureKind, *, always: bool = False) -> str:
        """A line with a count; empty if it is 0 in all periods, unless it is `always` shown."""
        if not (always or any(each.count(kind) for each in self._all)):
            return ""
        own = self.localizer.say(key, count=str(self.now.count(kind)))
        return self.line(own, lambda each: str(each.count(kind)))

    def part(self, key: str, of: Callable[[Figures], PartOf], *, always: bool = False) -> str:
        """A line with a count, its base and the rate; left out as `count` is."""
        if not (always or any(of(each).count for each in self._all)):
            return ""
        own = self.localizer.say(key, **said_part(of(self.now)))

        def then(each: Figures) -> str:
            return self.localizer.say("figures-part-then", **said_part(of(each)))

        return self.line(own, then, is_long=True)

    def took(self, key: str, kind: FigureKind) -> str:
        """A line with the median and the 90th percentile; for earlier periods only the median."""
        if not any(each.count(kind) for each in self._all):
            return ""

        def within(each: Figures, share: float = 0.5) -> str:
            return duration(self.localizer, each.quantile(kind, share))

        own = self.localizer.say(
            key, half=within(self.now), most=within(self.now, 0.9), count=self.now.count(kind)
        )

        def then(each: Figures) -> str:
            return self.localizer.say(
                "figures-took-then", half=within(each), count=each.count(kind)
            )

        return self.line(own, then, is_long=True)

    @property
    def _all(self) -> tuple[Figures, ...]:
        return (self.now, *(each for _, each in self.before))


def said_part(part: PartOf) -> dict[str, str]:
    """A count with its base and its rate, as the words of such a line take them."""
    how = MORE if part.count > part.base > 0 else PARTLY if part.base > 0 else PLAIN
    return {
        "how": how,
        "count": str(part.count),
        "of": str(part.base),
        "rate": percent(part.share),
    }


def _came_in(comparison: _Comparison) -> tuple[str, ...]:
    return (
        comparison.count("figures-received", FigureKind.RECEIVED, always=True),
        comparison.count("figures-came", FigureKind.CAME),
        comparison.count("figures-left", FigureKind.LEFT),
        comparison.count("figures-joined", FigureKind.JOINED),
        comparison.count("figures-withdrawn", FigureKind.WITHDRAWN),
    )


def _was_done(comparison: _Comparison) -> tuple[str, ...]:
    return (
        comparison.part("figures-accepted", lambda each: parts(each).accepted, always=True),
        comparison.part("figures-upheld", lambda each: parts(each).upheld, always=True),
        comparison.count("figures-not_upheld", FigureKind.NOT_UPHELD),
        comparison.count("figures-void", FigureKind.VOID),
        comparison.part("figures-removed", lambda each: parts(each).removed),
        comparison.count("figures-came_back", FigureKind.CAME_BACK),
        comparison.part("figures-answered", lambda each: parts(each).answered, always=True),
    )


def _how_fast(comparison: _Comparison) -> tuple[str, ...]:
    return (
        comparison.took("figures-took_accept", FigureKind.TOOK_ACCEPT),
        comparison.took("figures-took_close", FigureKind.TOOK_CLOSE),
        comparison.took("figures-took_remove", FigureKind.TOOK_REMOVE),
        comparison.part("figures-in_time", lambda each: parts(each).in_time),
        comparison.count("figures-overdue", FigureKind.OVERDUE, always=True),
    )


def _afterwards(comparison: _Comparison) -> tuple[str, ...]:
    def stars(each: Figures) -> str:
        mean = each.mean(FigureKind.RATED)
        return NONE if mean is None else f"{mean:.1f}"

    now, localizer = comparison.now, comparison.localizer
    rated = localizer.say("figures-rated", stars=stars(now), count=now.count(FigureKind.RATED))
    is_rated = any(
        each.count(FigureKind.RATED) for each in (now, *(each for _, each in comparison.before))
    )
    return (
        comparison.count("figures-appeals", FigureKind.APPEALED),
        comparison.part("figures-changed", lambda each: parts(each).changed),
        comparison.line(rated, stars) if is_rated else "",
    )


def percent(share: float | None) -> str:
    """A share between 0 and 1 as a percentage; a dash for None."""
    return NONE if share is None else f"{share:.0%}"


def duration(localizer: Localizer, seconds: int | None) -> str:
    """A duration given in seconds, in minutes, hours or days; a dash for None."""
    if seconds is None:
        return NONE
    if seconds < HOUR:
        return localizer.say("figures-minutes", count=round(seconds / MINUTE))
    if seconds < 2 * DAY:
        return localizer.say("figures-hours", count=round(seconds / HOUR))
    return localizer.say("figures-days", count=round(seconds / DAY))
