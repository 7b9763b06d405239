"""One run: a fake Bot API and a bot as processes, and measurements of the bot."""

import base64
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any
from urllib.request import ProxyHandler, build_opener

from bench.dialogues import SCRIPTS

ROOT = Path(__file__).resolve().parent.parent
START_WITHIN = 60.0  # seconds from the start of a bot to its first poll
WARM = 2.0  # seconds before the measured window starts
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Start:
    """How a bot is started: arguments to Python, and its environment."""

    arguments: tuple[str, ...]
    environment: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A bot to measure; `start` gets the fake Bot API's address and an empty folder.

    `people` limits how many write, for a bot that handles one update at a time.
    """

    name: str
    script: str
    start: Callable[[str, Path], Start]
    window: float  # seconds of measuring at most
    people: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The load, and the latency of the Bot API; `rate` 0: everybody writes when they can."""

    people: int
    latency: float  # seconds
    rate: float = 0


@dataclass(frozen=True, slots=True)
class Result:
    """Measurements of the window; times in milliseconds."""

    name: str
    people: int
    told: dict[str, Any]  # the stand-in's report
    cpu_ms: float  # of the bot's process and its children
    standin_cpu_ms: float
    others_cpu_ms: float  # of everything else on this machine meanwhile

    @property
    def per_second(self) -> float:
        answered, seconds = int(self.told["answered"]), float(self.told["seconds"])
        return answered / seconds if seconds else 0.0

    @property
    def cpu_each(self) -> float:
        """CPU ms for each answered update."""
        return self.cpu_ms / max(1, int(self.told["answered"]))


class NotMeasured(Exception):  # noqa: N818 - says what is missing
    """A bot did not start, or crashed; the message ends with its last output."""


def peer(module: str) -> Callable[[str, Path], Start]:
    """A bot of `bench/peers`, which gets the address as its argument."""
    return lambda url, _: Start(("-m", f"bench.peers.{module}", url), {})


def ours(url: str, folder: Path) -> Start:
    """Our bot as in production: a database on disk, encrypted, fully durable."""
    return Start(
        ("-m", "bot", "run"),
        {
            "JUBAO_BOT_TOKEN": "4242:bench-token-that-is-no-token-at-all-00",
            "JUBAO_API_BASE_URL": url,
            "JUBAO_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'jubao.db'}",
            "JUBAO_EVIDENCE_URL": f"file:{folder / 'evidence'}",
            "JUBAO_SEAL_KEYS": f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
            "JUBAO_SEND_RATE": "100000",
            "JUBAO_PROFILE": "profiles/hunan",
            "JUBAO_LOG_LEVEL": "warning",
        },
    )


def run(contender: Contender, load: Load, *, warm: float = WARM) -> Result:
    """Start both, warm up, measure, end both; raises NotMeasured.

    The window ends after as many answers as all people's whole scripts have: people move through
    the script at the same pace, so only then does every step have its share in the figures.
    """
    load = replace(load, people=min(load.people, contender.people))
    whole = load.people * len(SCRIPTS[contender.script].steps)
    with (
        tempfile.TemporaryDirectory() as folder,
        stand_in(contender.script, load) as (standin, url),
        (Path(folder) / "log").open("w+b") as log,
        _bot(contender.start(url, Path(folder)), log) as bot,
    ):
        if not _until(lambda: ask(url, "begun"), bot, START_WITHIN):
            raise NotMeasured(f"{contender.name} asked for no updates:\n{_last_words(log)}")
        time.sleep(warm)
        ask(url, "begin")
        before = [cpu_ms(bot.pid), cpu_ms(standin.pid), machine_cpu_ms()]
        _until(lambda: ask(url, "answered") >= whole, bot, contender.window)
        told = ask(url, "report")
        if bot.poll() is not None:
            raise NotMeasured(f"{contender.name} died:\n{_last_words(log)}")
        after = [cpu_ms(bot.pid), cpu_ms(standin.pid), machine_cpu_ms()]
    mine, standins, all_of_it = (b - a for a, b in zip(before, after, strict=True))
    others = max(0.0, all_of_it - mine - standins)
    return Result(contender.name, load.people, told, mine, standins, others)


def _until(true: Callable[[], bool], bot: "subprocess.Popen[bytes]", within: float) -> bool:
    deadline = time.monotonic() + within
    while bot.poll() is None and time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.1)
    return False


@contextmanager
def stand_in(script: str, load: Load) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """Start a fake Bot API as a process; yields its address."""
    arguments = ["--script", script, "--people", load.people]
    arguments += ["--latency", load.latency, "--rate", load.rate]
    process = _python("-m", "bench.standin", *map(str, arguments), stdout=subprocess.PIPE)
    with _ended(process):
        assert process.stdout is not None
        port = int(process.stdout.readline())
        yield process, f"http://127.0.0.1:{port}"


def ask(url: str, what: str) -> Any:
    """Call a `/bench/` path of the fake Bot API."""
    straight = build_opener(ProxyHandler({}))  # no proxy for loopback
    with straight.open(f"{url}/bench/{what}", timeout=10) as answer:
        return json.load(answer)


def cpu_ms(pid: int) -> float:
    """CPU time of a process with all its threads and the children it has waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) * 1000 / TICK


def machine_cpu_ms() -> float:
    """CPU time that was used, or taken away, on all cores together."""
    kinds = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    user, nice, system, _idle, _waiting, irq, softirq, stolen = map(int, kinds)
    return (user + nice + system + irq + softirq + stolen) * 1000 / TICK


@contextmanager
def _bot(start: Start, log: IO[bytes]) -> Iterator["subprocess.Popen[bytes]"]:
    process = _python(
        *start.arguments, extra=start.environment, stdout=log, stderr=subprocess.STDOUT
    )
    with _ended(process):
        yield process


def _python(*arguments: str, extra: dict[str, str] | None = None, **streams: Any) -> Any:
    strange = ("JUBAO_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    kept = {k: v for k, v in os.environ.items() if not k.upper().startswith(strange)}
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=kept | (extra or {}), **streams
    )


@contextmanager
def _ended(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """End the process in any case, without waiting for queued updates."""
    try:
        yield
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _last_words(log: IO[bytes]) -> str:
    log.seek(0)
    return "\n".join(log.read().decode(errors="replace").splitlines()[-15:])
