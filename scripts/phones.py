"""Drive the sandbox's page in a real browser; each person of the cast has a phone on the page."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright, expect

from bot.cli.demo import Demo, DemoPerson, demo_running
from bot.runtime.serving import serve

CHROMIUM = "/usr/bin/chromium"  # Debian's, since Playwright's own cannot be downloaded everywhere
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20_000  # milliseconds; long enough for a busy machine
DRAWN = "() => new Promise(requestAnimationFrame)"
REMEMBERS_EVENTS = """
    window.latestEvent = 0;
    window.EventSource = class extends EventSource {
        constructor(address) {
            super(address);
            this.addEventListener("message", (event) => {
                window.latestEvent = Number(event.lastEventId);
            });
        }
    };
"""


def _begins_with(label: str) -> re.Pattern[str]:
    """Matches a label of a button, after symbols before it."""
    # In a browser \W also matches Chinese characters.
    return re.compile(rf"^[^A-Za-z0-9\u4e00-\u9fff]*{re.escape(label)}")


@dataclass(slots=True)
class Phone:
    """One person's column of the page."""

    page: Page
    player: DemoPerson
    stage: Demo

    @property
    def column(self) -> Locator:
        """The person's column."""
        return self.page.locator(f'[data-testid=column][data-person="{self.player.account}"]')

    async def says(self, text: str) -> None:
        """Type and send."""
        box = self.column.get_by_test_id("composer-input")
        await box.fill(text)
        await box.press("Enter")

    async def begins(self) -> None:
        """Press START in an empty chat."""
        await self.column.get_by_test_id("start").click(timeout=PATIENCE)

    async def taps(self, label: str) -> None:
        """Press the newest inline button whose label begins with this, ignoring symbols before it.

        If a button of the same message has exactly this label, that one is pressed. Then wait until
        the page shows all that the bot did: text sent at once may arrive before the press, and the
        answer to a press may come before its message is edited.
        """
        begins = _begins_with(label)
        fitting = self._button(begins)
        message = self.column.get_by_test_id("message").filter(has=fitting).last
        await message.wait_for(timeout=PATIENCE)
        exact = message.locator(self._button(re.compile(rf"{begins.pattern}\s*$")))
        button = exact if await exact.count() else message.locator(fitting)
        await button.last.click(timeout=PATIENCE)
        await self.page.evaluate(DRAWN)
        pressed = self.column.locator("[data-testid=inline-button][aria-busy=true]")
        await expect(pressed).to_have_count(0, timeout=PATIENCE)
        await self.stage.jubao.person_queues.drain()
        latest = self.stage.telegram.events.number
        heard = "latest => window.latestEvent >= latest"
        await self.page.wait_for_function(heard, arg=latest, timeout=PATIENCE)
        await self.page.evaluate(DRAWN)

    async def taps_on_card(self, label: str) -> None:
        """Press a button of the newest case card, after "More" where it is not at the front."""
        more = self._button(re.compile("^More$"))
        card = self.column.get_by_test_id("message").filter(has=more).last
        await card.wait_for(timeout=PATIENCE)
        if not await card.locator(self._button(_begins_with(label))).count():
            await self.taps("More")
        await self.taps(label)

    def _button(self, label: re.Pattern[str]) -> Locator:
        return self.page.get_by_test_id("inline-button").filter(has_text=label)

    async def uploads(self, file: Path) -> None:
        """Attach a file and send it."""
        await self.column.get_by_test_id("file-input").set_input_files(file)
        await self.column.get_by_test_id("composer-send").click(timeout=PATIENCE)

    async def sees(self, text: str) -> None:
        """Wait until a message contains this text."""
        found = self.column.get_by_test_id("message").filter(has_text=text)
        await expect(found.last).to_be_visible(timeout=PATIENCE)


@dataclass(slots=True)
class Theatre:
    """The demo on a page in a browser."""

    stage: Demo
    page: Page

    def phone(self, number: int) -> Phone:
        """The phone of the cast's n-th person."""
        return Phone(self.page, self.stage.players[number], self.stage)

    async def takes(self, name: str) -> Phone:
        """The phone of a person of the cast, made visible."""
        return await self._shown(name, "true")

    async def hides(self, name: str) -> None:
        """Hide the phone of a person of the cast."""
        await self._shown(name, "false")

    async def _shown(self, name: str, wanted: str) -> Phone:
        player = next(each for each in self.stage.players if each.name.startswith(name))
        chip = self.page.locator(f'[data-testid=cast-toggle][data-person="{player.account}"]')
        if await chip.get_attribute("aria-pressed", timeout=PATIENCE) != wanted:
            await chip.click(timeout=PATIENCE)
        return Phone(self.page, player, self.stage)


@asynccontextmanager
async def theatre(
    folder: Path,
    *,
    language: str | None = "en",
    width: int = 1600,
    height: int = 900,
    dark: bool = False,
    now: Callable[[], float] = time.time,
) -> AsyncIterator[Theatre]:
    """Run the demo and a browser with its page."""
    async with (
        demo_running(folder, port=0, language=language, now=now) as stage,
        async_playwright() as play,
    ):
        serving = asyncio.create_task(serve(stage.jubao))
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        try:
            page = await browser.new_page(
                viewport={"width": width, "height": height},
                locale="zh-CN" if language is None else "en-GB",
                color_scheme="dark" if dark else "light",
                timezone_id=stage.jubao.services.profile.timezone,  # as the bot says times
            )
            await page.add_init_script(REMEMBERS_EVENTS)
            await page.goto(stage.url)
            yield Theatre(stage, page)
        finally:
            await browser.close()
            stage.jubao.stopping.set()
            await asyncio.wait_for(serving, 15)
