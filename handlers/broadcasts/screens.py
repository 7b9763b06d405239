"""Broadcasts: what everybody gets, and the admins' list and card."""

from collections.abc import Iterable

from markupsafe import Markup
from msgspec.structs import replace

from conversation.forms.broadcast import MOST_LANGUAGES, PARTS, text_step
from domain.broadcast import Act, Body, Broadcast, BroadcastDelivery, BroadcastState, Repeat, Scope
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
from handlers.dialogs.review_screen import shortened
from handlers.ui import labels
from handlers.ui.localizer import Voice
from handlers.ui.markup import Key, Screen, bold, code, cut, grid, lines, paragraphs, quote
from usecases.broadcasts.broadcast_lifecycle import MOST_COUNTED, BroadcastList
from usecases.core.outcomes import Asked
from usecases.core.views import BroadcastView
from usecases.delivery.outbox_delivery import Delivery as News

ROOM = 3600  # of a message's 4096 characters: the rest is for a sentence before it
BEFORE = frozenset({BroadcastState.DRAFT, BroadcastState.WAITING, BroadcastState.APPROVED})
_UNREACHED = {
    BroadcastDelivery.BLOCKED: "broadcast-blocked",
    BroadcastDelivery.FAILED: "broadcast-failed",
    BroadcastDelivery.UNKNOWN: "broadcast-unknown-count",
}
_TEXTS = {text_step(place): place for place in range(1, MOST_LANGUAGES)}


def message(voice: Voice, body: Body) -> Screen:
    """What a reader of this language gets; the last button ends it for them."""
    units = [unit for each in body.cards if (unit := voice.profile.unit(each))]
    cards = (
        lines(unit.name(voice.locale), code(unit.phone) if unit.phone else None) for unit in units
    )
    links = tuple((Key(label=label, url=url),) for label, url in body.buttons)
    offices = grid(
        Key(label=cut(f"☎ {unit.name(voice.locale)}", 40), button=OpenCard(unit=unit.code))
        for unit in units
    )
    no_more = (Key(label=voice.say("broadcast-no-more"), button=NoMore()),)
    text = body.text(voice.locale, voice.profile.locales)
    return Screen(text=paragraphs(text, lines(*cards)), rows=(*links, *offices, no_more))


# The form.


def question(voice: Voice, asked: Asked) -> Screen:
    """A question of the form; one for the words says in which language they are to be."""
    screen = question_screen.question(voice, asked)
    place = _TEXTS.get(asked.step.name, 0)
    languages = asked.sheet.profile.locales
    each = asked.sheet.answer("languages") == "each"
    if not (each and asked.step.name in {"text", *_TEXTS}) or place >= len(languages):
        return screen
    named = voice.words.say(languages[place], "language-name")
    return replace(screen, text=paragraphs(screen.text, bold(named)))


# For admins.


def listed(voice: Voice, found: BroadcastList) -> Screen:
    """The newest, each with where it stands."""
    keys = (
        Key(label=cut(_line(voice, each), 60), button=SeeBroadcast(each.id)) for each in found.found
    )
    on = (
        ((Key(label=voice.say("staff-next"), button=ListBroadcasts(found.before)),),)
        if found.before
        else ()
    )
    key = "broadcasts-title" if found.found else "broadcasts-none"
    return Screen(text=lines(bold(voice.say(key))), rows=(*grid(keys, columns=1), *on))


def _line(voice: Voice, each: Broadcast) -> str:
    text = " ".join(each.body.text(voice.locale, voice.profile.locales).split())
    return f"{each.id} · {voice.say(f'broadcast-state-{each.state}')} · {text}"


def card(voice: Voice, found: BroadcastView, led_by: str = "") -> Screen:
    """One broadcast: to whom, when, its words, how far it is, and what may be done."""
    each = found.broadcast

    def said(most: int) -> Markup:
        text = each.body.text(voice.locale, voice.profile.locales)
        return paragraphs(
            bold(
                voice.say(
                    "broadcast-title",
                    number=str(each.id),
                    state=voice.say(f"broadcast-state-{each.state}"),
                )
            ),
            lines(*_facts(voice, found)),
            lines(*_progress(voice, found)),
            quote(cut(text, most)),
            voice.say("broadcast-alone") if found.alone else None,
        )

    note = voice.say(found.note) if found.note else ""
    rows = (*_acts(voice, found), _back(voice))
    return Screen(text=shortened(said, ROOM), rows=rows, protect=True).led_by(led_by or note)


def _facts(voice: Voice, found: BroadcastView) -> Iterable[str | None]:
    each, body = found.broadcast, found.broadcast.body
    readers = f"> {MOST_COUNTED}" if found.readers == MOST_COUNTED else str(found.readers)
    names = found.names
    return (
        voice.say("broadcast-to", whom=audience(voice, body.scope, body.which)),
        voice.say("broadcast-readers", count=readers) if each.state in BEFORE else None,
        _when(voice, each),
        voice.say(f"repeat-{each.repeat}") if each.repeat is not Repeat.ONCE else None,
        voice.say("broadcast-with-picture") if body.picture else None,
        *(f"🔗 {label}: {url}" for label, url in body.buttons),
        *(f"☎ {voice.unit(unit)}" for unit in body.cards),
        voice.say("broadcast-by", name=names.get(each.written_by) or "–"),
        voice.say("broadcast-approved-by", name=names.get(each.approved_by) or "–")
        if each.approved_by
        else None,
    )


def audience(voice: Voice, scope: Scope, which: str) -> str:
    """Who is meant, in words."""
    if scope is Scope.ALL:
        return voice.say("scope-all")
    return f"{voice.say(f'scope-{scope}')}: {labels.choice(voice, scope, which)}"


def _when(voice: Voice, each: Broadcast) -> str:
    if each.ended_at is not None:
        return voice.say("broadcast-ended", when=voice.when(each.ended_at))
    if each.began_at is not None:
        return voice.say("broadcast-began", when=voice.when(each.began_at))
    if each.start_at is None:
        return voice.say("broadcast-at-once")
    return voice.say("broadcast-begins", when=voice.when(each.start_at))


def _progress(voice: Voice, found: BroadcastView) -> Iterable[str]:
    each, counts = found.broadcast, found.counts
    if each.began_at is None:
        return
    yield voice.say("broadcast-sent", count=counts.of(BroadcastDelivery.SENT), all=counts.all)
    if each.ended_at is None:
        yield voice.say("broadcast-left", count=counts.left)
    for outcome, key in _UNREACHED.items():
        if count := counts.of(outcome):
            yield voice.say(key, count=count)
    if each.state is BroadcastState.SENDING and found.rate > 0:
        minutes = -(-counts.left // max(1, round(found.rate * 60)))
        yield voice.say("broadcast-rate", rate=f"{found.rate:.1f}", minutes=minutes)
    if each.ended_at is not None:
        seconds = max(1, each.ended_at - each.began_at)
        yield voice.say("broadcast-took", minutes=-(-seconds // 60))


def _acts(voice: Voice, found: BroadcastView) -> tuple[tuple[Key, ...], ...]:
    each = found.broadcast
    keys = []
    for act in found.acts:
        if act is Act.SUBMIT and found.alone:
            continue
        keys.append(Key(label=_label(voice, each, act), button=_button(each, act)))
    return (*_to_me(voice, each), *grid(keys))


def _label(voice: Voice, each: Broadcast, act: Act) -> str:
    discards = act is Act.STOP and each.state in {BroadcastState.DRAFT, BroadcastState.WAITING}
    return voice.say("broadcast-discard" if discards else f"broadcast-{act}")


def _button(each: Broadcast, act: Act) -> ActOn | AskStop | ChangePart:
    if act is Act.STOP:
        return AskStop(number=each.id)
    if act is Act.CHANGE:
        return ChangePart(number=each.id, part="", seen=each.version)
    return ActOn(number=each.id, act=act, seen=each.version)


def _to_me(voice: Voice, each: Broadcast) -> tuple[tuple[Key, ...], ...]:
    """One's own copy: in each language where they differ."""
    if "" in each.body.texts:
        label = voice.say("broadcast-to-me")
        return ((Key(label=label, button=SendToMe(each.id, voice.locale)),),)
    return grid(
        Key(
            label=f"{voice.say('broadcast-to-me')} · {voice.words.say(locale, 'language-name')}",
            button=SendToMe(each.id, locale),
        )
        for locale in each.body.texts
    )


def parts(voice: Voice, found: BroadcastView) -> Screen:
    """Which part of it to change."""
    each = found.broadcast
    keys = (
        Key(
            label=voice.say(f"broadcast-part-{part}"),
            button=ChangePart(each.id, part, each.version),
        )
        for part in PARTS
    )
    back = Key(label=voice.say("button-back"), button=SeeBroadcast(each.id))
    return Screen(text=lines(voice.say("broadcast-which-part")), rows=(*grid(keys), (back,)))


def ask_stop(voice: Voice, found: BroadcastView) -> Screen:
    """Once more before it ends for good."""
    each = found.broadcast
    stop = Key(label=_label(voice, each, Act.STOP), button=ActOn(each.id, Act.STOP, each.version))
    back = Key(label=voice.say("button-back"), button=SeeBroadcast(each.id))
    return Screen(text=lines(voice.say("broadcast-stop-ask")), rows=((stop, back),))


def _back(voice: Voice) -> tuple[Key, ...]:
    return (Key(label=voice.say("broadcasts-back"), button=ListBroadcasts(0)),)


def news(voice: Voice, delivery: News) -> Screen | None:
    """One is to be approved, has moved, or is over; the card with a line before it."""
    if delivery.broadcast is None:
        return None
    return card(voice, delivery.broadcast, voice.say(f"notice-{delivery.kind}"))


def progress(voice: Voice, delivery: News) -> Screen | None:
    """The card as it is now, in the message that shows it."""
    return card(voice, delivery.broadcast) if delivery.broadcast is not None else None
