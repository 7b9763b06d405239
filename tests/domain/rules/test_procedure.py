"""The procedure that everybody may read follows from the table of moves and the profile."""

import pytest
from msgspec.structs import replace

from domain.clocks.deadlines import Clocks
from domain.network.people import Verb
from domain.rules import procedure
from domain.rules.procedure import STEP_OF, STEPS, OwnTime, PublicStep
from domain.status import MOVES
from tests.support.shipped import PROFILE


def test_every_move_of_a_case_has_its_step():
    """A new row of the table needs a step here and a sentence in each language."""
    assert set(STEP_OF) == {move.verb for move in MOVES}


def test_every_step_but_the_first_explains_a_move_and_each_move_is_explained_once():
    explained = [move.verb for step in STEPS for move in procedure.moves_of(step)]
    assert sorted(explained) == sorted({move.verb for move in MOVES})
    assert [step for step in STEPS if not procedure.moves_of(step)] == [PublicStep.SEND]


def test_who_makes_a_move_and_whether_another_must_comes_from_the_table():
    [dismissed] = [m for m in procedure.moves_of(PublicStep.APPEAL) if m.verb is Verb.DISMISS]
    [confirmed] = [m for m in procedure.moves_of(PublicStep.DECIDE) if m.verb is Verb.CONFIRM]
    [accepted] = [m for m in procedure.moves_of(PublicStep.ACCEPT) if m.verb is Verb.ACCEPT]
    assert [procedure.needs_another(m) for m in (dismissed, confirmed, accepted)] == [1, 1, 0]


def test_categories_with_a_time_of_their_own_are_named_and_no_others():
    own = procedure.own_times(PROFILE)
    assert OwnTime(category="rumour", close_days=3) in own
    assert "fraud" not in {each.category for each in own}
    slower = replace(PROFILE, clocks=replace(PROFILE.clocks, close_days=3))
    assert "rumour" not in {each.category for each in procedure.own_times(slower)}


def test_the_retention_is_the_shortest_and_the_longest_of_the_categories_in_use():
    assert procedure.retention(PROFILE) == (365, 1095)
    taxonomy = PROFILE.taxonomy
    retired = tuple(
        replace(each, retired=each.retention_days > 730) for each in taxonomy.categories
    )
    changed = replace(PROFILE, taxonomy=replace(taxonomy, categories=retired))
    assert procedure.retention(changed) == (365, 730)


@pytest.mark.parametrize("name", Clocks.__struct_fields__)
def test_the_words_get_every_deadline_by_its_name(name):
    assert procedure.times(replace(Clocks(), **{name: 77}))[name] == 77
