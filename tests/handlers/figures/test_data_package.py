"""The public month as data: described as published schemas want it, and the same everywhere."""

from datetime import date

import orjson
import pytest
from msgspec.structs import replace

from domain.figures.figures import FigureKind
from domain.figures.suppression import SMALLEST
from domain.figures.transparency import COLUMNS, RATES, TIMES
from handlers.figures import data_package
from handlers.figures.text import duration, percent
from handlers.figures.transparency_files import files
from handlers.ui import charts
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from tests.support import table_schema
from tests.support.a_month import a_month
from tests.support.html_tables import Page
from tests.support.shipped import PROFILE

WORDS = Catalog()
NAMES = ("categories", "lines", "summary", "units")


@pytest.fixture(scope="module", autouse=True)
def no_pictures():
    """Pictures take long, and have tests of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(charts, "is_possible", lambda: False)
        yield


@pytest.fixture(scope="module")
def made():
    return dict(files(WORDS, PROFILE, a_month(PROFILE)))


def package_of(made):
    return orjson.loads(made["datapackage.json"])


def tables_of(made):
    """The rows of each CSV, read by its description."""
    return {
        each["name"].removeprefix("2026-10-"): table_schema.read(each, made[each["path"]])
        for each in package_of(made)["resources"]
    }


def test_the_description_is_what_the_published_schema_wants(made):
    package = package_of(made)
    assert table_schema.problems(package) == []
    assert [each["name"] for each in package["resources"]] == [f"2026-10-{each}" for each in NAMES]
    (publisher,) = package["contributors"]
    assert publisher["role"] == "publisher"
    assert publisher["email"] == PROFILE.units[0].email
    for part in ("transparency-data-title",):
        for locale in PROFILE.locales:
            assert WORDS.say(locale, part) in package["title"]


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (("profile",), None),
        (("name",), "Not A Name"),
        (("resources",), []),
        (("resources", 0, "path"), "../secret.csv"),
        (("resources", 0, "name"), ""),
        (("resources", 0, "schema", "fields", 0, "type"), "text"),
        (("resources", 0, "schema", "fields", 0, "name"), None),
        (("contributors", 0, "email"), 7),
    ],
)
def test_a_description_that_is_wrong_is_found_out(made, place, wrong):
    package = package_of(made)
    at = package
    for key in place[:-1]:
        at = at[key]
    if wrong is None:
        del at[place[-1]]
    else:
        at[place[-1]] = wrong
    assert table_schema.problems(package)


def test_every_value_of_every_table_is_of_its_kind(made):
    tables = tables_of(made)
    assert sorted(tables) == sorted(NAMES)
    assert len(tables["units"]) == len(PROFILE.units)
    for rows in tables.values():
        for row in rows:
            counts = [row[str(kind)] for kind in COLUMNS if str(kind) in row]
            assert not any(count is not None and 0 < count < SMALLEST for count in counts)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\r\n2026-10,", b"\r\n2026-13,"),
        (b",0.5,", b",1.5,"),
        (b"month,received", b"month,reports"),
        (b",0.5,", b",high,"),
    ],
)
def test_a_table_that_is_wrong_is_found_out(made, old, new):
    resource = next(each for each in package_of(made)["resources"] if "summary" in each["name"])
    data = made[resource["path"]]
    assert old in data
    table_schema.read(resource, data)
    wrong = data.replace(old, new, 1)
    with pytest.raises(AssertionError):
        table_schema.read(resource, wrong)
    described = {**resource, "bytes": len(wrong), "hash": _hash(wrong)}
    with pytest.raises(AssertionError):
        table_schema.read(described, wrong)


def _hash(data):
    return f"sha256:{table_schema.hashlib.sha256(data).hexdigest()}"


def test_every_field_is_explained_in_each_language(made):
    for resource in package_of(made)["resources"]:
        for field in resource["schema"]["fields"]:
            assert " / " in field["description"], field
            assert field["title"]
            assert field["title"] != field["name"]


@pytest.mark.parametrize("locale", PROFILE.locales)
def test_page_csv_and_json_say_the_same(made, locale):
    localizer = Localizer(WORDS, PROFILE, locale)
    page = Page(made[f"transparency-2026-10.{locale}.html"].decode())
    document = orjson.loads(made["transparency-2026-10.json"])
    tables = tables_of(made)
    by = {"categories": "category", "units": "unit"}
    for name, table in by.items():
        head = localizer.say(f"transparency-by-{table}")
        counts = page.tables[localizer.say("transparency-counts", by=head)]
        shares = page.tables[localizer.say("transparency-shares", by=head)]
        idle = set()
        for row in tables[name]:
            own = document[f"by_{table}"]["rows"][row["code"]]
            assert {key: row[key] for key in own} == own
            title = row[data_package.name_column(locale)]
            if all(row[str(kind)] == 0 for kind in COLUMNS) and table == "unit":
                idle.add(title)
                assert title not in [cells[0] for cells in counts]
                continue
            assert _cells(counts, title) == [_number(row[str(kind)]) for kind in COLUMNS]
            assert _cells(shares, title) == _shares(localizer, row)
        if idle:
            (line,) = (each for each in page.paragraphs if next(iter(idle)) in each)
            assert all(each in line for each in idle)
    lines = page.tables[localizer.say("transparency-by-line")]
    for row in tables["lines"]:
        assert _cells(lines, row[data_package.name_column(locale)])[0] == _number(row["upheld"])
        assert document["by_line"]["rows"][row["code"]]["upheld"] == row["upheld"]


@pytest.mark.parametrize("locale", PROFILE.locales)
def test_the_whole_is_the_same_everywhere(made, locale):
    localizer = Localizer(WORDS, PROFILE, locale)
    page = Page(made[f"transparency-2026-10.{locale}.html"].decode())
    document = orjson.loads(made["transparency-2026-10.json"])
    (whole,) = tables_of(made)["summary"]
    total = localizer.say("transparency-total")
    for table in ("category", "unit"):
        head = localizer.say(f"transparency-by-{table}")
        counts = page.tables[localizer.say("transparency-counts", by=head)]
        shares = page.tables[localizer.say("transparency-shares", by=head)]
        assert _cells(counts, total) == [_number(whole[str(kind)]) for kind in COLUMNS]
        assert _cells(shares, total) == _shares(localizer, whole)
        own = document[f"by_{table}"]["total"]
        assert {key: whole[key] for key in own} == own
    for name in ("accept", "close", "removal"):
        column = "remove" if name == "removal" else name
        found = document[name]
        assert found["median_seconds"] == whole[f"{column}_median_seconds"]
        assert found["nine_in_ten_seconds"] == whole[f"{column}_p90_seconds"]
        half = duration(localizer, found["median_seconds"])
        most = duration(localizer, found["nine_in_ten_seconds"])
        assert localizer.say(f"transparency-{name}", half=half, most=most) in page.items
    assert document["removal"]["came_back"] == whole["came_back"] == 6
    received = whole["received"]
    assert localizer.say("figures-received", count=str(received)) in page.items


def _cells(rows, title):
    (found,) = (cells for cells in rows if cells[0] == title)
    return found[1:]


def _number(count):
    return "–" if count is None else str(count)


def _shares(localizer, row):
    """The cells of shares and times that a page has to show for a row of data."""
    cells = []
    for rate in RATES:
        base = [row[str(kind)] for kind in rate.base]
        share = row[f"{rate.name}_share"]
        known = share is not None
        assert known == (None not in (row[str(rate.of)], *base) and sum(base) > 0)
        cells.append(
            localizer.say("transparency-share", rate=percent(share), of=str(sum(base)))
            if known
            else "–"
        )
    medians = [row[f"{str(kind).removeprefix('took_')}_median_seconds"] for kind in TIMES]
    return [*cells, *(duration(localizer, each) for each in medians)]


@pytest.mark.parametrize("locale", PROFILE.locales)
def test_the_page_names_publisher_day_and_contact_and_can_be_read_aloud(made, locale):
    localizer = Localizer(WORDS, PROFILE, locale)
    page = Page(made[f"transparency-2026-10.{locale}.html"].decode())
    unit = PROFILE.units[0]
    first = page.paragraphs[0]
    for part in (unit.name(locale), unit.phone, unit.email, unit.website, "2026"):
        assert part in first
    assert page.lang == locale
    assert page.loads == []
    assert [tag for tag, _ in page.headings] == ["h1", *["h2"] * 4]
    assert len(page.tables) == 5
    assert set(page.scopes) == {"col", "row"}
    document = orjson.loads(made["transparency-2026-10.json"])
    assert document["published"] == "2026-11-25"
    assert document["publisher"]["names"][locale] == unit.name(locale)
    assert localizer.say("transparency-note", least="5") in page.paragraphs


def test_a_network_without_units_is_published_by_nobody():
    nobody = replace(PROFILE, units=())
    made = dict(files(WORDS, nobody, a_month(nobody, busy=())))
    package = package_of(made)
    assert table_schema.problems(package) == []
    assert len(package["resources"]) == 3
    assert "contributors" not in package
    assert orjson.loads(made["transparency-2026-10.json"])["publisher"] is None


def test_the_months_before_stay_in_the_description():
    first = dict(files(WORDS, PROFILE, a_month(PROFILE, month=date(2026, 9, 1))))
    others = data_package.of_other_months(package_of(first), date(2026, 10, 1))
    second = dict(files(WORDS, PROFILE, a_month(PROFILE), others))
    package = package_of(second)
    assert table_schema.problems(package) == []
    assert len(package["resources"]) == 8
    again = data_package.of_other_months(package, date(2026, 10, 1))
    assert again == others


@pytest.mark.parametrize(
    "foreign", [{}, [], {"name": "mine", "resources": []}, {"name": data_package.NAME}]
)
def test_a_description_of_something_else_is_not_taken_for_ours(foreign):
    assert data_package.of_other_months(foreign, date(2026, 10, 1)) is None


def test_the_hidden_counts_of_a_month_are_not_all():
    """The month that these tests use has what they are about: shown, hidden, nothing."""
    table = a_month(PROFILE).by_unit
    received = [table.count(row, FigureKind.RECEIVED) for row in table.rows]
    assert None in received
    assert 0 in received
    assert any(count and count >= SMALLEST for count in received)
