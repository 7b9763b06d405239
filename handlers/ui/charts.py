"""Shared code of all charts: whether matplotlib is installed, fonts, and PNG output.

matplotlib is an optional dependency (extra `charts`). Charts are drawn in a thread, so only
`Figure` is used: pyplot is not thread-safe.
"""

import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from domain.core.errors import Refusal
from handlers.ui.localizer import Localizer

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOTS = 150  # per inch
BASE = "en"  # every font has its letters
REGULAR = 400  # the normal font weight
CJK = ("zh", "ja", "ko")
FAMILIES = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Serif CJK SC", "WenQuanYi Zen Hei")


@cache
def is_possible() -> bool:
    """Whether matplotlib is installed."""
    return find_spec("matplotlib") is not None


def check() -> None:
    """Raise a refusal that says what to install, where matplotlib is not."""
    if not is_possible():
        raise Refusal("charts-missing")


@cache
def font() -> Path | None:
    """The path of a font with Chinese characters; None if this machine has none."""
    from matplotlib import font_manager  # noqa: PLC0415 - an extra, and slow to read

    faces = font_manager.fontManager.ttflist
    known = {each.name: each.fname for each in faces if each.weight == REGULAR}
    return next((Path(known[name]) for name in FAMILIES if name in known), None)


def drawable(localizer: Localizer) -> Localizer:
    """The localizer itself; an English one if there is no font for its language."""
    if localizer.locale.startswith(CJK) and font() is None:
        return replace(localizer, locale=BASE)
    return localizer


def face(name: str = "fontproperties") -> dict[str, Any]:
    """The font as a keyword argument called `name`; empty for matplotlib's default font."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    found = font()
    return {name: FontProperties(fname=found)} if found else {}


def sheet(width: float, height: float) -> "Figure":
    """An empty figure; width and height in inches."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    return Figure(figsize=(width, height), dpi=DOTS, layout="constrained")


def png(drawn: "Figure") -> bytes:
    """The figure as the bytes of a PNG file."""
    file = io.BytesIO()
    drawn.savefig(file, format="png")
    return file.getvalue()
