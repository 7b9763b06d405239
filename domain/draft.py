"""A draft of a form: its answers; the current question is computed from them."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace


class Draft(Struct, frozen=True, kw_only=True):
    """The answers so far; a skipped question has the answer None.

    `answers` keeps the order in which they were given, so that "back" can drop the last one. Every
    value is plain JSON. `case_id` or `report_id` are set if the form is about one.
    """

    id: str
    who: str
    form: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    case_id: int | None = None
    report_id: int | None = None
    started_at: int = 0
    touched_at: int = 0

    def with_answer(self, name: str, value: Any) -> "Draft":
        """The draft with one more answer, given last."""
        rest = {key: old for key, old in self.answers.items() if key != name}
        return replace(self, answers={**rest, name: value})

    def reworded(self, name: str, value: Any) -> "Draft":
        """The draft with another value for an answer, whose position stays."""
        return replace(self, answers={**self.answers, name: value})

    def without(self, *names: str) -> "Draft":
        """The draft with these answers dropped; their questions will be asked again."""
        return replace(
            self, answers={key: old for key, old in self.answers.items() if key not in names}
        )


def captions(answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The captions of a form's files, in order."""
    return tuple(answers.get("_captions", {}).values())
