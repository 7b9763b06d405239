"""The answers of a finished form, as the use case that it was for gets them."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from domain.draft import Carried


class Answers(Struct, frozen=True):
    """The answers of a finished form, by question; `carried` are the files sent along."""

    given: Mapping[str, Any] = field(default_factory=dict)
    carried: Carried = field(default_factory=Carried)

    def __getitem__(self, question: str) -> Any:
        """The answer; KeyError where it was not asked."""
        return self.given[question]

    def get(self, question: str) -> Any:
        """The answer, None where it was skipped or not asked."""
        return self.given.get(question)
