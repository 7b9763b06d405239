"""The templates of a unit, and how its lead changes them."""

from msgspec import Struct
from msgspec.structs import replace

from conversation.contexts import TemplateContext
from domain.core.errors import Attempt, NotAllowed, NotFound, Refusal
from domain.draft import Draft
from domain.network.people import NEEDED, Person, Role, Verb, authorize, role_in
from domain.network.units import Unit
from domain.template import Template
from storage.audit import journal
from storage.cases import templates
from usecases.core.outcomes import Asked
from usecases.core.request import Request
from usecases.core.views import TemplateView
from usecases.dialogs import draft_lifecycle

PAGE = 8
MOST = 200  # per unit; more could not be found again


class TemplateList(Struct, frozen=True, kw_only=True):
    """One page of a unit's templates; `after` is where the next page starts, None on the last."""

    unit: Unit
    found: tuple[Template, ...]
    start: int
    after: int | None
    may_change: bool


def units(req: Request) -> tuple[Unit, ...]:
    """/templates: the units whose templates this person may read; raises a refusal if none."""
    found = tuple(
        unit
        for unit in req.profile.units
        if not unit.retired and _role(req.actor, req, unit.code) >= Role.MODERATOR
    )
    if not found:
        raise NotAllowed("refusal-not-allowed")
    return found


def listed(req: Request, unit: str, start: int = 0) -> TemplateList:
    """One page of a unit's templates."""
    found = req.profile.unit(unit)
    if _role(req.actor, req, unit) < Role.MODERATOR:
        raise NotAllowed("refusal-not-allowed")
    if found is None or start < 0:
        raise Refusal("unit-unknown")
    page = templates.of_unit(req.tx, unit, start=start, size=PAGE + 1)
    return TemplateList(
        unit=found,
        found=page[:PAGE],
        start=start,
        after=start + PAGE if len(page) > PAGE else None,
        may_change=_may_change(req.actor, req, unit),
    )


def look(req: Request, template_id: int) -> TemplateView:
    """One template."""
    found = templates.get(req.tx, template_id)
    if found is None or _role(req.actor, req, found.unit) < Role.MODERATOR:
        # one that may not be read gets the same answer as one that does not exist
        raise NotFound("template-gone")
    return TemplateView(template=found, may_change=_may_change(req.actor, req, found.unit))


def begin(req: Request, unit: str) -> Asked:
    """Open the form of a new template: purpose, language, title, text."""
    authorize(req.actor, Verb.TEMPLATES, unit, req.profile.by_code)
    if req.profile.unit(unit) is None:
        raise Refusal("unit-unknown")
    if templates.count(req.tx, unit) >= MOST:
        raise Refusal("template-too-many", most=MOST)
    return draft_lifecycle.begin(req, Verb.TEMPLATES, context=TemplateContext(unit=unit))


def begin_change(req: Request, template_id: int) -> Asked:
    """Open the form to change a template's title and text; each may be left as it is."""
    found = _changeable(req, template_id)
    context = TemplateContext(unit=found.unit, template=found.id)
    return draft_lifecycle.begin(req, Verb.TEMPLATES, context=context)


def save(req: Request, draft: Draft) -> TemplateView:
    """The finished form: adds or changes a template."""
    answers, context = draft.answers, TemplateContext.of(draft)
    authorize(req.actor, Verb.TEMPLATES, context.unit, req.profile.by_code)
    if context.template:
        old = _changeable(req, context.template)
        title, body = answers.get("title") or old.title, answers.get("body") or old.body
        templates.change(req.tx, old.id, title=title, body=body, by=req.actor.who, now=req.now)
        kept = replace(old, title=title, body=body, written_at=req.now)
        _note(req, kept, "changed")
        return TemplateView(template=kept, may_change=True, note="template-changed")
    kept = templates.add(
        req.tx,
        Template(
            id=0,
            unit=context.unit,
            verb=answers["verb"],
            locale=answers["locale"],
            title=answers["title"],
            body=answers["body"],
            written_at=req.now,
        ),
        by=req.actor.who,
    )
    _note(req, kept, "added")
    return TemplateView(template=kept, may_change=True, note="template-added")


def drop(req: Request, template_id: int) -> TemplateList:
    """Delete a template; returns the unit's others."""
    found = _changeable(req, template_id)
    templates.drop(req.tx, found.id)
    _note(req, found, "dropped")
    return listed(req, found.unit)


def _changeable(req: Request, template_id: int) -> Template:
    found = templates.get(req.tx, template_id)
    if found is None:
        raise NotFound("template-gone")
    if _role(req.actor, req, found.unit) < Role.MODERATOR:
        raise NotFound("template-gone", Attempt(Verb.TEMPLATES, found.unit))
    authorize(req.actor, Verb.TEMPLATES, found.unit, req.profile.by_code)
    return found


def _role(person: Person, req: Request, unit: str) -> Role:
    return role_in(person, unit, req.profile.by_code)


def _may_change(person: Person, req: Request, unit: str) -> bool:
    return _role(person, req, unit) >= NEEDED[Verb.TEMPLATES]


def _note(req: Request, template: Template, what: str) -> None:
    journal.add(
        req.tx,
        journal.Entry(
            who=req.actor.who,
            role=int(_role(req.actor, req, template.unit)),
            verb=Verb.TEMPLATES,
            case_id=0,  # the chain of entries without a case
            unit=template.unit,
            reason=f"{what}: {template.title}",
            written_at=req.now,
        ),
    )
