"""Who is asked to look again: whoever may, never who decided, and somebody wherever anybody may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case import Outcome, Parties, barred, why_not_given
from domain.network.people import Person, Role, role_in
from domain.network.units import Level, Unit, above
from domain.reviewers import (
    WAITS,
    Why,
    decided,
    may_act,
    may_review,
    reviewers_for,
)
from domain.status import OPEN, Excluded, Status, moves_for, why_not_have
from tests.domain.test_status import case

SITE, CITY, PROVINCE, BESIDE = "rednet", "changsha", "hunan", "hengyang"


def unit(code, level, parent=None):
    return Unit(code=code, level=level, parent=parent, names={"en": code})


UNITS = {
    each.code: each
    for each in (
        unit(SITE, Level.SITE, CITY),
        unit(CITY, Level.CITY, PROVINCE),
        unit(BESIDE, Level.CITY, PROVINCE),
        unit(PROVINCE, Level.PROVINCE),
    )
}


def somebody(who, *, admin=False, **grants):
    return Person(who=who, locale="en", grants=grants, admin=admin)


ZHOU = somebody("zhou", changsha=Role.LEAD)
GU = somebody("gu", changsha=Role.LEAD)
CHEN = somebody("chen", changsha=Role.MODERATOR)
TAN = somebody("tan", hunan=Role.LEAD)
XIE = somebody("xie", hengyang=Role.LEAD)
HE = somebody("he", admin=True)
DENG = somebody("deng", admin=True, changsha=Role.LEAD)


@pytest.mark.parametrize(
    ("people", "but", "asked", "place", "why"),
    [
        ((ZHOU, TAN, HE), {"chen"}, {"zhou"}, CITY, None),
        ((ZHOU, GU, TAN, HE), {"zhou"}, {"gu"}, CITY, None),
        ((ZHOU, TAN, XIE, HE), {"zhou"}, {"tan"}, PROVINCE, Why.ALONE),
        ((ZHOU, GU, TAN, HE), {"zhou", "gu"}, {"tan"}, PROVINCE, Why.ALONE),
        ((ZHOU, XIE, HE), {"zhou"}, {"he"}, None, Why.ALONE),
        ((CHEN, TAN, HE), {"chen"}, {"tan"}, PROVINCE, Why.NO_LEAD),
        ((CHEN, HE), {"chen"}, {"he"}, None, Why.NO_LEAD),
        ((ZHOU, DENG, TAN), {"zhou"}, {"deng"}, CITY, None),
        ((ZHOU, CHEN, XIE), {"zhou"}, set(), None, None),
        ((HE,), {"he"}, set(), None, None),
        ((), set(), set(), None, None),
    ],
)
def test_whom_to_ask(people, but, asked, place, why):
    found = reviewers_for(people, CITY, UNITS, but)
    assert {each.who for each in found.people} == asked
    assert (found.place, found.why) == (place, why)


# Whatever the network: what is asked of the pure function is what the moves themselves allow.

CODES = [f"u{number}" for number in range(6)]
WHOS = [f"p{number}" for number in range(7)]
ROLES = st.sampled_from([Role.MODERATOR, Role.LEAD])


@st.composite
def networks(draw):
    """Units below each other in any way, even in a circle."""
    return {
        code: unit(code, draw(st.sampled_from(Level)), draw(st.sampled_from([None, *CODES])))
        for code in CODES
    }


@st.composite
def crowds(draw):
    """People with any roles anywhere, some of them admins, some nobody."""
    return [
        Person(
            who=who,
            locale="en",
            grants=draw(st.dictionaries(st.sampled_from(CODES), ROLES, max_size=3)),
            admin=draw(st.integers(0, 5)) == 0,
        )
        for who in WHOS
    ]


WAITING = st.builds(
    lambda status, outcome, by, confirmed, came_from: case(
        status=status,
        unit=CODES[0],
        outcome=outcome,
        decided_by=by,
        confirmed_by=confirmed,
        came_from=came_from,
    ),
    st.sampled_from(sorted(WAITS)),
    st.sampled_from([None, *Outcome]),  # None: it was refused
    st.sampled_from(WHOS),
    st.sampled_from([None, *WHOS]),
    st.sampled_from([None, Status.APPEALED]),  # a change on an appeal
)
SOME = st.frozensets(st.sampled_from(WHOS), max_size=2)
PARTIES = st.builds(Parties, judged=SOME, reported=SOME)


def allowed(person, waiting, units, parties):
    """By the table of the moves and the four-eyes rules, as a press is checked."""
    role = role_in(person, waiting.unit, units)
    rules = barred(waiting, person, parties)
    wanted = WAITS[waiting.status]
    return wanted in {move.verb for move in moves_for(waiting.status, role, barred=rules)}


@given(networks(), crowds(), WAITING, PARTIES)
def test_somebody_who_may_is_asked_wherever_anybody_may_and_nobody_who_may_not(
    units, people, waiting, parties
):
    able = [each for each in people if allowed(each, waiting, units, parties)]

    found = reviewers_for(people, waiting.unit, units, decided(waiting, parties))

    assert bool(found.people) == bool(able)
    assert all(each in able for each in found.people)
    kept = decided(waiting, parties)
    assert able == [each for each in people if may_review(each, waiting.unit, units, kept)]


@given(networks(), crowds(), st.frozensets(st.sampled_from(WHOS)))
def test_nobody_further_up_is_asked_where_somebody_nearer_may(units, people, but):
    found = reviewers_for(people, CODES[0], units, but)
    line = (CODES[0], *above(units, CODES[0]))
    near = line[: line.index(found.place)] if found.place else line
    nearer = [each for each in people if each.who not in but and set(each.leads) & set(near)]
    assert not found.people or nearer == []
    assert (found.why is None) == (found.place == CODES[0] or not found.people)


def test_a_case_on_which_nothing_waits_keeps_nobody_out():
    assert decided(case(status=Status.VERIFYING, decided_by="zhou")) == frozenset()


def test_who_judged_an_appeal_does_not_judge_the_next_one_against_the_same_decision():
    appealed = case(status=Status.APPEALED, decided_by="chen", confirmed_by="zhou")
    assert decided(appealed, Parties(judged={"tan"})) == {"chen", "zhou", "tan"}
    assert not allowed(TAN, appealed, UNITS, Parties(judged={"tan"}))
    assert allowed(TAN, appealed, UNITS, Parties())


@pytest.mark.parametrize("status", Status)
def test_who_reported_a_case_is_asked_to_do_nothing_about_it(status):
    theirs = Parties(reported=frozenset({"zhou"}))
    found = may_act((ZHOU, GU, HE), case(status=status), theirs)
    assert found == (GU, HE)
    if status in WAITS:
        assert "zhou" in decided(case(status=status), theirs)


NONE: frozenset[Excluded] = frozenset()
PART, DECIDER, REPORTER = (
    {each} for each in (Excluded.TOOK_PART, Excluded.DECIDER, Excluded.REPORTER)
)
HAVE = [  # state, role in the unit, what bars them, why not; "" where they may have the case
    *((each, Role.MODERATOR, NONE, "") for each in Status if each not in WAITS),
    *((each, Role.LEAD, PART | DECIDER, "") for each in Status if each not in WAITS),
    *((each, Role.ADMIN, REPORTER, "refusal-own-report") for each in Status),
    *((each, Role.NOBODY, NONE, "refusal-not-allowed") for each in Status),
    *((each, Role.MODERATOR, NONE, "refusal-take-lead") for each in WAITS),
    *((each, Role.MODERATOR, PART, "refusal-take-lead") for each in WAITS),
    *((each, role, NONE, "") for each in WAITS for role in (Role.LEAD, Role.PARENT_LEAD)),
    (Status.FEEDBACK_PENDING, Role.LEAD, DECIDER | PART, ""),  # they may send it back
    (Status.APPEALED, Role.LEAD, DECIDER, ""),  # who decided also took part
    (Status.APPEALED, Role.LEAD, PART, "refusal-take-judge"),
    (Status.APPEALED, Role.PARENT_LEAD, PART, "refusal-take-judge"),
    (Status.APPEALED, Role.ADMIN, PART | DECIDER, "refusal-take-judge"),
]


@pytest.mark.parametrize(("status", "role", "excluded", "why"), HAVE)
def test_who_may_have_a_case(status, role, excluded, why):
    assert why_not_have(status, role, frozenset(excluded)) == why


@pytest.mark.parametrize("status", Status)
def test_a_case_is_given_to_somebody_while_its_unit_must_take_the_next_step(status):
    there = case(status=status)
    assert (why_not_given(there) == "") == (status in OPEN and status is not Status.NEEDS_INFO)
    assert why_not_given(case(status=status, quarantined_at=1)) == "refusal-quarantined"
