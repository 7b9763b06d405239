"""A mail to a unit, as text and as data: the case, where the content is, and how to answer.

Letters to sites and providers, in `handlers.removals.letters`, are sent the same way.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from domain.case import Priority
from domain.network.units import mailable
from domain.removals import xarf
from handlers.core.services import Services
from handlers.notices import mail_words
from handlers.notices.mail_words import Shown
from handlers.removals import letters
from handlers.ui.localizer import Localizer
from handlers.ui.sanitize import visible
from usecases.cases.locations import Place
from usecases.delivery.gathered_news import Gathered
from usecases.delivery.mail_delivery import OutgoingMail
from usecases.delivery.removal_letters import OutgoingLetter

SCHEMA = "jubao-case/1"  # fields are described in docs/howto.md; increase it on a change

_ASKS = {
    "new_case": "check",
    "case_came": "check",
    "appeal_entered": "review",
    "remitted": "check",
    "order": "order",
    "reminder": "answer",
    "late_here": "answer",
    "reporter_answered": "answer",
}
"""What the unit is asked to do, by the news; the words are `mail-asks-<value>`."""


class MailPage(Struct, frozen=True, kw_only=True):
    """A mail: plain text, and JSON files by name with the same facts. `reply_to` may be empty."""

    subject: str
    sender: str
    text: str
    attached: tuple[tuple[str, Mapping[str, Any]], ...]
    reply_to: str = ""


def page(services: Services, outgoing: OutgoingMail | OutgoingLetter, sender: str) -> MailPage:
    """A mail or a letter; `sender` is the mail address that it is sent from."""
    if isinstance(outgoing, OutgoingLetter):
        return letter_page(services, outgoing, sender)
    return _mail_page(services, outgoing)


def letter_page(services: Services, outgoing: OutgoingLetter, sender: str) -> MailPage:
    """A letter in all languages, and the same as XARF for each address, if XARF has its type."""
    letter, profile = outgoing.letter, services.profile
    localizers = [services.localizer(locale) for locale in profile.locales]
    subject, text = letters.written(letter, localizers)
    found = xarf.documents(letter, sender)
    return MailPage(
        subject=subject,
        sender=letter.unit.name(letter.language),
        text=text,
        attached=tuple(
            ("xarf.json" if number == 1 else f"xarf-{number}.json", document)
            for number, document in enumerate(found, 1)
        ),
        reply_to=letter.reply_to,
    )


def _mail_page(services: Services, mail: OutgoingMail) -> MailPage:
    """The mail in the deployment's first language."""
    localizer = services.localizer(services.profile.locales[0])
    answers, words = mail.answers, mail_words.shown(localizer, mail)
    return MailPage(
        subject=localizer.say("mail-subject", number=mail.case.number),
        sender=localizer.say("mail-sender"),
        text="\n\n".join(filter(None, _paragraphs(localizer, mail, words))) + "\n",
        attached=((f"{mail.case.number}.json", facts(localizer, mail, words)),),
        reply_to=(answers.email or "") if answers is not None and mailable(answers) else "",
    )


def _paragraphs(
    localizer: Localizer, mail: OutgoingMail, words: Sequence[Shown]
) -> tuple[str, ...]:
    case = mail.case
    danger = case.priority is Priority.DANGER
    return (
        _news(localizer, mail),
        localizer.say("mail-danger", number=localizer.profile.emergency) if danger else "",
        "\n".join(_head(localizer, mail)),
        *mail_words.why(localizer, mail),
        localizer.say(f"mail-asks-{asked}") if (asked := _ASKS.get(mail.news)) else "",
        "\n".join(_where(localizer, mail)),
        localizer.say("mail-closed") if mail.closed else "",
        *mail_words.paragraphs(localizer, mail, words, ask=_answering(localizer, mail)),
        "\n".join(_answer(localizer, mail)),
        localizer.say("mail-attached", name=f"{case.number}.json"),
    )


def _news(localizer: Localizer, mail: OutgoingMail) -> str:
    """What the mail is about, with the new addresses if it is about several additions."""
    number, found = mail.case.number, mail.gathered
    if found is None:
        return localizer.say(f"mail-{mail.news}", number=number)
    said = localizer.say(f"mail-{mail.news}-gathered", number=number, count=found.count)
    return "\n".join((said, *new_places(localizer, found)))


def new_places(localizer: Localizer, found: Gathered) -> tuple[str, ...]:
    """The lines about addresses that are new; none if there are none."""
    if not found.places:
        return ()
    more = localizer.say("gathered-more", count=found.more) if found.more else ""
    places = (f"· {_line(place.address)}" for place in found.places)
    return tuple(filter(None, (localizer.say("gathered-places"), *places, more)))


def _head(localizer: Localizer, mail: OutgoingMail) -> tuple[str, ...]:
    case = mail.case
    due_at = case.due_at if case.paused_at is None else None
    return (
        localizer.say("mail-number", number=case.number),
        localizer.say("mail-unit", unit=localizer.unit(mail.unit.code)),
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


def _where(localizer: Localizer, mail: OutgoingMail) -> tuple[str, ...]:
    if not mail.places:
        described = bool(mail.words.reports)
        key = "mail-nowhere-described" if described else "mail-nowhere"
        return (localizer.say(key, unit=_answering(localizer, mail)),)
    return (
        localizer.say("mail-where"),
        *(
            line
            for number, place in enumerate(mail.places, 1)
            for line in _place(localizer, place, number, closed=mail.closed)
        ),
        *([localizer.say("mail-more", count=mail.more)] if mail.more else []),
    )


def _place(localizer: Localizer, place: Place, number: int, *, closed: bool) -> tuple[str, ...]:
    address = f"{number}. {_line(place.address)}"
    if closed:
        return (address,)
    about = localizer.say("mail-place", host=_line(place.host), platform=_line(place.platform))
    return (address, f"   {about}")


def _line(text: str) -> str:
    return " ".join(visible(text).split())


def _answering(localizer: Localizer, mail: OutgoingMail) -> str:
    answers = mail.answers
    return localizer.unit(answers.code) if answers is not None else localizer.say("mail-us")


def _answer(localizer: Localizer, mail: OutgoingMail) -> tuple[str, ...]:
    answers = mail.answers
    ways = []
    if answers is not None and answers.phone:
        ways.append(localizer.say("mail-by-phone", phone=answers.phone))
    if answers is not None and mailable(answers):
        ways.append(localizer.say("mail-by-mail", email=answers.email))
    return (
        localizer.say("mail-answer", unit=_answering(localizer, mail), number=mail.case.number),
        *(ways or [localizer.say("mail-by-reply")]),
    )


def facts(localizer: Localizer, mail: OutgoingMail, words: Sequence[Shown]) -> dict[str, Any]:
    """The mail's content as data; docs/howto.md describes the fields."""
    case, answers, taxonomy = mail.case, mail.answers, localizer.profile.taxonomy
    below = taxonomy.of(case.category, case.subcategory)
    return {
        "schema": SCHEMA,
        "number": case.number,
        "news": mail.news,
        "unit": {"code": mail.unit.code, "name": localizer.unit(mail.unit.code)},
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
            if mail.closed
            else {
                "address": _line(place.address),
                "host": _line(place.host),
                "platform": _line(place.platform),
            }
            for place in mail.places
        ],
        "more_places": mail.more,
        "why": mail_words.why_data(localizer, mail),
        "words": mail_words.data(words),
        "answer_to": None
        if answers is None
        else {
            "unit": localizer.unit(answers.code),
            "phone": answers.phone,
            "email": answers.email if mailable(answers) else None,
        },
    }
