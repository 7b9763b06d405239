"""A case as staff work on it, its decision, and what four eyes mean for it."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from msgspec import Struct

from domain.misuse import Quarantine
from domain.people import Person
from domain.status import Another, Status


class Outcome(StrEnum):
    """What became of the content; the words are `outcome-<value>`."""

    REMOVED = "removed"
    RESTRICTED = "restricted"
    ACCOUNT_MEASURE = "account_measure"
    ALREADY_GONE = "already_gone"
    PROVIDER_REFUSED = "provider_refused"
    NOT_UPHELD = "not_upheld"
    VOID = "void"  # content and copy both gone: nothing left to judge


GRAVE = frozenset(
    {Outcome.REMOVED, Outcome.RESTRICTED, Outcome.ACCOUNT_MEASURE, Outcome.NOT_UPHELD}
)
"""A measure, or a no: never sent out by the one who decided it."""


class Ground(StrEnum):
    """Why a report is not accepted; the words are `ground-<value>`."""

    OUT_OF_REMIT = "out_of_remit"
    NOT_LOCATED = "not_located"
    NO_RULE_BROKEN = "no_rule_broken"
    REPEATED = "repeated"
    MISUSE = "misuse"


class Priority(StrEnum):
    """How soon: danger to life goes before everything."""

    DANGER = "danger"
    NORMAL = "normal"


class Case(Struct, frozen=True, kw_only=True):
    """One piece of content and what an office does about it.

    Times are unix seconds. `due_at` is the deadline of what is owed next, None where nothing is;
    it does not run while `paused_at` is set; `paused_days` are the working days on which it stood
    so far. `came_from` is the state that an answer to a question returns to. `remind_at`,
    `alarm_at` and `word_due_at` are when staff are next reminded of the deadline, woken for a life
    in danger, and owe the reporter a personal word. `overdue_level` counts how often a deadline
    passed, and `escalated_to` is the unit above that it then went to. `joined_to` is the case that
    a joined one is part of now. `held_at`: a legal hold stops archiving and purging.
    `quarantined_at`: stored, but not worked on for now; `quarantine` says why, `release_at` when it
    comes out by itself, None where that hangs on how much else comes in.
    """

    id: int
    number: str
    status: Status
    category: str
    unit: str
    version: int
    opened_at: int
    subcategory: str = ""
    region: str = ""
    host: str = ""
    priority: Priority = Priority.NORMAL
    assignee: str | None = None
    came_from: Status | None = None
    outcome: Outcome | None = None
    decided_by: str | None = None
    confirmed_by: str | None = None
    accepted_at: int | None = None
    first_action_at: int | None = None
    closed_at: int | None = None
    due_at: int | None = None
    paused_at: int | None = None
    paused_days: int = 0
    evidence_seen_at: int | None = None
    remind_at: int | None = None
    alarm_at: int | None = None
    word_due_at: int | None = None
    overdue_level: int = 0
    escalated_to: str | None = None
    joined_to: int | None = None
    held_at: int | None = None
    retain_until: int | None = None
    quarantined_at: int | None = None
    quarantine: Quarantine | None = None
    release_at: int | None = None

    def is_overdue(self, now: int) -> bool:
        """Whether what is owed next is late."""
        return self.due_at is not None and self.paused_at is None and now > self.due_at


def kept_out(case: Case, judged: Collection[str] = ()) -> Mapping[Another, frozenset[str]]:
    """Whom each four-eyes rule keeps out of this case.

    `judged` is who has judged an appeal against the decision before: it stands by their word, too.
    """
    decided = frozenset({case.decided_by} if case.decided_by else ())
    confirmed = frozenset({case.confirmed_by} if case.confirmed_by else ())
    return {
        Another.DECIDER: decided if case.outcome in GRAVE else frozenset(),
        Another.JUDGES: decided | confirmed | frozenset(judged),
    }


def barred(case: Case, person: Person, judged: Collection[str] = ()) -> frozenset[Another]:
    """The four-eyes rules that this person runs into on this case."""
    rules = kept_out(case, judged)
    return frozenset(rule for rule, whos in rules.items() if person.who in whos)


class Decision(Struct, frozen=True, kw_only=True):
    """What was decided on a case, why, and until when the reporter may ask for another look."""

    id: int
    case_id: int
    kind: str  # "triage" (not accepted), "finding" or "appeal"
    result: str  # a Ground, an Outcome, or what became of the appeal
    rule: str
    facts: str
    feedback: str
    decided_by: str
    decided_at: int
    confirmed_by: str | None = None
    confirmed_at: int | None = None
    appeal_until: int | None = None


class Authority(StrEnum):
    """Outside the network, to whom a case is referred; the words are `authority-<value>`."""

    POLICE = "police"
    MARKET = "market"
    COPYRIGHT = "copyright"
    CULTURE = "culture"
    TELECOM = "telecom"
    FINANCE = "finance"
    COURT = "court"
    OTHER = "other"


class Referral(Struct, frozen=True, kw_only=True):
    """What was passed to an authority: on which rule, and a list of what was sent."""

    case_id: int
    authority: Authority
    name: str
    rule: str
    sent: str
    with_identity: bool
    who: str
    referred_at: int
