"""/units: admins view and change the network."""

from msgspec import Struct
from msgspec.structs import replace

from conversation.contexts import UnitEditContext
from conversation.forms import unit_draft
from conversation.forms.unit import UNIT, levels
from conversation.forms.unit_draft import FIELDS
from domain.core.errors import MovedOn, Refusal
from domain.draft import Draft
from domain.network.network import out_of_order, problem
from domain.network.units import Level, Unit
from domain.profile import Profile
from storage.cases import cases
from storage.network import duties, units
from usecases.core.authority import check
from usecases.core.outcomes import Asked
from usecases.core.profile import current
from usecases.core.request import Request
from usecases.core.views import ProposalView, UnitView
from usecases.dialogs import draft_lifecycle, questions
from usecases.network import proposals

PAGE = 10


class UnitList(Struct, frozen=True, kw_only=True):
    """One page of all units, from the highest level down, the retired ones last."""

    units: tuple[Unit, ...]
    page: int
    pages: int
    bound: frozenset[str]
    people: dict[str, int]


def listed(req: Request, page: int = 0) -> UnitList:
    """One page of units; a page number beyond the end gives the last page."""
    check(req.actor)
    found = sorted(current(req).units, key=lambda unit: (unit.retired, -unit.level.rank))
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(0, page), pages - 1)
    shown = tuple(found[page * PAGE : (page + 1) * PAGE])
    codes = [unit.code for unit in shown]
    return UnitList(
        units=shown,
        page=page,
        pages=pages,
        bound=units.bound(req.tx, codes),
        people=duties.head_counts(req.tx, codes),
    )


def look(req: Request, code: str) -> UnitView:
    """One unit with all of its data."""
    check(req.actor)
    return view(req, current(req), code)


def begin(req: Request, code: str, field: str, place: str = "") -> Asked:
    """Ask for a new value of one field, or, without a code, for all data of a new unit.

    `place`: as in the form's context.
    """
    check(req.actor)
    if not code:
        return draft_lifecycle.begin(req, UNIT.name)
    found = current(req).unit(code)
    if found is None or field not in FIELDS:
        raise Refusal("unit-unknown" if found is None else "answer-stale")
    if found.retired:
        raise Refusal("unit-retired-already")
    if field == "level" and found.level is Level.PROVINCE and not _may_descend(req, found):
        raise Refusal("unit-last-province")
    context = UnitEditContext(unit=code, field=field, was=found.to_document(), place=place)
    return draft_lifecycle.begin(req, UNIT.name, context=context)


def _may_descend(req: Request, unit: Unit) -> bool:
    context = UnitEditContext(unit=unit.code, field="level")
    draft = Draft(id="", who="", form=UNIT.name).opened_by(context)
    return bool(levels(questions.sheet(req, draft)))


def still(req: Request, draft: Draft) -> None:
    """Raise a refusal if the unit was changed or retired since the form was opened."""
    check(req.actor)
    context = UnitEditContext.of(draft)
    old = current(req).unit(context.unit or draft.answers.get("code") or "")
    if (old.to_document() if old is not None else None) != context.was:
        raise MovedOn("unit-changed-meanwhile")


def finish(req: Request, draft: Draft) -> UnitView | ProposalView:
    """Save the form's unit, unless somebody has changed the same unit meanwhile.

    What changes how the public reaches an office waits for a second admin.
    """
    still(req, draft)
    profile = current(req)
    code = UnitEditContext.of(draft).unit or draft.answers["code"]
    old = profile.unit(code)
    blank = Unit(code=code, level=Level(draft.answers.get("level") or Level.SITE), names={})
    new = unit_draft.with_answers(old or blank, draft.answers)
    if why := problem(profile.by_code, new) or _clock_problem(profile, new):
        raise Refusal(why)
    if new == old:
        return replace(view(req, profile, code), note="unit-unchanged")
    if proposals.is_wanted(req, old, new):
        return proposals.propose(req, old, new)
    proposals.store(req, old, new, ", ".join(unit_draft.changed(old, new)))
    proposals.tell_of_lone_change(req, old, new)
    return changed(req, code, "unit-saved" if old else "unit-added")


def _clock_problem(profile: Profile, unit: Unit) -> str:
    return "unit-clocks-unfit" if out_of_order(profile.clocks.adjusted(unit.clocks)) else ""


def waiting(req: Request) -> tuple[Unit, ...]:
    """The units, as they would be, for which a change waits for a second admin."""
    return proposals.listed(req)


def changed(req: Request, code: str, note: str) -> UnitView:
    """The unit that was just saved, with the new profile."""
    profile = current(req)
    return replace(view(req, profile, code), note=note, profile=profile)


def view(req: Request, profile: Profile, code: str) -> UnitView:
    """One unit with all of its data."""
    found = profile.unit(code)
    if found is None:
        raise Refusal("unit-unknown")
    members = duties.members(req.tx, code, req.now)
    return UnitView(
        unit=found,
        is_bound=code in units.bound(req.tx, (code,)),
        topics=units.has_topics(req.tx, code),
        people=len(members),
        on_call=tuple(each.person for each in members if each.on_call),
        open_cases=cases.count_open(req.tx, code),
    )
