"""The board: the units of a network side by side, the one that needs help most on top."""

from collections.abc import Iterable

from msgspec import Struct

from domain.figures.figures import FigureKind, Figures
from domain.figures.rates import PartOf, parts


class Load(Struct, frozen=True, kw_only=True):
    """The open cases of a unit now; `oldest_at` is when the oldest was opened, unix seconds."""

    open: int = 0
    late: int = 0
    to_confirm: int = 0
    oldest_at: int | None = None


NOTHING = Load()


class BoardRow(Struct, frozen=True, kw_only=True):
    """One unit: its open cases now, and what was measured in the period.

    Medians are in seconds; None where nothing was measured. `answered` is a part of the new cases,
    `appeals_changed` of the appeals that were decided.
    """

    unit: str
    load: Load
    received: int
    answered: PartOf
    accept: int | None
    close: int | None
    remove: int | None
    appeals_changed: PartOf

    @property
    def is_idle(self) -> bool:
        """Whether nothing is open and nothing came in."""
        return not (self.load.open or self.received or self.answered.count)


def row(unit: str, load: Load, figures: Figures) -> BoardRow:
    """The row of a unit, from its open cases and its counts."""
    measured = parts(figures)
    return BoardRow(
        unit=unit,
        load=load,
        received=figures.count(FigureKind.RECEIVED),
        answered=measured.answered,
        accept=figures.quantile(FigureKind.TOOK_ACCEPT, 0.5),
        close=figures.quantile(FigureKind.TOOK_CLOSE, 0.5),
        remove=figures.quantile(FigureKind.TOOK_REMOVE, 0.5),
        appeals_changed=measured.changed,
    )


def worst_first(rows: Iterable[BoardRow]) -> tuple[BoardRow, ...]:
    """Most late cases first, then what is to be confirmed, then the oldest open case."""

    def key(each: BoardRow) -> tuple[int, int, float, int, str]:
        load = each.load
        oldest = load.oldest_at if load.oldest_at is not None else float("inf")
        return (-load.late, -load.to_confirm, oldest, -each.received, each.unit)

    return tuple(sorted(rows, key=key))
