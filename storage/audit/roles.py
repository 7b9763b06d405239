"""Compare the roles that people have with the journal: each must have been given by an entry."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import or_, select, true

from domain.network.people import Role
from storage.audit import journal
from storage.engine.database import Tx
from storage.engine.tables import grants, people
from storage.network import former_marks

JOIN, REVOKE, APPOINT = "join", "revoke", "appoint"
DEPUTY, DEPUTY_ENDS = "deputy", frozenset({"deputy_end", "deputy_over"})
VERBS = frozenset({JOIN, REVOKE, APPOINT, DEPUTY, *DEPUTY_ENDS})
"""Entries about roles: "join" gives one to its author ("LEAD by …"), "appoint" to whom it names
("CUSTODIAN …"), "revoke" takes it away ("CUSTODIAN …", in a unit the fingerprint alone)."""

Held = tuple[str, str]  # a person, and the unit or the name of a role without a unit


class UnexplainedRole(Struct, frozen=True, kw_only=True):
    """A role that somebody has and that no entry gave them; `unit` is empty for all units."""

    who: str
    unit: str
    role: str


def unexplained(tx: Tx) -> tuple[UnexplainedRole, ...]:
    """The roles without an entry, or with one that took them away later."""
    given, deputies = _told(tx, former_marks.former(tx))
    return (*_of_people(tx, given), *_of_units(tx, given, deputies))


def _told(tx: Tx, present: Mapping[str, str]) -> tuple[dict[Held, int], dict[Held, str]]:
    """The highest role that the entries leave to each, and until when each is a deputy.

    `present` are the present fingerprints of people whom older entries name by former ones.
    """
    given: dict[Held, int] = {}
    deputies: dict[Held, str] = {}
    for entry in journal.about_no_case(tx, VERBS):
        first, _, rest = entry.reason.partition(" ")
        first, named = present.get(first, first), rest.partition(" ")[0]
        named = present.get(named, named)
        role = Role.__members__.get(first)
        if entry.verb == DEPUTY:
            deputies[first, entry.unit] = rest.removeprefix("until ")
        elif entry.verb in DEPUTY_ENDS:
            deputies.pop((first, entry.unit), None)
        elif entry.verb == REVOKE:
            given.pop((named or first, entry.unit or first), None)
        elif role is not None:
            giver = present.get(entry.who, entry.who)
            held = giver if entry.verb == JOIN else named, entry.unit or role.name
            given[held] = max(given.get(held, 0), role)
    return given, deputies


def _of_people(tx: Tx, given: dict[Held, int]) -> Iterator[UnexplainedRole]:
    rows = tx.execute(
        select(people.c.who, people.c.admin, people.c.custodian)
        .where(or_(people.c.admin == true(), people.c.custodian == true()))
        .order_by(people.c.who)
    )
    for row in rows.all():
        for role, has in ((Role.ADMIN, row.admin), (Role.CUSTODIAN, row.custodian)):
            if has and (row.who, role.name) not in given:
                yield UnexplainedRole(who=row.who, unit="", role=role.name)


def _of_units(
    tx: Tx, given: dict[Held, int], deputies: dict[Held, str]
) -> Iterator[UnexplainedRole]:
    rows: Any = tx.execute(select(grants).order_by(grants.c.unit, grants.c.who)).all()
    for row in rows:
        held = row.who, row.unit
        if row.role > given.get(held, 0):
            yield UnexplainedRole(who=row.who, unit=row.unit, role=Role(row.role).name)
        if row.deputy_until is not None and deputies.get(held) != str(row.deputy_until):
            yield UnexplainedRole(who=row.who, unit=row.unit, role="deputy")
