"""Figures over a million cases: how long a period takes, for one unit and for the whole network.

    python -m bench.figures [--cases 1000000]

The counts are those of cases over two years, generated from a seed and written directly into the
table.
"""

import argparse
import asyncio
import base64
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from bench.million import NOW
from bench.promise import Promise
from bot.config.profile import read_profile
from domain.figures.figures import FigureKind, month, number, rounded
from domain.figures.periods import Period
from domain.network.people import Person, Role
from storage.crypto.encryption import KeyRing
from storage.engine.database import Database, Tx
from storage.figures.figures import ALL
from storage.wiring import open_database
from usecases.core import profile as core_profile
from usecases.core.request import Conditions, Request
from usecases.figures import figures as overview
from usecases.figures import figures_table, transparency
from usecases.figures.spreadsheets import FileFormat

TODAY = date(2026, 11, 25)
DAYS = 730
CASES = 1_000_000
HOUR = 3600.0
AT_ONCE = 100_000  # rows
ALWAYS = (FigureKind.RECEIVED, FigureKind.ACCEPTED, FigureKind.ANSWERED, FigureKind.IN_TIME)
TOOK = {
    FigureKind.TOOK_ACCEPT: 6 * HOUR,
    FigureKind.TOOK_DECIDE: 60 * HOUR,
    FigureKind.TOOK_CLOSE: 90 * HOUR,
}
MOST_SECONDS = 1.0
KEY = f"k1:{base64.b64encode(bytes(32)).decode()}"  # no encrypted values in this database


Row = tuple[str, int, str, str, int, int]  # as in the table: unit, …, bucket, count


def counted(cases: int, units: Sequence[str], categories: Sequence[str]) -> Iterator[Row]:
    """The rows of `figures` for this many cases, in key order, written in one pass.

    While counting, a key is encoded as one number: the indexes of its parts in lists of values.
    """
    draw = np.random.default_rng(20261125)
    days = [TODAY - timedelta(days=n) for n in range(DAYS)]
    steps = [int(step * HOUR) for step in draw.lognormal(0, 1, 2000)]
    lasted = {kind: [rounded(int(step * of / HOUR)) for step in steps] for kind, of in TOOK.items()}
    parts: tuple[list[Any], ...] = (
        sorted(units),
        sorted({period for day in days for period in (number(day), month(day))}),
        sorted({ALL, *categories}),
        sorted(kind.value for kind in FigureKind),
        sorted({0, *(bucket for each in lasted.values() for bucket in each)}),
    )
    unit, category = _some(draw, cases, parts[0], units), _some(draw, cases, parts[2], categories)
    at = draw.integers(DAYS, size=cases)
    upheld = np.where(
        draw.random(cases) < 0.6, *_places(parts[3], [FigureKind.UPHELD, FigureKind.NOT_UPHELD])
    )
    events = [(each, 0) for each in (*_places(parts[3], ALWAYS), upheld)]
    events += [
        (_places(parts[3], [kind])[0], _some(draw, cases, parts[4], lasted[kind])) for kind in TOOK
    ]
    keys = [
        _key(parts, (unit, _places(parts[1], map(of, days))[at], named, kind, bucket))
        for of in (number, month)
        for named in (category, _places(parts[2], [ALL])[0])  # each, and all of them together
        for kind, bucket in events
    ]
    found, counts = np.unique(np.concatenate(keys), return_counts=True)
    places = np.unravel_index(found, [len(part) for part in parts])
    for start in range(0, len(found), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        columns = [
            [part[place] for place in column[some].tolist()]
            for part, column in zip(parts, places, strict=True)
        ]
        yield from zip(*columns, counts[some].tolist(), strict=True)


def _places(part: list[Any], values: Iterable[Any]) -> Any:
    return np.array([part.index(value) for value in values])


def _some(draw: Any, cases: int, part: list[Any], values: Sequence[Any]) -> Any:
    """A random index of these values for each case, equally likely."""
    return _places(part, values)[draw.integers(len(values), size=cases)]


def _key(parts: tuple[list[Any], ...], places: tuple[Any, ...]) -> Any:
    key = places[0]
    for part, place in zip(parts[1:], places[1:], strict=True):
        key = key * len(part) + place
    return key


async def filled(folder: Path, cases: int) -> tuple[Database, Conditions]:
    """A database with these figures."""
    url = f"sqlite+aiosqlite:///{folder}/figures.db"
    db = await open_database(url, KeyRing.parse(KEY))
    profile = read_profile(Path("profiles/hunan"))
    await db.run(core_profile.install_profile, profile, NOW)
    units, categories = [unit.code for unit in profile.units], list(profile.taxonomy.top)
    with sqlite3.connect(f"{folder}/figures.db") as bare:
        bare.executemany(
            "INSERT INTO figures (unit, period, category, kind, bucket, count)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            counted(cases, units, categories),
        )
    bare.close()
    return db, Conditions(profile=profile, now=NOW)


def questions(conditions: Conditions) -> dict[str, Callable[[Tx], Any]]:
    """The queries: by staff of one unit, by admins for all units, by the public."""
    admin = Person(who="admin", locale="en", admin=True)
    moderator = Person(who="anna", locale="en", grants={"changsha": Role.MODERATOR})

    def look(person: Person, period: Period, **of: str) -> Callable[[Tx], Any]:
        wanted = overview.FiguresQuery(period=period, **of)
        return lambda tx: overview.look(Request(tx, conditions, person), wanted)

    last_month = (TODAY.replace(day=1) - timedelta(days=1)).replace(day=1)
    whole = overview.FiguresQuery(period=Period.LAST_YEAR)
    return {
        "one unit, this month beside two others": look(moderator, Period.THIS_MONTH),
        "one unit, this year beside two others": look(moderator, Period.THIS_YEAR),
        **{f"all units, {each} beside two others": look(admin, each) for each in Period},
        "all units, one category, this year": look(admin, Period.THIS_YEAR, category="fraud"),
        "a year month by month, all units": lambda tx: overview.by_month(
            Request(tx, conditions, admin), overview.FiguresQuery()
        ),
        "the file of last year": lambda tx: figures_table.table(
            Request(tx, conditions, admin), whole, FileFormat.XLSX
        ),
        "the public card of a unit": lambda tx: overview.of_unit(
            Request(tx, conditions), "changsha"
        ),
        "the transparency report": lambda tx: transparency.report(
            Request(tx, conditions), last_month
        ),
    }


async def run(folder: Path, cases: int) -> dict[str, float]:
    """Seconds for each question, the best of three."""
    began = time.monotonic()
    db, conditions = await filled(folder, cases)
    print(f"{cases:,} cases … {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    found = {}
    try:
        for name, ask in questions(conditions).items():
            times = []
            for _ in range(3):
                at = time.perf_counter()
                await db.run(ask)
                times.append(time.perf_counter() - at)
            found[name] = min(times)
    finally:
        await db.close()
    return found


def figures(cases: int = CASES) -> list[Promise]:
    """Make a database, run all queries, delete it."""
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(run(Path(folder), cases))
    for name, seconds in found.items():
        print(f"{name:<42}{seconds * 1000:>10.1f} ms")
    worst = max(found, key=lambda name: found[name])
    words = f"figures of {cases:,} cases, s, worst: {worst}"
    return [Promise(words, found[worst], MOST_SECONDS, at_least=False)]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.figures")
    parser.add_argument("--cases", type=int, default=CASES)
    print(*figures(parser.parse_args().cases), sep="\n")


if __name__ == "__main__":
    main()
