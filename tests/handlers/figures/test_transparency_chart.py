"""The report as pictures: a phone's width, no bar for a hidden count, every label in the frame."""

import io
from datetime import date

import pytest
from msgspec.structs import replace
from PIL import Image

from domain.figures.figures import FigureKind, Figures
from domain.figures.transparency import LINE_COLUMNS, Publisher, TransparencyReport, published
from handlers.figures import transparency_chart
from handlers.figures.transparency_files import files
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from tests.handlers.figures.test_chart import of_colour
from tests.support.a_month import a_month
from tests.support.drawings import labels_of
from tests.support.life import NOON
from tests.support.shipped import PROFILE

WORDS = Catalog()
UPHELD = transparency_chart.BARS[FigureKind.UPHELD].bar
HUNAN = Publisher(unit="hunan", at=NOON)


def a_report(**upheld):
    found = {code: Figures.of([(FigureKind.UPHELD, 0, count)]) for code, count in upheld.items()}
    return TransparencyReport(
        month=date(2026, 10, 1),
        publisher=HUNAN,
        by_category=published(found, PROFILE.taxonomy.top),
        by_unit=published(
            {"changsha": Figures.of([(FigureKind.UPHELD, 0, 40)])}, ["changsha", "voc"]
        ),
        by_line=by_line(morals=25),
    )


def by_line(**counts):
    found = {code: Figures.of([(FigureKind.UPHELD, 0, count)]) for code, count in counts.items()}
    return published(found, list(found), LINE_COLUMNS)


def drawn(locale, report, part=""):
    png = transparency_chart.drawn(Localizer(WORDS, PROFILE, locale), report)[part]
    return Image.open(io.BytesIO(png)).convert("RGB")


def panels(localizer, report):
    """The two drawings, by what their files are called."""
    return transparency_chart.pictures(localizer, report)


@pytest.mark.parametrize("locale", ["zh-Hans", pytest.param("en", marks=pytest.mark.soak)])
def test_they_are_as_wide_as_a_phone_and_have_their_bars(locale):
    for part in ("", "units"):
        picture = drawn(locale, a_report(fraud=30, gambling=12), part)
        assert picture.width == 1080
        assert of_colour(picture, UPHELD) > 2000


def test_a_hidden_count_has_no_bar():
    """The rows with a number that is shown are there; a hidden number has its sign only."""
    localizer = Localizer(WORDS, PROFILE, "en")
    found = a_report(fraud=30, gambling=30, sexual=2, minors_safety=4)
    labels = labels_of(panels(localizer, found)[""])
    assert {"Fraud", "Gambling"} < set(labels)
    assert not {localizer.category("sexual"), localizer.category("minors_safety")} & set(labels)
    table = replace(
        found.by_category,
        rows=tuple(
            replace(row, cells=tuple(None if count == 0 else count for count in row.cells))
            for row in found.by_category.rows
        ),
    )
    hidden = labels_of(panels(localizer, replace(found, by_category=table))[""])
    assert hidden.count("–") == labels.count("–") + 2  # not upheld: of these two rows


@pytest.mark.soak
def test_a_month_of_nothing_is_a_picture_too():
    nothing = TransparencyReport(
        month=date(2026, 10, 1),
        publisher=HUNAN,
        by_category=published({}, PROFILE.taxonomy.top),
        by_unit=published({}, ["changsha"]),
        by_line=by_line(),
    )
    localizer = Localizer(WORDS, PROFILE, "zh-Hans")
    for part in ("", "units"):
        assert drawn("zh-Hans", nothing, part).width == 1080
        assert "本月没有举报。" in labels_of(panels(localizer, nothing)[part])


@pytest.mark.parametrize("locale", ["zh-Hans", pytest.param("en", marks=pytest.mark.soak)])
@pytest.mark.parametrize("long", [pytest.param(False, marks=pytest.mark.soak), True])
def test_every_label_lies_within_the_frame(locale, long):
    units = PROFILE.units
    if long:
        names = dict.fromkeys(PROFILE.locales, "湖南 Office for everything on the Internet " * 5)
        units = tuple(replace(unit, names=names) for unit in units)
    localizer = Localizer(WORDS, replace(PROFILE, units=units), locale)
    report = a_month(PROFILE, busy=tuple(range(3, 900, 29)))
    for part, whole in panels(localizer, report).items():
        assert whole.get_figheight() * whole.dpi < 3000
        texts = labels_of(whole)
        assert any("2026" in text for text in texts), part
        assert any(localizer.unit("hunan")[:10] in text for text in texts)  # who publishes it


def test_of_many_units_those_with_most_are_drawn():
    report = a_month(PROFILE, busy=tuple(range(20, 20 + 31 * 30, 30)))
    localizer = Localizer(WORDS, PROFILE, "en")
    texts = labels_of(panels(localizer, report)["units"])
    drawn_units = [unit.code for unit in PROFILE.units if unit.name("en") in texts]
    assert len(drawn_units) == transparency_chart.MOST
    assert drawn_units == [unit.code for unit in PROFILE.units[-transparency_chart.MOST :]]


def test_all_files_of_a_report_are_named_after_its_month():
    names = [name for name, _ in files(WORDS, PROFILE, a_report(fraud=30))]
    assert names[-1] == "datapackage.json"  # it is written when all that it describes is there
    assert sorted(names) == FILES


FILES = sorted(
    [
        "datapackage.json",
        "transparency-2026-10.json",
        *(f"transparency-2026-10.{n}.csv" for n in ("categories", "lines", "summary", "units")),
        *(
            f"transparency-2026-10.{name}"
            for each in ("en", "zh-Hans")
            for name in (f"{each}.html", f"{each}.png", f"units.{each}.png")
        ),
    ]
)
