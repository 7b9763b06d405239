"""The form that records the pledges of many units at once: which, when, and where that is said."""

from conversation.form import Form, Given, Sheet, Step, choice_step
from conversation.forms.pledge import SIGNED_ON, name_only
from conversation.parsing.unit_names import one_of
from domain.core.errors import BadAnswer
from domain.core.normal import normal
from domain.network.pledge import MAX_SOURCE

UNSIGNED = "unsigned"
"""The choice of all units that have not signed."""
MOST_TYPED = 4000  # characters
MOST_UNITS = 200


def _units(given: Given, sheet: Sheet) -> list[str]:
    """The codes of the units: all that have not signed, or those typed, one on a line."""
    if given.choice is not None:
        if given.choice != UNSIGNED:
            raise BadAnswer("answer-stale")
        return [UNSIGNED]
    if len(given.text) > MOST_TYPED:
        raise BadAnswer("answer-too-long", limit=MOST_TYPED, length=len(given.text))
    typed = normal("NFKC", given.text).replace("、", "\n").replace(",", "\n").replace(";", "\n")
    names = [line.strip() for line in typed.splitlines() if line.strip()]
    if not names:
        raise BadAnswer("answer-words-wanted")
    found = list(dict.fromkeys(_unit(name, sheet) for name in names))
    if len(found) > MOST_UNITS:
        raise BadAnswer("pledges-too-many", most=MOST_UNITS)
    return found


def _unit(name: str, sheet: Sheet) -> str:
    """The code of the active unit that a line means."""
    unknown, several = "pledges-unit-unknown", "pledges-unit-several"
    return one_of(sheet.profile.units, name, unknown=unknown, several=several, name=name).code


PLEDGES = Form(
    name="pledges",
    steps=(
        Step(name="units", parse=_units, choices=lambda _: (UNSIGNED,)),
        Step(name="signed_on", parse=SIGNED_ON.parse),
        Step(name="source", parse=name_only(MAX_SOURCE)),
        choice_step("save", lambda _: ("yes",)),
    ),
)
