"""The picture of a year: as large as a phone, in the reader's language, drawn from the figures."""

import io
from datetime import date
from itertools import pairwise

import pytest
from matplotlib.text import Text
from msgspec.structs import replace
from PIL import Image, ImageColor

from domain.figures.figures import FigureKind, Figures
from handlers.figures import chart
from handlers.ui import bar_chart, charts
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from tests.support.drawings import labels_of
from tests.support.shipped import PROFILE
from usecases.figures.figures import FiguresQuery, Month

DAY = 24 * 3600
WORDS = Catalog()


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
    assert (picture.width, picture.height < 2500) == (1080, True)
    for _, colour in chart.BARS.values():
        assert of_colour(picture, colour.bar) > 500, colour


def test_more_received_is_more_colour():
    _, grey = chart.BARS["figures-chart-received"]
    few, many = (of_colour(drawn("en", a_year(received)), grey.bar) for received in (5, 30))
    assert many > 3 * few > 0


def test_a_year_of_nothing_is_a_picture_too():
    nothing = [Month(each.first, Figures()) for each in a_year()]
    assert drawn("zh-Hans", nothing).width == 1080


def test_without_a_font_for_it_chinese_becomes_english(monkeypatch):
    monkeypatch.setattr(charts, "font", lambda: None)
    chinese, english = drawn("zh-Hans", a_year()), drawn("en", a_year())
    assert chinese.tobytes() == english.tobytes()


LONGEST = "Office for Reports of Unlawful and Harmful Content on the Internet of the Prefecture"


@pytest.mark.parametrize(
    ("locale", "name"), [("zh-Hans", "自治州互联网违法和不良信息举报中心" * 4), ("en", LONGEST)]
)
@pytest.mark.parametrize("received", [0, 7, 123456])
def test_every_label_lies_within_the_frame(locale, name, received):
    units = [replace(PROFILE.units[0], names=dict.fromkeys(PROFILE.locales, name))]
    localizer = Localizer(WORDS, replace(PROFILE, units=tuple(units)), locale)
    wanted = FiguresQuery(unit=units[0].code, category="fraud")
    whole = chart.picture(localizer, wanted, a_year(received))
    texts = labels_of(whole)
    assert sum(text.startswith(name[:8]) for text in texts) == 1
    years = [text for text in texts if "2026" in text]
    assert len(years) >= 13  # in the title, and at each month
    for month in range(1, 13):
        assert any(localizer.say(f"month-{month}") in text for text in years)
    assert texts.count(str(received)) == 12


def test_numbers_can_be_read_on_a_phone():
    """A picture of 1080 pixels is shown at 390: letters of 13 points are ten pixels high there."""
    whole = chart.picture(Localizer(WORDS, PROFILE, "en"), FiguresQuery(), a_year())
    drawn_at = 390 / (whole.get_figwidth() * whole.dpi)
    numbers = [text for text in whole.findobj(Text) if text.get_text().strip().isdigit()]
    assert len(numbers) == 36
    for text in numbers:
        assert text.get_fontsize() / 72 * whole.dpi * drawn_at > 9


def test_the_colours_differ_in_grey_too():
    greys = sorted(ImageColor.getcolor(colour.bar, "L") for _, colour in chart.BARS.values())
    assert all(later - earlier > 30 for earlier, later in pairwise(greys))
    for _, colour in chart.BARS.values():
        between = ImageColor.getcolor(colour.bar, "L") - ImageColor.getcolor(colour.text, "L")
        assert abs(between) > 100  # the number in the bar


@pytest.mark.parametrize(
    "text", ["two words", "湖南省互联网违法和不良信息举报中心", "w" * 200, "", "  "]
)
def test_a_long_text_is_broken_into_lines_that_fit(text):
    lines = bar_chart.wrapped(text, 18, 2.0)
    assert all(bar_chart.width_of(line, 18) <= 2.0 for line in lines)
    if "w" * 200 not in text:
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
