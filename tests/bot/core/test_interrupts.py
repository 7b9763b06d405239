"""What signals do to a command; tests/bot/backup/test_signals.py sends them to real processes."""

import signal

import pytest

from bot.core import interrupts

ENDING = (signal.SIGHUP, signal.SIGTERM)


@pytest.fixture(autouse=True)
def as_before():
    before = {number: signal.getsignal(number) for number in ENDING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_signal_that_whoever_starts_the_command_ignores_stays_ignored():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    interrupts.end_as_by_ctrl_c()
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    assert callable(signal.getsignal(signal.SIGTERM))
