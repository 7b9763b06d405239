"""The templates and macros of a unit, and how its lead changes them."""

from msgspec import Struct
from msgspec.structs import replace

from conversation.contexts import TemplateContext
from domain.core.errors import Attempt, NotAllowed, NotFound, Refusal
from domain.draft import Draft
from domain.network.people import NEEDED, Person, Role, Verb, authorize, role_in
from domain.network.units import Unit
from domain.template import OF_RESULT, SUBJECTS, Template, TextKind, kinds_of
from storage.audit import journal
from storage.cases import templates
from usecases.core.outcomes import Asked
from usecases.core.request import Request
from usecases.core.texts import ResultTexts
from usecases.core.views import TemplateView
from usecases.dialogs import draft_lifecycle
from usecases.moderation import ready_texts

PAGE = 8
MOST = 200  # per unit; more could not be found again


class ResultList(Struct, frozen=True, kw_only=True):
    """The results with a shipped text; `changed` are those for which the unit has its own."""

    unit: Unit
    changed: frozenset[str]
    may_change: bool


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


def _readable(req: Request, unit: str) -> Unit:
    """The unit, if this person may read its templates; raises a refusal otherwise."""
    found = req.profile.unit(unit)
    if _role(req.actor, req, unit) < Role.MODERATOR:
        raise NotAllowed("refusal-not-allowed")
    if found is None:
        raise Refusal("unit-unknown")
    return found


def listed(req: Request, unit: str, start: int = 0) -> TemplateList:
    """One page of a unit's templates and macros."""
    found = _readable(req, unit)
    if start < 0:
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


def begin(req: Request, unit: str, kind: TextKind = TextKind.TEXT) -> Asked:
    """Open the form of a new template: purpose, language, title, text; of a macro also a result."""
    authorize(req.actor, Verb.TEMPLATES, unit, req.profile.by_code)
    if req.profile.unit(unit) is None:
        raise Refusal("unit-unknown")
    _check_room(req, unit)
    context = TemplateContext(unit=unit, kind=kind)
    return draft_lifecycle.begin(req, Verb.TEMPLATES, context=context)


def begin_change(req: Request, template_id: int) -> Asked:
    """Open the form to change a template's title and texts; each may be left as it is."""
    found = _changeable(req, template_id)
    context = TemplateContext(
        unit=found.unit, template=found.id, kind=found.kind, result=found.result
    )
    return draft_lifecycle.begin(req, Verb.TEMPLATES, context=context)


def still(req: Request, draft: Draft) -> None:
    """Raise a refusal if the template was deleted, or this person may not change it any more."""
    context = TemplateContext.of(draft)
    authorize(req.actor, Verb.TEMPLATES, context.unit, req.profile.by_code)
    if context.template:
        _changeable(req, context.template)


def save(req: Request, draft: Draft) -> TemplateView | ResultTexts:
    """The finished form: adds or changes a template, or a text that replaces a shipped one."""
    answers, context = draft.answers, TemplateContext.of(draft)
    authorize(req.actor, Verb.TEMPLATES, context.unit, req.profile.by_code)
    if context.kind in OF_RESULT:
        text = answers["words" if context.kind == TextKind.WORDS else "facts"]
        return _save_of_result(req, context, text)
    if context.template:
        old = _changeable(req, context.template)
        kept = replace(
            old,
            title=answers.get("title") or old.title,
            body=answers.get("body") or answers.get("words") or old.body,
            facts=answers.get("facts") or old.facts,
            written_at=req.now,
        )
        _change(req, kept)
        return TemplateView(template=kept, may_change=True, note="template-changed")
    _check_room(req, context.unit)
    kept = templates.add(
        req.tx,
        Template(
            id=0,
            unit=context.unit,
            verb=answers["verb"],
            locale=answers["locale"],
            title=answers["title"],
            body=answers.get("body") or answers.get("words") or "",
            written_at=req.now,
            kind=TextKind(context.kind),
            result=answers.get("ground") or answers.get("outcome") or "",
            rule=answers.get("rule") or "",
            facts=answers.get("facts") or "",
        ),
        by=req.actor.who,
    )
    _note(req, kept, "added")
    return TemplateView(template=kept, may_change=True, note="template-added")


def _check_room(req: Request, unit: str) -> None:
    if templates.count(req.tx, unit) >= MOST:
        raise Refusal("template-too-many", most=MOST)


def _change(req: Request, kept: Template) -> None:
    templates.change(
        req.tx,
        kept.id,
        title=kept.title,
        body=kept.body,
        facts=kept.facts,
        by=req.actor.who,
        now=req.now,
    )
    _note(req, kept, "changed")


def results(req: Request, unit: str) -> ResultList:
    """The results that have a shipped text, and for which of them the unit has its own."""
    found = _readable(req, unit)
    return ResultList(
        unit=found,
        changed=ready_texts.changed(req, unit),
        may_change=_may_change(req.actor, req, unit),
    )


def texts_of(req: Request, unit: str, result: str, note: str = "") -> ResultTexts:
    """The texts that a unit has for a result, in each language."""
    found = _readable(req, unit)
    if result not in SUBJECTS:
        raise Refusal("answer-stale")
    return ResultTexts(
        unit=found,
        result=result,
        texts=ready_texts.of_result(req, unit, result),
        may_change=_may_change(req.actor, req, unit),
        note=note,
    )


def begin_of_result(req: Request, unit: str, kind: TextKind, result: str, locale: str) -> Asked:
    """Open the form to replace a shipped text, or to change the one that replaces it."""
    authorize(req.actor, Verb.TEMPLATES, unit, req.profile.by_code)
    _check_result(req, kind, result, locale)
    shown = texts_of(req, unit, result).texts
    now = next(each.body for each in shown if (each.kind, each.locale) == (kind, locale))
    context = TemplateContext(unit=unit, kind=kind, result=result, language=locale, text=now)
    return draft_lifecycle.begin(req, Verb.TEMPLATES, context=context)


def back_to_shipped(req: Request, template_id: int) -> ResultTexts:
    """Delete a text of a unit that replaces a shipped one."""
    found = _changeable(req, template_id)
    if found.kind not in OF_RESULT:
        raise NotFound("template-gone")
    templates.drop(req.tx, found.id)
    _note(req, found, "dropped")
    return texts_of(req, found.unit, found.result, note="template-shipped-again")


def _save_of_result(req: Request, context: TemplateContext, text: str) -> ResultTexts:
    kind, result, locale = TextKind(context.kind), context.result, context.language
    _check_result(req, kind, result, locale)
    found = templates.of_results(req.tx, (context.unit,), (result,))
    old = next((each for each in found if (each.kind, each.locale) == (kind, locale)), None)
    if old is not None:
        _change(req, replace(old, body=text, written_at=req.now))
    else:
        _check_room(req, context.unit)
        kept = templates.add(
            req.tx,
            Template(
                id=0,
                unit=context.unit,
                verb=SUBJECTS[result],
                locale=locale,
                title=f"{result} {kind} {locale}",
                body=text,
                written_at=req.now,
                kind=kind,
                result=result,
            ),
            by=req.actor.who,
        )
        _note(req, kept, "added")
    return texts_of(req, context.unit, result, note="template-changed")


def _check_result(req: Request, kind: TextKind, result: str, locale: str) -> None:
    known = result in SUBJECTS and kind in kinds_of(result)
    if not known or locale not in req.profile.locales:
        raise Refusal("answer-stale")


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
