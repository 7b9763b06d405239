"""Screens of identity requests, for custodians and for the staff who made them."""

from collections.abc import Mapping

from markupsafe import Markup

from domain.identity import GRANT_LASTS, MOST_SHOWINGS, WIPED_AFTER
from handlers.identity.callbacks import AnswerRequest, MoreRequests, SeeRequest, ShowContact
from handlers.ui.callbacks import Go, SeeCase
from handlers.ui.labels import colleague
from handlers.ui.localizer import Localizer
from handlers.ui.long_text import own
from handlers.ui.markup import Key, Screen, bold, code, grid, lines, paragraphs
from handlers.ui.sanitize import spoken, visible
from usecases.core.views import RequestView
from usecases.identity.contact_requests import Requests

FIRST_PAGE = "-"
YES, NO = "yes", "no"
MOST_REASON = 1500  # characters of a quote; a reason and an answer must fit one message
_FIELDS = ("name", "phone", "email", "account", "words")


def request(localizer: Localizer, found: RequestView, *, led_by: str = "") -> Screen:
    """A request: by whom, whose contact, purpose and reason, and its result."""
    asked = found.request
    text = paragraphs(
        led_by,
        lines(bold(localizer.say("custody-title", number=found.number)), *_state(localizer, found)),
        lines(
            *own(localizer.unit(asked.unit), localizer.say("staff-reporter", alias=found.alias)),
            localizer.say("custody-for", purpose=localizer.say(f"purpose-{asked.purpose}")),
            *own(colleague(localizer, found.asker), localizer.when(asked.asked_at)),
        ),
        spoken(asked.reason, MOST_REASON),
        _answer(localizer, found),
    )
    return Screen(text=text, rows=_rows(localizer, found), protect=True)


def _state(localizer: Localizer, found: RequestView) -> tuple[str, ...]:
    asked = found.request
    said = [localizer.say(f"custody-state-{asked.state}")]
    if found.may_show and asked.answered_at is not None:
        left = MOST_SHOWINGS - asked.shown
        until = localizer.when(asked.answered_at + GRANT_LASTS)
        said.append(localizer.say("custody-may-show", count=left, until=until))
    return tuple(said)


def _answer(localizer: Localizer, found: RequestView) -> Markup | None:
    words = found.request.answer
    if not words:
        return None
    return lines(localizer.say("custody-why-not"), spoken(words, MOST_REASON))


def _rows(localizer: Localizer, found: RequestView) -> tuple[tuple[Key, ...], ...]:
    number = found.request.id
    if found.may_answer:
        yes = AnswerRequest(request_id=number, word=YES)
        no = AnswerRequest(request_id=number, word=NO)
        return (
            (
                Key(label=localizer.say("custody-yes"), button=yes),
                Key(label=localizer.say("custody-no"), button=no),
            ),
        )
    return ((show_key(localizer, found),),) if found.may_show else ()


def show_key(localizer: Localizer, found: RequestView, *, named: bool = False) -> Key:
    """The button that shows a contact; `named`: with the reporter's alias, if there are several."""
    label = localizer.say("verb-show_identity")
    return Key(
        label=f"{label} {found.alias}" if named else label,
        button=ShowContact(request_id=found.request.id),
    )


def shown(localizer: Localizer, found: RequestView) -> Screen:
    """The reply to that button: the contact follows in a message that will be deleted."""
    said = request(
        localizer, found, led_by=localizer.say("custody-comes", minutes=WIPED_AFTER // 60)
    )
    case = Key(label=localizer.say("staff-to-case"), button=SeeCase(case_id=found.request.case_id))
    return Screen(text=said.text, rows=(*said.rows, (case,)), protect=True)


def contact(localizer: Localizer, found: RequestView, known: Mapping[str, str]) -> Screen:
    """The contact itself, from the fields in `known`, or a note that it no longer exists."""
    head = bold(localizer.say("custody-of", number=found.number, alias=found.alias))
    if not known:
        return Screen(text=lines(head, localizer.say("custody-over")), protect=True)
    fields = (
        lines(localizer.say(f"custody-field-{name}"), code(visible(known[name])))
        for name in _FIELDS
        if known.get(name)
    )
    gone = localizer.say("custody-wiped-soon", minutes=WIPED_AFTER // 60)
    return Screen(text=paragraphs(head, *fields, gone), protect=True)


def listed(localizer: Localizer, found: Requests) -> Screen:
    """The open requests, oldest first."""
    title = bold(localizer.say("custody-list"))
    if not found.views:
        words = paragraphs(title, localizer.say("custody-list-empty"))
        return Screen(text=words, rows=(_others(localizer),))
    keys = (
        Key(
            label=localizer.say("custody-entry", number=each.number, alias=each.alias),
            button=SeeRequest(request_id=each.request.id),
        )
        for each in found.views
    )
    more: tuple[tuple[Key, ...], ...] = ()
    if found.after is not None:
        more = ((Key(label=localizer.say("staff-next"), button=MoreRequests(after=found.after)),),)
    return Screen(
        text=paragraphs(title, lines(*(_line(localizer, each) for each in found.views))),
        rows=(*grid(keys), *more, _others(localizer)),
        protect=True,
    )


def _others(localizer: Localizer) -> tuple[Key, ...]:
    """The button to all custodians: who of them waits to be confirmed."""
    return (Key(label=localizer.say("custodian-people"), button=Go(where="custodians")),)


def _line(localizer: Localizer, found: RequestView) -> Markup:
    asked = found.request
    return lines(
        *own(
            bold(found.number),
            localizer.unit(asked.unit),
            localizer.say(f"purpose-{asked.purpose}"),
            localizer.when(asked.asked_at),
        )
    )
