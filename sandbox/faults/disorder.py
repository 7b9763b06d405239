"""Reorder and repeat updates, as far as Telegram itself may do so."""

from collections.abc import Hashable, Sequence
from random import Random

from sandbox.world import Json


def dealt(updates: Sequence[Json], dice: Random, *, copies: int, mixes: bool) -> list[Json]:
    """The updates, each one to `copies` times, in order within each stream."""
    waiting, found = list(updates), list[Json]()
    while waiting:
        update = next_of(waiting, dice) if mixes else waiting[0]
        waiting.remove(update)
        found.append(update)
    for update in updates:
        for _ in range(dice.randrange(copies)):
            found.insert(dice.randint(found.index(update) + 1, len(found)), update)
    return found


def next_of(updates: Sequence[Json], dice: Random) -> Json:
    """A random update that may be delivered next: the oldest of any stream."""
    oldest: dict[Hashable, Json] = {}
    for update in updates:
        oldest.setdefault(_stream(update), update)
    return dice.choice(list(oldest.values()))


def _stream(update: Json) -> Hashable:
    """An update's stream: Telegram keeps the order within a chat, and of a person's presses."""
    kind = next(name for name in update if name != "update_id")
    thing = update[kind]
    who = thing.get("from") if "message" not in kind else thing.get("chat")
    return "message" in kind, (who or {}).get("id")
