"""Only who can go on with a case has it: by the card, a forged press, a list or an alarm."""

import pytest
from msgspec.structs import replace

from domain.case import Outcome
from domain.core.errors import MovedOn, Refusal
from domain.network.people import Verb
from domain.status import Status
from storage.cases import cases
from tests.usecases.test_matrix import office as whole_office
from tests.usecases.test_matrix import standing
from usecases.moderation import assignment, casework, several

office = whole_office  # its fixture, with people of every kind

LEADS = {"lead", "deputy", "lead above", "admin"}
MODERATORS = {"moderator"}


def who(office, name):
    return office.person(name).who


def has(office, case, **values):
    """The case with these columns."""
    return office.run(cases.change, case.id, seen=case.version, **values)


def refused(office, way, name, *args, **options):
    """The key by which somebody is refused; empty if they are not. Nothing of it stays."""
    with office.savepoint(keep=False):
        try:
            office.does(name, way, *args, **options)
        except Refusal as refusal:
            return refusal.key
        return ""


def offered(office, name, case):
    """The people of the unit who are offered for the case."""
    found = office.does(name, assignment.candidates, case.id, seen=case.version)
    return {each.who for each in found.people}


@pytest.mark.parametrize("status", [Status.FEEDBACK_PENDING, Status.APPEALED])
def test_what_waits_for_a_second_person_is_taken_by_who_may_review_it_alone(office, status):
    with standing(office, status) as case:
        for name in sorted(LEADS | MODERATORS):
            key = refused(office, assignment.take, name, case.id, seen=case.version)
            assert key == ("" if name in LEADS else "refusal-take-lead"), name
            card = office.does(name, casework.card, case.id)
            assert card.can_take == (name in LEADS), name


def test_a_lead_who_took_part_in_the_decision_gets_no_appeal_against_it(office):
    with standing(office, Status.APPEALED) as found:
        case = has(office, found, decided_by=who(office, "lead"))
        version = {"seen": case.version}
        assert not office.does("lead", casework.card, case.id).can_take
        assert refused(office, assignment.take, "lead", case.id, **version) == "refusal-take-judge"
        assert refused(office, assignment.take, "deputy", case.id, **version) == ""
        # They may still say who has it, among those who may.
        people = offered(office, "lead", case)
        assert who(office, "deputy") in people
        assert not people & {who(office, "lead"), who(office, "moderator")}
        for name, key in (
            ("lead", "refusal-take-judge"),
            ("moderator", "refusal-take-lead"),
            ("deputy", ""),
        ):
            to = who(office, name)
            assert refused(office, assignment.assign, "lead", case.id, to, **version) == key, name


def test_who_decided_may_have_what_they_may_still_send_back(office):
    with standing(office, Status.FEEDBACK_PENDING) as found:
        case = has(office, found, decided_by=who(office, "lead"), outcome=Outcome.NOT_UPHELD)
        assert refused(office, assignment.take, "lead", case.id, seen=case.version) == ""


def test_who_reported_the_case_is_offered_like_anybody_so_that_nobody_learns_it(office):
    for status in (Status.VERIFYING, Status.APPEALED):
        with standing(office, status) as case:
            own = who(office, "lead, its reporter")
            assert own in offered(office, "lead", case)
            key = refused(office, assignment.assign, "lead", case.id, own, seen=case.version)
            assert key == ""


@pytest.mark.parametrize(
    ("status", "key"),
    [
        (Status.SUBMITTED, ""),
        (Status.REFERRED, ""),
        (Status.NEEDS_INFO, "refusal-move"),
        (Status.CLOSED, "refusal-move"),
        (Status.NOT_ACCEPTED, "refusal-move"),
        (Status.JOINED, "refusal-move"),
    ],
)
def test_a_case_that_waits_for_no_step_of_the_unit_is_not_taken(office, status, key):
    with standing(office, status) as case:
        assert refused(office, assignment.take, "lead", case.id, seen=case.version) == key
        to = who(office, "deputy")
        assert refused(office, assignment.assign, "lead", case.id, to, seen=case.version) == key


def test_a_case_in_quarantine_says_so_whoever_is_to_have_it(office):
    with standing(office, Status.SUBMITTED) as found:
        case = has(office, found, quarantined_at=office.at)
        for way, more in (
            (assignment.take, ()),
            (assignment.candidates, ()),
            (assignment.assign, (who(office, "deputy"),)),
        ):
            key = refused(office, way, "lead", case.id, *more, seen=case.version)
            assert key == "refusal-quarantined"


def test_an_old_card_is_shown_again_before_anything_is_refused(office):
    with standing(office, Status.APPEALED) as case, pytest.raises(MovedOn):
        office.does("moderator", assignment.take, case.id, seen=case.version - 1)


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.APPEALED])
def test_who_ends_an_alarm_has_the_case_only_where_they_can_go_on_with_it(office, status):
    with standing(office, status) as case:
        seen = case.version
        card = office.does("moderator", casework.move, case.id, Verb.HAVE, seen=seen)
        assert card.case.alarm_at is None
        has_it = who(office, "moderator") if status is Status.SUBMITTED else None
        assert card.case.assignee == has_it


def test_several_cases_are_offered_to_those_who_may_have_one_of_them(office):
    with standing(office, Status.APPEALED) as found:
        case = has(office, found, decided_by=who(office, "lead"))
        with office.savepoint(keep=False):
            office.run(several.ticks.put, who(office, "lead"), {case.id: case.version}, office.at)
            asked = office.does("lead", several.begin, Verb.ASSIGN, "queue", None)
        people = {key[:8] for key in several.SeveralContext.of(asked.sheet.draft).people}
        assert who(office, "deputy")[:8] in people
        assert not people & {who(office, "lead")[:8], who(office, "moderator")[:8]}


@pytest.mark.parametrize("name", ["lead above", "admin"])
def test_a_late_appeal_that_is_taken_over_is_not_with_who_may_not_judge_it(office, name):
    """The case goes to the unit above, and there to nobody in particular."""
    with standing(office, Status.APPEALED) as case:
        for decided_by, is_theirs in (("x", name == "lead above"), (who(office, name), False)):
            with office.savepoint(keep=False):
                now = has(office, replace(case), decided_by=decided_by)
                card = office.does(name, casework.move, case.id, Verb.TAKE_OVER, seen=now.version)
                assert (card.case.assignee == who(office, name)) == is_theirs
