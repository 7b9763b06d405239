"""A chart of a year of figures, sized for a phone: reports, answers, and times to answer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.figures.figures import FigureKind
from handlers.ui import charts
from handlers.ui.localizer import Localizer
from usecases.figures.figures import FiguresQuery, Month

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT = 7.2, 9.0  # inches: 1080 by 1350 pixels
BARS = {  # light, dark and between, so that they differ in grey as well
    "figures-chart-received": (FigureKind.RECEIVED, "#c3cfdb"),
    "figures-chart-upheld": (FigureKind.UPHELD, "#8c1d0f"),
    "figures-chart-answered": (FigureKind.ANSWERED, "#3f7cac"),
}
DAY = 24 * 3600


def drawn(localizer: Localizer, wanted: FiguresQuery, months: Sequence[Month]) -> bytes:
    """The chart as PNG; in English if there is no font for the reader's language."""
    localizer = charts.drawable(localizer)
    whole = charts.sheet(WIDTH, HEIGHT)
    unit = localizer.unit(wanted.unit) if wanted.unit else localizer.say("figures-all-units")
    what = localizer.category(wanted.category) if wanted.category else localizer.say("figures-all")
    span = f"{months[0].first:%Y-%m} – {months[-1].first:%Y-%m}"
    whole.suptitle(f"{unit}\n{what} · {span}", fontsize=16, **charts.face())
    above, below = whole.subplots(2, 1, height_ratios=(3, 2), sharex=True)
    _counts(localizer, above, months)
    _days(localizer, below, months)
    whole.legend(loc="outside lower center", ncols=len(BARS), **charts.face("prop"))
    return charts.png(whole)


def _counts(localizer: Localizer, axes: "Axes", months: Sequence[Month]) -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    width = 0.8 / len(BARS)
    for place, (key, (kind, colour)) in enumerate(BARS.items()):
        heights = [month.figures.count(kind) for month in months]
        at = [x + (place - 1) * width for x in range(len(months))]
        bars = axes.bar(at, heights, width=width, color=colour, label=localizer.say(key))
        axes.bar_label(
            bars, [str(n) if n else "" for n in heights], padding=2, fontsize=8, rotation=90
        )
    axes.margins(y=0.12)
    axes.set_title(localizer.say("figures-chart-title"), **charts.face())
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="y", alpha=0.3)


def _days(localizer: Localizer, axes: "Axes", months: Sequence[Month]) -> None:
    took = [month.figures.quantile(FigureKind.TOOK_CLOSE, 0.5) for month in months]
    days = [float("nan") if seconds is None else seconds / DAY for seconds in took]
    axes.plot(range(len(months)), days, marker="o", color="#3f7cac")
    axes.margins(y=0.15)
    axes.set_ylim(bottom=0)
    axes.set_title(localizer.say("figures-chart-days"), **charts.face())
    axes.set_xticks(range(len(months)), [f"{month.first:%y-%m}" for month in months], rotation=60)
    axes.grid(axis="y", alpha=0.3)
