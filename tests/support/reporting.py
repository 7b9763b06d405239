"""A report from its first message to its submission, by the use cases alone."""

from collections.abc import Callable, Iterator, Mapping
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


def steps(
    asked: Callable[[], Any], given: Mapping[str, Given]
) -> Iterator[tuple[str, Given | str]]:
    """What a reporter does at each turn until the review: ("give", Given) or ("open", a question).

    `asked` gives the question that is open. `given` has what is sent and chosen, by the names of
    the questions; what of it is left to the review is opened there, except skips.
    """
    left = [name for name in ASKED_FROM_REVIEW if _says(given.get(name))]
    while True:
        name = asked().step.name
        if name != "review":
            if name in left:
                left.remove(name)
            yield "give", given.get(name, Given(command="skip"))
        elif left:
            yield "open", left[0]
        else:
            return


def _says(given: Given | None) -> bool:
    return given is not None and given.command is None and given.choice != "anonymous"
