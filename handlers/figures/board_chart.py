"""The board as a picture for a phone: open and late cases of each unit, the worst on top."""

from typing import TYPE_CHECKING

from domain.figures.board import BoardRow
from handlers.figures import spans
from handlers.ui import bar_chart, charts
from handlers.ui.bar_chart import INSIDE
from handlers.ui.localizer import Localizer
from usecases.figures.board import Board

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 7.2  # inches: 1080 pixels, shown at about 390 on a phone
ROW, AROUND = 0.62, 1.9  # inches for a unit, and for the rest
MOST = 20  # units: more are not readable on a phone
LATE, IN_TIME = "#8c1d0f", "#9db4c8"  # dark and light, so that they differ in grey as well
SIZE = 13  # points


def drawn(localizer: Localizer, board: Board) -> bytes:
    """The chart as PNG; units with nothing open are left out."""
    return charts.png(picture(localizer, board))


def picture(localizer: Localizer, board: Board) -> "Figure":
    """The chart as a figure."""
    localizer = charts.drawable(localizer)
    rows = [row for row in board.rows if row.load.open][:MOST]
    whole = charts.sheet(WIDTH, AROUND + ROW * max(1, len(rows)))
    title = localizer.say("board-title", month=spans.month(localizer, board.span.first))
    whole.suptitle(title, fontsize=18, **charts.face())
    axes = whole.subplots()
    _bars(localizer, axes, rows)
    if rows:
        whole.legend(loc="outside lower center", ncols=2, **charts.face("prop"))
    return whole


def _bars(localizer: Localizer, axes: "Axes", rows: list[BoardRow]) -> None:
    """A bar for each unit with its name above it: first the late cases, then the others."""
    places = range(len(rows))
    late = [row.load.late for row in rows]
    others = [row.load.open - row.load.late for row in rows]
    most = max((row.load.open for row in rows), default=1)
    axes.barh(places, late, height=0.45, color=LATE, label=localizer.say("board-chart-late"))
    axes.barh(
        places,
        others,
        left=late,
        height=0.45,
        color=IN_TIME,
        label=localizer.say("board-chart-in-time"),
    )
    for place, row in enumerate(rows):
        name = bar_chart.cut(localizer.unit(row.unit), SIZE, WIDTH * INSIDE)
        axes.text(0, place - 0.3, name, fontsize=SIZE, va="bottom", **charts.face())
        if row.load.late:
            _number(axes, most * 0.01, place, str(row.load.late), color="white")
        if row.load.open > row.load.late:
            _number(axes, row.load.open, place, f" {row.load.open}")
    axes.set_ylim(len(rows) - 0.3, -0.9)
    axes.set_xlim(0, most * 1.12)
    axes.axis("off")
    if not rows:
        axes.text(0, 0, localizer.say("board-quiet"), fontsize=SIZE, **charts.face())


def _number(axes: "Axes", at: float, place: int, text: str, color: str = "black") -> None:
    axes.text(at, place, text, color=color, fontsize=SIZE, va="center", **charts.face())
