"""The questions of the forms of removal requests."""

from urllib.parse import urlsplit

from markupsafe import Markup
from msgspec.structs import replace

from conversation.forms.removals import ALL, chosen
from conversation.parsing import addressees
from domain.links import defanged
from domain.removals.removal import Ask
from handlers.dialogs import question_screen
from handlers.ui import labels
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import Block, copied, fitted, own, quoted
from handlers.ui.markup import Screen, bold, paragraphs
from handlers.ui.sanitize import harmless, visible
from usecases.core.outcomes import Asked

ROOM = 3000
SHOWN_ADDRESSES = 20
SHOWN_HOSTS = 5


def measures(localizer: Localizer, asked: Asked) -> Screen:
    """A question of asking for measures; the last one shows what leaves the office."""
    screen = question_screen.by_verb(localizer, asked)
    match asked.step.name:
        case "targets":
            return replace(screen, text=paragraphs(screen.text, _addresses(asked)))
        case "send":
            text, _ = fitted(_review(localizer, asked), ROOM)
            return replace(screen, text=paragraphs(screen.text, text))
        case _:
            return screen


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
    what = localizer.say(f"what-{answer('what') or Ask.REMOVE}")
    if answer("length"):
        what = localizer.say("removal-for-days", what=what, count=int(answer("length")))
    to = str(answer("told") or labels.addressee(localizer, answer("addressee") or ""))
    rule = localizer.rule_with_subject(answer("rule") or "")
    addresses = chosen(facts.addresses, answer("targets") or ALL)
    found: tuple[Block, ...] = (
        own(bold(what)),
        own(localizer.say("removal-to", name=harmless(to))),
        own(_not_run(localizer, answer("addressee") or "", addresses)),
        tuple(copied(defanged(visible(each))) for each in addresses[:SHOWN_ADDRESSES]),
        own(localizer.say("removal-rule", rule=rule)),
        quoted(harmless(answer("facts") or "")),
    )
    return tuple(block for block in found if block)


def _not_run(localizer: Localizer, value: str, addresses: tuple[str, ...]) -> str:
    """A warning that the asked site is not known to run some of the hosts; else empty."""
    asked = addressees.parse(localizer.profile, value)
    hosts = tuple(dict.fromkeys(host for each in addresses if (host := urlsplit(each).hostname)))
    found = addressees.not_run_by(localizer.profile, asked, hosts) if asked else ()
    if not found:
        return ""
    shown = ", ".join(defanged(visible(each)) for each in found[:SHOWN_HOSTS])
    more = ", …" if len(found) > SHOWN_HOSTS else ""
    name = labels.addressee(localizer, value)
    return localizer.say("removal-hosts-unknown", name=harmless(name), hosts=shown + more)
