"""The queue of updates: waiting, deleted and expired ones, and who may poll."""

import asyncio
from collections.abc import Callable
from typing import Any

from sandbox.limits import POLL_SECONDS, UPDATE_SECONDS, UPDATES, conflict
from sandbox.state import State
from sandbox.world import Bot, Json


def may_poll(bot: Bot) -> None:
    """Raise a Fault if this poll is not allowed (a webhook, or another poll)."""
    if bot.webhook:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
            "webhook first"
        )
    if bot.polling:
        raise conflict(
            "terminated by other getUpdates request; make sure that only one bot instance is "
            "running"
        )


def choose(bot: Bot, given: object, kinds: list[Any]) -> None:
    """Store the allowed kinds of updates; nothing given changes nothing."""
    if given is not None:
        bot.allowed = frozenset(str(kind) for kind in kinds)


def fetch(state: State, offset: int | None, limit: int | None) -> list[Json]:
    """The waiting updates, as by getUpdates.

    An offset deletes all before it, a negative one all but the last so many.
    """
    bot = state.bot
    expire(state)
    if offset is not None and offset < 0:
        bot.queue = bot.queue[offset:]
    elif offset:
        bot.queue = [each for each in bot.queue if each[1]["update_id"] >= offset]
    most = min(max(limit or UPDATES, 1), UPDATES)
    return [update for _, update in bot.queue[:most]]


def take(state: State, limit: int) -> list[Json]:
    """The waiting updates, which are deleted when returned."""
    queue = state.bot.queue
    taken, state.bot.queue = queue[:limit], queue[limit:]
    return state.faults.deal([update for _, update in taken])


def first(state: State) -> Json | None:
    """The oldest update, or one that may be delivered before it."""
    expire(state)
    queue = state.bot.queue
    return state.faults.first([update for _, update in queue]) if queue else None


def drop(state: State, update_id: int) -> None:
    """Delete a delivered update."""
    state.bot.queue = [each for each in state.bot.queue if each[1]["update_id"] != update_id]


def expire(state: State) -> None:
    """Delete updates that waited for a day."""
    oldest = state.now() - UPDATE_SECONDS
    queue = state.bot.queue
    if queue and queue[0][0] < oldest:
        state.bot.queue = [each for each in queue if each[0] >= oldest]


async def wait(state: State, hand_out: Callable[[], list[Json]], seconds: float) -> list[Json]:
    """The waiting updates, as soon as there are any, at most after this many seconds."""
    bot = state.bot
    may_poll(bot)
    bot.polling = True
    try:
        async with asyncio.timeout(min(max(seconds, 0), POLL_SECONDS)):
            while True:
                state.arrived.clear()
                found = hand_out()
                if found:
                    return found
                await state.arrived.wait()
                may_poll_still(bot)
    except TimeoutError:
        return []
    finally:
        bot.polling = False


def may_poll_still(bot: Bot) -> None:
    """Raise a Fault if a webhook was set meanwhile."""
    if bot.webhook:
        raise conflict("terminated by setWebhook request")
