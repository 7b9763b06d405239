"""What a unit has to see to besides its cases: told to people, ticked off by one of them."""

from enum import StrEnum

from msgspec import Struct


class Chore(StrEnum):
    """What is to be done; the words are `task-<value>`."""

    MAIL_MISSING = "mail_missing"  # nobody there on Telegram, and no way to write to them
    MAIL_FAILED = "mail_failed"  # their mail server refused it, or never took it
    MAIL_UNCERTAIN = "mail_uncertain"  # nobody can say whether it arrived
    MAIL_BOUNCED = "mail_bounced"  # it came back to the office's own mailbox
    # Somebody above is to look at a decision again; nobody ticks these off, the second look does.
    JUDGE_ALONE = "judge_alone"  # all leads of the unit decided or confirmed it
    JUDGE_NO_LEAD = "judge_no_lead"  # the unit has no lead
    JUDGE_AWAY = "judge_away"  # none of its leads who may can be written to


BY_ITSELF = frozenset({Chore.JUDGE_ALONE, Chore.JUDGE_NO_LEAD, Chore.JUDGE_AWAY})
"""What goes away by itself, once its case has moved."""


class Task(Struct, frozen=True, kw_only=True):
    """`unit` sees to it, `about` is the unit it is about; `number` is the case's, if there is one.

    `opened_at` in unix seconds.
    """

    id: int
    unit: str
    chore: str
    about: str
    opened_at: int
    case_id: int | None = None
    number: str = ""
