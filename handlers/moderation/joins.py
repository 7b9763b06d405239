"""Similar, joined and earlier cases on the card, and the questions of joining two cases."""

from collections.abc import Iterator

from markupsafe import Markup

from domain.card_actions import CardAction, Kind
from domain.case import Case, cites
from domain.network.people import Verb
from domain.status import Status
from handlers.dialogs import question_screen
from handlers.moderation.callbacks import DecideSame, JoinAgreed, JoinTo
from handlers.removals.callbacks import IsBack
from handlers.ui.callbacks import SeeCase
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import Block, own
from handlers.ui.markup import Key, Screen, bold, lines
from usecases.core.outcomes import Asked
from usecases.core.similar_cases import EarlierDecision, SimilarCase
from usecases.core.views import Card


def block(localizer: Localizer, card: Card) -> Block:
    """What is known about joining: the joined case, and similar cases.

    Empty if there is nothing of this.
    """
    joins = card.joins
    found: list[Markup] = []
    if joins.part_of is not None:
        found += own(localizer.say("join-is-part", number=joins.part_of.number))
    if joins.agreed is not None:
        found += own(bold(localizer.say("join-agreed", number=joins.agreed.number)))
    if joins.apart is not None:
        found += own(localizer.say("join-apart", number=joins.apart.number))
    if joins.alike:
        found += own(localizer.say("join-alike"))
        found += [part for each in joins.alike for part in own(*_alike(localizer, each))]
    return tuple(found)


def _alike(localizer: Localizer, found: SimilarCase) -> tuple[str, ...]:
    traits = (localizer.say(f"alike-{trait}") for trait in found.traits)
    status = localizer.say(f"staff-status-{found.case.status}")
    return (f"🔗 {found.case.number}", *traits, status, localizer.unit(found.case.unit))


def keys(localizer: Localizer, card: Card) -> Iterator[tuple[Kind, Key]]:
    """The buttons about similar, joined and earlier cases; each only for those who may."""
    yield from _earlier_keys(localizer, card)
    case, joins = card.case, card.joins
    may = any(move.verb is Verb.JOIN for move in card.moves)
    if joins.agreed is not None:
        if may:
            agreed = JoinAgreed(case_id=case.id, to=joins.agreed.id, seen=case.version)
            label = localizer.say("join-to", number=joins.agreed.number)
            yield CardAction.JOIN_AGREED, Key(label=label, button=agreed)
        yield CardAction.SEE_SIMILAR, _look(joins.agreed)
    for each in joins.alike:
        if each.case == joins.agreed:
            continue
        if may and each.joinable:
            label = localizer.say("join-to", number=each.case.number)
            button = JoinTo(case_id=case.id, to=each.case.id, seen=case.version)
            yield CardAction.JOIN_SIMILAR, Key(label=label, button=button)
        yield CardAction.SEE_SIMILAR, _look(each.case)
    if joins.part_of is not None:
        yield CardAction.SEE_WHOLE, _look(joins.part_of)


def _earlier_keys(localizer: Localizer, card: Card) -> Iterator[tuple[Kind, Key]]:
    """To decide as the earlier case was decided, to open that case, and to say that it is back."""
    found = card.joins.earlier
    if found is None:
        return
    if not found.why_not:
        button = DecideSame(case_id=card.case.id, seen=card.case.version)
        yield Verb.SAME, Key(label=localizer.say(f"verb-{Verb.SAME}"), button=button)
    see = SeeCase(case_id=found.case.id)
    yield CardAction.SEE_EARLIER, Key(label=f"🔁 {found.case.number}", button=see)
    if found.may_be_back:
        back = IsBack(case_id=found.case.id)
        yield CardAction.EARLIER_IS_BACK, Key(label=localizer.say("verb-back"), button=back)


def earlier(localizer: Localizer, card: Card) -> Block:
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


def _result(localizer: Localizer, found: EarlierDecision) -> str:
    kind = "ground" if found.decision.kind == "triage" else "outcome"
    return localizer.say(f"{kind}-{found.decision.result}")


def _look(case: Case) -> Key:
    return Key(label=f"🔗 {case.number}", button=SeeCase(case_id=case.id))


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of joining two cases."""
    return question_screen.by_verb(localizer, asked, below=(_target(localizer, asked),))


def _target(localizer: Localizer, asked: Asked) -> Markup | None:
    """At the confirmation: the case that it would become part of."""
    target = asked.sheet.facts.target
    if asked.step.name != "sure" or target is None:
        return None
    return lines(
        bold(target.number),
        localizer.say(f"staff-status-{target.status}"),
        localizer.category(target.category, target.subcategory),
        localizer.unit(target.unit),
        target.host.replace(".", "[.]"),
    )
