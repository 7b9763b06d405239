"""Figures over a million cases: how long a period takes, for one unit and for the whole network.

    python -m bench.figures [--cases 1000000]

The counts are those that the cases of two years would have left, drawn by a seeded generator and
written straight into the table.
"""

import argparse
import asyncio
import base64
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.million import NOW
from bench.updates import Promise
from bot.profile import read_profile
from domain.figures import Kind, Span, month, number, rounded
from storage import figures
from storage.db import Database, Tx
from storage.seal import Ring
from usecases import upkeep

TODAY = date(2026, 11, 25)
DAYS = 730
HOUR = 3600.0
TOOK = {Kind.TOOK_ACCEPT: 6 * HOUR, Kind.TOOK_DECIDE: 60 * HOUR, Kind.TOOK_CLOSE: 90 * HOUR}
MOST_SECONDS = 1.0
KEY = f"k1:{base64.b64encode(bytes(32)).decode()}"  # nothing sealed is in this database


def counted(cases: int, units: list[str], categories: list[str]) -> Counter[tuple[Any, ...]]:
    """What so many cases leave in the table: unit, period, category, kind, bucket → count."""
    draw = random.Random(20261125)
    days = [TODAY - timedelta(days=n) for n in range(DAYS)]
    periods = [(number(day), month(day)) for day in days]
    steps = [rounded(int(draw.lognormvariate(0, 1) * HOUR)) for _ in range(2000)]
    found: Counter[tuple[Any, ...]] = Counter()
    for _ in range(cases):
        unit, category = draw.choice(units), draw.choice(categories)
        at = int(draw.random() * DAYS)
        upheld = Kind.UPHELD if draw.random() < 0.6 else Kind.NOT_UPHELD
        events: list[tuple[Kind, int]] = [(Kind.RECEIVED, 0), (Kind.ACCEPTED, 0), (upheld, 0)]
        events += [(Kind.ANSWERED, 0), (Kind.IN_TIME, 0)]
        events += [
            (kind, rounded(int(draw.choice(steps) * of / HOUR))) for kind, of in TOOK.items()
        ]
        for period in periods[at]:
            for kind, bucket in events:
                found[unit, period, category, kind.value, bucket] += 1
    return found


async def filled(folder: Path, cases: int) -> tuple[Database, list[str], list[str]]:
    """A database with these figures."""
    url = f"sqlite+aiosqlite:///{folder}/figures.db"
    db = await Database.open(url, Ring.parse(KEY))
    profile = read_profile(Path("profiles/hunan"))
    await db.run(upkeep.install_profile, profile, NOW)
    units, categories = [unit.code for unit in profile.units], list(profile.taxonomy.top)
    rows = counted(cases, units, categories)
    with sqlite3.connect(f"{folder}/figures.db") as bare:
        bare.executemany(
            "INSERT INTO figures (unit, period, category, kind, bucket, count)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            ((*key, count) for key, count in rows.items()),
        )
    bare.close()
    return db, units, categories


def questions(units: list[str], category: str) -> dict[str, Callable[[Tx], Any]]:
    """What is asked: every kind of period, unit and category."""
    this_month = Span(TODAY.replace(day=1), TODAY)
    two_years = Span(TODAY - timedelta(days=DAYS - 1), TODAY)
    odd = Span(date(2026, 3, 7), date(2026, 9, 20))
    return {
        "one unit, this month": lambda tx: figures.read(tx, units[:1], this_month),
        "one unit, two years": lambda tx: figures.read(tx, units[:1], two_years),
        "all units, this month": lambda tx: figures.read(tx, units, this_month),
        "all units, odd days": lambda tx: figures.read(tx, units, odd),
        "all units, two years": lambda tx: figures.read(tx, units, two_years),
        "all units, one category": lambda tx: figures.read(tx, units, two_years, category),
        "each unit, two years": lambda tx: figures.by_unit(tx, units, two_years),
        "each category, two years": lambda tx: figures.by_category(tx, units, two_years),
    }


async def run(folder: Path, cases: int) -> dict[str, float]:
    """Seconds for each question, the best of three."""
    began = time.monotonic()
    db, units, categories = await filled(folder, cases)
    print(f"{cases:,} cases … {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    found = {}
    try:
        for name, ask in questions(units, categories[0]).items():
            times = []
            for _ in range(3):
                at = time.perf_counter()
                await db.read(ask)
                times.append(time.perf_counter() - at)
            found[name] = min(times)
    finally:
        await db.close()
    return found


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.figures")
    parser.add_argument("--cases", type=int, default=1_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(run(Path(folder), asked.cases))
    for name, seconds in found.items():
        print(f"{name:<42}{seconds * 1000:>10.1f} ms")
    worst = max(found, key=lambda name: found[name])
    print(Promise(f"seconds, worst: {worst}", found[worst], MOST_SECONDS, at_least=False))


if __name__ == "__main__":
    main()
