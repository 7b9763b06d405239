"""Role by verb by state: every cell is tried by the use cases, and only the table's are allowed."""

import itertools
from contextlib import contextmanager

import pytest

from domain.case import Decision
from domain.core.errors import Refusal
from domain.network.people import Role, Verb
from domain.routing import HandoverKind, Hop
from domain.status import Status
from storage.cases import cases, decisions, transfers
from storage.network import duties
from tests.domain.test_status import TABLE
from tests.support.plain import plain
from usecases.moderation import casework, forms
from usecases.moderation.casework import NEEDS_WORDS
from usecases.reporting import forms as reporting_forms

DAY = 24 * 3600
CITY, PROVINCE, SIBLING = "changsha", "hunan", "hengyang"

# Who somebody is to a case of the city; None: nothing at all, not even its number.
ACTORS = {
    "stranger": (Role.NOBODY, False),
    "reporter": (Role.REPORTER, False),
    "another reporter": (Role.NOBODY, False),
    "moderator": (Role.MODERATOR, True),
    "lead": (Role.LEAD, True),
    "deputy": (Role.LEAD, True),
    "moderator above": (Role.NOBODY, True),
    "lead above": (Role.PARENT_LEAD, True),
    "lead beside": (Role.NOBODY, False),
    "lead below": (Role.NOBODY, False),
    "admin": (Role.ADMIN, True),
    "custodian": (Role.NOBODY, False),
}
REPORTERS_FORMS = {
    Verb.ANSWER: "answer",
    Verb.APPEAL: "appeal",
    Verb.WITHDRAW: "withdrawal",
}
PICKS = {"unit": PROVINCE, "sure": "yes", "case": "2611-0002"}


@pytest.fixture(scope="module")
def office(profile):
    """People of every kind, and a case whose guards all stand open."""
    with plain(profile) as found:
        found.appoint("moderator", CITY, Role.MODERATOR)
        found.appoint("lead", CITY, Role.LEAD)
        found.appoint("deputy", CITY, Role.MODERATOR)
        deputy = found.person("deputy").who
        found.run(duties.appoint, deputy, CITY, until=found.at + 400 * DAY, by="x")
        found.appoint("moderator above", PROVINCE, Role.MODERATOR)
        found.appoint("lead above", PROVINCE, Role.LEAD)
        found.appoint("lead beside", SIBLING, Role.LEAD)
        found.appoint("lead below", _site_below(profile), Role.LEAD)
        found.appoint("admin", "", Role.ADMIN)
        found.files("reporter")
        found.files("another reporter", "https://example.net/other")
        yield found


def _site_below(profile):
    return next(unit.code for unit in profile.units if unit.parent == CITY)


def stands(tx, at, status):
    """The case in a state, late, once transferred, long waiting, decided by somebody else."""
    case = cases.get(tx, 1)
    hop = Hop(
        kind=HandoverKind.TRANSFER,
        start=SIBLING,
        to=CITY,
        who="x",
        reason="theirs",
        moved_at=at - DAY,
    )
    transfers.add(tx, 1, hop)
    decided = Decision(
        id=0,
        case_id=1,
        kind="finding",
        result="removed",
        rule="",
        facts="facts",
        feedback="reasons",
        decided_by="x",
        decided_at=at - DAY,
        confirmed_by="y",
        confirmed_at=at - DAY,
        appeal_until=at + 30 * DAY,
    )
    decisions.add(tx, decided)
    waits = status is Status.NEEDS_INFO
    return cases.change(
        tx,
        1,
        seen=case.version,
        status=status,
        came_from=Status.SUBMITTED if waits else None,
        paused_at=at - 20 * DAY if waits else None,
        overdue_level=1,
        escalated_to=PROVINCE,
        outcome="removed",
        decided_by="x",
        confirmed_by="y",
        alarm_at=at,
    )


@contextmanager
def standing(office, status):
    """The case in that state, for as long as it is asked about."""
    with office.savepoint(keep=False):
        yield office.run(stands, office.at, status)


def is_done(office, name, verb, case):
    """Whether somebody may; nothing of it stays."""
    with office.savepoint(keep=False):
        try:
            tries(office, name, verb, case)
        except Refusal:
            return False
        return True


def tries(office, name, verb, case):
    """What pressing this verb's button, drawn for it or forged, comes to."""
    if verb in REPORTERS_FORMS:
        turn = office.does(name, reporting_forms.begin_on_report, 1, REPORTERS_FORMS[verb])
        return office.fills(name, turn, PICKS)
    if verb is Verb.TAKE:
        return office.does(name, casework.take, 1, seen=case.version)
    if verb is Verb.READ:
        return office.does(name, casework.card, 1)
    if verb in NEEDS_WORDS:
        turn = office.does(name, forms.begin_on_case, 1, verb, seen=case.version)
        return office.fills(name, turn, PICKS)
    return office.does(name, casework.move, 1, verb, seen=case.version)


def allowed(verb, status, role):
    """The cell as LIFECYCLE has it."""
    row = TABLE.get((status, verb))
    return row is not None and role in row[2]


MOVING = sorted({verb for _, verb in TABLE} - {Verb.UNLINK})
"""Forgetting an account is about all of somebody's reports, never about one case."""


@pytest.mark.parametrize("status", Status)
def test_every_cell_of_the_moves(office, status):
    wrong = []
    with standing(office, status) as case:
        for (name, (role, _)), verb in itertools.product(ACTORS.items(), MOVING):
            done = is_done(office, name, verb, case)
            if done != allowed(verb, status, role):
                wrong.append((name, verb, "done" if done else "refused"))
    assert wrong == []


@pytest.mark.parametrize("status", Status)
def test_who_reads_a_case(office, status):
    with standing(office, status) as case:
        for name, (_, reads) in ACTORS.items():
            assert is_done(office, name, Verb.READ, case) == reads, name
