"""At the end of a shift: every case ended as planned, by all its steps, and everybody heard why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bench.office import words
from bench.office.people import Reporter
from bench.office.reports import OTHER_UNIT, Kind
from domain.case import Case, Decision, cites
from domain.status import Status
from storage.audit import journal
from storage.cases import cases, decisions
from storage.engine.database import Tx
from storage.network import people

if TYPE_CHECKING:
    from bench.office.day import Shift

ENTRIES = {
    Kind.CLEAR: ("accept", "check", "decide", "confirm"),
    Kind.OUT_OF_REMIT: ("refuse",),
    Kind.UNCLEAR: ("ask", "answer", "accept", "check", "decide", "confirm"),
    Kind.SILENT: ("ask", "lapse"),
    Kind.DUPLICATE: ("join",),
    Kind.SITE: (
        *("accept", "check", "measures", "removal_answer", "removal_check"),
        *("decide", "confirm"),
    ),
    Kind.TRANSFER: ("transfer",),
    Kind.DANGER: ("have", "accept", "check", "decide", "confirm"),
    Kind.CLOSED: ("accept", "check", "decide", "confirm"),
}
"""What the journal must have of each case, in this order; other entries may stand between."""


UNCHANGED = "message is not modified"  # a group's card, where only its hidden parts have changed


class WentWrong(RuntimeError):  # noqa: N818 - says what
    """A shift did not end as planned."""


async def check(played: Shift) -> None:
    """Look at every case; raises WentWrong with all that is wrong."""
    wrong = await played.office.db.run(_wrong, played)
    wrong += [
        f"refused by Telegram: {method}: {why}"
        for method, _, why in played.office.telegram.refused
        if UNCHANGED not in why
    ]
    if wrong:
        raise WentWrong("\n".join(wrong))


def _wrong(tx: Tx, played: Shift) -> list[str]:
    return [
        f"{case.number} ({reporter.planned.kind}): {what}"
        for place, reporter in enumerate(played.reporters.values(), 1)
        for case in [cases.get(tx, place)]
        for what in _of_case(tx, played, case, reporter)
    ]


def _of_case(tx: Tx, played: Shift, case: Case, reporter: Reporter) -> Iterator[str]:
    kind, ending = reporter.planned.kind, reporter.planned.ending
    if case.status is not ending.status:
        yield f"{case.status} instead of {ending.status}"
    if (case.unit == OTHER_UNIT) is not (kind is Kind.TRANSFER):
        yield f"in {case.unit}"
    entries = [entry.verb for entry in journal.of_case(tx, case.id)]
    wanted = (
        ENTRIES.get(kind)
        or ENTRIES[Kind.CLEAR if ending.status is Status.CLOSED else Kind.OUT_OF_REMIT]
    )
    if not in_order(wanted, entries):
        yield f"{entries} in the journal, without {wanted} in this order"
    if journal.first_break(tx, case.id) is not None:
        yield "the journal is broken"
    decided = decisions.latest(tx, case.joined_to or case.id)
    if ending.result is not None or kind is Kind.DUPLICATE:
        yield from _of_decision(tx, played, decided, reporter)
    yield from _of_answer(decided, reporter)


def _of_decision(
    tx: Tx, played: Shift, decided: Decision | None, reporter: Reporter
) -> Iterator[str]:
    if decided is None:
        yield "no decision"
        return
    ending = reporter.planned.ending
    if ending.result is not None and decided.result != ending.result:
        yield f"{decided.result} instead of {ending.result}"
    moderator, lead = (people.who_is(tx, hand.account) for hand in (played.moderator, played.lead))
    is_refused = ending.status is Status.NOT_ACCEPTED
    if decided.decided_by != moderator:
        yield "not decided by the moderator"
    if not is_refused and decided.confirmed_by != lead:
        yield "not confirmed by the lead"
    if not is_refused and cites(decided.result) and not decided.rule:
        yield "no rule"
    if not decided.feedback.strip():
        yield "no reasons"


def _of_answer(decided: Decision | None, reporter: Reporter) -> Iterator[str]:
    """What is missing in what the reporter has read."""
    kind, read, locale = reporter.planned.kind, reporter.read(), reporter.locale
    if decided is not None:
        if decided.feedback_in and locale not in decided.feedback_in:
            yield f"no reasons in {locale}, which the reporter reads"
        elif decided.feedback_in.get(locale, decided.feedback) not in read:
            yield "the reporter has not read the reasons"
    if kind is Kind.TRANSFER and words.WHY_TRANSFERRED[locale] not in read:
        yield "the reporter has not read why it was passed on"
    if kind is Kind.SILENT and reporter.word("notice-lapsed") not in read:
        yield "the reporter has not read why it was closed"


def in_order(wanted: Sequence[str], entries: Sequence[str]) -> bool:
    """Whether all that is wanted stands among the entries, in the same order."""
    left = iter(entries)
    return all(verb in left for verb in wanted)
