"""A deadline that was missed is entered and counted, whoever came first: the clock or a person."""

from datetime import date

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from domain.clocks.clock_trust import Doubt
from domain.network.people import Role, Verb
from storage.audit import journal
from storage.cases import cases
from storage.engine.public_tables import figures
from tests.support.life import NOON
from tests.support.plain import plain
from tests.support.recount import counted, recounted
from usecases.cases import routing
from usecases.core import wrong_times
from usecases.moderation import casework, forms
from usecases.moderation.casework import NEEDS_WORDS
from usecases.operations import scheduled
from usecases.reporting import forms as reporting_forms
from usecases.session import by_system

DAY = 24 * 3600
TO_SUNDAY = 200 * DAY  # from NOON to a Sunday, on which the clock finds nothing late
MINUTE = 60
PICKS = {"unit": "hengyang", "sure": "yes", "case": "2611-0002", "outcome": "not_upheld"}
STAFF = {
    "Wu": ("changsha", Role.MODERATOR),
    "Zhou": ("changsha", Role.LEAD),
    "Chen": ("changsha", Role.LEAD),
}


@pytest.fixture
def office(profile):
    with plain(profile) as found:
        for name, (unit, role) in STAFF.items():
            found.appoint(name, unit, role)
        yield found


def of(office, case_id=1):
    return office.run(cases.get, case_id)


def does(office, who, verb):
    """Press a button of the first case and answer its form."""
    case = of(office)
    if verb in {Verb.APPEAL, Verb.WITHDRAW}:
        form = {Verb.APPEAL: "appeal", Verb.WITHDRAW: "withdrawal"}[verb]
        office.fills(who, office.does(who, reporting_forms.begin_on_report, 1, form), PICKS)
    elif verb in NEEDS_WORDS:
        turn = office.does(who, forms.begin_on_case, case.id, verb, seen=case.version)
        office.fills(who, turn, PICKS)
    else:
        office.does(who, casework.move, case.id, verb, seen=case.version)
    assert of(office) != case, verb


def verbs(office, case_id=1):
    return [entry.verb for entry in office.run(journal.of_case, case_id)]


def figure(office, kind):
    """What is counted of a kind in all units, days and categories together."""

    def read(tx):
        rows = tx.execute(select(figures).where(figures.c.kind == kind, figures.c.category != ""))
        return sum(row.count for row in rows if row.period % 100)

    return office.run(read)


def agree(office):
    """What was counted while working is what the journal says."""
    zone = office.profile.timezone
    assert office.run(counted) == office.run(recounted, zone)


def sweeps(office):
    office.run(by_system, office.conditions, scheduled.sweep)


def test_an_answer_on_a_day_off_after_the_clock_stood_still_is_late(office):
    office.files("Lin")
    office.at += TO_SUNDAY
    sweeps(office)
    does(office, "Wu", Verb.REFUSE)
    assert verbs(office) == ["submit", "late", "refuse"]
    assert [figure(office, kind) for kind in ("answered", "in_time", "overdue")] == [1, 0, 1]
    agree(office)


ACCEPT, CHECK, DECIDE = ("Wu", Verb.ACCEPT), ("Wu", Verb.CHECK), ("Wu", Verb.DECIDE)
REFER, CONFIRM, APPEAL = ("Zhou", Verb.REFER), ("Zhou", Verb.CONFIRM), ("Lin", Verb.APPEAL)
CASES = {
    "accepted": ([], ("Wu", Verb.ACCEPT)),
    "refused": ([], ("Wu", Verb.REFUSE)),
    "transferred": ([], ("Wu", Verb.TRANSFER)),
    "joined": ([], ("Wu", Verb.JOIN)),
    "withdrawn": ([], ("Lin", Verb.WITHDRAW)),
    "referred": ([ACCEPT, CHECK], REFER),
    "told of the referral": ([ACCEPT, CHECK, REFER], ("Wu", Verb.TELL)),
    "confirmed": ([ACCEPT, CHECK, DECIDE], CONFIRM),
    "dismissed": ([ACCEPT, CHECK, DECIDE, CONFIRM, APPEAL], ("Chen", Verb.DISMISS)),
    "remitted": ([ACCEPT, CHECK, DECIDE, CONFIRM, APPEAL], ("Chen", Verb.REMIT)),
}


@pytest.mark.parametrize(("before", "last"), CASES.values(), ids=CASES)
def test_the_move_that_ends_a_missed_deadline_enters_it_first(office, before, last):
    """A minute after it, before the clock has looked."""
    office.files("Lin")
    for step in before:
        does(office, *step)
    office.at = of(office).due_at + 1
    office.files("Gu", "https://example.net/other")
    does(office, *last)
    assert verbs(office)[-2:] == ["late", last[1]]
    assert (verbs(office).count("late"), figure(office, "overdue")) == (1, 1)
    agree(office)
    office.at += MINUTE
    sweeps(office)
    assert verbs(office).count("late") == 1  # not found a second time
    office.at += 60 * DAY
    sweeps(office)
    agree(office)


@pytest.mark.parametrize(("before", "last"), CASES.values(), ids=CASES)
def test_what_is_done_in_time_or_entered_by_the_clock_is_entered_no_more(office, before, last):
    office.files("Lin")
    for step in before:
        does(office, *step)
    with office.savepoint(keep=False):
        office.at = of(office).due_at  # the last second
        office.files("Gu", "https://example.net/other")
        does(office, *last)
        assert "late" not in verbs(office)
        agree(office)
    office.at = of(office).due_at + 1
    while not office.profile.calendar.is_working(office.profile.calendar.day_of(office.at)):
        office.at += DAY  # a referral is counted in calendar days, and no job looks on a day off
    sweeps(office)
    office.files("Gu", "https://example.net/other")
    does(office, *last)
    assert verbs(office)[-2:] == ["late", last[1]]
    assert (verbs(office).count("late"), figure(office, "overdue")) == (1, 1)
    agree(office)
    office.at += 60 * DAY
    sweeps(office)
    agree(office)


KEPT = {
    "asked": ([], ("Wu", Verb.ASK)),
    "examined": ([ACCEPT], CHECK),
    "decided": ([ACCEPT, CHECK], DECIDE),
    "sent back": ([ACCEPT, CHECK, DECIDE], ("Zhou", Verb.SEND_BACK)),
    "told": ([], ("Wu", Verb.TELL)),
}


@pytest.mark.parametrize(("before", "last"), KEPT.values(), ids=KEPT)
def test_a_move_that_leaves_the_deadline_leaves_it_to_the_clock(office, before, last):
    office.files("Lin")
    for step in before:
        does(office, *step)
    office.at = of(office).due_at + 1
    does(office, *last)
    assert "late" not in verbs(office)
    if last[1] is Verb.ASK:
        office.at += MINUTE
        office.fills("Lin", office.does("Lin", reporting_forms.begin_on_report, 1, "answer"))
    office.at += MINUTE
    sweeps(office)
    assert verbs(office)[-1] == "late"
    assert (verbs(office).count("late"), figure(office, "overdue")) == (1, 1)
    agree(office)


@pytest.mark.parametrize("moves", [routing.from_retired, routing.lifted])
def test_a_case_that_leaves_its_unit_by_itself_was_late_there(office, moves):
    office.files("Lin")
    office.at = of(office).due_at + 1
    office.run(by_system, office.conditions, lambda req: moves(req, of(office), "hunan"))
    assert verbs(office)[-2] == "late"
    assert [entry.unit for entry in office.run(journal.of_case, 1)] == ["changsha"] * 3
    assert figure(office, "overdue") == 1
    agree(office)


def test_a_join_that_is_undone_gives_the_lateness_back(office):
    office.files("Lin")
    office.files("Gu", "https://example.net/other")
    office.at = of(office).due_at + 1
    does(office, "Wu", Verb.JOIN)
    does(office, "Wu", Verb.UNJOIN)
    sweeps(office)
    assert (of(office).escalated_to, figure(office, "overdue")) == ("hunan", 2)  # of both cases
    does(office, "Wu", Verb.REFUSE)
    assert figure(office, "in_time") == 0
    agree(office)


def test_a_holiday_that_was_announced_makes_nothing_late(office):
    """The case was not counted anew yet: the day that it was due on is a holiday now."""
    office.files("Lin")
    due_at = of(office).due_at
    calendar = office.profile.calendar
    thursday = date(2026, 11, 26)
    assert calendar.day_of(due_at) == thursday
    with_holiday = replace(calendar, holidays=calendar.holidays | {thursday})
    office.profile = replace(office.profile, calendar=with_holiday)
    office.at = due_at + 1
    does(office, "Wu", Verb.REFUSE)
    assert "late" not in verbs(office)
    assert (figure(office, "in_time"), figure(office, "overdue")) == (1, 0)
    agree(office)


def test_nothing_is_late_while_times_of_a_wrong_clock_are_set_anew(office):
    office.files("Lin")
    office.at = of(office).due_at + 1
    office.run(wrong_times.doubted, Doubt.TELEGRAM, NOON)
    office.run(wrong_times.trusted, office.at, moved=True)
    assert office.run(wrong_times.pending)
    does(office, "Wu", Verb.REFUSE)
    assert "late" not in verbs(office)
    assert (figure(office, "in_time"), figure(office, "overdue")) == (1, 0)
    agree(office)
