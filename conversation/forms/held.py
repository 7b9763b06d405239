"""The form of messages sent without an open form: it asks what they are for.

They may also be the reasons of an appeal, so the forms of appeals stand here, too.
"""

from collections.abc import Iterable

from conversation.contexts import AppealContext, HeldContext, PauseAppealContext
from conversation.form import Form, Given, Sheet, Step, one_of, words
from domain.material import Piece
from domain.report import MAX_WORDS

LEAST_REASONS = 5  # characters of an appeal

REPORT, ANSWER, ADD = "report", "answer", "add"
"""The purposes: a new report, the answer to an office's question, an addition to a report."""


def use(kind: str, report_id: int) -> str:
    """The choice to answer a question about a report, or to add to it."""
    return f"{kind}.{report_id}"


def used_for(choice: str) -> tuple[str, int]:
    """The kind and report id of a choice made by `use`; id 0 for a new report."""
    kind, _, report_id = choice.partition(".")
    return kind, int(report_id or 0)


def uses(sheet: Sheet) -> tuple[str, ...]:
    """The choices: answers first, as an office waits for them."""
    context = HeldContext.of(sheet.draft)
    answers = tuple(use(ANSWER, report.id) for report in context.asked)
    additions = tuple(use(ADD, report.id) for report in context.open)
    return (*answers, REPORT, *additions)


def surely_a_report(sheet: Sheet) -> bool:
    """Whether the messages clearly are a report: a link or a post, and no office waits."""
    found = any(piece.links or piece.origin for piece in sheet.draft.carried.pieces)
    return found and not HeldContext.of(sheet.draft).asked


def waits_for_answer(sheet: Sheet) -> bool:
    """Whether an office has asked something: any words may be the answer, even a button's."""
    return bool(HeldContext.of(sheet.draft).asked)


HELD = Form(
    name="held",
    context=HeldContext,
    gathers=True,
    steps=(
        Step(
            name="use",
            parse=one_of(uses),
            choices=uses,
            asked_if=lambda sheet: not surely_a_report(sheet),
            only_pressed=waits_for_answer,
        ),
    ),
)

SAID = "said"
"""The choice to appeal with the words that were held when the appeal was begun."""

parse_reasons = words(MAX_WORDS, least=LEAST_REASONS)
"""Parses the reasons of an appeal, typed when they are asked for."""


def as_reasons(pieces: Iterable[Piece]) -> str:
    """Held messages as the reasons of an appeal; empty if they are too short or too long."""
    text = "\n\n".join(piece.text for piece in pieces if piece.text.strip())
    return text if len(text.strip()) >= LEAST_REASONS and len(text) <= MAX_WORDS else ""


def said_before(sheet: Sheet) -> str:
    """The reasons that an appeal was begun with, empty if there are none."""
    return AppealContext.of(sheet.draft).said


def _reasons(given: Given, sheet: Sheet) -> str:
    if given.choice == SAID and said_before(sheet):
        return said_before(sheet)
    return parse_reasons(given, sheet)


REASONS = Step(
    name="reasons",
    parse=_reasons,
    choices=lambda sheet: (SAID,) if said_before(sheet) else (),
)
"""The question for the reasons of an appeal, typed now or held before."""

APPEAL = Form(name="appeal", context=AppealContext, steps=(REASONS,))
PAUSE_APPEAL = Form(
    name="pause_appeal",
    context=PauseAppealContext,
    steps=(Step(name="reasons", parse=parse_reasons),),
)
