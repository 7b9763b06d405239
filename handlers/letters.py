"""A mail to a unit in words and as data: its case, where the content is, and how to answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from domain.case import Priority
from domain.units import mailable
from handlers import letter_words
from handlers.harmless import visible
from handlers.house import House
from handlers.letter_words import Shown
from handlers.voice import Voice
from usecases.mailing import Letter
from usecases.places import Place

SCHEMA = "jubao-case/1"  # what the fields mean stands in docs/howto.md; a new meaning, a new number


class Page(Struct, frozen=True, kw_only=True):
    """What a mail says: plain text, and the same facts for a machine; `reply_to` may be empty."""

    subject: str
    sender: str
    text: str
    facts: Mapping[str, Any]
    reply_to: str = ""


def page(house: House, letter: Letter) -> Page:
    """The mail in the deployment's own language."""
    voice = Voice.to(house, house.profile.locales[0])
    answers, words = letter.answers, letter_words.shown(voice, letter)
    return Page(
        subject=voice.say("mail-subject", number=letter.case.number),
        sender=voice.say("mail-sender"),
        text="\n\n".join(filter(None, _paragraphs(voice, letter, words))) + "\n",
        facts=facts(voice, letter, words),
        reply_to=(answers.email or "") if answers is not None and mailable(answers) else "",
    )


def _paragraphs(voice: Voice, letter: Letter, words: Sequence[Shown]) -> tuple[str, ...]:
    case = letter.case
    danger = case.priority is Priority.DANGER
    return (
        voice.say(f"mail-{letter.news}", number=case.number),
        voice.say("mail-danger", number=voice.profile.emergency) if danger else "",
        "\n".join(_head(voice, letter)),
        "\n".join(_where(voice, letter)),
        voice.say("mail-closed") if letter.closed else "",
        *letter_words.paragraphs(voice, letter, words, ask=_answering(voice, letter)),
        "\n".join(_answer(voice, letter)),
        voice.say("mail-attached", name=f"{case.number}.json"),
    )


def _head(voice: Voice, letter: Letter) -> tuple[str, ...]:
    case = letter.case
    due_at = case.due_at if case.paused_at is None else None
    return (
        voice.say("mail-number", number=case.number),
        voice.say("mail-unit", unit=voice.unit(letter.unit.code)),
        voice.say("mail-category", category=voice.category(case.category, case.subcategory)),
        voice.say("mail-opened", when=_moment(voice, case.opened_at)),
        *([voice.say("mail-due", when=_moment(voice, due_at))] if due_at is not None else []),
    )


def _moment(voice: Voice, at: int) -> str:
    return f"{voice.stamp(at):%Y-%m-%d %H:%M} ({voice.profile.timezone})"


def _where(voice: Voice, letter: Letter) -> tuple[str, ...]:
    if not letter.places:
        described = bool(letter.words.reports)
        key = "mail-nowhere-described" if described else "mail-nowhere"
        return (voice.say(key, unit=_answering(voice, letter)),)
    return (
        voice.say("mail-where"),
        *(
            line
            for number, place in enumerate(letter.places, 1)
            for line in _place(voice, place, number, closed=letter.closed)
        ),
        *([voice.say("mail-more", count=letter.more)] if letter.more else []),
    )


def _place(voice: Voice, place: Place, number: int, *, closed: bool) -> tuple[str, ...]:
    address = f"{number}. {_line(place.address)}"
    if closed:
        return (address,)
    about = voice.say("mail-place", host=_line(place.host), platform=_line(place.platform))
    return (address, f"   {about}")


def _line(text: str) -> str:
    return " ".join(visible(text).split())


def _answering(voice: Voice, letter: Letter) -> str:
    answers = letter.answers
    return voice.unit(answers.code) if answers is not None else voice.say("mail-us")


def _answer(voice: Voice, letter: Letter) -> tuple[str, ...]:
    answers = letter.answers
    ways = []
    if answers is not None and answers.phone:
        ways.append(voice.say("mail-by-phone", phone=answers.phone))
    if answers is not None and mailable(answers):
        ways.append(voice.say("mail-by-mail", email=answers.email))
    return (
        voice.say("mail-answer", unit=_answering(voice, letter), number=letter.case.number),
        *(ways or [voice.say("mail-by-reply")]),
    )


def facts(voice: Voice, letter: Letter, words: Sequence[Shown]) -> dict[str, Any]:
    """The same for a machine; every field is named in docs/howto.md."""
    case, answers, taxonomy = letter.case, letter.answers, voice.profile.taxonomy
    below = taxonomy.of(case.category, case.subcategory)
    return {
        "schema": SCHEMA,
        "number": case.number,
        "news": letter.news,
        "unit": {"code": letter.unit.code, "name": voice.unit(letter.unit.code)},
        "category": {"code": case.category, "name": voice.category(case.category)},
        "subcategory": {"code": below.code, "name": below.name(voice.locale)}
        if below is not None and below.parent
        else None,
        "danger": case.priority is Priority.DANGER,
        "received_at": voice.stamp(case.opened_at).isoformat(),
        "due_at": None
        if case.due_at is None or case.paused_at is not None
        else voice.stamp(case.due_at).isoformat(),
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
        "words": letter_words.data(words),
        "answer_to": None
        if answers is None
        else {
            "unit": voice.unit(answers.code),
            "phone": answers.phone,
            "email": answers.email if mailable(answers) else None,
        },
    }
