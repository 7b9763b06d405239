"""The picture of a year: as large as a phone, in the reader's language, drawn from the figures."""

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from bot.config.profile import read_profile
from domain.figures.figures import FigureKind, Figures
from handlers.figures import chart
from handlers.ui import charts
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from usecases.figures.figures import FiguresQuery, Month

DAY = 24 * 3600
WORDS, PROFILE = Catalog(), read_profile(Path("profiles/hunan"))


def a_year(received=30):
    return [
        Month(
            date(2026, month, 1),
            Figures.of(
                [
                    (FigureKind.RECEIVED, 0, received),
                    (FigureKind.ANSWERED, 0, 20 + month),
                    (FigureKind.UPHELD, 0, 10),
                    (FigureKind.TOOK_CLOSE, month * DAY, 5),
                ]
            ),
        )
        for month in range(1, 13)
    ]


def drawn(locale, months):
    png = chart.drawn(Localizer(WORDS, PROFILE, locale), FiguresQuery(), months)
    return Image.open(io.BytesIO(png)).convert("RGB")


def of_colour(picture, colour):
    wanted = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    found = picture.getcolors(maxcolors=picture.width * picture.height)
    return sum(count for count, pixel in found if pixel == wanted)


@pytest.mark.parametrize("locale", ["zh-Hans", "en"])
def test_every_row_of_bars_is_in_it(locale):
    picture = drawn(locale, a_year())
    assert picture.size == (1080, 1350)
    for _, colour in chart.BARS.values():
        assert of_colour(picture, colour) > 500, colour


def test_more_received_is_more_colour():
    _, grey = chart.BARS["figures-chart-received"]
    few, many = (of_colour(drawn("en", a_year(received)), grey) for received in (5, 30))
    assert many > 3 * few > 0


def test_a_year_of_nothing_is_a_picture_too():
    nothing = [Month(each.first, Figures()) for each in a_year()]
    assert drawn("zh-Hans", nothing).size == (1080, 1350)


def test_without_a_font_for_it_chinese_becomes_english(monkeypatch):
    monkeypatch.setattr(charts, "font", lambda: None)
    chinese, english = drawn("zh-Hans", a_year()), drawn("en", a_year())
    assert chinese.tobytes() == english.tobytes()
