"""Which files an update passes: from the poll to its reply, from a press to a notice.

Every Python function that is called is noted by `sys.setprofile`, in the event loop and in the
database's thread. Call it with a warm application: what runs once at start is none of an update's.
"""

import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from bot.config.profile import read_profile
from domain.network.people import Role
from storage.cases import cases
from storage.engine import schema
from storage.wiring import open_database
from tests.support.chat import TOKEN, World, talking
from tests.support.database import KEY_RING, KeyRing
from tests.support.decisions import writes
from tests.support.life import NOON, Life
from usecases.core import profile as core_profile

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "handlers", "usecases", "conversation", "storage", "domain", "locales")

DECIDES = (
    "Accept",
    "Start checking",
    "Decide",
    "Removed by the unit",
    "I saw it myself",
)


@dataclass
class Recorder:
    """Files of the product in the order in which they were first entered, while `on`."""

    on: bool = False
    files: dict[str, bool] = field(default_factory=dict)  # True: calls on into other files
    _known: dict[str, str | None] = field(default_factory=dict)

    def __call__(self, frame: FrameType, event: str, _arg: object) -> None:
        if self.on and event == "call" and (file := self._of(frame.f_code.co_filename)):
            self.files.setdefault(file, False)
            caller = frame.f_back and self._of(frame.f_back.f_code.co_filename)
            if caller and caller != file:
                self.files[caller] = True

    def _of(self, name: str) -> str | None:
        if name not in self._known:
            path = Path(name)
            inside = path.is_relative_to(ROOT)
            file = str(path.relative_to(ROOT)) if inside else ""
            self._known[name] = file if file.partition("/")[0] in PRODUCT else None
        return self._known[name]

    def start(self) -> None:
        self.files.clear()
        self.on = True

    def stop(self) -> dict[str, bool]:
        self.on = False
        return dict(self.files)


@asynccontextmanager
async def recorded(folder: Path) -> AsyncIterator[tuple[World, Recorder]]:
    """A world whose threads are all watched, on the SQLite file of this folder, or a fresh one."""
    url = f"sqlite+aiosqlite:///{folder}/jubao.db"
    if not (folder / "jubao.db").exists():
        await _install(url)
    recorder = Recorder()
    before = sys.getprofile()
    threading.setprofile(recorder)
    try:
        async with talking(url, folder) as world:
            sys.setprofile(recorder)
            try:
                yield world, recorder
            finally:
                sys.setprofile(before)
    finally:
        threading.setprofile(None)  # type: ignore[arg-type]  # None ends it; the stubs lack that


async def _install(url: str) -> None:
    schema.bring_up_to_date(url)
    db = await open_database(url, KeyRing.parse(KEY_RING))
    await db.run(core_profile.install_profile, read_profile(ROOT / "profiles/hunan"), NOON)
    await db.close()


async def update_to_reply(folder: Path) -> dict[str, bool]:
    """A citizen's link as their first answer: from the long poll to the next question."""
    async with recorded(folder) as (world, recorder):
        for name in ("An", "Lin"):  # the first to come warms what is built once
            citizen = world.person(name)
            await citizen.says("/report")
            world.telegram.say(citizen.account, citizen.account, "https://example.org/shop")
            await _poll(world, recorder)
            await world.jubao.person_queues.drain()
            files = recorder.stop()
            assert "Fraud" in citizen.labels(), citizen.labels()
            await world.settle()
    return files


async def press_to_notice(folder: Path) -> dict[str, bool]:
    """A lead's press that confirms a decision: from the long poll to the notice at the reporter."""
    async with recorded(folder) as (world, recorder):
        moderator = await world.staff("Chen", Role.MODERATOR)
        lead = await world.staff("Zhou", Role.LEAD)
        for name in ("An", "Lin"):
            citizen = world.person(name)
            await citizen.says("/start")
            life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
            filed = await life.files(citizen.account)
            await world.settle()
            case = await world.db.run(cases.get, filed.report.case_id)
            await moderator.says(f"/case {case.number}")
            for label in DECIDES:
                await moderator.taps(label)
            await writes(moderator, words=f"It was removed for {name}.")
            await lead.says(f"/case {case.number}")
            world.telegram.press(lead.account, lead.account, *lead.data("Confirm"))
            await _poll(world, recorder)
            await world.jubao.person_queues.drain()
            await world.jubao.courier.deliver()
            files = recorder.stop()
            assert f"It was removed for {name}." in citizen.texts(), citizen.texts()
            await world.settle()
    return files


async def _poll(world: World, recorder: Recorder) -> None:
    """What the poller does with one answer of Telegram."""
    updates = world.telegram.take_updates(TOKEN)
    assert updates
    recorder.start()
    await world.jubao.intake.store(updates)


UPDATES: dict[str, Callable[[Path], Any]] = {
    "update to reply": update_to_reply,
    "press to notice": press_to_notice,
}
