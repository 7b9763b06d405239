"""Whom the rows say to ask, for any staff: somebody who may act wherever anybody may, no other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.case import Outcome, Priority
from domain.core.errors import Refusal
from domain.network.people import Role, role_in
from domain.notices.notice import kind_of
from domain.reviewers import WAITS
from domain.status import Status
from storage.cases import cases
from storage.engine.tables import outbox
from storage.network import people
from tests.support.plain import plain
from usecases.cases import reviewers
from usecases.core.request import Request
from usecases.moderation import transitions
from usecases.notify import recipients
from usecases.session import by_system

SITE, CITY, PROVINCE = "rednet", "changsha", "hunan"
NAMES = ("a", "b", "c", "d", "e")
PLACES = st.sampled_from([CITY, SITE, PROVINCE, "hengyang"])
HELD = st.dictionaries(PLACES, st.sampled_from([Role.MODERATOR, Role.LEAD]), max_size=2)
STAFF = st.fixed_dictionaries({name: st.tuples(HELD, st.integers(0, 4)) for name in NAMES})
OUTCOMES = st.sampled_from([None, *Outcome])  # None: it was refused
CONFIRMERS = st.sampled_from([None, *NAMES])
QUICK = settings(max_examples=60, deadline=None)


@pytest.fixture(scope="module")
def office(profile):
    """Five people of no role yet, and a case of the city."""
    with plain(profile) as found:
        for name in NAMES:
            found.person(name)
        found.files("reporter")
        yield found


def hires(office, staff):
    """Give everybody their roles; of five one may be an admin by the settings alone."""
    for name, (held, number) in staff.items():
        who = office.person(name).who
        for unit, role in held.items():
            office.run(people.grant, who, unit, role, by="x", now=0)
        office.run(people.set_admin, who, admin=number == 0)
        if number == 1:
            office.run(people.set_unreachable, who, 1)


def stands(tx, **values):
    case = cases.get(tx, 1)
    return cases.change(tx, 1, seen=case.version, **values)


def told(tx, kind):
    found = tx.execute(outbox.select().where(outbox.c.kind == kind))
    return {row.recipient for row in found}


def may(office, name, case, verb):
    """Whether pressing the button would be allowed, by the guard itself."""
    person = office.run(people.get, office.person(name).who, office.at)
    try:
        office.run(lambda tx: transitions.check(Request(tx, office.conditions, person), case, verb))
    except Refusal:
        return False
    return True


def test_who_is_told_of_a_waiting_decision_may_act_on_it(office):
    @QUICK
    @given(STAFF, st.sampled_from(sorted(WAITS)), OUTCOMES, st.sampled_from(NAMES), CONFIRMERS)
    def told_may_act(staff, status, outcome, decider, confirmer):
        with office.savepoint(keep=False):
            by = {name: office.person(name).who for name in NAMES}
            hires(office, staff)
            case = office.run(
                stands,
                status=status,
                outcome=outcome,
                decided_by=by[decider],
                confirmed_by=by.get(confirmer),
            )
            office.run(by_system, office.conditions, reviewers.call, case, event="x")

            whos = office.run(told, kind_of(reviewers.CALLS[status]))
            asked = {name for name in NAMES if by[name] in whos}
            able = {name for name in NAMES if may(office, name, case, WAITS[status])}
            assert asked <= able
            assert bool(asked) == bool(able)
            reachable = {name for name in able if staff[name][1] != 1}
            assert bool(asked & reachable) == bool(reachable)

    told_may_act()


def test_of_those_who_are_told_of_a_case_somebody_may_move_it(office):
    units = office.profile.by_code

    @QUICK
    @given(STAFF, st.sampled_from(Priority))
    def somebody_may(staff, priority):
        with office.savepoint(keep=False):
            hires(office, staff)
            case = office.run(stands, status=Status.SUBMITTED, priority=priority)
            found = office.run(by_system, office.conditions, recipients.working_on, case)

            everybody = [office.run(people.get, office.person(name).who) for name in NAMES]
            able = {each.who for each in everybody if role_in(each, CITY, units) >= Role.MODERATOR}
            assert bool(able) == any(each.who in able for each in found)

    somebody_may()
