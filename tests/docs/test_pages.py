"""Pages that are made from the code are what the code makes now."""

from scripts import export_columns, lifecycle, package_map


def test_the_page_of_the_life_cycle_is_drawn_from_its_table():
    assert lifecycle.PAGE.read_text(encoding="utf-8") == lifecycle.page(), "run `make docs`"


def test_the_page_of_the_life_cycle_lets_only_admins_retire_a_unit():
    """As `usecases/core/authority.py: check` does."""
    (row,) = [line for line in lifecycle.matrix() if line.startswith("| retire |")]
    head = lifecycle.matrix()[0]
    roles = [cell.strip() for cell in head.split("|")[2:-1]]
    marks = [cell.strip() for cell in row.split("|")[2:-1]]
    assert [role for role, mark in zip(roles, marks, strict=True) if mark] == ["admin"]


def test_the_picture_of_the_packages_is_drawn_from_what_they_say_of_themselves():
    assert package_map.PAGE.read_text(encoding="utf-8") == package_map.page(), "run `make docs`"


def test_the_page_of_the_columns_is_made_from_their_list():
    assert export_columns.PAGE.read_text(encoding="utf-8") == export_columns.page(), (
        "run `make docs`"
    )
