"""What is counted as what, and what the counts say."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.case import Outcome
from domain.figures.counting import events
from domain.figures.figures import DURATIONS, FigureKind, Figures, Span, month_end, rounded
from domain.figures.rates import measured
from domain.network.people import Verb
from domain.removals.rules import REMOVED_OUTCOMES
from domain.status import Status
from tests.support.cases import HOUR, a_case
from tests.support.life import NOON

LATER = NOON + 40 * HOUR  # the case was due before
TELLS = {"answered", "took_close"}


@pytest.mark.parametrize(
    ("verb", "before", "after", "now", "kinds"),
    [
        (Verb.ACCEPT, {}, {}, NOON, {"accepted", "took_accept"}),
        (Verb.REFUSE, {}, {}, NOON, {"refused", "in_time", *TELLS}),
        (Verb.REFUSE, {"overdue_level": 1}, {}, LATER, {"refused", *TELLS}),
        (Verb.REFUSE, {"due_at": None}, {}, LATER, {"refused", "in_time", *TELLS}),
        (Verb.LAPSE, {"paused_at": NOON}, {}, LATER, {"refused", "in_time", *TELLS}),
        (Verb.DECIDE, {}, {}, NOON, {"took_decide"}),
        (Verb.DECIDE, {"decided_by": "wu"}, {}, NOON, set()),
        (
            Verb.CONFIRM,
            {"outcome": Outcome.REMOVED},
            {},
            NOON,
            {"upheld", "disposed", "removed", "in_time", *TELLS},
        ),
        (
            Verb.CONFIRM,
            {"outcome": Outcome.REMOVED_BY_UNIT},
            {},
            NOON,
            {"upheld", "disposed", "removed", "in_time", *TELLS},
        ),
        (
            Verb.CONFIRM,
            {"outcome": Outcome.PROVIDER_REFUSED},
            {},
            NOON,
            {"upheld", "in_time", *TELLS},
        ),
        (
            Verb.CONFIRM,
            {"outcome": Outcome.NOT_UPHELD},
            {},
            NOON,
            {"not_upheld", "in_time", *TELLS},
        ),
        (Verb.CONFIRM, {"outcome": Outcome.VOID, "overdue_level": 1}, {}, NOON, {"void", *TELLS}),
        (Verb.LATE, {}, {}, LATER, {"overdue"}),
        (Verb.LATE, {"overdue_level": 1}, {}, LATER, set()),
        (Verb.REFER, {}, {}, NOON, {"referred"}),
        (Verb.JOIN, {}, {}, NOON, {"joined"}),
        (Verb.UNJOIN, {"status": Status.JOINED}, {}, NOON, {"unjoined"}),
        (Verb.WITHDRAW, {}, {"status": Status.WITHDRAWN}, NOON, {"withdrawn"}),
        (Verb.WITHDRAW, {}, {}, NOON, set()),
        (Verb.APPEAL, {}, {}, NOON, {"appealed"}),
        (Verb.DISMISS, {}, {}, NOON, {"appeal_decided"}),
        (Verb.REMIT, {}, {}, NOON, {"appeal_decided", "appeal_changed"}),
        (Verb.CHECK, {}, {}, NOON, set()),
        (Verb.BACK, {}, {}, NOON, {"came_back"}),
        ("submit", {}, {}, NOON, set()),
    ],
)
def test_each_move_is_counted_as_what_it_is(verb, before, after, now, kinds):
    case = a_case(**before)
    found = events(verb, case, replace(case, **after), now)
    assert {event.kind for event in found} == kinds
    assert len(found) == len(kinds)
    took = {event.bucket for event in found if event.kind.startswith("took")}
    assert took <= {rounded(now - case.opened_at)}


@pytest.mark.parametrize("outcome", sorted(REMOVED_OUTCOMES))
def test_how_soon_content_was_gone_is_counted_once_it_is_confirmed(outcome):
    case = a_case(outcome=outcome, removed_at=NOON - 30 * HOUR)
    found = {event.kind: event.bucket for event in events(Verb.CONFIRM, case, case, NOON)}
    assert found[FigureKind.TOOK_REMOVE] == rounded(case.removed_at - case.opened_at)
    assert found[FigureKind.TOOK_CLOSE] == rounded(NOON - case.opened_at)

    for other in set(Outcome) - REMOVED_OUTCOMES:
        kinds = {
            event.kind for event in events(Verb.CONFIRM, replace(case, outcome=other), case, 0)
        }
        assert not kinds & {FigureKind.REMOVED, FigureKind.TOOK_REMOVE}


def test_what_was_gone_before_the_case_was_opened_took_no_time():
    case = a_case(outcome=Outcome.REMOVED, removed_at=1)
    found = {event.kind: event.bucket for event in events(Verb.CONFIRM, case, case, NOON)}
    assert found[FigureKind.TOOK_REMOVE] == rounded(0)


def test_a_change_on_an_appeal_is_no_second_removal():
    case = a_case(
        status=Status.FEEDBACK_PENDING,
        came_from=Status.APPEALED,
        outcome=Outcome.REMOVED,
        removed_at=NOON,
    )
    kinds = {event.kind for event in events(Verb.CONFIRM, case, case, NOON)}
    assert kinds == {FigureKind.APPEAL_DECIDED, FigureKind.APPEAL_CHANGED}


def test_handing_on_is_counted_in_both_units():
    found = events(Verb.TRANSFER, a_case(), a_case(unit="hengyang"), NOON)
    assert [(event.kind, event.unit) for event in found] == [
        (FigureKind.LEFT, "changsha"),
        (FigureKind.CAME, "hengyang"),
    ]


def test_what_is_taken_up_counts_under_the_category_that_it_is_given():
    (first, _) = events(Verb.ACCEPT, a_case(), a_case(category="rumour"), NOON)
    assert first.category == "rumour"


def test_a_rounded_duration_is_a_twentieth_off_at_most():
    for seconds in range(60, 10 * 366 * 24 * HOUR, 9973):
        assert abs(rounded(seconds) - seconds) <= seconds / 20
    assert rounded(0) == 60
    assert [rounded(step) for step in DURATIONS] == list(DURATIONS)


def test_quantiles_are_those_of_the_rounded_durations_themselves():
    took = sorted(rounded(60 + (n * n * 7919) % 900_000) for n in range(101))
    found = Figures.of(("took_close", each, 1) for each in took)
    assert found.quantile(FigureKind.TOOK_CLOSE, 0.5) == took[50]
    assert found.quantile(FigureKind.TOOK_CLOSE, 0.9) == took[90]
    assert Figures().quantile(FigureKind.TOOK_CLOSE, 0.5) is None


def test_a_span_is_whole_months_and_the_days_around_them():
    assert Span(date(2026, 1, 5), date(2026, 3, 2)).periods() == (
        *range(20260105, 20260132),
        20260200,
        20260301,
        20260302,
    )
    assert Span(date(2026, 2, 1), date(2026, 2, 28)).periods() == (20260200,)
    assert Span(date(2026, 2, 3), date(2026, 2, 3)).periods() == (20260203,)
    assert month_end(date(2027, 12, 31)) == date(2027, 12, 31)


def test_rates_of_nothing_are_none_and_a_backlog_worked_off_makes_no_more_than_all():
    nothing = measured(Figures())
    assert (nothing.in_time, nothing.answer_rate, nothing.accept) == (None, None, None)
    more = Figures.of([("received", 0, 2), ("answered", 0, 3), ("in_time", 0, 1)])
    assert measured(more).answer_rate == 1.0
    assert measured(more).in_time == 1 / 3
