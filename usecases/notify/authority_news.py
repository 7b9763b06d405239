"""Tell admins, leads and custodians who was given which authority, and who used a great one."""

from collections.abc import Iterable

from domain.network.people import Person, Role
from domain.network.units import above
from domain.notices.authority_notices import AuthorityNotice, GuardNotice, RoleGivenNotice
from domain.notices.staff_notices import CategoryChangedNotice, CategoryNotice, HotlineNotice
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from usecases.core.request import Request


def role_given(
    req: Request, person: Person, role: Role, unit: str | None, by: str, *, until: int = 0
) -> None:
    """Tell all admins, and the leads of the units above, that somebody has got a role.

    `by` is the fingerprint of who gave it, or the system for the operator's command. `until` is
    the end of a deputy's time, unix seconds.
    """
    notice = RoleGivenNotice(
        name=person.name, by=name_of(req, by), role=role, unit=unit or "", until=until
    )
    line = above(req.profile.by_code, unit) if unit else ()
    leads = people.staff_of(req.tx, line, Role.LEAD, req.now) if line else ()
    _tell(req, notice, (*people.admins(req.tx), *leads), event=person.who, but={person.who, by})


def guards(req: Request, notice: GuardNotice, *, event: str) -> None:
    """Tell all admins and all custodians, except who did it."""
    everybody = (*people.admins(req.tx), *people.custodians(req.tx))
    _tell(req, notice, everybody, event=event, but={req.actor.who})


def hotline(req: Request, notice: HotlineNotice, told: Iterable[Person]) -> None:
    """Tell these people about a change of the public directory, except who did it."""
    _tell(req, notice, told, event=notice.unit, but={req.actor.who})


def category(req: Request, notice: CategoryNotice) -> None:
    """Tell the other admins about a change of a category or a rule; if it holds, leads, too."""
    told = people.admins(req.tx)
    if isinstance(notice, CategoryChangedNotice):
        units = tuple(req.profile.by_code)
        told = (*told, *people.staff_of(req.tx, units, Role.LEAD, req.now))
    _tell(req, notice, told, event=notice.category, but={req.actor.who})


def name_of(req: Request, who: str) -> str:
    """The name by which colleagues know somebody; empty if there is none."""
    person = people.get(req.tx, who)
    return person.name if person is not None else ""


def _tell(
    req: Request,
    notice: AuthorityNotice | HotlineNotice | CategoryNotice,
    told: Iterable[Person],
    *,
    event: str,
    but: set[str],
) -> None:
    for who in dict.fromkeys(person.who for person in told):
        if who not in but:
            outbox.put(
                req.tx,
                Owed(
                    notice=notice,
                    recipient=who,
                    rank=Rank.NEWS,
                    dedupe=f"{notice.kind}:{req.now}:{event[:32]}:{who}"[:96],
                    order_key=f"staff:{who}",
                ),
                req.now,
            )
