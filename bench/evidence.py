"""Replies while files are downloaded as fast as possible: more than an hour of a busy unit.

    python -m bench.evidence [--seconds 12] [--store s3|folder] [--ask 40]

Two runs of the same bot with the same load (`ask` people a second write /start; the Bot API answers
after 80 ms): without files, and with many photographs that are all due at once. Each is downloaded,
hashed, encrypted and stored. The first `seconds` after the first answer count. S3 is
moto's server, a process beside the bot on the same cores.
"""

import argparse
import asyncio
import io
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from bench.promise import Promise
from bench.runs import Start, _bot, _ended, _last_words, _python, ask, cpu_ms, ours
from bot.config.profile import read_profile
from domain.report import EvidenceState
from storage.crypto.encryption import KeyRing
from storage.evidence import evidence, evidence_files
from storage.wiring import open_database
from usecases.core import profile

LATENCY = 0.08
HOUR = 1000  # files of a busy unit
START_WITHIN = 30.0  # seconds to the first answer
BUCKET = "bench"


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: waiting times in seconds, sorted; files stored; CPU of the bot."""

    waits: list[float]
    kept: int
    seconds: float
    cpu: float  # ms

    def wait(self, share: float) -> float:
        """The waiting time at this quantile."""
        return self.waits[min(len(self.waits) - 1, int(len(self.waits) * share))]


def picture() -> bytes:
    """A photograph as Telegram delivers it: 1280 × 960, about 300 KB."""
    noise = random.Random(1).randbytes(160 * 120 * 3)
    image = Image.frombytes("RGB", (160, 120), noise).resize((1280, 960))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=93)
    return out.getvalue()


async def prepare(url: str, key_ring: str, files: int) -> None:
    """Write due files into a database."""
    db = await open_database(url, KeyRing.parse(key_ring))

    def offer(tx: Any, number: int) -> None:
        offered = evidence.Offer(
            kind="photo",
            file_id=f"f{number}",
            unique_id=f"u{number}",
            size=1,
            mime="",
            name="",
            album="",
            message_id=number,
        )
        state = EvidenceState.WANTED
        evidence.offer(tx, offered, draft_id=f"d{number}", who="w", state=state, now=1)

    try:
        await db.run(profile.install_profile, read_profile(Path("profiles/hunan")), 0)
        await asyncio.gather(*(db.run(offer, number) for number in range(files)))
    finally:
        await db.close()


async def kept(url: str, key_ring: str) -> int:
    """How many files are stored so far."""
    db = await open_database(url, KeyRing.parse(key_ring))
    try:
        return await db.read(evidence_files.kept_count)
    finally:
        await db.close()


@contextmanager
def bucket() -> Iterator[dict[str, str]]:
    """Start an S3-compatible server; yields the settings to use it."""
    serve = (
        "from moto.server import ThreadedMotoServer as S\n"
        "import logging, threading\n"
        "logging.getLogger('werkzeug').setLevel(logging.ERROR)\n"
        "s = S(ip_address='127.0.0.1', port=0, verbose=False); s.start()\n"
        "print(s.get_host_and_port()[1], flush=True); threading.Event().wait()"
    )
    process = subprocess.Popen([sys.executable, "-c", serve], stdout=subprocess.PIPE)
    with _ended(process):
        assert process.stdout is not None
        endpoint = f"http://127.0.0.1:{int(process.stdout.readline())}"
        made = urllib.request.Request(f"{endpoint}/{BUCKET}", method="PUT")
        signed = "AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/s3/aws4_request"
        made.add_header("Authorization", signed)
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(made).close()
        yield {
            "JUBAO_EVIDENCE_URL": f"s3://{BUCKET}/evidence",
            "JUBAO_S3_ENDPOINT": endpoint,
            "JUBAO_S3_REGION": "us-east-1",
            "JUBAO_S3_KEY_ID": "k",
            "JUBAO_S3_SECRET": "of the bench",
        }


def measured(files: int, seconds: float, people: float, store: str) -> Measured:
    """One run with this many files."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "picture").write_bytes(picture())
        options = ["--limit", "100000", "--latency", str(LATENCY), "--ask", str(people)]
        options += ["--file", str(folder / "picture")]
        process = _python("-m", "bench.limited", *options, stdout=subprocess.PIPE)
        stack.enter_context(_ended(process))
        url = f"http://127.0.0.1:{int(process.stdout.readline())}"
        start = ours(url, folder)
        more = stack.enter_context(bucket()) if store == "s3" else {}
        start = Start(start.arguments, start.environment | more)
        database = start.environment["JUBAO_DATABASE_URL"], start.environment["JUBAO_SEAL_KEYS"]
        asyncio.run(prepare(*database, files))
        log = stack.enter_context((folder / "log").open("w+b"))
        bot = stack.enter_context(_bot(start, log))
        deadline = time.monotonic() + START_WITHIN
        while not ask(url, "report")["answered"] and time.monotonic() < deadline:
            time.sleep(0.1)
        began, before = time.monotonic(), cpu_ms(bot.pid)
        had = asyncio.run(kept(*database))
        time.sleep(seconds)
        told, past = ask(url, "report"), time.monotonic() - began
        used = cpu_ms(bot.pid) - before
        if bot.poll() is not None or not told["answered"]:
            raise SystemExit(f"the bot died:\n{_last_words(log)}")
        return Measured(told["waits"], asyncio.run(kept(*database)) - had, past, used)


def figures(seconds: float = 12, people: float = 40, store: str = "s3") -> list[Promise]:
    """A run without files, then one with more than can be downloaded in the time."""
    size, cores = len(picture()) // 1024, os.cpu_count()
    print(
        f"photographs of {size} KB into {store}, API {LATENCY * 1000:.0f} ms, "
        f"{people:g} people a second, {cores} cores"
    )
    print(f"{'':<16}{'replies':>9}{'p50':>10}{'p99':>10}{'kept':>8}{'bot CPU':>11}")
    found = []
    for name, files in (("without files", 0), ("with files", 2 * HOUR)):
        run = measured(files, seconds, people, store)
        found.append(run)
        print(
            f"{name:<16}{len(run.waits):>9}{run.wait(0.5) * 1000:>7.0f} ms"
            f"{run.wait(0.99) * 1000:>7.0f} ms{run.kept:>8}{run.cpu / 1000:>9.1f} s",
            flush=True,
        )
    quiet, busy = found
    slower = busy.wait(0.99) / quiet.wait(0.99)
    hour = busy.kept / busy.seconds * 3600
    return [
        Promise("a reply's p99 while evidence comes in ÷ without", slower, 2, at_least=False),
        Promise(f"evidence: files kept in an hour at that pace ÷ {HOUR:,}", hour / HOUR, 10),
    ]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.evidence")
    parser.add_argument("--seconds", type=float, default=12)
    parser.add_argument("--ask", type=float, default=40)
    parser.add_argument("--store", choices=("s3", "folder"), default="s3")
    asked = parser.parse_args()
    for promise in figures(asked.seconds, asked.ask, asked.store):
        print(promise)


if __name__ == "__main__":
    main()
