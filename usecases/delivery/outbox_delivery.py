"""Owed news, from the outbox to what the courier needs to say it, and that it arrived."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.case import Case
from domain.network.people import Person
from domain.report import Evidence, EvidenceState
from domain.suggestion import Suggestion
from storage.broadcasts import broadcasts
from storage.cases import cases
from storage.engine.database import Tx
from storage.evidence import attachments, evidence_reading
from storage.network import people, units
from storage.network.groups import Place
from storage.queues import outbox
from storage.queues.outbox import Claimed, Notice, NoticeState, Rank, Way
from storage.reporting import reporter_links, reports
from storage.suggestions import suggestions
from usecases.broadcasts import broadcast_lifecycle
from usecases.cases import message_files
from usecases.core.outcomes import DialogOutcome
from usecases.core.request import Request
from usecases.core.views import BroadcastView, Card, RequestView
from usecases.dialogs import dialogs
from usecases.identity import contacts
from usecases.moderation import case_card
from usecases.network import leaving
from usecases.notify import entitlement, group_messages
from usecases.reporting import standing as reporting_standing
from usecases.reporting.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One thing to tell: to whom, in which language, with everything that its words need.

    `chat` is None where the recipient cannot be reached any more. `edits` is the message to change
    in place, where there is one, `wipes` one to delete. `files` are to be sent, each with the name
    of its bytes. `place` is where a case stands in a unit's group, `leaves` whether it is shown
    there no longer, `topics` whether each case has a topic of its own. `withheld`: whoever was to
    be told has lost the role since. `at` is when it was claimed: what is overdue follows from it.
    """

    claimed: Claimed
    kind: str
    rank: Rank
    chat: int | None
    locale: str
    params: Mapping[str, Any] = field(default_factory=dict)
    suggestion: Suggestion | None = None
    broadcast: BroadcastView | None = None
    who: str | None = None
    unit: str | None = None
    report_id: int | None = None
    case: Case | None = None
    standing: Standing | None = None
    code: str = ""
    fingerprints: tuple[str, ...] = ()
    pending_files: int = 0
    refused_files: tuple[int, ...] = ()
    card: Card | None = None
    outcome: DialogOutcome | None = None
    request: RequestView | None = None
    contact: Mapping[str, str] = field(default_factory=dict, repr=False)
    edits: int | None = None
    wipes: int | None = None
    files: tuple[tuple[Evidence, str], ...] = ()
    place: Place | None = None
    leaves: bool = False
    topics: bool = False
    withheld: bool = False
    at: int = 0


def claim(req: Request, *, limit: int, lease: int) -> tuple[Delivery, ...]:
    """Take what is due and hide it from other couriers for `lease` seconds."""
    claimed = outbox.claim_due(req.tx, req.now, limit=limit, lease=lease)
    return tuple(_delivery(req, each) for each in claimed if not contacts.was_lost(req, each))


def reclaim(req: Request) -> int:
    """A courier has nothing in hand: what is claimed all the same is due again at once."""
    return outbox.reclaim(req.tx, req.now, way=Way.CHAT)


def _delivery(req: Request, claimed: Claimed) -> Delivery:
    notice = claimed.notice
    person = people.get(req.tx, notice.recipient, req.now) if notice.recipient else None
    case = cases.get(req.tx, notice.case_id) if notice.case_id is not None else None
    found = _found(req, notice, person)
    if person is not None:
        found["withheld"] = not entitlement.may_hear(req.acting_as(person), notice, case)
    if notice.kind == "files" and case is not None and message_files.allowed(req, case):
        found["files"] = attachments.of_message(req.tx, notice.params["row"])
    if notice.recipient is None and notice.unit is not None and case is not None:
        found |= group_messages.found(req, case, notice.unit)
    if person is not None and case is not None and notice.report_id is None:
        found["card"] = case_card.card_or_none(req.acting_as(person), case)
    return Delivery(
        claimed=claimed,
        kind=notice.kind,
        rank=notice.rank,
        locale=person.locale if person else req.profile.locales[0],
        params=notice.params,
        who=notice.recipient,
        unit=notice.unit,
        report_id=notice.report_id,
        case=case,
        at=req.now,
        **{"chat": None, **found},
    )


def _found(req: Request, notice: Notice, person: Person | None) -> dict[str, Any]:
    """Where it goes, and what its words need."""
    found: dict[str, Any] = {}
    if notice.recipient:
        found["chat"] = people.address(req.tx, notice.recipient)
    elif notice.unit:
        shown = leaving.may_show(req, notice.unit)
        found["chat"] = units.group_of(req.tx, notice.unit) if shown else None
    if notice.report_id is not None:
        report = reports.get(req.tx, notice.report_id)
        if report is not None:
            found["standing"] = reporting_standing.standing(req, report, own=True)
    if notice.kind == "card":
        found["edits"] = reporter_links.card_message(req.tx, notice.report_id or 0)
    if notice.kind in {"receipt", "fingerprints"} and notice.report_id is not None:
        found |= _proof(req.tx, notice.report_id)
    if notice.kind == "screen" and person is not None:
        found["outcome"] = dialogs.refused(req.acting_as(person))
    return found | _named(req, notice, person)


def _named(req: Request, notice: Notice, person: Person | None) -> dict[str, Any]:
    """What its parameters name."""
    found: dict[str, Any] = {}
    if "suggestion" in notice.params:
        found["suggestion"] = suggestions.get(req.tx, notice.params["suggestion"])
    if "broadcast" in notice.params:
        found |= broadcast_lifecycle.of_notice(req, notice)
    if "request" in notice.params:
        found |= contacts.found(req.acting_as(person), notice)
    return found


def _proof(tx: Tx, report_id: int) -> dict[str, Any]:
    """The query code, and what the kept files can be recognised by."""
    files = evidence_reading.of_report(tx, report_id)
    return {
        "code": reports.code_of(tx, report_id),
        "fingerprints": tuple(file.sha256 for file in files if file.sha256),
        "pending_files": evidence_reading.pending(tx, report_id),
        "refused_files": tuple(
            place for place, file in enumerate(files, 1) if file.state is EvidenceState.REFUSED
        ),
    }


def sent(req: Request, delivery: Delivery, message_id: int | None) -> None:
    """It arrived: never again; a card's message is remembered, to be edited next time."""
    state = (
        NoticeState.UNREACHABLE if delivery.withheld else NoticeState.SENT
    )  # nobody has heard of it
    outbox.settle(req.tx, delivery.claimed, state, req.now)
    if delivery.kind == "group_card":
        _shown(req, delivery, message_id)
    elif (
        message_id is not None and delivery.broadcast and delivery.kind == broadcast_lifecycle.CARD
    ):
        broadcasts.show_in(req.tx, delivery.broadcast.broadcast.id, delivery.who or "", message_id)
    elif message_id is not None and delivery.contact:
        contacts.owe_wipe(req, delivery.claimed, message_id)
    elif message_id is not None and delivery.kind == "card" and delivery.report_id is not None:
        reporter_links.set_card_message(req.tx, delivery.report_id, message_id)


def _shown(req: Request, delivery: Delivery, message_id: int | None) -> None:
    """A card in a group was said, unless the unit has another group meanwhile."""
    case, unit = delivery.case, delivery.unit
    if case is not None and unit is not None and units.group_of(req.tx, unit) == delivery.chat:
        group_messages.shown(req, case, unit, message_id, leaves=delivery.leaves)


def came_through(req: Request, delivery: Delivery, sent: Mapping[str, Any], *, lease: int) -> None:
    """So many of its files are done with: they are not sent again, were the next one to fail.

    `sent` is how many went `through`, and the places of those `unsent`.
    """
    params = {**delivery.params, **sent}
    outbox.amend(req.tx, delivery.claimed, params, req.now + lease)


def next_due(tx: Tx) -> int | None:
    """When the next notice is due, unix seconds; None while nothing is owed."""
    return outbox.next_due(tx)
