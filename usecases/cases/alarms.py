"""Danger to life: notify people again and again, until one of them presses "I have it"."""

from domain import clockwork
from domain.case import Case
from domain.network.people import Person
from domain.network.units import above
from domain.notices.case_notices import AlarmNotice, AlarmOverNotice
from domain.reviewers import WAITS
from storage.cases import cases, clocks
from storage.network import duties, people
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from usecases.cases.changes import Answers
from usecases.core import authority
from usecases.core.request import Request
from usecases.notify import notify, recipients

BATCH = 20  # alarms in one run of the job; the rest waits for the next run


def sound(req: Request) -> int:
    """Send the next round of every alarm that is due. Returns how many."""
    found = clocks.alarms(req.tx, req.now, limit=BATCH)
    for case in found:
        ring_alarm(req, case)
    return len(found)


def ring_alarm(req: Request, case: Case) -> frozenset[str]:
    """Notify the people who may act on a case and set the next round; returns who was notified."""
    again = req.now + clockwork.ALARM_SECONDS
    if not clocks.mark(req.tx, case, alarm_at=again):
        return frozenset()
    found = woken(req, case)
    for person in found:
        outbox.put(
            req.tx,
            Owed(
                notice=AlarmNotice(),
                recipient=person.who,
                rank=Rank.REPLY,
                case_id=case.id,
                dedupe=f"alarm:{case.id}:{req.now}:{person.who}",
                order_key=f"alarm:{case.id}:{person.who}",  # not queued behind older notices
            ),
            req.now,
        )
    return frozenset(person.who for person in found)


def woken(req: Request, case: Case) -> tuple[Person, ...]:
    """Those on call in the unit and its parent, else all there, else those above, else admins.

    After some rounds everybody, and the staff of the next unit above as well. People who cannot be
    written to, and who reported it, do not count.
    """
    line = (case.unit, *above(req.profile.by_code, case.unit))
    near: tuple[str, ...] = line[:2]
    found: tuple[Person, ...] = ()
    if clockwork.alarm_round(case, req.now) > clockwork.ALARM_ROUNDS:
        near = line[:3]
    else:
        found = _able(req, case, duties.on_call(req.tx, near, req.now))
    for units in (near, *((code,) for code in line[2:])):
        found = found or _able(req, case, people.staff_of(req.tx, units, now=req.now))
    return found or recipients.unbiased(req, case, people.admins(req.tx))


def _able(req: Request, case: Case, found: tuple[Person, ...]) -> tuple[Person, ...]:
    """Those of these people who can be written to and may act on the case.

    A decision that waits for a review is for those who may have the case alone.
    """
    reachable = [each for each in found if people.address(req.tx, each.who) is not None]
    if case.status in WAITS:
        why = authority.why_not(req, case, reachable)
        reachable = [each for each in reachable if not why[each.who]]
    return recipients.unbiased(req, case, reachable)


def have(req: Request, case: Case, _: Answers) -> Case:
    """A person takes the alarm: it ends, and they become the assignee if they may have the case."""
    assignee = req.actor.who if authority.may_have(req, case) else case.assignee
    taken = cases.change(req.tx, case.id, seen=case.version, alarm_at=None, assignee=assignee)
    over(req, case, taken)
    notify.group(req, taken)
    return taken


def over(req: Request, before: Case, case: Case) -> None:
    """If an alarm has just ended, tell everybody who was notified who has the case."""
    if before.alarm_at is None or case.alarm_at is not None:
        return
    if case.joined_to is not None and cases.get(req.tx, case.joined_to).alarm_at is not None:
        return  # the alarm continues in the case that this one was joined to
    for each in woken(req, case):
        if each.who != req.actor.who:
            notify.to_staff(req, each.who, case, AlarmOverNotice(name=req.actor.name), event="over")


def rings(req: Request, case: Case) -> str:
    """Guard: only while the alarm is active."""
    return "" if case.alarm_at is not None else "refusal-alarm-over"
