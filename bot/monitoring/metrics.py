"""The Prometheus metrics of a process."""

from collections.abc import Mapping
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from storage.ops.health import HealthFacts
from storage.queues.outbox import Way

KIND = CONTENT_TYPE_PLAIN_0_0_4


class Metrics:
    """All counters and gauges; labels never contain personal data."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates = self._counter(
            "updates", "Updates by what became of them: received, repeated, done, dead", "what"
        )
        self.calls = self._counter(
            "bot_api_calls",
            "Calls by method and outcome: an HTTP status, or how far a call came that failed",
            *("method", "outcome"),
        )
        self.mails = self._counter("mails", "Mails by what became of them", "outcome")
        self.ready = self._gauge("ready", "Whether a check of /readyz is well", "check")
        self.waiting = self._gauge(
            "waiting", "What waits: updates, notices by chat, mails; up to 10,000 of each", "what"
        )
        self.age = self._gauge(
            "oldest_seconds", "For how long the oldest of what waits could have been done", "what"
        )
        self.dead = self._gauge("updates_put_aside", "Updates that failed three times")
        self.readers = self._gauge(
            "broadcast_readers_left", "Readers who are still to get the broadcast under way"
        )
        self.cases = self._gauge("cases", "Cases by status; up to a minute old", "status")
        self.lag = self._gauge("loop_lag_seconds", "The event loop's worst delay within a minute")
        self.free = self._gauge("disk_free_bytes", "Room that is left", "place")
        self._updates_of = cache(self.updates.labels)  # cached: looked up for every update and call
        self._calls_of = cache(self.calls.labels)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"jubao_{name}", about, labels, registry=self.registry)

    def _gauge(self, name: str, about: str, *labels: str) -> Gauge:
        return Gauge(f"jubao_{name}", about, labels, registry=self.registry)

    def count_update(self, what: str, number: int = 1) -> None:
        """Count updates that were received, repeated, done or put aside (dead)."""
        self._updates_of(what).inc(number)

    def count_call(self, method: str, outcome: str) -> None:
        """Count a call of the Bot API."""
        self._calls_of(method, outcome).inc()

    def count_mail(self, outcome: str) -> None:
        """Count a mail that was sent, or not."""
        self.mails.labels(outcome).inc()

    def show(self, vitals: HealthFacts, now: int) -> None:
        """Set the gauges from the database's figures; `now` in unix seconds."""
        names = {Way.CHAT: "notices", Way.MAIL: "mails"}
        self.waiting.labels("updates").set(vitals.updates_waiting)
        self.age.labels("updates").set(_age(vitals.oldest_update, now))
        for way, name in names.items():
            self.waiting.labels(name).set(vitals.notices_waiting[way])
            self.age.labels(name).set(_age(vitals.due_since[way], now))
        self.dead.set(vitals.updates_dead)
        self.readers.set(vitals.readers_left)

    def show_cases(self, by_status: Mapping[str, int]) -> None:
        """Set the number of cases by status; statuses without cases are removed."""
        self.cases.clear()
        for status, number in by_status.items():
            self.cases.labels(status).set(number)

    def text(self) -> bytes:
        """All metrics in Prometheus' text format."""
        return generate_latest(self.registry)


def _age(since: int | None, now: int) -> int:
    return 0 if since is None else max(0, now - since)
