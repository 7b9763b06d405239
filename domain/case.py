"""A case, its decision and referral, and the four-eyes rules on it."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from domain.misuse import Quarantine
from domain.network.people import Person
from domain.status import OWED, Excluded, Status


class Outcome(StrEnum):
    """What became of the content; the words are `outcome-<value>`."""

    REMOVED = "removed"  # only with a removal request answered or seen done
    REMOVED_BY_UNIT = "removed_by_unit"  # by the unit itself, and somebody saw it gone
    RESTRICTED = "restricted"
    ACCOUNT_MEASURE = "account_measure"
    ALREADY_GONE = "already_gone"
    PROVIDER_REFUSED = "provider_refused"
    NOT_UPHELD = "not_upheld"
    VOID = "void"  # content and copy are both gone: nothing left to judge


GRAVE = frozenset(
    {
        Outcome.REMOVED,
        Outcome.REMOVED_BY_UNIT,
        Outcome.RESTRICTED,
        Outcome.ACCOUNT_MEASURE,
        Outcome.NOT_UPHELD,
    }
)
"""Measures and rejections: the person who decided it may not confirm it."""

BURDENS = GRAVE - {Outcome.NOT_UPHELD}
"""Outcomes that burden somebody: only for who has seen the evidence, if there is any."""


CITES_NO_RULE = frozenset({Outcome.NOT_UPHELD, Outcome.VOID})
"""No rule was broken, or nothing was left to judge."""


def cites(result: str) -> bool:
    """Whether a decision with this result names the rule that was broken."""
    return result not in CITES_NO_RULE


class Ground(StrEnum):
    """Why a report is not accepted; the words are `ground-<value>`."""

    OUT_OF_REMIT = "out_of_remit"
    NOT_LOCATED = "not_located"
    NO_RULE_BROKEN = "no_rule_broken"
    REPEATED = "repeated"
    MISUSE = "misuse"


DISMISSED = "dismissed"
"""The result of an appeal that left the decision as it was."""
REMITTED = "remitted"
"""The result of an appeal after which the case is checked again; no decision is stored for it."""


class Said(StrEnum):
    """What a reporter is told of an earlier decision; the words are `before-<value>`."""

    GONE = "gone"
    MEASURES = "measures"
    NO_RULE = "no_rule"


SAID: Mapping[str, Said] = {
    Outcome.REMOVED: Said.GONE,
    Outcome.REMOVED_BY_UNIT: Said.GONE,
    Outcome.ALREADY_GONE: Said.GONE,
    Outcome.RESTRICTED: Said.MEASURES,
    Outcome.ACCOUNT_MEASURE: Said.MEASURES,
    Outcome.NOT_UPHELD: Said.NO_RULE,
    Ground.NO_RULE_BROKEN: Said.NO_RULE,
}
"""By the result of the decision; nothing is told of the others, which say nothing of the page."""


class Priority(StrEnum):
    """Priority in the queue: danger to life comes first."""

    DANGER = "danger"
    NORMAL = "normal"


class Case(Struct, frozen=True, kw_only=True):
    """One piece of content and what an office does about it.

    Times are unix seconds. `due_at` is the deadline of the next step, None if there is none; it
    does not run while `paused_at` is set; `paused_days` are the working days of all pauses so far.
    `came_from` is the state to return to: after an answer to a question, or when a change on an
    appeal is sent back. `remind_at`, `alarm_at` and
    `word_due_at` are the times of the next reminder of staff, of the next alarm for a danger to
    life, and of the deadline for a personal word to the reporter. `removed_at` is when a person
    had seen that all addresses of the content are gone. `overdue_level` counts missed
    deadlines, and `escalated_to` is the unit above that was told last. `joined_to` is the case that
    this one was joined to. `held_at` is set by a legal hold, which stops archiving and purging.
    `quarantined_at` is set while the case is in quarantine; `quarantine` says why, `release_at`
    when it ends automatically, None if that depends on the flood. `accounts` counts the accounts
    named in it. `due_from` is when the deadline was set, and `due_days` is how many working days it
    was counted from there, None if it runs in hours or calendar days. `word_days` are the
    working days from the opening to `word_due_at`, as they were counted when that was set.
    `answer_until` is until when the reporter was told they may answer a question.
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
    removed_at: int | None = None
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
    accounts: int = 0
    due_from: int | None = None
    due_days: int | None = None
    word_days: int | None = None
    answer_until: int | None = None

    def is_overdue(self, now: int) -> bool:
        """Whether the deadline of the next step has passed."""
        return self.due_at is not None and self.paused_at is None and now > self.due_at


class Parties(Struct, frozen=True, kw_only=True):
    """The people who had a part in a case before, by their fingerprints.

    `judged` took or confirmed the decision appealed against, or judged an earlier appeal against
    it. `reported` filed a report that is part of the case.
    """

    judged: frozenset[str] = frozenset()
    reported: frozenset[str] = frozenset()


NOBODY_BEFORE = Parties()


def is_change(case: Case) -> bool:
    """Whether the decision that waits changes an earlier one, on an appeal."""
    return case.status is Status.FEEDBACK_PENDING and case.came_from is Status.APPEALED


def excluded_people(
    case: Case, parties: Parties = NOBODY_BEFORE
) -> Mapping[Excluded, frozenset[str]]:
    """The people that each rule excludes from this case."""
    decided = frozenset({case.decided_by} if case.decided_by else ())
    confirmed = frozenset({case.confirmed_by} if case.confirmed_by else ())
    earlier = parties.judged if is_change(case) else frozenset()
    return {
        Excluded.DECIDER: earlier | (decided if case.outcome in GRAVE else frozenset()),
        Excluded.TOOK_PART: decided | confirmed | parties.judged,
        Excluded.REPORTER: parties.reported,
    }


def barred(case: Case, person: Person, parties: Parties = NOBODY_BEFORE) -> frozenset[Excluded]:
    """The rules that exclude this person on this case."""
    rules = excluded_people(case, parties)
    return frozenset(rule for rule, whos in rules.items() if person.who in whos)


def why_not_given(case: Case) -> str:
    """The key of a refusal if nobody takes the case or is given it now; else empty."""
    if case.quarantined_at is not None:
        return "refusal-quarantined"
    return "" if case.status in OWED else "refusal-move"


class Decision(Struct, frozen=True, kw_only=True):
    """A decision on a case, its reasons, and until when the reporter may appeal.

    `seen_gone` is for staff, where the unit itself removed the content: `self` if who decided saw
    it gone, else who did, in their words. `feedback_in` has the feedback by language where it is
    written in several; `feedback` is one of them.
    """

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
    seen_gone: str = ""
    feedback_in: Mapping[str, str] = field(default_factory=dict)


class Authority(StrEnum):
    """Authorities outside the network for referrals; the words are `authority-<value>`."""

    POLICE = "police"
    MARKET = "market"
    COPYRIGHT = "copyright"
    CULTURE = "culture"
    TELECOM = "telecom"
    FINANCE = "finance"
    COURT = "court"
    OTHER = "other"


class Referral(Struct, frozen=True, kw_only=True):
    """A referral to an authority: by which rule, and a list of what was sent."""

    case_id: int
    authority: Authority
    name: str
    rule: str
    sent: str
    with_identity: bool
    who: str
    referred_at: int
