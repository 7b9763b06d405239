"""A chart of a year of figures, sized for a phone: reports, answers, and times to answer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.figures.figures import FigureKind
from handlers.figures import spans
from handlers.figures.text import duration
from handlers.ui import bar_chart, charts
from handlers.ui.bar_chart import DARK, LIGHT, MIDDLE, Bars
from handlers.ui.localizer import Localizer
from usecases.figures.figures import FiguresQuery, Month

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BARS = {
    "figures-chart-received": (FigureKind.RECEIVED, LIGHT),
    "figures-chart-answered": (FigureKind.ANSWERED, MIDDLE),
    "figures-chart-upheld": (FigureKind.UPHELD, DARK),
}
AROUND = 2.0  # inches for the title and the legend


def drawn(localizer: Localizer, wanted: FiguresQuery, months: Sequence[Month]) -> bytes:
    """The chart as PNG; in English if there is no font for the reader's language."""
    return charts.png(picture(charts.drawable(localizer), wanted, months))


def picture(localizer: Localizer, wanted: FiguresQuery, months: Sequence[Month]) -> "Figure":
    """The chart, not yet written: for each month its name and its bars, the oldest on top."""
    whole = charts.sheet(bar_chart.WIDTH, AROUND + bar_chart.height(len(months), len(BARS)))
    unit = localizer.unit(wanted.unit) if wanted.unit else localizer.say("figures-all-units")
    what = localizer.category(wanted.category) if wanted.category else localizer.say("figures-all")
    first, last = (spans.month(localizer, month.first) for month in (months[0], months[-1]))
    bar_chart.titled(whole, unit, what, localizer.say("figures-chart-span", first=first, last=last))
    axes = whole.subplots()
    bar_chart.draw(
        axes,
        "",
        [_name(localizer, month) for month in months],
        [
            Bars(
                localizer.say(key),
                colour,
                tuple(float(month.figures.count(kind)) for month in months),
                tuple(str(month.figures.count(kind)) for month in months),
            )
            for key, (kind, colour) in BARS.items()
        ],
    )
    bar_chart.explained(whole, axes)
    return whole


def _name(localizer: Localizer, month: Month) -> str:
    """The month, and how soon half of its answers came."""
    name = spans.month(localizer, month.first)
    half = month.figures.quantile(FigureKind.TOOK_CLOSE, 0.5)
    if half is None:
        return name
    return localizer.say("figures-chart-month", month=name, half=duration(localizer, half))
