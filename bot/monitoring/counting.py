"""What the parts of a process count, whether or not somebody reads it."""

from typing import Protocol


class Counting(Protocol):
    """Counts events: `bot.monitoring.metrics.Metrics`, or `NoMetrics`."""

    def count_update(self, what: str, number: int = 1) -> None:
        """Count updates that were received, repeated, done or put aside (dead)."""

    def count_call(self, method: str, outcome: str) -> None:
        """Count a call of the Bot API."""

    def count_mail(self, outcome: str) -> None:
        """Count a mail that was sent, or not."""


class NoMetrics:
    """Counts nothing: where no metrics are served, Prometheus' client (2 MB) is not imported."""

    def count_update(self, what: str, number: int = 1) -> None:
        """Do nothing."""

    def count_call(self, method: str, outcome: str) -> None:
        """Do nothing."""

    def count_mail(self, outcome: str) -> None:
        """Do nothing."""
