"""Every seeded bug has its place still, and names tests that there are."""

from pathlib import Path

import pytest

from scripts.seeded_bugs import BUGS, ROOT, places


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_seeded_bug_can_be_put_in(bug):
    assert places(bug) == 1
    assert bug.wrong not in {bug.right, None}
    assert all((ROOT / Path(test)).exists() for test in bug.tests)


def test_there_are_enough_of_them():
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 20
