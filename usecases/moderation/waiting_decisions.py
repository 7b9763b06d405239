"""Decisions on several cases that are shown in full before they are sent."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from conversation.contexts import DecisionContext, LeftCase, WaitingDecision
from domain.case import Case, Outcome, cites
from domain.core.errors import Refusal
from domain.network.people import Verb
from storage.cases import decisions
from storage.reported_accounts import account_measures
from storage.reporting import reports
from usecases.cases import decided_before, merging
from usecases.core.request import Answers, Request

ROOM = 2600  # characters of decisions that one screen shows in full
HEADS = 200  # of them for what stands around the words of a decision
ASKED_AGAIN = frozenset({Outcome.REMOVED_BY_UNIT, Outcome.ACCOUNT_MEASURE})
"""Earlier outcomes of which something must be seen, or chosen, for each case by itself."""


def shown(
    req: Request, verb: Verb, able: list[Case]
) -> tuple[tuple[WaitingDecision, ...], list[Case], list[LeftCase]]:
    """The decisions to be sent, equal ones once, as many as one screen shows in full.

    Returns the cases that they are for, too, and those that are left.
    """
    found: dict[WaitingDecision, list[tuple[Case, str]]] = {}
    left: list[LeftCase] = []
    for case in able:
        try:
            decision, earlier = SHOWN_FOR[verb](req, case)
        except Refusal as refusal:
            left.append(LeftCase(id=case.id, number=case.number, key=refusal.key))
        else:
            found.setdefault(decision, []).append((case, earlier))
    room, kept = ROOM, list[Case]()
    decided: list[WaitingDecision] = []
    for decision, of in found.items():
        needed = _length(decision)
        if needed > room:
            key = "several-too-long" if needed > ROOM else "several-next"
            left += [LeftCase(id=case.id, number=case.number, key=key) for case, _ in of]
            continue
        room -= needed
        numbers = tuple(case.number for case, _ in of)
        earlier_ones = tuple(earlier for _, earlier in of)
        decided.append(replace(decision, numbers=numbers, earlier=earlier_ones))
        kept += [case for case, _ in of]
    return tuple(decided), kept, left


def _length(decision: WaitingDecision) -> int:
    """How much room a decision takes as Telegram counts, with some for its heads."""
    words = decision.facts + "".join(decision.said)
    return len(words.encode("utf-16-le")) // 2 + HEADS


def _to_confirm(req: Request, case: Case) -> tuple[WaitingDecision, str]:
    """The decision that waits to be confirmed, as its card shows it."""
    found = decisions.latest(req.tx, case.id)
    if found is None or not found.feedback.strip():
        raise Refusal("refusal-no-feedback")
    measure = None
    if found.result == Outcome.ACCOUNT_MEASURE:
        measure = account_measures.of_decision(req.tx, found.id)
    shown = WaitingDecision(
        result=found.result,
        rule=found.rule if cites(found.result) else "",
        facts=found.facts,
        feedback=found.feedback,
        words=tuple(sorted(found.feedback_in.items())),
        said=_said(req, case, found.feedback, found.feedback_in),
        measure=measure.measure if measure else "",
        days=measure.days if measure else None,
        seen_gone=found.seen_gone,
    )
    return shown, ""


def _as_before(req: Request, case: Case) -> tuple[WaitingDecision, str]:
    """How a similar case was decided, and that case's number; refused where something is missing.

    What must be seen or chosen for the case itself is asked in its own form.
    """
    found = merging.seen(req, case).earlier
    if found is None:
        raise Refusal("several-no-earlier")
    if found.why_not:
        raise Refusal(found.why_not)
    result = found.answers.get("ground" if found.refusal else "outcome", "")
    copied = decided_before.without_reporters(req, found)
    open_still = not found.refusal and (
        result in ASKED_AGAIN or not copied.facts or (cites(result) and not copied.rule)
    )
    if not result or open_still:
        raise Refusal("several-asks-more")
    shown = WaitingDecision(
        result=result,
        rule=copied.rule,
        facts=copied.facts,
        feedback=copied.feedback,
        words=tuple(sorted(copied.words.items())),
        said=_said(req, case, copied.feedback, copied.words),
        refusal=found.refusal,
    )
    return shown, found.case.number


def _said(req: Request, case: Case, feedback: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """Each text that a reporter of the case reads, once."""
    read = reports.languages(req.tx, case.id)
    return tuple(dict.fromkeys(words.get(locale, feedback) for locale in read)) or (feedback,)


SHOWN_FOR: Mapping[Verb, Callable[[Request, Case], tuple[WaitingDecision, str]]] = {
    Verb.CONFIRM: _to_confirm,
    Verb.SAME: _as_before,
}


def copied(waiting: tuple[WaitingDecision, ...], case: Case) -> tuple[Answers, DecisionContext]:
    """The answers of "Same decision" for a case, as they were shown."""
    shown = next(each for each in waiting if case.number in each.numbers)
    earlier = shown.earlier[shown.numbers.index(case.number)]
    result = {"ground": shown.result} if shown.refusal else {"outcome": shown.result}
    rule = {"rule": shown.rule} if shown.rule else {}
    texts = {"facts": shown.facts, "feedback": shown.feedback, "words": dict(shown.words)}
    answers = Answers({**result, **rule, **texts})
    same = DecisionContext(status=case.status, earlier=earlier, refusal=shown.refusal)
    return answers, same
