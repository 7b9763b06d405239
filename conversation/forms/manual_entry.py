"""What staff enter for others: reports that came by phone, mail or visit, answers, numbers."""

from msgspec.structs import replace

from conversation.contexts import CaseActionContext, EntryContext
from conversation.form import Form, Given, Sheet, Step, choice_step, words
from conversation.forms.recipients import WHICH
from conversation.forms.report import REPORT, parse_contact
from domain.codes import parse_number
from domain.core.errors import BadAnswer
from domain.network.people import Verb
from domain.report import MAX_WORDS, Channel

CHANNELS = tuple(channel for channel in Channel if channel is not Channel.TELEGRAM)
WANTED = ("answer", "appeal", "bounce")
"""What a case's number may be asked for: a unit's answer, an appeal, a mail that came back."""


def parse_case(given: Given, _: Sheet) -> str:
    """A case's number, however it was typed."""
    if not given.text.strip():
        raise BadAnswer("answer-words-wanted")
    return parse_number(given.text)


def parse_their_contact(given: Given, sheet: Sheet) -> dict[str, str]:
    """The reporter's contact, typed; a number that is shared by a tap is the typist's own."""
    if given.phone:
        raise BadAnswer("answer-words-wanted")
    return parse_contact(given, sheet)


def _entered(step: Step) -> Step:
    """A question of the report as it is asked of staff: no files, and nobody's own number."""
    if step.shares_phone:
        step = replace(step, parse=parse_their_contact)
    return replace(step, collects=False)


_CHANNEL = choice_step("channel", lambda _: CHANNELS)
_SAID = Step(name="text", parse=words(MAX_WORDS, least=2))

ENTERED = Form(
    name="entered",
    context=REPORT.context,
    gathers=True,
    steps=(_CHANNEL, *(_entered(step) for step in REPORT.steps if step.name != "evidence")),
)
ENTRY = Form(name="entry", context=EntryContext, steps=(Step(name="number", parse=parse_case),))
"""Which case it is about; its context says what follows."""

ENTRY_FORMS: tuple[Form, ...] = (
    Form(name=Verb.UNIT_ANSWER, context=CaseActionContext, steps=(_CHANNEL, _SAID)),
    Form(name=Verb.HEARD, context=CaseActionContext, steps=(WHICH, _SAID)),
)
"""Forms on a case; they belong to `conversation.forms.case_actions.CASE_FORMS`."""
