"""A mail to a unit, as text and as data: the case, where the content is, and how to answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from domain.case import Priority
from domain.network.units import mailable
from handlers.core.services import Services
from handlers.notices import mail_words
from handlers.notices.mail_words import Shown
from handlers.ui.localizer import Localizer
from handlers.ui.sanitize import visible
from usecases.cases.locations import Place
from usecases.delivery.mail_delivery import OutgoingMail

SCHEMA = "jubao-case/1"  # fields are described in docs/howto.md; increase it on a change


class MailPage(Struct, frozen=True, kw_only=True):
    """A mail: plain text, and the same facts as data. `reply_to` may be empty."""

    subject: str
    sender: str
    text: str
    facts: Mapping[str, Any]
    reply_to: str = ""


def page(services: Services, letter: OutgoingMail) -> MailPage:
    """The mail in the deployment's first language."""
    localizer = services.localizer(services.profile.locales[0])
    answers, words = letter.answers, mail_words.shown(localizer, letter)
    return MailPage(
        subject=localizer.say("mail-subject", number=letter.case.number),
        sender=localizer.say("mail-sender"),
        text="\n\n".join(filter(None, _paragraphs(localizer, letter, words))) + "\n",
        facts=facts(localizer, letter, words),
        reply_to=(answers.email or "") if answers is not None and mailable(answers) else "",
    )


def _paragraphs(
    localizer: Localizer, letter: OutgoingMail, words: Sequence[Shown]
) -> tuple[str, ...]:
    case = letter.case
    danger = case.priority is Priority.DANGER
    return (
        localizer.say(f"mail-{letter.news}", number=case.number),
        localizer.say("mail-danger", number=localizer.profile.emergency) if danger else "",
        "\n".join(_head(localizer, letter)),
        "\n".join(_where(localizer, letter)),
        localizer.say("mail-closed") if letter.closed else "",
        *mail_words.paragraphs(localizer, letter, words, ask=_answering(localizer, letter)),
        "\n".join(_answer(localizer, letter)),
        localizer.say("mail-attached", name=f"{case.number}.json"),
    )


def _head(localizer: Localizer, letter: OutgoingMail) -> tuple[str, ...]:
    case = letter.case
    due_at = case.due_at if case.paused_at is None else None
    return (
        localizer.say("mail-number", number=case.number),
        localizer.say("mail-unit", unit=localizer.unit(letter.unit.code)),
        localizer.say(
            "mail-category", category=localizer.category(case.category, case.subcategory)
        ),
        localizer.say("mail-opened", when=_moment(localizer, case.opened_at)),
        *(
            [localizer.say("mail-due", when=_moment(localizer, due_at))]
            if due_at is not None
            else []
        ),
    )


def _moment(localizer: Localizer, at: int) -> str:
    return f"{localizer.stamp(at):%Y-%m-%d %H:%M} ({localizer.profile.timezone})"


def _where(localizer: Localizer, letter: OutgoingMail) -> tuple[str, ...]:
    if not letter.places:
        described = bool(letter.words.reports)
        key = "mail-nowhere-described" if described else "mail-nowhere"
        return (localizer.say(key, unit=_answering(localizer, letter)),)
    return (
        localizer.say("mail-where"),
        *(
            line
            for number, place in enumerate(letter.places, 1)
            for line in _place(localizer, place, number, closed=letter.closed)
        ),
        *([localizer.say("mail-more", count=letter.more)] if letter.more else []),
    )


def _place(localizer: Localizer, place: Place, number: int, *, closed: bool) -> tuple[str, ...]:
    address = f"{number}. {_line(place.address)}"
    if closed:
        return (address,)
    about = localizer.say("mail-place", host=_line(place.host), platform=_line(place.platform))
    return (address, f"   {about}")


def _line(text: str) -> str:
    return " ".join(visible(text).split())


def _answering(localizer: Localizer, letter: OutgoingMail) -> str:
    answers = letter.answers
    return localizer.unit(answers.code) if answers is not None else localizer.say("mail-us")


def _answer(localizer: Localizer, letter: OutgoingMail) -> tuple[str, ...]:
    answers = letter.answers
    ways = []
    if answers is not None and answers.phone:
        ways.append(localizer.say("mail-by-phone", phone=answers.phone))
    if answers is not None and mailable(answers):
        ways.append(localizer.say("mail-by-mail", email=answers.email))
    return (
        localizer.say("mail-answer", unit=_answering(localizer, letter), number=letter.case.number),
        *(ways or [localizer.say("mail-by-reply")]),
    )


def facts(localizer: Localizer, letter: OutgoingMail, words: Sequence[Shown]) -> dict[str, Any]:
    """The mail's content as data; docs/howto.md describes the fields."""
    case, answers, taxonomy = letter.case, letter.answers, localizer.profile.taxonomy
    below = taxonomy.of(case.category, case.subcategory)
    return {
        "schema": SCHEMA,
        "number": case.number,
        "news": letter.news,
        "unit": {"code": letter.unit.code, "name": localizer.unit(letter.unit.code)},
        "category": {"code": case.category, "name": localizer.category(case.category)},
        "subcategory": {"code": below.code, "name": below.name(localizer.locale)}
        if below is not None and below.parent
        else None,
        "danger": case.priority is Priority.DANGER,
        "received_at": localizer.stamp(case.opened_at).isoformat(),
        "due_at": None
        if case.due_at is None or case.paused_at is not None
        else localizer.stamp(case.due_at).isoformat(),
        "places": [
            {"address": _line(place.address)}
            if letter.closed
            else {
                "address": _line(place.address),
                "host": _line(place.host),
                "platform": _line(place.platform),
            }
            for place in letter.places
        ],
        "more_places": letter.more,
        "words": mail_words.data(words),
        "answer_to": None
        if answers is None
        else {
            "unit": localizer.unit(answers.code),
            "phone": answers.phone,
            "email": answers.email if mailable(answers) else None,
        },
    }
