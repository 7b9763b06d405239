"""The transparency report as a chart for a public channel."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from domain.figures.figures import FigureKind
from domain.figures.transparency import (
    COLUMNS,
    LINE_COLUMNS,
    SMALLEST,
    Row,
    TransparencyReport,
    TransparencyTable,
)
from handlers.figures.transparency_page import line_named
from handlers.ui import charts
from handlers.ui.localizer import Localizer
from handlers.ui.markup import cut

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 7.2  # inches: 1080 pixels, a phone's width
ROW, AROUND = 0.3, 3.0  # inches for a row, and for the rest of the chart
LONGEST = 30  # characters of a name
BARS = {FigureKind.UPHELD: "#c23616", FigureKind.NOT_UPHELD: "#7f8fa6"}


def drawn(localizer: Localizer, report: TransparencyReport) -> bytes:
    """The chart as PNG; units without any count in that month are left out."""
    localizer = charts.drawable(localizer)
    shown = [
        ("transparency-by-category", report.by_category.rows, localizer.category),
        ("transparency-by-line", _with_counts(report.by_line), line_named(localizer)),
        ("transparency-by-unit", _with_counts(report.by_unit), localizer.unit),
    ]
    shown = [each for each in shown if each[1]]
    heights = [len(rows) for _, rows, _ in shown]
    whole = charts.sheet(WIDTH, AROUND + ROW * sum(heights))
    title = localizer.say("transparency-title", month=f"{report.month:%Y-%m}")
    head = f"{title}\n{_sums(localizer, report.by_category)}"
    whole.suptitle(head, fontsize=14, linespacing=1.6, **charts.face())
    charted = whole.subplots(len(heights), 1, height_ratios=heights, squeeze=False)[:, 0]
    for axes, (key, rows, named) in zip(charted, shown, strict=True):
        _bars(localizer, axes, key, rows, named)
    handles, labels = charted[0].get_legend_handles_labels()
    whole.legend(
        handles,
        labels,
        title=localizer.say("transparency-picture-note", least=str(SMALLEST)),
        loc="outside lower center",
        ncols=len(BARS),
        **charts.face("prop"),
        **charts.face("title_fontproperties"),
    )
    return charts.png(whole)


def _with_counts(table: TransparencyTable) -> tuple[Row, ...]:
    """The rows with any count; a hidden count counts as one, zero does not."""
    return tuple(row for row in table.rows if any(count != 0 for count in row.cells))


def _sums(localizer: Localizer, table: TransparencyTable) -> str:
    small = localizer.say("transparency-hidden")
    return " · ".join(
        f"{localizer.say(f'transparency-{kind}')} {small if count is None else f'{count:,}'}"
        for kind, count in zip(COLUMNS, table.total, strict=True)
    )


def _bars(
    localizer: Localizer,
    axes: "Axes",
    head: str,
    rows: tuple[Row, ...],
    named: Callable[[str], str],
) -> None:
    """Draw the bars of each row, the first row on top; a hidden count is shown by its sign.

    Of a bottom line only the upheld cases are known.
    """
    columns = COLUMNS if len(rows[0].cells) == len(COLUMNS) else LINE_COLUMNS
    bars_of = {kind: colour for kind, colour in BARS.items() if kind in columns}
    thick = 0.8 / len(BARS)
    for place, (kind, colour) in enumerate(bars_of.items()):
        counts = [row.cells[columns.index(kind)] for row in rows]
        at = [y + (place - (len(bars_of) - 1) / 2) * thick for y in range(len(rows))]
        bars = axes.barh(
            at,
            [count or 0 for count in counts],
            height=thick,
            color=colour,
            label=localizer.say(f"transparency-{kind}"),
        )
        labels = [
            localizer.say("transparency-hidden") if each is None else f"{each:,}" for each in counts
        ]
        axes.bar_label(bars, labels, padding=2, fontsize=8)
    axes.set_yticks(
        range(len(rows)), [cut(named(row.code), LONGEST) for row in rows], **charts.face()
    )
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_title(localizer.say(head), **charts.face())
    axes.margins(x=0.12)
    axes.xaxis.set_visible(False)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
