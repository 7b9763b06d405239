"""Tasks of units besides their cases: shown to staff, finished by one of them."""

from enum import StrEnum

from msgspec import Struct


class TaskKind(StrEnum):
    """Kinds of tasks; the words are `task-<value>`."""

    MAIL_MISSING = "mail_missing"  # the unit has nobody on Telegram, and no mail can be sent
    MAIL_FAILED = "mail_failed"  # the unit's mail server refused it or did not answer
    MAIL_UNCERTAIN = "mail_uncertain"  # it is not known whether it arrived
    MAIL_BOUNCED = "mail_bounced"  # it bounced
    # A letter that asks a site or provider for a measure did not reach it: to the unit that asks.
    LETTER_MISSING = "letter_missing"  # no address of it may be written to, or mail is off
    LETTER_FAILED = "letter_failed"  # its mail server refused it or did not answer
    LETTER_UNCERTAIN = "letter_uncertain"  # it is not known whether it arrived
    LETTER_BOUNCED = "letter_bounced"  # it came back
    # A decision must be reviewed by somebody above; the review itself finishes these tasks.
    JUDGE_ALONE = "judge_alone"  # all leads of the unit took or confirmed it
    JUDGE_NO_LEAD = "judge_no_lead"  # the unit has no lead
    JUDGE_AWAY = "judge_away"  # none of the leads who may review can be written to


BY_ITSELF = frozenset({TaskKind.JUDGE_ALONE, TaskKind.JUDGE_NO_LEAD, TaskKind.JUDGE_AWAY})
"""Tasks that are finished automatically when their case moves."""


LETTERS = frozenset(
    {
        TaskKind.LETTER_MISSING,
        TaskKind.LETTER_FAILED,
        TaskKind.LETTER_UNCERTAIN,
        TaskKind.LETTER_BOUNCED,
    }
)
"""Tasks about an addressee of a removal request, which may be a provider."""


class Task(Struct, frozen=True, kw_only=True):
    """A task for `unit` about the unit or provider `about`; `number` is the case number, if any.

    `opened_at` in unix seconds.
    """

    id: int
    unit: str
    task_kind: str
    about: str
    opened_at: int
    case_id: int | None = None
    number: str = ""
