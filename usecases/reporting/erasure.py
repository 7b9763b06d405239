"""Show a person what is stored about them, and erase everything that leads to them."""

from collections.abc import Mapping

from msgspec import Struct

from domain.broadcast import Scope
from domain.network.people import Person, Role, Verb
from domain.notices.preferences import Preferences
from domain.report import Report
from domain.status import check_move
from storage.audit import journal
from storage.broadcasts import recipients
from storage.identity import erasing
from storage.misuse import sanctions
from storage.queues import preferences
from storage.reporting import drafts, reporter_links, reports
from storage.suggestions import suggestions
from usecases.core import erasure_gate
from usecases.core.request import Request
from usecases.notify import staff_cards

MOST_SHOWN = 20  # reports; a message has no room for more codes


class KeptData(Struct, frozen=True, kw_only=True):
    """What is stored about a person: `reports` are the newest of `count`, with their query codes.

    `suggestion_codes` are those of the newest of `suggestions`. `contacts` are the reports with a
    contact, `begun` the number of open forms. `warned_at` is when an office last warned them,
    `appealable` a pause they may appeal. `follows` are their subscriptions. `notices` is what a
    member of staff chose to be told when, None if nothing.
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
    notices: Preferences | None = None


def my_data(req: Request) -> KeptData:
    """The content of /mydata, also shown before /forgetme."""
    codes, suggested = suggestions.codes_of(req.tx, req.actor.who, most=MOST_SHOWN)
    found = reports.of_person(req.tx, req.actor.who, before=None, size=MOST_SHOWN)
    linked = erasing.linked_to(req.tx, req.actor.who)
    pauses = sanctions.running(req.tx, (req.actor.who,), req.now)
    return KeptData(
        person=req.actor,
        count=len(linked),
        reports=found,
        codes={report.id: reports.code_of(req.tx, report.id) for report in found},
        contacts=frozenset(each for each in linked if reporter_links.has_contact(req.tx, each)),
        begun=drafts.count(req.tx, req.actor.who),
        paused_until=req.actor.paused_until if req.actor.paused_until > req.now else None,
        warned_at=sanctions.warned(req.tx, (req.actor.who,)).get(req.actor.who),
        appealable=next((each.id for each in pauses if each.may_appeal(req.now)), None),
        suggestions=suggested,
        suggestion_codes=codes,
        follows=frozenset(recipients.followed(req.tx, req.actor.who)),
        notices=preferences.chosen(req.tx, req.actor.who),
    )


class Forgotten(Struct, frozen=True, kw_only=True):
    """What was unlinked. A role stays until it is resigned, a pause until it ends."""

    count: int
    is_staff: bool
    paused_until: int | None


def forget(req: Request) -> Forgotten:
    """Row 23: erase the link from this account to its reports; only the query codes open them.

    While the clock is doubted, no pause and no limit counts as over, so nobody escapes one by this.
    """
    at = req.now if erasure_gate.passes(req.conditions) else 0
    kept = my_data(req.at(at))
    linked = erasing.linked_to(req.tx, req.actor.who)
    for report_id in linked:
        _write(req, report_id)
    erasing.unlink(req.tx, linked, req.now)
    erasing.person(req.tx, req.actor.who, at, now=req.now)
    if not req.actor.is_staff and kept.paused_until is None:
        erasing.account(req.tx, req.actor.who)
    return Forgotten(count=len(linked), is_staff=req.actor.is_staff, paused_until=kept.paused_until)


def _write(req: Request, report_id: int) -> None:
    report = reports.get(req.tx, report_id)
    assert report is not None  # its link was just read
    check_move(report.status, Verb.UNLINK, Role.REPORTER)
    journal.add(
        req.tx,
        journal.Entry(
            who=journal.reporter(report_id),
            role=int(Role.REPORTER),
            verb=Verb.UNLINK,
            case_id=report.case_id,
            unit=report.unit,
            start=report.status,
            to=report.status,
            written_at=req.now,
        ),
    )
    staff_cards.follow(req, report.case_id)
