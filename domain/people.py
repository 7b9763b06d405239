"""People and what they may do: roles per unit, and the one function that grants authority."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from domain.errors import NotAllowed
from domain.units import Unit, above


class Role(IntEnum):
    """What somebody is to one unit's cases; a higher role may do what a lower one may."""

    NOBODY = 0
    REPORTER = 1
    MODERATOR = 2
    LEAD = 3
    PARENT_LEAD = 4
    ADMIN = 5


GRANTABLE = (Role.MODERATOR, Role.LEAD)
"""The roles that are held in a unit; the others follow from where one stands."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who talks to the bot; `who` is a keyed fingerprint of the account, never its number.

    `grants` maps a unit's code to the role held there. `locale` is the language spoken to them.
    """

    who: str
    locale: str
    grants: Mapping[str, Role] = field(default_factory=dict)
    admin: bool = False
    name: str = ""
    paused_until: int = 0

    @property
    def is_staff(self) -> bool:
        """Whether the staff's commands are for this person at all."""
        return self.admin or bool(self.grants)

    @property
    def leads(self) -> tuple[str, ...]:
        """The codes of the units this person leads."""
        return tuple(code for code, role in self.grants.items() if role >= Role.LEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
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


class Verb(StrEnum):
    """What can be done to a case or a unit; a button's words are `verb-<value>`."""

    READ = "read"
    TAKE = "take"
    NOTE = "note"
    OPEN_EVIDENCE = "open_evidence"
    GRANT = "grant"
    BIND = "bind"

    # The moves; who may make them stands in `domain.status.MOVES`.
    ACCEPT = "accept"
    REFUSE = "refuse"
    ASK = "ask"
    ANSWER = "answer"
    LAPSE = "lapse"
    CHECK = "check"
    MEASURES = "measures"
    DECIDE = "decide"
    CONFIRM = "confirm"
    SEND_BACK = "send_back"
    APPEAL = "appeal"
    DISMISS = "dismiss"
    CHANGE = "change"
    REMIT = "remit"
    WITHDRAW = "withdraw"


NEEDED: Mapping[Verb, Role] = {
    Verb.READ: Role.MODERATOR,
    Verb.TAKE: Role.MODERATOR,
    Verb.NOTE: Role.MODERATOR,
    Verb.OPEN_EVIDENCE: Role.MODERATOR,
    Verb.GRANT: Role.LEAD,
    Verb.BIND: Role.LEAD,
}


def authorize(person: Person, verb: Verb, unit: str, units: Mapping[str, Unit]) -> Role:
    """The role that lets this person do this in this unit; refuses by default."""
    role = role_in(person, unit, units)
    if role < NEEDED[verb]:
        raise NotAllowed("refusal-not-allowed")
    return role
