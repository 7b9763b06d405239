"""Fault plans: from JSON, and the predefined ones of the page."""

from collections.abc import Iterable
from typing import Any

from sandbox.faults.rules import Faults, Kind, Rule
from sandbox.world import Json

AWAY_SECONDS = 30.0
_WRITES = ("send*", "edit*", "copy*", "forward*", "answer*", "delete*")
PLANS: dict[str, dict[str, Any]] = {
    "away": {"rules": (Rule(kind=Kind.ERROR, lasts=AWAY_SECONDS),)},
    "storm": {
        "rules": (
            Rule(kind=Kind.FLOOD, methods=_WRITES, share=1 / 6, most=10, everywhere=True),
            Rule(kind=Kind.FLOOD, methods=_WRITES, share=1 / 3, most=10),
        )
    },
    "slow": {"rules": (Rule(kind=Kind.SLOW, methods=_WRITES, most=6),)},
    "lost": {"rules": (Rule(kind=Kind.LOST, methods=_WRITES, share=1 / 3, after=True),)},
    "twice": {"copies": 3, "mixes": True},
}
"""The plans of the page's buttons: no connection, 429, slow, lost answers, repeated updates."""


def begin(faults: Faults, given: Json) -> int:
    """Start a plan: {"plan": a name} or {"rules", "seed", "copies", "mixes"}; returns its seed.

    Raises ValueError, TypeError or KeyError if it is invalid.
    """
    seed = given.get("seed")
    if seed is not None:
        seed = int(seed)
    if "plan" in given:
        name = str(given["plan"])
        plan = dict(PLANS[name])
        return faults.follow(*plan.pop("rules", ()), seed=seed, name=name, **plan)
    rules: Iterable[Json] = given.get("rules", ())
    return faults.follow(
        *(Rule.read(each) for each in rules),
        seed=seed,
        copies=int(given.get("copies", 1)),
        mixes=bool(given.get("mixes", False)),
    )


def told(faults: Faults) -> Json:
    """The current plan and its effects so far, as JSON."""
    hits: dict[str, int] = {}
    for hit in faults.hits:
        hits[hit.rule.kind] = hits.get(hit.rule.kind, 0) + 1
    return {
        "active": faults.active,
        "plan": faults.name,
        "seed": faults.seed,
        "left": faults.left,
        "rules": [rule.wire() for rule in faults.rules],
        "copies": faults.copies,
        "mixes": faults.mixes,
        "hits": hits,
        "impatient": len(faults.impatient),
    }
