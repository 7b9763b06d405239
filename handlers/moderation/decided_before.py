"""The review of deciding a case as it was decided before; the card shows that in `joins`."""

from markupsafe import Markup

from conversation.contexts import SameDecisionContext
from conversation.forms.same_decision import SURE
from domain.network.people import Verb
from handlers.dialogs import question_screen
from handlers.dialogs.callbacks import Edit
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import shortened
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs, quote
from handlers.ui.sanitize import harmless
from usecases.core.outcomes import Asked

ROOM = 3000  # of the 4096 characters of a message


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
