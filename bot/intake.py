"""How updates come in: stored first, acknowledged after; then to the lanes."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

import orjson
import structlog
from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.wire import Wire
from handlers.answers import seconds_of
from storage import inbox
from storage.db import Database
from storage.inbox import Arrival

log = structlog.get_logger("jubao.intake")

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member", "inline_query")
PLACE = ("message_id", "date", "chat", "message_thread_id", "is_topic_message")
POLL_SECONDS = 30
BATCH = 100  # the most that getUpdates gives at once
CONFLICTS = 10  # in a row: another poller is really there
LONGEST_WAIT = 15.0


class AnotherPoller(Exception):  # noqa: N818 - said to the operator as it stands
    """Somebody else polls with this token, or a webhook is set."""


def lane_of(update: dict[str, Any]) -> str:
    """Whose lane an update runs in: its sender's, else its chat's, else everybody's last one.

    It must give an answer whatever has come: an update that cannot be stored would be sent to us
    again for ever.
    """
    for kind in ALLOWED:
        part = update.get(kind)
        if isinstance(part, dict):
            who = part.get("from") or part.get("chat")
            if isinstance(who, dict):
                return str(who.get("id", 0))
    return "0"


class Queue(Protocol):
    """Where a new update goes: to lanes, or to whoever claims it."""

    @property
    def full(self) -> bool:
        """Whether nothing more should come for now."""

    def put(self, lane: str, item: Arrival, /) -> None:
        """See to this one."""

    async def room(self) -> None:
        """Wait until more may come."""


@dataclass(slots=True)
class Intake:
    """Stores batches of updates and hands the new ones on.

    `heard_at` is when Telegram was last known to hand us what there is, by the steady clock;
    `count` hears how many came, `on_updates` which.
    """

    db: Database
    lanes: Queue
    bot_id: int
    now: Callable[[], float]
    heard_at: float | None = None
    count: Callable[[str, int], None] = lambda _what, _number: None
    on_updates: Callable[[list[dict[str, Any]]], None] = lambda _updates: None
    _doubted: set[int] = field(default_factory=set)  # perhaps stored: nobody has told us

    async def store(self, updates: list[dict[str, Any]]) -> None:
        """Store a batch in one transaction; only then may it be acknowledged."""
        arrivals = [
            Arrival(
                update_id=int(update["update_id"]),
                lane=self.db.vault.fingerprint("person", lane_of(update)),
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
        new |= self._doubted & ids  # one that acted meanwhile will not do so again
        self._doubted -= ids
        self.count("received", len(new))
        self.count("repeated", len(arrivals) - len(new))
        for arrival in arrivals:
            if arrival.update_id in new:
                self.lanes.put(arrival.lane, arrival)

    async def recover(self) -> list[Arrival]:
        """After a start: what was stored and has not acted runs now; gives what that is."""
        resumed: list[Arrival] = []
        after = None
        while True:
            found = await self.db.run(inbox.waiting, self.bot_id, limit=BATCH, after=after)
            for arrival in found:
                self.lanes.put(arrival.lane, arrival)
            if not found:
                return resumed
            resumed += found
            after = found[-1].update_id


async def poll(intake: Intake, wire: Wire, base_url: str, *, seconds: int = POLL_SECONDS) -> None:
    """Ask for updates until cancelled; AnotherPoller or InvalidToken where that is no use."""
    offset: int | None = None
    conflicts, failures, well = 0, 0, False
    while True:
        await intake.lanes.room()
        try:
            # At first, and after a failure, no wait: that Telegram is there is known at once.
            patience = seconds if well else 0
            well = False
            updates = await _fetch(wire, base_url, offset, patience)
            if updates:
                await intake.store(updates)
                offset = int(updates[-1]["update_id"]) + 1
            intake.heard_at = time.monotonic()
            conflicts, failures, well = 0, 0, True
        except Conflict as error:
            conflicts += 1
            log.warning("another-poller", times=conflicts)
            if conflicts >= CONFLICTS:
                raise AnotherPoller(error.message) from error
            await asyncio.sleep(min(LONGEST_WAIT, 0.5 * conflicts))
        except InvalidToken:
            raise
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
        except (NetworkError, TelegramError) as error:
            failures += 1
            log.warning("no-updates", error=type(error).__name__, times=failures)
            await asyncio.sleep(min(LONGEST_WAIT, 0.25 * 2**failures))
        except Exception:
            # The store refused: nothing was acknowledged, so nothing is lost by asking again.
            failures += 1
            log.exception("updates-not-stored")
            await asyncio.sleep(min(LONGEST_WAIT, 0.25 * 2**failures))


async def _fetch(
    wire: Wire, base_url: str, offset: int | None, seconds: int
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


def body_of(update: dict[str, Any]) -> bytes:
    """An update as JSON; halves of surrogate pairs, which no UTF-8 can hold, become a `?`.

    Of the message that a button was pressed in only its place is kept: what it says are our own
    words, and each press would bring them along.
    """
    press = update.get("callback_query")
    if isinstance(press, dict) and isinstance(place := press.get("message"), dict):
        place = {name: place[name] for name in PLACE if name in place}
        update = {**update, "callback_query": {**press, "message": place}}
    try:
        return orjson.dumps(update)
    except TypeError:
        return json.dumps(update, ensure_ascii=False).encode("utf-8", "replace")


def update_of(raw: dict[str, Any], bot: Bot) -> Update:
    """An update as the library reads it; of a press, as most are, only what it is made of here.

    The library makes a message with a hundred empty fields of the place that is known of the
    button's message, which took a quarter of all reading. In a topic it is one all the same: a
    place has no topic.
    """
    press = raw.get("callback_query") or {}
    place = press.get("message") or {"is_topic_message": True}
    if place.get("is_topic_message"):
        return Update.de_json(raw, bot)
    query = CallbackQuery(
        id=press["id"],
        from_user=User.de_json(press["from"], bot),
        chat_instance=press["chat_instance"],
        message=InaccessibleMessage(
            chat=Chat.de_json(place["chat"], bot), message_id=place["message_id"]
        ),
        data=press.get("data"),
    )
    query.set_bot(bot)
    return Update(raw["update_id"], callback_query=query)
