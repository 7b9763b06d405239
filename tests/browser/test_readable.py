"""Everybody can read and use the page: contrast, axe, keys, every width, and what to do first."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from playwright.async_api import Page, expect

from sandbox.telegram import Telegram
from sandbox.web.server import serve
from sandbox.world import File
from tests.support import axe, contrast
from tests.support.echo import TOKEN, Echo, begin, bubble, phone, png, write

pytestmark = pytest.mark.asyncio(loop_scope="module")

HUES = 8  # colours of phones; `looks.js` repeats them
WIDE = {"width": 320 * HUES, "height": 800}
THEMES = ("light", "dark")
RICH = (
    '<b>Bold</b> <a href="https://a.example/">a link</a> <code>code</code> <s>gone</s> @somebody '
    '/start<pre><code class="language-py">print(1)</code></pre>'
    '<blockquote>quoted <a href="https://b.example/">b</a></blockquote>'
    f'<blockquote expandable>{"long " * 80}<a href="https://c.example/">c</a></blockquote>'
    '<tg-spoiler>hidden <a href="https://d.example/">d</a></tg-spoiler>'
)
KEYS = {"keyboard": [[{"text": "A key"}, {"text": "My number", "request_contact": True}]]}
# width and height of the window, and how many phones of the four people it has room for
WINDOWS = ((320, 640, 1), (390, 844, 1), (640, 400, 1), (999, 700, 1), (1000, 700, 3))


class Stage:
    """A world of people with something to read, whose phones have all colours."""

    def __init__(self, size: int = HUES) -> None:
        self.url = ""
        self.tg = Telegram()
        self.tg.add_bot(token=TOKEN, username="echo_bot", name="Echo")
        self.people = [
            self.tg.add_user(
                f"Person {number}", language_code="en", about={"en": "a role", "zh-Hans": "角色"}
            ).id
            for number in range(size)
        ]
        self.office = self.tg.add_group("Office", members=self.people)
        self.channel = self.tg.add_channel("Rumour mill", username="rumours")
        self.post = self.tg.post(self.channel.id, "The bridges close tomorrow")["message_id"]
        self.bot = Echo(self.tg)
        self.bot.ask("setMyDescription", description="What it does, in a few words.")
        self.bot.ask("setMyCommands", commands=[{"command": "start", "description": "Begin"}])

    def talk(self, person: int) -> None:
        """All kinds of messages, in both directions."""
        tg, ask = self.tg, self.bot.ask
        ask("sendMessage", chat_id=person, text=RICH, parse_mode="HTML")
        tg.upload(person, person, [File("p.png", "image/png", png())], kind="photo")
        tg.upload(person, person, [File("a.pdf", "application/pdf", b"%PDF-")], kind="document")
        tg.forward(person, person, self.channel.id, self.post)
        own = tg.say(person, person, "see https://e.example/")["message_id"]
        tg.edit(person, person, own, "see https://e.example/ and #this")
        ask("sendMessage", chat_id=person, text="Noted", reply_parameters={"message_id": own})
        ask("sendMessage", chat_id=person, text="Which?", reply_markup=KEYS)


@asynccontextmanager
async def serving(stage: Stage) -> AsyncIterator[Stage]:
    """The page of this world, with the bot answering."""
    running = asyncio.create_task(stage.bot.run())
    async with serve(stage.tg, port=0) as stage.url:
        yield stage
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def point_at_everything(page: Page) -> None:
    """As if the pointer were over every control at once."""
    session = await page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        await session.send(f"{domain}.enable")
    document = await session.send("DOM.getDocument", {"depth": 0})
    found = await session.send(
        "DOM.querySelectorAll",
        {"nodeId": document["root"]["nodeId"], "selector": "button, a, .row, .bubble"},
    )
    for node in found["nodeIds"]:
        await session.send(
            "CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": ["hover"]}
        )


async def too_faint(page: Page, *, with_words: set[str]) -> list[str]:
    """What cannot be read well in one theme or the other; these words must have been looked at."""
    faint = []
    for theme in THEMES:
        await page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        seen = await contrast.measure(page)
        assert with_words - {each.words for each in seen} == set()
        faint += [f"{theme}: {each}" for each in seen if not each.passes]
    return sorted(set(faint))


async def choose(page: Page, item: str) -> None:
    """Press an item of the open menu."""
    await page.locator(f'[data-testid="menu-item"][data-item="{item}"]').click()


async def overflow(page: Page) -> int:
    """Pixels by which the page, or the messages of a phone, are wider than the window."""
    widths = await page.locator("html, body, .feed-scroll").evaluate_all(
        "all => all.map(each => each.scrollWidth - innerWidth)"
    )
    return int(max(widths))


@pytest.mark.soak
async def test_all_text_and_every_symbol_can_be_seen_in_both_themes(browser):
    async with serving(Stage()) as stage:
        context = await browser.new_context(viewport=WIDE, locale="en-US")
        page = await context.new_page()
        await page.goto(stage.url)
        await expect(phone(page, stage.people[0])).to_be_visible()
        for person in stage.people[4:]:
            await page.locator(f'[data-testid="cast-toggle"][data-person="{person}"]').click()
        phones = [phone(page, person) for person in stage.people]
        await contrast.still(page)
        # The last has not begun, one has blocked the bot, one looks at a group where others speak.
        await expect(page.get_by_test_id("first-step")).to_be_visible()
        for person, column in list(zip(stage.people, phones, strict=True))[:-1]:
            await begin(column)
            stage.talk(person)
            # All that the bot says is there: nothing may move while it is measured.
            await expect(bubble(column, "You said: see")).to_be_visible()
        await phones[6].locator(f'[data-chat="{stage.office.id}"]').click()
        for person in stage.people[:3]:
            stage.tg.say(person, stage.office.id, f"What do you think, {person}?")
        last = bubble(phones[6], f"You said: What do you think, {stage.people[2]}?")
        await expect(last).to_be_visible()
        await phones[5].get_by_test_id("person-menu").click()
        await choose(page, "block")
        await expect(phones[5].get_by_test_id("unblock")).to_be_visible()

        words = {"START", "Message", "Unblock the bot", "What it does, in a few words.", "pdf"}
        more = {"A key", "a role", "edited", "Noted", "Forwarded from", "Rumour mill", "Send"}
        assert await too_faint(page, with_words=words | more) == []

        # What lies over a phone or opens in it, and the pointer over every control.
        alert = phones[1].get_by_test_id("inline-button").get_by_text("Alert", exact=True)
        await alert.click()
        await expect(phones[1].get_by_test_id("alert-ok")).to_be_visible()
        await phones[3].get_by_test_id("commands-button").click()
        await (
            phones[3]
            .get_by_test_id("file-input")
            .set_input_files([{"name": "a.txt", "mimeType": "text/plain", "buffer": b"a"}])
        )
        for column in phones:
            await column.get_by_test_id("feed").evaluate("it => it.scrollTo(0, 0)")
        await expect(phones[4].get_by_test_id("scroll-down")).to_be_visible()
        stage.bot.ask("sendMessage", chat_id=stage.people[4], text="One more")
        await expect(phones[4].get_by_test_id("scroll-down")).to_contain_text("1")
        await phones[5].get_by_test_id("person-menu").click()
        await choose(page, "deep-link")
        await phones[5].get_by_test_id("deep-link-input").fill("not allowed!")
        await phones[5].get_by_test_id("deep-link-send").click()
        await phones[0].get_by_test_id("message-actions").last.click()
        await choose(page, "reply")
        await page.get_by_test_id("faults").click()
        await choose(page, "slow")
        for opens in (phones[6].get_by_test_id("person-menu"), page.get_by_test_id("everybody")):
            await opens.press("Enter")
        await point_at_everything(page)
        words = {"A grave word", "OK", "Begin", "a.txt", "Block the bot", "Slow", "Cancel"}
        more = {"Wait", "Up to 64 of A–Z a–z 0–9 _ -", "1", "Reply to Echo", "a link", "print(1)"}
        assert await too_faint(page, with_words=words | more) == []
        await context.close()


async def test_axe_finds_nothing_serious(page, scene):
    lin, wang = phone(page, scene.lin), phone(page, scene.wang)
    await contrast.still(page)
    assert await axe.findings(page) == []  # before anybody has begun
    await begin(lin)
    scene.bot.ask("sendMessage", chat_id=scene.lin, text=RICH, parse_mode="HTML")
    scene.bot.ask("sendMessage", chat_id=scene.lin, text="Which?", reply_markup=KEYS)
    scene.tg.upload(
        scene.lin, scene.lin, [File("p.png", "image/png", png()) for _ in range(2)], kind="photo"
    )
    await wang.locator(f'[data-chat="{scene.office}"]').click()
    await write(lin, "see https://e.example/")
    await expect(bubble(lin, "You said")).to_be_visible()

    for _ in THEMES:
        assert await axe.findings(page) == []
        await page.get_by_test_id("theme").click()
    await lin.get_by_test_id("inline-button").get_by_text("Alert", exact=True).click()
    await expect(lin.get_by_test_id("alert-ok")).to_be_focused()
    await page.get_by_test_id("faults").press("Enter")
    await expect(page.get_by_test_id("menu-item")).to_have_count(6)
    assert await axe.findings(page) == []  # a dialog and the panel of faults are open

    await page.keyboard.press("Escape")
    await page.set_viewport_size({"width": 390, "height": 844})
    assert await axe.findings(page) == []
    await lin.get_by_test_id("alert-ok").click()
    await page.get_by_test_id("everybody").click()
    for _ in THEMES:
        assert await axe.findings(page) == []
        await page.get_by_test_id("theme").click()


@pytest.mark.soak
async def test_the_newest_message_is_one_key_away_and_no_key_loses_its_place(page, scene):
    lin = phone(page, scene.lin)
    await lin.get_by_test_id("start").press("Enter")
    await expect(bubble(lin, "Choose")).to_be_visible()
    await expect(lin.get_by_test_id("composer-input")).to_be_focused()
    for number in range(12):
        scene.bot.ask("sendMessage", chat_id=scene.lin, text=f"long {number}.\n" * 9)
    newest = bubble(lin, "long 11.")
    await expect(newest).to_be_in_viewport()
    down, feed, field = (
        lin.get_by_test_id(name) for name in ("scroll-down", "feed", "composer-input")
    )
    await expect(down).to_be_hidden()

    await field.press("PageUp")  # an empty field scrolls the messages
    await field.press("PageUp")
    await expect(down).to_have_accessible_name("To the newest message")
    await expect(newest).not_to_be_in_viewport()
    for words in ("first news", "second news"):
        scene.bot.ask("sendMessage", chat_id=scene.lin, text=words)
    await expect(down).to_have_accessible_name("To the newest message, 2 new")
    await expect(down).to_have_text("2")
    await field.press("End")
    await expect(bubble(lin, "second news")).to_be_in_viewport()
    await expect(down).to_be_hidden()

    await feed.focus()
    await page.keyboard.press("Home")
    await expect(bubble(lin, "Choose")).to_be_in_viewport()
    await field.fill("being written")
    await field.press("End")  # moves in the words
    await expect(down).to_be_visible()
    await field.press("Control+End")
    await expect(bubble(lin, "second news")).to_be_in_viewport()

    await feed.focus()
    await page.keyboard.press("Home")
    await expect(down).to_be_visible()
    await down.focus()
    await page.keyboard.press("Enter")
    await expect(bubble(lin, "second news")).to_be_in_viewport()
    await expect(feed).to_be_focused()  # not lost with the button
    # A person chosen or hidden elsewhere moves nobody's messages.
    await page.keyboard.press("Home")
    await expect(down).to_be_visible()
    await phone(page, scene.wang).get_by_test_id("person-menu").press("Enter")
    for key in ("End", "Enter"):  # the last item hides this phone
        await page.keyboard.press(key)
    await expect(phone(page, scene.wang)).to_be_hidden()
    chip = page.locator(f'[data-testid="cast-toggle"][data-person="{scene.wang}"]')
    await expect(chip).to_be_focused()
    await expect(bubble(lin, "Choose")).to_be_in_viewport()


async def test_every_width_keeps_a_usable_phone_and_reaches_everybody(browser):
    async with serving(Stage(4)) as stage:
        lin, last = stage.people[0], stage.people[-1]
        stage.tg.say(lin, lin, "/start")
        stage.tg.say(lin, lin, "w" * 900)
        context = await browser.new_context(
            viewport={"width": 1000, "height": 700}, has_touch=True, device_scale_factor=2
        )
        page = await context.new_page()
        await page.goto(stage.url)
        column = phone(page, lin)
        await expect(bubble(column, "You said")).to_be_visible()
        stage.bot.ask("sendMessage", chat_id=lin, text="Newest", reply_markup=KEYS)
        for width, height, room in WINDOWS:
            await page.set_viewport_size({"width": width, "height": height})
            await expect(page.locator('[data-testid="column"]:visible')).to_have_count(room)
            assert await overflow(page) <= 0
            for shown in (bubble(column, "Newest"), column.get_by_test_id("composer-input")):
                await expect(shown).to_be_in_viewport(ratio=1)
            for name in ("theme", "faults", "everybody"):
                await expect(page.get_by_test_id(name)).to_be_in_viewport(ratio=1)

        await page.set_viewport_size({"width": 320, "height": 640})
        await page.get_by_test_id("everybody").tap()
        people = page.get_by_test_id("menu-item")
        assert await people.all_inner_texts() == [
            f"Person {number}\na role" + ("\n✓" if number == 0 else "") for number in range(4)
        ]
        await choose(page, str(last))
        await expect(phone(page, last)).to_be_visible()
        await expect(column).to_be_hidden()
        await expect(
            page.locator('[data-testid="cast-toggle"][aria-pressed="true"]')
        ).to_be_in_viewport()
        await page.reload()
        await expect(phone(page, last)).to_be_visible()  # the same person as before
        await page.locator(f'[data-testid="cast-toggle"][data-person="{lin}"]').tap()
        await expect(column).to_be_visible()
        before = await page.evaluate("document.documentElement.dataset.theme")
        await page.get_by_test_id("theme").tap()
        assert await page.evaluate("document.documentElement.dataset.theme") != before
        await context.close()


@pytest.mark.soak
@pytest.mark.parametrize(
    ("locale", "begin_as", "link_as", "role"),
    [
        (
            "en-GB",
            "Write as {}: press START, then paste a link",
            "Write as {}: paste a link",
            "a role",
        ),
        (
            "zh-CN",
            "以 {} 的身份写：按“开始”，然后粘贴一个链接",
            "以 {} 的身份写：粘贴一个链接",
            "角色",
        ),
    ],
)
async def test_the_page_says_what_to_do_first(browser, locale, begin_as, link_as, role):
    async with serving(Stage(2)) as stage:
        context = await browser.new_context(viewport={"width": 390, "height": 844}, locale=locale)
        page = await context.new_page()
        await page.goto(stage.url)
        hint = page.get_by_test_id("first-step")
        first, second = (phone(page, person) for person in stage.people)
        await expect(hint).to_have_text(begin_as.format("Person 0"))
        await expect(first.locator(".about")).to_have_text(role)
        await expect(page.get_by_test_id("cast-toggle").last).to_have_text(f"P1Person 1{role}")
        await page.get_by_test_id("cast-toggle").last.click()
        await expect(hint).to_have_text(begin_as.format("Person 1"))
        await expect(second.get_by_test_id("first-step")).to_be_visible()
        await begin(second)
        await expect(hint).to_have_text(link_as.format("Person 1"))
        if locale == "zh-CN":
            await page.get_by_test_id("first-step-close").click()
            await expect(second.get_by_test_id("composer-input")).to_be_focused()
        else:
            await write(second, "https://get-rich.example/join")
        await expect(hint).to_have_count(0)
        await page.reload()
        await expect(second).to_be_visible()
        await expect(hint).to_have_count(0)
        await context.close()
