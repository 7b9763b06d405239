"""The transparency report in a real browser: on a phone, on paper, and without a network."""

import pytest
from playwright.async_api import async_playwright

from handlers.figures import transparency_page
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from scripts.phones import CHROMIUM, QUIET
from tests.support import axe
from tests.support.a_month import a_month
from tests.support.shipped import PROFILE

A4 = {"width": 794, "height": 1123}  # pixels of a sheet
PHONE = {"width": 390, "height": 844}
LINES = [line.code for line in PROFILE.taxonomy.bottom_lines]


CHECKED = ("en", "zh-Hans")  # the other languages have the same markup
BUSY = tuple(range(3, 300, 14))  # reports of the first units; the others have none


def a_page(locale):
    return transparency_page.page(
        Localizer(Catalog(), PROFILE, locale), a_month(PROFILE, busy=BUSY)
    )


@pytest.mark.soak
async def test_it_can_be_read_and_printed(tmp_path):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        for locale in PROFILE.locales:
            file = tmp_path / f"{locale}.html"
            file.write_text(a_page(locale), "utf-8")
            await _is_read_and_printed(browser, file, locale)
        await browser.close()


async def _is_read_and_printed(browser, file, locale):
    page = await browser.new_page(viewport=PHONE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(file.as_uri())

    shown = 2 * len(BUSY) + 2 * len(PROFILE.taxonomy.top) + len(LINES) + 1  # not recorded
    assert await page.locator("tbody tr").count() == shown
    # A phone shows each row as a block, with the head of its column beside each number.
    assert (
        await page.locator("td").first.evaluate("each => getComputedStyle(each).display") == "flex"
    )
    label = "getComputedStyle(each, '::before').content"
    for cell in await page.locator("tbody tr").first.locator("td").all():
        assert len(await cell.evaluate(f"each => {label}")) > len('""')
    assert await page.get_by_role("table").count() == 5
    assert await page.get_by_role("rowheader").count() == shown + 5
    assert await page.get_by_role("columnheader").count() > 30
    assert await page.locator("td:visible", has_text="–").count() > 0
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(overflow) <= 0  # nobody has to push it sideways
    if locale in CHECKED:
        assert await axe.findings(page) == []

    await page.set_viewport_size(A4)
    if locale == CHECKED[0]:  # the tables as tables
        assert await axe.findings(page) == []
    await page.emulate_media(media="print")
    assert await page.evaluate(overflow) <= 0
    paper = await page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert asked == [file.as_uri()]
