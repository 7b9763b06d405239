"""The form that records the pledges of many units at once: which, when, and where that is said."""

from conversation.form import Form, Given, Sheet, Step, choice_step
from conversation.forms.pledge import SIGNED_ON, name_only
from domain.core.errors import BadAnswer
from domain.core.normal import normal
from domain.network.pledge import MAX_SOURCE
from domain.network.units import Unit
from domain.profile import Profile

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
    found = list(dict.fromkeys(_unit(name, sheet.profile).code for name in names))
    if len(found) > MOST_UNITS:
        raise BadAnswer("pledges-too-many", most=MOST_UNITS)
    return found


def _unit(name: str, profile: Profile) -> Unit:
    """The active unit of this code or name; else the only one whose name has it in it."""
    wanted = name.casefold()
    units = [unit for unit in profile.units if not unit.retired]
    folded = {
        unit.code: [normal("NFKC", n).casefold() for n in unit.names.values()] for unit in units
    }
    exact = [unit for unit in units if unit.code == wanted or wanted in folded[unit.code]]
    near = exact or [unit for unit in units if any(wanted in n for n in folded[unit.code])]
    if len(near) != 1:
        raise BadAnswer("pledges-unit-unknown" if not near else "pledges-unit-several", name=name)
    return near[0]


PLEDGES = Form(
    name="pledges",
    steps=(
        Step(name="units", parse=_units, choices=lambda _: (UNSIGNED,)),
        Step(name="signed_on", parse=SIGNED_ON.parse),
        Step(name="source", parse=name_only(MAX_SOURCE)),
        choice_step("save", lambda _: ("yes",)),
    ),
)
