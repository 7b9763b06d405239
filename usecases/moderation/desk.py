"""The first screen of staff: what waits for this person, and what their roles let them open."""

from collections.abc import Mapping

from msgspec import Struct

from domain.network.people import Role, role_in
from domain.tasks import Task
from storage.cases import tasks, waiting_counts
from usecases.cases import reviewers
from usecases.core.request import Request


class Desk(Struct, frozen=True, kw_only=True):
    """What waits for a person: `counts` by name, none counted further than `most`.

    `tasks` are those of their units that they may see, oldest first, counted as `tasks`.
    `leads` and `admin` are what else they may open.
    """

    counts: Mapping[str, int]
    tasks: tuple[Task, ...]
    most: int
    leads: bool
    admin: bool


def look(req: Request) -> Desk | None:
    """The desk of this person; None for those who work on no unit's cases."""
    known = req.profile.by_code
    roles = {unit.code: role_in(req.actor, unit.code, known) for unit in req.profile.units}
    units = tuple(code for code, role in roles.items() if role >= Role.MODERATOR)
    if not units:
        return None
    found = reviewers.open_to(req, tasks.of_units(req.tx, units, limit=waiting_counts.MOST))
    counts = waiting_counts.read(
        req.tx,
        units=units,
        led=tuple(code for code, role in roles.items() if role >= Role.LEAD),
        who=req.actor.who,
        now=req.now,
    )
    return Desk(
        counts={"tasks": len(found), **counts},
        tasks=found,
        most=waiting_counts.MOST,
        leads=req.actor.admin or bool(req.actor.leads),
        admin=req.actor.admin,
    )
