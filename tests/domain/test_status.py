"""The life cycle, cell by cell: every state, every verb, every role."""

import itertools

import pytest

from domain.case import GRAVE, Case, Outcome, Parties, barred
from domain.core.errors import Refusal
from domain.network.people import Person, Role, Verb
from domain.status import MOVES, OPEN, Excluded, Status, check_move, moves_for

N, R, M, L, P, A, CLOCK, C = Role
STAFF, LEADS = {M, L, P, A}, {L, P, A}
S = Status

# Row of the published table: verb, from, to, who. Written out once more on purpose: this is the
# table as LIFECYCLE has it, not as the code does.
OPEN_STATES = (
    S.SUBMITTED,
    S.NEEDS_INFO,
    S.ACCEPTED,
    S.VERIFYING,
    S.ACTING,
    S.REFERRED,
    S.FEEDBACK_PENDING,
    S.APPEALED,
)
TABLE = {
    (S.SUBMITTED, Verb.JOIN): (4, S.JOINED, STAFF),
    (S.ACCEPTED, Verb.JOIN): (4, S.JOINED, STAFF),
    (S.VERIFYING, Verb.JOIN): (4, S.JOINED, STAFF),
    (S.JOINED, Verb.UNJOIN): (27, None, STAFF),
    (S.SUBMITTED, Verb.ASK): (5, S.NEEDS_INFO, {M, L, P, A}),
    (S.ACCEPTED, Verb.ASK): (5, S.NEEDS_INFO, {M, L, P, A}),
    (S.VERIFYING, Verb.ASK): (5, S.NEEDS_INFO, {M, L, P, A}),
    (S.NEEDS_INFO, Verb.ANSWER): (6, None, {R}),
    (S.NEEDS_INFO, Verb.LAPSE): (7, S.NOT_ACCEPTED, {M, L, P, A}),
    (S.SUBMITTED, Verb.ACCEPT): (8, S.ACCEPTED, {M, L, P, A}),
    (S.SUBMITTED, Verb.REFUSE): (9, S.NOT_ACCEPTED, {M, L, P, A}),
    (S.ACCEPTED, Verb.CHECK): (11, S.VERIFYING, {M, L, P, A}),
    (S.VERIFYING, Verb.MEASURES): (12, S.ACTING, {M, L, P, A}),
    (S.ACTING, Verb.MEASURES): (24, S.ACTING, {M, L, P, A}),
    **{
        (state, verb): (25, None, who)
        for state in (
            S.NEEDS_INFO,
            S.VERIFYING,
            S.ACTING,
            S.REFERRED,
            S.FEEDBACK_PENDING,
            S.APPEALED,
            S.CLOSED,
        )
        for verb, who in (
            (Verb.REMOVAL_ANSWER, STAFF),
            (Verb.REMOVAL_ORDER, LEADS),
            (Verb.REMOVAL_CHECK, STAFF),
        )
    },
    (S.CLOSED, Verb.BACK): (26, None, STAFF),
    (S.VERIFYING, Verb.DECIDE): (14, S.FEEDBACK_PENDING, {M, L, P, A}),
    (S.ACTING, Verb.DECIDE): (14, S.FEEDBACK_PENDING, {M, L, P, A}),
    (S.REFERRED, Verb.DECIDE): (14, S.FEEDBACK_PENDING, {M, L, P, A}),
    (S.FEEDBACK_PENDING, Verb.CONFIRM): (15, S.CLOSED, {L, P, A}),
    (S.FEEDBACK_PENDING, Verb.SEND_BACK): (16, S.VERIFYING, {L, P, A}),
    (S.CLOSED, Verb.APPEAL): (17, S.APPEALED, {R}),
    (S.NOT_ACCEPTED, Verb.APPEAL): (17, S.APPEALED, {R}),
    (S.APPEALED, Verb.APPEAL): (17, S.APPEALED, {R}),  # of somebody else who joined the case
    (S.APPEALED, Verb.DISMISS): (18, S.CLOSED, {L, P, A}),
    # A change waits for a second person, like any decision.
    (S.APPEALED, Verb.CHANGE): (18, S.FEEDBACK_PENDING, {L, P, A}),
    (S.APPEALED, Verb.REMIT): (18, S.VERIFYING, {L, P, A}),
    (S.VERIFYING, Verb.REFER): (13, S.REFERRED, LEADS),
    (S.ACTING, Verb.REFER): (13, S.REFERRED, LEADS),
    (S.CLOSED, Verb.APPEAL_FOR): (17, S.APPEALED, STAFF),
    (S.NOT_ACCEPTED, Verb.APPEAL_FOR): (17, S.APPEALED, STAFF),
    (S.ARCHIVED, Verb.PURGE): (22, S.PURGED, {CLOCK}),
    **{
        (state, verb): (row, None, who)
        for state in OPEN_STATES
        for row, verb, who in (
            (10, Verb.TRANSFER, STAFF),
            (10, Verb.RETURN, STAFF),
            (20, Verb.LATE, {CLOCK}),
            (21, Verb.TAKE_OVER, {P, A}),
            (21, Verb.ORDER, {P, A}),
        )
        if (state, verb) != (S.NEEDS_INFO, Verb.LATE)  # the reporter is awaited: no clock runs
    },
    **{
        (state, Verb.WITHDRAW): (19, S.WITHDRAWN, {R})
        for state in OPEN_STATES
        if state is not S.APPEALED
    },
    **{
        (state, Verb.ARCHIVE): (22, S.ARCHIVED, {CLOCK})
        for state in (S.CLOSED, S.NOT_ACCEPTED, S.WITHDRAWN, S.JOINED)
    },
    **{(state, Verb.UNLINK): (23, None, {R}) for state in Status},
}


@pytest.mark.parametrize("state", Status)
@pytest.mark.parametrize("role", Role)
def test_the_cells_of_a_state_and_a_role(state, role):
    assert {verb: _cell(state, verb, role) for verb in Verb} == {
        verb: _expected(state, verb, role) for verb in Verb
    }


def _expected(state, verb, role):
    row, to, who = TABLE.get((state, verb), (None, None, ()))
    return (row, to, "offered") if role in who else ("refused", "not offered")


def _cell(state, verb, role):
    offered = [move for move in moves_for(state, role) if move.verb is verb]
    try:
        move = check_move(state, verb, role)
    except Refusal:
        return ("refused", "offered" if offered else "not offered")
    return (move.row, move.to, "offered" if offered == [move] else offered)


def test_no_row_of_the_table_is_missing_in_the_code():
    drawn = {(state, move.verb) for move in MOVES for state in move.start}
    assert drawn == set(TABLE)


def test_buttons_come_in_the_order_of_the_table():
    for state, role in itertools.product(Status, Role):
        rows = [move.row for move in moves_for(state, role)]
        assert rows == sorted(rows)


def test_every_open_state_can_be_left_and_a_closed_one_only_by_an_appeal_or_an_undone_join():
    back = {Verb.APPEAL_FOR, Verb.UNJOIN}
    for state in Status:
        leave = (move for move in moves_for(state, Role.ADMIN) if move.to not in {None, state})
        verbs = {move.verb for move in leave} - back
        assert bool(verbs) == (state in OPEN), state


def test_the_clock_never_decides():
    """Machines never make the moves 4, 7 to 9 and 12 to 18."""
    rows = {move.row for state in Status for move in moves_for(state, Role.SYSTEM)}
    assert rows == {20, 22}


def test_a_custodian_moves_nothing():
    assert [move for state in Status for move in moves_for(state, Role.CUSTODIAN)] == []


def case(**values):
    known = {
        "id": 1,
        "number": "2611-0001",
        "status": S.FEEDBACK_PENDING,
        "category": "fraud",
        "unit": "changsha",
        "version": 1,
        "opened_at": 0,
    }
    return Case(**{**known, **values})


@pytest.mark.parametrize("outcome", Outcome)
def test_a_grave_decision_is_never_confirmed_by_its_author(outcome):
    author, other = Person(who="a", locale="en"), Person(who="b", locale="en")
    waiting = case(outcome=outcome, decided_by="a")
    assert (Excluded.DECIDER in barred(waiting, author)) == (outcome in GRAVE)
    assert Excluded.DECIDER not in barred(waiting, other)
    if outcome in GRAVE:
        with pytest.raises(Refusal) as refusal:
            check_move(waiting.status, Verb.CONFIRM, Role.ADMIN, barred=barred(waiting, author))
        assert refusal.value.key == "refusal-four-eyes"
    else:
        check_move(waiting.status, Verb.CONFIRM, Role.LEAD, barred=barred(waiting, author))


@pytest.mark.parametrize("verb", [Verb.DISMISS, Verb.CHANGE, Verb.REMIT])
@pytest.mark.parametrize("who", ["decider", "confirmer"])
def test_nobody_judges_an_appeal_against_their_own_decision(verb, who):
    appealed = case(status=S.APPEALED, decided_by="decider", confirmed_by="confirmer")
    rules = barred(appealed, Person(who=who, locale="en"))
    with pytest.raises(Refusal):
        check_move(S.APPEALED, verb, Role.ADMIN, barred=rules)
    check_move(S.APPEALED, verb, Role.LEAD, barred=barred(appealed, Person(who="x", locale="en")))


def change(**values):
    """A change on an appeal that waits: "chen" decided, "zhou" confirmed, "tan" changes it."""
    return case(came_from=S.APPEALED, decided_by="tan", **values)


BEFORE = Parties(judged=frozenset({"chen", "zhou"}))


@pytest.mark.parametrize("who", ["chen", "zhou", "tan"])
def test_a_grave_change_on_an_appeal_is_confirmed_by_nobody_who_had_a_part_in_it(who):
    rules = barred(change(outcome=Outcome.REMOVED), Person(who=who, locale="en"), BEFORE)
    with pytest.raises(Refusal) as refusal:
        check_move(S.FEEDBACK_PENDING, Verb.CONFIRM, Role.ADMIN, barred=rules)
    assert refusal.value.key == "refusal-four-eyes"


def test_a_change_on_an_appeal_is_confirmed_by_anybody_else_and_a_mild_one_by_its_author():
    for who, outcome in (("he", Outcome.REMOVED), ("tan", Outcome.ALREADY_GONE)):
        rules = barred(change(outcome=outcome), Person(who=who, locale="en"), BEFORE)
        check_move(S.FEEDBACK_PENDING, Verb.CONFIRM, Role.LEAD, barred=rules)


@pytest.mark.parametrize("state", Status)
@pytest.mark.parametrize("role", Role)
def test_who_reported_a_case_makes_no_move_of_staff_on_it(state, role):
    """And keeps the reporter's own moves: to answer, appeal, withdraw and be unlinked."""
    rules = barred(case(), Person(who="lin", locale="en"), Parties(reported=frozenset({"lin"})))
    assert rules == {Excluded.REPORTER}
    left = moves_for(state, role, barred=rules)
    assert left == tuple(move for move in moves_for(state, role) if move.only)
    for move in moves_for(state, role):
        if not move.only:
            with pytest.raises(Refusal) as refusal:
                check_move(state, move.verb, role, barred=rules)
            assert refusal.value.key == "refusal-own-report"


def test_a_stopped_clock_is_never_late():
    assert case(due_at=10).is_overdue(11)
    assert not case(due_at=10).is_overdue(10)
    assert not case(due_at=10, paused_at=5).is_overdue(11)
    assert not case().is_overdue(11)
