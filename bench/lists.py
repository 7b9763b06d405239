"""Every list, search and card at 1,000, 100,000 and 1,000,000 cases: microseconds, and their ratio.

    python -m bench.lists [--sizes 1000,100000,1000000] [--times 20]

The databases are made in a temporary folder, read as the bot reads them, and deleted. All three are
queried in turn, for another case or person each time, so that caches do not favour one. CPU time is
measured, so that other work on the machine does not count.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.million import NOW, Million, filled
from bench.promise import Promise
from domain.codes import case_number
from domain.network.people import Person
from domain.search.search import DAY, PRESETS, Filter, SearchFlag
from domain.status import OPEN, Status
from storage.audit import journal
from storage.engine.database import Tx
from storage.network import people
from storage.reporting import reporter_links, reports
from storage.wiring import open_database
from usecases.core.request import Conditions, Request
from usecases.moderation import casework, search
from usecases.reporting import own_reports, report_list

SIZES = (1_000, 100_000, 1_000_000)
FLAT = 2  # promised maximal ratio of times, with a thousand times the cases
LATER = 5  # pages turned before a later one is measured


@dataclass(slots=True)
class Reader:
    """A reader in a transaction; `chance` picks what is read."""

    tx: Tx
    conditions: Conditions
    cases: range
    staff: Mapping[str, Person]
    chance: random.Random

    def request(self, who: str) -> Request:
        """A Request of a member of staff."""
        return Request(self.tx, self.conditions, self.staff[who])

    @property
    def case(self) -> int:
        """A random case."""
        return self.chance.choice(self.cases)

    @property
    def reporter(self) -> Request:
        """A Request of a random reporter."""
        who = reporter_links.reporter(self.tx, self.case)
        found = people.get(self.tx, who or "")
        assert found is not None  # every report has a link
        return Request(self.tx, self.conditions, found)

    def later(self, ask: Callable[..., Any]) -> str | None:
        """The key of a later page of a list."""
        after = None
        for _ in range(LATER):
            after = ask(after) or after
        return after


Ask = Callable[[Reader], Callable[[], Any]]
"""Prepares a query, so that only the query itself is timed."""


def _queue(who: str, *, later: bool = False) -> Ask:
    def ready(reader: Reader) -> Callable[[], Any]:
        ask = partial(casework.queue, reader.request(who))
        after = reader.later(lambda after: ask(after).page.after) if later else None
        return partial(ask, after)

    return ready


def _of(use_case: Callable[..., Any], who: str) -> Ask:
    return lambda reader: partial(use_case, reader.request(who))


def _search(who: str, wanted: Filter, *, later: bool = False) -> Ask:
    def ready(reader: Reader) -> Callable[[], Any]:
        req = reader.request(who)
        if not later:
            return partial(search.begin, req, wanted)
        first = search.begin(req, wanted)
        turn_page = partial(search.turn_page, req, first.id)
        return partial(turn_page, reader.later(lambda after: turn_page(after).found.after))

    return ready


def _card(reader: Reader) -> Callable[[], Any]:
    return partial(casework.card, reader.request("province"), reader.case)


def _number(reader: Reader) -> Callable[[], Any]:
    number = case_number(2026, 1, reader.case)
    return partial(casework.find, reader.request("province"), number)


def _own(reader: Reader) -> Callable[[], Any]:
    return partial(report_list.mine, reader.reporter)


def _code(reader: Reader) -> Callable[[], Any]:
    code = reports.code_of(reader.tx, reader.case)
    return partial(own_reports.track, reader.reporter, code)


def _journal(reader: Reader) -> Callable[[], Any]:
    return partial(journal.of_case, reader.tx, reader.case)


def _states(*states: Status) -> frozenset[Status]:
    return frozenset(states)


FRAUD, CASINO = frozenset({"fraud"}), frozenset({"casino"})
ASKED: Mapping[str, Ask] = {
    "/queue, a site's": _queue("site"),
    "/queue, a city's": _queue("city"),
    "/queue, all 31 units'": _queue("province"),
    "/queue, all units', a later page": _queue("province", later=True),
    "/mine": _of(casework.mine, "city"),
    "/mine, waiting for its reporter": _of(casework.unanswered, "city"),
    "/case, by number": _number,
    "a case's card": _card,
    "a case's journal": _journal,
    "/search, everything, a site": _search("site", Filter()),
    "/search, everything": _search("province", Filter()),
    "/search, everything, a later page": _search("province", Filter(), later=True),
    "/search, a state, a site": _search("site", Filter(statuses=_states(Status.CLOSED))),
    "/search, a state": _search("province", Filter(statuses=_states(Status.CLOSED))),
    "/search, to confirm": _search("province", PRESETS["to_confirm"]),
    "/search, all that is open": _search("province", Filter(statuses=OPEN)),
    "/search, a category": _search("province", Filter(categories=FRAUD)),
    "/search, a sub-category": _search("province", Filter(categories=CASINO)),
    "/search, a state and a category": _search(
        "province", Filter(statuses=_states(Status.CLOSED), categories=FRAUD)
    ),
    "/search, a host": _search("province", Filter(host="weibo.example")),
    "/search, another host": _search("province", Filter(host="s7.example")),
    "/search, older than 90 days": _search("province", Filter(older=90 * DAY)),
    "/search, late": _search("province", PRESETS["late"]),
    "/search, late and a category": _search(
        "province", Filter(marks=frozenset({SearchFlag.LATE}), categories=FRAUD)
    ),
    "/search, danger": _search("province", PRESETS["danger"]),
    "/search, held": _search("province", Filter(marks=frozenset({SearchFlag.HELD}))),
    "/search, mine": _search("city", Filter(marks=frozenset({SearchFlag.MINE}))),
    "/search, by host, in vain": _search("province", Filter(host="nowhere.example")),
    "/search, by states and category, in vain": _search(
        "province", Filter(statuses=_states(Status.PURGED), categories=FRAUD)
    ),
    "/cases, a reporter's own": _own,
    "/track, by query code": _code,
}


async def measured(made: list[Million], times: int) -> dict[str, list[float]]:
    """The median microseconds of each list at each size."""
    async with AsyncExitStack() as stack:
        found: dict[str, list[list[float]]] = {name: [[] for _ in made] for name in ASKED}
        databases = []
        for million in made:
            databases.append(await open_database(million.url, million.key_ring))
            stack.push_async_callback(databases[-1].close)
        for turn in range(times):
            for place, (million, db) in enumerate(zip(made, databases, strict=True)):
                for name, seconds in (await db.run(_round, million, turn)).items():
                    found[name][place].append(seconds * 1e6)
    return {name: [statistics.median(each) for each in sizes] for name, sizes in found.items()}


def _round(tx: Tx, million: Million, turn: int) -> dict[str, float]:
    """Times of one run of everything, in a transaction like the bot's."""
    found = {}
    conditions = Conditions(profile=million.profile, now=NOW, tracks_per_hour=10**9)
    staff = {name: person for name, who in million.staff.items() if (person := people.get(tx, who))}
    reader = Reader(tx, conditions, million.opened, staff, random.Random(turn))
    # In a different order each time: the first query has cold caches.
    for name in random.Random(turn).sample(list(ASKED), k=len(ASKED)):
        ask = ASKED[name](reader)
        began = time.thread_time()
        ask()
        found[name] = time.thread_time() - began
    return found


def table(found: Mapping[str, list[float]], sizes: list[int]) -> str:
    """A line for each list: microseconds at each size, and the ratio of the last to the first."""
    lines = [
        f"{'median µs of CPU':<42}" + "".join(f"{size:>12,}" for size in sizes) + f"{'ratio':>8}"
    ]
    for name, medians in found.items():
        numbers = "".join(f"{median:>12,.0f}" for median in medians)
        lines.append(f"{name:<42}{numbers}{medians[-1] / medians[0]:>8.2f}")
    return "\n".join(lines)


def promise(found: Mapping[str, list[float]], sizes: list[int]) -> Promise:
    """The promise for the list that grows most."""
    worst = max(found, key=lambda name: found[name][-1] / found[name][0])
    words = f"{sizes[-1]:,} ÷ {sizes[0]:,} cases, worst: {worst}"
    ratio = found[worst][-1] / found[worst][0]
    return Promise(words, ratio, FLAT, at_least=False, goal=1.3)


async def run(folder: Path, sizes: list[int], times: int) -> dict[str, list[float]]:
    """Make the databases, two at once, and measure everything."""
    print(", ".join(f"{size:,}" for size in sizes), "cases …", file=sys.stderr, flush=True)
    with ProcessPoolExecutor(2) as processes:
        made = list(processes.map(partial(_made, folder), sizes))
    print(", ".join(f"{each.seconds:.0f} s" for each in made), file=sys.stderr, flush=True)
    return await measured(made, times)


def _made(folder: Path, size: int) -> Million:
    return asyncio.run(filled(folder, size))


def figures(sizes: Sequence[int] = SIZES, times: int = 20) -> list[Promise]:
    """Make the databases, measure, delete them."""
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(run(Path(folder), list(sizes), times))
    print(f"\n{table(found, list(sizes))}\n")
    return [promise(found, list(sizes))]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.lists")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of cases")
    parser.add_argument("--times", type=int, default=20, help="how often each list is asked")
    parser.add_argument("--strict", action="store_true", help="leave with 1 on a broken promise")
    asked = parser.parse_args()
    [kept] = figures([int(size) for size in asked.sizes.split(",")], asked.times)
    print(kept)
    return int(asked.strict and not kept.kept)


if __name__ == "__main__":
    sys.exit(main())
