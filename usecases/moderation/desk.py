"""The first screen of staff: what waits for this person, and what their roles let them open.

Each number is that of the entries in the list of its button that this person may act on: a change
that they proposed themselves waits for others.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from domain.identity import is_in_office, may_confirm
from domain.network.people import NEEDED, Role, Verb, role_in
from domain.tasks import Task
from storage.broadcasts import broadcasts
from storage.cases import reviewers as parties
from storage.cases import tasks, waiting_counts
from storage.categories import category_rows
from storage.identity import identities
from storage.network import custodians, people, proposals
from storage.removals import removals
from storage.suggestions import suggestions
from usecases.cases import reviewers
from usecases.core.request import Request
from usecases.removals import measures


class Desk(Struct, frozen=True, kw_only=True):
    """What waits for a person: `counts` by name, none counted further than `most`.

    `tasks` are those of their units that they may see, oldest first, counted as `tasks`. `works`:
    they work on cases. `leads` and `admin` are what else they may open.
    """

    counts: Mapping[str, int]
    tasks: tuple[Task, ...] = ()
    most: int
    works: bool = True
    leads: bool
    admin: bool


def look(req: Request) -> Desk | None:
    """What waits among cases; None for those who work on no unit's cases."""
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
        own=tuple(code for code in req.actor.leads if code in known),
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


def first_screen(req: Request) -> Desk | None:
    """What waits for this person anywhere; None for who has no work here."""
    cases = look(req)
    if cases is None and not req.actor.custodian:
        return None
    known, most = req.profile.by_code, waiting_counts.MOST
    work = cases or Desk(counts={}, most=most, works=False, leads=False, admin=False)
    roles = {code: role_in(req.actor, code, known) for code in known}
    works = [code for code, role in roles.items() if role >= Role.MODERATOR]
    answers = [code for code, role in roles.items() if role >= NEEDED[Verb.ANSWER_SUGGESTION]]
    counts = {
        **work.counts,
        "to_do": measures.count_to_do(req, most),
        "checks": removals.count_to_check(req.tx, works, most=most) if works else 0,
        "suggestions": _suggestions(req, answers, most),
        "contacts": _contacts(req, most),
        **(_approvals(req, most) if req.actor.admin else {}),
        "custodians": _custodians(req, most),
    }
    return replace(work, counts=counts)


def _suggestions(req: Request, units: list[str], most: int) -> int:
    """Those that this person may answer."""
    return suggestions.count_waiting(req.tx, units, req.actor.who, most=most) if units else 0


def _contacts(req: Request, most: int) -> int:
    """The requests for a contact that this custodian may answer: not about their own report."""
    if not is_in_office(req.actor, req.now):
        return 0
    found = identities.waiting_cases(req.tx, req.actor.who, most=most)
    return sum(not parties.reported(req.tx, case_id, (req.actor.who,)) for case_id in found)


def _approvals(req: Request, most: int) -> dict[str, int]:
    """What other admins have proposed; one who decides alone by the settings sees their own."""
    alone = req.conditions.one_admin and people.admin_whos(req.tx) <= {req.actor.who}
    but = "" if alone else req.actor.who
    return {
        "numbers": proposals.count(req.tx, but=but, most=most),
        "categories": category_rows.count_proposals(req.tx, but=but, most=most),
        "announcements": broadcasts.count_waiting(req.tx, but=req.actor.who, most=most),
    }


def _custodians(req: Request, most: int) -> int:
    """Those who were named and whom this person may confirm."""
    if not (req.actor.admin or is_in_office(req.actor, req.now)):
        return 0
    named = custodians.waiting(req.tx)[:most]
    return sum(may_confirm(req.actor, each.who, each.named_by, req.now) for each in named)
