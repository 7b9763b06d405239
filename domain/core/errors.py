"""Refusals: errors whose message is shown to a person; any other exception is a bug."""

from msgspec import Struct


class Attempt(Struct, frozen=True):
    """An action that a person tried without authority; the journal records the attempt."""

    verb: str
    unit: str = ""
    case_id: int = 0


class Refusal(Exception):  # noqa: N818 - shown to a person, not an error of the program
    """A person may not, or cannot, do something; `key` is the locale key of the message."""

    def __init__(self, key: str, attempt: Attempt | None = None, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.attempt = attempt
        self.params = params


class BadAnswer(Refusal):
    """An answer is not valid for its question; the question stays open, nothing entered is lost."""


class NotFound(Refusal):
    """Does not exist, or this person may not see it: both look the same on purpose."""


class NotAllowed(Refusal):
    """The person has no authority over this object."""


class MovedOn(Refusal):
    """The object was changed since the version that the button was made for."""


class FormOvertaken(MovedOn):
    """A form cannot be finished: what it is about was changed after it was opened.

    `draft` is the id of the form's draft; key, attempt and parameters are those of `why`.
    """

    def __init__(self, draft: str, why: Refusal) -> None:
        super().__init__(why.key, why.attempt, **why.params)
        self.draft = draft


class TooMany(Refusal):
    """A quota is used up; the message of `key` says when it is free again."""


class FileGone(Refusal):
    """The bytes of a file do not exist any more; final."""


class FilesAway(Refusal):
    """The file store cannot be reached now: nothing is lost, try again later.

    `why` is for operators and the log, never shown to the person.
    """

    def __init__(self, why: str) -> None:
        super().__init__("evidence-away")
        self.why = why
