"""The report as a picture: a phone's width, no bar for a hidden count, in both languages."""

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from bot.config.profile import read_profile
from domain.figures.figures import FigureKind, Figures
from domain.figures.transparency import LINE_COLUMNS, TransparencyReport, published
from handlers.figures import transparency_chart
from handlers.figures.transparency_files import files
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from tests.handlers.figures.test_chart import of_colour

WORDS, PROFILE = Catalog(), read_profile(Path("profiles/hunan"))
UPHELD = transparency_chart.BARS[FigureKind.UPHELD]


def a_report(**upheld):
    found = {code: Figures.of([(FigureKind.UPHELD, 0, count)]) for code, count in upheld.items()}
    return TransparencyReport(
        month=date(2026, 10, 1),
        by_category=published(found, PROFILE.taxonomy.top),
        by_unit=published(
            {"changsha": Figures.of([(FigureKind.UPHELD, 0, 40)])}, ["changsha", "voc"]
        ),
        by_line=by_line(morals=25),
    )


def by_line(**counts):
    found = {code: Figures.of([(FigureKind.UPHELD, 0, count)]) for code, count in counts.items()}
    return published(found, list(found), LINE_COLUMNS)


def drawn(locale, report):
    png = transparency_chart.drawn(Localizer(WORDS, PROFILE, locale), report)
    return Image.open(io.BytesIO(png)).convert("RGB")


@pytest.mark.parametrize("locale", ["zh-Hans", "en"])
def test_it_is_as_wide_as_a_phone_and_has_its_bars(locale):
    picture = drawn(locale, a_report(fraud=30, gambling=12))
    assert picture.width == 1080
    assert of_colour(picture, UPHELD) > 2000


def test_a_hidden_count_has_no_bar():
    without, hidden = (
        of_colour(drawn("en", a_report(fraud=30, gambling=30, **more)), UPHELD)
        for more in ({}, {"porn": 2, "minors": 4})
    )
    assert abs(hidden - without) < without / 50  # the sign that stands there is not of this colour


def test_a_month_of_nothing_is_a_picture_too():
    nothing = TransparencyReport(
        month=date(2026, 10, 1),
        by_category=published({}, PROFILE.taxonomy.top),
        by_unit=published({}, ["changsha"]),
        by_line=by_line(),
    )
    assert drawn("zh-Hans", nothing).width == 1080


def test_all_files_of_a_report_are_named_after_its_month():
    names = [name for name, _ in files(WORDS, PROFILE, a_report(fraud=30))]
    assert sorted(names) == [
        "transparency-2026-10.en.html",
        "transparency-2026-10.en.png",
        "transparency-2026-10.json",
        "transparency-2026-10.zh-Hans.html",
        "transparency-2026-10.zh-Hans.png",
    ]
