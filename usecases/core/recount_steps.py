"""Steps of a job that goes once over a list after the calendar of working days has changed."""

from msgspec import Struct

from storage.engine import counters
from usecases.core.request import Request

RECOUNT = "recount"  # the verb of the journal
OTHERS_READ = 120  # seconds until every process counts by the new calendar


class Steps(Struct, frozen=True):
    """Where a list is read on: after this row id; `target` is the calendar, `since` when it came.

    The list is read again until every process counts by that calendar: another one may have set a
    deadline by the former after its row was read.
    """

    name: str
    target: int
    since: int
    after: int


def begin(req: Request, name: str) -> Steps | None:
    """The next step over a list; None if it is through with the current calendar.

    A calendar that comes back after another one is gone through again: deadlines were set by the
    other one meanwhile.
    """
    target = req.profile.calendar_mark
    names = {part: f"recount:{name}:{part}" for part in ("target", "since", "after", "done")}
    found = counters.values(req.tx, tuple(names.values()))
    if found.get(names["target"]) == target:
        if found.get(names["done"]) == target:
            return None
        return Steps(name, target, found.get(names["since"], 0), found.get(names["after"], 0))
    for part, value in (("target", target), ("since", req.now), ("after", 0)):
        counters.put(req.tx, names[part], value)
    return Steps(name, target, req.now, 0)


def end(req: Request, steps: Steps, last: int | None) -> None:
    """Store the last row id that was read; None if there was none left."""
    if last is None and req.now - steps.since >= OTHERS_READ:
        counters.put(req.tx, f"recount:{steps.name}:done", steps.target)
    counters.put(req.tx, f"recount:{steps.name}:after", last or 0)
