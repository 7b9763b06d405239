"""Whoever guesses ids hears the same of what exists and of what does not."""

import itertools

import pytest

from bot.runtime.application import MODULES
from domain.broadcast import Act
from domain.network.people import Role, Verb
from domain.tasks import TaskKind
from handlers.core.router import GROUPS, Router
from handlers.ui.callbacks import Go
from handlers.ui.callbacks import _fields as fields
from storage.cases import tasks
from tests.dialogs.broadcasts.test_broadcasts import writes
from tests.dialogs.identity.test_contacts import appointed, asks, files
from tests.dialogs.suggestions.test_suggestions import suggests
from tests.dialogs.templates.test_templates import adds
from tests.support import buttons
from tests.support.chat import TOKEN

ROUTER = Router()
for room in MODULES:
    room.register(ROUTER)

IDS = frozenset(
    {"case_id", "to", "task_id", "template_id", "request_id", "suggestion_id", "number"}
    | {"report_id", "sanction_id", "row"}
)
PUBLIC = frozenset({"hl2", "hl3", "hl4", "pl1", "bn2", "fo3"})  # units as everybody sees them
CHOICES = {
    "verb": tuple(Verb),
    "act": tuple(Act),
    "word": ("yes", "no"),
    "form": ("addition", "answer", "appeal", "withdraw"),
    "seen": (1,),
    "stars": (5,),
    "who": ("0" * 16,),
    "which": ("queue",),
    "field": ("names", "phone"),
    "part": ("text", "unit"),
    "locale": ("en",),
}
HERE, NOWHERE = "1", "999"


def guesses(kind):
    """Pairs of data that differ in one id alone: of what exists, and of what does not."""
    names = fields(kind)
    about = {name for name in names if name in IDS}
    if kind.tag not in PUBLIC:
        about |= {name for name in names if name == "unit"}
    options = [CHOICES.get(name, ("1",)) for name in names if name not in about]
    for chosen in itertools.product(*options) if about else ():
        made = []
        for exists in (True, False):
            rest, parts = iter(chosen), []
            for name in names:
                if name == "unit" and name in about:
                    parts.append("changsha" if exists else "nowhere")
                elif name in about:
                    parts.append(HERE if exists else NOWHERE)
                else:
                    parts.append(str(next(rest)))
            made.append(":".join([kind.tag, *parts]))
        yield tuple(made)


KINDS = [
    kind
    for kind in buttons.kinds()
    if kind is not Go and kind.tag in ROUTER.where and ROUTER.where[kind.tag] is not GROUPS
]
PAIRS = [pair for kind in KINDS for pair in guesses(kind)]


@pytest.fixture
async def full(world, citizen, moderator, lead, admin):
    """One of everything, each with the id 1, all in one unit."""
    await appointed(world, admin, "Li")
    await files(world, citizen)
    await asks(moderator)
    await suggests(citizen)
    await adds(lead, "Ready", "We are on it.")
    await writes(admin)

    def give(tx):
        task = tasks.open_task(
            tx, TaskKind.MAIL_BOUNCED, unit="changsha", about="changsha", case_id=1, now=1
        )
        assert task.id == 1

    await world.db.run(give)
    return world


async def answer_to(world, person, message_id, data, monkeypatch):
    """What a press brings: the pop-up, what is new in the chat, how many transactions it took."""
    before, count = len(person.chat), 0
    run = world.db.run

    async def counting(*args, **kwargs):
        nonlocal count
        count += 1
        return await run(*args, **kwargs)

    with monkeypatch.context() as watched:
        watched.setattr(world.db, "run", counting)
        query = world.telegram.press(person.account, person.account, message_id, data)
        await world.jubao.intake.store(world.telegram.take_updates(TOKEN))
        await world.jubao.person_queues.drain()
    answer = world.telegram.presses[query].answer
    await world.settle()
    new = [m.get("text") for m in person.chat[before:]]
    return answer["text"], answer["show_alert"], new, count


def test_the_guesses_are_about_everything_that_has_an_id():
    assert {name for kind in KINDS for name in fields(kind)} >= IDS
    assert len(PAIRS) > 60


@pytest.mark.parametrize("who", ["a citizen", "staff of another unit"])
async def test_no_button_tells_what_exists_from_what_does_not(full, monkeypatch, who):
    person = full.person("Mallory")
    pairs = PAIRS
    if who != "a citizen":
        person = await full.staff("Xie", Role.MODERATOR, unit="hengyang")
        pairs = [pair for pair in PAIRS if "nowhere" not in pair[1]]
    await person.says("/help")
    message = person.last["message_id"]
    for there, nowhere in pairs:
        found = await answer_to(full, person, message, there, monkeypatch)
        other = await answer_to(full, person, message, nowhere, monkeypatch)
        if who != "a citizen":
            found, other = found[:3], other[:3]
        assert found == other, (there, nowhere)


async def test_no_command_tells_what_exists_from_what_does_not(full):
    person = full.person("Mallory")
    await person.says("/start")
    for command in ("/case 2611-{}", "/start k_{}", "/start c_{}", "/track 2611-{}"):
        said = []
        for number in ("0001", "0999"):
            before = len(person.chat)
            await person.says(command.format(number))
            said.append([m["text"] for m in person.chat[before:] if m["from"]["is_bot"]])
        assert said[0] == said[1], command
