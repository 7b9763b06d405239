"""Role by verb by state: every cell is tried by the use cases, and only the table's are allowed.

Further columns: somebody has reported the case, was revoked, or was invited by somebody revoked.
"""

import itertools
from contextlib import contextmanager

import pytest
from msgspec.structs import replace

from domain.case import Decision
from domain.core.errors import Refusal
from domain.network.people import Role, Verb
from domain.removals.removal import Addressed, Answer, Ask, Check, Removal, State
from domain.routing import HandoverKind, Hop
from domain.status import Status
from storage.cases import cases, decisions, joins, transfers
from storage.cases.clocks import NOTHING_OWED
from storage.network import duties, people
from storage.removals import removals
from tests.domain.test_status import TABLE
from tests.support.plain import plain
from usecases.cases import merging
from usecases.moderation import actions, assignment, casework, forms
from usecases.moderation.casework import NEEDS_WORDS
from usecases.network import leaving, staff
from usecases.removals import answering, back, removal_forms
from usecases.reporting import forms as reporting_forms
from usecases.session import by_system

DAY = 24 * 3600
CITY, PROVINCE, SIBLING = "changsha", "hunan", "hengyang"
SITE = "changshacn"  # of the city
OF_REMOVALS = {Verb.BACK, Verb.REMOVAL_ANSWER, Verb.REMOVAL_CHECK, Verb.REMOVAL_ORDER}

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
    "revoked moderator": (Role.NOBODY, False),
    "revoked lead": (Role.NOBODY, False),
    "dismissed admin": (Role.NOBODY, False),
    "invited by a revoked lead": (Role.NOBODY, False),
    "invited by a dismissed admin": (Role.NOBODY, False),
}
ITS_REPORTERS = {f"{name}, its reporter": name for name, (_, reads) in ACTORS.items() if reads}
"""Staff who read the case, each once more as somebody who has reported it."""
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
        for suffix in ("", ", its reporter"):
            _hires(found, suffix)
        found.appoint("lead beside", SIBLING, Role.LEAD)
        found.appoint("lead below", SITE, Role.LEAD)
        found.run(people.set_custodian, found.person("custodian").who, custodian=True)
        _revokes(found)
        found.files("reporter")
        found.files("another reporter", "https://example.net/other")
        found.run(cases.change, 2, seen=1, accepted_at=found.at)  # what is accepted may join it
        for name in ITS_REPORTERS:
            filed = found.files(name, "https://example.net/same")
            found.run(joins.move, filed.report.case_id, 1, found.at)
        yield found


def _hires(office, suffix):
    """Staff of the city, of the unit above, and an admin."""
    office.appoint(f"moderator{suffix}", CITY, Role.MODERATOR)
    office.appoint(f"lead{suffix}", CITY, Role.LEAD)
    office.appoint(f"deputy{suffix}", CITY, Role.MODERATOR)
    deputy = office.person(f"deputy{suffix}").who
    lead = office.person("lead").who
    office.run(duties.appoint, deputy, CITY, until=office.at + 400 * DAY, by=lead)
    office.appoint(f"moderator above{suffix}", PROVINCE, Role.MODERATOR)
    office.appoint(f"lead above{suffix}", PROVINCE, Role.LEAD)
    office.appoint(f"admin{suffix}", "", Role.ADMIN)


def _revokes(office):
    """People whose role is over, and people who hold an invitation of one of them."""
    office.appoint("revoked moderator", CITY, Role.MODERATOR)
    office.appoint("revoked lead", CITY, Role.LEAD)
    office.appoint("dismissed admin", "", Role.ADMIN)
    links = {
        f"invited by a {name}": office.does(name, staff.invite, CITY, Role.MODERATOR).token
        for name in ("revoked lead", "dismissed admin")
    }
    for name in ("revoked moderator", "revoked lead"):
        office.does("admin", staff.revoke, CITY, office.person(name).who)
    office.run(
        by_system, office.conditions, leaving.dismiss_admin, office.account("dismissed admin")
    )
    for name, token in links.items():
        with pytest.raises(Refusal):
            office.does(name, staff.redeem, token, name)


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
    removals.add(tx, refused_by(at))
    done = {"what": Ask.REMOVE, "state": State.SETTLED, "answer": Answer.DONE}
    removals.add(tx, replace(refused_by(at), **done))  # as the decision has it
    if status is not Status.VERIFYING:  # a case that was decided once is joined to no other
        decisions.add(tx, decided)
    waits, joined = status is Status.NEEDS_INFO, status is Status.JOINED
    if joined:
        joins.keep(tx, as_joined(at))
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
        joined_to=2 if joined else None,
    )


def as_joined(at):
    """As if it had just been joined to the second case; its reports stay, so that they have one."""
    was = dict(NOTHING_OWED)
    shared = dict.fromkeys(merging.SHARED)
    return joins.Join(
        case_id=1,
        joined_at=at,
        status=Status.SUBMITTED,
        was=was,
        target_was=shared,
        became=shared,
    )


def refused_by(at):
    """A measure that the city asked of the site below it, which refused."""
    return Removal(
        id=0,
        case_id=1,
        unit=CITY,
        kind=Addressed.UNIT,
        to=SITE,
        what=Ask.LABEL,
        addresses=(),
        rule="",
        facts="facts",
        asked_by="x",
        asked_at=at - DAY,
        due_at=at,
        state=State.STUCK,
        answer=Answer.REFUSED,
        answered_by="y",
        answered_at=at,
    )


@contextmanager
def standing(office, status):
    """The case in that state, for as long as it is asked about."""
    with office.savepoint(keep=False):
        yield office.run(stands, office.at, status)


def is_done(office, name, verb, case):
    """Whether somebody may; nothing of it stays."""
    return refusal(office, name, verb, case) is None


def refusal(office, name, verb, case):
    """The key by which somebody is refused, None if they are not; nothing of it stays."""
    with office.savepoint(keep=False):
        try:
            tries(office, name, verb, case)
        except Refusal as refused:
            return refused.key
        return None


def tries(office, name, verb, case):
    """What pressing this verb's button, drawn for it or forged, comes to."""
    if verb in REPORTERS_FORMS:
        turn = office.does(name, reporting_forms.begin_on_report, 1, REPORTERS_FORMS[verb])
        return office.fills(name, turn, PICKS)
    if verb in OF_REMOVALS:
        return of_removal(office, name, verb)
    if verb is Verb.TAKE:
        return office.does(name, assignment.take, 1, seen=case.version)
    if verb is Verb.ASSIGN:
        return office.does(name, assignment.candidates, 1, seen=case.version)
    if verb is Verb.GIVE_BACK:
        return office.does(name, assignment.give_back, 1, seen=case.version)
    if verb is Verb.READ:
        return office.does(name, casework.card, 1)
    if verb is Verb.OPEN_EVIDENCE:
        return office.does(name, casework.open_evidence, 1)
    if verb is Verb.OPEN_UNCLEANED:
        return office.does(name, casework.open_uncleaned, 1, 1)
    if verb in NEEDS_WORDS:
        turn = office.does(name, forms.begin_on_case, 1, verb, seen=case.version)
        return office.fills(name, turn, PICKS)
    return office.does(name, casework.move, 1, verb, seen=case.version)


def of_removal(office, name, verb):
    """The same for the buttons of a removal request."""
    if verb is Verb.BACK:
        return office.does(name, back.report_back, 1, times=0)
    asked = office.run(removals.of_case, 1)[0]
    if verb is Verb.REMOVAL_ANSWER:
        return office.does(name, answering.answer, asked.id, Answer.DONE, seen=asked.version)
    if verb is Verb.REMOVAL_CHECK:
        seen = {"seen": asked.version, "sure": True}
        return office.does(name, answering.look, asked.id, Check.GONE, **seen)
    turn = office.does(name, removal_forms.begin, asked.id, verb, seen=asked.version)
    return office.fills(name, turn)


IMPLIED = {(Status.ACCEPTED, Verb.DECIDE): (Verb.CHECK, Status.VERIFYING)}
"""One press for two rows: the row that is made first, and the state that it leads to."""


def allowed(verb, status, role):
    """The cell as LIFECYCLE has it."""
    if (status, verb) in IMPLIED:
        first, then = IMPLIED[status, verb]
        return allowed(first, status, role) and allowed(verb, then, role)
    row = TABLE.get((status, verb))
    return row is not None and role in row[2]


MOVING = sorted({verb for _, verb in TABLE} - {Verb.UNLINK})
"""Forgetting an account is about all of somebody's reports, never about one case."""


SOME = {
    Status.SUBMITTED,
    Status.VERIFYING,
    Status.ACTING,
    Status.FEEDBACK_PENDING,
    Status.CLOSED,
    Status.APPEALED,
}
"""What `make test` tries; the table itself is tested whole (`tests/domain/test_status.py`)."""
OTHERS = [each for each in Status if each not in SOME]


@pytest.mark.long
@pytest.mark.parametrize(
    "status", [*sorted(SOME), *(pytest.param(each, marks=pytest.mark.soak) for each in OTHERS)]
)
def test_every_cell_of_the_moves(office, status):
    wrong = []
    with standing(office, status) as case:
        for (name, (role, _)), verb in itertools.product(ACTORS.items(), MOVING):
            done = is_done(office, name, verb, case)
            by_site = name == "lead below" and verb is Verb.REMOVAL_ANSWER
            if done != allowed(verb, status, Role.MODERATOR if by_site else role):
                wrong.append((name, verb, "done" if done else "refused"))
    assert wrong == []


HANDING_OVER = {Verb.TAKE, Verb.ASSIGN, Verb.GIVE_BACK}
OTHER_ACTS = sorted({*actions.DEEDS, *HANDING_OVER, Verb.OPEN_EVIDENCE, Verb.OPEN_UNCLEANED})
"""What staff do with a case that is no move of it."""


@pytest.mark.soak
@pytest.mark.parametrize("status", Status)
def test_who_reported_a_case_does_nothing_with_it_but_read_it(office, status):
    """Whoever makes a move by their role is told why they may not make this one."""
    wrong = []
    with standing(office, status) as case:
        for name, role in ITS_REPORTERS.items():
            assert is_done(office, name, Verb.READ, case), name
            for verb in (*MOVING, *OTHER_ACTS):
                if verb in REPORTERS_FORMS:
                    continue  # their own moves, on their own report
                key = refusal(office, name, verb, case)
                by_role = refusal(office, role, verb, case) is None
                if key is None or (by_role and key != "refusal-own-report"):
                    wrong.append((name, verb, key))
    assert wrong == []


@pytest.mark.parametrize("status", Status)
def test_who_reads_a_case(office, status):
    with standing(office, status) as case:
        for name, (_, reads) in ACTORS.items():
            assert is_done(office, name, Verb.READ, case) == reads, name
