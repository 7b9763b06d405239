"""A chat to test in: people say, tap, send and see; the real application, a real database file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bot.config.settings import Settings, read_settings
from bot.delivery.pacer import Pacer
from bot.runtime.app import building
from bot.runtime.process import Jubao
from domain.network.people import Caller, Role
from domain.notices.preferences import NoticeMode, Preferences
from locales.catalog import Catalog
from sandbox.telegram import File, Telegram
from storage.engine.database import Tx
from storage.network import people, units
from storage.queues import preferences
from tests.support.counting import Acts
from tests.support.database import KEY_RING
from tests.support.life import NOON
from tests.support.media import JPEG
from tests.support.wire import Short
from usecases.dialogs.attachments import QUIET_SECONDS

TOKEN = "1000001:tests-tests-tests-tests-tests-tests-1"


@cache
def catalog() -> Catalog:
    """The words, read once for all tests."""
    return Catalog()


class Unhurried(Pacer):
    """A pacer that remembers pauses but lets nobody wait: what it does has tests of its own."""

    def wait_for(self, chat: int) -> float:
        return 0.0

    async def hold(self, chat: int | None) -> float:
        return max(0.0, self.pause_left(chat))


@dataclass(repr=False)  # the event loop writes out what a test's task has brought, all of it
class World:
    """The sandbox, the bot in it, and a clock that only tests move."""

    telegram: Telegram
    wire: Short
    jubao: Jubao
    at: list[float] = field(default_factory=lambda: [float(NOON)])
    sent_at: dict[int, float] = field(default_factory=dict)

    @property
    def db(self) -> Any:
        return self.jubao.db

    def later(self, seconds: float) -> None:
        """Let time pass."""
        self.at[0] += seconds

    def after_the_last(self, account: int) -> None:
        """So late that what somebody sends now does not come together with what they sent last."""
        sent_at = self.sent_at.get(account)
        if sent_at is not None and self.at[0] - sent_at < QUIET_SECONDS:
            self.later(QUIET_SECONDS)
        self.sent_at[account] = self.at[0]

    async def settle(self) -> None:
        """Until nothing is left to do: updates, files, news."""
        for _ in range(200):
            await self.jubao.person_queues.drain()
            while updates := self.telegram.take_updates(TOKEN):
                await self.jubao.intake.store(updates)
                await self.jubao.person_queues.drain()
            done = await self.jubao.fetcher.fetch() + await self.jubao.fetcher.erase()
            done += await self.jubao.case_files.deliver()
            done += await self.jubao.courier.deliver()
            if self.jubao.mailer is not None:
                done += await self.jubao.mailer.deliver()
            await self.jubao.answered.write()
            if not done:
                return
        raise AssertionError("the bot never comes to rest")

    async def broadcasts(self) -> None:
        """Send what is due of broadcasts, and the news of that."""
        await self.jubao.broadcaster.drain()
        await self.settle()

    def person(self, name: str, language: str | None = "en") -> "Talker":
        """Somebody new."""
        return Talker(self, self.telegram.add_user(name, language_code=language).id)

    async def staff(
        self, name: str, role: Role, unit: str = "changsha", language: str = "en"
    ) -> "Talker":
        """Somebody who works in a unit."""
        talker = self.person(name, language)

        def give(tx: Tx) -> None:
            caller = Caller(account=talker.account, locale=talker.locale)
            person = people.meet(tx, caller, int(self.at[0]))
            people.set_name(tx, person.who, name)
            if role is Role.ADMIN:
                people.set_admin(tx, person.who, admin=True)
            else:
                people.grant(tx, person.who, unit, role, by=person.who, now=0)

        await self.db.run(give)
        await talker.says("/start")
        return talker

    async def hears_each(self, talker: "Talker") -> "Talker":
        """They chose to get each case in private, also where a group gets it."""

        def choose(tx: Tx) -> None:
            who = people.who_is(tx, talker.account)
            preferences.put(tx, who, Preferences(mode=NoticeMode.EACH), int(self.at[0]))

        await self.db.run(choose)
        return talker

    async def group(self, *talkers: "Talker", unit: str | None = None, forum: bool = False) -> int:
        """A group with the bot in it, bound to a unit where one is named."""
        members = [each.account for each in talkers]
        chat = self.telegram.add_group("Office", members=members, forum=forum)
        if unit:
            await self.db.run(units.bind_group, unit, chat.id)
        await self.settle()
        return chat.id


@dataclass(repr=False)
class Talker:
    """One person in a chat with the bot; `acts` counts all that they have done."""

    world: World
    account: int
    acts: Acts = field(default_factory=Acts)

    @property
    def locale(self) -> str:
        code = self.world.telegram.users[self.account].language_code
        return self.world.jubao.services.locale_for(code)

    # What they do.

    async def says(self, text: str, *, chat: int | None = None, thread: int | None = None) -> None:
        """Write something, in private, in a group or in a topic of it."""
        self.acts.write(text)
        self.world.after_the_last(self.account)
        self.world.telegram.say(self.account, chat or self.account, text, thread=thread)
        await self.world.settle()

    async def says_together(self, *texts: str) -> None:
        """Write several messages right after one another, and wait for the answer to all."""
        self.world.after_the_last(self.account)
        for text in texts:
            self.acts.write(text)
            self.world.telegram.say(self.account, self.account, text)
            await self.world.settle()
        self.world.later(QUIET_SECONDS)
        await self.world.settle()

    async def replies(self, message_id: int, text: str) -> None:
        """Write in private in answer to one message, as Telegram's "Reply" does."""
        self.acts.write(text)
        self.world.after_the_last(self.account)
        self.world.telegram.say(self.account, self.account, text, reply_to=message_id)
        await self.world.settle()

    async def taps(self, label: str, *, chat: int | None = None) -> str:
        """Press the newest button whose label is, or begins with, this; what the pop-up said."""
        where = chat or self.account
        found = self._find(label, where)
        assert found, f"no button {label!r} among {self.labels(chat)}"
        return await self.presses(*found, chat=where)

    async def taps_on_card(self, label: str) -> str:
        """Press a button of the newest case card, after `More` where it is not at the front.

        Each of the two is a tap of its own, and counted as one.
        """
        more = self.words("card-more")
        card = self._find(more, self.account, exact=True)
        found = self._find(label, self.account, exact=True)
        if card and (not found or found[0] < card[0]):
            await self.presses(*card)
        return await self.taps(label)

    async def data_on_card(self, label: str) -> tuple[int, str]:
        """As `data`, of a button of the newest case card, after `More` if it is behind that."""
        if not self._find(label, self.account, exact=True):
            await self.taps(self.words("card-more"))
        return self.data(label)

    async def card_labels(self) -> list[str]:
        """All buttons of the newest case card, also those behind `More`; it looks as before then.

        Without `More` there are only those of the newest message.
        """
        front = self.labels()
        if self.words("card-more") not in front:
            return front
        await self.taps(self.words("card-more"))
        behind = self.labels()
        await self.taps(self.words("card-less"))
        return [*front, *behind]

    async def presses(self, message_id: int, data: str, *, chat: int | None = None) -> str:
        """Press any button of any age, or one that never was."""
        self.acts.taps += 1
        telegram = self.world.telegram
        query = telegram.press(self.account, chat or self.account, message_id, data)
        await self.world.settle()
        answer = telegram.presses[query].answer
        assert answer is not None, "the press was never answered"
        assert self.world.wire.answered.count(query) == 1, "Telegram takes one answer"
        return str(answer["text"])

    async def sends(
        self,
        *names: str,
        kind: str = "photo",
        data: bytes = JPEG,
        caption: str | None = None,
    ) -> None:
        """Send files; several are an album."""
        self.acts.send(caption or "")
        self.world.after_the_last(self.account)
        files = [File(name, "application/octet-stream", data + name.encode()) for name in names]
        self.world.telegram.upload(self.account, self.account, files, kind=kind, caption=caption)
        await self.world.settle()

    async def forwards(self, chat: int, message_id: int) -> None:
        """Forward a post to the bot."""
        self.acts.send()
        self.world.after_the_last(self.account)
        self.world.telegram.forward(self.account, self.account, chat, message_id)
        await self.world.settle()

    async def shares_phone(self, phone: str, *, of: int | None = None) -> None:
        """Share a contact by the keyboard's button."""
        self.acts.send()
        self.world.after_the_last(self.account)
        self.world.telegram.share_contact(self.account, self.account, phone, of=of)
        await self.world.settle()

    async def edits(self, message_id: int, text: str) -> None:
        """Change a message of one's own."""
        self.world.telegram.edit(self.account, self.account, message_id, text)
        await self.world.settle()

    # What they see.

    @property
    def chat(self) -> list[dict[str, Any]]:
        return self.world.telegram.messages(self.account)

    @property
    def last(self) -> dict[str, Any]:
        """The newest thing that the bot showed: sent, or changed in place."""
        mine = [m for m in self.chat if m["from"]["is_bot"]]
        assert mine, "the bot has said nothing"
        return mine[-1]

    def texts(self, newest: int = 1000) -> str:
        """What the bot's messages say, the newest last."""
        found = [m.get("text") or m.get("caption") or "" for m in self.chat if m["from"]["is_bot"]]
        return "\n---\n".join(found[-newest:])

    def labels(self, chat: int | None = None) -> list[str]:
        """The buttons of the newest message that has any."""
        for message in reversed(self.world.telegram.messages(chat or self.account)):
            rows = message.get("reply_markup", {}).get("inline_keyboard")
            if rows:
                return [button["text"] for row in rows for button in row]
        return []

    def data(self, label: str, chat: int | None = None) -> tuple[int, str]:
        """Where a button is and what it carries, to be pressed later."""
        found = self._find(label, chat or self.account)
        assert found, f"no button {label!r} among {self.labels(chat)}"
        return found

    def sees(self, key: str, **params: object) -> None:
        """Among the bot's last three messages stand these words."""
        words = self.words(key, **params)
        assert words in self.texts(3), f"{words!r} is not in:\n{self.texts(3)}"

    def saw(self, key: str, **params: object) -> None:
        """Somewhere in the chat stand these words."""
        words = self.words(key, **params)
        assert words in self.texts(), f"{words!r} is not in:\n{self.texts()}"

    def words(self, key: str, **params: object) -> str:
        """Words of the catalogue in this person's language."""
        return self.world.jubao.services.words.say(self.locale, key, **params)

    def _find(self, label: str, chat: int, *, exact: bool = False) -> tuple[int, str] | None:
        """The newest button with this label; else, unless `exact`, one whose label has it."""
        for whole in (True,) if exact else (True, False):
            for message in reversed(self.world.telegram.messages(chat)):
                for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                    for button in row:
                        text = button["text"]
                        if text == label or (not whole and label in text):
                            return message["message_id"], button.get("callback_data", "")
        return None


def _read(**settings: Any) -> Settings:
    return read_settings(
        bot_token=TOKEN,
        api_base_url="http://127.0.0.1:9",
        **{"seal_keys": KEY_RING, "smtp_url": "", "mail_from": "", "gather_seconds": 0, **settings},
    )


@cache
def _plain() -> Settings:
    """What most tests are content with, read once: it takes as long as a tap and its answer."""
    return _read()


@asynccontextmanager
async def talking(
    database_url: str, folder: Path, *, since: float = NOON, **settings: Any
) -> AsyncIterator[World]:
    """A bot in a sandbox, driven by hand; its clock stands at `since`."""
    at = [float(since)]
    telegram = Telegram(now=lambda: at[0])
    telegram.add_bot(token=TOKEN, username="jubao_test_bot", name="Jubao")
    async with alive(Short(telegram), at, database_url, folder, **settings) as world:
        yield world


@asynccontextmanager
async def alive(
    wire: Short, at: list[float], database_url: str, folder: Path, **settings: Any
) -> AsyncIterator[World]:
    """A process of ours at the other end of this wire; there may have been others before it."""
    where = {"database_url": database_url, "evidence_url": f"file:{folder}/evidence"}
    chosen = _read(**settings, **where) if settings else _plain().model_copy(update=where)
    async with building(
        chosen, wire=wire, poller=wire, words=catalog(), now=lambda: at[0]
    ) as jubao:
        jubao.courier.pacer = Unhurried(rate=1e6, clock=lambda: at[0])
        jubao.broadcaster.pacer = jubao.wire.pacer = jubao.courier.pacer
        jubao.broadcaster.rate = 1e6
        await jubao.app.initialize()
        jubao.services.username = jubao.app.bot.username
        yield World(wire.telegram, wire, jubao, at)
