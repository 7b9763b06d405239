"""What was sent with nothing open: kept until its sender says what it is for."""

from conversation.contexts import HeldContext
from conversation.form import Form, Sheet, Step, one_of

REPORT, ANSWER, ADD = "report", "answer", "add"
"""What it may be: a new report, the answer to an office's question, or more for a report."""


def use(kind: str, report_id: int) -> str:
    """The choice to answer a question about a report, or to add to it."""
    return f"{kind}.{report_id}"


def used_for(choice: str) -> tuple[str, int]:
    """What `use` was made of; a new report is about none: 0."""
    kind, _, report_id = choice.partition(".")
    return kind, int(report_id or 0)


def uses(sheet: Sheet) -> tuple[str, ...]:
    """What may be chosen: answers first, as an office waits for them."""
    context = HeldContext.of(sheet.draft)
    answers = tuple(use(ANSWER, report.id) for report in context.asked)
    additions = tuple(use(ADD, report.id) for report in context.open)
    return (*answers, REPORT, *additions)


def surely_a_report(sheet: Sheet) -> bool:
    """Whether a link or a post came after the words, and no office waits for an answer."""
    found = any(piece.links or piece.origin for piece in sheet.draft.carried.pieces)
    return found and not HeldContext.of(sheet.draft).asked


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
            only_pressed=True,
        ),
    ),
)
