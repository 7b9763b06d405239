"""What is kept about somebody, shown to them; and everything that leads to them, forgotten."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from domain.broadcast import Scope
from domain.people import Person, Role, Verb
from domain.report import Report
from domain.status import check_move
from storage import (
    drafts,
    erasing,
    journal,
    recipients,
    reporter_links,
    reports,
    sanctions,
    suggestions,
)
from storage.db import Tx
from usecases import gate
from usecases.scene import Scene

MOST_SHOWN = 20  # reports; a message has room for no more codes


class Kept(Struct, frozen=True, kw_only=True):
    """What is kept about a person: `reports` are the newest of `count`, with their query codes.

    `suggestion_codes` are those of the newest of `suggestions`. `contacts` are the reports with
    which a contact was left, `begun` how many forms are open. `warned_at` is when an office last
    warned them, `appealable` a pause they may appeal against. `follows` is what they want to hear
    of.
    """

    person: Person
    count: int
    reports: tuple[Report, ...]
    codes: Mapping[int, str]
    contacts: frozenset[int]
    begun: int
    paused_until: int | None
    warned_at: int | None = None
    appealable: int | None = None
    suggestions: int = 0
    suggestion_codes: tuple[str, ...] = ()
    follows: frozenset[tuple[Scope, str]] = frozenset()


def my_data(tx: Tx, person: Person, scene: Scene) -> Kept:
    """/mydata, and what stands before /forgetme."""
    codes, suggested = suggestions.codes_of(tx, person.who, most=MOST_SHOWN)
    found = reports.of_person(tx, person.who, before=None, size=MOST_SHOWN)
    linked = erasing.linked_to(tx, person.who)
    pauses = sanctions.running(tx, (person.who,), scene.now)
    return Kept(
        person=person,
        count=len(linked),
        reports=found,
        codes={report.id: reports.code_of(tx, report.id) for report in found},
        contacts=frozenset(each for each in linked if reporter_links.has_contact(tx, each)),
        begun=drafts.count(tx, person.who),
        paused_until=person.paused_until if person.paused_until > scene.now else None,
        warned_at=sanctions.warned(tx, (person.who,)).get(person.who),
        appealable=next((each.id for each in pauses if each.may_appeal(scene.now)), None),
        suggestions=suggested,
        suggestion_codes=codes,
        follows=frozenset(recipients.followed(tx, person.who)),
    )


class Forgotten(Struct, frozen=True, kw_only=True):
    """What was unlinked; a role stays until it is laid down, a pause until it ends."""

    count: int
    is_staff: bool
    paused_until: int | None


def forget(tx: Tx, person: Person, scene: Scene) -> Forgotten:
    """Row 23: no report leads to this account any more; only the codes open them.

    By a doubtful clock no pause and no quota is over: nobody gets rid of one by it.
    """
    at = scene.now if gate.passes(scene) else 0
    kept = my_data(tx, person, replace(scene, now=at))
    linked = erasing.linked_to(tx, person.who)
    for report_id in linked:
        _write(tx, scene, report_id)
    erasing.unlink(tx, linked, scene.now)
    erasing.person(tx, person.who, at)
    if not person.is_staff and kept.paused_until is None:
        erasing.account(tx, person.who)
    return Forgotten(count=len(linked), is_staff=person.is_staff, paused_until=kept.paused_until)


def _write(tx: Tx, scene: Scene, report_id: int) -> None:
    report = reports.get(tx, report_id)
    assert report is not None  # its link was just read
    check_move(report.status, Verb.UNLINK, Role.REPORTER)
    journal.add(
        tx,
        journal.Entry(
            who=journal.reporter(report_id),
            role=int(Role.REPORTER),
            verb=Verb.UNLINK,
            case_id=report.case_id,
            unit=report.unit,
            start=report.status,
            to=report.status,
            written_at=scene.now,
        ),
    )
