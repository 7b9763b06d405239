"""Horizontal bars for a phone: the name above its bars, each number in or beside its bar.

Drawn 1080 pixels wide and shown at about 390: smaller letters than `SIZE` would not be readable.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from handlers.ui import charts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 7.2  # inches: 1080 pixels
SIZE, HEAD, TITLE, NOTE = 13, 15, 18, 11  # points
NAME, BAR, GAP = 0.28, 0.25, 0.1  # inches: a name, a bar, and the space below a group
HEADING = 0.5  # inches of the heading of a panel
POINTS = 72  # per inch
PIXEL_PARTS = 64  # FreeType measures in 64ths of a pixel
INSIDE = 0.94  # of the width may be used: letters are measured without hinting
_PIECE = re.compile(r"[\u2e80-\uffff]|[^\s\u2e80-\uffff]+|\s+")  # where a line may be broken


class Colour(Struct, frozen=True):
    """The colour of a bar, and of a number in it."""

    bar: str
    text: str


LIGHT = Colour("#c3cfdb", "black")
MIDDLE = Colour("#3f7cac", "white")
DARK = Colour("#8c1d0f", "white")
"""Light, middle and dark, so that they differ in grey as well."""


class Bars(Struct, frozen=True):
    """A series: its name in the legend, its colour, and for each group a value and its text."""

    label: str
    colour: Colour
    values: tuple[float, ...]
    texts: tuple[str, ...]


def height(groups: int, series: int) -> float:
    """The height in inches of a panel with this many groups of bars."""
    return HEADING + groups * (NAME + series * BAR + GAP)


def draw(
    axes: "Axes", head: str, names: Sequence[str], series: Sequence[Bars], *, nothing: str = ""
) -> None:
    """Draw a panel: a group of bars for each name, the first on top; `nothing` if there is none.

    The panel has to be as wide as `WIDTH` and as high as `height` says.
    """
    group = NAME + len(series) * BAR + GAP
    most = max((value for each in series for value in each.values), default=0) or 1
    inch = most / (WIDTH * INSIDE)  # an inch of the drawing, in units of the values
    if not names:
        axes.text(0, NAME, cut(nothing, SIZE, WIDTH * INSIDE), fontsize=SIZE, **charts.face())
    for number, name in enumerate(names):
        top = number * group
        axes.text(
            0,
            top + NAME * 0.85,
            cut(name, SIZE, WIDTH * INSIDE),
            fontsize=SIZE,
            va="bottom",
            **charts.face(),
        )
    for place, each in enumerate(series):
        at = [number * group + NAME + (place + 0.5) * BAR for number in range(len(each.values))]
        axes.barh(at, each.values, height=BAR * 0.92, color=each.colour.bar, label=each.label)
        for y, value, text in zip(at, each.values, each.texts, strict=True):
            needed = width_of(f" {text} ", SIZE) * inch
            inside = value > needed
            axes.text(
                value if inside else value + 0.05 * inch,
                y,
                f"{text} " if inside else text,
                color=each.colour.text if inside else "black",
                fontsize=SIZE,
                ha="right" if inside else "left",
                va="center_baseline",
                **charts.face(),
            )
    axes.set_xlim(0, most * 1.001)
    axes.set_ylim(max(1, len(names)) * group, 0)
    axes.axis("off")
    if head:
        above = axes.set_title(cut(head, HEAD, WIDTH * INSIDE), loc="left", **charts.face())
        above.set_fontsize(HEAD)  # a font given by its file brings its own size


def titled(whole: "Figure", *texts: str) -> None:
    """Set the title: each text begins a line, and is broken where it is too long."""
    broken = _broken(texts, TITLE)
    whole.suptitle("\n".join(broken), fontsize=TITLE, linespacing=1.3, **charts.face())


def said(axes: "Axes", texts: Sequence[str]) -> None:
    """Write sentences into a panel of their own, `said_height` high."""
    broken = _broken(texts, SIZE)
    axes.text(0, 1, "\n".join(broken), fontsize=SIZE, linespacing=1.3, va="top", **charts.face())
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.axis("off")


def said_height(texts: Sequence[str]) -> float:
    """The height in inches of a panel of sentences."""
    return NAME * len(_broken(texts, SIZE))


def explained(whole: "Figure", axes: "Axes", *notes: str) -> None:
    """Set the legend below everything, and the notes above its colours."""
    handles, labels = axes.get_legend_handles_labels()
    broken = _broken(notes, NOTE)
    made = whole.legend(
        handles,
        labels,
        title="\n".join(broken) or None,
        loc="outside lower center",
        ncols=len(handles),
        frameon=False,
        **charts.face("prop"),
    )
    made.get_title().set(**charts.face())
    made.get_title().set_fontsize(NOTE)
    for text in made.get_texts():
        text.set_fontsize(SIZE)


def _broken(texts: Sequence[str], size: float) -> list[str]:
    return [line for text in texts for line in wrapped(text, size, WIDTH * INSIDE)]


def wrapped(text: str, size: float, inches: float) -> list[str]:
    """The lines of a text, none wider than this: broken between words, or Chinese characters."""
    found = [""]
    for piece in _PIECE.findall(text):
        if width_of(found[-1] + piece.rstrip(), size) > inches and found[-1]:
            found.append("")
        found[-1] += piece if found[-1] else piece.lstrip()
    return [cut(line.rstrip(), size, inches) for line in found]


def cut(text: str, size: float, inches: float) -> str:
    """The text, cut with an ellipsis if it is wider than this."""
    if width_of(text, size) <= inches:
        return text
    fitting = bisect_right(
        range(1, len(text) + 1), inches, key=lambda n: width_of(f"{text[:n]}…", size)
    )
    return f"{text[:fitting].rstrip()}…"


def width_of(text: str, size: float) -> float:
    """How wide a text is, in inches."""
    from matplotlib import font_manager  # noqa: PLC0415 - an extra, and slow to read

    found = charts.font() or font_manager.findfont(font_manager.FontProperties())
    face = font_manager.get_font(str(found))
    face.set_size(size, POINTS)
    face.set_text(text.replace(" ", "\u00a0"), 0.0)  # as wide, and counted at the ends, too
    width, _ = face.get_width_height()
    return float(width) / PIXEL_PARTS / POINTS
