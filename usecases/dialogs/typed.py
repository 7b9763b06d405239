"""Typed text that means a button of the open question or, if none is open, of the start screen."""

from collections.abc import Callable

from conversation.form import NOT_HERE, Given, Sheet, Step
from domain.core.errors import BadAnswer
from usecases.core.outcomes import Asked, DialogOutcome

ReadPress = Callable[[DialogOutcome, str], Given | None]
"""Returns the press of a button of a screen that a typed text means, if any.

The screen is that of a question (`Asked`), or the start screen (`Idle`).
"""


def no_press(_shown: DialogOutcome, _text: str) -> Given | None:
    """Default `ReadPress`: typed text never counts as a button."""
    return None


def only_at_home(read_press: ReadPress) -> ReadPress:
    """The same `ReadPress`, but for the start screen only: no text is a button of a question."""

    def read(shown: DialogOutcome, text: str) -> Given | None:
        return None if isinstance(shown, Asked) else read_press(shown, text)

    return read


def as_press(asked: Asked, given: Given, read_press: ReadPress, *, is_read: bool) -> Given:
    """A press, if the typed text means a button of the open question; else the input unchanged.

    The word of a button that is not here stays a text, unless only a button is an answer here and
    the question was there to be read (`is_read`).
    """
    if not given.is_plain_text:
        return given
    if asked.step.only_pressed(asked.sheet) and not asked.sheet.draft.has_something:
        return given
    press = read_press(asked, given.text)
    if press is None or press.command != NOT_HERE:
        return press or given
    return press if is_read and _wants_button(asked.sheet, asked.step, given) else given


def _wants_button(sheet: Sheet, step: Step, given: Given) -> bool:
    """Whether a text is no answer to a question, and the draft has more than this text."""
    try:
        step.parse(given, sheet)
    except BadAnswer as why:
        return why.key == "answer-button-wanted" and sheet.draft.has_something
    return False
