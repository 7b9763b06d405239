"""People on a stage: they act, wait, and act again where nothing comes of it."""

import asyncio
import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

from sandbox.telegram import File
from tests.support.killing import ASKED
from tests.support.stage import IN_DOUBT, PATIENCE, Stage

AGAIN_SECONDS = 5  # somebody who sees nothing come of a press presses once more
MOST_PRESSES = 6
GOES_ON = "Continue"
SILENCE_SECONDS = 60  # somebody who hears nothing for so long writes again
LOOK_SECONDS = 0.03
KNOWN = {  # what tells of a wait in vain why it was
    "updates that wait": "SELECT count(*) FROM inbox WHERE state = 0",
    "notices that wait": "SELECT count(*) FROM outbox WHERE state = 0",
    "questions that met three deaths": (
        "SELECT count(*) FROM outbox WHERE state = 3 AND dedupe LIKE 'screen:%'"
    ),
}


@dataclass
class Mortal(Stage):
    """A stage whose process dies at points of its own choice and is started again each time.

    `deaths` names the points it died at, `doubts` counts the news it had in its hands then.
    """

    deaths: list[str] = None
    doubts: int = 0
    points: int = 0

    @contextlib.asynccontextmanager
    async def living(self, next_death):
        """Alive until the block ends; `next_death` says at which point, 0 for at none."""
        self.deaths = []
        await self._born(next_death())
        keeper = asyncio.create_task(self._keep(next_death))
        try:
            yield
            keeper.cancel()
            await self.stop()
            assert self.process.returncode in {0, -9}
            number, name = self._told()
            self.points += number
            if self.process.returncode:  # the point came while it was stopping
                self.deaths.append(name)
        finally:
            keeper.cancel()
            await asyncio.gather(keeper, return_exceptions=True)
            self.kill()
            await self.process.wait()

    async def _born(self, at):
        self.into.write_text('[0, "none"]')
        await self.start({ASKED: json.dumps({"at": at, "into": str(self.into)})})

    async def _keep(self, next_death):
        while True:
            await self.process.wait()
            number, name = self._told()
            assert self.process.returncode == -9, await self.process.communicate()
            self.deaths.append(name)
            self.points += number
            self.doubts += self.look(IN_DOUBT)
            await self._born(next_death())

    @property
    def into(self) -> Path:
        return self.folder / "point.json"

    def _told(self):
        return json.loads(self.into.read_text())

    def has_heard(self):
        """Whether nothing waits that somebody said: only then does it help to say it again."""
        waiting = self.look("SELECT count(*) FROM inbox WHERE state = 0")
        return not waiting and not self.telegram.bot.queue


@dataclass
class Actor:
    """Somebody in their private chat."""

    stage: Mortal
    account: int
    looks: str = ""  # what they write where a button or an answer does not come: it was lost
    patience: float = PATIENCE

    @property
    def chat(self):
        return self.stage.telegram.messages(self.account)

    def sees(self, words):
        """Whether the bot's messages say this now, their buttons included."""
        return words in self.shown()

    def shown(self):
        lines = []
        for message in self.chat:
            if message["from"]["is_bot"]:
                rows = message.get("reply_markup", {}).get("inline_keyboard", [])
                lines += [
                    message.get("text") or message.get("caption", ""),
                    *(button["text"] for row in rows for button in row),
                ]
        return "\n".join(lines)

    def button(self, label):
        for message in reversed(self.chat):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if label in button["text"] and "callback_data" in button:
                        return message["message_id"], button["callback_data"]
        return None

    def says(self, what):
        self.stage.telegram.say(self.account, self.account, what)

    def taps(self, what):
        found = self.button(what)
        assert found, (what, self.shown())
        self.stage.telegram.press(self.account, self.account, *found)

    def sends(self, what, data):
        file = File(what, "image/png", data)
        self.stage.telegram.upload(self.account, self.account, [file], kind="photo")

    async def until(self, come, what, seconds=0.0):
        if not await self.waits(come, seconds or self.patience):
            known = {name: self.stage.look(rows) for name, rows in KNOWN.items()}
            raise AssertionError(f"waited in vain for {what!r}; {known}; it says:\n{self.shown()}")

    async def waits(self, come, seconds):
        for _ in range(int(seconds / LOOK_SECONDS)):
            if come():
                return True
            await asyncio.sleep(LOOK_SECONDS)
        return False

    async def does(self, how, what, come):
        """Act until it has come about; a press is made again where nothing comes of it.

        Words are not said again, since they have been heard; whoever hears nothing comes back: a
        question that met three deaths is not sent anew until then.
        """
        if how == "says":
            self.says(what)
            if self.looks and not await self.waits(come, SILENCE_SECONDS):
                await self.until(self.stage.has_heard, "all that was said is heard")
                if not come():
                    await self._comes_back(come)
        for _ in range(MOST_PRESSES if how == "taps" else 0):
            if come():
                return
            if self.looks and not await self.waits(lambda: self.button(what), AGAIN_SECONDS):
                self.says(self.looks)
            await self.until(lambda: come() or self.button(what), what)
            if not come():
                self.taps(what)
            if not await self.waits(come, AGAIN_SECONDS):
                await self.until(self.stage.has_heard, "all that was said is heard")
        await self.until(come, (how, what))

    async def _comes_back(self, come):
        """Look again, and go on with what is open."""
        known = self.button(GOES_ON)
        self.says(self.looks)
        await self.waits(lambda: come() or self.button(GOES_ON) != known, SILENCE_SECONDS)
        if not come() and self.button(GOES_ON) != known:
            self.taps(GOES_ON)
