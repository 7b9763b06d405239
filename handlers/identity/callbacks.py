"""Button payloads of identity requests."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class SeeRequest(Button, frozen=True):
    """Show a request to see a contact."""

    tag: ClassVar[str] = "i1"
    request_id: int


class AnswerRequest(Button, frozen=True):
    """A custodian's answer to a request: yes, or no, which asks for a reason."""

    tag: ClassVar[str] = "i2"
    request_id: int
    word: str


class ShowContact(Button, frozen=True):
    """Show the contact, after a custodian has agreed."""

    tag: ClassVar[str] = "i3"
    request_id: int


class MoreRequests(Button, frozen=True):
    """A page of the open requests; `after` is the key of the last row, `-` for the first page."""

    tag: ClassVar[str] = "i4"
    after: str
