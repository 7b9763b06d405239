"""Pages that are made from the code are what the code makes now."""

from scripts import lifecycle


def test_the_page_of_the_life_cycle_is_drawn_from_its_table():
    assert lifecycle.PAGE.read_text(encoding="utf-8") == lifecycle.page(), "run `make docs`"
