"""What time it is at Telegram, and whose clock that is."""

import pytest

from bot.config.settings import read_settings
from bot.runtime import clock
from bot.runtime.app import building
from bot.telegram import server_time
from domain.clocks.clock_trust import Doubt
from sandbox.telegram import Telegram
from sandbox.web.server import serve
from tests.support.chat import TOKEN, catalog
from usecases.operations import timekeeping


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("https://api.telegram.org", False),
        ("http://10.0.0.7:8081", False),
        ("http://127.0.0.1:8081", True),
        ("http://[::1]:8081", True),
        ("http://localhost:8081", True),
    ],
)
def test_a_server_on_this_machine_goes_by_the_same_clock(url, here):
    assert server_time.is_local(url) is here


async def test_who_does_not_answer_says_no_time():
    with pytest.raises(server_time.TimeUnknown):
        await server_time.telegram_time(read_settings(api_base_url="http://127.0.0.1:9"))


@pytest.mark.parametrize("here", [True, False])
async def test_every_answer_of_telegram_is_a_witness_unless_it_is_of_this_machine(
    world, monkeypatch, here
):
    """A real line to a real server: its date is today's, the bot's clock is at another day."""
    monkeypatch.setattr("bot.runtime.telegram.is_local", lambda _url: here)
    telegram = Telegram()
    telegram.add_bot(token=TOKEN, username="jubao_test_bot", name="Jubao")
    async with serve(telegram, port=0) as url:
        settings = world.jubao.settings.model_copy(update={"api_base_url": url})
        async with building(settings, words=catalog(), now=lambda: world.at[0]) as jubao:
            await jubao.app.initialize()
            await clock.tick(jubao.db, jubao.services)
            assert jubao.services.keeper.doubt is (None if here else Doubt.TELEGRAM)


async def test_a_process_without_the_clock_tells_what_it_hears_and_learns_what_to_trust(world):
    keeper = world.jubao.services.keeper
    keeper.heard_updates([{"message": {"date": int(world.at[0])}}])
    keeper.doubt = Doubt.UNCHECKED
    await clock.keep_once(world.db, world.jubao.services)
    assert keeper.trusts()
    found = await world.db.run(timekeeping.check, keeper.seen())
    assert found.seen.update == world.at[0]
    assert found.seen.ticked is None  # that is for whoever keeps the clock
