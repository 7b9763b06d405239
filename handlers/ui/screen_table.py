"""Which screen each outcome of a dialog has; `handlers/renderers.py` fills the table."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from msgspec import Struct, field

from handlers.ui.localizer import Localizer
from handlers.ui.markup import Screen
from usecases.core.outcomes import Asked, DialogOutcome

Out = TypeVar("Out", bound=DialogOutcome)
Draw = Callable[[Localizer, Any], Screen]
DrawQuestion = Callable[[Localizer, Asked], Screen]


def drawn(kind: type[Out], draw: Callable[[Localizer, Out], Screen]) -> tuple[type, Draw]:
    """One line of the table: a kind of outcome, and the function that makes its screen."""
    return kind, draw


class ScreenTable(Struct, frozen=True, kw_only=True):
    """The function that makes the screen of each kind of outcome, and of each form's questions.

    `questions` are by the name of the form.
    """

    outcomes: Mapping[type, Draw] = field(default_factory=dict)
    questions: Mapping[str, DrawQuestion] = field(default_factory=dict)

    def screen(self, localizer: Localizer, outcome: DialogOutcome) -> Screen:
        """The screen of an outcome."""
        if isinstance(outcome, Asked):
            return self.question(localizer, outcome)
        return self.outcomes[type(outcome)](localizer, outcome)

    def question(self, localizer: Localizer, asked: Asked) -> Screen:
        """The screen of a question."""
        return self.questions[asked.form.name](localizer, asked)
