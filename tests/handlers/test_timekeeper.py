"""What one process makes of dates that it hears, and of its two clocks."""

from email.utils import formatdate

import pytest

from domain.clock_trust import Doubt, doubt
from handlers.timekeeper import Timekeeper

NOW, DAY = 1_795_579_200, 24 * 3600


class Machine:
    """Two clocks: one that may be set, one that may not."""

    def __init__(self):
        self.wall, self.uptime = float(NOW), 500.0
        self.keeper = Timekeeper(now=lambda: self.wall, steady=lambda: self.uptime)

    def later(self, seconds):
        self.wall += seconds
        self.uptime += seconds

    def looks(self):
        seen = self.keeper.seen()
        self.keeper.judged(seen, doubt(seen))
        return self.keeper.doubt


@pytest.fixture
def machine():
    return Machine()


def test_nothing_is_trusted_before_the_first_look(machine):
    assert machine.keeper.doubt is Doubt.UNCHECKED
    assert not machine.keeper.trusts()
    assert machine.looks() is None
    assert machine.keeper.trusts()


@pytest.mark.parametrize("jump", [2 * DAY, -2 * DAY])
def test_a_jump_is_distrusted_at_once_and_until_it_is_undone(machine, jump):
    machine.looks()
    machine.later(60)
    machine.wall += jump
    assert not machine.keeper.trusts()  # before anybody looks
    assert machine.looks() is Doubt.JUMPED
    machine.later(5 * DAY)
    assert machine.looks() is Doubt.JUMPED
    machine.wall -= jump
    assert machine.looks() is None


def test_time_that_passes_evenly_is_trusted_however_much_it_is(machine):
    machine.looks()
    machine.later(400 * DAY)
    assert machine.keeper.trusts()


def test_a_jump_between_two_looks_is_noticed_and_a_long_rest_is_none(machine):
    assert [machine.keeper.looked()] == [False]
    machine.later(3 * DAY)
    assert not machine.keeper.looked()
    machine.wall += DAY
    assert machine.keeper.looked()
    assert not machine.keeper.looked()


def test_the_date_of_an_answer_is_carried_on_by_the_steady_clock(machine):
    machine.keeper.heard_date(formatdate(NOW - 10 * DAY, usegmt=True))
    machine.later(100)
    assert machine.keeper.seen().telegram == NOW - 10 * DAY + 100
    assert machine.looks() is Doubt.TELEGRAM
    machine.wall -= 10 * DAY
    assert machine.looks() is None


@pytest.mark.parametrize("date", [None, "", "yesterday", "Wed, 99 Nov 2026 99:99:99 GMT"])
def test_an_answer_without_a_date_says_nothing(machine, date):
    machine.keeper.heard_date(date)
    assert machine.keeper.seen().telegram is None


def test_not_every_date_is_read(machine):
    machine.keeper.heard_date(formatdate(NOW, usegmt=True))
    machine.keeper.heard_date(formatdate(NOW + DAY, usegmt=True))
    assert machine.keeper.seen().telegram == NOW
    machine.later(60)
    machine.keeper.heard_date(formatdate(NOW + DAY, usegmt=True))
    assert machine.keeper.seen().telegram == NOW + DAY


def test_the_youngest_update_counts_and_the_message_under_a_button_does_not(machine):
    heard = machine.keeper.heard_updates
    heard([{"callback_query": {"message": {"date": NOW + 9 * DAY}}}, {"message": {"date": "x"}}])
    assert machine.keeper.seen().update is None
    heard([{"message": {"date": NOW - 5}}, {"message": {"date": NOW - 50}}])
    heard([{"message": {"date": NOW - 900}}])  # it has waited
    assert (machine.keeper.seen().update, machine.keeper.newest_update) == (NOW - 5, NOW - 5)
    heard([{"edited_message": {"date": NOW - 900, "edit_date": NOW}}])
    assert machine.keeper.seen().update == NOW
