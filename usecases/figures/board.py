"""/board: the units that a lead or an admin answers for, side by side; one unit with its people."""

from collections.abc import Mapping

from msgspec import Struct

from domain.core.errors import NotAllowed
from domain.figures.board import NOTHING, BoardRow, Load, row, worst_first
from domain.figures.figures import Figures, Span
from domain.figures.periods import Period
from domain.network.people import Role, role_in
from domain.network.units import Unit
from storage.figures import figures, loads
from storage.network import duties
from usecases.core import authority
from usecases.core.request import Request
from usecases.notify import case_counters

PAGE = 6


class Board(Struct, frozen=True, kw_only=True):
    """The rows, worst first; `span` are the days that were measured. Units with nothing come last.

    `at`: now, in unix seconds.
    """

    rows: tuple[BoardRow, ...]
    span: Span
    at: int


class PersonLoad(Struct, frozen=True, kw_only=True):
    """The open cases of one person in a unit; without a name: those that nobody has taken."""

    name: str
    load: Load
    is_nobody: bool = False


class BoardUnit(Struct, frozen=True, kw_only=True):
    """One unit of the board, and the open cases of each of its people."""

    row: BoardRow
    span: Span
    at: int
    people: tuple[PersonLoad, ...]


def look(req: Request) -> Board:
    """The board of this month. For leads: their own units and those below; for admins all."""
    units = _units(req)
    span = Period.THIS_MONTH.span(case_counters.today(req))
    found = _rows(req, tuple(unit.code for unit in units), span)
    busy = [each for each in found if not each.is_idle]
    idle = [each for each in found if each.is_idle]
    return Board(rows=(*worst_first(busy), *idle), span=span, at=req.now)


def unit(req: Request, code: str) -> BoardUnit:
    """One unit of the board with the load of each of its people."""
    if code not in {unit.code for unit in _units(req)}:
        raise NotAllowed("refusal-not-allowed")
    span = Period.THIS_MONTH.span(case_counters.today(req))
    (found,) = _rows(req, (code,), span)
    return BoardUnit(row=found, span=span, at=req.now, people=_people(req, code))


def _units(req: Request) -> tuple[Unit, ...]:
    """The active units that this person leads, or that stand below one that they lead."""
    found = authority.led(req.actor, req)
    if not found:
        raise NotAllowed("refusal-not-allowed")
    return found


def _rows(req: Request, codes: tuple[str, ...], span: Span) -> tuple[BoardRow, ...]:
    now_open: Mapping[str, Load] = loads.by_unit(req.tx, codes, req.now)
    measured = figures.by_unit(req.tx, codes, span)
    return tuple(
        row(code, now_open.get(code, NOTHING), measured.get(code, Figures())) for code in codes
    )


def _people(req: Request, code: str) -> tuple[PersonLoad, ...]:
    """Everybody who works there, most late cases first; then what nobody has taken.

    Cases of somebody who left the unit count as taken by nobody.
    """
    by_person = loads.by_person(req.tx, code, req.now)
    members = {
        each.person.who: each.person
        for each in duties.members(req.tx, code, req.now)
        if role_in(each.person, code, req.profile.by_code) >= Role.MODERATOR
    }
    taken = [
        PersonLoad(name=person.name, load=by_person.get(who, NOTHING))
        for who, person in members.items()
    ]
    taken.sort(key=lambda each: (-each.load.late, -each.load.open, each.name))
    rest = [load for who, load in by_person.items() if who not in members]
    if not rest:
        return tuple(taken)
    nobody = Load(
        open=sum(load.open for load in rest),
        late=sum(load.late for load in rest),
        oldest_at=min(load.oldest_at for load in rest if load.oldest_at is not None),
    )
    return (*taken, PersonLoad(name="", load=nobody, is_nobody=True))
