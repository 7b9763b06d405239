"""Whether news owed to a member of staff may still be told them: asked when it leaves, not before.

A role may end between the change and the moment at which its news leaves.
"""

from collections.abc import Callable, Mapping

from domain.case import Case
from domain.people import Person, Role, Verb, may, overlooks, role_in
from domain.units import Unit
from storage import broadcasts, identities, suggestions
from storage.db import Tx
from storage.outbox import Notice
from usecases.scene import Scene

Units = Mapping[str, Unit]


def may_hear(tx: Tx, person: Person, scene: Scene, notice: Notice, case: Case | None) -> bool:
    """Whether this person may be told this now; what is no news for staff may always be told."""
    units, kind = scene.profile.by_code, notice.kind
    if kind in OF_ADMINS:
        return person.admin
    if kind in OF_CASES:
        return case is not None and overlooks(person, case.unit, units)
    if kind in OF_UNITS:
        code = notice.unit or str(notice.params.get("unit", ""))
        return OF_UNITS[kind](person, code, units)
    if kind in OF_REQUESTS:
        request = identities.get(tx, notice.params["request"])
        return request is not None and OF_REQUESTS[kind](person, request.unit, units)
    if kind in OF_SUGGESTIONS:
        found = suggestions.get(tx, notice.params["suggestion"])
        return found is not None and may(person, Verb.ANSWER_SUGGESTION, found.unit, units)
    if kind in OF_BROADCASTS:
        return person.admin and broadcasts.get(tx, notice.params["broadcast"]) is not None
    return True


def _leads(person: Person, unit: str, units: Units) -> bool:
    return role_in(person, unit, units) >= Role.LEAD


def _led(person: Person, unit: str, units: Units) -> bool:
    """Of a case that went to another unit: its leads there, wherever the case is now."""
    return _leads(person, unit, units) if unit else person.admin or bool(person.leads)


def _asks(person: Person, unit: str, units: Units) -> bool:
    return may(person, Verb.SHOW_IDENTITY, unit, units)


def _answers(person: Person, _: str, __: Units) -> bool:
    return person.custodian


Holds = Callable[[Person, str, Units], bool]
OF_CASES = frozenset(
    {
        "new_case",
        "reporter_added",
        "reporter_answered",
        "reporter_edited",
        "reporter_withdrew",
        "reporter_joined",
        "confirm_wanted",
        "sent_back",
        "appeal_entered",
        "remitted",
        "case_came",
        "order",
        "reminder",
        "word_wanted",
        "late_here",
        "late_above",
        "late_again",
        "alarm",
        "alarm_over",
        "pause_appealed",
        "task",
    }
)
"""For whoever may read the case."""
OF_UNITS: Mapping[str, Holds] = {
    "taken_from_you": _led,
    "on_call": overlooks,
    "off_call": overlooks,
    "deputy_named": overlooks,
    "deputy_ended": overlooks,
    "deputy_over": _leads,
    "flood": overlooks,
    "quarantine_left": overlooks,
    "cases_came": overlooks,
    "group_lost": _leads,
    "group_released": _leads,
    "topics_lost": _leads,
    "identity_digest": _leads,
}
"""For whoever holds this in the unit that it is about."""
OF_ADMINS = frozenset({"journal_head", "trouble", "trouble_over", "put_aside", "hotlines_stale"})
OF_REQUESTS: Mapping[str, Holds] = {
    "identity_wanted": _answers,
    "identity_granted": _asks,
    "identity_refused": _asks,
    "identity_lapsed": _asks,
    "identity_uncertain": _asks,
}
OF_SUGGESTIONS = frozenset({"suggestion_came", "suggestion_late"})
OF_BROADCASTS = frozenset(
    {
        "broadcast_wanted",
        "broadcast_moved",
        "broadcast_ended",
        "broadcast_stumbled",
        "broadcast_lapsed",
        "broadcast_card",
    }
)
ALWAYS = frozenset({"wipe", "identity_not_wiped", "identity"})
"""What takes something out of a chat again, or asks for that; a contact is guarded by itself."""
OF_PEOPLE = frozenset(
    {*OF_CASES, *OF_UNITS, *OF_ADMINS, *OF_REQUESTS, *OF_SUGGESTIONS, *OF_BROADCASTS, *ALWAYS}
)
"""Every kind of news for members of staff."""
