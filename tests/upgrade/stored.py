"""The reader of a stored deployment: its database, its evidence, and Telegram as it stood."""

import base64
import json
import lzma
import sqlite3
from collections import Counter, deque
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

from sqlalchemy import text
from structlog.testing import capture_logs

from handlers.dialogs.callbacks import Edit
from sandbox.telegram import File
from tests.support.chat import TOKEN, Talker, talking
from usecases.dialogs.attachments import QUIET_SECONDS

HERE = Path(__file__).parent
EXPECTED = (
    "message is not modified",
    "message to delete not found",
    "message to edit not found",
    "query is too old",
)
EXPECTED_EVENTS = {"clock-not-trusted"}  # the stored deployment stood still for long


class Stored:
    """One stored deployment: `<name>.sql.xz` is its database, `<name>.json.xz` all the rest."""

    def __init__(self, name):
        self.name = name
        self.facts = json.loads(lzma.decompress((HERE / f"{name}.json.xz").read_bytes()))

    @cached_property
    def dump(self):
        return lzma.decompress((HERE / f"{self.name}.sql.xz").read_bytes()).decode()

    def lay_out(self, folder):
        """Write the database and the evidence there, as the release left them; the database."""
        file = folder / "jubao.db"
        with closing(sqlite3.connect(file)) as database:
            database.executescript(self.dump)
        for name, data in self.facts["evidence"].items():
            place = folder / "evidence" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(base64.b64decode(data))
        return file

    @asynccontextmanager
    async def opened(self, url, folder, **settings):
        """This code at work on it, an hour later: nobody's lease lasts so long."""
        settings = {"seal_keys": self.facts["seal_keys"], "admin_ids": "777001", **settings}
        since = self.facts["at"] + 3600
        with capture_logs() as log:
            async with talking(url, folder, since=since, **settings) as world:
                self._furnish(world.telegram)
                yield Reopened(world, self.facts, log)

    def _furnish(self, telegram):
        """Put everybody, every chat and every file in their places."""
        assert self.facts["token"] == TOKEN
        for chat in self.facts["chats"]:
            if chat["type"] == "private":
                user = telegram.add_user(
                    chat["name"], id=chat["id"], language_code=chat["language"]
                )
                user.started = chat["started"]
        for chat in self.facts["chats"]:
            if chat["type"] != "private":
                self._group(telegram, chat)
        me = telegram.bot.user.wire()
        for chat in self.facts["chats"]:
            there = telegram.chats[chat["id"]]
            there.messages = {
                m["message_id"]: {**m, "from": me, "chat": there.wire()} for m in chat["messages"]
            }
        self._files(telegram)
        telegram.next_message = self.facts["next_message"]
        telegram.next_id = self.facts["next_id"]
        telegram.bot.next_update = self.facts["next_update"]
        for left in (telegram.bot.queue, telegram.sent, telegram.refused):
            left.clear()

    @staticmethod
    def _group(telegram, chat):
        group = telegram.add_group(
            chat["title"], members=chat["members"], id=chat["id"], forum=chat["forum"]
        )
        for known in chat["topics"]:
            asked = {"chat_id": chat["id"], "name": known["name"]}
            made = telegram.call(TOKEN, "createForumTopic", asked).body["result"]
            topic = group.topics.pop(made["message_thread_id"])
            topic.id, topic.closed = known["id"], known["closed"]
            group.topics[topic.id] = topic
        group.bot_inside, group.bot_admin = chat["bot_inside"], chat["bot_admin"]

    def _files(self, telegram):
        """What Telegram has of each file, as it describes one that is sent now."""
        private = (chat["id"] for chat in self.facts["chats"] if chat["type"] == "private")
        somebody = next(private)
        sent = SimpleNamespace(name="a.png", mime="image/png", data=b"a")
        telegram.upload(somebody, somebody, [sent], kind="photo")
        pattern = next(iter(telegram.files.values()))
        for file_id, known in self.facts["telegram_files"].items():
            said = {name: known[name] for name in ("kind", "unique_id", "path", "known")}
            file = SimpleNamespace(
                name=known["name"], mime=known["mime"], data=base64.b64decode(known["data"])
            )
            kept = replace(pattern, file_id=file_id, file=file, **said)
            telegram.files[file_id] = telegram.paths[kept.path] = kept


class Reopened:
    """A stored deployment that this code is at work on; `log` is what it has written down."""

    def __init__(self, world, facts, log):
        self.world, self.facts, self.log = world, facts, log

    @property
    def telegram(self):
        return self.world.telegram

    async def rows(self, statement, **values):
        """What a statement of plain SQL finds or changes."""

        def look(tx):
            found = tx.execute(text(statement).bindparams(**values))
            return found.mappings().all() if found.returns_rows else []

        return await self.world.db.run(look)

    def talker(self, account):
        return Talker(self.world, account)

    def complaints(self):
        """What went wrong since it was last asked: errors in the log, and calls Telegram refused.

        Nothing that a person is told says it as surely: a bug's apology is an error in the log.
        """
        found = [
            f"{entry['event']}: {entry.get('exc_info') or entry.get('said') or entry}"
            for entry in self.log
            if entry["log_level"] in {"error", "critical", "exception"}
            and entry["event"] not in EXPECTED_EVENTS
        ]
        found += [
            f"{name}: {why}"
            for name, _, why in self.telegram.refused
            if not any(each in why for each in EXPECTED)
        ]
        self.log.clear()
        self.telegram.refused.clear()
        return found

    def buttons(self):
        """The buttons of the stored chats: by chat, as `(account, chat, message, data)`.

        Of those in one chat that differ in a number alone the newest: `Accept` on a hundred cards.
        Of the same button under the same keyboard in many chats two: a menu that everybody has, a
        new case that a whole office was told of.
        """
        found, times = {}, Counter()
        for chat in self.facts["chats"]:
            account = chat["id"] if chat["type"] == "private" else chat["members"][0]
            known = set()
            for message in reversed(chat["messages"]):
                keyboard = [(each["text"], each["callback_data"]) for each in _buttons(message)]
                for label, data in keyboard:
                    kind = tuple(part for part in data.split(":") if not _is_number(part))
                    again = label, data, *keyboard
                    if kind not in known and times[again] < 2:
                        press = account, chat["id"], message["message_id"], data
                        found.setdefault(chat["id"], []).append(press)
                        times[again] += 1
                    known.add(kind)
        return found

    async def press_together(self, presses):
        """Press buttons, each `(account, chat id, message id, data)`, and wait for the answers.

        What the pop-ups said, in the same order. One by one each would wait for everything else
        that a bot at rest looks for.
        """
        press = self.telegram.press
        asked = [press(*each) for each in presses]
        await self.world.settle()
        answers = [self.telegram.presses[query].answer for query in asked]
        assert None not in answers, "a press was never answered"
        return [str(answer["text"]) for answer in answers]

    async def finish(self, forms):
        """People go on with their forms: `(account, draft, steps)` each, all a step at a time.

        A step is `(how, what)`: `press` names what a button of the form says, `first` its first
        choice, `opens` a question of the review. Buttons of a form name its draft; those that lead
        to it do not. Returns by draft which step could not be made, and the complaints with the
        drafts that had a step to make then.
        """
        left = {draft: (self.talker(account), deque(steps)) for account, draft, steps in forms}
        stopped, complaints = {}, []
        while left:
            for draft, (talker, steps) in left.items():
                try:
                    self._makes(talker, draft, steps)
                except AssertionError as error:
                    stopped[draft] = str(error)
            await self.world.settle()
            self.world.later(QUIET_SECONDS)  # what somebody sends next does not belong to this
            await self.world.settle()
            if found := self.complaints():
                complaints.append((list(left), found))
            left = {d: each for d, each in left.items() if each[1] and d not in stopped}
        return stopped, complaints

    def _makes(self, talker, draft, steps):
        """The first of these steps; opening a question from the review may take three."""
        how, what = steps.popleft()
        here = talker.account, talker.account
        if how == "says":
            self.telegram.say(*here, what)
        elif how == "phone":
            self.telegram.share_contact(*here, what)
        elif how == "sends":
            picture = File(what, "application/octet-stream", b"\x89PNG\r\n\x1a\n" + what.encode())
            self.telegram.upload(*here, [picture], kind="photo")
        elif how == "opens" and _opener(talker, draft, what) is None:
            steps.extendleft([("reopens", what), ("press", "continue")])
            self.telegram.say(*here, "/start")
        elif how in {"opens", "reopens"}:
            found = _opener(talker, draft, what)
            assert found is not None, f"no review in:\n{talker.texts(1)}"
            self.telegram.press(*here, *found)
        else:
            self.telegram.press(*here, *_find(talker, draft, what))


def _opener(talker, draft, question):
    """The newest button that opens a question from the review; None where there is none."""
    wanted = Edit(draft=draft, step=question).pack()
    pressed = [
        (message["message_id"], button["callback_data"])
        for message in reversed(talker.chat)
        for button in _buttons(message)
        if button["callback_data"] == wanted
    ]
    return next(iter(pressed), None)


def _buttons(message):
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row if "callback_data" in button]


def _is_number(part):
    return part.lstrip("-").isdigit() or (len(part) == 16 and part.isalnum() and not part.isalpha())


def _find(talker, draft, what):
    """The newest button of a form that says this, or the form's first choice."""
    for fits in (
        lambda parts: draft in parts and (what in parts if what else parts[0].startswith("c")),
        lambda parts: bool(what) and what in parts[1:],
    ):
        for message in reversed(talker.chat):
            for button in _buttons(message):
                if fits(button["callback_data"].split(":")):
                    return message["message_id"], button["callback_data"]
    raise AssertionError(f"no button {what!r} in:\n{talker.texts(1)}\n{talker.labels()}")
