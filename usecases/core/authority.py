"""Authority asked inside the transaction: which units a person works on or leads."""

from domain.core.errors import NotAllowed
from domain.network.people import Person, Role, role_in
from domain.network.units import Unit
from usecases.core.request import Request


def worked_on(person: Person, req: Request) -> tuple[Unit, ...]:
    """The units whose cases this person may move; refuses where there are none."""
    known = req.profile.by_code
    found = tuple(
        unit for unit in req.profile.units if role_in(person, unit.code, known) >= Role.MODERATOR
    )
    if not found:
        raise NotAllowed("refusal-not-allowed")
    return found


def led(person: Person, req: Request) -> tuple[Unit, ...]:
    """The units at work that somebody leads: their own, and all below."""
    known = req.profile.by_code
    return tuple(
        unit
        for unit in req.profile.units
        if not unit.retired and role_in(person, unit.code, known) >= Role.LEAD
    )


def check(person: Person) -> None:
    """The network is the admins' alone."""
    if not person.admin:
        raise NotAllowed("refusal-not-allowed")
