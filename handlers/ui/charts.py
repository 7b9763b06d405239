"""What every picture shares: whether one can be drawn, in which letters, how it becomes a PNG.

matplotlib draws, an extra (`charts`): in a thread, and its `Figure` alone, never pyplot.
"""

import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from handlers.ui.localizer import Localizer

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOTS = 150  # per inch
BASE = "en"  # its letters are in every font
REGULAR = 400  # the weight of letters that are neither thin nor bold
CJK = ("zh", "ja", "ko")
FAMILIES = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Serif CJK SC", "WenQuanYi Zen Hei")


@cache
def is_possible() -> bool:
    """Whether there is anything to draw with."""
    return find_spec("matplotlib") is not None


@cache
def font() -> Path | None:
    """A font with Chinese characters, where this machine has one."""
    from matplotlib import font_manager  # noqa: PLC0415 - an extra, and slow to read

    faces = font_manager.fontManager.ttflist
    known = {each.name: each.fname for each in faces if each.weight == REGULAR}
    return next((Path(known[name]) for name in FAMILIES if name in known), None)


def drawable(localizer: Localizer) -> Localizer:
    """The same voice; without a font for its language, one that speaks English."""
    if localizer.locale.startswith(CJK) and font() is None:
        return replace(localizer, locale=BASE)
    return localizer


def face(name: str = "fontproperties") -> dict[str, Any]:
    """The font, as the argument of that name."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    found = font()
    return {name: FontProperties(fname=found)} if found else {}


def sheet(width: float, height: float) -> "Figure":
    """An empty picture of so many inches."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    return Figure(figsize=(width, height), dpi=DOTS, layout="constrained")


def png(drawn: "Figure") -> bytes:
    """A picture as a file."""
    file = io.BytesIO()
    drawn.savefig(file, format="png")
    return file.getvalue()
