"""Texts kept ready: what a unit has of them, and how its lead changes that."""

from msgspec import Struct
from msgspec.structs import replace

from domain.core.errors import NotAllowed, NotFound, Refusal
from domain.draft import Draft
from domain.network.people import NEEDED, Person, Role, Verb, authorize, role_in
from domain.network.units import Unit
from domain.template import Template
from storage.audit import journal
from storage.cases import templates
from storage.engine.database import Tx
from usecases.core.outcomes import Asked
from usecases.core.request import Scene
from usecases.core.views import TemplateView
from usecases.dialogs import draft_lifecycle

PAGE = 8
MOST = 200  # of one unit: nobody finds anything among more


class Listed(Struct, frozen=True, kw_only=True):
    """One page of a unit's texts; `after` is where the next one starts, None where none does."""

    unit: Unit
    found: tuple[Template, ...]
    start: int
    after: int | None
    may_change: bool


def units(tx: Tx, person: Person, scene: Scene) -> tuple[Unit, ...]:
    """/templates: the units whose texts this person may read; refuses where there are none."""
    found = tuple(
        unit
        for unit in scene.profile.units
        if not unit.retired and _role(person, scene, unit.code) >= Role.MODERATOR
    )
    if not found:
        raise NotAllowed("refusal-not-allowed")
    return found


def listed(tx: Tx, person: Person, scene: Scene, unit: str, start: int = 0) -> Listed:
    """One page of what a unit keeps."""
    found = scene.profile.unit(unit)
    if found is None or start < 0:
        raise Refusal("unit-unknown")
    if _role(person, scene, unit) < Role.MODERATOR:
        raise NotAllowed("refusal-not-allowed")
    page = templates.of_unit(tx, unit, start=start, size=PAGE + 1)
    return Listed(
        unit=found,
        found=page[:PAGE],
        start=start,
        after=start + PAGE if len(page) > PAGE else None,
        may_change=_may_change(person, scene, unit),
    )


def look(tx: Tx, person: Person, scene: Scene, template_id: int) -> TemplateView:
    """One text as it is written."""
    found = templates.get(tx, template_id)
    if found is None or _role(person, scene, found.unit) < Role.MODERATOR:
        raise NotFound("template-gone")  # not yours looks like not there
    return TemplateView(template=found, may_change=_may_change(person, scene, found.unit))


def begin(tx: Tx, person: Person, scene: Scene, unit: str) -> Asked:
    """A new text of a unit: what for, in which language, its title, its words."""
    if scene.profile.unit(unit) is None:
        raise Refusal("unit-unknown")
    authorize(person, Verb.TEMPLATES, unit, scene.profile.by_code)
    if templates.count(tx, unit) >= MOST:
        raise Refusal("template-too-many", most=MOST)
    return draft_lifecycle.begin(tx, person, scene, Verb.TEMPLATES, answers={"_unit": unit})


def begin_change(tx: Tx, person: Person, scene: Scene, template_id: int) -> Asked:
    """Another title, other words; each may be left as it is."""
    found = _changeable(tx, person, scene, template_id)
    answers = {"_unit": found.unit, "_template": found.id}
    return draft_lifecycle.begin(tx, person, scene, Verb.TEMPLATES, answers=answers)


def save(tx: Tx, person: Person, scene: Scene, draft: Draft) -> TemplateView:
    """The finished form: a text is added, or changed."""
    answers = draft.answers
    authorize(person, Verb.TEMPLATES, answers["_unit"], scene.profile.by_code)
    if answers.get("_template"):
        old = _changeable(tx, person, scene, answers["_template"])
        title, body = answers.get("title") or old.title, answers.get("body") or old.body
        templates.change(tx, old.id, title=title, body=body, by=person.who, now=scene.now)
        kept = replace(old, title=title, body=body, written_at=scene.now)
        _note(tx, person, scene, kept, "changed")
        return TemplateView(template=kept, may_change=True, note="template-changed")
    kept = templates.add(
        tx,
        Template(
            id=0,
            unit=answers["_unit"],
            verb=answers["verb"],
            locale=answers["locale"],
            title=answers["title"],
            body=answers["body"],
            written_at=scene.now,
        ),
        by=person.who,
    )
    _note(tx, person, scene, kept, "added")
    return TemplateView(template=kept, may_change=True, note="template-added")


def drop(tx: Tx, person: Person, scene: Scene, template_id: int) -> Listed:
    """A text is kept no longer; what is left of the unit's."""
    found = _changeable(tx, person, scene, template_id)
    templates.drop(tx, found.id)
    _note(tx, person, scene, found, "dropped")
    return listed(tx, person, scene, found.unit)


def _changeable(tx: Tx, person: Person, scene: Scene, template_id: int) -> Template:
    found = templates.get(tx, template_id)
    if found is None:
        raise NotFound("template-gone")
    authorize(person, Verb.TEMPLATES, found.unit, scene.profile.by_code)
    return found


def _role(person: Person, scene: Scene, unit: str) -> Role:
    return role_in(person, unit, scene.profile.by_code)


def _may_change(person: Person, scene: Scene, unit: str) -> bool:
    return _role(person, scene, unit) >= NEEDED[Verb.TEMPLATES]


def _note(tx: Tx, person: Person, scene: Scene, template: Template, what: str) -> None:
    journal.add(
        tx,
        journal.Entry(
            who=person.who,
            role=int(_role(person, scene, template.unit)),
            verb=Verb.TEMPLATES,
            case_id=0,  # the chain of what belongs to no case
            unit=template.unit,
            reason=f"{what}: {template.title}",
            written_at=scene.now,
        ),
    )
