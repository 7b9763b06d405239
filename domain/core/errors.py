"""Refusals: the errors that are said to a person; anything else is a bug."""

from msgspec import Struct


class Attempt(Struct, frozen=True):
    """What somebody tried who had no authority for it: the journal keeps that they did."""

    verb: str
    unit: str = ""
    case_id: int = 0


class Refusal(Exception):  # noqa: N818 - the trade's word; it is told, not caught as a fault
    """Something a person may not, or cannot, do; `key` names the sentence that says so kindly."""

    def __init__(self, key: str, attempt: Attempt | None = None, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.attempt = attempt
        self.params = params


class BadAnswer(Refusal):
    """An answer that its question cannot take; the question stays, nothing entered is lost."""


class NotFound(Refusal):
    """No such thing, or not this person's to see: the two look the same on purpose."""


class NotAllowed(Refusal):
    """The person has no authority over this object."""


class MovedOn(Refusal):
    """The case has moved since the version that the button saw."""


class TooMany(Refusal):
    """A quota is used up for now; `key`'s words say when it opens again."""


class FileGone(Refusal):
    """The bytes of a file are not there any more, and will not come back."""


class FilesAway(Refusal):
    """The place where files are kept cannot be reached now: nothing is lost, try again later.

    `why` is for those who run it, never for whoever asked.
    """

    def __init__(self, why: str) -> None:
        super().__init__("evidence-away")
        self.why = why
