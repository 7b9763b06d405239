"""A text kept ready, at a question: turned to, read as it would be sent, and only then used."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from conversation.step import Given
from domain.case import Case
from domain.draft import Draft
from domain.errors import BadAnswer
from domain.people import Person, Verb
from domain.status import Status
from domain.template import Template, names_due
from storage import cases, drafts
from storage.db import Tx
from usecases import asking, changing, dialogue, opening, speaking
from usecases.scene import Scene
from usecases.turns import Asked, Turn


class Facts(Struct, frozen=True, kw_only=True):
    """What the places of a text are filled in with."""

    number: str
    unit: str
    category: str
    subcategory: str
    due_at: int | None


class Prepared(Struct, frozen=True, kw_only=True):
    """A text chosen at a question, to be read before it is used."""

    asked: Asked
    template: Template
    facts: Facts


Fill = Callable[[Template, Facts], str]


def more(tx: Tx, person: Person, scene: Scene, draft_id: str, start: int) -> Asked:
    """The open question again, with other texts to choose from."""
    asked = asking.ask(tx, scene, _draft(tx, person, scene, draft_id))
    return replace(asked, offers_from=start if 0 < start < len(asked.offers) else 0)


def prepare(tx: Tx, person: Person, scene: Scene, draft_id: str, template_id: int) -> Prepared:
    """A text to be read as it would be sent, before anything is."""
    draft = _draft(tx, person, scene, draft_id)
    asked = asking.ask(tx, scene, draft)
    found = next((each for each in asked.offers if each.id == template_id), None)
    if found is None or draft.case_id is None:
        raise BadAnswer("template-gone")
    case = cases.get(tx, draft.case_id)
    due_at = _due(tx, scene, case, draft.form)
    if names_due(found.body) and due_at is None:
        raise BadAnswer("template-without-due")
    facts = Facts(
        number=case.number,
        unit=case.unit,
        category=case.category,
        subcategory=case.subcategory,
        due_at=due_at,
    )
    return Prepared(asked=asked, template=found, facts=facts)


def use(
    tx: Tx,
    person: Person,
    scene: Scene,
    draft_id: str,
    template_id: int,
    fill: Fill,
    *,
    seen: int,
) -> Turn:
    """The text as it was read is the answer; one that was changed since must be read again."""
    found = prepare(tx, person, scene, draft_id, template_id)
    if found.template.written_at != seen:
        raise BadAnswer("template-changed-since")
    text = fill(found.template, found.facts)
    given = Given(text=text, draft=draft_id, step=found.asked.step.name)
    return dialogue.answer(tx, person, scene, given)


def _due(tx: Tx, scene: Scene, case: Case, form: str) -> int | None:
    """What the reporter is told to expect, or has to keep to, by these very words."""
    if form == Verb.ASK:
        return changing.answer_until(scene, case, scene.now)
    if form == Verb.TELL and case.status is Status.REFERRED:
        return speaking.next_word(tx, scene, case)
    return case.due_at


def _draft(tx: Tx, person: Person, scene: Scene, draft_id: str) -> Draft:
    draft = drafts.get(tx, draft_id)
    mine = draft is not None and draft.who == person.who
    if draft is None or not mine or not opening.is_theirs(tx, person, scene, draft):
        raise BadAnswer("answer-nothing-asked")
    return draft
