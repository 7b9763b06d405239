"""Periods as people name them."""

from datetime import date

import pytest

from domain.figures.figures import Span
from handlers.figures.spans import named
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from tests.support.shipped import PROFILE

WORDS = Catalog()


@pytest.mark.parametrize(
    ("first", "last", "english", "chinese"),
    [
        ((2026, 1, 1), (2026, 12, 31), "2026", "2026年"),
        ((2026, 10, 1), (2026, 10, 31), "Oct 2026", "2026年10月"),
        ((2026, 11, 1), (2026, 11, 1), "1 Nov 2026", "2026年11月1日"),
        ((2026, 11, 1), (2026, 11, 25), "1–25 Nov 2026", "2026年11月1日至25日"),
        ((2026, 1, 1), (2026, 11, 25), "1 Jan – 25 Nov 2026", "2026年1月1日至11月25日"),
    ],
)
def test_days_are_named_as_people_name_them(first, last, english, chinese):
    span = Span(date(*first), date(*last))
    assert named(Localizer(WORDS, PROFILE, "en"), span) == english
    assert named(Localizer(WORDS, PROFILE, "zh-Hans"), span) == chinese
