"""The questions of the forms of removal requests."""

from markupsafe import Markup
from msgspec.structs import replace

from conversation.forms.removals import ALL, chosen
from domain.links import defanged
from domain.removals import addressees
from domain.removals.removal import Addressed, Ask
from handlers.dialogs import question_screen
from handlers.ui.callbacks import Choose
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import Block, copied, fitted, own, quoted
from handlers.ui.markup import Key, Screen, bold, cut, grid, paragraphs
from handlers.ui.sanitize import harmless, visible
from usecases.core.outcomes import Asked

LONGEST_LABEL = 40
ROOM = 3000
SHOWN_ADDRESSES = 20


def measures(localizer: Localizer, asked: Asked) -> Screen:
    """A question of asking for measures; the last one shows what leaves the office."""
    screen = question_screen.by_verb(localizer, asked)
    match asked.step.name:
        case "whom":
            return replace(screen, rows=(*_whom(localizer, asked), screen.rows[-1]))
        case "targets":
            return replace(screen, text=paragraphs(screen.text, _addresses(asked)))
        case "send":
            text, _ = fitted(_review(localizer, asked), ROOM)
            return replace(screen, text=paragraphs(screen.text, text))
        case _:
            return screen


def _whom(localizer: Localizer, asked: Asked) -> tuple[tuple[Key, ...], ...]:
    """A button for each likely addressee, by its name."""
    draft = asked.sheet.draft.id
    return grid(
        (
            Key(
                label=cut(name(localizer, value), LONGEST_LABEL),
                button=Choose(draft=draft, step=asked.step.name, value=value),
            )
            for value in asked.step.choices(asked.sheet)
        ),
        columns=1,
    )


def name(localizer: Localizer, value: str) -> str:
    """The name of an addressee, as buttons and answers carry it."""
    found = addressees.parse(localizer.profile, value)
    if found is None:
        return value
    if found.kind is Addressed.UNIT:
        return localizer.unit(found.code)
    if found.kind is Addressed.PROVIDER:
        provider = localizer.profile.provider(found.code)
        return provider.name(localizer.locale) if provider else found.code
    return localizer.say("removal-whom-phone")


def _addresses(asked: Asked) -> Markup:
    shown = asked.sheet.facts.addresses[:SHOWN_ADDRESSES]
    text, _ = fitted(
        tuple(
            (*own(f"{number}."), copied(defanged(visible(each))))
            for number, each in enumerate(shown, 1)
        ),
        ROOM,
    )
    return text


def _review(localizer: Localizer, asked: Asked) -> tuple[Block, ...]:
    """What is asked of whom, as it will leave the office."""
    answer, facts = asked.sheet.answer, asked.sheet.facts
    what = localizer.say(f"what-{Ask(answer('what'))}")
    if answer("length"):
        what = localizer.say("removal-for-days", what=what, count=int(answer("length")))
    to = str(answer("told") or name(localizer, answer("whom")))
    addresses = chosen(facts.addresses, answer("targets") or ALL)
    found: tuple[Block, ...] = (
        own(bold(what)),
        own(localizer.say("removal-to", name=harmless(to))),
        tuple(copied(defanged(visible(each))) for each in addresses[:SHOWN_ADDRESSES]),
        own(localizer.say("removal-rule", rule=localizer.rule_with_subject(answer("rule")))),
        quoted(harmless(answer("facts") or "")),
    )
    return tuple(block for block in found if block)
