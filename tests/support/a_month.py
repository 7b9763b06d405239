"""A month with reports, as it is published: some units are busy, some have few, some nothing."""

from datetime import date

from domain.figures.figures import FigureKind, Figures, rounded
from domain.figures.transparency import (
    COLUMNS,
    LINE_COLUMNS,
    Counted,
    Publisher,
    TransparencyReport,
    removal_times,
    together,
    took,
)
from tests.support.life import NOON

OCTOBER = date(2026, 10, 1)
TOOK = {
    FigureKind.TOOK_ACCEPT: (FigureKind.ACCEPTED, 5),
    FigureKind.TOOK_CLOSE: (FigureKind.ANSWERED, 70),
    FigureKind.TOOK_REMOVE: (FigureKind.REMOVED, 30),
}


def figures(received):
    """What became of so many reports."""
    share = {
        FigureKind.RECEIVED: 1.0,
        FigureKind.ACCEPTED: 0.8,
        FigureKind.REFUSED: 0.2,
        FigureKind.UPHELD: 0.4,
        FigureKind.NOT_UPHELD: 0.2,
        FigureKind.REMOVED: 0.2,
        FigureKind.IN_TIME: 0.6,
        FigureKind.OVERDUE: 0.1,
        FigureKind.APPEAL_DECIDED: 0.1,
        FigureKind.APPEAL_CHANGED: 0.05,
    }
    counts = {kind: int(received * part) for kind, part in share.items()}
    counts[FigureKind.ANSWERED] = sum(
        counts[kind] for kind in (FigureKind.REFUSED, FigureKind.UPHELD, FigureKind.NOT_UPHELD)
    )
    rows = [(kind, 0, count) for kind, count in counts.items() if count]
    for kind, (of, hours) in TOOK.items():
        rows += [(kind, rounded((hours + n % 7) * 3600), 1) for n in range(counts[of])]
    return Figures.of(rows)


def a_month(profile, busy=(120, 40, 25, 8, 3), month=OCTOBER, back=6):
    """The report of a network whose first units received so many reports, the others none."""
    units = [unit.code for unit in profile.units]
    top = list(profile.taxonomy.top)
    lines = [line.code for line in profile.taxonomy.bottom_lines]
    each = [figures(count) for count in busy]
    by_unit = dict(zip(units, each, strict=False))
    by_category = dict(zip(top, each, strict=False))
    upheld = [(FigureKind.UPHELD, 0, found.count(FigureKind.UPHELD)) for found in each]
    by_line = {
        line: Figures.of([row]) for line, row in zip([*lines, ""], upheld, strict=False) if row[2]
    }
    categories, offices, bottom = together(
        Counted(by_category, top, COLUMNS),
        Counted(by_unit, units, COLUMNS),
        Counted(by_line, [*lines, ""], LINE_COLUMNS),
    )
    again = Figures.of([(FigureKind.CAME_BACK, 0, back)] if back else [])
    return TransparencyReport(
        month=month,
        publisher=Publisher(unit=units[0] if units else "", at=NOON),
        by_category=categories,
        by_unit=offices,
        by_line=bottom,
        accept=took(each, FigureKind.TOOK_ACCEPT),
        close=took(each, FigureKind.TOOK_CLOSE),
        removal=removal_times([*each, again]),
    )
