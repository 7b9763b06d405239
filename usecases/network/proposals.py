"""Changes of the numbers by which the public reaches an office: a second admin confirms them."""

from domain.core.errors import NotFound, Refusal
from domain.network.entries import changes, is_reached_by
from domain.network.network import problem
from domain.network.people import Role
from domain.network.units import Unit
from domain.notices.staff_notices import HotlineChangedNotice, HotlineProposedNotice
from storage.network import entries, people, proposals, units
from storage.network.proposals import Proposal
from usecases import session
from usecases.core.authority import check
from usecases.core.request import Request
from usecases.core.views import ProposalView
from usecases.notify import authority_news


def store(req: Request, old: Unit | None, new: Unit, lines: str) -> None:
    """Store a unit as an admin has changed or added it; history and journal have it."""
    verb = "unit_change" if old else "unit_add"
    units.save(req.tx, new, req.now)
    entries.add(req.tx, old, new, verb, req.actor.who, req.now)
    session.note(req, verb, new.code, lines)
    proposals.drop(req.tx, new.code)  # it was about the unit as it was before


def is_wanted(req: Request, old: Unit | None, new: Unit) -> bool:
    """Whether this change waits for a second admin."""
    return is_reached_by(changes(old, new)) and not _is_alone(req)


def _is_alone(req: Request) -> bool:
    """Whether this admin decides alone: the settings say so, and there is no other admin."""
    others = people.admin_whos(req.tx) - {req.actor.who}
    return req.conditions.one_admin and not others


def tell_of_lone_change(req: Request, old: Unit | None, new: Unit) -> None:
    """An admin has changed a number without a second one: every lead is told."""
    if is_reached_by(changes(old, new)):
        leads = people.staff_of(req.tx, req.profile.by_code, Role.LEAD, req.now)
        authority_news.hotline(req, _changed(req, old, new), leads)


def propose(req: Request, old: Unit | None, new: Unit) -> ProposalView:
    """Keep a change until a second admin confirms it, and tell the other admins."""
    found = Proposal(new=new, old=old, who=req.actor.who, at=req.now)
    proposals.put(req.tx, found)
    differs = changes(old, new)
    session.note(req, "propose", new.code, ", ".join(differs))
    notice = HotlineProposedNotice(unit=new.code, names=dict(new.names), by=req.actor.name)
    authority_news.hotline(req, notice, people.admins(req.tx))
    return _view(req, found, note="proposal-kept")


def listed(req: Request) -> tuple[Unit, ...]:
    """The units, as they would be, for which a change waits."""
    check(req.actor)
    return tuple(each.new for each in proposals.waiting(req.tx))


def look(req: Request, code: str) -> ProposalView:
    """The change that waits for a unit."""
    return _view(req, _of(req, code))


def confirm(req: Request, code: str, mark: str) -> ProposalView:
    """A second admin confirms the change of this mark: it is published.

    Another one that has replaced it is shown instead.
    """
    found = _of(req, code)
    if found.mark != mark:
        return _view(req, found, note="proposal-replaced")
    if found.who == req.actor.who and not _is_alone(req):
        raise Refusal("proposal-second")
    proposer = people.get(req.tx, found.who, req.now)
    network = units.load(req.tx) or req.profile
    stands = proposer is not None and proposer.admin and network.unit(code) == found.old
    if not stands or problem(network.by_code, found.new):  # others may have changed meanwhile
        proposals.drop(req.tx, code)
        return _view(req, found, note="proposal-void")
    if not proposals.drop(req.tx, code):
        raise NotFound("proposal-gone")  # somebody else has answered it at the same time
    store(req, found.old, found.new, f"{', '.join(changes(found.old, found.new))} by {found.who}")
    leads = people.staff_of(req.tx, (code,), Role.LEAD, req.now)
    told = (*people.admins(req.tx), *leads)
    authority_news.hotline(req, _changed(req, found.old, found.new), told)
    return _view(req, found, note="proposal-confirmed", changed=True)


def drop(req: Request, code: str, mark: str) -> ProposalView:
    """An admin decides against the change of this mark, also who proposed it."""
    found = _of(req, code)
    if found.mark != mark:
        return _view(req, found, note="proposal-replaced")
    proposals.drop(req.tx, code)
    session.note(req, "drop_proposal", code, found.who)
    return _view(req, found, note="proposal-dropped")


def _of(req: Request, code: str) -> Proposal:
    check(req.actor)
    found = proposals.get(req.tx, code)
    if found is None:
        raise NotFound("proposal-gone")
    return found


def _changed(req: Request, old: Unit | None, new: Unit) -> HotlineChangedNotice:
    differs = changes(old, new)
    return HotlineChangedNotice(
        unit=new.code, names=dict(new.names), by=req.actor.name, changes=dict(differs)
    )


def _view(req: Request, found: Proposal, *, note: str = "", changed: bool = False) -> ProposalView:
    waits = proposals.get(req.tx, found.new.code) is not None
    return ProposalView(
        unit=found.new,
        changes=changes(found.old, found.new),
        by=authority_news.name_of(req, found.who),
        at=found.at,
        waits=waits,
        able=waits and (found.who != req.actor.who or _is_alone(req)),
        mark=found.mark,
        note=note,
        profile=units.load(req.tx) if changed else None,
    )
