"""Refer a case to an authority outside the network; reporters get an update every month.

The case file for the authority is ordered with it, and comes to the lead in private.
"""

from conversation.parsing import age_keys
from domain.case import Authority, Case, Referral
from domain.case_files.orders import AuthorityAnswer, Order
from domain.clockwork import referral_word
from domain.core.errors import Refusal
from domain.notices.reporter_notices import ReferredNotice
from domain.status import Move
from storage.case_files import answers, orders
from storage.cases import cases, referrals
from usecases.cases import changes
from usecases.cases.changes import Answers
from usecases.core.request import Request
from usecases.identity import consents
from usecases.notify import notify


def refer(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """Refer a case: to which authority, under which rule, and what was sent along."""
    along = given.get("along") == "yes"
    if along and not consents.referral_granted(req.tx, case.id, req.actor, now=req.now):
        raise Refusal("refer-identity")
    due_at = referral_word(req.profile, case, req.now, req.now)
    moved = changes.change(
        req.tx,
        case,
        move,
        first_action_at=case.first_action_at or req.now,
        **changes.due(req, case, due_at),
    )
    name, key = age_keys.split(given["name"])
    referral = Referral(
        case_id=case.id,
        authority=Authority(given["authority"]),
        name=name,
        rule=given["rule"],
        sent=given["sent"],
        with_identity=along,
        who=req.actor.who,
        referred_at=req.now,
    )
    referrals.add(req.tx, referral)
    orders.add(
        req.tx,
        Order(
            id=0,
            case_id=case.id,
            who=req.actor.who,
            ordered_at=req.now,
            recipient=key,
        ),
    )
    notify.reporters(req, moved, ReferredNotice(authority=referral.authority, due_at=due_at))
    return moved


def answered(req: Request, case: Case, given: Answers) -> Case:
    """Store what the authority answered: the number and day of its receipt, and its words.

    Reporters are told nothing by it: the next message to them is offered with these words.
    """
    answer = AuthorityAnswer(
        case_id=case.id,
        receipt=given.get("receipt") or "",
        answer=given["reply"],
        who=req.actor.who,
        entered_at=req.now,
    )
    answers.add(req.tx, answer)
    return cases.change(req.tx, case.id, seen=case.version)
