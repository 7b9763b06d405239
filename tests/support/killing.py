"""Death at a chosen point, in a child of the warm server: a commit or a call, before or after it.

The points are counted from the first stored update on. What a process waits for after a death,
leases, is cut short; all else is as it always is.
"""

import atexit
import importlib
import itertools
import json
import os
import signal
import sqlite3
import threading
from functools import partial
from pathlib import Path

ASKED = "JUBAO_TEST_KILL"  # JSON: {"at": the number of a point, 0 for none, "into": a file}
SIGNAL = "JUBAO_TEST_SIGNAL"  # JSON: see `arm_signal`
QUICK = "JUBAO_TEST_QUICK"  # where set, one person may get hundreds of messages a second
LEASE_SECONDS = 6


def arm(asked):
    """Count, and die at the point that was asked for; which it was, or how many, is written."""
    from bot.delivery import courier, fetcher, pacer  # noqa: PLC0415
    from bot.intake import intake  # noqa: PLC0415
    from bot.telegram import aiohttp_request  # noqa: PLC0415
    from storage.engine import sqlite  # noqa: PLC0415
    from usecases.notify import pushes  # noqa: PLC0415

    courier.LEASE_SECONDS = fetcher.LEASE_SECONDS = LEASE_SECONDS
    if os.environ.pop(QUICK, ""):
        pacer.PRIVATE_EVERY = 0.01
        pushes.BURST_SECONDS = 2  # staff's lists of many cases come at the end of so long
    points = Points(**json.loads(asked))
    atexit.register(points.tell, "end")
    connect, ask, store = (
        sqlite._connect,
        aiohttp_request.AiohttpRequest.do_request,
        intake.Intake.store,
    )

    async def counted_request(self, url, *args, **kwargs):
        method = url.rpartition("/")[2].partition("?")[0]
        points.passed(f"before {method}")
        found = await ask(self, url, *args, **kwargs)
        points.passed(f"after {method}")
        return found

    async def begins(self, updates):
        points.open = True
        await store(self, updates)

    class Counted(sqlite3.Connection):
        written = 0

        def execute(self, statement, *args):
            if statement != "COMMIT" or self.total_changes == self.written:
                return super().execute(statement, *args)
            points.passed("before commit")
            found = super().execute(statement, *args)
            self.written = self.total_changes
            points.passed("after commit")
            return found

    sqlite._connect = partial(connect, factory=Counted)
    aiohttp_request.AiohttpRequest.do_request = counted_request
    intake.Intake.store = begins


class Points:
    """The points that have been passed."""

    def __init__(self, at, into):
        self.at = at
        self.into = Path(into)
        self.open = False
        self._numbers = itertools.count(1)
        self._last = 0
        self._lock = threading.Lock()  # commits are on a thread of their own

    def passed(self, name):
        if not self.open:
            return
        with self._lock:
            self._last = next(self._numbers)
            if self._last == self.at:
                self.tell(name)
                os.kill(os.getpid(), signal.SIGKILL)

    def tell(self, name):
        self.into.write_text(json.dumps([self._last, name]))


def arm_signal(asked):
    """Send this process a signal right before or right after the first call of a function.

    `asked` is JSON: {"number": 15, "at": "os:link", "when": "before"}.
    """
    asked = json.loads(asked)
    module, _, name = asked["at"].partition(":")
    *owners, name = name.split(".")
    owner = importlib.import_module(module)
    for each in owners:
        owner = getattr(owner, each)
    function, sent = getattr(owner, name), []

    def send(when):
        if when == asked["when"] and not sent:
            sent.append(when)
            os.kill(os.getpid(), asked["number"])

    def signalled(*args, **kwargs):
        send("before")
        found = function(*args, **kwargs)
        send("after")
        return found

    setattr(owner, name, signalled)
