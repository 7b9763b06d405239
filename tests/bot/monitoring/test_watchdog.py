"""Admins hear once that the channel is not well, and once that it is well again."""

import io
import json

import pytest

from bot.core import logs
from bot.delivery.mail_server import MailServer
from bot.monitoring.health import HealthCheck
from bot.monitoring.watchdog import Watch, troubles
from domain.troubles import Trouble
from tests.support.chat import TOKEN, catalog
from tests.support.post import post_office, text

WELL = {name: HealthCheck(name=name, ok=True) for name in ("database", "key", "telegram", "inbox")}
TO = "duty@office.example"


def disk(free, *, scarce):
    return HealthCheck(name="disk_evidence", ok=free, facts={"scarce": scarce})


class Looked:
    """A health that is what the test says."""

    def __init__(self):
        self.unwell = set()

    async def look(self):
        return tuple(HealthCheck(name=name, ok=name not in self.unwell) for name in WELL), None


@pytest.fixture
def health():
    return Looked()


@pytest.fixture
async def watch(world, health, admin):
    found = Watch(health, world.jubao.services)
    await found.look()
    await found.look()
    return found


async def sees(watch, world, times=1):
    for _ in range(times):
        await watch.look()
    await world.settle()


def told(talker, *keys):
    """How often each of these was said."""
    texts = talker.texts().split("\n---\n")
    return [texts.count(talker.words(key)) for key in keys]


def test_what_is_wrong_follows_from_the_checks():
    assert list(troubles(tuple(WELL.values()))) == []
    assert list(troubles((HealthCheck(name="inbox", ok=False), WELL["key"]))) == [Trouble.INBOX]
    assert list(troubles((disk(free=True, scarce=False),))) == []
    assert list(troubles((disk(free=True, scarce=True),))) == [Trouble.DISK]  # ready still


@pytest.mark.parametrize(
    ("doubt", "found"), [(None, []), ("unchecked", []), ("ahead", [Trouble.CLOCK])]
)
def test_a_doubtful_clock_is_trouble_and_the_process_ready_all_the_same(doubt, found):
    assert list(troubles((HealthCheck(name="clock", ok=True, facts={"doubt": doubt}),))) == found


async def test_every_check_of_a_process_has_a_name_to_be_told_by(world):
    checks, _ = await world.jubao.watch.health.look()
    assert {Trouble.DATABASE, Trouble.TELEGRAM} <= set(troubles(checks))  # it does not run
    named = {check.name for check in checks if not check.name.startswith("disk_")}
    assert named | {"mail", "disk", "behind", "judges", "journal"} == set(Trouble)


async def test_trouble_is_told_once_and_its_end_once(watch, world, health, admin, moderator):
    health.unwell = {"inbox"}
    await sees(watch, world, 4)
    assert told(admin, "trouble-inbox", "trouble-over-inbox") == [1, 0]
    health.unwell = set()
    await sees(watch, world, 4)
    assert told(admin, "trouble-inbox", "trouble-over-inbox") == [1, 1]
    health.unwell = {"inbox"}
    await sees(watch, world, 2)
    assert told(admin, "trouble-inbox", "trouble-over-inbox") == [2, 1]
    assert told(moderator, "trouble-inbox") == [0]


async def test_the_log_says_in_words_what_is_wrong_and_that_it_is_over(watch, world, health):
    log = io.StringIO()
    logs.set_up(form="json", stream=log)
    health.unwell = {"inbox"}
    await sees(watch, world, 2)
    health.unwell = set()
    await sees(watch, world, 2)
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    begun, over = (line for line in lines if line["event"] == "trouble")
    assert (begun["what"], begun["over"]) == ("inbox", False)
    assert (over["what"], over["over"]) == ("inbox", True)
    assert begun["means"] == catalog().say("en", "trouble-inbox")
    assert over["means"] == catalog().say("en", "trouble-over-inbox")


@pytest.mark.soak
@pytest.mark.parametrize("trouble", Trouble)
def test_nothing_of_what_the_log_says_of_a_trouble_is_taken_for_somebodys_data(trouble):
    for key in (f"trouble-{trouble}", f"trouble-over-{trouble}"):
        words = catalog().say("en", key)
        assert logs.Redactor().clean(words) == words


async def test_what_one_look_alone_says_is_not_told(watch, world, health, admin):
    for _ in range(3):
        health.unwell = {"telegram"}
        await sees(watch, world)
        health.unwell = set()
        await sees(watch, world)
    assert told(admin, "trouble-telegram", "trouble-over-telegram") == [0, 0]


async def test_a_restart_tells_nothing_anew_and_forgets_nothing(watch, world, health, admin):
    health.unwell = {"key"}
    await sees(watch, world, 2)
    again = Watch(health, world.jubao.services)
    await sees(again, world, 3)
    assert told(admin, "trouble-key", "trouble-over-key") == [1, 0]
    health.unwell = set()
    await sees(Watch(health, world.jubao.services), world, 2)
    assert told(admin, "trouble-key", "trouble-over-key") == [1, 1]


async def test_by_mail_too_where_the_chat_cannot_tell(world, health, admin):
    async with post_office() as office:
        server = MailServer.at(office.url, "jubao@office.example")
        watch = Watch(health, world.jubao.services, server, TO)
        health.unwell = {"telegram"}
        office.data = ["451 later"]
        for _ in range(4):
            await watch.look()
        health.unwell = set()
        for _ in range(3):
            await watch.look()
    begun, over = office.taken
    services = world.jubao.services
    assert office.recipients == [TO, TO]
    assert begun["Auto-Submitted"] == "auto-generated"
    assert text(begun).strip() == services.words.say("zh-Hans", "trouble-telegram")
    assert text(over).strip() == services.words.say("zh-Hans", "trouble-over-telegram")


async def test_an_update_that_is_put_aside_is_told_and_many_are_told_once(world, admin):
    for _ in range(3):
        world.telegram.inject(TOKEN, {"message": {"message_id": "not a number", "chat": 7}})
    await world.settle()
    [said] = [each for each in admin.texts().split("\n---\n") if "update-dead" in each]
    assert said in {admin.words("notice-put_aside", count=str(n)) for n in (1, 2, 3)}
    world.later(600)
    world.telegram.inject(TOKEN, {"message": {"message_id": "not a number", "chat": 7}})
    await world.settle()
    admin.sees("notice-put_aside", count="4")
