"""Receive updates: store them, then acknowledge them, then hand them to the person queues."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

import orjson
import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.core.backoff import Backoff
from bot.intake.updates import ALLOWED, body_of, lane_of
from bot.telegram.aiohttp_request import AiohttpRequest
from handlers.core.api_errors import seconds_of
from storage.engine.database import Database
from storage.queues import inbox
from storage.queues.inbox import Arrival

log = structlog.get_logger("jubao.intake")
POLL_SECONDS = 30
BATCH = 100  # the most that getUpdates gives at once
CONFLICTS = 10  # in a row, until another poller is assumed
FIRST_WAIT, LONGEST_WAIT = 0.5, 15.0  # seconds after a call that failed


class AnotherPoller(Exception):  # noqa: N818 - a result, shown to the operator
    """Another process polls with this token, or a webhook is set."""


class UpdateQueue(Protocol):
    """What takes new updates: person queues, or a worker's claims."""

    @property
    def full(self) -> bool:
        """Whether no more updates should be added for now."""

    def put(self, lane: str, item: Arrival, /) -> None:
        """Add an update; `lane` is the key of its person's queue."""

    async def room(self) -> None:
        """Wait until it is not full."""


@dataclass(slots=True)
class Intake:
    """Stores batches of updates and puts the new ones into the queue.

    `heard_at` is the last success with Telegram, by the monotonic clock. `count` is called with
    the numbers of new and repeated updates, `on_updates` with each batch.
    """

    db: Database
    person_queues: UpdateQueue
    bot_id: int
    now: Callable[[], float]
    heard_at: float | None = None
    count: Callable[[str, int], None] = lambda _what, _number: None
    on_updates: Callable[[list[dict[str, Any]]], None] = lambda _updates: None
    _doubted: set[int] = field(default_factory=set)  # of a failed commit, perhaps stored

    async def store(self, updates: list[dict[str, Any]]) -> None:
        """Store a batch in one transaction; the caller may acknowledge it afterwards."""
        arrivals = [
            Arrival(
                update_id=int(update["update_id"]),
                lane=self.db.cipher.fingerprint("person", lane_of(update)),
                body=body_of(update),
            )
            for update in updates
        ]
        self.on_updates(updates)
        ids = {arrival.update_id for arrival in arrivals}
        try:
            new = await self.db.run(inbox.store, self.bot_id, arrivals, int(self.now()))
        except BaseException:
            self._doubted |= ids
            raise
        new |= self._doubted & ids  # safe: an update acts once only
        self._doubted -= ids
        self.count("received", len(new))
        self.count("repeated", len(arrivals) - len(new))
        for arrival in arrivals:
            if arrival.update_id in new:
                self.person_queues.put(arrival.lane, arrival)

    async def recover(self) -> list[Arrival]:
        """At the start, queue stored updates that have not acted yet; returns them."""
        resumed: list[Arrival] = []
        after = None
        while True:
            batch = await self.db.run(inbox.waiting, self.bot_id, limit=BATCH, after=after)
            for arrival in batch:
                self.person_queues.put(arrival.lane, arrival)
            if not batch:
                return resumed
            resumed += batch
            after = batch[-1].update_id


async def poll(
    intake: Intake,
    wire: AiohttpRequest,
    base_url: str,
    means: Callable[[TelegramError], str],
    *,
    seconds: int = POLL_SECONDS,
) -> None:
    """Poll Telegram until cancelled; raises AnotherPoller or InvalidToken.

    `wire` is the HTTP client of `getUpdates`; `means` says of an error what it means, for the log;
    `seconds` is the long poll's timeout.
    """
    offset: int | None = None
    backoff = Backoff(FIRST_WAIT, LONGEST_WAIT)
    conflicts, well = 0, False
    while True:
        await intake.person_queues.room()
        try:
            # At first and after a failure no long poll, so that success is known at once.
            patience = seconds if well else 0
            well = False
            updates = await _fetch(wire, base_url, offset, patience)
            if updates:
                await intake.store(updates)
                offset = int(updates[-1]["update_id"]) + 1
            intake.heard_at = time.monotonic()
            backoff.succeeded()
            conflicts, well = 0, True
        except Conflict as error:
            conflicts += 1
            log.warning("another-poller", times=conflicts)
            if conflicts >= CONFLICTS:
                raise AnotherPoller(error.message) from error
            await asyncio.sleep(min(LONGEST_WAIT, FIRST_WAIT * conflicts))
        except InvalidToken:
            raise
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
        except (NetworkError, TelegramError) as error:
            wait = backoff.failed()
            name, words = type(error).__name__, means(error)
            log.warning("poll-failed", error=name, times=backoff.failures, means=words)
            await asyncio.sleep(wait)
        except Exception:
            # Storing failed: the batch is not acknowledged, so Telegram sends it again.
            log.exception("updates-not-stored")
            await asyncio.sleep(backoff.failed())


async def _fetch(
    wire: AiohttpRequest, base_url: str, offset: int | None, seconds: int
) -> list[dict[str, Any]]:
    query: dict[str, Any] = {
        "timeout": seconds,
        "limit": BATCH,
        "allowed_updates": orjson.dumps(ALLOWED).decode(),
    }
    if offset is not None:
        query["offset"] = offset
    answer = await wire.post(
        f"{base_url}/getUpdates?{urlencode(query)}", read_timeout=seconds + 10.0
    )
    assert isinstance(answer, list)
    return answer
