"""Pledges: a unit's public promises and measured work, and who signed them."""

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from conversation.contexts import PledgeContext
from conversation.forms.pledge import PLEDGE
from conversation.forms.pledges import PLEDGES, UNSIGNED
from domain.core.errors import MovedOn, Refusal
from domain.draft import Draft
from domain.network.pledge import Pledge
from domain.network.units import Unit
from storage.network import entries, pledges
from usecases import session
from usecases.core import authority
from usecases.core.outcomes import Asked, DialogOutcome
from usecases.core.profile import current
from usecases.core.request import Request
from usecases.core.views import PledgeView
from usecases.dialogs import draft_lifecycle
from usecases.figures import figures

PAGE = 10
PUBLIC_PAGE = 20  # lines of a screen


class Pledges(DialogOutcome, frozen=True, kw_only=True):
    """One page of the active units, those that have not signed first; `added`: just recorded."""

    units: tuple[Unit, ...]
    signed: frozenset[str]
    page: int
    pages: int
    unsigned: int
    added: int = 0


class Signatures(Struct, frozen=True, kw_only=True):
    """One page of who has signed, for everybody: each unit with its pledge, if it has signed.

    `count` of `units` have signed in all.
    """

    page: tuple[tuple[Unit, Pledge | None], ...]
    number: int
    pages: int
    count: int
    units: int


def look(req: Request, code: str) -> PledgeView:
    """A unit's public card: its promises, who signed them, and the measured facts."""
    return _view(req, code)


def listed(req: Request, page: int = 0) -> Pledges:
    """One page of the active units; a page number beyond the end gives the last page."""
    authority.check(req.actor)
    _require_promises(req)
    signed = pledges.signed(req.tx)
    found = sorted(_working(req), key=lambda unit: (unit.code in signed, -unit.level.rank))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(0, page), pages - 1)
    return Pledges(
        units=tuple(found[page * PAGE : (page + 1) * PAGE]),
        signed=signed,
        page=page,
        pages=pages,
        unsigned=sum(unit.code not in signed for unit in found),
    )


def signatures(req: Request, page: int = 0) -> Signatures:
    """A page of all units and whether they have signed, from the top of the network down."""
    _require_promises(req)
    known = pledges.every(req.tx)
    units = sorted(_working(req), key=lambda unit: -unit.level.rank)
    pages = max(1, -(-len(units) // PUBLIC_PAGE))
    page = min(max(0, page), pages - 1)
    shown = units[page * PUBLIC_PAGE : (page + 1) * PUBLIC_PAGE]
    return Signatures(
        page=tuple((unit, known.get(unit.code)) for unit in shown),
        number=page,
        pages=pages,
        count=sum(unit.code in known for unit in units),
        units=len(units),
    )


def _working(req: Request) -> list[Unit]:
    return [unit for unit in current(req).units if not unit.retired]


def begin_many(req: Request) -> Asked:
    """Ask which units have signed, when, and where that is said."""
    authority.check(req.actor)
    _require_promises(req)
    return draft_lifecycle.begin(req, PLEDGES.name)


def save_many(req: Request, draft: Draft) -> Pledges:
    """Store the pledges of the units that had not signed; what is recorded already stays."""
    authority.check(req.actor)
    given, signed = draft.answers, pledges.signed(req.tx)
    codes = [unit.code for unit in _working(req)]
    wanted = codes if given["units"] == [UNSIGNED] else given["units"]
    new = [code for code in wanted if code in codes and code not in signed]
    for code in new:
        pledge = Pledge(
            unit=code,
            signed_on=date.fromisoformat(given["signed_on"]),
            signed_by="",
            source=given["source"],
        )
        pledges.put(req.tx, pledge, by=req.actor.who, now=req.now)
        changes = {field: ("", value) for field, value in pledge.fields.items() if value}
        entries.write(req.tx, code, "pledge", changes, req.actor.who, req.now)
        session.note(req, "pledge", code, ", ".join(changes))
    return replace(listed(req), added=len(new))


def keep(req: Request, code: str) -> PledgeView:
    """The same card, for admins who may change it."""
    authority.check(req.actor)
    return replace(_view(req, code), may_change=True)


def begin(req: Request, code: str) -> Asked:
    """Ask when it was signed, and by whom."""
    found = keep(req, code)
    context = PledgeContext(unit=code, was=_fields(found.pledge))
    return draft_lifecycle.begin(req, PLEDGE.name, context=context)


def still(req: Request, draft: Draft) -> None:
    """Raise a refusal if the pledge was changed since the form was opened, or its unit retired."""
    context = PledgeContext.of(draft)
    if _fields(keep(req, context.unit).pledge) != context.was:
        raise MovedOn("pledge-changed-meanwhile")


def may_record(req: Request, _: Draft) -> None:
    """Raise a refusal unless the person is an admin, and there are promises."""
    authority.check(req.actor)
    _require_promises(req)


def save(req: Request, draft: Draft) -> PledgeView:
    """Store the form's answers, unless somebody has changed the same pledge meanwhile."""
    still(req, draft)
    code, given = PledgeContext.of(draft).unit, draft.answers
    found = keep(req, code)
    was = _fields(found.pledge)
    signed_on = date.fromisoformat(given["signed_on"])
    new = Pledge(
        unit=code,
        signed_on=signed_on,
        signed_by=given["signed_by"],
        source=found.pledge.source if found.pledge is not None else "",
    )
    if new == found.pledge:
        return replace(found, note="pledge-unchanged")
    pledges.put(req.tx, new, by=req.actor.who, now=req.now)
    changes = {
        field: (was.get(field, ""), value)
        for field, value in new.fields.items()
        if was.get(field) != value
    }
    entries.write(req.tx, code, "pledge", changes, req.actor.who, req.now)
    session.note(req, "pledge", code, ", ".join(changes))
    return replace(found, pledge=new, note="pledge-saved")


def _view(req: Request, code: str) -> PledgeView:
    _require_promises(req)
    unit = current(req).unit(code)
    if unit is None or unit.retired:
        raise Refusal("unit-unknown")
    facts = figures.of_unit(req, code)
    return PledgeView(unit=unit, pledge=pledges.get(req.tx, code), facts=facts)


def _require_promises(req: Request) -> None:
    """Raise a refusal if the deployment's profile has no promises."""
    if not req.profile.promises:
        raise Refusal("pledge-no-promises")


def _fields(pledge: Pledge | None) -> dict[str, str]:
    return pledge.fields if pledge else {}
