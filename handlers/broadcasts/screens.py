"""Screens of broadcasts: the message to recipients, and the admins' list and card."""

from collections.abc import Iterable

from markupsafe import Markup
from msgspec.structs import replace

from conversation.forms.broadcast import MOST_LANGUAGES, PARTS, text_step
from domain.broadcast import Act, Body, Broadcast, BroadcastDelivery, BroadcastState, Repeat, Scope
from domain.notices.staff_notices import BroadcastCardNotice, BroadcastNotice
from handlers.broadcasts.callbacks import (
    ActOn,
    AskStop,
    ChangePart,
    ListBroadcasts,
    NoMore,
    OpenCard,
    SeeBroadcast,
    SendToMe,
)
from handlers.dialogs import question_screen
from handlers.ui import labels
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import shortened
from handlers.ui.markup import Key, Screen, bold, code, cut, grid, lines, paragraphs, quote
from usecases.broadcasts.broadcast_lifecycle import MOST_COUNTED, BroadcastList
from usecases.core.outcomes import Asked
from usecases.core.views import BroadcastView
from usecases.delivery.notice_facts import BroadcastFacts

ROOM = 3600  # of the 4096 characters of a message; the rest is for a sentence before it
BEFORE = frozenset({BroadcastState.DRAFT, BroadcastState.WAITING, BroadcastState.APPROVED})
_UNREACHED = {
    BroadcastDelivery.BLOCKED: "broadcast-blocked",
    BroadcastDelivery.FAILED: "broadcast-failed",
    BroadcastDelivery.UNKNOWN: "broadcast-unknown-count",
}
_TEXTS = {text_step(place): place for place in range(1, MOST_LANGUAGES)}


def message(localizer: Localizer, body: Body) -> Screen:
    """The message to recipients of this language; its last button switches broadcasts off."""
    units = [unit for each in body.cards if (unit := localizer.profile.unit(each))]
    cards = (
        lines(unit.name(localizer.locale), code(unit.phone) if unit.phone else None)
        for unit in units
    )
    links = tuple((Key(label=label, url=url),) for label, url in body.buttons)
    offices = grid(
        Key(label=cut(f"☎ {unit.name(localizer.locale)}", 40), button=OpenCard(unit=unit.code))
        for unit in units
    )
    no_more = (Key(label=localizer.say("broadcast-no-more"), button=NoMore()),)
    text = body.text(localizer.locale, localizer.profile.locales)
    return Screen(text=paragraphs(text, lines(*cards)), rows=(*links, *offices, no_more))


# The form.


def question(localizer: Localizer, asked: Asked) -> Screen:
    """A question of the form; one that asks for a text names its language."""
    # A first broadcast asks for its text alone, and each part may be changed alone: no count.
    title = localizer.say("broadcasts-title")
    screen = question_screen.question(localizer, replace(asked, places=1), title=title)
    place = _TEXTS.get(asked.step.name, 0)
    languages = asked.sheet.profile.locales
    each = asked.sheet.answer("languages") == "each"
    if not (each and asked.step.name in {"text", *_TEXTS}) or place >= len(languages):
        return screen
    named = localizer.words.say(languages[place], "language-name")
    return replace(screen, text=paragraphs(screen.text, bold(named)))


# For admins.


def listed(localizer: Localizer, found: BroadcastList) -> Screen:
    """One page, newest first, each with its status."""
    keys = (
        Key(label=cut(_line(localizer, each), 60), button=SeeBroadcast(each.id))
        for each in found.found
    )
    on = (
        ((Key(label=localizer.say("staff-next"), button=ListBroadcasts(found.before)),),)
        if found.before
        else ()
    )
    key = "broadcasts-title" if found.found else "broadcasts-none"
    return Screen(
        text=lines(bold(localizer.say(key))), rows=(*grid(keys, columns=1), *on), protect=True
    )


def _line(localizer: Localizer, each: Broadcast) -> str:
    text = " ".join(each.body.text(localizer.locale, localizer.profile.locales).split())
    return f"{each.id} · {localizer.say(f'broadcast-state-{each.state}')} · {text}"


def card(localizer: Localizer, found: BroadcastView, led_by: str = "") -> Screen:
    """One broadcast: recipients, time, text, progress, and buttons for the possible actions."""
    each = found.broadcast

    def words(most: int) -> Markup:
        text = each.body.text(localizer.locale, localizer.profile.locales)
        return paragraphs(
            bold(
                localizer.say(
                    "broadcast-title",
                    number=str(each.id),
                    state=localizer.say(f"broadcast-state-{each.state}"),
                )
            ),
            lines(*_facts(localizer, found)),
            lines(*_progress(localizer, found)),
            quote(cut(text, most)),
            localizer.say("broadcast-alone") if found.alone else None,
        )

    note = localizer.say(found.note) if found.note else ""
    rows = (*_acts(localizer, found), _back(localizer))
    return Screen(text=shortened(words, ROOM), rows=rows, protect=True).led_by(led_by or note)


def _facts(localizer: Localizer, found: BroadcastView) -> Iterable[str | None]:
    each, body = found.broadcast, found.broadcast.body
    readers = f"> {MOST_COUNTED}" if found.readers == MOST_COUNTED else str(found.readers)
    writer, approver = (
        colleague(localizer, found.names.get(who or "", ""))
        for who in (each.written_by, each.approved_by)
    )
    return (
        localizer.say("broadcast-to", whom=audience(localizer, body.scope, body.which)),
        localizer.say("broadcast-readers", count=readers) if each.state in BEFORE else None,
        _when(localizer, each),
        localizer.say(f"repeat-{each.repeat}") if each.repeat is not Repeat.ONCE else None,
        localizer.say("broadcast-with-picture") if body.picture else None,
        *(f"🔗 {label}: {url}" for label, url in body.buttons),
        *(f"☎ {localizer.unit(unit)}" for unit in body.cards),
        localizer.say("broadcast-by", name=writer),
        localizer.say("broadcast-approved-by", name=approver) if each.approved_by else None,
    )


def audience(localizer: Localizer, scope: Scope, which: str) -> str:
    """The name of the recipients: everybody, or followers of a city, office or category."""
    if scope is Scope.ALL:
        return localizer.say("scope-all")
    return f"{localizer.say(f'scope-{scope}')}: {labels.choice(localizer, scope, which)}"


def _when(localizer: Localizer, each: Broadcast) -> str:
    if each.ended_at is not None:
        return localizer.say("broadcast-ended", when=localizer.when(each.ended_at))
    if each.began_at is not None:
        return localizer.say("broadcast-began", when=localizer.when(each.began_at))
    if each.start_at is None:
        return localizer.say("broadcast-at-once")
    return localizer.say("broadcast-begins", when=localizer.when(each.start_at))


def _progress(localizer: Localizer, found: BroadcastView) -> Iterable[str]:
    each, counts = found.broadcast, found.counts
    if each.began_at is None:
        return
    yield localizer.say("broadcast-sent", count=counts.of(BroadcastDelivery.SENT), all=counts.all)
    if each.ended_at is None:
        yield localizer.say("broadcast-left", count=counts.left)
    for outcome, key in _UNREACHED.items():
        if count := counts.of(outcome):
            yield localizer.say(key, count=count)
    if each.state is BroadcastState.SENDING and found.rate > 0:
        minutes = -(-counts.left // max(1, round(found.rate * 60)))
        yield localizer.say("broadcast-rate", rate=f"{found.rate:.1f}", minutes=minutes)
    if each.ended_at is not None:
        seconds = max(1, each.ended_at - each.began_at)
        yield localizer.say("broadcast-took", minutes=-(-seconds // 60))


def _acts(localizer: Localizer, found: BroadcastView) -> tuple[tuple[Key, ...], ...]:
    each = found.broadcast
    keys = []
    for act in found.acts:
        if act is Act.SUBMIT and found.alone:
            continue
        keys.append(Key(label=_label(localizer, each, act), button=_button(each, act)))
    return (*_to_me(localizer, each), *grid(keys))


def _label(localizer: Localizer, each: Broadcast, act: Act) -> str:
    discards = act is Act.STOP and each.state in {BroadcastState.DRAFT, BroadcastState.WAITING}
    return localizer.say("broadcast-discard" if discards else f"broadcast-{act}")


def _button(each: Broadcast, act: Act) -> ActOn | AskStop | ChangePart:
    if act is Act.STOP:
        return AskStop(number=each.id)
    if act is Act.CHANGE:
        return ChangePart(number=each.id, part="", seen=each.version)
    return ActOn(number=each.id, act=act, seen=each.version)


def _to_me(localizer: Localizer, each: Broadcast) -> tuple[tuple[Key, ...], ...]:
    """The buttons for a test copy, one per language if they differ."""
    to_me = localizer.say("broadcast-to-me")
    if "" in each.body.texts:
        return ((Key(label=to_me, button=SendToMe(each.id, localizer.locale)),),)
    return grid(
        Key(
            label=f"{to_me} · {localizer.words.say(locale, 'language-name')}",
            button=SendToMe(each.id, locale),
        )
        for locale in each.body.texts
    )


def parts(localizer: Localizer, found: BroadcastView) -> Screen:
    """Ask which part to change."""
    each = found.broadcast
    keys = (
        Key(
            label=localizer.say(f"broadcast-part-{part}"),
            button=ChangePart(each.id, part, each.version),
        )
        for part in PARTS
    )
    back = Key(label=localizer.say("button-back"), button=SeeBroadcast(each.id))
    return Screen(
        text=lines(localizer.say("broadcast-which-part")), rows=(*grid(keys), (back,)), protect=True
    )


def ask_stop(localizer: Localizer, found: BroadcastView) -> Screen:
    """Ask for confirmation before a broadcast is stopped for good."""
    each = found.broadcast
    stop = Key(
        label=_label(localizer, each, Act.STOP), button=ActOn(each.id, Act.STOP, each.version)
    )
    back = Key(label=localizer.say("button-back"), button=SeeBroadcast(each.id))
    return Screen(
        text=lines(localizer.say("broadcast-stop-ask")), rows=((stop, back),), protect=True
    )


def _back(localizer: Localizer) -> tuple[Key, ...]:
    return (Key(label=localizer.say("broadcasts-back"), button=ListBroadcasts(0)),)


def news(localizer: Localizer, notice: BroadcastNotice, facts: BroadcastFacts) -> Screen:
    """A notice to admins: the card with a line before it on what has changed."""
    return card(localizer, facts.broadcast, localizer.say(f"notice-{notice.kind}"))


def progress(localizer: Localizer, _: BroadcastCardNotice, facts: BroadcastFacts) -> Screen:
    """The current card, for editing the message that shows it."""
    return card(localizer, facts.broadcast)
