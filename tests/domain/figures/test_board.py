"""The order of the board: the unit that needs help most comes first."""

import pytest

from domain.figures.board import Load, row, worst_first
from domain.figures.figures import FigureKind, Figures
from domain.figures.rates import PartOf


def a_row(unit, received=0, **load):
    counted = [(FigureKind.RECEIVED, 0, received)] if received else []
    return row(unit, Load(**load), Figures.of(counted))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (a_row("b", open=3, late=2), a_row("a", open=90, late=1)),
        (a_row("b", open=3, to_confirm=2), a_row("a", open=9, to_confirm=1)),
        (a_row("b", open=1, late=1), a_row("a", open=9, to_confirm=9)),
        (a_row("b", open=1, oldest_at=10), a_row("a", open=9, oldest_at=20)),
        (a_row("b", open=1, oldest_at=10), a_row("a", received=9)),
        (a_row("b", received=9), a_row("a", received=1)),
        (a_row("a"), a_row("b")),
    ],
)
def test_the_unit_that_needs_help_most_comes_first(first, second):
    assert worst_first([second, first]) == (first, second)


def test_a_unit_without_any_figure_measures_nothing():
    found = a_row("a")
    assert found.is_idle
    assert (found.accept, found.close, found.remove) == (None, None, None)
    assert (found.answered.share, found.appeals_changed.share) == (None, None)


def test_what_was_measured_is_in_the_row():
    counted = [
        (FigureKind.RECEIVED, 0, 4),
        (FigureKind.ANSWERED, 0, 2),
        (FigureKind.TOOK_ACCEPT, 3600, 3),
        (FigureKind.TOOK_CLOSE, 7200, 1),
        (FigureKind.TOOK_REMOVE, 10800, 1),
        (FigureKind.APPEAL_DECIDED, 0, 2),
        (FigureKind.APPEAL_CHANGED, 0, 1),
    ]
    found = row("a", Load(open=2), Figures.of(counted))
    assert (found.received, found.answered) == (4, PartOf(2, 4))
    assert (found.accept, found.close, found.remove) == (3600, 7200, 10800)
    assert found.appeals_changed == PartOf(1, 2)
    assert not found.is_idle
