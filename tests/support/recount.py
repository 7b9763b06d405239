"""The figures computed again, slowly and plainly, from what the journal says has happened."""

from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from domain.figures.figures import DURATIONS
from storage.engine import tables
from storage.engine.database import Tx
from storage.engine.public_tables import figures

HANDED_ON = {"transfer", "return", "take_over", "retire"}
NEW_CLOCK = HANDED_ON | {"accept", "order", "remit", "refuse", "lapse", "confirm"}
NEW_CLOCK |= {"dismiss"}
GONE = {"removed", "removed_by_unit", "restricted", "account_measure", "already_gone"}
REMOVED = {"removed", "removed_by_unit"}
Count = tuple[str, str, str, int]  # unit, day, kind, bucket


def counted(tx: Tx) -> Counter[Count]:
    """What stands in the table day by day; months agree with days, and all categories with each."""
    days: Counter[Count] = Counter()
    months: dict[bool, Counter[Count]] = {True: Counter(), False: Counter()}
    together: dict[bool, Counter[Count]] = {True: Counter(), False: Counter()}
    for row in tx.execute(select(figures)).all():
        whole = row.period % 100 == 0
        together[row.category == ""][row.unit, str(row.period), row.kind, row.bucket] += row.count
        month = (row.unit + row.category, str(row.period // 100), row.kind, row.bucket)
        months[whole][month] += row.count
        # The journal does not say what the ratings were, nor which addresses were gone when.
        if row.category and not whole and row.kind not in {"rated", "took_remove"}:
            days[row.unit, str(row.period), row.kind, row.bucket] += row.count
    assert months[True] == months[False]
    assert together[True] == together[False]
    return days


def recounted(tx: Tx, timezone: str) -> Counter[Count]:
    """The same from the journal: every entry looked at, one case after another."""
    found: Counter[Count] = Counter()
    for case_id in tx.execute(select(tables.cases.c.id)).scalars().all():
        _case(tx, case_id, ZoneInfo(timezone), found)
    return found


def _case(tx: Tx, case_id: int, zone: ZoneInfo, found: Counter[Count]) -> None:
    journal, hops, decisions = (
        list(tx.execute(select(each).where(each.c.case_id == case_id).order_by(each.c.id)).all())
        for each in (tables.journal, tables.transfers, tables.decisions)
    )
    # One after the other, not by their time: what else was decided may be of the same second.
    findings = [each for each in decisions if each.kind == "finding" and each.confirmed_at]
    opened, late, decided, waits, changes = 0, False, False, False, False
    for entry in journal:
        verb, at = entry.verb, entry.written_at
        day = datetime.fromtimestamp(at, zone).strftime("%Y%m%d")
        if verb == "release" or _first(entry):
            opened = at
        if verb in HANDED_ON:
            hop = hops.pop(0)
            found[hop.start, day, "left", 0] += 1
            found[hop.to, day, "came", 0] += 1
        kinds = _kinds(entry, late=late, decided=decided, changes=changes)
        if verb == "confirm" and not changes:
            kinds += _decided(findings.pop(0))
        for kind in kinds:
            bucket = _rounded(at - opened) if kind.startswith("took") else 0
            found[entry.unit, day, kind, bucket] += 1
        late = (late or verb == "late") and not _begins_anew(entry, waits)
        decided = decided or verb in {"decide", "refuse", "lapse"}
        waits = entry.to == "appealed"
        # Whether what waits to be confirmed is a change on an appeal.
        changes = verb == "change" or (changes and entry.to == "feedback_pending")


def _first(entry: Row[Any]) -> bool:
    return entry.verb in {"submit", "enter"} and not entry.start


def _begins_anew(entry: Row[Any], waits: bool) -> bool:
    """Whether another deadline begins, which nobody has missed yet."""
    tells = entry.verb == "tell" and entry.start == "referred"
    return entry.verb in NEW_CLOCK or tells or _appeals(entry, waits)


def _appeals(entry: Row[Any], waits: bool) -> bool:
    return entry.verb in {"appeal", "appeal_for"} and not waits


def _rounded(seconds: int) -> int:
    return min(DURATIONS, key=lambda step: abs(step - seconds))


def _decided(decision: Row[Any]) -> list[str]:
    kind = {"not_upheld": "not_upheld", "void": "void"}.get(decision.result, "upheld")
    found = [kind, "disposed"] if decision.result in GONE else [kind]
    return [*found, "removed"] if decision.result in REMOVED else found


def _kinds(entry: Row[Any], *, late: bool, decided: bool, changes: bool) -> list[str]:
    verb = entry.verb
    confirms, changed = verb == "confirm" and not changes, verb == "confirm" and changes
    found = {
        "received": _first(entry),
        "accepted": verb == "accept",
        "took_accept": verb == "accept",
        "joined": verb == "join" and entry.to == "joined",
        "unjoined": verb == "unjoin" and entry.start == "joined",
        "withdrawn": verb == "withdraw" and entry.to == "withdrawn",
        "refused": verb in {"refuse", "lapse"},
        "answered": verb in {"refuse", "lapse"} or confirms,
        "in_time": (verb in {"refuse", "lapse"} or confirms) and not late,
        "took_close": verb in {"refuse", "lapse"} or confirms,
        "took_decide": verb == "decide" and not decided,
        "overdue": verb == "late" and not late,
        "referred": verb == "refer",
        "appealed": verb in {"appeal", "appeal_for"},
        "appeal_decided": verb in {"dismiss", "remit"} or changed,
        "appeal_changed": verb == "remit" or changed,
        "came_back": verb == "back",
    }
    return [kind for kind, holds in found.items() if holds]
