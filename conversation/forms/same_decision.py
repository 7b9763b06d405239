"""The form of deciding a case as the same content was decided before: copied, then reviewed."""

from conversation.contexts import SameDecisionContext
from conversation.form import Form, Sheet, Step, choice_step, one_of
from conversation.forms.case_actions import (
    FACTS,
    FEEDBACK,
    LANGUAGE,
    SEEN_GONE,
    grounds,
    outcomes,
    rule_needed,
    rules,
)
from conversation.forms.measures import LENGTH, MEASURE, WHOSE
from domain.network.people import Verb

SURE = "sure"


def is_refusal(sheet: Sheet) -> bool:
    """Whether the earlier report was not accepted, so that this one is not either."""
    return SameDecisionContext.of(sheet.draft).refusal


def is_finding(sheet: Sheet) -> bool:
    """Whether it is a decision about the content."""
    return not is_refusal(sheet)


def _rule_needed(sheet: Sheet) -> bool:
    return is_finding(sheet) and rule_needed(sheet)


SAME_DECISION = Form(
    name=Verb.SAME,
    context=SameDecisionContext,
    steps=(
        choice_step("ground", grounds, asked_if=is_refusal),
        choice_step("outcome", outcomes, asked_if=is_finding),
        SEEN_GONE,
        MEASURE,
        LENGTH,
        WHOSE,
        Step(
            name="rule",
            parse=one_of(rules),
            choices=rules,
            cites_rules=True,
            asked_if=_rule_needed,
        ),
        Step(name="facts", parse=FACTS.parse, asked_if=is_finding),
        FEEDBACK,
        LANGUAGE,
        choice_step(SURE, lambda _: ("send",)),
    ),
)
"""All but the last question is answered beforehand; each answer can be changed at the last.

What must be seen or chosen anew is asked: an outcome that needs a removal request of this case, who
saw the content gone, and the measure against an account.
"""
