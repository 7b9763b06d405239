"""A report from its first message to its submission, by the use cases alone."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from msgspec.structs import replace

from conversation.form import Given
from conversation.parsing.links import all_links

_NUMBERS = count(1_000_000)  # of messages; nobody's chat in a test has as many
ASKED_FROM_REVIEW = ("words", "region", "identity")


def sent(value: Any) -> Any:
    """What somebody gives, with its links and a number, as it comes from a message; else as is."""
    if not isinstance(value, Given) or not value.is_message:
        return value
    number = value.message_id or next(_NUMBERS)
    return replace(value, links=all_links(value.text, value.entities), message_id=number)


class Reporter:
    """What a reporter does at each question until the review: one act after the other.

    `given` has what is sent and chosen, by the names of the questions; what of it is left to the
    review is opened there, except what is skipped.
    """

    def __init__(self, given: Mapping[str, Given]) -> None:
        self._given = given
        self._left = [name for name in ASKED_FROM_REVIEW if _says(given.get(name))]

    def answer(self, asked: Any) -> Given | None:
        """What to give to this question; None at the review."""
        name = asked.step.name
        if name == "review":
            return None
        if name in self._left:
            self._left.remove(name)
        return self._given.get(name, Given(command="skip"))

    def opens(self) -> str | None:
        """The question to open from the review; None once it is to be submitted."""
        return self._left[0] if self._left else None


def _says(given: Given | None) -> bool:
    return given is not None and given.command is None and given.choice != "anonymous"
