"""The staff's forms: what a move needs in words before it is made."""

from conversation.step import Form, Sheet, Step, choice_step, words
from domain.case import Ground, Outcome
from domain.people import Verb

MAX_REASON = 2000  # characters: reasons to a reporter fit one message with our own lines around


def grounds(_: Sheet) -> tuple[str, ...]:
    """The reasons for which a report may not be accepted."""
    return tuple(Ground)


def outcomes(_: Sheet) -> tuple[str, ...]:
    """What may have become of the content."""
    return tuple(Outcome)


def rules(sheet: Sheet) -> tuple[str, ...]:
    """The named rules that a decision in this case's category may cite."""
    return sheet.profile.taxonomy.rules_for(
        sheet.about.get("category", ""), sheet.about.get("subcategory", "")
    )


def categories(sheet: Sheet) -> tuple[str, ...]:
    """The category as claimed comes first: one tap confirms it."""
    claimed = sheet.about.get("category", "")
    return (claimed, *(code for code in sheet.profile.taxonomy.top if code != claimed))


def subcategories(sheet: Sheet) -> tuple[str, ...]:
    """The sub-categories of a category that was changed."""
    return sheet.profile.taxonomy.under(sheet.answer("category") or "")


def category_changed(sheet: Sheet) -> bool:
    """Whether triage put the case under another category than its reporter."""
    changed = bool(sheet.answer("category") != sheet.about.get("category"))
    return changed and bool(subcategories(sheet))


def rule_needed(sheet: Sheet) -> bool:
    """A void decision judges nothing, so it cites no rule."""
    return bool(sheet.answer("outcome") != Outcome.VOID)


_REASON = words(MAX_REASON, least=2)
_OUTCOME = choice_step("outcome", outcomes)
_RULE = choice_step("rule", rules, asked_if=rule_needed)
_FACTS = Step(name="facts", parse=_REASON)
_FEEDBACK = Step(name="feedback", parse=_REASON)

CASE_FORMS: tuple[Form, ...] = (
    Form(
        name=Verb.ACCEPT,
        steps=(
            choice_step("category", categories),
            choice_step("subcategory", subcategories, asked_if=category_changed),
        ),
    ),
    Form(
        name=Verb.REFUSE,
        steps=(choice_step("ground", grounds), Step(name="feedback", parse=_REASON)),
    ),
    Form(name=Verb.ASK, steps=(Step(name="question", parse=_REASON),)),
    Form(name=Verb.MEASURES, steps=(_FACTS, choice_step("rule", rules))),
    Form(name=Verb.DECIDE, steps=(_OUTCOME, _RULE, _FACTS, _FEEDBACK)),
    Form(name=Verb.SEND_BACK, steps=(Step(name="reason", parse=_REASON),)),
    Form(name=Verb.DISMISS, steps=(_FEEDBACK,)),
    Form(name=Verb.CHANGE, steps=(_OUTCOME, _RULE, _FACTS, _FEEDBACK)),
    Form(name=Verb.REMIT, steps=(_FEEDBACK,)),
    Form(name=Verb.NOTE, steps=(Step(name="text", parse=_REASON),)),
)
