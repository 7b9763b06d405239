"""The payloads of buttons around reporters' contacts and those who open them."""

from typing import ClassVar

from handlers.ui.callbacks import Button


class SeeRequest(Button, frozen=True):
    """Show a request to see a contact."""

    tag: ClassVar[str] = "i1"
    request_id: int


class AnswerRequest(Button, frozen=True):
    """A custodian's word on a request: yes, or no, which asks for the reason."""

    tag: ClassVar[str] = "i2"
    request_id: int
    word: str


class ShowContact(Button, frozen=True):
    """Show the contact that a custodian has opened."""

    tag: ClassVar[str] = "i3"
    request_id: int


class MoreRequests(Button, frozen=True):
    """A page of the waiting requests; `after` is the last row's key, `-` for the first page."""

    tag: ClassVar[str] = "i4"
    after: str
