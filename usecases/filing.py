"""A finished report becomes a case: routed, numbered, journalled, and its people told."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from conversation import material
from conversation.report import destination, host_of
from domain.case import Case, Priority
from domain.clockwork import reminder
from domain.codes import case_number
from domain.deadlines import danger_deadline, working_deadline
from domain.draft import Draft
from domain.errors import TooMany
from domain.people import Person, Role, Verb, role_in
from domain.report import MAX_LINKS, Channel, IdentityMode, Report
from domain.status import Status
from storage import cases, counters, evidence, filings, journal, quotas, reports, said, targets
from storage.db import Tx
from storage.filings import Filing
from storage.targets import Target
from usecases import alarms, counting, likening, quarantine, telling
from usecases.scene import Scene
from usecases.turns import Filed

HOUR = 3600


class Source(Struct, frozen=True, kw_only=True):
    """Where a report comes from: the account that hears of it, or the staff who wrote it down."""

    locale: str
    who: str | None = None
    channel: Channel = Channel.TELEGRAM
    entered_by: Person | None = None
    paused_until: int = 0  # until when what comes from there is kept and not worked on


def file(tx: Tx, person: Person, scene: Scene, draft: Draft) -> Filed:
    """File a whole report: the case, its evidence, the journal and the news, or none of it."""
    filed = reports.by_uid(tx, draft.id)
    if filed is not None:
        return Filed(report=filed, code=reports.code(tx, draft.id), again=True)
    opens = quotas.use(tx, person.who, "report", scene.reports_per_hour, HOUR, scene.now)
    if opens is not None:
        raise TooMany("report-quota", opens_at=opens, limit=scene.reports_per_hour)
    case, report = write(tx, scene, draft, _source(person))
    telling.reporter(tx, scene, person.who, report.id, case, "receipt")
    announce(tx, scene, case)
    return Filed(report=report, code=reports.code(tx, draft.id))


def _source(person: Person) -> Source:
    return Source(locale=person.locale, who=person.who, paused_until=person.paused_until)


def announce(tx: Tx, scene: Scene, case: Case) -> None:
    """A new case is told to those who work on it; where a life is in danger, they are woken.

    One in quarantine is told to nobody.
    """
    if case.quarantined_at is not None:
        return
    woken = frozenset[str]() if case.alarm_at is None else alarms.ring(tx, scene, case)
    telling.colleagues(tx, scene, case, "new_case", event="new", but=woken)
    telling.group(tx, scene, case)


def write(tx: Tx, scene: Scene, draft: Draft, source: Source) -> tuple[Case, Report]:
    """The case, its report with everything that came along, and the journal's first entry."""
    answers = draft.answers
    danger = bool(answers["review"]["danger"])
    case = _case(tx, scene, draft, danger=danger)
    if source.entered_by is None:
        case = quarantine.on_arrival(tx, scene, case, paused_until=source.paused_until)
    case = cases.open_case(tx, case)
    filing = _filing(source, scene, draft, case)
    report = filings.file(tx, filing, case)
    targets.add(tx, report.id, case, _targets(answers))
    said.filed(tx, draft.id, report.id)
    if answers.get("_files"):
        evidence.attach(tx, draft.id, report.id, case.id)
    likening.write(tx, case.id, report.id, draft)
    journal.add(tx, _first_entry(scene, case, report.id, source))
    counting.received(tx, scene, case)
    return case, report


def _first_entry(scene: Scene, case: Case, report_id: int, source: Source) -> journal.Entry:
    staff = source.entered_by
    return journal.Entry(
        who=staff.who if staff else journal.reporter(report_id),
        role=int(role_in(staff, case.unit, scene.profile.by_code) if staff else Role.REPORTER),
        verb=Verb.ENTER if staff else "submit",
        case_id=case.id,
        unit=case.unit,
        to=Status.SUBMITTED,
        reason=source.channel if staff else "",
        written_at=scene.now,
    )


def _case(tx: Tx, scene: Scene, draft: Draft, *, danger: bool) -> Case:
    answers, profile, now = draft.answers, scene.profile, scene.now
    category, below = answers["category"], answers.get("subcategory") or ""
    unit = destination(profile, answers)
    clocks, calendar = profile.clocks_for(category, below, unit), profile.calendar_for(unit)
    due_at = (
        danger_deadline(clocks, now)
        if danger
        else working_deadline(calendar, now, clocks.accept_days)
    )
    local = datetime.fromtimestamp(now, ZoneInfo(profile.timezone))
    running = counters.next_value(tx, f"case:{local:%y%m}")
    return Case(
        id=0,
        number=case_number(local.year, local.month, running),
        status=Status.SUBMITTED,
        category=category,
        subcategory=below,
        unit=unit,
        region=answers.get("region") or "",
        host=host_of(profile, answers),
        priority=Priority.DANGER if danger else Priority.NORMAL,
        version=1,
        opened_at=now,
        due_at=due_at,
        remind_at=reminder(calendar, now, due_at),
        alarm_at=now if danger else None,
        word_due_at=working_deadline(calendar, now, clocks.word_days),
    )


def _filing(source: Source, scene: Scene, draft: Draft, case: Case) -> Filing:
    answers = draft.answers
    contact = dict(answers.get("contact") or {})
    if answers.get("name"):
        contact["name"] = answers["name"]
    return Filing(
        uid=draft.id,
        case_id=case.id,
        first_unit=case.unit,
        locale=source.locale,
        category=case.category,
        subcategory=case.subcategory,
        text=material.own_words(answers),
        danger=case.priority is Priority.DANGER,
        identity_mode=IdentityMode(answers.get("identity") or IdentityMode.ANONYMOUS),
        submitted_at=scene.now,
        who=source.who,
        contact=contact,
        consent_version=scene.privacy_version,
        channel=source.channel,
        entered_by=source.entered_by.who if source.entered_by else None,
    )


def _targets(answers: Mapping[str, Any]) -> tuple[Target, ...]:
    found = _linked(material.links(answers))
    link = answers["link"]
    if link["origin"] is None and link["links"]:
        return found
    post = Target(raw=material.place_text(answers), normalised="", host="", origin=link["origin"])
    return (*found, post)


def more_links(tx: Tx, report: Report, case: Case, links: Iterable[Mapping[str, Any]]) -> None:
    """Links that came to a filed report later are targets of it like those that it began with."""
    fresh = targets.add_more(tx, report.id, case, _linked(links), most=MAX_LINKS)
    likening.write_links(tx, case.id, report.id, (each.normalised for each in fresh))


def _linked(links: Iterable[Mapping[str, Any]]) -> tuple[Target, ...]:
    """Links as a report's targets."""
    return tuple(
        Target(
            raw=each["raw"],
            normalised=each["normalised"],
            host=each["host"],
            disguised=each["disguised"],
        )
        for each in links
    )
