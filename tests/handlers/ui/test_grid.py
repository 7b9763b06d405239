"""Rows of buttons: two labels beside each other only where a phone shows both whole."""

import pytest

from handlers.ui.callbacks import Go
from handlers.ui.markup import Key, grid


def rows(*labels, columns=2):
    keys = [Key(label=label, button=Go(where="cases")) for label in labels]
    return [[key.label for key in row] for row in grid(keys, columns)]


def test_short_labels_stand_beside_each_other():
    assert rows("Accept", "Take", "More") == [["Accept", "Take"], ["More"]]


@pytest.mark.parametrize(
    "long", ["Cannot be judged: content is gone", "内容已经无法核实，也没有任何证据"]
)
def test_a_long_label_has_a_row_of_its_own_and_the_order_stays(long):
    assert rows("Restricted", long, "Not upheld") == [["Restricted"], [long], ["Not upheld"]]


def test_of_more_columns_each_has_room_for_less():
    label = "Lowest level here"
    assert rows("Hotline", label) == [["Hotline", label]]
    assert rows("Hotline", label, columns=3) == [["Hotline"], [label]]
