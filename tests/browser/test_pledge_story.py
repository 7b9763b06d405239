"""The story of a page on a phone: request, answer, look, case file, decision."""

import os
import time
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.runtime import clock
from scripts.phones import PATIENCE, theatre
from storage.crypto import signing
from tests.support.decisions import writes
from usecases.case_files import verification

WIDTH, LEAST = 390, 32  # pixels: of the phone, and of a button that a thumb can press
PAGE = "https://changsha.cn/fake-bank"
RULE = "7. Article 266"
CASE = "2611-0001"
NOON = 1_795_579_200  # Wednesday 25 November 2026


async def fits(phone, name):
    """Nothing is wider than the screen, and no button is cut off or too small to press."""
    await phone.page.evaluate(
        "() => Promise.allSettled(document.getAnimations().map(each => each.finished))"
    )
    if folder := os.environ.get("JUBAO_TEST_PICTURES"):  # to be looked at by a person
        await phone.page.screenshot(path=Path(folder) / f"{name}.png")
    widths = await phone.page.locator("html, .stage, .feed-scroll").evaluate_all(
        "all => all.map(element => element.scrollWidth)"
    )
    assert max(widths) <= WIDTH, (name, widths)
    buttons = phone.column.get_by_test_id("inline-button")
    shown = await buttons.evaluate_all(
        "all => all.map(e => [e.getBoundingClientRect(), e.innerText])"
        ".map(([e, text]) => [e.left, e.right, e.height, text])"
    )
    assert shown, name
    for left, right, height, text in shown:
        assert 0 <= left < right <= WIDTH, (name, text)
        assert height >= LEAST, (name, text)


async def opens(phone, command):
    """Say a command and wait for its answer: an older card has the same buttons."""
    messages = phone.column.get_by_test_id("message")
    before = await messages.count()
    await phone.says(command)
    await expect(messages.nth(before + 1)).to_be_attached(timeout=PATIENCE)


@pytest.mark.soak
async def test_on_a_phone_a_page_is_asked_for_removed_seen_gone_and_referred(demo_folder):
    ahead = [NOON - time.time()]

    async def later(stage, seconds):
        ahead[0] += seconds
        await clock.tick(stage.jubao.db, stage.jubao.services)
        stage.jubao.courier.wake()

    async with theatre(
        demo_folder, width=WIDTH, height=844, now=lambda: time.time() + ahead[0]
    ) as theatre_:
        stage = theatre_.stage

        citizen = await theatre_.takes("Lin")
        await citizen.begins()
        await citizen.says(PAGE)
        await citizen.taps("Fraud")
        await citizen.taps("Fake bank")
        await citizen.says("They took my savings. 微博 @假银行湖南")
        await citizen.sees("Please check that everything is right")
        await fits(citizen, "01-review")
        await citizen.taps("Submit report")
        await citizen.sees("This is your receipt")
        await fits(citizen, "02-receipt")

        moderator = await theatre_.takes("Chen")
        await moderator.begins()
        await opens(moderator, f"/case {CASE}")
        await moderator.sees("假银行湖南 · Weibo")
        await moderator.taps("Accept")
        await moderator.taps("Start checking")
        await fits(moderator, "03-card")
        await moderator.taps_on_card("Ask for measures")
        await moderator.taps("Changsha.cn")
        await moderator.taps("Remove it")
        await fits(moderator, "04-rule")
        await moderator.taps(RULE)
        await moderator.says("It copies the page of a bank.")
        await moderator.taps("Send")
        await moderator.sees("Measures asked for")

        site = await theatre_.takes("Peng")
        await site.begins()
        await opens(site, "/measures")
        await site.taps(f"{CASE}/1")
        await site.sees("It copies the page of a bank.")
        await fits(site, "05-request")
        await later(stage, 3600)
        await site.taps("Done")
        await site.sees("Noted: done")

        moderator = await theatre_.takes("Chen")
        await opens(moderator, "/measures")
        await moderator.taps(f"{CASE}/1")
        await fits(moderator, "06-look")
        await moderator.taps("Gone")
        await moderator.sees("Noted: gone")

        lead = await theatre_.takes("Zhou")
        await lead.begins()
        await opens(lead, f"/case {CASE}")
        await lead.taps_on_card("Refer")
        await lead.taps("the police")
        await lead.says("the station at the river")
        await lead.taps(RULE)
        await lead.says("a letter by post")
        name = f"case-{CASE}.zip"
        await lead.sees(name)
        await fits(lead, "07-case-file")
        async with lead.page.expect_download(timeout=PATIENCE) as coming:
            await lead.column.get_by_test_id("file").filter(has_text=name).last.click()
        file = demo_folder / name
        await (await coming.value).save_as(file)
        public = signing.signing_key(stage.jubao.db.cipher).public_key()
        assert verification.verify(file, public).faults == ()

        moderator = await theatre_.takes("Chen")
        await opens(moderator, f"/case {CASE}")
        await moderator.taps("Decide")
        await moderator.taps("Removed")
        await writes(
            moderator,
            rule=RULE,
            facts="The site removed it.",
            words="The page copied a bank's and has been removed.",
        )
        lead = await theatre_.takes("Zhou")
        await opens(lead, f"/case {CASE}")
        await lead.taps("Confirm and send")

        citizen = await theatre_.takes("Lin")
        await citizen.sees("It was removed on 25 Nov 2026, the same day, says Changsha.cn")
        await citizen.sees("The page copied a bank's and has been removed.")
        await fits(citizen, "08-told")
        await expect(citizen.column).not_to_contain_text("the station at the river")
