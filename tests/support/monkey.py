"""Somebody who presses everything and writes anything, as any of the cast; drawn by a seed."""

import random
from dataclasses import dataclass, field
from typing import Any

from structlog.testing import capture_logs

from bot.runtime import clock
from domain.network.people import Role
from handlers.core import menus
from handlers.dialogs.callbacks import Undo
from handlers.reporting.callbacks import SeeSent, TakeOut
from sandbox.limits import CAPTION, INLINE_RESULTS, TEXT, Fault
from sandbox.telegram import File
from tests.support.chat import TOKEN, Talker, World
from tests.support.corpus import corpus
from usecases.dialogs.attachments import QUIET_SECONDS

TEXTS, NAMES = corpus("texts"), corpus("names")
COMMANDS = sorted(
    {*menus.CITIZENS, *menus.STAFF, *menus.CUSTODIANS, *menus.LEADS, *menus.ADMINS}
    | {*menus.GROUP, "suggestions", "nonsense"}
)
ORDINARY = ("Changsha", "please look at this", "https://reported.example/shop", "13800000000")
REPORTED = "reported"  # in every address of the corpus that must never be live
HEADS = (b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"%PDF-1.7", b"<svg>", b"")
TAKES_BACK = tuple(f"{kind.tag}:" for kind in (SeeSent, TakeOut, Undo))
HOUR = 3600
MOVES_ON = 0.12
GIVES_UP = 0.1
MEANT = (
    "message is not modified",
    "message can't be edited",
    "message to edit not found",
    "message can't be deleted",  # an old question: it stays in the chat
    "message to delete not found",
    "query is too old",
)
"""What the Bot API may refuse: it is how Telegram says that there is nothing to do."""


@dataclass
class Monkey:
    """Acts, and looks at what came of it; `trail` is what was done."""

    world: World
    draw: random.Random
    cast: list[Talker]
    group: int
    post: tuple[int, int]
    trail: list[str] = field(default_factory=list)
    refused: int = 0
    at: int = 0

    async def acts(self) -> None:
        """One act of one of the cast; AssertionError where it is not answered as it should be.

        Who has begun something goes on with it for a while.
        """
        if self.draw.random() < MOVES_ON:
            self.at = self.draw.randrange(len(self.cast))
        who = self.cast[self.at]
        act = self.draw.choices(tuple(ACTS), weights=tuple(ACTS.values()))[0]
        with capture_logs() as logs:
            try:
                await act(self, who)
            except Fault:
                return  # Telegram's own apps would not let anybody do that
            await self.world.settle()
        self._look(who, [each for each in logs if each["log_level"] in {"error", "critical"}])

    def _look(self, who: Talker, errors: list[Any]) -> None:
        trail = "\n".join(self.trail[-12:])
        assert not errors, f"{errors}\nafter\n{trail}"
        refused, self.refused = (
            self.world.telegram.refused[self.refused :],
            len(self.world.telegram.refused),
        )
        odd = [each for each in refused if not any(word in each[2] for word in MEANT)]
        assert not odd, f"{odd}\nafter\n{trail}"
        for message in (*who.chat[-4:], *self.world.telegram.messages(self.group)[-2:]):
            if message["from"]["is_bot"]:
                assert not _live(message), f"{_live(message)} in {message}\nafter\n{trail}"

    def text(self, who: Talker) -> str:
        """Hostile words, or ordinary ones, or two of them together."""
        some = self.draw.choice(TEXTS) if self.draw.random() < 0.8 else self.draw.choice(ORDINARY)
        if self.draw.random() < 0.15:
            some += self.draw.choice([" ", "\n", ""]) + self.draw.choice(TEXTS)
        if who is self.cast[-1]:  # what an admin sends to everybody may hold a live link
            some = some.replace(REPORTED, "official")
        return some[:TEXT]

    def told(self, who: Talker, what: str) -> None:
        """Remember what was done."""
        self.trail.append(f"{self.world.telegram.users[who.account].first_name!r:.20} {what:.150}")


async def taps(monkey: Monkey, who: Talker) -> None:
    """A button that is there, of the newest messages most of the time."""
    found = _buttons(monkey, who)
    if not found:
        await says(monkey, who)
        return
    chat, message, data = found[-1 - int(monkey.draw.expovariate(0.2)) % len(found)]
    if data.endswith((":cancel", ":back")) and monkey.draw.random() > GIVES_UP:
        chat, message, data = monkey.draw.choice(found)
    monkey.told(who, f"taps {data!r}")
    monkey.world.telegram.press(who.account, chat, message, data)


async def forges(monkey: Monkey, who: Talker) -> None:
    """A button that never was: somebody else's, or one with a part changed."""
    found = _buttons(monkey, monkey.draw.choice(monkey.cast))
    if not found:
        return
    parts = monkey.draw.choice(found)[2].split(":")
    place = monkey.draw.randrange(len(parts))
    if monkey.draw.random() < 0.7:
        odd = ["", "-1", "0", "1", "99999999999999999999", "x", "None", "\u202e", "１", "changsha"]
        parts[place] = monkey.draw.choice(odd)
    data = ":".join(parts)[: monkey.draw.choice([64, 64, 64, 5])]
    if who.chat:
        monkey.told(who, f"forges {data!r}")
        message = monkey.draw.choice(who.chat)["message_id"]
        monkey.world.telegram.press(who.account, who.account, message, data)


async def says(monkey: Monkey, who: Talker) -> None:
    """Anything, where anything may be asked for."""
    text = monkey.text(who)
    monkey.told(who, f"says {text!r}")
    monkey.world.telegram.say(who.account, who.account, text)


async def replies(monkey: Monkey, who: Talker) -> None:
    """Anything, as a reply to one of the bot's messages."""
    bots = [each for each in who.chat if each["from"]["is_bot"]]
    if bots:
        answered = monkey.draw.choice(bots[-6:])["message_id"]
        text = monkey.text(who)
        monkey.told(who, f"replies {text!r}")
        monkey.world.telegram.say(who.account, who.account, text, reply_to=answered)


async def sends_several(monkey: Monkey, who: Talker) -> None:
    """Messages right after one another, and sometimes the moment after which they are answered."""
    acts = (says, sends, forwards, shares, replies, types_choice, edits)
    for _ in range(monkey.draw.randint(2, 4)):
        await monkey.draw.choice(acts)(monkey, who)
        await monkey.world.settle()
    if monkey.draw.random() < 0.7:
        monkey.world.later(QUIET_SECONDS)


async def types_choice(monkey: Monkey, who: Talker) -> None:
    """What stands on a button, or its beginning, typed instead of pressed."""
    labels = who.labels()
    if labels:
        label = monkey.draw.choice(labels)
        text = label[: monkey.draw.choice([2, 3, 6, len(label)])]
        monkey.told(who, f"types {text!r}")
        monkey.world.telegram.say(who.account, who.account, text)


async def takes_back(monkey: Monkey, who: Talker) -> None:
    """A thing taken out of a report, a form given up, or one had back: what only words lead to."""
    found = [each for each in _buttons(monkey, who) if each[2].startswith(TAKES_BACK)]
    given_up = [each for each in _buttons(monkey, who) if each[2].endswith(":cancel")]
    if found or given_up:
        chat, message, data = monkey.draw.choice(found or given_up)
        monkey.told(who, f"takes back {data!r}")
        monkey.world.telegram.press(who.account, chat, message, data)


async def shouts(monkey: Monkey, who: Talker) -> None:
    """Anything in the office's group."""
    text = monkey.draw.choice([monkey.text(who), "/queue", f"/case {monkey.text(who)}", "/bind"])
    monkey.told(who, f"shouts {text!r}")
    monkey.world.telegram.say(who.account, monkey.group, text[:TEXT])


async def commands_(monkey: Monkey, who: Talker) -> None:
    """Any command, with any words behind it."""
    words = "" if monkey.draw.random() < 0.5 else monkey.text(who)
    name = monkey.draw.choice(COMMANDS)
    if name == "start":
        words = monkey.draw.choice(
            [words, "r", "u_changsha", "i_" + words, "d_" + words, "c_fraud"]
        )
    monkey.told(who, f"commands /{name} {words!r}")
    monkey.world.telegram.say(who.account, who.account, f"/{name} {words}"[:TEXT])


async def sends(monkey: Monkey, who: Talker) -> None:
    """A file with an odd name, odd bytes, odd words below."""
    kind = monkey.draw.choice(["photo", "document", "video", "voice", "audio"])
    name = monkey.draw.choice(NAMES)
    data = monkey.draw.choice(HEADS) + monkey.draw.randbytes(monkey.draw.choice([0, 1, 300]))
    monkey.told(who, f"sends {kind} {name!r}")
    monkey.world.telegram.upload(
        who.account,
        who.account,
        [File(name, monkey.draw.choice(["image/jpeg", "text/html", "x"]), data)],
        kind=kind,
        caption=monkey.text(who)[:CAPTION] if monkey.draw.random() < 0.5 else None,
    )


async def asks_inline(monkey: Monkey, who: Talker) -> None:
    """`@bot words` in any chat."""
    query = monkey.text(who)[:256]
    monkey.told(who, f"asks inline {query!r}")
    offset = monkey.draw.choice(["", "", str(INLINE_RESULTS), "x", "-1"])
    monkey.world.telegram.ask_inline(who.account, query, offset=offset)


async def edits(monkey: Monkey, who: Talker) -> None:
    """Something of one's own, afterwards."""
    mine = [each for each in who.chat if not each["from"]["is_bot"] and "text" in each]
    if mine:
        text = monkey.text(who)
        monkey.told(who, f"edits {text!r}")
        message = monkey.draw.choice(mine[-4:])["message_id"]
        monkey.world.telegram.edit(who.account, who.account, message, text)


async def renames(monkey: Monkey, who: Talker) -> None:
    """An account may be called anything."""
    user = monkey.world.telegram.users[who.account]
    user.first_name = monkey.draw.choice(NAMES)[:64] or "x"
    user.last_name = monkey.draw.choice([None, monkey.draw.choice(NAMES)[:64] or None])
    monkey.told(who, f"is called {user.first_name!r}")


async def forwards(monkey: Monkey, who: Talker) -> None:
    """A post of a channel."""
    monkey.told(who, "forwards")
    monkey.world.telegram.forward(who.account, who.account, *monkey.post)


async def shares(monkey: Monkey, who: Talker) -> None:
    """A telephone number, of oneself or of another."""
    monkey.told(who, "shares a contact")
    of = monkey.draw.choice([None, monkey.cast[0].account])
    number = monkey.draw.choice(["+8613800000000", "", "x", "9" * 60])
    monkey.world.telegram.share_contact(who.account, who.account, number, of=of)


async def sends_odd_things(monkey: Monkey, who: Talker) -> None:
    """What no question asks for."""
    what: list[dict[str, Any]] = [
        {"location": {"latitude": 28.2, "longitude": 112.9}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"venue": {"location": {"latitude": 0, "longitude": 0}, "title": "<b>", "address": "x"}},
        {"text": "x" * 100_000},
        {},
    ]
    some = monkey.draw.choice(what)
    monkey.told(who, f"sends {some!r:.60}")
    person = {"id": who.account, "is_bot": False, "first_name": monkey.draw.choice(NAMES) or "x"}
    chat = {"id": who.account, "type": "private", "first_name": "x"}
    message = {"message_id": 900_000, "date": int(monkey.world.at[0]), "from": person, "chat": chat}
    monkey.world.telegram.inject(TOKEN, {"message": {**message, **some}})


async def waits(monkey: Monkey, who: Talker) -> None:
    """Time passes, and the clock does what is due."""
    monkey.world.later(monkey.draw.choice([60, HOUR, 26 * HOUR, 80 * HOUR]))
    monkey.told(who, f"waits until {monkey.world.at[0]:.0f}")
    await clock.tick(monkey.world.db, monkey.world.jubao.services)
    await monkey.world.broadcasts()


ACTS = {
    taps: 50,
    forges: 9,
    says: 22,
    replies: 5,
    sends_several: 5,
    types_choice: 5,
    takes_back: 5,
    shouts: 2,
    commands_: 9,
    sends: 4,
    asks_inline: 2,
    edits: 3,
    renames: 2,
    forwards: 1,
    shares: 1,
    sends_odd_things: 2,
    waits: 2,
}


async def let_loose(world: World, seed: int) -> Monkey:
    """A monkey among a cast of everybody: three citizens, staff on three levels, two admins."""
    cast = [world.person(name) for name in ("Lin", "Gu", "Ma")]
    for name, role, unit in (
        ("Chen", Role.MODERATOR, "changsha"),
        ("Wu", Role.MODERATOR, "changsha"),
        ("Zhou", Role.LEAD, "changsha"),
        ("Peng", Role.LEAD, "rednet"),
        ("Tan", Role.LEAD, "hunan"),
        ("He", Role.ADMIN, ""),
    ):
        cast.append(await world.staff(name, role, unit))
    group = await world.group(*cast[3:6], unit="changsha", forum=seed % 2 == 0)
    channel = world.telegram.add_channel("<b>Rumours</b>", username="reported_channel")
    posted = world.telegram.post(channel.id, "look: https://reported.example/x")
    draw = random.Random(seed)
    return Monkey(world, draw, cast, group, (channel.id, posted["message_id"]))


def _buttons(monkey: Monkey, who: Talker) -> list[tuple[int, int, str]]:
    """Chat, message and payload of what somebody could press, the newest last."""
    chats = [who.account]
    if who in monkey.cast[3:6]:
        chats.insert(0, monkey.group)
    return [
        (chat, message["message_id"], button["callback_data"])
        for chat in chats
        for message in monkey.world.telegram.messages(chat)[-6:]
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
        if "callback_data" in button
    ]


def _live(message: dict[str, Any]) -> list[str]:
    """The reported addresses that a tap on the message would open."""
    text = message.get("text") or message.get("caption") or ""
    units = text.encode("utf-16-le", "surrogatepass")
    found = []
    for entity in [*message.get("entities", []), *message.get("caption_entities", [])]:
        if entity["type"] in {"url", "text_link", "mention", "email", "text_mention"}:
            start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            shown = units[start:end].decode("utf-16-le", "replace")
            found.append(entity.get("url", "") + shown)
    return [each for each in found if REPORTED in each]
