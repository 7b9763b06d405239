"""A whole channel on virtual time: people at random, a failing Telegram, deaths; all by one seed.

The application, its handlers and the file are the real ones. A death drops the process as it
stands: no call and no commit of it is heard of any more, and another is built from the file.
"""

import asyncio
import itertools
import random
import re
import shutil
from collections import Counter
from contextlib import AsyncExitStack

from sqlalchemy import or_, select

from bot.runtime import clock
from bot.runtime.serving import _resume
from domain.network.people import Caller, Role
from sandbox.faults.rules import Kind, Rule
from sandbox.limits import Fault
from sandbox.telegram import File, Telegram
from storage.audit import journal
from storage.engine import tables
from storage.network import people, units
from storage.queues import outbox
from storage.queues.inbox import UpdateState
from storage.queues.outbox import NoticeState as Told
from storage.wiring import open_database
from tests.support import recount
from tests.support.chat import TOKEN, alive, catalog
from tests.support.life import NOON
from tests.support.wire import Short

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
CITIZENS = ("Lin", "Gu", "Ma")
STAFF = {"Chen": Role.MODERATOR, "Wu": Role.MODERATOR, "Zhou": Role.LEAD}
OFFICE = "changsha"
FIRST = 7_000_001
ACCOUNTS = {name: FIRST + n for n, name in enumerate((*CITIZENS, *STAFF))}
GROUP = -1_000_000_009_001
WRITES = ("send*", "edit*", "answer*", "delete*", "getFile")
UNKNOWN = (Kind.RESET, Kind.LOST, Kind.SILENT, Kind.ERROR)
WORDS = (
    "https://example.org/shop",
    "they took my money",
    "/report",
    "/cases",
    "/cancel",
    "/start",
    "13800138000",
    "a\x00b <b>&amp; \ud800",
)
STORIES = (
    "they took my money in a shop",
    "it was yesterday at noon",
    "the account ends in 42",
    "https://example.net/second",
)
ONWARD = (  # what leads to a filed report and a decided case; first found, first pressed
    "Submit report",
    "Report this",
    "Continue",
    "Changsha",
    "Skip",
    "Fake bank",
    "Fraud",
    "Confirm and send",
    "Send",
    "Article 266",
    "I saw it myself",
    "Removed by the unit",
    "Decide",
    "Start checking",
    "Accept",
    "Take",
)
NEVER = ("Cancel", "Forget", "Delete")


class Dying(Short):
    """A wire on which a process may die: at a call, before or after its effect."""

    def __init__(self, telegram):
        super().__init__(telegram)
        self.born()

    def born(self, calls=None, *, after=False):
        self.calls, self.after = calls, after
        self.died = asyncio.Event()

    async def do_request(self, *args, **kwargs):
        await self._lives()
        if self.calls is not None:
            self.calls -= 1
            if self.calls <= 0 and not self.after:
                self.died.set()
        await self._lives()
        found = await super().do_request(*args, **kwargs)
        if self.calls is not None and self.calls <= 0:
            self.died.set()
        await self._lives()
        return found

    async def _lives(self):
        if self.died.is_set():
            await for_ever()


async def for_ever(*_args, **_kwargs):
    await asyncio.Event().wait()


async def template(installed, path, key_ring):
    """A database in which staff are at work and a group is bound."""
    shutil.copy(installed, path)

    def give(tx):
        for name, role in STAFF.items():
            person = people.meet(tx, Caller(account=ACCOUNTS[name], locale="en"), NOON)
            people.set_name(tx, person.who, name)
            people.grant(tx, person.who, OFFICE, role, by=person.who, now=NOON)
        units.bind_group(tx, OFFICE, GROUP)

    db = await open_database(f"sqlite+aiosqlite:///{path}", key_ring)
    await db.run(give)
    await db.close()
    return path


class Simulation:
    """One run. `figures` says what has happened in it."""

    def __init__(self, seed, database, folder):
        self.seed, self.folder = seed, folder
        self.dice = random.Random(seed)
        shutil.copy(database, folder / "jubao.db")
        self.at = [float(NOON)]
        self.telegram = Telegram(now=lambda: self.at[0])
        self.telegram.add_bot(token=TOKEN, username="jubao_test_bot", name="Jubao")
        for name, account in ACCOUNTS.items():
            self.telegram.add_user(name, id=account, language_code="en")
            self.telegram.users[account].started = True
        self.group = self.telegram.add_group(
            "Office", id=GROUP, members=[ACCOUNTS["Zhou"], ACCOUNTS["Chen"]]
        ).id
        self.telegram.take_updates(TOKEN)
        self.wire = Dying(self.telegram)
        self.figures = Counter()
        self.doubts = 0

    async def run(self, steps):
        """Live, come to rest, and look whether everything is as it must be."""
        await self._born()
        try:
            self._plan()
            acts = (self._talk, self._work, self._fate)
            for _ in range(steps):
                self.dice.choice(acts)()
                if self.dice.random() < 0.5:
                    await self._spree()
                self.at[0] += self.dice.choice((1, 5, 30))
                if self.dice.random() < 0.6:
                    await self._goes_on()
            await self._calms_down()
            await self._check()
        finally:
            await self.stack.aclose()
        return self.figures

    # What happens.

    def _plan(self):
        rules = [
            Rule(kind=kind, methods=WRITES, after=self.dice.random() < 0.5, share=0.04)
            for kind in self.dice.sample((*UNKNOWN, Kind.REFUSED, Kind.STALE), 3)
        ]
        self.everywhere = self.dice.random() < 0.5
        rules.append(
            Rule(
                kind=Kind.FLOOD,
                methods=WRITES,
                share=0.03,
                most=20,
                everywhere=self.everywhere,
            )
        )
        self.telegram.faults.follow(
            *rules,
            seed=self.dice.getrandbits(32),
            copies=self.dice.choice((1, 1, 2, 5)),
            mixes=self.dice.random() < 0.5,
        )

    async def _spree(self):
        """Somebody does one sensible thing after the other."""
        name = self.dice.choice((*CITIZENS, *CITIZENS, *STAFF))
        for _ in range(self.dice.randint(2, 9)):
            if not self._press(name, onward=True):
                if name in STAFF:
                    self._say(name, f"/case 2611-000{self.dice.randint(1, 3)}")
                else:
                    self._say(name, f"https://example.org/{self.dice.randint(1, 9)}")
            await self._goes_on()

    def _talk(self):
        """A citizen does the next thing, or anything."""
        name = self.dice.choice(CITIZENS)
        chance = self.dice.random()
        if chance < 0.5 and self._press(name, onward=True):
            return
        if chance < 0.6:
            self._press(name)
        elif chance < 0.65:
            self._say_together(name)
        elif chance < 0.7:
            self._reply(name)
        elif chance < 0.73:
            self._gives_up(name)
        elif chance < 0.77:
            file = File("shop.png", "image/png", b"\x89PNG\r\n\x1a\n" + name.encode())
            self._tries(self.telegram.upload, ACCOUNTS[name], ACCOUNTS[name], [file], kind="photo")
        elif chance < 0.82:
            self._edit(name)
        else:
            self._say(name, self.dice.choice(WORDS))

    def _work(self):
        """Somebody of the office works on a case, or presses anything."""
        name = self.dice.choice(list(STAFF))
        chance = self.dice.random()
        if chance < 0.25:
            self._say(name, f"/case 2611-000{self.dice.randint(1, 3)}")
        elif chance < 0.35:
            self._say(name, self.dice.choice(("/queue", "/mine", "These are words enough.")))
        elif (
            chance < 0.4
            and self._tries(self.telegram.say, ACCOUNTS[name], self.group, "/queue@jubao_test_bot")
        ) or (chance < 0.85 and self._press(name, onward=True)):
            return
        else:
            self._press(name) or self._say(name, "These are words enough.")

    def _fate(self):
        """Time, blocks, a group that moves, and death."""
        chance = self.dice.random()
        if chance < 0.35:
            self.wire.born(self.dice.randint(1, 6), after=self.dice.random() < 0.5)
        elif chance < 0.55:
            self.at[0] += self.dice.choice((10 * MINUTE, 5 * HOUR, DAY))
        elif chance < 0.65:
            self.at[0] += self.dice.choice((-HOUR, HOUR))
            self.figures["clock stepped"] += 1
        elif chance < 0.8:
            self.telegram.block(ACCOUNTS[self.dice.choice(CITIZENS)])
            self.figures["blocked"] += 1
        elif chance < 0.9:
            self.group = self.telegram.move_group(self.group).id
            self.figures["group moved"] += 1

    def _say(self, name, words):
        return self._tries(self.telegram.say, ACCOUNTS[name], ACCOUNTS[name], words)

    def _say_together(self, name):
        """Several messages at once, which get one answer."""
        for words in self.dice.sample(STORIES, 2):
            self._say(name, words)

    def _reply(self, name):
        """Telegram's reply to something that the bot has written."""
        told = [m for m in self._chat(name) if m["from"]["is_bot"]]
        if told:
            number, account = self.dice.choice(told)["message_id"], ACCOUNTS[name]
            words = self.dice.choice(STORIES)
            self._tries(self.telegram.say, account, account, words, reply_to=number)

    def _gives_up(self, name):
        """Discard what is open, or have back what was discarded."""
        if not self._press(name, named=("Undo",)):
            self._press(name, named=("Cancel",))

    def _edit(self, name):
        own = [m for m in self._chat(name) if not m["from"]["is_bot"] and "text" in m]
        if own:
            number = self.dice.choice(own[-3:])["message_id"]
            account = ACCOUNTS[name]
            self._tries(self.telegram.edit, account, account, number, "they took all of it")

    def _press(self, name, *, onward=False, named=()):
        """Press a button of one of the last messages, or a sensible one; whether there was one.

        `named` is how the button to press begins, where it must be a certain one.
        """
        found = [
            (button["text"], message["message_id"], button["callback_data"])
            for message in self._chat(name)[-4:]
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
            if "callback_data" in button
            and button["text"].startswith(named or NEVER) is bool(named)
        ]
        if onward:
            newest = max((number for _, number, _ in found), default=0)
            found = _sensible([each for each in found if each[1] == newest])
        if not found:
            return False
        _, number, data = self.dice.choice(found)
        return self._tries(self.telegram.press, ACCOUNTS[name], ACCOUNTS[name], number, data)

    def _chat(self, name):
        return self.telegram.messages(ACCOUNTS[name])

    def _tries(self, deed, *args, **kwargs):
        try:
            deed(*args, **kwargs)
        except Fault:  # Telegram's own apps would not let them
            return False
        self.figures["acts"] += 1
        return True

    # Life and death.

    async def _born(self):
        self.stack = AsyncExitStack()
        self.world = await self.stack.enter_async_context(
            alive(
                self.wire,
                self.at,
                f"sqlite+aiosqlite:///{self.folder}/jubao.db",
                self.folder,
                reports_per_hour=1000,
            )
        )
        await _resume(self.world.jubao)

    async def _goes_on(self):
        """Do what there is to do, or die at it and begin again."""
        for _ in range(10):
            working = asyncio.create_task(self.world.settle())
            dying = asyncio.create_task(self.wire.died.wait())
            await asyncio.wait({working, dying}, return_when=asyncio.FIRST_COMPLETED)
            dying.cancel()
            if working.done():
                working.result()
                return
            await self._dies(working)
        raise AssertionError("it dies again and again")

    async def _dies(self, working):
        self.figures["deaths"] += 1
        jubao = self.world.jubao
        jubao.db.run = for_ever
        doomed = {working, *jubao.person_queues._tasks}
        for task in doomed:
            task.cancel()
        await asyncio.gather(*doomed, return_exceptions=True)
        jubao.answered.ids.clear()
        self.wire.born()
        await self.stack.aclose()
        await self._born()
        self.doubts += await self.world.db.run(_in_doubt)

    async def _calms_down(self):
        """Telegram works, everybody can be written to, and time passes until nothing is owed."""
        self.wire.born()
        self.figures.update({f"met {hit.rule.kind}": 1 for hit in self.telegram.faults.hits})
        self.impatient = len(self.telegram.faults.impatient)
        hits = self.telegram.faults.hits
        self.doubts += sum(hit.rule.kind in UNKNOWN for hit in hits)
        self.telegram.faults.stop()
        await self._goes_on()
        for name in ACCOUNTS:
            self._say(name, "/start")
        for _ in range(60):
            await self._goes_on()
            if not await self.world.db.run(_owed):
                break
            self.at[0] += 2 * MINUTE
        await clock.tick(self.world.db, self.world.jubao.services)
        await self._goes_on()

    # What must be so.

    async def _check(self):
        state = await self.world.db.run(_state, self.world.jubao.services.profile.timezone)
        where = f"seed {self.seed}"
        assert state["inbox"] <= {UpdateState.ACTED, UpdateState.ANSWERED}, (where, state["inbox"])
        assert state["tries"] <= {0}, (where, "a handler failed")
        assert not state["owed"], (where, state["owed"])
        # Whoever has died knows of no pause, and one chat's 429 may be taken for everybody's.
        sure = not self.figures["deaths"] and not self.everywhere
        assert not (sure and self.impatient), (where, "called within a pause")
        reports = state["reports"]
        assert len(set(reports.values())) + state["joined"] >= len(reports), (where, reports)
        assert state["broken"] == [], (where, state["broken"])
        assert state["counted"] == state["recounted"], where
        assert state["group"] == self.group, (where, "the group's number")
        told = self._receipts()
        assert len(told) == len(reports), (where, told, reports)
        extra = sum(max(0, said - 1) for said in told.values())
        assert extra <= self.doubts, (where, extra, self.doubts)
        self.figures.update({"reports": len(reports), "extra copies": extra, "runs": 1})

    def _receipts(self):
        """Each receipt by its code, and how often it was said.

        The answer to a second "Submit" repeats it on purpose, so it does not count.
        """
        words, again = (catalog().say("en", key) for key in ("notice-receipt", "filed-again"))
        found = Counter()
        for name in ACCOUNTS:  # staff report, too
            for message in self._chat(name):
                text = message.get("text", "")
                if words in text and message["from"]["is_bot"]:
                    found[CODE.search(text)[0]] += again not in text
        return found


def _sensible(found):
    """The one button that leads on, if any does."""
    leads = ([each] for word in ONWARD for each in found if _is_that(word, each[0]))
    return next(leads, [])


def _is_that(word, label):
    """Whether a label has the word; "Send" is the whole label, and not "Send back"."""
    return word == label if word == "Send" else word in label


def _in_doubt(tx):
    """How many notices may have come before a death: those being sent, and receipts.

    The reply to "Submit" shows the receipt before it is known that it has come.
    """
    table = outbox.outbox
    maybe = or_(table.c.tries > 0, table.c.kind == "receipt")
    return len(tx.execute(select(table.c.id).where(table.c.state == Told.WAITING, maybe)).all())


def _owed(tx):
    table = outbox.outbox
    rows = select(table.c.kind, table.c.due_at).where(table.c.state == Told.WAITING)
    return [row.kind for row in tx.execute(rows).all()]


def _state(tx, timezone):
    inbox, reports, cases = tables.inbox, tables.reports, tables.cases
    ids = tx.execute(select(cases.c.id)).scalars().all()
    return {
        "inbox": {UpdateState(each) for each in tx.execute(select(inbox.c.state)).scalars()},
        "tries": set(tx.execute(select(inbox.c.tries)).scalars()),
        "owed": _owed(tx),
        "reports": dict(tx.execute(select(reports.c.id, reports.c.case_id)).all()),
        "joined": tx.execute(select(cases.c.id).where(cases.c.status == "joined")).all().__len__(),
        "broken": [each for each in ids if journal.first_break(tx, each) is not None],
        "counted": recount.counted(tx),
        "recounted": recount.recounted(tx, timezone),
        "group": units.group_of(tx, OFFICE),
    }


def seeds(first, many):
    """Seeds of a run, one after the other."""
    return itertools.islice(itertools.count(first), many)
