"""Rows whose values stand in the wrong columns: a comma in a cell had no quotation marks."""

from collections.abc import Callable, Collection, Mapping

MOST_PARTS = 4  # of one cell, cut at its commas


def columns_with_comma(
    cells: Mapping[str, str],
    refused: Callable[[Mapping[str, str]], set[str]],
    any_text: Collection[str],
) -> tuple[str, ...]:
    """The columns that may have the comma; empty if the values do not seem to have moved.

    `cells` are a row by column, in the order of the file; `refused` names the columns of such a
    row whose values are refused; `any_text` are those that take nearly any text. Neighbouring
    cells are taken for one that was cut, each in turn: a comma is likely where each part fits that
    column, all values behind it fit when they move back, and a value that is refused now gets into
    a column that does not take any text.
    """
    columns, values = list(cells), list(cells.values())
    now = refused(cells)
    found: list[str] = []
    for place, column in enumerate(columns):
        for end in range(place + 2, min(place + MOST_PARTS + 1, len(values))):
            parts, behind = values[place:end], values[end:]
            if not all(parts) or not any(behind) or now.isdisjoint(columns[place + 1 :]):
                break
            moved = [column] * len(parts) + columns[place + 1 :]
            pairs = zip(columns[place:], moved, strict=False)
            if all(old not in now or not cells[old] or new in any_text for old, new in pairs):
                continue
            empty = [""] * (len(parts) - 1)
            rows = ([*values[:place], part, *behind, *empty] for part in parts)
            still = (refused(dict(zip(columns, row, strict=True))) for row in rows)
            if all(wrong.isdisjoint(columns[place:]) for wrong in still):
                found.append(column)
                break
    return tuple(found)
