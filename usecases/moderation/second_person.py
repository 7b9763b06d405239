"""Lists of what waits for a second person: decisions to confirm, and appeals to judge."""

from collections.abc import Mapping

from domain.network.people import Role, role_in
from domain.network.units import Unit
from domain.status import Status
from storage.cases import next_cases
from storage.cases.cases import CasePage
from usecases.core import authority
from usecases.core.request import Request
from usecases.moderation import glimpses
from usecases.moderation.casework import PAGE, CaseQueue

STATES: Mapping[str, Status] = {
    "to_confirm": Status.FEEDBACK_PENDING,
    "appeals": Status.APPEALED,
}
"""The lists, and the state of their cases."""


def to_confirm(req: Request, after: str | None = None) -> CaseQueue:
    """The decisions that this person may confirm: in units that they lead, and not their own."""
    return _list(req, "to_confirm", after)


def appeals(req: Request, after: str | None = None) -> CaseQueue:
    """The appeals that this person may judge as lead of the unit: not of their own decisions.

    Appeals that no lead of the unit may judge are tasks of the unit above.
    """
    return _list(req, "appeals", after)


def page(req: Request, which: str, after: str | None, *, size: int) -> CasePage:
    """A page of one of these lists."""
    codes = tuple(unit.code for unit in units_of(req, which))
    return next_cases.to_judge(req.tx, req.actor.who, codes, STATES[which], after=after, size=size)


def units_of(req: Request, which: str) -> tuple[Unit, ...]:
    """The units whose decisions or appeals are in this person's list."""
    units, known = authority.worked_on(req.actor, req), req.profile.by_code
    if which == "appeals":
        return tuple(unit for unit in units if unit.code in req.actor.leads)
    return tuple(unit for unit in units if role_in(req.actor, unit.code, known) >= Role.LEAD)


def _list(req: Request, which: str, after: str | None) -> CaseQueue:
    found = page(req, which, after, size=PAGE)
    return CaseQueue(
        units=units_of(req, which),
        page=found,
        which=which,
        after=after,
        at=req.now,
        glimpses=glimpses.of_cases(req, found.cases),
    )
