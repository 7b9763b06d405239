"""A case is passed to an authority outside the network; the reporter hears of it every month."""

from domain.case import Authority, Case, Referral
from domain.clockwork import referral_word
from domain.core.errors import Refusal
from domain.network.people import Person
from domain.status import Move
from storage.cases import referrals
from storage.engine.database import Tx
from usecases.cases import changes
from usecases.cases.changes import Answers
from usecases.core.request import Scene
from usecases.identity import contact_requests
from usecases.notify import notify


def refer(tx: Tx, person: Person, scene: Scene, case: Case, move: Move, given: Answers) -> Case:
    """Pass a case on: to whom, on which rule, and what was sent along."""
    along = given.get("along") == "yes"
    if along and not contact_requests.referral_granted(tx, case.id, person, now=scene.now):
        raise Refusal("refer-identity")
    due_at = referral_word(scene.profile, case, scene.now, scene.now)
    moved = changes.change(
        tx,
        case,
        move,
        first_action_at=case.first_action_at or scene.now,
        **changes.due(scene, case, due_at),
    )
    referral = Referral(
        case_id=case.id,
        authority=Authority(given["authority"]),
        name=given["name"],
        rule=given["rule"],
        sent=given["sent"],
        with_identity=along,
        who=person.who,
        referred_at=scene.now,
    )
    referrals.add(tx, referral)
    notify.reporters(tx, scene, moved, "referred", authority=referral.authority, due_at=due_at)
    return moved
