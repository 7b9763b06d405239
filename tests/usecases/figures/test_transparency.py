"""The report of a month, from counts in the table to the page and the data, on both databases."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.core.errors import Refusal
from domain.figures.counting import Event
from domain.figures.figures import FigureKind, rounded
from handlers.figures import transparency_data, transparency_page
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from storage.figures import figures
from tests.support.html_tables import Page
from tests.support.shipped import PROFILE
from usecases.core.request import Conditions
from usecases.figures import transparency
from usecases.session import by_system

OCTOBER = date(2026, 10, 1)
DECEMBER = 1796083200  # a moment in it


def document(found, profile):
    return transparency_data.document(found, Localizer(Catalog(), profile, "en"))


def tables(found, locale="en"):
    """The localizer, and the tables of counts of the page by what they are by."""
    localizer = Localizer(Catalog(), PROFILE, locale)
    page = Page(transparency_page.page(localizer, found))
    assert page.loads == []
    by = ("category", "unit")
    heads = {each: localizer.say(f"transparency-by-{each}") for each in (*by, "line")}
    counts = {
        each: page.tables[localizer.say("transparency-counts", by=heads[each])] for each in by
    }
    return localizer, {**counts, "line": page.tables[heads["line"]]}


async def counted(db, unit, category, kind, count, day=OCTOBER, bucket=0):
    events = [Event(unit=unit, category=category, kind=kind, bucket=bucket)] * count
    await db.run(figures.count, events, day)


async def test_it_says_what_was_counted_and_hides_what_is_small(db, profile):
    await counted(db, "changsha", "fraud", FigureKind.RECEIVED, 12)
    await counted(db, "hengyang", "fraud", FigureKind.RECEIVED, 6)
    await counted(db, "yueyang", "gambling", FigureKind.RECEIVED, 3)
    await counted(db, "changsha", "fraud", FigureKind.RECEIVED, 50, date(2026, 11, 1))
    found = await db.run(
        by_system, Conditions(profile=profile, now=DECEMBER), transparency.report, OCTOBER
    )

    data = document(found, profile)
    units = {code: row["received"] for code, row in data["by_unit"]["rows"].items()}
    assert units["changsha"] == 12
    assert units["yueyang"] is units["hengyang"] is None  # one alone would be the total's rest
    assert data["by_unit"]["total"]["received"] == 21
    assert data["by_category"]["rows"]["gambling"]["received"] is None

    localizer, page = tables(found)
    zeros = ["0"] * 10
    assert [localizer.unit("changsha"), "12", *zeros] in page["unit"]
    assert [localizer.unit("hengyang"), "–", *zeros] in page["unit"]
    assert ["Total", "21", *zeros] in page["unit"]
    assert ["Total", "21", *zeros] in page["category"]
    assert not any(row[0] == localizer.unit("voc") for row in page["unit"])  # it had nothing


async def test_a_unit_that_was_retired_since_has_its_row(db, profile):
    """Else its count would be what the sum of the categories has more."""
    await counted(db, "changsha", "fraud", FigureKind.RECEIVED, 12)
    await counted(db, "yueyang", "fraud", FigureKind.RECEIVED, 7)
    units = tuple(
        replace(unit, retired=unit.code in {"yueyang", "hengyang"}) for unit in profile.units
    )
    conditions = Conditions(profile=replace(profile, units=units), now=DECEMBER)
    found = document(await db.run(by_system, conditions, transparency.report, OCTOBER), profile)
    assert found["by_unit"]["rows"]["yueyang"]["received"] == 7
    assert "hengyang" not in found["by_unit"]["rows"]
    assert found["by_unit"]["total"] == found["by_category"]["total"]


async def test_a_month_that_is_not_over_has_no_report(db, profile):
    conditions = Conditions(profile=profile, now=DECEMBER)
    for month in (date(2026, 12, 1), date(2027, 1, 1)):
        with pytest.raises(Refusal, match="transparency-not-over"):
            await db.run(by_system, conditions, transparency.report, month)
    assert (
        await db.run(by_system, conditions, transparency.report, date(2026, 11, 1))
    ).month.month == 11


async def test_it_says_how_soon_content_was_gone_and_how_often_it_came_back(db, profile):
    for unit, count in (("changsha", 4), ("hunan", 2)):
        await counted(db, unit, "fraud", FigureKind.REMOVED, count)
        await counted(db, unit, "fraud", FigureKind.TOOK_REMOVE, count, bucket=rounded(20 * 3600))
    await counted(db, "hunan", "fraud", FigureKind.CAME_BACK, 2)
    conditions = Conditions(profile=profile, now=DECEMBER)
    found = await db.run(by_system, conditions, transparency.report, OCTOBER)

    data = document(found, profile)
    assert data["by_category"]["total"]["removed"] == 6
    assert data["by_unit"]["rows"]["changsha"]["removed"] is None
    assert data["removal"] == {
        "median_seconds": rounded(20 * 3600),
        "nine_in_ten_seconds": rounded(20 * 3600),
        "came_back": None,
    }
    page = transparency_page.page(Localizer(Catalog(), profile, "en"), found)
    assert "From report to removal: half within 20 hours, 90% within 20 hours" in page
    assert "Came back after removal: –" in page
    page = transparency_page.page(Localizer(Catalog(), profile, "zh-Hans"), found)
    assert "从举报到内容删除：半数在 20 小时内" in page


async def test_what_was_upheld_stands_by_the_line_of_the_cited_rule(db, profile):
    await counted(db, "changsha", "fraud", FigureKind.UPHELD, 30)
    for line, count in (("citizens_rights", 12), ("morals", 7)):
        for _ in range(count):
            await db.run(figures.count_line, "changsha", line, OCTOBER)
    await db.run(figures.count_line, "changsha", "morals", date(2026, 11, 1))
    found = await db.run(
        by_system, Conditions(profile=profile, now=DECEMBER), transparency.report, OCTOBER
    )

    lines = document(found, profile)["by_line"]
    assert lines["rows"]["citizens_rights"] == {"upheld": 12}
    assert lines["rows"]["morals"] == {"upheld": 7}
    assert lines["rows"]["national_interest"] == {"upheld": 0}
    assert lines["rows"]["not_recorded"] == {"upheld": 11}  # from before lines were counted
    assert lines["total"] == {"upheld": 30}

    for locale in profile.locales:
        localizer, page = tables(found, locale)
        (own,) = (row for row in page["line"] if row[0] == localizer.bottom_line("citizens_rights"))
        share = localizer.say("transparency-share", rate="40%", of="30")
        assert own[1:] == ["12", share]
        (rest,) = (
            row for row in page["line"] if row[0] == localizer.say("transparency-line-unknown")
        )
        assert rest[1] == "11"


async def test_a_small_count_of_a_line_is_hidden_like_any(db, profile):
    await counted(db, "changsha", "fraud", FigureKind.UPHELD, 15)
    for line, count in (("citizens_rights", 12), ("morals", 3)):
        for _ in range(count):
            await db.run(figures.count_line, "changsha", line, OCTOBER)
    found = await db.run(
        by_system, Conditions(profile=profile, now=DECEMBER), transparency.report, OCTOBER
    )
    rows = document(found, profile)["by_line"]["rows"]
    assert rows["morals"]["upheld"] is rows["citizens_rights"]["upheld"] is None


async def test_rates_medians_and_changed_appeals_are_of_the_month(db, profile):
    counts = {"accepted": 30, "refused": 10, "answered": 40, "in_time": 30, "overdue": 12}
    for name, count in {**counts, "appeal_decided": 10, "appeal_changed": 5}.items():
        await counted(db, "changsha", "fraud", FigureKind(name), count)
    await counted(db, "changsha", "fraud", FigureKind.TOOK_ACCEPT, 30, bucket=rounded(5 * 3600))
    found = await db.run(
        by_system, Conditions(profile=profile, now=DECEMBER), transparency.report, OCTOBER
    )

    for row in (
        document(found, profile)["by_category"]["rows"]["fraud"],
        document(found, profile)["by_unit"]["rows"]["changsha"],
        document(found, profile)["by_unit"]["total"],
    ):
        assert {name: row[name] for name in counts} == counts
        assert (row["accepted_share"], row["in_time_share"]) == (0.75, 0.75)
        assert (row["changed_share"], row["upheld_share"]) == (0.5, None)
        assert row["accept_median_seconds"] == rounded(5 * 3600)
        assert row["close_median_seconds"] is None
    assert found.publisher.unit == "hunan"
    assert found.publisher.at == DECEMBER
