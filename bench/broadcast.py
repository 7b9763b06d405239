"""A broadcast while replies are sent: ours, and PTB's AIORateLimiter, under Telegram's limit.

    python -m bench.broadcast [--readers 3000] [--rate 25] [--only ours]

The ideal time is readers ÷ rate. A peer is stopped when it has taken twice as long as its limit
allows.
"""

import argparse
import asyncio
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.limited import CITIZENS
from bench.promise import Promise
from bench.runs import Start as Run
from bench.runs import _bot, _ended, _last_words, _python, ask, ours, peer
from bot.config.profile import read_profile
from domain.broadcast import Body, BroadcastState, Repeat
from domain.network.people import Caller
from storage.broadcasts import broadcasts, recipients
from storage.crypto.encryption import KeyRing
from storage.engine.database import Tx
from storage.network import people
from storage.wiring import open_database
from usecases.core import profile

LATENCY = 0.08
LIMIT = 30.0
ASK = 4.0  # citizens per second who write meanwhile; with the broadcast just below the limit
READERS, RATE = 250, 25.0
ADMINS = (2 * CITIZENS, 2 * CITIZENS + 1)  # author and approver; not recipients
QUIET = 15.0  # seconds without a broadcast
STARTS = 6.0  # seconds until the bot must have started


async def prepare(url: str, key_ring: str, readers: int) -> None:
    """Write people and a due broadcast into a database."""
    db = await open_database(url, KeyRing.parse(key_ring))
    try:
        await db.run(profile.install_profile, read_profile(Path("profiles/hunan")), 0)
        await asyncio.gather(
            *(db.run(people.meet, Caller(account=n, locale="en"), 1) for n in range(1, readers + 1))
        )
        writer, approver = [await db.run(_admin, account) for account in ADMINS]
        found = await db.run(
            broadcasts.add,
            Body(texts={"": "The number to call is 0731-81127410."}),
            by=writer,
            now=1,
            start_at=1,
            repeat=Repeat.ONCE,
        )
        await db.run(broadcasts.change, found, state=BroadcastState.APPROVED, approved_by=approver)
    finally:
        await db.close()


def _admin(tx: Tx, account: int) -> str:
    """Add an admin, who gets no broadcasts."""
    who = people.meet(tx, Caller(account=account, locale="en"), 1).who
    people.set_admin(tx, who, admin=True)
    recipients.set_willing(tx, who, willing=False)
    return who


def prepared(url: str, folder: Path, readers: int, rate: float) -> Run:
    """A contender: our bot with a prepared database."""
    start = ours(url, folder)
    environment = {
        **start.environment,
        "JUBAO_SEND_RATE": str(LIMIT),
        "JUBAO_BROADCAST_RATE": str(rate),
    }
    asyncio.run(prepare(environment["JUBAO_DATABASE_URL"], environment["JUBAO_SEAL_KEYS"], readers))
    return Run(start.arguments, environment)


@contextmanager
def limited(ask_rate: float) -> Iterator[str]:
    """Start the fake Bot API; yields its address."""
    options = ["--limit", str(LIMIT), "--latency", str(LATENCY), "--ask", str(ask_rate)]
    process = _python("-m", "bench.limited", *options, stdout=subprocess.PIPE)
    with _ended(process):
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"


def measured(name: str, readers: int, rate: float) -> dict[str, Any]:
    """One run until every recipient has it, or a timeout."""
    with (
        tempfile.TemporaryDirectory() as folder,
        limited(ASK) as url,
        (Path(folder) / "log").open("w+b") as log,
    ):
        if name == "ours":
            start = prepared(url, Path(folder), readers, rate)
        else:
            started = peer("ptb_limiter")(url, Path(folder))
            start = Run((*started.arguments, str(readers), name.rpartition(" ")[2]), {})
        with _bot(start, log) as bot:
            patience = time.monotonic() + STARTS + 2 * readers / rate
            while time.monotonic() < patience and bot.poll() is None:
                told: dict[str, Any] = ask(url, "report")
                if told["readers"] >= readers:
                    break
                time.sleep(0.5)
            if bot.poll() is not None:
                raise SystemExit(f"{name} died:\n{_last_words(log)}")
            return told


def quiet(rate: float) -> dict[str, Any]:
    """Our bot with citizens and no broadcast, as the reference for replies."""
    with (
        tempfile.TemporaryDirectory() as folder,
        limited(ASK) as url,
        (Path(folder) / "log").open("w+b") as log,
        _bot(prepared(url, Path(folder), 0, rate), log),
    ):
        time.sleep(QUIET)
        told: dict[str, Any] = ask(url, "report")
        return told


def p99(told: dict[str, Any]) -> float:
    """The 99th percentile of replies, in seconds."""
    waits = told["waits"] or [0.0]
    return float(waits[int((len(waits) - 1) * 0.99)])


def line(name: str, told: dict[str, Any], readers: int, rate: float) -> str:
    """One row of the table."""
    time_ratio = told["seconds"] / (readers / rate)
    return (
        f"{name:<22}{told['seconds']:>9.1f} s{time_ratio:>9.3f}{readers - told['readers']:>9}"
        f"{told['copies'] - told['readers']:>8}{told['refused']:>8}{p99(told) * 1000:>10.0f} ms"
    )


def figures(
    readers: int = READERS, rate: float = RATE, names: Sequence[str] = ("ours", "limiter 0")
) -> list[Promise]:
    """Ours and peers, one after the other."""
    heads = ("time", "÷ ideal", "without", "twice", "429", "reply p99")
    print(f"{readers} readers at {rate:g}/s, API {LATENCY * 1000:.0f} ms, {LIMIT:g}/s")
    print(f"{'':<22}" + "{:>11}{:>9}{:>9}{:>8}{:>8}{:>13}".format(*heads))
    print(f"{'the limit itself':<22}{readers / LIMIT:>9.1f} s{rate / LIMIT:>9.3f}")
    found = []
    for name in names:
        told = measured(name, readers, rate)
        print(line(name, told, readers, rate), flush=True)
        if name == "ours":
            alone = p99(quiet(rate))
            print(f"{'ours, no broadcast':<22}{'':>46}{alone * 1000:>10.0f} ms", flush=True)
            ideal, words = readers / rate, "a reply's p99 while a broadcast runs ÷ without"
            found += [
                Promise(
                    "broadcast: time ÷ (recipients ÷ rate)",
                    told["seconds"] / ideal,
                    1.05,
                    at_least=False,
                    goal=1.01,
                ),
                Promise("broadcast: 429", told["refused"], 0, at_least=False),
                Promise(words, p99(told) / alone, 2, at_least=False, goal=1.2),
            ]
    return found


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.broadcast")
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--only", default="ours,limiter 0,limiter 5")
    asked = parser.parse_args()
    print(*figures(asked.readers, asked.rate, asked.only.split(",")), sep="\n")


if __name__ == "__main__":
    main()
