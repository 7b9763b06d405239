"""People and what they may do: roles per unit, and the one function that grants authority."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from msgspec import Struct, field

from domain.core.errors import Attempt, NotAllowed
from domain.network.units import Unit, above


class Role(IntEnum):
    """A person's role for the cases of one unit; a higher role may do what a lower one may.

    Negative values are outside of that order: the system (scheduled jobs), which may do only its
    own moves, and the custodian of identities, who sees no cases.
    """

    NOBODY = 0
    REPORTER = 1
    MODERATOR = 2
    LEAD = 3
    PARENT_LEAD = 4
    ADMIN = 5
    SYSTEM = -1
    CUSTODIAN = -2


GRANTABLE = (Role.MODERATOR, Role.LEAD)
"""The roles that are granted in a unit; the others are derived."""


class Person(Struct, frozen=True):
    """A person who has written to the bot; `who` is a keyed fingerprint of the account, not its id.

    `grants` maps a unit's code to the role held there. `locale` is their language. `on_call`: the
    units in which they are on call.
    `custodian`: decides whether a reporter's contact is shown; `custodian_since`: when that was
    confirmed, unix seconds, 0 if it is not known. `paused_until`: until when their
    reports are not processed, unix seconds. `missed`: notices to them may be lost.
    `chose_language`: the language is their own choice, not the account's. `reachable`: the bot can
    write to them, as far as it knows.
    """

    who: str
    locale: str
    grants: Mapping[str, Role] = field(default_factory=dict)
    admin: bool = False
    custodian: bool = False
    name: str = ""
    paused_until: int = 0
    missed: bool = False
    chose_language: bool = False
    custodian_since: int = 0
    reachable: bool = True
    on_call: frozenset[str] = frozenset()

    @property
    def is_staff(self) -> bool:
        """Whether this person may use staff commands."""
        return self.admin or self.custodian or bool(self.grants)

    @property
    def leads(self) -> tuple[str, ...]:
        """The codes of the units this person leads."""
        return tuple(code for code, role in self.grants.items() if role >= Role.LEAD)


class Member(Struct, frozen=True, kw_only=True):
    """A member of a unit's staff, with the permanent role.

    `deputy_until`: until when they are the lead's deputy, unix seconds; None if they are not.
    """

    person: Person
    role: Role
    on_call: bool = False
    deputy_until: int | None = None


DEPUTY_DAYS = (1, 3, 7, 14)
"""For how many days a moderator may be made deputy."""


class Caller(Struct, frozen=True, kw_only=True):
    """The sender of an update: the Telegram account and its language."""

    account: int
    locale: str
    admin: bool = False  # by the settings
    name: str = ""
    by_hand: bool = True  # False where an inline bot wrote what would be a command of theirs


def role_in(person: Person, unit: str, units: Mapping[str, Unit]) -> Role:
    """A person's role for the cases of a unit: own role, parent lead, admin, or reporter."""
    if person.admin:
        return Role.ADMIN
    if any(person.grants.get(code, Role.NOBODY) >= Role.LEAD for code in above(units, unit)):
        return Role.PARENT_LEAD
    return person.grants.get(unit, Role.NOBODY)


def overlooks(person: Person, unit: str, units: Mapping[str, Unit]) -> bool:
    """Whether a person may read this unit's cases: its staff, those of units above, admins."""
    if person.admin:
        return True
    return any(
        person.grants.get(code, Role.NOBODY) >= Role.MODERATOR
        for code in (unit, *above(units, unit))
    )


class Verb(StrEnum):
    """Actions on a case or a unit; a button's words are `verb-<value>`."""

    READ = "read"
    TAKE = "take"
    ASSIGN = "assign"
    GIVE_BACK = "give_back"
    NOTE = "note"
    OPEN_EVIDENCE = "open_evidence"
    OPEN_UNCLEANED = "open_uncleaned"
    CASE_FILE = "case_file"
    AUTHORITY_ANSWER = "authority_answer"
    TELL = "tell"
    HAVE = "have"
    HOLD = "hold"
    UNHOLD = "unhold"
    ASK_IDENTITY = "ask_identity"
    ANSWER_IDENTITY = "answer_identity"
    SHOW_IDENTITY = "show_identity"
    WARN = "warn"
    PAUSE = "pause"
    UNPAUSE = "unpause"
    JUDGE_PAUSE = "judge_pause"
    RELEASE = "release"
    SAME = "same"
    MACRO = "macro"
    ENTER = "enter"
    UNIT_ANSWER = "unit_answer"
    HEARD = "heard"
    TOLD = "told"
    SEE_TO = "see_to"
    GRANT = "grant"
    BIND = "bind"
    ACCOUNT = "account"
    ACCOUNT_HISTORY = "account_history"
    ACCOUNTS = "accounts"
    TEMPLATES = "templates"
    ANSWER_SUGGESTION = "answer_suggestion"
    UNITS = "units"
    RETIRE = "retire"

    # The moves; `domain.status.MOVES` says who may make them.
    JOIN = "join"
    UNJOIN = "unjoin"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ASK = "ask"
    ANSWER = "answer"
    LAPSE = "lapse"
    TRANSFER = "transfer"
    RETURN = "return"
    CHECK = "check"
    MEASURES = "measures"
    REFER = "refer"
    DECIDE = "decide"
    CONFIRM = "confirm"
    SEND_BACK = "send_back"
    APPEAL = "appeal"
    APPEAL_FOR = "appeal_for"
    DISMISS = "dismiss"
    CHANGE = "change"
    REMIT = "remit"
    WITHDRAW = "withdraw"
    LATE = "late"
    TAKE_OVER = "take_over"
    ORDER = "order"
    REMOVAL_ANSWER = "removal_answer"
    REMOVAL_ORDER = "removal_order"
    REMOVAL_CHECK = "removal_check"
    BACK = "back"
    ARCHIVE = "archive"
    PURGE = "purge"
    UNLINK = "unlink"


NEEDED: Mapping[Verb, Role] = {
    Verb.TAKE: Role.MODERATOR,
    Verb.ASSIGN: Role.MODERATOR,
    Verb.GIVE_BACK: Role.MODERATOR,
    Verb.NOTE: Role.MODERATOR,
    Verb.OPEN_EVIDENCE: Role.MODERATOR,
    Verb.OPEN_UNCLEANED: Role.MODERATOR,
    Verb.TELL: Role.MODERATOR,
    Verb.CASE_FILE: Role.LEAD,
    Verb.AUTHORITY_ANSWER: Role.LEAD,
    Verb.HOLD: Role.LEAD,
    Verb.UNHOLD: Role.LEAD,
    Verb.ASK_IDENTITY: Role.MODERATOR,
    Verb.SHOW_IDENTITY: Role.MODERATOR,
    Verb.WARN: Role.MODERATOR,
    Verb.PAUSE: Role.LEAD,
    Verb.UNPAUSE: Role.LEAD,
    Verb.JUDGE_PAUSE: Role.LEAD,
    Verb.RELEASE: Role.MODERATOR,
    Verb.SAME: Role.MODERATOR,
    Verb.MACRO: Role.MODERATOR,
    Verb.ENTER: Role.MODERATOR,
    Verb.SEE_TO: Role.MODERATOR,
    Verb.HEARD: Role.MODERATOR,
    Verb.TOLD: Role.MODERATOR,
    Verb.ACCOUNT: Role.MODERATOR,
    Verb.ACCOUNTS: Role.LEAD,
    Verb.GRANT: Role.LEAD,
    Verb.BIND: Role.LEAD,
    Verb.TEMPLATES: Role.LEAD,
    Verb.ANSWER_SUGGESTION: Role.LEAD,
    Verb.UNITS: Role.ADMIN,
    Verb.RETIRE: Role.ADMIN,
}
"""The minimum role of actions that are not moves; for reading and identities see `may`."""


def authorize(
    person: Person, verb: Verb, unit: str, units: Mapping[str, Unit], *, case_id: int = 0
) -> Role:
    """The role by which this person may do this in this unit; raises NotAllowed otherwise.

    The refusal carries the attempt, with the case.
    """
    if not may(person, verb, unit, units):
        raise NotAllowed("refusal-not-allowed", Attempt(verb, unit, case_id))
    return role_in(person, unit, units)


def may(person: Person, verb: Verb, unit: str, units: Mapping[str, Unit]) -> bool:
    """Whether this person may do this in this unit; False by default.

    Everybody who may read a unit's cases may take an alarm ("I have it"), since units above get
    it, too, may enter answers that a unit gives by mail or phone, and may see what is known of a
    reported account.
    """
    if verb in {Verb.READ, Verb.HAVE, Verb.UNIT_ANSWER, Verb.ACCOUNT_HISTORY}:
        return overlooks(person, unit, units)
    if verb is Verb.ANSWER_IDENTITY:
        return person.custodian
    return role_in(person, unit, units) >= NEEDED[verb]
