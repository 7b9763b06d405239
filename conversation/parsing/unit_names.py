"""Which unit somebody means who types its code, its name, or a part of that."""

from domain.core.errors import BadAnswer
from domain.network.directory import folded
from domain.profile import Profile


def named(profile: Profile, typed: str) -> str:
    """The code of the one unit at work that is meant; BadAnswer where none is, or several are."""
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
