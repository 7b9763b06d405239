"""The payloads of buttons around reporters' contacts and those who open them."""

from dataclasses import dataclass
from typing import ClassVar

from handlers.buttons import Button


@dataclass(frozen=True, slots=True)
class SeeRequest(Button):
    """Show a request to see a contact."""

    tag: ClassVar[str] = "i1"
    request_id: int


@dataclass(frozen=True, slots=True)
class AnswerRequest(Button):
    """A custodian's word on a request: yes, or no, which asks for the reason."""

    tag: ClassVar[str] = "i2"
    request_id: int
    word: str


@dataclass(frozen=True, slots=True)
class ShowContact(Button):
    """Show the contact that a custodian has opened."""

    tag: ClassVar[str] = "i3"
    request_id: int


@dataclass(frozen=True, slots=True)
class MoreRequests(Button):
    """A page of the waiting requests; `after` is the last row's key, `-` for the first page."""

    tag: ClassVar[str] = "i4"
    after: str


@dataclass(frozen=True, slots=True)
class Dismiss(Button):
    """Somebody is to be a custodian no longer; `who` as in `Revoke`."""

    tag: ClassVar[str] = "i5"
    who: str


@dataclass(frozen=True, slots=True)
class DismissSurely(Button):
    """The same, confirmed."""

    tag: ClassVar[str] = "i6"
    who: str
