"""Open and give up the forms that a move of a case needs."""

from domain.network.people import Person, Verb
from storage.cases import cases
from storage.engine.database import Tx
from usecases.cases import merging
from usecases.core.outcomes import Asked, Turn
from usecases.core.request import Scene
from usecases.dialogs import draft_lifecycle
from usecases.dialogs.dialogs import _named, refused
from usecases.moderation import casework


def begin_on_case(
    tx: Tx, person: Person, scene: Scene, case_id: int, verb: Verb, *, seen: int
) -> Asked:
    """Open the form that a move of a case needs, where this person may make that move now."""
    case = casework.allow(tx, person, scene, case_id, verb, seen=seen)
    return draft_lifecycle.begin(
        tx, person, scene, verb, case_id=case.id, answers={"_status": case.status}
    )


def begin_join(tx: Tx, person: Person, scene: Scene, case_id: int, to: int, *, seen: int) -> Asked:
    """The same for joining a case that was suggested: what is left to ask is whether it is so."""
    case = casework.allow(tx, person, scene, case_id, Verb.JOIN, seen=seen)
    target = merging.may_join(tx, person, scene, case, cases.get(tx, to).number)
    answers = {"_status": case.status, "case": target.number}
    return draft_lifecycle.begin(tx, person, scene, Verb.JOIN, case_id=case.id, answers=answers)


def give_up(tx: Tx, person: Person, scene: Scene, draft_id: str | None = None) -> Turn:
    """Drop a form whose case has moved on meanwhile, and show the case as it now stands.

    The form is the one named, else the one last touched; a form about no case stays open.
    """
    draft = _named(tx, person, draft_id)
    if (
        draft is None
        or draft.case_id is None
        or not draft_lifecycle.is_theirs(tx, person, scene, draft)
    ):
        return refused(tx, person, scene)
    draft_lifecycle.forget(tx, draft)
    return casework.card(tx, person, scene, draft.case_id)
