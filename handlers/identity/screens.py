"""Requests to see a contact: as a custodian answers them, and as whoever asked uses the answer."""

from collections.abc import Mapping

from markupsafe import Markup

from domain.identity import GRANT_LASTS, MOST_SHOWINGS, WIPED_AFTER
from handlers.identity.callbacks import AnswerRequest, MoreRequests, SeeRequest, ShowContact
from handlers.ui.callbacks import SeeCase
from handlers.ui.labels import colleague
from handlers.ui.localizer import Voice
from handlers.ui.long_text import own
from handlers.ui.markup import Key, Screen, bold, code, grid, lines, paragraphs
from handlers.ui.sanitize import spoken, visible
from usecases.core.views import RequestView
from usecases.identity.contact_requests import Requests

FIRST_PAGE = "-"
YES, NO = "yes", "no"
MOST_REASON = 1500  # characters of a quote: a reason and an answer fit one message
_FIELDS = ("name", "phone", "email")


def request(voice: Voice, found: RequestView, *, led_by: str = "") -> Screen:
    """Who wants to see whose contact, what for and why, and what came of it."""
    asked = found.request
    text = paragraphs(
        led_by,
        lines(bold(voice.say("custody-title", number=found.number)), *_state(voice, found)),
        lines(
            *own(voice.unit(asked.unit), voice.say("staff-reporter", alias=found.alias)),
            voice.say("custody-for", purpose=voice.say(f"purpose-{asked.purpose}")),
            *own(colleague(voice, found.asker), voice.when(asked.asked_at)),
        ),
        spoken(asked.reason, MOST_REASON),
        _answer(voice, found),
    )
    return Screen(text=text, rows=_rows(voice, found), protect=True)


def _state(voice: Voice, found: RequestView) -> tuple[str, ...]:
    asked = found.request
    said = [voice.say(f"custody-state-{asked.state}")]
    if found.may_show and asked.answered_at is not None:
        left = MOST_SHOWINGS - asked.shown
        until = voice.when(asked.answered_at + GRANT_LASTS)
        said.append(voice.say("custody-may-show", count=left, until=until))
    return tuple(said)


def _answer(voice: Voice, found: RequestView) -> Markup | None:
    words = found.request.answer
    if not words:
        return None
    return lines(voice.say("custody-why-not"), spoken(words, MOST_REASON))


def _rows(voice: Voice, found: RequestView) -> tuple[tuple[Key, ...], ...]:
    number = found.request.id
    if found.may_answer:
        yes = AnswerRequest(request_id=number, word=YES)
        no = AnswerRequest(request_id=number, word=NO)
        return (
            (
                Key(label=voice.say("custody-yes"), button=yes),
                Key(label=voice.say("custody-no"), button=no),
            ),
        )
    return ((show_key(voice, found),),) if found.may_show else ()


def show_key(voice: Voice, found: RequestView, *, named: bool = False) -> Key:
    """The button that shows an opened contact; `named` where there may be several."""
    label = voice.say("verb-show_identity")
    return Key(
        label=f"{label} {found.alias}" if named else label,
        button=ShowContact(request_id=found.request.id),
    )


def shown(voice: Voice, found: RequestView) -> Screen:
    """After a press on the button: the contact comes as a message that does not stay."""
    said = request(voice, found, led_by=voice.say("custody-comes", minutes=WIPED_AFTER // 60))
    case = Key(label=voice.say("staff-to-case"), button=SeeCase(case_id=found.request.case_id))
    return Screen(text=said.text, rows=(*said.rows, (case,)), protect=True)


def contact(voice: Voice, found: RequestView, known: Mapping[str, str]) -> Screen:
    """The contact itself; what cannot be shown any more says so instead."""
    head = bold(voice.say("custody-of", number=found.number, alias=found.alias))
    if not known:
        return Screen(text=lines(head, voice.say("custody-over")), protect=True)
    fields = (
        lines(voice.say(f"custody-field-{name}"), code(visible(known[name])))
        for name in _FIELDS
        if known.get(name)
    )
    gone = voice.say("custody-wiped-soon", minutes=WIPED_AFTER // 60)
    return Screen(text=paragraphs(head, *fields, gone), protect=True)


def listed(voice: Voice, found: Requests) -> Screen:
    """What waits for a custodian, oldest first."""
    title = bold(voice.say("custody-list"))
    if not found.views:
        return Screen(text=paragraphs(title, voice.say("custody-list-empty")))
    keys = (
        Key(
            label=voice.say("custody-entry", number=each.number, alias=each.alias),
            button=SeeRequest(request_id=each.request.id),
        )
        for each in found.views
    )
    more: tuple[tuple[Key, ...], ...] = ()
    if found.after is not None:
        more = ((Key(label=voice.say("staff-next"), button=MoreRequests(after=found.after)),),)
    return Screen(
        text=paragraphs(title, lines(*(_line(voice, each) for each in found.views))),
        rows=(*grid(keys), *more),
        protect=True,
    )


def _line(voice: Voice, found: RequestView) -> Markup:
    asked = found.request
    return lines(
        *own(
            bold(found.number),
            voice.unit(asked.unit),
            voice.say(f"purpose-{asked.purpose}"),
            voice.when(asked.asked_at),
        )
    )
