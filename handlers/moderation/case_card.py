"""Cases as staff see them: the card with its actions, the whole text, lists, a group's card."""

from collections.abc import Callable

from markupsafe import Markup
from msgspec.structs import replace
from telegram import Update

from domain.case import Case, Priority
from domain.core.errors import Refusal
from domain.network.people import Verb
from domain.report import EvidenceState
from handlers.case_files.callbacks import MakeCaseFile
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.identity import screens as identity_screens
from handlers.misuse import quarantine_screens
from handlers.moderation import joins, tasks
from handlers.moderation.callbacks import (
    JoinAgreed,
    JoinTo,
    MoveCase,
    Preset,
    ReadCase,
    ShowEvidence,
)
from handlers.moderation.card_text import ON_CARD, WHOLE, blocks, clock, lateness
from handlers.ui.callbacks import Button, Choose, Do, SeeCase, TurnPage
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import fitted, in_parts, own
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from usecases.core.views import Card, HandedOn
from usecases.moderation import casework, forms
from usecases.moderation.casework import CaseQueue

FIRST_PAGE = "-"
ROOM = 3600  # of the 4096 characters of a message; the rest is for what is said before the card
SHORT_UNIT = 14  # characters; leaves room for two more facts on a phone's line
_OF_CASE = (MoveCase, JoinTo, JoinAgreed)  # buttons of a card that change its case
HOUR = 3600
DAY = 24 * HOUR


def card(localizer: Localizer, card: Card, *, led_by: str = "") -> Screen:
    """The card of a case with the actions open to this person; `led_by` is put before it."""
    text, was_cut = fitted(blocks(localizer, card, ON_CARD), ROOM)
    return Screen(
        text=text,
        rows=_rows(localizer, card, more=was_cut or _has_more(card)),
        protect=True,
        toast=localizer.say(card.note) if card.note else "",
    ).led_by(led_by)


def _has_more(card: Card) -> bool:
    return (
        len(card.reports) > ON_CARD.reports
        or len(card.evidence) > ON_CARD.files
        or any(len(view.targets) > ON_CARD.targets for view in card.reports)
    )


def _rows(localizer: Localizer, card: Card, *, more: bool) -> tuple[tuple[Key, ...], ...]:
    case = card.case
    # "I have it" takes the case, too: one of the two buttons is enough
    takes = card.can_take and Verb.HAVE not in card.deeds
    around = [_verb(localizer, case, Verb.TAKE)] if takes else []
    if not card.own and any(file.state is EvidenceState.KEPT for file in card.evidence):
        label = localizer.say(f"verb-{Verb.OPEN_EVIDENCE}")
        around.append(Key(label=label, button=ShowEvidence(case_id=case.id)))
    around.extend(_verb(localizer, case, verb) for verb in card.deeds if verb is not Verb.HAVE)
    named = len(card.reports) > 1
    around.extend(identity_screens.show_key(localizer, each, named=named) for each in card.showable)
    if card.may_order_file and card.referral is not None:
        label = localizer.say(f"verb-{Verb.CASE_FILE}")
        around.append(Key(label=label, button=MakeCaseFile(case_id=case.id)))
    if more:
        around.append(Key(label=localizer.say("staff-read-all"), button=ReadCase(case_id=case.id)))
    verbs = [move.verb for move in card.moves]
    if Verb.JOIN in verbs:  # rarely used without a suggestion, so it comes last
        around.append(joins.other(localizer, case))
    moves = (_verb(localizer, case, verb) for verb in verbs if verb is not Verb.JOIN)
    back = Key(
        label=localizer.say("staff-to-queue"), button=TurnPage(which="queue", after=FIRST_PAGE)
    )
    alarm = ((_verb(localizer, case, Verb.HAVE),),) if Verb.HAVE in card.deeds else ()
    return (*alarm, *joins.rows(localizer, card), *grid(moves), *grid(around), (back,))


def _verb(localizer: Localizer, case: Case, verb: Verb) -> Key:
    button = MoveCase(case_id=case.id, verb=verb, seen=case.version)
    return Key(label=localizer.say(f"verb-{verb}"), button=button)


def whole(localizer: Localizer, card: Card) -> tuple[Screen, ...]:
    """The whole text of a case, split into messages; the last one has a button back."""
    back = Key(label=localizer.say("staff-to-case"), button=SeeCase(case_id=card.case.id))
    parts = [
        Screen(text=text, protect=True, fresh=True)
        for text in in_parts(blocks(localizer, card, WHOLE))
    ]
    return (*parts[:-1], replace(parts[-1], rows=((back,),)))


def queue(localizer: Localizer, queue: CaseQueue) -> Screen:
    """One page of a list of cases with a button each; danger and missed deadlines are marked."""
    found = queue.page.cases
    apart = quarantine_screens.row(localizer, queue.quarantined)
    title, others = bold(_title(localizer, queue)), (*_others(localizer, queue), *apart)
    task_kinds = tasks.listed(localizer, queue.tasks, queue.more_tasks)
    ticks = tasks.rows(localizer, queue.tasks)
    if not found:
        empty = task_kinds or localizer.say(f"staff-{queue.which}-empty")
        return Screen(text=paragraphs(title, empty), rows=(*ticks, *others), protect=True)
    cases = listed(localizer, found, queue.at, unit=len(queue.units) > 1)
    return Screen(
        text=paragraphs(title, task_kinds, cases),
        rows=(*ticks, *keys(found, queue.at), *_pages(localizer, queue), *others),
        protect=True,
    )


def listed(localizer: Localizer, found: tuple[Case, ...], at: int, *, unit: bool) -> Markup:
    """One line per case; `unit`: with the unit's name. `at`: now, in unix seconds."""
    return lines(*(_line(localizer, case, at, unit=unit) for case in found))


def keys(
    found: tuple[Case, ...], at: int, see: Callable[[int], Button] = SeeCase
) -> tuple[tuple[Key, ...], ...]:
    """The buttons that open the cases of a list; `see` makes the payload from a case id."""
    return grid(
        Key(label=f"{_marks(case, at)}{case.number}", button=see(case.id)) for case in found
    )


def _pages(localizer: Localizer, queue: CaseQueue) -> tuple[tuple[Key, ...], ...]:
    which, after = queue.which, queue.page.after
    again = Key(
        label=localizer.say("staff-refresh"), button=TurnPage(which=which, after=FIRST_PAGE)
    )
    if after is None:
        return ((again,),)
    return (
        (again, Key(label=localizer.say("staff-next"), button=TurnPage(which=which, after=after))),
    )


def _others(localizer: Localizer, queue: CaseQueue) -> tuple[tuple[Key, ...], ...]:
    """Buttons to related lists: cases to confirm, taken cases, cases without an answer yet."""
    if queue.confirms:
        waits = Preset(name="to_confirm")
        return ((Key(label=localizer.say("search-preset-to_confirm"), button=waits),),)
    other = {"mine": "unanswered", "unanswered": "mine"}.get(queue.which)
    if other is None:
        return ()
    return (
        (
            Key(
                label=localizer.say(f"staff-{other}"),
                button=TurnPage(which=other, after=FIRST_PAGE),
            ),
        ),
    )


def _title(localizer: Localizer, queue: CaseQueue) -> str:
    if queue.which != "queue" or len(queue.units) > 1:
        return localizer.say(f"staff-{queue.which}")
    return localizer.say("staff-queue-of", unit=localizer.unit(queue.units[0].code))


def _line(localizer: Localizer, case: Case, at: int, *, unit: bool) -> Markup:
    marked = Markup("{}{}").format(_marks(case, at), bold(case.number))
    return lines(
        *own(
            marked,
            localizer.say(f"staff-status-{case.status}"),
            localizer.category(case.category, case.subcategory),
            cut(localizer.unit(case.unit), SHORT_UNIT) if unit else None,
            age(localizer, at - case.opened_at),
        )
    )


def _marks(case: Case, at: int) -> str:
    danger = "🆘" if case.priority is Priority.DANGER else ""
    late = "⏰" if case.overdue_level or case.is_overdue(at) else ""
    return f"{danger}{late} " if danger or late else ""


def age(localizer: Localizer, seconds: int) -> str:
    """A duration in minutes, hours or days. `seconds` below zero count as zero."""
    if seconds < HOUR:
        return localizer.say("staff-age-minutes", count=max(0, seconds) // 60)
    if seconds < 2 * DAY:
        return localizer.say("staff-age-hours", count=seconds // HOUR)
    return localizer.say("staff-age-days", count=seconds // DAY)


def handed_on(localizer: Localizer, found: HandedOn) -> Screen:
    """After a transfer: the case's number and its new unit, for somebody who has lost access."""
    back = Key(
        label=localizer.say("staff-to-queue"), button=TurnPage(which="queue", after=FIRST_PAGE)
    )
    number, unit = found.case.number, localizer.unit(found.case.unit)
    words = localizer.say("staff-handed-on", number=number, unit=unit)
    why = localizer.say(found.note) if found.note else None
    return Screen(text=lines(words, why), rows=((back,),), protect=True)


def in_group(localizer: Localizer, case: Case, at: int) -> Screen:
    """The card for a unit's group: only number, category, status and deadline."""
    return Screen(
        text=lines(
            localizer.say("staff-danger") if case.priority is Priority.DANGER else None,
            *own(
                Markup("{}{}").format(_marks(case, at), bold(case.number)),
                localizer.say(f"staff-status-{case.status}"),
            ),
            localizer.category(case.category, case.subcategory),
            clock(localizer, case, at),
            lateness(localizer, case),
        ),
        rows=((Key(label=localizer.say("staff-open-private"), button=SeeCase(case_id=case.id)),),),
        protect=True,
    )


async def fresh_card(update: Update, ctx: Context, words: str = "") -> bool:
    """After a press or an answer that came too late: show the current card, with `words` before it.

    A form whose case has changed meanwhile is dropped. Returns False if there was nothing to show.
    """
    try:
        found = await _standing(update, ctx)
    except (Refusal, ValueError, KeyError):
        return False
    if found is None:
        return False
    await show(update, ctx, card(ctx.localizer, found, led_by=words))
    return True


async def _standing(update: Update, ctx: Context) -> Card | None:
    draft = None
    if update.callback_query is not None:
        data = update.callback_query.data or ""
        for kind in _OF_CASE:
            if kind.owns(data):
                return await ctx.run(casework.card, kind.parse(data).case_id)
        draft = Choose.parse(data).draft if Choose.owns(data) else Do.parse(data).draft
    outcome = await ctx.run(forms.give_up, draft)
    return outcome if isinstance(outcome, Card) else None
