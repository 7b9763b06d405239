"""Button payloads of removal requests; `seen` is the version of the request that was shown."""

from typing import ClassVar

from domain.removals.removal import Answer, Check
from handlers.ui.callbacks import Button


class SeeRemoval(Button, frozen=True):
    """Show a request; `unfolded` is 1 to show the addresses of a closed category, too."""

    tag: ClassVar[str] = "rq1"
    removal: int
    unfolded: int = 0


class AnswerRemoval(Button, frozen=True):
    """Answer a request; an answer in words opens its form."""

    tag: ClassVar[str] = "rq2"
    removal: int
    answer: Answer
    seen: int


class LookedAt(Button, frozen=True):
    """Say what was seen when somebody looked."""

    tag: ClassVar[str] = "rq3"
    removal: int
    check: Check
    seen: int


class LookedSurely(Button, frozen=True):
    """Say what was seen, after the confirmation."""

    tag: ClassVar[str] = "rq8"
    removal: int
    check: Check
    seen: int


class OrderRemoval(Button, frozen=True):
    """Open the form of an order by the unit above the addressee."""

    tag: ClassVar[str] = "rq4"
    removal: int
    seen: int


class ListMeasures(Button, frozen=True):
    """A page of a list of requests: `by`, `of`, `check` or `to_do`.

    `after` is the key of the last row, `-` for the first page.
    """

    tag: ClassVar[str] = "rq5"
    which: str
    after: str


class IsBack(Button, frozen=True):
    """Say of a case closed as removed that its content is back: that is to be confirmed."""

    tag: ClassVar[str] = "rq6"
    case_id: int


class BackSurely(Button, frozen=True):
    """Say that the content is back, after the confirmation; `times`: how often it was before."""

    tag: ClassVar[str] = "rq9"
    case_id: int
    times: int


class GetLetter(Button, frozen=True):
    """Send the letter and its XARF documents to the private chat, to be brought by hand."""

    tag: ClassVar[str] = "rq7"
    removal: int
