"""The way of one case through the network, on the sandbox's page in a real browser."""

import time
from dataclasses import dataclass

import pytest
from playwright.async_api import expect

from bot.runtime import clock
from scripts.phones import PATIENCE, Phone, theatre
from tests.support.network_story import CAST, NUMBER, tell

NOON = 1_795_579_200  # Wednesday 25 November 2026: two days later the offices still work


@dataclass
class Played:
    """A phone on the page, as the story knows people."""

    phone: Phone

    async def says(self, text):
        """And wait for an answer, as people do: an older card has the same buttons."""
        messages = self.phone.column.get_by_test_id("message")
        before = await messages.count()
        await self.phone.says(text)
        await expect(messages.nth(before + 1)).to_be_attached(timeout=PATIENCE)

    async def taps(self, label):
        await self.phone.taps(label)

    async def taps_on_card(self, label):
        await self.phone.taps_on_card(label)

    async def hears(self, text):
        await self.phone.sees(text)

    async def is_told(self, headline):
        """Only that the case is there: the headline may be gone two seconds later."""
        await self.phone.sees(NUMBER)


@pytest.mark.soak
async def test_a_case_goes_through_the_network_on_nine_phones(demo_folder):
    ahead = [NOON - time.time()]
    async with theatre(demo_folder, width=3600, now=lambda: time.time() + ahead[0]) as stage:
        cast = {}
        for name, _, _ in CAST:
            phone = await stage.takes(name)
            await phone.begins()
            cast[name] = Played(phone)

        async def later(seconds):
            ahead[0] += seconds
            jubao = stage.stage.jubao
            await clock.tick(jubao.db, jubao.services)
            jubao.courier.wake()

        await tell(cast, later)
