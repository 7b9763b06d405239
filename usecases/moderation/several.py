"""The same for several cases: each has its own guard, its own entries and its own notices.

Each case is a part of the transaction by itself: one that is refused is named, and stays ticked
unless nothing of the kind can be done with it any more.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct, field
from msgspec.structs import replace

from conversation.contexts import (
    LeftCase,
    SeveralContext,
    TickedCase,
    WaitingDecision,
)
from conversation.forms import presets, shared_texts
from conversation.forms.several import SEVERAL_FORMS, form_of, shared_rules, verb_of
from domain.case import Case, Outcome, cites
from domain.core.errors import Attempt, BadAnswer, MovedOn, NotAllowed, NotFound, Refusal
from domain.core.scripts import written_by_all
from domain.draft import Draft
from domain.network.people import Verb, overlooks
from domain.removals import rules as removal_rules
from domain.status import Status
from storage.cases import cases, ticks
from storage.network import duties
from storage.reporting import reports
from usecases import session
from usecases.cases import merging, removal_proofs
from usecases.core import authority
from usecases.core.outcomes import DialogOutcome
from usecases.core.request import Answers, Request
from usecases.dialogs import draft_lifecycle
from usecases.moderation import (
    assignment,
    casework,
    several_texts,
    ticking,
    transitions,
    waiting_decisions,
)

MOST_TOLD = 1000  # reports, of all cases together, whose reporters one press may write to
VERBS = frozenset(verb_of(form.name) for form in SEVERAL_FORMS)
"""What can be done with several cases at once."""


class NotDone(Struct, frozen=True, kw_only=True):
    """A case with which it could not be done: the key of the refusal, and what its text names.

    `stays`: whether it is still ticked.
    """

    id: int
    number: str
    key: str
    params: Mapping[str, object] = field(default_factory=dict)
    stays: bool = True


class SeveralDone(DialogOutcome, frozen=True, kw_only=True):
    """What was done: the numbers of the cases, and those left, each with the reason.

    `which` and `after` are the page of the list that they were ticked in.
    """

    verb: Verb
    done: tuple[str, ...] = ()
    left: tuple[NotDone, ...] = ()
    which: str = "queue"
    after: str | None = None


def begin(req: Request, verb: Verb, which: str, after: str | None) -> DialogOutcome:
    """Open the form that does this with the ticked cases; those it cannot be done with are named.

    If it can be done with none of them, that is the outcome.
    """
    ticked = ticking.of(req)
    if not ticked:
        raise Refusal("several-none")
    able: list[Case] = []
    left: list[LeftCase] = []
    for case_id, seen in ticked.items():
        try:
            able.append(_checked(req, verb, case_id, seen))
        except Refusal as refusal:
            _write_attempt(req, verb, refusal)
            left.append(LeftCase(id=case_id, number=_number(req, case_id), key=refusal.key))
    waiting: tuple[WaitingDecision, ...] = ()
    if verb in waiting_decisions.SHOWN_FOR:
        waiting, able, more = waiting_decisions.shown(req, verb, able)
        left += more
    people = _people(req, able) if verb is Verb.ASSIGN else {}
    if verb is Verb.ASSIGN and able and not people:
        raise Refusal("several-nobody")
    if not able:
        unable = tuple(NotDone(id=each.id, number=each.number, key=each.key) for each in left)
        return SeveralDone(verb=verb, left=_untick_ended(req, unable), which=which, after=after)
    context = SeveralContext(
        cases=tuple(_ticked(req, case, ticked[case.id]) for case in able),
        left=tuple(left),
        which=which,
        after=after,
        outcomes=_outcomes(req, able) if verb is Verb.DECIDE else (),
        people=people,
        waiting=waiting,
    )
    return draft_lifecycle.begin(req, form_of(verb), context=context)


def finish(req: Request, draft: Draft) -> SeveralDone:
    """Do it with each case, in a part of the transaction of its own."""
    verb, context = verb_of(draft.form), SeveralContext.of(draft)
    done: list[TickedCase] = []
    to = draft.answers.get("case")  # the others are joined to it, so nothing is done with it
    left = [
        NotDone(id=each.id, number=each.number, key=each.key)
        for each in context.left
        if each.number != to
    ]
    unseen = shared_texts.left_out(draft)
    shown = [each for each in context.cases if each.number not in unseen]
    room = fitting([reports.count(req.tx, each.id) for each in shown])
    left += [NotDone(id=each.id, number=each.number, key="several-later") for each in shown[room:]]
    left += [
        NotDone(id=each.id, number=each.number, key="several-next")
        for each in context.cases
        if each.number in unseen
    ]
    for each in shown[:room]:
        if each.number == to:
            continue
        try:
            with req.tx.savepoint() as part:
                do(req.within(part), verb, each, draft)
        except Refusal as refusal:
            _write_attempt(req, verb, refusal)
            left.append(
                NotDone(id=each.id, number=each.number, key=refusal.key, params=refusal.params)
            )
        else:
            done.append(each)
    stay = {each.id for each in left}
    gone = {each.id for each in context.cases} | {each.id for each in context.left}
    ticks.drop(req.tx, req.actor.who, gone - stay)
    kept = _untick_ended(req, left)
    return SeveralDone(
        verb=verb,
        done=tuple(each.number for each in done),
        left=kept,
        which=context.which,
        after=context.after,
    )


def _untick_ended(req: Request, left: Iterable[NotDone]) -> tuple[NotDone, ...]:
    """Untick those of these cases with which nothing can be done any more, and mark them so."""
    found = tuple(replace(each, stays=not ticking.ended(req, each.id)) for each in left)
    ticks.drop(req.tx, req.actor.who, [each.id for each in found if not each.stays])
    return found


def fitting(told: Sequence[int], most: int = MOST_TOLD) -> int:
    """With how many of these cases one press is done, by how many reporters each has to tell.

    With the first one always: alone it would be as much.
    """
    sums = list(accumulate(told))
    return max(min(1, len(sums)), sum(1 for each in sums if each <= most))


def _write_attempt(req: Request, verb: Verb, refusal: Refusal) -> None:
    """Write to the journal what somebody tried without authority, as for one case."""
    if refusal.attempt is not None or isinstance(refusal, NotAllowed):
        session.denied(req, refusal.attempt or Attempt(verb))


def check(req: Request, draft: Draft) -> None:
    """Raise a refusal if the answers cannot be meant for all of the cases.

    That is an outcome with a rule where no rule is for each of them, and a case to join that cannot
    be read, or is itself part of another one.
    """
    about, outcome = SeveralContext.of(draft).cases, draft.answers.get("outcome")
    if outcome and cites(outcome) and not shared_rules(req.profile, about):
        raise BadAnswer("several-no-rule")
    if not draft.answers.get("case"):
        return
    target = cases.by_number(req.tx, draft.answers["case"])
    if not overlooks(req.actor, target.unit, req.profile.by_code):
        # A case that this person may not read gets the same answer as one that does not exist.
        raise NotFound("case-unknown", Attempt(Verb.READ, target.unit, target.id))
    if target.status is Status.JOINED:
        raise BadAnswer("join-part-of", number=merging.end_of(req.tx, target).number)


def cancelled(req: Request, draft: Draft) -> DialogOutcome:
    """After the form was cancelled: the list, with the ticks as they are."""
    context = SeveralContext.of(draft)
    return ticking.look(req, context.which, context.after)


def do(req: Request, verb: Verb, ticked: TickedCase, draft: Draft) -> None:
    """Do with one case what its own button does; raises the same refusals."""
    case = _checked(req, verb, ticked.id, ticked.seen)
    match verb:
        case Verb.ASSIGN:
            assignment.assign(req, case.id, draft.answers["person"], seen=ticked.seen)
        case Verb.SAME:
            waiting = SeveralContext.of(draft).waiting
            copied, same = waiting_decisions.copied(waiting, case)
            transitions.make_prepared(req, case, Verb.SAME, copied, same)
        case Verb.DECIDE:
            transitions.make_way(req, case, _answers(req, draft, case))
        case Verb.REFUSE:
            transitions.make(req, case, verb, _answers(req, draft, case))
        case _:
            transitions.make(req, case, verb, Answers(draft.answers))


def _answers(req: Request, draft: Draft, case: Case) -> Answers:
    """The answers of a decision for one of the cases, with those that it has beforehand."""
    return Answers(presets.complete(draft, several_texts.of_case(req, draft, case)))


def _checked(req: Request, verb: Verb, case_id: int, seen: int) -> Case:
    """The case as it was ticked, if this person may do this with it now."""
    if verb is Verb.ASSIGN:
        return assignment.assignable(req, case_id, verb, seen)
    case = casework.readable_case(req, case_id, Verb.SAME if verb is Verb.SAME else Verb.READ)
    if case.version != seen:
        raise MovedOn("case-moved-on")
    if verb is Verb.SAME:
        return case  # `decided_before.why_not` has the guard; each move on the way has its own
    first = transitions.WAY.get(case.status, (verb,))[0] if verb is Verb.DECIDE else verb
    transitions.check(req, case, first)
    if first is Verb.ACCEPT:
        _check_level(req, case)
    return case


def _check_level(req: Request, case: Case) -> None:
    """Raise a refusal if accepting the case would pass it on to a unit above."""
    if not req.profile.may_have(case.unit, case.category, case.subcategory):
        raise Refusal("same-not-here")


def _number(req: Request, case_id: int) -> str:
    """The number of a case that was readable when it was ticked."""
    try:
        return cases.get(req.tx, case_id).number
    except NotFound:
        return "–"


def _ticked(req: Request, case: Case, seen: int) -> TickedCase:
    return TickedCase(
        id=case.id,
        number=case.number,
        seen=seen,
        category=case.category,
        subcategory=case.subcategory,
        languages=reports.languages(req.tx, case.id),
        wrote_in=written_by_all(reports.own_texts(req.tx, case.id)),
    )


def _outcomes(req: Request, able: list[Case]) -> tuple[str, ...]:
    """The outcomes that one of these cases may be decided with."""
    open_to = {
        outcome
        for case in able
        for outcome in removal_rules.provable(removal_proofs.of_case(req, case))
    }
    return tuple(outcome for outcome in Outcome if outcome in open_to)


def _people(req: Request, able: list[Case]) -> dict[str, str]:
    """The names of those who work in the units of all these cases, as `assign` takes them.

    Without those who may have none of the cases now; raises a refusal if that is everybody.
    """
    units = {case.unit for case in able}
    staff = [
        {each.person.who: each.person for each in duties.members(req.tx, unit, req.now)}
        for unit in sorted(units)
    ]
    if not staff:
        return {}
    shared = [who for who in staff[0] if all(who in others for others in staff[1:])]
    reasons = [authority.why_not(req, case, [staff[0][who] for who in shared]) for case in able]
    free = [who for who in shared if not all(each[who] for each in reasons)]
    if shared and not free:
        raise Refusal(reasons[0][shared[0]])
    free.sort(key=lambda who: staff[0][who].name)
    return {who[: assignment.LEAST_WHO]: staff[0][who].name for who in free}
