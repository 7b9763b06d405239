"""The sandbox's page in a real browser, with a small bot that speaks the bare wire format."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from sandbox.web.server import serve
from tests.support.echo import begin, bubble, phone, png, write

pytestmark = pytest.mark.asyncio(loop_scope="module")

PATIENCE = 15_000  # milliseconds; machines that run tests are busy
HOSTILE = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script> & <b>bold</b>'


async def test_words_go_in_and_the_answer_comes_out(page, scene):
    lin, wang = phone(page, scene.lin), phone(page, scene.wang)
    await begin(lin)

    await write(lin, "good morning")

    await expect(bubble(lin, "You said: good morning")).to_be_visible()
    await expect(lin.get_by_test_id("composer-input")).to_have_value("")
    await expect(wang.get_by_test_id("message")).to_have_count(0)
    assert "good morning" in [m.get("text") for m in scene.tg.messages(scene.lin)]


@pytest.mark.soak
async def test_shift_enter_breaks_the_line(page, scene):
    lin = phone(page, scene.lin)
    await begin(lin)

    field = lin.get_by_test_id("composer-input")
    await field.press_sequentially("one")
    await field.press("Shift+Enter")
    await field.press_sequentially("two")
    await lin.get_by_test_id("composer-send").click()

    await expect(bubble(lin, "You said:")).to_be_visible()
    assert "one\ntwo" in [m.get("text") for m in scene.tg.messages(scene.lin)]


async def test_a_press_is_answered_by_a_toast_or_an_alert(page, scene):
    lin = phone(page, scene.lin)
    await begin(lin)

    await lin.get_by_test_id("inline-button").get_by_text("Toast", exact=True).click()
    await expect(lin.get_by_test_id("toast")).to_have_text("A small word")
    await expect(lin.get_by_test_id("alert")).to_have_count(0)

    await lin.get_by_test_id("inline-button").get_by_text("Alert", exact=True).click()
    await expect(lin.get_by_test_id("alert")).to_contain_text("A grave word")
    await expect(lin.get_by_test_id("alert-ok")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(lin.get_by_test_id("alert")).to_have_count(0)


@pytest.mark.soak
async def test_a_press_spins_until_the_bot_answers(page, scene):
    lin = phone(page, scene.lin)
    await begin(lin)
    button = lin.get_by_test_id("inline-button").filter(has_text="Wait")

    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    async with asyncio.timeout(PATIENCE / 1000):  # the page spins before the press has gone out
        press = await scene.bot.left_waiting.get()
    scene.bot.ask("answerCallbackQuery", callback_query_id=press, text="At last")

    await expect(lin.get_by_test_id("toast")).to_have_text("At last")
    await expect(button).not_to_have_attribute("aria-busy", "true")


@pytest.mark.soak
async def test_the_bot_edits_its_message_in_place(page, scene):
    lin = phone(page, scene.lin)
    asked = await begin(lin)
    number = await asked.get_attribute("data-message-id")

    await lin.get_by_test_id("inline-button").get_by_text("Change", exact=True).click()

    changed = lin.locator(f'[data-testid="message"][data-message-id="{number}"]')
    await expect(changed.get_by_test_id("message-text")).to_have_text("Changed in place")
    await expect(changed.get_by_test_id("edited")).to_be_visible()
    await expect(bubble(lin, "Choose")).to_have_count(0)


@pytest.mark.soak
async def test_a_person_edits_their_own_words(page, scene):
    lin = phone(page, scene.lin)
    await begin(lin)
    await write(lin, "helo")
    own = lin.locator(".row.out").filter(has_text="helo")
    await own.hover()
    await own.get_by_test_id("message-actions").click()
    await lin.locator('[data-testid="menu-item"][data-item="edit"]').click()

    await expect(lin.get_by_test_id("composer-input")).to_have_value("helo")
    await write(lin, "hello")

    mine = lin.locator(".row.out").filter(has_text="hello")
    await expect(mine.get_by_test_id("edited")).to_be_visible()


@pytest.mark.soak
async def test_two_pictures_become_one_album(page, scene, tmp_path: Path):
    lin = phone(page, scene.lin)
    await begin(lin)
    pictures = [tmp_path / "one.png", tmp_path / "two.png"]
    for picture in pictures:
        picture.write_bytes(png())

    await lin.get_by_test_id("file-input").set_input_files(pictures)
    await expect(lin.get_by_test_id("attachment")).to_have_count(2)
    await write(lin, "both sides")

    album = bubble(lin, "both sides")
    await expect(album.get_by_test_id("album-item")).to_have_count(2)
    await expect(lin.get_by_test_id("attachment")).to_have_count(0)
    await expect(album.locator("img").first).to_have_js_property("complete", True)
    assert await album.locator("img").first.evaluate("image => image.naturalWidth") == 8
    parts = [m for m in scene.tg.messages(scene.lin) if "photo" in m]
    assert len({part["media_group_id"] for part in parts}) == 1
    assert [part.get("caption") for part in parts] == ["both sides", None]


@pytest.mark.soak
async def test_a_channel_post_is_forwarded(page, scene):
    lin = phone(page, scene.lin)
    await begin(lin)

    await lin.get_by_test_id("attach-button").click()
    await lin.locator('[data-testid="menu-item"][data-item="forward-post"]').click()
    await lin.get_by_test_id("forward-post").click()

    told = lin.locator(".row.out").filter(has_text="The bridges close tomorrow")
    await expect(told.get_by_test_id("forwarded")).to_have_text("Forwarded from Rumour mill")
    origin = next(
        m["forward_origin"] for m in scene.tg.messages(scene.lin) if "forward_origin" in m
    )
    assert (origin["chat"]["id"], origin["message_id"]) == (scene.channel, scene.post)


async def test_hostile_words_stay_words(page, scene):
    lin = phone(page, scene.lin)
    await begin(lin)

    await write(lin, HOSTILE)

    await expect(bubble(lin, "You said:").get_by_test_id("message-text")).to_have_text(
        f"You said: {HOSTILE}"
    )
    assert await page.evaluate("window.hurt") is None
    feed = lin.get_by_test_id("messages")
    await expect(feed.locator("img, script, b")).to_have_count(0)


async def test_a_link_to_a_script_is_no_link(page, scene):
    lin = phone(page, scene.lin)
    await begin(lin)
    evil = {"type": "text_link", "offset": 0, "length": 4, "url": "javascript:window.hurt=1"}
    scene.bot.ask("sendMessage", chat_id=scene.lin, text="tap me", entities=[evil])

    await expect(bubble(lin, "tap me")).to_be_visible()
    await expect(bubble(lin, "tap me").locator('a[href^="javascript"]')).to_have_count(0)


@pytest.mark.soak
async def test_marks_stand_where_utf16_says(page, scene):
    lin = phone(page, scene.lin)
    await begin(lin)
    html = "👋🏽 <b>你好</b> <tg-spoiler>hidden</tg-spoiler>"
    scene.bot.ask("sendMessage", chat_id=scene.lin, text=html, parse_mode="HTML")

    said = bubble(lin, "你好")
    await expect(said.locator("strong")).to_have_text("你好")
    veil = said.get_by_test_id("spoiler")
    await expect(veil).to_have_attribute("role", "button")
    await veil.click()
    await expect(veil).to_have_class(re.compile("shown"))


@pytest.mark.soak
async def test_a_long_quotation_is_folded_until_it_is_pressed(page, scene):
    lin = phone(page, scene.lin)
    await begin(lin)
    html = f"Look: <blockquote expandable>{'word ' * 200}the end</blockquote>"
    scene.bot.ask("sendMessage", chat_id=scene.lin, text=html, parse_mode="HTML")

    quote = bubble(lin, "Look").get_by_test_id("folded")
    fold = quote.get_by_role("button", name="Show all of it")
    await expect(fold).to_have_attribute("aria-expanded", "false")
    low = await quote.locator(".folded-words").evaluate(
        "it => [it.clientHeight, it.scrollHeight, parseFloat(getComputedStyle(it).lineHeight)]"
    )
    assert low[0] <= 4 * low[2] < low[1]
    await quote.click()
    less = quote.get_by_role("button", name="Show less")
    await expect(less).to_have_attribute("aria-expanded", "true")
    assert await quote.evaluate("it => it.clientHeight === it.scrollHeight")
    await less.press("Enter")
    await expect(fold).to_have_attribute("aria-expanded", "false")


@pytest.mark.soak
async def test_a_deep_link_carries_its_payload(page, scene):
    lin = phone(page, scene.lin)
    await lin.get_by_test_id("person-menu").click()
    await lin.locator('[data-testid="menu-item"][data-item="deep-link"]').click()
    await lin.get_by_test_id("deep-link-input").fill("not allowed!")
    await lin.get_by_test_id("deep-link-send").click()
    await expect(lin.get_by_test_id("deep-link")).to_contain_text("Up to 64")

    await lin.get_by_test_id("deep-link-input").fill("u_17")
    await lin.get_by_test_id("deep-link-send").click()

    await expect(bubble(lin, "/start u_17")).to_be_visible()


@pytest.mark.soak
async def test_blocking_takes_the_field_away_and_unblocking_brings_it_back(page, scene):
    lin = phone(page, scene.lin)
    await begin(lin)
    await lin.get_by_test_id("person-menu").click()
    await lin.locator('[data-testid="menu-item"][data-item="block"]').click()
    await expect(lin.get_by_test_id("composer-input")).to_be_hidden()

    await lin.get_by_test_id("unblock").press("Enter")
    await expect(lin.get_by_test_id("composer-input")).to_be_visible()
    await expect(lin.get_by_test_id("composer-input")).to_be_focused()


@pytest.mark.soak
async def test_what_comes_in_another_chat_is_counted(page, scene):
    lin, wang = phone(page, scene.lin), phone(page, scene.wang)
    await begin(wang)
    group = f'[data-testid="chat-tab"][data-chat="{scene.office}"]'
    await lin.locator(group).click()

    await write(lin, "anybody there?")
    await expect(wang.locator(group).get_by_test_id("badge")).to_be_visible()
    await expect(lin.locator(group).get_by_test_id("badge")).to_have_count(0)

    await wang.locator(group).click()
    await expect(wang.locator(group).get_by_test_id("badge")).to_have_count(0)
    await expect(bubble(wang, "anybody there?").first).to_be_visible()


@pytest.mark.soak
async def test_a_page_opened_later_shows_what_was_said_before(browser, scene):
    scene.tg.say(scene.lin, scene.lin, "/start")
    scene.tg.say(scene.lin, scene.lin, "before the page")
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(scene.url)

    await expect(bubble(phone(page, scene.lin), "You said: before the page")).to_be_visible()
    await context.close()


@pytest.mark.soak
async def test_every_control_has_a_name(page, scene):
    await begin(phone(page, scene.lin))
    nameless = await page.evaluate(
        "[...document.querySelectorAll('button, input, textarea, [role=button]')]"
        ".filter(e => !e.textContent.trim() && !e.getAttribute('aria-label')"
        " && !e.getAttribute('aria-hidden')).map(e => e.outerHTML)"
    )
    assert nameless == []


async def test_marks_that_cross_or_overrun_lose_no_letter(page):
    marks = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "italic", "offset": 2, "length": 4},
        {"type": "code", "offset": 7, "length": 99},
        {"type": "underline", "offset": 50, "length": 1},
    ]
    drawn = await page.evaluate(
        """async (marks) => {
            const { marked } = await import("/static/markup.js");
            const box = document.createElement("div");
            box.append(...marked("abcdef<ij>", marks, {}));
            return [box.innerHTML, box.textContent];
        }""",
        marks,
    )
    assert drawn == [
        "<strong>ab<em>cd</em></strong><em>ef</em>&lt;<code>ij&gt;</code>",
        "abcdef<ij>",
    ]


async def test_a_page_that_lost_the_server_catches_up(browser, scene):
    context = await browser.new_context()
    page = await context.new_page()
    async with serve(scene.tg, port=0) as url:
        await page.goto(url)
        await expect(phone(page, scene.lin).get_by_test_id("start")).to_be_visible()
    await expect(page.get_by_test_id("connection")).to_have_text("Connecting…")

    scene.tg.say(scene.lin, scene.lin, "said in the dark")
    async with serve(scene.tg, port=int(url.rsplit(":", 1)[1])):
        await expect(bubble(phone(page, scene.lin), "said in the dark").first).to_be_visible()
        await expect(page.get_by_test_id("connection")).to_be_empty()
        await context.close()


@pytest.mark.soak
async def test_telegram_is_made_to_fail_and_to_work_again(page, scene):
    lin = phone(page, scene.lin)
    await begin(lin)
    await page.get_by_test_id("faults").click()
    await page.locator('[data-testid="menu-item"][data-item="slow"]').click()
    await expect(page.get_by_test_id("faults")).to_have_text("Slow")
    assert scene.tg.faults.name == "slow"
    await page.reload()
    await expect(page.get_by_test_id("faults")).to_have_text("Slow")
    await page.get_by_test_id("faults").click()
    await page.locator('[data-testid="menu-item"][data-item="off"]').click()
    await expect(page.get_by_test_id("faults")).to_have_text("")
    assert not scene.tg.faults.active
