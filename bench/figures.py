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
from bench.promise import Promise
from bot.profile import read_profile
from domain.figures import Kind, month, number, rounded
from domain.people import Person, Role
from domain.periods import Period
from storage.db import Database, Tx
from storage.seal import Ring
from usecases import figures as overview
from usecases import figures_table, transparency, upkeep
from usecases.scene import Scene
from usecases.sheets import Format

TODAY = date(2026, 11, 25)
DAYS = 730
CASES = 1_000_000
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


async def filled(folder: Path, cases: int) -> tuple[Database, Scene]:
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
        bare.execute(  # over all categories, as they are counted beside each of them
            "INSERT INTO figures (unit, period, category, kind, bucket, count)"
            " SELECT unit, period, '', kind, bucket, sum(count) FROM figures"
            " GROUP BY unit, period, kind, bucket"
        )
    bare.close()
    return db, Scene(profile=profile, now=NOW)


def questions(scene: Scene) -> dict[str, Callable[[Tx], Any]]:
    """What people ask for: staff of one unit, admins of all, the public."""
    admin = Person(who="admin", locale="en", admin=True)
    moderator = Person(who="anna", locale="en", grants={"changsha": Role.MODERATOR})

    def look(person: Person, period: Period, **of: str) -> Callable[[Tx], Any]:
        wanted = overview.Wanted(period=period, **of)
        return lambda tx: overview.look(tx, person, scene, wanted)

    last_month = (TODAY.replace(day=1) - timedelta(days=1)).replace(day=1)
    whole = overview.Wanted(period=Period.LAST_YEAR)
    return {
        "one unit, this month beside two others": look(moderator, Period.THIS_MONTH),
        "one unit, this year beside two others": look(moderator, Period.THIS_YEAR),
        **{f"all units, {each} beside two others": look(admin, each) for each in Period},
        "all units, one category, this year": look(admin, Period.THIS_YEAR, category="fraud"),
        "a year month by month, all units": lambda tx: overview.by_month(
            tx, admin, scene, overview.Wanted()
        ),
        "the file of last year": lambda tx: figures_table.table(
            tx, admin, scene, whole, Format.XLSX
        ),
        "the public card of a unit": lambda tx: overview.of_unit(tx, scene, "changsha"),
        "the transparency report": lambda tx: transparency.report(tx, scene, last_month),
    }


async def run(folder: Path, cases: int) -> dict[str, float]:
    """Seconds for each question, the best of three."""
    began = time.monotonic()
    db, scene = await filled(folder, cases)
    print(f"{cases:,} cases … {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    found = {}
    try:
        for name, ask in questions(scene).items():
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
    """Make the counts, ask everything, throw them away."""
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
