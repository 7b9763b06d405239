"""The transparency report as two pictures for a public channel: by content, and by unit."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from domain.figures.figures import FigureKind
from domain.figures.suppression import SMALLEST
from domain.figures.transparency import (
    LINE_COLUMNS,
    Row,
    TransparencyReport,
    TransparencyTable,
)
from handlers.figures import spans
from handlers.figures.transparency_page import in_short, line_named, published
from handlers.ui import bar_chart, charts
from handlers.ui.bar_chart import DARK, LIGHT, Bars, Colour
from handlers.ui.localizer import Localizer

if TYPE_CHECKING:
    from matplotlib.figure import Figure

AROUND = 2.4  # inches for the title and the legend
MOST = 16  # units: more are not readable on a phone
SAID = 4  # of the sentences stand above the bars
BARS: Mapping[FigureKind, Colour] = {FigureKind.UPHELD: DARK, FigureKind.NOT_UPHELD: LIGHT}


class Panel(Struct, frozen=True):
    """One of the tables as bars: rows without any number that is shown are left out."""

    head: str
    table: TransparencyTable
    named: Callable[[str], str]
    most: int = 100

    @property
    def kinds(self) -> tuple[FigureKind, ...]:
        """The columns that are drawn: of a bottom line only the upheld cases are known."""
        return LINE_COLUMNS if self.table.columns == LINE_COLUMNS else tuple(BARS)

    @property
    def rows(self) -> list[Row]:
        """The rows that are drawn; if there are too many, those with the most upheld cases."""

        def shown(row: Row) -> int:
            return sum(self.table.count(row, kind) or 0 for kind in self.kinds)

        found = [row for row in self.table.rows if shown(row)]
        return (
            sorted(found, key=shown, reverse=True)[: self.most] if self.most < len(found) else found
        )


def drawn(localizer: Localizer, report: TransparencyReport) -> dict[str, bytes]:
    """The pictures as PNG, named as in `pictures`; in English without a font for the language."""
    found = pictures(charts.drawable(localizer), report)
    return {name: charts.png(whole) for name, whole in found.items()}


def pictures(localizer: Localizer, report: TransparencyReport) -> dict[str, "Figure"]:
    """The pictures: categories and bottom lines under an empty name, the units under `units`."""
    content = (
        Panel("transparency-by-category", report.by_category, localizer.category),
        Panel("transparency-by-line", report.by_line, line_named(localizer)),
    )
    units = Panel("transparency-by-unit", report.by_unit, localizer.unit, MOST)
    return {"": picture(localizer, report, *content), "units": picture(localizer, report, units)}


def picture(localizer: Localizer, report: TransparencyReport, *panels: Panel) -> "Figure":
    """One picture with these panels, one below the other."""
    sentences = in_short(localizer, report)[:SAID]
    heights = [
        bar_chart.said_height(sentences),
        *(bar_chart.height(max(1, len(panel.rows)), len(panel.kinds)) for panel in panels),
    ]
    whole = charts.sheet(bar_chart.WIDTH, AROUND + sum(heights))
    title = localizer.say("transparency-title", month=spans.month(localizer, report.month))
    bar_chart.titled(whole, title)
    above, *charted = whole.subplots(len(heights), 1, height_ratios=heights)
    bar_chart.said(above, sentences)
    for axes, panel in zip(charted, panels, strict=True):
        rows = panel.rows
        series = [_series(localizer, panel, rows, kind) for kind in panel.kinds]
        names = [panel.named(row.code) for row in rows]
        nothing = localizer.say(_nothing(report))
        bar_chart.draw(axes, localizer.say(panel.head), names, series, nothing=nothing)
    note = localizer.say("transparency-picture-note", least=str(SMALLEST))
    bar_chart.explained(whole, charted[0], note, published(localizer, report))
    return whole


def _nothing(report: TransparencyReport) -> str:
    """The key of why a panel has no bars."""
    received = report.by_unit.count(report.by_unit.whole, FigureKind.RECEIVED)
    return "transparency-no-reports" if received == 0 else "transparency-nothing-shown"


def _series(localizer: Localizer, panel: Panel, rows: list[Row], kind: FigureKind) -> Bars:
    """The bars of one column; a hidden count has its sign and no bar."""
    counts = [panel.table.count(row, kind) for row in rows]
    hidden = localizer.say("transparency-hidden")
    return Bars(
        localizer.say(f"transparency-{kind}"),
        BARS[kind],
        tuple(float(count or 0) for count in counts),
        tuple(hidden if count is None else f"{count:,}" for count in counts),
    )
