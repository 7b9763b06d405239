"""One status card for each report, and one card for each case in a group, however slow the wire."""

import asyncio

import pytest

from domain.network.people import Role, Verb
from tests.support.chat import talking
from tests.support.life import Life
from usecases.moderation import casework

ROUNDS = 500  # of waiting until a call has reached the wire


class Slow:
    """Holds back what is sent to some chats, or edited there, until it is let go.

    `chats` has for each chat the words of the messages to hold back; all contain "".
    """

    def __init__(self, wire):
        self.call, self.chats, self.waiting, self.free = wire.do_request, {}, 0, asyncio.Event()
        wire.do_request = self.do_request

    async def do_request(self, url, method, request_data=None, *timeouts, **more):
        said = request_data.json_parameters if request_data else {}
        words = self.chats.get(int(said.get("chat_id") or 0))
        if words is not None and words in said.get("text", "") and not self.free.is_set():
            self.waiting += 1
            await self.free.wait()
        return await self.call(url, method, request_data, *timeouts, **more)

    async def holds(self, calls):
        """Wait until it holds back so many calls."""
        for _ in range(ROUNDS):
            if self.waiting >= calls:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"only {self.waiting} calls are held back")


@pytest.fixture
async def world(database_url, tmp_path, request):
    """A bot on each kind of database."""
    which = "installed_url" if database_url.startswith("sqlite") else "installed_rows"
    found = request.getfixturevalue(which)
    if which == "installed_rows":
        found.bring()
    async with talking(database_url, tmp_path) as world:
        yield world


@pytest.mark.soak
async def test_moves_within_one_slow_send_leave_one_card_each(world):
    wu, lin = await world.staff("Wu", Role.MODERATOR), world.person("Lin")
    group = await world.group(wu, unit="changsha")
    await lin.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    courier, slow, sending = world.jubao.courier, Slow(world.wire), []

    def deliver():
        sending.append(asyncio.create_task(courier.deliver()))

    slow.chats[group] = ""
    filed = await life.files(lin.account)
    deliver()  # the first card in the group is on its way, and stays there
    await slow.holds(1)
    card = await life.does(wu.account, casework.card, filed.report.case_id)
    slow.chats[lin.account] = lin.words("about-accepted")
    card = await life.moves(wu.account, card, Verb.ACCEPT, category="fraud")
    for _ in range(ROUNDS):
        if slow.waiting == 2:
            break
        deliver()
        await asyncio.sleep(0.05)
    await slow.holds(2)  # and so is the reporter's first status card
    slow.chats[lin.account] = ""
    assert lin.words("notice-accepted", category="Fraud") in lin.texts()
    card = await life.does(
        wu.account, casework.move, card.case.id, Verb.CHECK, seen=card.case.version
    )
    for _ in range(4):  # half a second in which the courier looks for what is due
        deliver()
        await asyncio.sleep(0.1)
    assert slow.waiting == 2, "a second card was sent before the first had arrived"
    slow.free.set()
    await asyncio.gather(*sending)
    await world.settle()

    assert lin.texts().count(lin.words("about-verifying")) == 1
    assert lin.words("about-accepted") not in lin.texts()
    assert lin.texts().count(lin.words("notice-verifying")) == 1
    (shown,) = [m for m in world.telegram.messages(group) if card.case.number in m.get("text", "")]
    assert "核查中" in shown["text"]  # a group is written to in the language of the place
