"""How the same was decided before: on the card, and the review of deciding the same again."""

from markupsafe import Markup

from conversation.contexts import SameDecisionContext
from conversation.forms.same_decision import SURE
from domain.case import cites
from domain.network.people import Verb
from domain.status import Status
from handlers.dialogs import question_screen
from handlers.dialogs.callbacks import Edit
from handlers.moderation.callbacks import DecideSame
from handlers.ui.callbacks import SeeCase
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import Block, own, shortened
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs, quote
from handlers.ui.sanitize import harmless
from usecases.core.outcomes import Asked
from usecases.core.views import Card, EarlierDecision

ROOM = 3000  # of the 4096 characters of a message


def block(localizer: Localizer, card: Card) -> Block:
    """The earlier decision: number, day, result and rule, and what the two have in common."""
    found = card.joins.earlier
    if found is None:
        return ()
    decision = found.decision
    rule = localizer.rule(decision.rule) if decision.rule and cites(decision.result) else None
    archived = found.case.status is Status.ARCHIVED
    return (
        *own(bold(localizer.say("before-title"))),
        *own(
            f"🔁 {found.case.number}",
            localizer.day(decision.decided_at),
            _result(localizer, found),
            localizer.say(f"staff-status-{found.case.status}") if archived else None,
        ),
        *own(rule),
        *own(*(localizer.say(f"alike-{trait}") for trait in found.traits)),
    )


def rows(localizer: Localizer, card: Card) -> tuple[tuple[Key, ...], ...]:
    """A row with the button to decide the same, if this person may, and one to open the case."""
    found = card.joins.earlier
    if found is None:
        return ()
    look = Key(label=f"🔁 {found.case.number}", button=SeeCase(case_id=found.case.id))
    if not found.repeatable:
        return ((look,),)
    button = DecideSame(case_id=card.case.id, seen=card.case.version)
    return ((Key(label=localizer.say(f"verb-{Verb.SAME}"), button=button), look),)


def _result(localizer: Localizer, found: EarlierDecision) -> str:
    kind = "ground" if found.decision.kind == "triage" else "outcome"
    return localizer.say(f"{kind}-{found.decision.result}")


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of the form; the last one shows all that is copied, with a button to change it."""
    if asked.step.name != SURE:
        return question_screen.by_verb(localizer, asked)
    steps = [step for step in asked.form.steps if step.name in _SHOWN]
    shown = [step.name for step in steps if step.asked_if(asked.sheet)]
    screen = question_screen.by_verb(localizer, asked)
    edits = grid(
        Key(
            label=localizer.say(f"same-edit-{name}"),
            button=Edit(draft=asked.sheet.draft.id, step=name),
        )
        for name in shown
    )
    earlier = SameDecisionContext.of(asked.sheet.draft).earlier
    verb, number = localizer.say(f"verb-{Verb.SAME}"), asked.sheet.about.number
    text = paragraphs(
        question_screen.note(localizer, asked),
        bold(f"{verb} · {number}"),
        localizer.say("same-copied", number=earlier),
        shortened(
            lambda most: paragraphs(*(_answer(localizer, asked, name, most) for name in shown)),
            ROOM,
        ),
        localizer.say("same-sure-ask-refusal" if "ground" in shown else "same-sure-ask"),
    )
    first, *around = screen.rows
    return Screen(text=text, rows=(first, *edits, *around), protect=True)


_SHOWN = ("ground", "outcome", "rule", "facts", "feedback")


def _answer(localizer: Localizer, asked: Asked, name: str, most: int) -> Markup:
    value = str(asked.sheet.answer(name) or "")
    match name:
        case "ground" | "outcome":
            return lines(localizer.say(f"{name}-{value}"))
        case "rule":
            return lines(localizer.rule(value))
    return lines(localizer.say(f"staff-{name}"), quote(cut(harmless(value), most)))
