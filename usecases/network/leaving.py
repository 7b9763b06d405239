"""What ends with somebody's role: invitations, deputies, group bindings, cases they had."""

from domain.network.people import Role, Verb, may, role_in
from domain.notices.staff_notices import DeputyEndedNotice, GroupLostNotice, GroupReleasedNotice
from storage.engine.erasures import Kind
from storage.network import card_places, duties, invitations, people, units
from usecases.cases import holders, reviewers
from usecases.core import revocations
from usecases.core.journal_notes import note
from usecases.core.request import Request
from usecases.notify import notify, staff_cards


def after(req: Request, who: str) -> None:
    """Somebody has just lost a role: revoke what depends on it, and free the cases they had.

    Cards of cases that they may no longer read are emptied.
    """
    invitations.void(req.tx, who)
    holders.free(req, who)
    staff_cards.follow_role(req, who)
    look(req)
    reviewers.look(req)


def dismiss_admin(req: Request, account: int) -> bool:
    """Dismiss an admin who was invited; False if they were none."""
    who = people.who_is(req.tx, account)
    if not people.set_admin(req.tx, who, admin=False):
        return False
    revocations.note(req, Kind.ADMIN, who)
    note(req.acting_as(None), "revoke", "", f"{Role.ADMIN.name} {who}")
    after(req, who)
    return True


def look(req: Request) -> int:
    """Revoke what depends on roles that have ended in any way. Returns 0: it has no batches."""
    for each in duties.standing(req.tx):
        if not _may_name_deputies(req, each.by, each.unit):
            duties.appoint(req.tx, each.who, each.unit, until=None, by=None)
            invitations.void(req.tx, each.who)
            revocations.note(req, Kind.DEPUTY, each.who, each.unit)
            note(req.acting_as(None), "deputy_over", each.unit, each.who)
            notify.to_member(req, each.who, each.unit, DeputyEndedNotice(), event=str(req.now))
    for unit, who in units.binders(req.tx).items():
        if not _may_bind(req, who, unit):
            disconnect(req, unit, GroupReleasedNotice())
    return 0


def may_show(req: Request, unit: str) -> bool:
    """Whether a unit's cards may go to its group: the person who bound it still has the right."""
    who = units.bound_by(req.tx, unit)
    return who is None or _may_bind(req, who, unit)


def disconnect(req: Request, unit: str, why: GroupLostNotice | GroupReleasedNotice) -> None:
    """Remove a unit's group binding: its leads are notified, and cards then go to people."""
    units.bind_group(req.tx, unit, None)
    units.set_bound_by(req.tx, unit, None)
    units.set_topics(req.tx, unit, on=False)
    card_places.forget_cards(req.tx, unit)
    staff_cards.drop(req, unit)
    note(req.acting_as(None), why.kind, unit)
    notify.unit_leads(req, unit, why, event=str(req.now))


def _may_name_deputies(req: Request, who: str, unit: str) -> bool:
    """Whether somebody may appoint deputies of a unit: its lead, but not a deputy."""
    person = duties.held(req.tx, who)
    return person is not None and role_in(person, unit, req.profile.by_code) >= Role.LEAD


def _may_bind(req: Request, who: str, unit: str) -> bool:
    person = people.get(req.tx, who, req.now)
    return person is not None and may(person, Verb.BIND, unit, req.profile.by_code)
