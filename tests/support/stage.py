"""A sandbox and a real process of ours that is killed and started again."""

import asyncio
import os
import re
import shutil
import signal
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, func, select

from domain.network.people import Caller
from sandbox.limits import Reply
from sandbox.telegram import Telegram
from sandbox.web.server import serve
from storage.engine.tables import cases, inbox, outbox, reports
from storage.network import people
from storage.wiring import open_database
from tests.support.database import KEY_RING
from tests.support.processes import ROOT, Process, Warm

TOKEN = "1000001:crash-crash-crash-crash-crash-crash-1"
PATIENCE = 20  # seconds within which a process that is asked to ends
WAITS = 60  # seconds until a test says that nothing comes: a start and a lease, on a busy machine
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
SAYS = {"sendMessage", "editMessageText"}
IN_DOUBT = "SELECT count(*) FROM outbox WHERE state = 0 AND (tries > 0 OR kind = 'receipt')"
"""The news of which nobody knows after a death whether they have come: those that were being sent,
and receipts, which the reply to "Submit" shows first."""


class Watched(Telegram):
    """A sandbox that says when updates leave and when calls come.

    `is_polled`: a process asks for updates, and so has made up for what the last one left.
    """

    is_polled: bool = False
    on_hand_out: Callable[[], None] | None = None
    on_call: Callable[[str], None] | None = None

    def take_updates(self, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        self.is_polled = True
        found = super().take_updates(*args, **kwargs)
        if found and self.on_hand_out:
            self.on_hand_out()
        return found

    def call(self, token: str, method: str, *args: Any, **kwargs: Any) -> Reply:
        if self.on_call and method in SAYS:
            self.on_call(method)
        return super().call(token, method, *args, **kwargs)


@dataclass
class Stage:
    """A sandbox and one bot process that is killed and started again."""

    telegram: Watched
    url: str
    folder: Path
    warm: Warm
    account: int = 0
    process: Process | None = None
    kills: int = 0

    async def start(self, more: Mapping[str, str] | None = None) -> None:
        environment = {
            **os.environ,
            "JUBAO_BOT_TOKEN": TOKEN,
            "JUBAO_API_BASE_URL": self.url,
            "JUBAO_DATABASE_URL": f"sqlite+aiosqlite:///{self.folder}/jubao.db",
            "JUBAO_EVIDENCE_URL": f"file:{self.folder}/evidence",
            "JUBAO_SEAL_KEYS": KEY_RING,
            "JUBAO_GATHER_SECONDS": "0",
            "JUBAO_LOG_LEVEL": "error",
            **(more or {}),
        }
        self.process = await self.warm.starts("run", folder=ROOT, environment=environment)

    def kill(self, *_: Any) -> None:
        """Once, without a word."""
        self.telegram.on_hand_out = self.telegram.on_call = None
        if self.process is not None and self.process.returncode is None:
            self.kills += 1
            self.process.send_signal(signal.SIGKILL)

    async def restart(self) -> None:
        assert self.process is not None
        await asyncio.wait_for(self.process.wait(), PATIENCE)
        self.telegram.is_polled = False
        await self.start()

    async def stop(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.terminate()
            await asyncio.wait_for(self.process.wait(), PATIENCE)

    # The person.

    def button(self, label: str) -> tuple[int, str] | None:
        for message in reversed(self.telegram.messages(self.account)):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if label.lower() in button["text"].lower() and "callback_data" in button:
                        return message["message_id"], button["callback_data"]
        return None

    def shown(self) -> str:
        """Everything the bot's messages say now, their buttons included."""
        lines = []
        for message in self.telegram.messages(self.account):
            if message["from"]["is_bot"]:
                rows = message.get("reply_markup", {}).get("inline_keyboard", [])
                lines += [message["text"], *(button["text"] for row in rows for button in row)]
        return "\n".join(lines)

    def receipt(self) -> int:
        """The number of the message that is the receipt."""
        told = self.telegram.messages(self.account)
        return next(
            each["message_id"] for each in told if "This is your receipt" in each.get("text", "")
        )

    def acts(self, how: str, what: str) -> None:
        if how == "says":
            self.telegram.say(self.account, self.account, what)
        elif how == "says together":
            for each in what.split("|"):
                self.telegram.say(self.account, self.account, each)
        elif how == "replies":
            self.telegram.say(self.account, self.account, what, reply_to=self.receipt())
        else:
            found = self.button(what)
            assert found is not None
            self.telegram.press(self.account, self.account, *found)

    async def until(self, come: Callable[[], Any], what: object) -> None:
        for _ in range(WAITS * 50):
            if come():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"waited in vain for {what!r}; the chat says:\n{self.shown()}")

    async def nothing_owed(self) -> None:
        """Wait until the process is up and has sent all that it owes."""
        owed = "SELECT count(*) FROM outbox WHERE state = 0"
        await self.until(lambda: self.telegram.is_polled and not self.look(owed), "all notices")

    def look(self, question: str) -> Any:
        """One value of the database."""
        with closing(sqlite3.connect(self.folder / "jubao.db")) as database:
            return database.execute(question).fetchone()[0]

    def counts(self) -> dict[str, int]:
        engine = create_engine(f"sqlite:///{self.folder}/jubao.db")
        with engine.connect() as connection:
            found = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (cases, reports)
            }
            found["dead"] = connection.execute(
                select(func.count()).select_from(inbox).where(inbox.c.state == 3)
            ).scalar_one()
            found["receipts"] = connection.execute(
                select(func.count()).select_from(outbox).where(outbox.c.kind == "receipt")
            ).scalar_one()
        engine.dispose()
        return found


@pytest.fixture
async def stage(tmp_path, warm):
    telegram = Watched()
    telegram.add_bot(token=TOKEN, username="crash_bot", name="Crash")
    async with serve(telegram, port=0) as url:
        stage = Stage(telegram, url, tmp_path, warm)
        stage.account = telegram.add_user("Lin", language_code="en").id
        yield stage
        stage.kill()
        if stage.process is not None:
            await stage.process.wait()


@pytest.fixture(scope="session")
def staffs(installed_template, key_ring, tmp_path_factory):
    """`await staffs({name: (account, role)})`: a database in which these people are at work."""

    async def staffs(staff):
        path = tmp_path_factory.mktemp("staffed") / "jubao.db"
        shutil.copy(installed_template, path)

        def give(tx):
            for name, (account, role) in staff.items():
                person = people.meet(tx, Caller(account=account, locale="en"), 1)
                people.set_name(tx, person.who, name)
                people.grant(tx, person.who, "changsha", role, by=person.who, now=1)

        db = await open_database(f"sqlite+aiosqlite:///{path}", key_ring)
        await db.run(give)
        await db.close()
        return path

    return staffs
