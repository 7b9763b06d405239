"""The form of messages sent without an open form: it asks what they are for."""

from conversation.contexts import HeldContext
from conversation.form import Form, Sheet, Step, one_of

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
