"""The forms by which a report is not accepted, a case decided, or an appeal answered.

Each ends with a review of the whole, as its reader will read it, where every part can be changed.
What the text kept for the result, an earlier decision or a macro answers is not asked before that.
"""

from msgspec.structs import replace

from conversation.contexts import DecisionContext
from conversation.form import Form, Given, Sheet, Step, always, choice_step, one_of, words
from conversation.forms.measures import LENGTH, MEASURE, WHOSE
from conversation.forms.presets import is_preset, is_sent_at_once, writes_own
from conversation.forms.wording import LANGUAGE, REASON
from domain.case import Ground, Outcome, cites
from domain.network.people import Verb

MAX_NAME = 200  # characters of who saw the content gone
SELF = "self"  # the answer of who saw the content gone with their own eyes
SURE = "sure"


def grounds(_: Sheet) -> tuple[str, ...]:
    """The reason codes for not accepting a report."""
    return tuple(Ground)


def outcomes(sheet: Sheet) -> tuple[str, ...]:
    """The outcomes that the case may be decided with."""
    return sheet.facts.outcomes


def parse_seen_gone(given: Given, sheet: Sheet) -> str:
    """`self`, pressed, or who saw that the content is gone, typed."""
    if given.choice is not None:
        return one_of(lambda _: (SELF,))(given, sheet)
    return words(MAX_NAME, least=2)(given, sheet)


def removed_by_unit(sheet: Sheet) -> bool:
    """Whether the unit itself removed the content: then it is asked who saw it gone."""
    return bool(sheet.answer("outcome") == Outcome.REMOVED_BY_UNIT)


def rules(sheet: Sheet) -> tuple[str, ...]:
    """The rules that a decision in this case's category may cite."""
    return sheet.profile.taxonomy.rules_for(sheet.about.category, sheet.about.subcategory)


def rule_needed(sheet: Sheet) -> bool:
    """Whether a rule must be cited: not if none was violated, or nothing was left to assess."""
    return cites(sheet.answer("outcome") or "")


def is_refusal(sheet: Sheet) -> bool:
    """Whether a decision that is copied, or made by a macro, is not to accept the report."""
    return DecisionContext.of(sheet.draft).refusal


def is_finding(sheet: Sheet) -> bool:
    """Whether it is a decision about the content."""
    return not is_refusal(sheet)


def _finds(sheet: Sheet) -> bool:
    return is_finding(sheet) and rule_needed(sheet)


def _is_left(sheet: Sheet) -> bool:
    """Whether the words need not be asked for: there are some, and nobody wants to write others."""
    return is_preset("feedback")(sheet) and not writes_own(sheet)


ANY_RULE = replace(choice_step("rule", rules), cites_rules=True)
_GROUND = Step(name="ground", parse=one_of(grounds), choices=grounds, only_pressed=always)
"""Its buttons may send the refusal, so no typed text is taken for one of them."""
_OUTCOME = choice_step("outcome", outcomes)
_RULE = replace(ANY_RULE, asked_if=rule_needed, left_to_review=is_preset("rule"))
FACTS = Step(name="facts", parse=REASON, left_to_review=is_preset("facts"))
SEEN_GONE = Step(
    name="seen_gone", parse=parse_seen_gone, choices=lambda _: (SELF,), asked_if=removed_by_unit
)
FEEDBACK = Step(name="feedback", parse=REASON, left_to_review=_is_left)
_SURE = choice_step(
    SURE, lambda _: ("send",), asked_if=lambda sheet: not is_sent_at_once(sheet.draft)
)


def _form(verb: Verb, *steps: Step) -> Form:
    return Form(name=verb, context=DecisionContext, steps=(*steps, FEEDBACK, LANGUAGE, _SURE))


def _decides(verb: Verb) -> Form:
    return _form(verb, _OUTCOME, SEEN_GONE, MEASURE, LENGTH, WHOSE, _RULE, FACTS)


def _prepared(verb: Verb) -> Form:
    """A refusal or a decision, whichever its context says, whose result is answered beforehand."""
    return _form(
        verb,
        replace(_GROUND, asked_if=is_refusal),
        replace(_OUTCOME, asked_if=is_finding),
        SEEN_GONE,
        MEASURE,
        LENGTH,
        WHOSE,
        replace(_RULE, asked_if=_finds),
        replace(FACTS, asked_if=is_finding),
    )


REFUSAL = _form(Verb.REFUSE, _GROUND)
DECISION = _decides(Verb.DECIDE)
APPEAL_DECISIONS = (_form(Verb.DISMISS), _decides(Verb.CHANGE), _form(Verb.REMIT))
PREPARED = (_prepared(Verb.SAME), _prepared(Verb.MACRO))
"""What must be seen or chosen anew is asked: an outcome that needs a removal request of this case,
who saw the content gone, and the measure against an account."""

ASKED_ALONG = {"feedback": ("language",), "measure": ("length", "whose")}
"""The questions that are asked again together with an edited one."""
DECISION_FORMS = (REFUSAL, DECISION, *APPEAL_DECISIONS, *PREPARED)
