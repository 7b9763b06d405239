"""The whole story in a real browser: a report with a photo, taken, decided, confirmed, appealed."""

import zlib
from pathlib import Path

import pytest

from scripts.phones import theatre
from tests.support.decisions import writes

WIDTHS, HEIGHT = (390, 320), 844  # pixels of phones


def picture(path: Path) -> Path:
    """A small PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + check

    head = (16).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    rows = zlib.compress((b"\0" + b"\x90" * 16) * 16)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
    return path


async def test_a_citizen_reports_an_office_acts_and_the_citizen_is_told(demo_folder):
    async with theatre(demo_folder) as stage:
        citizen, moderator, lead = stage.phone(0), stage.phone(1), stage.phone(2)
        rule = "7. Article 266"  # of the Criminal Law: fraud
        above = await stage.takes("Su")  # who confirmed does not judge the appeal
        for phone in (citizen, moderator, lead, above):
            await phone.begins()

        await citizen.says("/report")
        await citizen.says("https://get-rich.example/join")
        await citizen.taps("Fraud")
        await citizen.taps("Fake bank")
        await citizen.says("they took my money")
        await citizen.sees("Please check that everything is right")
        await citizen.uploads(picture(demo_folder / "proof.png"))
        await citizen.sees("One file")
        await citizen.taps("Region")
        await citizen.taps("Changsha")
        await citizen.taps("Cancel")
        await citizen.taps("Undo")
        await citizen.sees("It is back")
        await citizen.taps("Submit report")
        await citizen.sees("This is your receipt")
        await citizen.sees("All your files are stored safely")
        await citizen.taps("Fingerprints")
        await citizen.sees("SHA-256")

        await moderator.sees("· New")
        await moderator.taps("Accept")
        await citizen.sees("has been accepted")
        await moderator.taps("Start checking")
        await moderator.taps_on_card("Evidence")
        await moderator.taps_on_card("Ask for measures")
        await moderator.taps("Told by phone")
        await moderator.says("the host's abuse desk")
        await moderator.taps("Remove it")
        await moderator.taps(rule)
        await moderator.says("a copy of a bank's page")
        await moderator.taps("Send")
        await moderator.sees("Measures asked for")
        await citizen.sees("has asked the site to remove it")
        await moderator.taps_on_card("Request: ")
        await moderator.taps("Done")
        await moderator.taps("Back to the case")
        await moderator.taps_on_card("Decide")
        await moderator.taps("Removed")
        await writes(
            moderator,
            rule=rule,
            facts="page taken down by the host",
            words="The page broke the law on fraud and has been removed.",
        )

        await lead.sees("is waiting for your confirmation")
        await lead.taps("Confirm and send")
        await citizen.sees("has been removed")
        await citizen.taps("Appeal")
        await citizen.says("there is a second page")
        await above.sees("new appeal")


async def fits(stage, citizen, width):
    """Nothing is wider than a screen of so many pixels, and no button is cut off."""
    await stage.page.set_viewport_size({"width": width, "height": HEIGHT})
    widths = await stage.page.locator("html, .stage, .feed-scroll").evaluate_all(
        "all => all.map(element => element.scrollWidth)"
    )
    assert max(widths) <= width
    shown = await citizen.column.get_by_test_id("inline-button").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(e => [e.left, e.right])"
    )
    assert shown
    assert all(0 <= left < right <= width for left, right in shown)


@pytest.mark.soak
async def test_on_a_phone_a_report_is_held_checked_and_submitted(demo_folder):
    """Its review has the most buttons of all screens: none is cut off or pushes the page wide."""
    async with theatre(demo_folder, width=WIDTHS[0], height=HEIGHT) as stage:
        citizen = stage.phone(0)
        await citizen.begins()
        await citizen.says("they promise a loan and take my money")
        await citizen.taps("Report this")
        await citizen.taps("Fraud")
        await citizen.taps("False loans")
        await citizen.sees("Please check that everything is right")
        await citizen.says("https://get-rich.example/join")
        await citizen.sees("https://get-rich.example/join")
        await citizen.taps("Somebody is in danger")
        await citizen.sees("We alert the office as soon as")

        for width in WIDTHS:
            await fits(stage, citizen, width)
        await citizen.taps("Submit report")
        await citizen.sees("This is your receipt")
