"""Forms in which staff enter data for others: reports by phone, mail or visit, answers, numbers."""

import re

from msgspec.structs import replace

from conversation.contexts import CaseActionContext, EntryContext
from conversation.form import Form, Given, Sheet, Step, choice_step, words
from conversation.forms.recipients import WHICH
from conversation.forms.report import REPORT
from conversation.parsing.reporter_contact import parse_contact
from domain.codes import parse_number
from domain.core.errors import BadAnswer
from domain.network.people import Verb
from domain.report import MAX_WORDS, Channel

CHANNELS = tuple(channel for channel in Channel if channel is not Channel.TELEGRAM)
_PLACE = re.compile(r"\s*[1-9][0-9]?\s*")
WANTED = ("answer", "appeal", "bounce")
"""What a case number may be asked for: a unit's answer, an appeal, a bounced mail."""


def parse_case(given: Given, _: Sheet) -> str:
    """A case number, in any spelling; also that of a letter: `2611-0042/1`."""
    if not given.text.strip():
        raise BadAnswer("answer-words-wanted")
    number, slash, place = given.text.replace("／", "/").partition("/")
    if not slash:
        return parse_number(number)
    if not _PLACE.fullmatch(place):
        raise BadAnswer("case-bad-number")
    return f"{parse_number(number)}/{int(place)}"


def parse_their_contact(given: Given, sheet: Sheet) -> dict[str, str]:
    """The reporter's contact, typed; a shared number would be that of the member of staff."""
    if given.phone:
        raise BadAnswer("answer-words-wanted")
    return parse_contact(given, sheet)


def _entered(step: Step) -> Step:
    """The report's question for staff: without sharing one's own number."""
    return replace(step, parse=parse_their_contact) if step.shares_phone else step


_CHANNEL = choice_step("channel", lambda _: CHANNELS)
_SAID = Step(name="text", parse=words(MAX_WORDS, least=2))

ENTERED = Form(
    name="entered",
    context=REPORT.context,
    gathers=True,
    steps=(_CHANNEL, *map(_entered, REPORT.steps)),
)
ENTRY = Form(name="entry", context=EntryContext, steps=(Step(name="number", parse=parse_case),))
"""Asks for the case number; its context says what follows."""

ENTRY_FORMS: tuple[Form, ...] = (
    Form(name=Verb.UNIT_ANSWER, context=CaseActionContext, steps=(_CHANNEL, _SAID)),
    Form(name=Verb.HEARD, context=CaseActionContext, steps=(WHICH, _SAID)),
)
"""Forms about a case; part of `conversation.forms.case_actions.CASE_FORMS`."""
