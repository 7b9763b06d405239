"""Four units on three levels and nine people: the whole way of one case through the network."""

import re
from dataclasses import dataclass

from bot.runtime import clock
from domain.case import Outcome
from domain.network.people import Role
from domain.routing import HandoverKind
from domain.status import Status
from storage.audit import journal
from storage.cases import cases, transfers
from tests.support.chat import Talker
from tests.support.network_story import CAST, tell


@dataclass
class Played:
    """A talker of the tests, as the story knows people."""

    talker: Talker

    async def says(self, text):
        await self.talker.says(text)

    async def taps(self, label):
        return await self.talker.taps(label)

    async def taps_on_card(self, label):
        return await self.talker.taps_on_card(label)

    async def hears(self, text):
        assert text in self.talker.texts(), f"{text!r} is not in:\n{self.talker.texts(4)}"

    async def is_told(self, headline):
        await self.hears(headline)


async def test_a_case_goes_through_the_network_and_every_step_is_told(world):
    talkers = {}
    for name, role, unit in CAST:
        if role is Role.NOBODY:
            talkers[name] = world.person(name)
            await talkers[name].says("/start")
        else:
            talkers[name] = await world.staff(name, role, unit=unit or "changsha")

    async def later(seconds):
        world.later(seconds)
        await clock.tick(world.db, world.jubao.services)
        await world.settle()

    await tell({name: Played(talker) for name, talker in talkers.items()}, later)

    case = await world.db.run(cases.get, 1)
    assert (case.status, case.outcome, case.unit) == (
        Status.CLOSED,
        Outcome.REMOVED_BY_UNIT,
        "hunan",
    )
    way = await world.db.run(transfers.of_case, 1)
    assert [(hop.kind, hop.to) for hop in way] == [
        (HandoverKind.TRANSFER, "changshacn"),
        (HandoverKind.RETURN, "changsha"),
        (HandoverKind.TRANSFER, "hengyang"),
        (HandoverKind.TAKE_OVER, "hunan"),
    ]
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, 1)]
    assert verbs == [
        "submit",
        "transfer",
        "return",
        "transfer",
        "late",
        "take_over",
        "accept",
        "check",
        "refer",
        "case_file",
        "decide",
        "confirm",
        "appeal",
        "change",
        "confirm",
    ]
    assert await world.db.run(journal.first_break, 1) is None
    lin = talkers["Lin"]
    for name, _, _ in CAST:
        if name != "Lin":
            assert not re.search(rf"\b{name}\b", lin.texts()), "reporters see no person"
            assert not re.search(r"\bLin\b", talkers[name].texts()), "staff see no reporter"
