"""Figures: of one unit for everybody, of many units for their leads and admins."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct, field

from domain.core.errors import NotAllowed, Refusal
from domain.figures.figures import FigureKind, Figures, Span, month_end
from domain.figures.periods import Period
from domain.figures.rates import Measured, measured
from domain.network.people import Person, overlooks
from domain.network.units import Unit
from storage.figures import figures
from usecases.core.request import Request
from usecases.notify import case_counters

YEAR = 365
MONTHS = 12  # shown in a chart


def of_unit(req: Request, unit: str, days: int = YEAR) -> Measured:
    """The measured facts of one unit's work in the last `days` days; public."""
    today = case_counters.today(req)
    span = Span(today - timedelta(days=days - 1), today)
    return measured(figures.read(req.tx, (unit,), span))


class FiguresQuery(Struct, frozen=True, kw_only=True):
    """Which figures: of one unit or all visible ones, of one category or all."""

    unit: str = ""
    period: Period = Period.THIS_MONTH
    category: str = ""


class Overview(Struct, frozen=True, kw_only=True):
    """The figures of a period and of two others to compare with; `backlog` is open now.

    `seen` are all units that may be chosen. `spans` and `figures` correspond by position.
    `by_line` are the upheld cases of the period by bottom line, of all categories only; under an
    empty code those for which none was recorded.
    """

    wanted: FiguresQuery
    seen: tuple[Unit, ...]
    spans: tuple[Span, ...]
    figures: tuple[Figures, ...]
    backlog: int
    by_line: Mapping[str, int] = field(default_factory=dict)


def look(req: Request, wanted: FiguresQuery) -> Overview:
    """The figures of this person's own units and those below."""
    units = codes(req.actor, req, wanted)
    today = case_counters.today(req)
    spans = (wanted.period.span(today), *wanted.period.before(today))
    found = tuple(figures.read(req.tx, units, span, wanted.category) for span in spans)
    upheld = found[0].count(FigureKind.UPHELD)
    return Overview(
        wanted=wanted,
        seen=seen(req),
        spans=spans,
        figures=found,
        by_line={} if wanted.category else by_line(req, units, spans[0], upheld),
        backlog=figures.backlog(req.tx, units, wanted.category),
    )


def by_line(req: Request, units: Sequence[str], span: Span, upheld: int) -> dict[str, int]:
    """The upheld cases of these units by bottom line, in the profile's order.

    `upheld` are all of them: under an empty code stand those of which no line was recorded, such
    as from before lines were counted.
    """
    found = figures.by_line(req.tx, units, span)
    known = [line.code for line in req.profile.taxonomy.bottom_lines]
    order = dict.fromkeys([*known, *sorted(found)])
    rest = upheld - sum(found.values())
    return {
        **{code: found[code] for code in order if code in found},
        **({"": rest} if rest > 0 else {}),
    }


def seen(req: Request) -> tuple[Unit, ...]:
    """The units, also retired, whose figures this person may see; raises a refusal if none."""
    known = req.profile.by_code
    found = tuple(unit for unit in req.profile.units if overlooks(req.actor, unit.code, known))
    if not found:
        raise NotAllowed("refusal-not-allowed")
    return found


def codes(person: Person, req: Request, wanted: FiguresQuery) -> tuple[str, ...]:
    """The codes of the units to add up; raises a refusal if the chosen one is not visible."""
    known = req.profile.by_code
    found = tuple(code for code in known if overlooks(person, code, known))
    if not found or (wanted.unit in known and wanted.unit not in found):
        raise NotAllowed("refusal-not-allowed")
    if wanted.unit and wanted.unit not in known:
        raise Refusal("unit-unknown")
    return (wanted.unit,) if wanted.unit else found


class Month(Struct, frozen=True):
    """One month's figures; `first` is its first day."""

    first: date
    figures: Figures


def by_month(req: Request, wanted: FiguresQuery) -> tuple[Month, ...]:
    """The same figures by month, the current one and those before it, oldest first."""
    units = codes(req.actor, req, wanted)
    today = case_counters.today(req)
    firsts = [today.replace(day=1)]
    while len(firsts) < MONTHS:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    return tuple(
        Month(
            first,
            figures.read(req.tx, units, Span(first, min(month_end(first), today)), wanted.category),
        )
        for first in reversed(firsts)
    )
