"""Who must learn of a change, written down with the change: reporters, staff, a unit's group."""

from collections.abc import Collection
from typing import Any

from domain.case import Case
from domain.people import Role
from domain.report import Report
from storage import entered, outbox, people, reporter_links, reports
from storage.db import Tx
from storage.outbox import Notice, Rank
from usecases import concerned, group_cards, mailing
from usecases.scene import Scene


def reporter(
    tx: Tx,
    scene: Scene,
    who: str | None,
    report_id: int,
    case: Case,
    kind: str,
    *,
    event: str = "",
    **params: Any,
) -> None:
    """Tell one reporter, and bring the status card of that report up to date.

    `event` tells apart two pieces of news of one kind and version.
    """
    if who is None:
        entered.leave_untold(tx, report_id, scene.now)
        return
    order = f"report:{report_id}"
    outbox.put(
        tx,
        Notice(
            kind=kind,
            recipient=who,
            params=params,
            rank=Rank.NEWS,
            report_id=report_id,
            case_id=case.id,
            # The case, too: after a join a report hears of another one's versions.
            dedupe=news_of(kind, report_id, event or f"{case.id}:{case.version}"),
            order_key=order,
        ),
        scene.now,
    )
    card(tx, scene, who, report_id, case)


def news_of(kind: str, report_id: int, event: str) -> str:
    """What tells one piece of news of a report from all others."""
    return f"{kind}:{report_id}:{event}"[:96]


def of_words(message_row: int) -> str:
    """The event that an office's words are, wherever their case goes."""
    return f"m{message_row}"


def card(tx: Tx, scene: Scene, who: str, report_id: int, case: Case) -> None:
    """The one message that shows how a report stands: edited in place, whatever happened since."""
    outbox.put(
        tx,
        Notice(
            kind="card",
            recipient=who,
            params={},
            rank=Rank.CARD,
            report_id=report_id,
            case_id=case.id,
            dedupe=f"card:{report_id}",
            order_key=f"report:{report_id}",
        ),
        scene.now,
        again=True,
    )


def cards(tx: Tx, scene: Scene, case: Case) -> None:
    """Bring the status cards of a case up to date, without a word."""
    for report in reports.of_case(tx, case.id):
        who = reporter_links.reporter(tx, report.id)
        if who is not None and report.withdrawn_at is None:
            card(tx, scene, who, report.id, case)


def reporters(tx: Tx, scene: Scene, case: Case, kind: str, **params: Any) -> None:
    """Tell everybody who reported this case and has not withdrawn."""
    for report in reports.of_case(tx, case.id):
        if report.withdrawn_at is None:
            reporter(
                tx, scene, reporter_links.reporter(tx, report.id), report.id, case, kind, **params
            )


def addressed(
    tx: Tx,
    scene: Scene,
    case: Case,
    to: int | None,
    kind: str,
    *,
    event: str = "",
    **params: Any,
) -> None:
    """Tell one reporter of a case, or all; of the others only the card may have changed."""
    for report in reports.of_case(tx, case.id):
        who = reporter_links.reporter(tx, report.id)
        if report.withdrawn_at is not None:
            continue
        if to in {None, report.id}:
            reporter(tx, scene, who, report.id, case, kind, event=event, **params)
        elif who is not None:
            card(tx, scene, who, report.id, case)


def one(tx: Tx, scene: Scene, report: Report, case: Case, kind: str, **params: Any) -> None:
    """Tell the reporter of one report."""
    reporter(tx, scene, reporter_links.reporter(tx, report.id), report.id, case, kind, **params)


def staff(tx: Tx, scene: Scene, case: Case, kind: str, *, event: str, **params: object) -> None:
    """Tell those who work on a case, and bring the card in the unit's group up to date."""
    for person in concerned.working_on(tx, scene.profile, case):
        to_staff(tx, scene, person.who, case, kind, event=event, **params)
    mailing.owe(tx, scene, case, kind, event=event)
    group(tx, scene, case)


def colleagues(
    tx: Tx,
    scene: Scene,
    case: Case,
    kind: str,
    *,
    event: str,
    but: Collection[str] = (),
) -> None:
    """Tell those who work on a case: its assignee, else its unit, else the nearest unit above.

    `but` are those who know already. A unit with nobody on Telegram is told by mail as well.
    """
    for person in concerned.working_on(tx, scene.profile, case):
        if person.who not in but:
            to_staff(tx, scene, person.who, case, kind, event=event)
    mailing.owe(tx, scene, case, kind, event=event)


def to_staff(
    tx: Tx, scene: Scene, who: str, case: Case, kind: str, *, event: str, **params: object
) -> None:
    """Tell one member of staff; `event` tells apart two pieces of news of one version."""
    outbox.put(
        tx,
        Notice(
            kind=kind,
            recipient=who,
            params=params,
            rank=Rank.NEWS,
            case_id=case.id,
            dedupe=f"{kind}:{case.id}:{case.version}:{event}:{who}"[:96],
            order_key=f"staff:{who}",
        ),
        scene.now,
    )


def to_member(
    tx: Tx, scene: Scene, who: str, unit: str, kind: str, *, event: str, **params: object
) -> None:
    """Tell one member of staff something about a unit; `event` tells two pieces of it apart."""
    outbox.put(
        tx,
        Notice(
            kind=kind,
            recipient=who,
            unit=unit,
            params=params,
            rank=Rank.NEWS,
            dedupe=f"{kind}:{unit}:{event}:{who}"[:96],
            order_key=f"staff:{who}",
        ),
        scene.now,
    )


def unit_leads(tx: Tx, scene: Scene, unit: str, kind: str, *, event: str, **params: object) -> None:
    """Tell the leads of a unit, else those above, something about the unit."""
    for person in concerned.leads_above(tx, scene, unit):
        to_member(tx, scene, person.who, unit, kind, event=event, **params)


def unit_staff(tx: Tx, scene: Scene, unit: str, kind: str, *, event: str, **params: object) -> None:
    """Tell everybody of a unit, else the nearest above with people, something about the unit."""
    for person in concerned.people_above(tx, scene.profile, unit):
        to_member(tx, scene, person.who, unit, kind, event=event, **params)


def heads(
    tx: Tx,
    scene: Scene,
    unit: str,
    case: Case,
    kind: str,
    *,
    event: str,
    but: Collection[str] = (),
) -> None:
    """Tell the leads of any unit, else those above it; `but` are units whose leads know already."""
    known = {person.who for code in but for person in concerned.leads_above(tx, scene, code)}
    for person in concerned.leads_above(tx, scene, unit):
        if person.who not in known:
            to_staff(tx, scene, person.who, case, kind, event=event)
    if unit == case.unit:
        mailing.owe(tx, scene, case, kind, event=event)


def top(tx: Tx, scene: Scene, unit: str, case: Case, kind: str, *, event: str) -> None:
    """Tell the leads of the unit that has nobody above it, and all admins."""
    found = (*concerned.leads_above(tx, scene, unit), *people.admins(tx))
    for who in dict.fromkeys(person.who for person in found):
        to_staff(tx, scene, who, case, kind, event=event)


def leads_of(tx: Tx, scene: Scene, unit: str, case: Case, kind: str, *, event: str) -> None:
    """Tell the leads of a unit, whoever has the case now; nobody where there are none."""
    for person in people.staff_of(tx, (unit,), Role.LEAD, scene.now):
        to_staff(tx, scene, person.who, case, kind, event=event, unit=unit)


def group(tx: Tx, scene: Scene, case: Case) -> None:
    """The card in the groups of units, wherever the case is, or was, shown."""
    group_cards.show(tx, scene, case)


def proof(tx: Tx, scene: Scene, who: str, report_id: int, case_id: int, event: str) -> None:
    """By what a reporter's files can be recognised, now that they are kept."""
    outbox.put(
        tx,
        Notice(
            kind="fingerprints",
            recipient=who,
            params={},
            rank=Rank.NEWS,
            report_id=report_id,
            case_id=case_id,
            dedupe=f"fingerprints:{report_id}:{event}",
            order_key=f"report:{report_id}",
        ),
        scene.now,
    )
