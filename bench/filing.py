"""Cases filed per second: our whole filing, compared with its six rows in plain `sqlite3`.

    python -m bench.filing [--cases 400] [--waiting 32]

Ours does the whole filing: quota, routing, number, deadlines, encryption, traits, journal, counts,
the receipt and the notice to staff. The plain driver writes the six rows that a case needs at
least, with the same durability, one case after another on one thread.
"""

import argparse
import asyncio
import gc
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.figures import KEY
from bench.million import NOW
from bench.promise import Promise
from bot.config.profile import read_profile
from bot.core.garbage import THRESHOLDS
from domain.draft import Carried, Draft
from domain.material import Piece
from domain.network.people import Caller, Person, Role
from domain.report import EvidenceState
from storage.crypto.encryption import KeyRing
from storage.evidence import evidence
from storage.evidence.evidence import Offer
from storage.network import people
from storage.wiring import open_database
from usecases import session
from usecases.core import profile as core_profile
from usecases.core.request import Conditions, Request
from usecases.reporting import filing

CASES, WAITING, ROUNDS = 400, 32, 9
BARE = """
CREATE TABLE cases (id INTEGER PRIMARY KEY, number TEXT, unit TEXT, status INTEGER, at INTEGER);
CREATE TABLE evidence (id INTEGER PRIMARY KEY, case_id INTEGER, sealed BLOB);
CREATE TABLE journal (id INTEGER PRIMARY KEY, case_id INTEGER, verb TEXT, at INTEGER, chain BLOB);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, case_id INTEGER, sealed BLOB, due_at INTEGER);
CREATE INDEX queue ON cases (unit, status, at);
CREATE INDEX files ON evidence (case_id);
CREATE INDEX entries ON journal (case_id);
CREATE INDEX due ON outbox (due_at);
"""


def bare(folder: Path, count: int) -> float:
    """Cases per second of the plain driver."""
    with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as db:
        db.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {BARE}")
        began = time.perf_counter()
        for number in range(count):
            db.execute("BEGIN IMMEDIATE")
            case = db.execute(
                "INSERT INTO cases (number, unit, status, at) VALUES (?, 'changsha', 1, ?)",
                (f"2611-{number:04}", NOW),
            ).lastrowid
            for _ in range(3):
                db.execute(
                    "INSERT INTO evidence (case_id, sealed) VALUES (?, ?)", (case, bytes(200))
                )
            db.execute(
                "INSERT INTO journal (case_id, verb, at, chain) VALUES (?, 'submit', ?, ?)",
                (case, NOW, bytes(32)),
            )
            db.execute(
                "INSERT INTO outbox (case_id, sealed, due_at) VALUES (?, ?, ?)",
                (case, bytes(200), NOW),
            )
            db.execute("COMMIT")
        return count / (time.perf_counter() - began)


def _draft(number: int, who: str) -> Draft:
    site = f"shop-{number}.example"
    raw = f"https://{site}/offer"
    link = {"raw": raw, "normalised": raw, "host": site, "site": site, "disguised": False}
    return Draft(
        id=f"bench-{number}",
        who=who,
        form="report",
        carried=Carried(
            files=f"bench-{number}",
            pieces=(
                Piece(key="1", text=raw, links=(link,)),
                Piece(key="2", text="They promise to double the money and never pay."),
            ),
        ),
        answers={
            "category": "fraud",
            "subcategory": "phishing",
            "region": "changsha",
            "review": {"danger": False},
        },
    )


def _files(req: Request, number: int, person: Person) -> None:
    """File a whole report with three files."""
    draft = _draft(number, person.who)
    for each in range(3):
        offered = Offer(
            kind="photo",
            file_id=f"f{number}-{each}",
            unique_id=f"u{number}-{each}",
            size=200_000,
            mime="image/jpeg",
            name="",
            album="",
            message_id=each,
        )
        state = EvidenceState.WANTED
        evidence.offer(req.tx, offered, draft_id=draft.id, who=person.who, state=state, now=req.now)
    filing.file(req.acting_as(person), draft)


async def ours(folder: Path, count: int, waiting: int) -> float:
    """Cases per second with this many reporters waiting at the same time."""
    db = await open_database(f"sqlite+aiosqlite:///{folder}/ours.db", KeyRing.parse(KEY))
    profile = read_profile(Path("profiles/hunan"))
    conditions = Conditions(profile=profile, now=NOW, flood_per_minute=10**9)
    numbers = iter(range(count))
    try:
        await db.run(core_profile.install_profile, profile, NOW)
        for account, role in ((1, Role.MODERATOR), (2, Role.LEAD)):
            staff = await db.run(people.meet, Caller(account=account, locale="en"), NOW)
            await db.run(people.grant, staff.who, "changsha", role, by="x", now=NOW)
        met = [
            await db.run(people.meet, Caller(account=10_000 + n, locale="en"), NOW)
            for n in range(count)
        ]

        async def reporter() -> None:
            for number in numbers:
                await db.run(session.by_system, conditions, _files, number, met[number])

        began = time.perf_counter()
        await asyncio.gather(*(reporter() for _ in range(waiting)))
        return count / (time.perf_counter() - began)
    finally:
        await db.close()


@contextmanager
def _garbage_as_in_the_bot() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def figures(count: int = CASES, waiting: int = WAITING) -> list[Promise]:
    """Measure both in turn, several times; the median of the ratios."""
    ratios = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name, _garbage_as_in_the_bot():
            folder = Path(name)
            plain = bare(folder, count * 5)
            mine = asyncio.run(ours(folder, count, waiting))
        print(f"plain sqlite3, six rows a case  {plain:8,.0f} cases/s")
        print(f"ours, whole, {waiting} waiting         {mine:8,.0f} cases/s")
        ratios.append(mine / plain)
    ratio = statistics.median(ratios)
    return [Promise("cases filed/s ÷ plain `sqlite3`", ratio, 0.10, goal=0.5)]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.filing")
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--waiting", type=int, default=WAITING)
    asked = parser.parse_args()
    print(*figures(asked.cases, asked.waiting), sep="\n")


if __name__ == "__main__":
    main()
