"""Pauses between tries: doubled up to a limit, and short again after a success."""

from bot.core.backoff import Backoff


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


def test_each_pause_is_twice_the_one_before_up_to_the_longest():
    backoff = Backoff(0.5, 15.0)
    assert [backoff.failed() for _ in range(7)] == [0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0]
    assert backoff.failures == 7


def test_after_a_success_the_pauses_begin_anew():
    backoff = Backoff(5.0, 300.0)
    assert [backoff.failed(), backoff.failed()] == [5.0, 10.0]
    backoff.succeeded()
    assert not backoff.is_failing
    assert backoff.failed() == 5.0


def test_it_rests_until_the_pause_is_over_and_fails_until_a_success():
    clock = Clock()
    backoff = Backoff(5.0, 300.0, clock)
    assert not backoff.is_resting
    backoff.failed()
    clock.now += 4.9
    assert backoff.is_resting
    clock.now += 0.1
    assert not backoff.is_resting
    assert backoff.is_failing
    backoff.failed()
    clock.now += 9.9
    assert backoff.is_resting
    backoff.succeeded()
    assert not backoff.is_resting
