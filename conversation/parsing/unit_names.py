"""Find a unit by its code, its name, or a part of the name."""

from domain.core.errors import BadAnswer
from domain.network.directory import folded
from domain.profile import Profile


def named(profile: Profile, typed: str) -> str:
    """The code of the one active unit that matches; BadAnswer if none or several do."""
    working = [unit for unit in profile.units if not unit.retired]
    wanted = folded(typed)
    exact = [unit.code for unit in working if folded(unit.code) == wanted]
    parts = [
        unit.code
        for unit in working
        if wanted and any(wanted in folded(name) for name in unit.names.values())
    ]
    found = exact or parts
    if len(found) != 1:
        raise BadAnswer("suggestion-unit-unknown" if not found else "suggestion-unit-several")
    return found[0]
