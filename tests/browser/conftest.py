"""Fixtures of tests in a browser."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect
from pytest_asyncio import fixture

from sandbox.telegram import Telegram
from sandbox.web.server import serve
from scripts.phones import CHROMIUM, QUIET
from tests.support.echo import TOKEN, Echo, Scene

PATIENCE = 15_000  # milliseconds; machines that run tests are busy


@fixture(loop_scope="module")
async def scene() -> AsyncIterator[Scene]:
    tg = Telegram()
    tg.add_bot(token=TOKEN, username="echo_bot", name="Echo")
    lin, wang = tg.add_user("Lin", language_code="en"), tg.add_user("Wang", language_code="en")
    office = tg.add_group("Office", members=[lin.id, wang.id])
    channel = tg.add_channel("Rumour mill", username="rumours")
    post = tg.post(channel.id, "The bridges close tomorrow")
    bot = Echo(tg)
    running = asyncio.create_task(bot.run())
    async with serve(tg, port=0) as url:
        yield Scene(tg, bot, url, lin.id, wang.id, office.id, channel.id, post["message_id"])
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


@fixture(scope="module", loop_scope="module")  # one browser for all: starting it is the slow part
async def browser() -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        await chromium.close()


@fixture(loop_scope="module")
async def page(browser: Browser, scene: Scene) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 1200, "height": 800}, locale="en-US")
    page = await context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    await page.goto(scene.url)
    yield page
    await context.close()
    assert failures == []


@pytest.fixture
def demo_folder(sqlite_template: Path, tmp_path: Path) -> Path:
    """A folder for a demo that finds the tables made already."""
    shutil.copy(sqlite_template, tmp_path / "jubao.db")
    return tmp_path
