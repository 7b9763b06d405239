"""The transparency report in a real browser: on a phone, on paper, and without a network."""

from datetime import date
from pathlib import Path

from playwright.async_api import async_playwright

from bot.config.profile import read_profile
from domain.figures.figures import FigureKind, Figures
from domain.figures.transparency import LINE_COLUMNS, TransparencyReport, published
from handlers.figures import transparency_page
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from scripts.phones import CHROMIUM, QUIET

PROFILE = read_profile(Path("profiles/hunan"))
A4 = {"width": 794, "height": 1123}  # pixels of a sheet
PHONE = {"width": 390, "height": 844}
LINES = [line.code for line in PROFILE.taxonomy.bottom_lines]
UNITS = [unit.code for unit in PROFILE.units]


def a_page(locale):
    def figures(code):
        return Figures.of([(FigureKind.RECEIVED, 0, len(code) * 9), (FigureKind.UPHELD, 0, 3)])

    report = TransparencyReport(
        month=date(2026, 10, 1),
        by_category=published(
            {each: figures(each) for each in PROFILE.taxonomy.top}, PROFILE.taxonomy.top
        ),
        by_unit=published({each: figures(each) for each in UNITS}, UNITS),
        by_line=published({each: figures(each) for each in LINES}, LINES, LINE_COLUMNS),
    )
    return transparency_page.page(Localizer(Catalog(), PROFILE, locale), report)


async def test_it_can_be_read_and_printed(tmp_path):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        for locale in PROFILE.locales:
            file = tmp_path / f"{locale}.html"
            file.write_text(a_page(locale), "utf-8")
            await _is_read_and_printed(browser, file)
        await browser.close()


async def _is_read_and_printed(browser, file):
    page = await browser.new_page(viewport=PHONE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(file.as_uri())

    shown = (UNITS, LINES, PROFILE.taxonomy.top)
    assert await page.locator("tbody tr").count() == sum(map(len, shown))
    assert await page.locator("td:visible", has_text="–").count() > 0
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(overflow) <= 0  # nobody has to push it sideways

    await page.set_viewport_size(A4)
    await page.emulate_media(media="print")
    assert await page.evaluate(overflow) <= 0
    paper = await page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert asked == [file.as_uri()]
