"""The cases that a person may act on now, in the order in which they are shown one by one.

A danger to life first; then what waits for their confirmation or judgement, then their own cases,
then those of their units that nobody has taken; each with the oldest first.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import product
from typing import Any

from msgspec import Struct

from domain.case import Case, Priority
from domain.status import OWED, Status
from storage.cases import cases
from storage.cases.cases import CasePage
from storage.engine import keyset
from storage.engine.database import Tx
from storage.engine.keyset import HIGHEST, LOWEST, IndexScan, Key, KeyRange, Prefix

JUDGED = frozenset({Status.FEEDBACK_PENDING, Status.APPEALED})
"""The states in which a case waits for a second person."""
WORKED = OWED - JUDGED
"""The states in which it waits for who has it."""
SIZE = 5  # cases read at once
_QUEUE = ("urgency", "opened_at", "id")
_TO_JUDGE = IndexScan(
    columns=("unit", "status"), key=_QUEUE, only=("owed",), also=("judged by others",)
)
"""Decisions and appeals that wait for somebody who did not decide.

    SELECT cases.urgency AS k0, cases.opened_at AS k1, cases.id AS k2
    FROM cases
    WHERE cases.unit = :prefix_0_0 AND cases.status = :prefix_0_1
    AND (cases.urgency, cases.opened_at, cases.id) > (:after_0, :after_1, :after_2)
    AND (cases.urgency, cases.opened_at, cases.id) <= (:to_0, :to_1, :to_2)
    AND cases.waiting IS TRUE
    AND CASE WHEN ((cases.decided_by IS NULL OR cases.decided_by != :judge
    OR cases.status = :status_1 AND (cases.outcome NOT IN (:outcome_1)))
    AND (cases.status = :status_2 OR cases.confirmed_by IS NULL
    OR cases.confirmed_by != :judge)) THEN 1 ELSE 0 END = 1
    ORDER BY k0, k1, k2 LIMIT :size
"""
_FREE = IndexScan(columns=("unit",), key=_QUEUE, only=("owed", "free"), also=("statuses",))
"""Cases that nobody has taken.

    SELECT cases.urgency AS k0, cases.opened_at AS k1, cases.id AS k2
    FROM cases
    WHERE cases.unit = :prefix_0_0
    AND (cases.urgency, cases.opened_at, cases.id) > (:after_0, :after_1, :after_2)
    AND (cases.urgency, cases.opened_at, cases.id) <= (:to_0, :to_1, :to_2)
    AND cases.waiting IS TRUE AND cases.assignee IS NULL
    AND CASE WHEN (cases.status IN (:statuses)) THEN 1 ELSE 0 END = 1
    ORDER BY k0, k1, k2 LIMIT :size
"""


class WaitReason(IntEnum):
    """Why a case waits for a person, in the order in which they are shown."""

    TO_JUDGE = 0
    OWN = 1
    FREE = 2


class Caseworker(Struct, frozen=True, kw_only=True):
    """A person, the units whose cases they may move, and those whose decisions they may confirm."""

    who: str
    units: tuple[str, ...]
    led: tuple[str, ...]


class QueuePlace(Struct, frozen=True):
    """A place in the order; the same for a case as long as it waits for the same reason."""

    urgency: int
    why: WaitReason
    opened_at: int
    id: int


def place(case: Case, why: WaitReason) -> QueuePlace:
    """The place of a case that waits, or waited, for this reason."""
    return QueuePlace(0 if case.priority is Priority.DANGER else 1, why, case.opened_at, case.id)


def to_judge(
    tx: Tx, who: str, units: Sequence[str], status: Status, *, after: str | None, size: int
) -> CasePage:
    """A page of what waits in this state for somebody who did not decide: danger, then oldest."""
    ranges: list[Prefix] = [(unit, status) for unit in units]
    return cases.list_page(tx, _TO_JUDGE, ranges, after, size, judge=who)


def count_to_judge(tx: Tx, who: str, units: Sequence[str], status: Status, *, most: int) -> int:
    """How many these are, counted no further than `most`."""
    ranges: list[Prefix] = [(unit, status) for unit in units]
    return len(keyset.page_keys(tx, _TO_JUDGE, ranges, most, params={"judge": who}))


def dangers(tx: Tx, worker: Caseworker) -> Iterator[Case]:
    """The cases of a danger to life alone; read as they are needed."""
    return (case for why in WaitReason for case in _cases(tx, worker, 0, why, None))


def behind(tx: Tx, worker: Caseworker, start: QueuePlace | None) -> Iterator[Case]:
    """The cases behind a place, all if it is None; read as they are needed."""
    for urgency, why in product((0, 1), WaitReason):
        after = None
        if start is not None:
            if (urgency, why) < (start.urgency, start.why):
                continue
            if (urgency, why) == (start.urgency, start.why):
                after = (urgency, start.opened_at, start.id)
        yield from _cases(tx, worker, urgency, why, after)


def _cases(
    tx: Tx, worker: Caseworker, urgency: int, why: WaitReason, after: Key | None
) -> Iterator[Case]:
    after = after or (urgency, LOWEST, LOWEST)
    while True:
        within = KeyRange(after, (urgency, HIGHEST, HIGHEST))
        keys = keys_of(tx, worker, why, within, size=SIZE)
        yield from cases.by_keys(tx, keys)
        if len(keys) < SIZE:
            return
        after = keys[-1]


def keys_of(
    tx: Tx, worker: Caseworker, why: WaitReason, within: KeyRange, *, size: int
) -> tuple[Key, ...]:
    """The first keys of the cases that wait for this reason."""
    prefixes: list[Prefix]
    params: dict[str, Any]
    if why is WaitReason.TO_JUDGE:
        prefixes = [(unit, status) for unit in worker.led for status in sorted(JUDGED)]
        scan, params = _TO_JUDGE, {"judge": worker.who}
    elif why is WaitReason.OWN:
        prefixes = [(worker.who, status) for status in sorted(WORKED)]
        scan, params = cases.TAKEN_BY, {"units": worker.units}
    else:
        prefixes = [(unit,) for unit in worker.units]
        scan, params = _FREE, {"statuses": sorted(WORKED)}
    return keyset.page_keys(tx, scan, prefixes, size, within=within, params=params)
