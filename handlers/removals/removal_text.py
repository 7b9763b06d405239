"""The text of a removal request: what is asked of whom, until when, and how it stands."""

from domain.links import defanged
from domain.removals import rules
from domain.removals.removal import Addressed, Answer, Removal, State
from handlers.ui.labels import LONGEST_NAME, colleague
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import Block, copied, own, quoted
from handlers.ui.markup import bold
from handlers.ui.sanitize import harmless, line, visible
from usecases.core.views import RemovalView

SHOWN_ADDRESSES = 8


def addressee(localizer: Localizer, removal: Removal) -> str:
    """The name of whom it was asked of, on one line; a neutral word by phone without a name."""
    match removal.kind:
        case Addressed.UNIT:
            return localizer.unit(removal.to)
        case Addressed.PROVIDER:
            found = localizer.profile.provider(removal.to)
            return found.name(localizer.locale) if found else removal.to
        case _:
            return line(removal.told, LONGEST_NAME) or localizer.say("removal-somebody")


def what(localizer: Localizer, removal: Removal) -> str:
    """What is asked for, with its length if it has one."""
    asked = localizer.say(f"what-{removal.what}")
    if removal.days is None:
        return asked
    return localizer.say("removal-for-days", what=asked, count=removal.days)


def state(localizer: Localizer, removal: Removal, at: int) -> str:
    """How a request stands, in a few words. `at`: now, unix seconds."""
    if rules.is_late(removal, at):
        return localizer.say("removal-state-late")
    if removal.state is State.STUCK:
        return localizer.say(f"removal-answer-{removal.answer}")
    if removal.state is State.SETTLED and removal.check is not None:
        return localizer.say(f"removal-check-{removal.check}")
    return localizer.say(f"removal-state-{removal.state}")


def until(localizer: Localizer, removal: Removal, at: int) -> str:
    """Until when an answer is due, or that it is late; empty if none is due."""
    if removal.state is not State.ASKED:
        return ""
    key = "removal-late-since" if rules.is_late(removal, at) else "removal-until"
    return localizer.say(key, until=localizer.when(removal.due_at))


def blocks(localizer: Localizer, found: RemovalView) -> tuple[Block, ...]:
    """The whole request, in order; nothing of any reporter is in it."""
    removal = found.removal
    return (
        (
            *own(bold(found.number), state(localizer, removal, found.at)),
            *own(bold(what(localizer, removal))),
            *own(localizer.say("removal-to", name=addressee(localizer, removal))),
            *own(localizer.say("removal-from", unit=localizer.unit(removal.unit))),
            *own(until(localizer, removal, found.at)),
            *own(localizer.say("removal-back", count=removal.back) if removal.back else None),
        ),
        addresses(localizer, found),
        (
            *own(_rule(localizer, removal)),
            *_headed(localizer, "removal-facts", removal.facts),
        ),
        _headed(localizer, "removal-order", removal.order),
        _answer(localizer, found),
        _check(localizer, found),
    )


def _rule(localizer: Localizer, removal: Removal) -> str:
    if not removal.rule:
        return ""
    return localizer.say("removal-rule", rule=localizer.rule_with_subject(removal.rule))


def addresses(localizer: Localizer, found: RemovalView) -> Block:
    """The addresses, which no tap opens; that they are hidden, if they are not to stand here."""
    known = found.removal.addresses
    if not known:
        return ()
    if found.hides_addresses:
        return own(localizer.say("removal-addresses-hidden", count=len(known)))
    shown = known[:SHOWN_ADDRESSES]
    rest = len(known) - len(shown)
    return (
        *own(localizer.say("removal-addresses", count=len(known))),
        *numbered(shown),
        *own(localizer.say("removal-addresses-more", count=rest) if rest else None),
    )


def numbered(addresses: tuple[str, ...]) -> Block:
    """Addresses that no tap opens, with the numbers by which an answer names them if several."""
    found: Block = ()
    for number, each in enumerate(addresses, 1):
        place = own(f"{number}.") if len(addresses) > 1 else ()
        found += (*place, copied(defanged(visible(each))))
    return found


def _answer(localizer: Localizer, found: RemovalView) -> Block:
    removal = found.removal
    if removal.answer is None or removal.answered_at is None:
        return ()
    partly = removal.answer is Answer.PARTLY
    return (
        *own(
            localizer.say(f"removal-answer-{removal.answer}"),
            localizer.when(removal.answered_at),
            _by(localizer, found, removal.answered_by),
        ),
        *(
            _headed(localizer, "removal-partly", removal.reason)
            if partly
            else quoted(harmless(removal.reason))
        ),
    )


def _check(localizer: Localizer, found: RemovalView) -> Block:
    removal = found.removal
    if removal.check is None or removal.checked_at is None:
        return ()
    return own(
        localizer.say(f"removal-check-{removal.check}"),
        localizer.when(removal.checked_at),
        _by(localizer, found, removal.checked_by),
    )


def _by(localizer: Localizer, found: RemovalView, who: str | None) -> str:
    """Who it was, for colleagues who read the case; others learn no names."""
    if who is None or not found.reads_case:
        return ""
    return localizer.say("staff-by", name=colleague(localizer, found.names.get(who, "")))


def _headed(localizer: Localizer, key: str, text: str) -> Block:
    words = quoted(harmless(text))
    return (*own(localizer.say(key)), *words) if words else ()


def of_case(localizer: Localizer, removals: tuple[Removal, ...], at: int) -> Block:
    """The requests of a case, one line each, for its card."""
    if not removals:
        return ()
    found = [
        part
        for each in removals
        for part in own(
            what(localizer, each),
            addressee(localizer, each),
            state(localizer, each, at),
            until(localizer, each, at),
        )
    ]
    return (bold(localizer.say("removal-of-case")), *found)
