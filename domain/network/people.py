"""People and what they may do: roles per unit, and the one function that grants authority."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from msgspec import Struct, field

from domain.core.errors import Attempt, NotAllowed
from domain.network.units import Unit, above


class Role(IntEnum):
    """What somebody is to one unit's cases; a higher role may do what a lower one may.

    Below zero stand those apart from that ladder: the clock, which may do what is its own and
    nothing else, and the custodian of identities, who sees no case.
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
"""The roles that are held in a unit; the others follow from where one stands."""


class Person(Struct, frozen=True):
    """Somebody who talks to the bot; `who` is a keyed fingerprint of the account, never its number.

    `grants` maps a unit's code to the role held there. `locale` is the language spoken to them.
    `custodian`: decides whether a reporter's contact is opened. `paused_until`: until when what
    they report is kept but not worked on, unix seconds. `missed`: news may not have reached them.
    `chose_language`: the language is their own choice, not the account's.
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

    @property
    def is_staff(self) -> bool:
        """Whether the staff's commands are for this person at all."""
        return self.admin or self.custodian or bool(self.grants)

    @property
    def leads(self) -> tuple[str, ...]:
        """The codes of the units this person leads."""
        return tuple(code for code, role in self.grants.items() if role >= Role.LEAD)


class Member(Struct, frozen=True, kw_only=True):
    """One of a unit's people, with the role held there for good.

    `deputy_until`: until when they stand in for its lead, unix seconds; None where they do not.
    """

    person: Person
    role: Role
    on_call: bool = False
    deputy_until: int | None = None


DEPUTY_DAYS = (1, 3, 7, 14)
"""For how long a moderator may stand in for the lead at a time."""


class Caller(Struct, frozen=True, kw_only=True):
    """Whoever an update comes from: the Telegram account and the language it asks for."""

    account: int
    locale: str
    admin: bool = False  # named in the settings
    name: str = ""


def role_in(person: Person, unit: str, units: Mapping[str, Unit]) -> Role:
    """What a person is to the cases of a unit: own role, a lead above it, an admin, or nobody."""
    if person.admin:
        return Role.ADMIN
    if any(person.grants.get(code, Role.NOBODY) >= Role.LEAD for code in above(units, unit)):
        return Role.PARENT_LEAD
    return person.grants.get(unit, Role.NOBODY)


def overlooks(person: Person, unit: str, units: Mapping[str, Unit]) -> bool:
    """Whether somebody reads this unit's cases: its own people, those of units above, admins."""
    if person.admin:
        return True
    return any(
        person.grants.get(code, Role.NOBODY) >= Role.MODERATOR
        for code in (unit, *above(units, unit))
    )


class Verb(StrEnum):
    """What can be done to a case or a unit; a button's words are `verb-<value>`."""

    READ = "read"
    TAKE = "take"
    NOTE = "note"
    OPEN_EVIDENCE = "open_evidence"
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
    ENTER = "enter"
    UNIT_ANSWER = "unit_answer"
    HEARD = "heard"
    TOLD = "told"
    SEE_TO = "see_to"
    GRANT = "grant"
    BIND = "bind"
    TEMPLATES = "templates"
    ANSWER_SUGGESTION = "answer_suggestion"
    UNITS = "units"
    RETIRE = "retire"

    # The moves; who may make them stands in `domain.status.MOVES`.
    JOIN = "join"
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
    ARCHIVE = "archive"
    PURGE = "purge"
    UNLINK = "unlink"


NEEDED: Mapping[Verb, Role] = {
    Verb.TAKE: Role.MODERATOR,
    Verb.NOTE: Role.MODERATOR,
    Verb.OPEN_EVIDENCE: Role.MODERATOR,
    Verb.TELL: Role.MODERATOR,
    Verb.HOLD: Role.LEAD,
    Verb.UNHOLD: Role.LEAD,
    Verb.ASK_IDENTITY: Role.MODERATOR,
    Verb.SHOW_IDENTITY: Role.MODERATOR,
    Verb.WARN: Role.MODERATOR,
    Verb.PAUSE: Role.LEAD,
    Verb.UNPAUSE: Role.LEAD,
    Verb.JUDGE_PAUSE: Role.LEAD,
    Verb.RELEASE: Role.MODERATOR,
    Verb.ENTER: Role.MODERATOR,
    Verb.SEE_TO: Role.MODERATOR,
    Verb.HEARD: Role.MODERATOR,
    Verb.TOLD: Role.MODERATOR,
    Verb.GRANT: Role.LEAD,
    Verb.BIND: Role.LEAD,
    Verb.TEMPLATES: Role.LEAD,
    Verb.ANSWER_SUGGESTION: Role.LEAD,
    Verb.UNITS: Role.ADMIN,
}
"""The least role for what is no move; reading is wider, and identities have their custodian."""


def authorize(
    person: Person, verb: Verb, unit: str, units: Mapping[str, Unit], *, case_id: int = 0
) -> Role:
    """The role that lets this person do this in this unit; refuses by default.

    A refusal says what was tried, and with which case.
    """
    if not may(person, verb, unit, units):
        raise NotAllowed("refusal-not-allowed", Attempt(verb, unit, case_id))
    return role_in(person, unit, units)


def may(person: Person, verb: Verb, unit: str, units: Mapping[str, Unit]) -> bool:
    """Whether this person may do this in this unit; no by default.

    Whoever reads a unit's cases may say "I have it", for those of the unit above are woken, too;
    and what a unit answers by mail or phone is entered by those above.
    """
    if verb in {Verb.READ, Verb.HAVE, Verb.UNIT_ANSWER}:
        return overlooks(person, unit, units)
    if verb is Verb.ANSWER_IDENTITY:
        return person.custodian
    return role_in(person, unit, units) >= NEEDED[verb]
