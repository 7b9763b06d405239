"""The table from outcome to screen; `handlers/renderers.py` fills it."""

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
    """One entry of the table: the type of an outcome and the function that renders it."""
    return kind, draw


class ScreenTable(Struct, frozen=True, kw_only=True):
    """Render functions: `outcomes` by the type of outcome, `questions` by the name of the form."""

    outcomes: Mapping[type, Draw] = field(default_factory=dict)
    questions: Mapping[str, DrawQuestion] = field(default_factory=dict)

    def screen(self, localizer: Localizer, outcome: DialogOutcome) -> Screen:
        """Render an outcome."""
        if isinstance(outcome, Asked):
            return self.question(localizer, outcome)
        return self.outcomes[type(outcome)](localizer, outcome)

    def question(self, localizer: Localizer, asked: Asked) -> Screen:
        """Render a question of a form."""
        return self.questions[asked.form.name](localizer, asked)
