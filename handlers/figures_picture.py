"""A year of figures as a picture for a phone: what came in and was answered, and how soon.

It is drawn by matplotlib, an extra (`charts`), in a thread: its `Figure` alone, never pyplot.
"""

import io
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain.figures import Kind
from handlers.voice import Voice
from usecases.figures import Month, Wanted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT, DOTS = 7.2, 9.0, 150  # inches and dots per inch: 1080 by 1350 pixels
BASE = "en"  # its letters are in every font
CJK = ("zh", "ja", "ko")
FAMILIES = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Serif CJK SC", "WenQuanYi Zen Hei")
BARS = {
    "figures-chart-received": (Kind.RECEIVED, "#7f8fa6"),
    "figures-chart-upheld": (Kind.UPHELD, "#c23616"),
    "figures-chart-answered": (Kind.ANSWERED, "#0097e6"),
}
DAY = 24 * 3600


@cache
def is_possible() -> bool:
    """Whether there is anything to draw with."""
    return find_spec("matplotlib") is not None


@cache
def font() -> Path | None:
    """A font with Chinese characters, where this machine has one."""
    from matplotlib import font_manager  # noqa: PLC0415 - an extra, and slow to read

    known = {each.name: each.fname for each in font_manager.fontManager.ttflist}
    return next((Path(known[name]) for name in FAMILIES if name in known), None)


def drawn(voice: Voice, wanted: Wanted, months: Sequence[Month]) -> bytes:
    """The picture as PNG; without a font for the reader's language, in English."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - an extra, and slow to read
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    if voice.locale.startswith(CJK) and font() is None:
        voice = replace(voice, locale=BASE)
    face: dict[str, Any] = {"font": FontProperties(fname=font())} if font() else {}
    whole = Figure(figsize=(WIDTH, HEIGHT), dpi=DOTS, layout="constrained")
    unit = voice.unit(wanted.unit) if wanted.unit else voice.say("figures-all-units")
    what = voice.category(wanted.category) if wanted.category else voice.say("figures-all")
    whole.suptitle(f"{unit}\n{what}", fontsize=16, **_as("fontproperties", face))
    above, below = whole.subplots(2, 1, height_ratios=(3, 2), sharex=True)
    _counts(voice, above, months, face)
    _days(voice, below, months, face)
    whole.legend(loc="outside lower center", ncols=len(BARS), **_as("prop", face))
    picture = io.BytesIO()
    whole.savefig(picture, format="png")
    return picture.getvalue()


def _as(name: str, face: dict[str, Any]) -> dict[str, Any]:
    return {name: face["font"]} if face else {}


def _counts(voice: Voice, axes: "Axes", months: Sequence[Month], face: dict[str, Any]) -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    width = 0.8 / len(BARS)
    for place, (key, (kind, colour)) in enumerate(BARS.items()):
        heights = [month.figures.count(kind) for month in months]
        at = [x + (place - 1) * width for x in range(len(months))]
        axes.bar(at, heights, width=width, color=colour, label=voice.say(key))
    axes.set_title(voice.say("figures-chart-title"), **_as("fontproperties", face))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="y", alpha=0.3)


def _days(voice: Voice, axes: "Axes", months: Sequence[Month], face: dict[str, Any]) -> None:
    took = [month.figures.quantile(Kind.TOOK_CLOSE, 0.5) for month in months]
    days = [float("nan") if seconds is None else seconds / DAY for seconds in took]
    axes.plot(range(len(months)), days, marker="o", color="#0097e6")
    axes.set_ylim(bottom=0)
    axes.set_title(voice.say("figures-chart-days"), **_as("fontproperties", face))
    axes.set_xticks(range(len(months)), [f"{month.first:%y-%m}" for month in months], rotation=60)
    axes.grid(axis="y", alpha=0.3)
