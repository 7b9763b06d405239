"""Forms opened and dropped: a draft for somebody, about a case, a report, or nothing yet."""

import secrets as entropy
from collections.abc import Mapping
from typing import Any

from domain.draft import Draft
from domain.people import Person, overlooks
from storage import cases, drafts, evidence, said
from storage.db import Tx
from usecases import asking
from usecases.scene import Scene
from usecases.turns import Asked


def begin(
    tx: Tx,
    person: Person,
    scene: Scene,
    form: str,
    *,
    case_id: int | None = None,
    report_id: int | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Asked:
    """Open a form; an unfinished one of the same kind gives way to it."""
    old = drafts.of_form(tx, person.who, form)
    if old is not None:
        forget(tx, old)
    draft = new(person, scene, form, case_id=case_id, report_id=report_id)
    for name, value in (answers or {}).items():
        draft = draft.with_answer(name, value)
    drafts.save(tx, draft, scene.now)
    return asking.ask(tx, scene, draft)


def new(
    person: Person,
    scene: Scene,
    form: str,
    *,
    case_id: int | None = None,
    report_id: int | None = None,
) -> Draft:
    """A draft with nothing in it, not yet kept."""
    return Draft(
        id=entropy.token_hex(8),
        who=person.who,
        form=form,
        case_id=case_id,
        report_id=report_id,
        started_at=scene.now,
        touched_at=scene.now,
    )


def is_theirs(tx: Tx, person: Person, scene: Scene, draft: Draft) -> bool:
    """Whether a form may still be gone on with: one about a case only by who may read the case."""
    if draft.case_id is None:
        return True
    return overlooks(person, cases.get(tx, draft.case_id).unit, scene.profile.by_code)


def forget(tx: Tx, draft: Draft) -> None:
    """A draft and its files are gone."""
    evidence.drop(tx, draft.id)
    said.forget(tx, draft.id)
    drafts.drop(tx, draft.id)
