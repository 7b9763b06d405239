"""How much memory the bot takes, and how long it takes to start.

    python -m bench.footprint [--starts 2] [--seconds 20] [--rate 300] [--readers 3000]

Start: from process start to the first poll, ours on an existing database, compared with a minimal
bot on python-telegram-bot, in turn, both with compiled modules.

Memory: the current and the maximal RSS, as counted by the kernel (pages of libraries that other
processes have mapped, too, count in full; the PSS, which divides them, is printed beside it):

- idle, on a database with 100,000 known people (rows are written directly);
- while `rate` new people a second write one update each, for `seconds`; the growth is taken from
  the second half;
- during a broadcast at full speed, faster than Telegram would allow, to 3,000 instead of 10,000
  recipients, since ten are claimed at a time for any number;
- while photographs of 450 KB are downloaded as fast as possible, for six seconds, which is at least
  a tenth of a busy hour.
"""

import argparse
import asyncio
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bench import evidence
from bench.broadcast import prepare
from bench.promise import Promise
from bench.runs import Load, Start, _bot, _ended, _last_words, _python, ask, ours, peer, stand_in
from bot.config.profile import read_profile
from domain.network.people import Caller
from storage.crypto.encryption import KeyRing
from storage.engine.tables import people as rows
from storage.network import people
from storage.wiring import open_database
from usecases.core import profile

BEFORE = 100_000  # people who wrote before
READERS = 3_000
EVIDENCE = 6.0  # seconds
PATIENCE = 40.0
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}  # the second start compiles nothing
LOOKS = 0.5  # seconds between two samples: memory grows in steps of a megabyte
CALM = 1.0  # seconds after the first poll until a process is idle
SETTLED = 4.0  # more seconds, until its first jobs are done
MB = 1024


@dataclass(frozen=True, slots=True)
class Memory:
    """Current and maximal RSS of a process, and its PSS, in MB."""

    now: float
    peak: float
    shared_out: float


def memory(pid: int) -> Memory:
    """Memory of a process, as counted by the kernel."""
    pages = (Path(f"/proc/{pid}/{name}").read_text() for name in ("status", "smaps_rollup"))
    said = dict(line.split(":", 1) for page in pages for line in page.splitlines() if ":" in line)
    return Memory(*(int(said[name].split()[0]) / MB for name in ("VmRSS", "VmHWM", "Pss")))


def as_before(tx: Any) -> None:
    """Copy the first person's row many times; their encrypted addresses are never read."""
    found = tx.execute(rows.select()).mappings().first()
    page = [{**found, "who": f"{number:032x}"} for number in range(BEFORE)]
    for at in range(0, BEFORE, 5000):
        tx.execute(insert(rows), page[at : at + 5000])


async def met(url: str, key_ring: str) -> None:
    """Make a database with many people."""
    db = await open_database(url, KeyRing.parse(key_ring))
    try:
        await db.run(profile.install_profile, read_profile(Path("profiles/hunan")), 0)
        await db.run(people.meet, Caller(account=1, locale="en"), 1)
        await db.run(as_before)
    finally:
        await db.close()


@dataclass(frozen=True, slots=True)
class Running:
    """A running bot, and its fake Bot API."""

    pid: int
    url: str

    def wait(self, true: Callable[[dict[str, Any]], bool], within: float = PATIENCE) -> None:
        """Wait until the fake Bot API's report meets a condition, or a timeout."""
        deadline = time.monotonic() + within
        while not true(ask(self.url, "report")) and time.monotonic() < deadline:
            time.sleep(0.1)


@contextmanager
def running(
    ready: Callable[[str, str], Any], *, asking: float = 0.001, more: dict[str, str] | None = None
) -> Iterator[Running]:
    """Run our bot on a database prepared by `ready`; `asking` new people a second write."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "picture").write_bytes(evidence.picture())
        options = ["--limit", "1e9", "--latency", "0.02", "--ask", str(asking)]
        options += ["--file", str(folder / "picture")]
        process = _python("-m", "bench.limited", *options, stdout=subprocess.PIPE)
        stack.enter_context(_ended(process))
        url = f"http://127.0.0.1:{int(process.stdout.readline())}"
        start = ours(url, folder)
        said = start.environment | COMPILED | (more or {})
        asyncio.run(ready(said["JUBAO_DATABASE_URL"], said["JUBAO_SEAL_KEYS"]))
        log = stack.enter_context((folder / "log").open("w+b"))
        bot = stack.enter_context(_bot(Start(start.arguments, said), log))
        found = Running(bot.pid, url)
        found.wait(lambda told: told["polled"])
        time.sleep(CALM)
        yield found
        if bot.poll() is not None:
            raise SystemExit(f"the bot died:\n{_last_words(log)}")


def started(start: Callable[[str, Path], Start]) -> float:
    """Seconds from process start to the first poll, measured at the second start on a folder."""
    with (
        tempfile.TemporaryDirectory() as named,
        stand_in("ours", Load(people=1, latency=0)) as (_, first),
    ):
        folder = Path(named)
        chosen = start(first, folder)
        _until_first_poll(Start(chosen.arguments, chosen.environment | COMPILED), first, folder)
        with stand_in("ours", Load(people=1, latency=0)) as (_, url):
            again = {k: v.replace(first, url) for k, v in chosen.environment.items()} | COMPILED
            words = tuple(word.replace(first, url) for word in chosen.arguments)
            return _until_first_poll(Start(words, again), url, folder)


def _until_first_poll(start: Start, url: str, folder: Path) -> float:
    with (folder / "log").open("w+b") as log:
        began = time.monotonic()
        with _bot(start, log) as bot:
            while not ask(url, "begun"):
                if bot.poll() is not None or time.monotonic() - began > PATIENCE:
                    raise SystemExit(f"it did not start:\n{_last_words(log)}")
                time.sleep(0.02)
            return time.monotonic() - began


def starts(times: int) -> Promise:
    """Start times of ours and of the minimal bot, in turn."""
    found = {name: [] for name in ("ours", "ptb_echo")}
    for _ in range(times):
        found["ours"].append(started(ours))
        found["ptb_echo"].append(started(peer("ptb_echo")))
    mine, its = (statistics.median(each) for each in found.values())
    print(f"{'first poll after':<34}{mine:>8.2f} s, python-telegram-bot's echo {its:.2f} s")
    words = "start to first poll ÷ python-telegram-bot's echo"
    return Promise(words, mine / its, 3, at_least=False, goal=1.5)


def line(what: str, found: Memory) -> None:
    """One row of the table."""
    print(
        f"{what:<34}{found.now:>8.1f} MB{found.peak:>8.1f} MB at most, PSS {found.shared_out:.1f}",
        flush=True,
    )


def idle() -> Promise:
    """Memory when idle, a few seconds after the start, when all jobs have run once."""
    with running(met) as bot:
        time.sleep(SETTLED)
        found = memory(bot.pid)
    line("idle, 100,000 wrote before", found)
    return Promise("memory: idle, MB", found.now, 120, at_least=False, goal=90)


def after_people(seconds: float, rate: float) -> Promise:
    """Growth of memory while new people write."""
    with running(met, asking=rate) as bot:
        until, wrote, held = time.monotonic() + seconds, [], []
        while time.monotonic() < until:
            wrote.append(ask(bot.url, "report")["answered"])
            held.append(memory(bot.pid).now)
            time.sleep(LOOKS)
        end = memory(bot.pid)
    line(f"{wrote[-1] - wrote[0]:,} more have written", end)
    half = len(held) // 2  # the first half fills caches: they are full after some 7,000 people
    growth = statistics.linear_regression(wrote[half:], held[half:]).slope * BEFORE
    return Promise("memory: growth per 100,000 people, MB", growth, 50, at_least=False, goal=0)


def during_broadcast(readers: int) -> Promise:
    """Memory during a broadcast, from the first recipient to the last."""

    async def ready(url: str, key_ring: str) -> None:
        await prepare(url, key_ring, readers)

    with running(ready, more={"JUBAO_BROADCAST_RATE": "100000"}) as bot:
        bot.wait(lambda told: told["readers"] >= readers)
        reached, found = ask(bot.url, "report")["readers"], memory(bot.pid)
    line(f"a broadcast to {reached:,}", found)
    return Promise("memory: most during a broadcast, MB", found.peak, 300, at_least=False)


def during_evidence(seconds: float) -> Promise:
    """Memory while files are downloaded."""

    async def ready(url: str, key_ring: str) -> None:
        await evidence.prepare(url, key_ring, evidence.HOUR)

    with running(ready) as bot:
        time.sleep(seconds)
        files, found = ask(bot.url, "report")["files"], memory(bot.pid)
    line(f"{files:,} files of evidence", found)
    return Promise("memory: most while evidence comes in, MB", found.peak, 300, at_least=False)


def figures(
    times: int = 5, seconds: float = 45, rate: float = 300, readers: int = READERS
) -> list[Promise]:
    """Measure everything."""
    return [
        starts(times),
        idle(),
        after_people(seconds, rate),
        during_broadcast(readers),
        during_evidence(EVIDENCE),
    ]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.footprint")
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=45)
    parser.add_argument("--rate", type=float, default=300)
    parser.add_argument("--readers", type=int, default=READERS)
    asked = parser.parse_args()
    for promise in figures(asked.starts, asked.seconds, asked.rate, asked.readers):
        print(promise)


if __name__ == "__main__":
    main()
