"""The board as a picture: as wide as a phone, and every name that has room is whole."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.config.profile import read_profile
from domain.figures.board import Load, row
from domain.figures.figures import Figures
from domain.figures.periods import Period
from handlers.figures import board_chart
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from tests.support.drawings import labels_of
from usecases.figures.board import Board

WORDS, PROFILE = Catalog(), read_profile(Path("profiles/hunan"))
LOADS = {"xiangxi": Load(open=9, late=9, oldest_at=0), "hunan": Load(open=4, late=1, oldest_at=0)}
BOARD = Board(
    rows=tuple(row(unit, load, Figures()) for unit, load in LOADS.items()),
    span=Period.THIS_MONTH.span(date(2026, 11, 25)),
    at=0,
)


@pytest.mark.parametrize("locale", ["zh-Hans", "en"])
def test_every_name_that_has_room_is_whole(locale):
    localizer = Localizer(WORDS, PROFILE, locale)
    labels = labels_of(board_chart.picture(localizer, BOARD))
    for unit in LOADS:
        assert localizer.unit(unit) in labels
    assert {"9", "1", "4"} <= set(labels)  # late, late, open


def test_a_name_without_room_is_cut_at_the_edge():
    units = tuple(
        replace(each, names={locale: name * 4 for locale, name in each.names.items()})
        for each in PROFILE.units
    )
    localizer = Localizer(WORDS, replace(PROFILE, units=units), "en")
    labels = labels_of(board_chart.picture(localizer, BOARD))
    assert sum(label.endswith("…") for label in labels) == len(LOADS)
