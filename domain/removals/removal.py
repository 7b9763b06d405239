"""A removal request: what an office asks of a site or provider, the answer, and what was seen."""

from enum import StrEnum

from msgspec import Struct


class Ask(StrEnum):
    """What is asked for; the words are `removal-ask-<value>`."""

    REMOVE = "remove"
    RESTRICT = "restrict"
    LABEL = "label"
    WARN = "warn"
    MUTE = "mute"
    SUSPEND = "suspend"
    CLOSE_ACCOUNT = "close_account"
    PRESERVE = "preserve"


TIMED = frozenset({Ask.MUTE, Ask.SUSPEND})
"""Asked for with a length in days."""


class Addressed(StrEnum):
    """The kind of addressee; the words are `removal-addressed-<value>`."""

    UNIT = "unit"
    PROVIDER = "provider"
    PHONE = "phone"


class Answer(StrEnum):
    """What the addressee answered; the words are `removal-answer-<value>`."""

    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"
    NONE = "none"  # the time passed; entered by the clock


class Check(StrEnum):
    """What a person saw who looked; the words are `removal-check-<value>`."""

    GONE = "gone"
    STILL_THERE = "still_there"
    CHANGED = "changed"


class State(StrEnum):
    """The state of a request; the words are `removal-state-<value>`."""

    ASKED = "asked"  # waits for an answer
    TO_CHECK = "to_check"  # answered done or partly: a person must look
    STUCK = "stuck"  # refused, or no answer in time
    SETTLED = "settled"  # seen gone or changed, or the case ended


class Removal(Struct, frozen=True, kw_only=True):
    """One removal request of a case. Times are unix seconds.

    `unit` asks; `to` is the code of the unit or provider, empty by phone, where `told` says to whom
    it was told. `days` is the length of a measure that has one. `addresses` are normal forms.
    `facts` are the finding, never a reporter's words. `reason` says why it was refused, or which
    part is done; `order` is what the unit above wrote when it ordered it. `back` counts how often
    the content came back. `remind_at` is when the clock looks at it next: half the time, then its
    end. `overdue_level` counts how often the time for an answer has passed. `sent_at` is when it
    was shown or told to the addressee, or its letter was accepted by a mail server or brought by
    somebody; None until then. `due_from` and `due_days` say from when and in how many working days
    an order is due; None where the deadline runs in hours.
    """

    id: int
    case_id: int
    unit: str
    kind: Addressed
    to: str
    what: Ask
    addresses: tuple[str, ...]
    rule: str
    facts: str
    asked_by: str
    asked_at: int
    due_at: int
    state: State
    told: str = ""
    days: int | None = None
    answer: Answer | None = None
    reason: str = ""
    answered_by: str | None = None
    answered_at: int | None = None
    check: Check | None = None
    checked_by: str | None = None
    checked_at: int | None = None
    back: int = 0
    remind_at: int | None = None
    overdue_level: int = 0
    order: str = ""
    sent_at: int | None = None
    due_from: int | None = None
    due_days: int | None = None
    version: int = 1
