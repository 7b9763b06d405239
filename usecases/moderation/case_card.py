"""The card of a case as staff see it."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from conversation.parsing import own_contact
from domain.case import Case, Decision, Outcome, Priority, why_not_given
from domain.core.errors import Attempt, NotFound
from domain.identity import ContactRequest
from domain.network.people import Person, Role, Verb, may, overlooks, role_in
from domain.removals.removal import Removal
from domain.report import Report
from domain.reported_accounts.records import AccountRecord
from domain.status import OPEN, Status
from storage.case_files import answers, orders
from storage.cases import decisions, messages, referrals, reviewers, transfers
from storage.engine.database import Tx
from storage.evidence import attachments, evidence_reading
from storage.identity import identities
from storage.misuse import sanctions
from storage.network import people
from storage.queues import undelivered
from storage.removals import removals
from storage.reported_accounts import account_measures, account_records, case_accounts
from storage.reporting import reporter_links, reports, targets
from usecases.cases import merging
from usecases.cases.decided_before import DECIDABLE
from usecases.core import authority, identifying
from usecases.core.request import Request
from usecases.core.views import Card, ReportView, RequestView
from usecases.identity.contact_requests import view as request_view
from usecases.misuse import sanction_decisions
from usecases.moderation import actions, macros, transitions
from usecases.notify import receipts

MOST_REPORTS = 40  # reports that are loaded, even for the full view
SHOWN_MESSAGES = 6  # so that the card fits one message; the journal has the rest


def card(req: Request, case: Case, note: str = "") -> Card:
    """A case as this person sees it; NotFound for those who may not read it."""
    if not overlooks(req.actor, case.unit, req.profile.by_code):
        # A case that this person may not read gets the same answer as one that does not exist.
        raise NotFound("case-unknown", Attempt(Verb.READ, case.unit, case.id))
    case, holder = _held(req, case)
    recent = messages.last(req.tx, case.id, limit=SHOWN_MESSAGES)
    found = read(req.tx, case, recent)
    written = _written(req.tx, case, found, recent)
    recent = written.recent
    unread = reports.count(req.tx, case.id) - len(found)
    requests = identities.of_case(req.tx, case.id)
    own = bool(reviewers.reported(req.tx, case.id, (req.actor.who,)))
    wanted = {request.report_id: request for request in requests}  # the latest of each
    misused = sanction_decisions.of_case(req, case)
    decision = decisions.latest(req.tx, case.id)
    seen = Card(
        case=case,
        at=req.now,
        role=role_in(req.actor, case.unit, req.profile.by_code),
        moves=transitions.open_to(req, case),
        deeds=actions.open_to(req, case),
        own=own,
        **_hand_over(req, case, own=own),
        reports=tuple(
            ReportView(
                report=report,
                text=written.texts[report.id],
                targets=written.places[report.id],
                has_contact=report.id in written.guarded,
                reachable=_is_reachable(req.tx, report.id),
                reached=undelivered.newest(req.tx, report.id),
                has_account=reporter_links.reporter(req.tx, report.id) is not None,
                wanted=wanted.get(report.id),
                edits=written.edits_of(report.id, None),
                misused=misused.get(report.id),
            )
            for report in found
        ),
        evidence=evidence_reading.of_case(req.tx, case.id),
        messages=recent,
        decision=decision,
        assignee=holder,
        is_mine=case.assignee == req.actor.who,
        way=transfers.of_case(req.tx, case.id),
        names=_names(req.tx, recent, decision),
        edits={each.id: written.edits_of(each.report_id, each.id) for each in recent},
        reached={msg.id: receipts.of_message(req.tx, msg, found) for msg in recent if not unread},
        enclosed=attachments.of_case(req.tx, case.id),
        joins=merging.seen(req, case),
        unread=unread,
        note=note,
        pauses=sanctions.to_judge(req.tx, case.id, req.now),
        has_macros=case.status in DECIDABLE and bool(macros.of_case(req, case)),
        showable=() if own else _showable(req, requests),
        removals=_removals(req.tx, case),
        accounts=_accounts(req, case),
        **_measure(req, decision),
        **_referred(req, case, own=own),
    )
    return _purged_card(seen) if case.status is Status.PURGED else seen


class _Written(Struct, frozen=True, kw_only=True):
    """What reporters wrote, by the row id of the report; `guarded` are those with a contact.

    `edits` are newer versions of it, the oldest first.
    """

    guarded: frozenset[int]
    texts: dict[int, str]
    places: dict[int, tuple[targets.Target, ...]]
    recent: tuple[messages.Message, ...]
    edits: tuple[messages.Message, ...]

    def edits_of(self, report_id: int | None, row: int | None) -> tuple[messages.Message, ...]:
        """The newer versions of a message of a report, by its row id; None: the report's own."""
        return tuple(
            each for each in self.edits if (each.report_id, each.version_of) == (report_id, row)
        )


def _written(
    tx: Tx, case: Case, found: tuple[Report, ...], recent: tuple[messages.Message, ...]
) -> _Written:
    """What reporters wrote, without the contacts that they left: a custodian guards these.

    In a danger to life it stays as it was written: a number in it may save somebody.
    """
    whole = _Written(
        guarded=frozenset(each.id for each in found if reporter_links.has_contact(tx, each.id)),
        texts={each.id: reports.text_of(tx, each.id) for each in found},
        places={each.id: targets.of_report(tx, each.id) for each in found},
        recent=recent,
        edits=messages.edits(tx, case.id, [each.id for each in found]),
    )
    if case.priority is Priority.DANGER or not whole.guarded:
        return whole
    # Also what a person left with another report.
    own = identifying.of_reports(tx, [report.id for report in found])

    def left(report: int | None, text: str) -> str:
        if report not in own or not text:
            return text
        return identifying.LEFT_OUT.join(own_contact.pieces(text, own[report]))

    def without(each: messages.Message) -> messages.Message:
        earlier = each.earlier and left(each.report_id, each.earlier)
        return replace(each, text=left(each.report_id, each.text), earlier=earlier)

    return replace(
        whole,
        texts={report: left(report, text) for report, text in whole.texts.items()},
        places={
            report: tuple(
                each if each.normalised else replace(each, raw=left(report, each.raw))
                for each in places
            )
            for report, places in whole.places.items()
        },
        recent=tuple(
            without(each) if each.kind in messages.FROM_REPORTER else each for each in recent
        ),
        edits=tuple(map(without, whole.edits)),
    )


def _held(req: Request, case: Case) -> tuple[Case, Person | None]:
    """The case and who has it; nobody if they may no longer work on it."""
    holder = people.get(req.tx, case.assignee, req.now) if case.assignee else None
    works = holder and role_in(holder, case.unit, req.profile.by_code) >= Role.MODERATOR
    if works or case.status not in OPEN:
        return case, holder
    return replace(case, assignee=None), None  # the clock gives it back


def _hand_over(req: Request, case: Case, *, own: bool) -> dict[str, Any]:
    """Whether this person may take the case, give it to a colleague, or give it back."""
    acts = not why_not_given(case) and not own
    return {
        "can_take": acts and case.assignee != req.actor.who and authority.may_have(req, case),
        "can_assign": acts and authority.may_hand_over(req, case),
        "can_give_back": acts and case.assignee is not None and authority.may_hand_over(req, case),
    }


def _removals(tx: Tx, case: Case) -> tuple[Removal, ...]:
    """The removal requests of a case; without a first action nothing was asked for."""
    return removals.of_case(tx, case.id) if case.first_action_at is not None else ()


def _accounts(req: Request, case: Case) -> tuple[AccountRecord, ...]:
    return account_records.of_case(req.tx, case, req.now) if case.accounts else ()


def _measure(req: Request, decision: Decision | None) -> dict[str, Any]:
    """The measure of a decision whose result is one, and whom it is against if not all."""
    if decision is None or decision.result != Outcome.ACCOUNT_MEASURE:
        return {}
    found = account_measures.of_decision(req.tx, decision.id)
    row = found.account if found is not None else None
    named = case_accounts.get(req.tx, row) if row is not None else None
    return {"measure": found, "measured": named.account if named is not None else None}


def _referred(req: Request, case: Case, *, own: bool) -> dict[str, Any]:
    """The fields of a card about its referral; none where the case was not referred."""
    referral = referrals.latest(req.tx, case.id)
    if referral is None:
        return {}
    able = may(req.actor, Verb.CASE_FILE, case.unit, req.profile.by_code) and not own
    order = orders.latest(req.tx, case.id)
    return {
        "referral": referral,
        "may_order_file": able,
        "file_order": order,
        "authority_answer": answers.latest(req.tx, case.id),
    }


def _showable(req: Request, requests: tuple[ContactRequest, ...]) -> tuple[RequestView, ...]:
    """Those of these requests whose contact this person may see now."""
    own = (each for each in requests if each.asked_by == req.actor.who)
    return tuple(view for view in (request_view(req, each) for each in own) if view.may_show)


def read(tx: Tx, case: Case, recent: tuple[messages.Message, ...]) -> tuple[Report, ...]:
    """The first reports of a case, and those of its latest messages.

    Bounded, so that the card of a case with thousands of reports loads as fast as any other.
    """
    found = reports.of_case(tx, case.id, most=MOST_REPORTS)
    first_ids = {report.id for report in found}
    others = sorted({each.report_id for each in recent if each.report_id} - first_ids)
    return (*found, *(report for each in others if (report := reports.get(tx, each))))


def _purged_card(card: Card) -> Card:
    """The card of a purged case: only the data of the case itself."""
    return replace(
        card,
        accounts=(),
        measure=None,
        measured=None,
        reports=(),
        unread=0,
        evidence=(),
        messages=(),
        edits={},
        decision=None,
        way=(),
        referral=None,
        removals=(),
        authority_answer=None,
    )


def _names(
    tx: Tx, recent: tuple[messages.Message, ...], decision: Decision | None
) -> dict[str, str]:
    """The names of the colleagues who wrote or decided; reporters appear by alias only."""
    authors = {each.author for each in recent if each.kind not in messages.FROM_REPORTER}
    if decision is not None:
        authors |= {decision.decided_by, decision.confirmed_by or ""}
    found = (people.get(tx, who) for who in sorted(authors - {""}))
    return {each.who: each.name for each in found if each is not None and each.name}


def _is_reachable(tx: Tx, report_id: int) -> bool:
    who = reporter_links.reporter(tx, report_id)
    return who is not None and people.address(tx, who) is not None


def card_or_none(req: Request, case: Case, note: str = "") -> Card | None:
    """The card, or None where the person has lost the role since the notice was queued."""
    try:
        return card(req, case, note)
    except NotFound:
        return None
