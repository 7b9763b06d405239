"""The table of screens: every outcome and every form's questions have one."""

from collections.abc import Iterator

import pytest

from handlers.renderers import SCREENS
from usecases.core.outcomes import Asked, ChangedNetwork, DialogOutcome
from usecases.flows import FLOWS


def kinds(base: type = DialogOutcome) -> Iterator[type]:
    """Every kind of outcome of the product."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("usecases."):
            yield kind
            yield from kinds(kind)


@pytest.mark.parametrize("kind", sorted(set(kinds()) - {Asked, ChangedNetwork}, key=str))
def test_every_kind_of_outcome_has_a_screen(kind):
    assert kind in SCREENS.outcomes


def test_the_questions_of_every_form_have_a_screen():
    assert set(SCREENS.questions) == set(FLOWS)
