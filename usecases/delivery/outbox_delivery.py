"""Notices from the outbox: claim them with what they need to be sent, and settle them."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from domain.case import Case
from domain.notices.contact_notices import IdentityNotice, WipeNotice
from domain.notices.notice import Notice, Unreadable
from domain.notices.reporter_notices import (
    FilesNotice,
    FingerprintsNotice,
    ReceiptNotice,
    ReporterNotice,
    StatusCardNotice,
)
from domain.notices.staff_notices import BroadcastCardNotice
from domain.profile import Profile
from domain.report import Evidence, Report
from storage.broadcasts import broadcasts
from storage.cases import cases
from storage.engine.database import Tx
from storage.evidence import attachments
from storage.network import people, units
from storage.queues import outbox_claims, undelivered
from storage.queues.outbox import NoticeState, Owed, Rank, Way
from storage.queues.outbox_claims import Claimed
from storage.reporting import reporter_links, reports, told_messages
from usecases.core import proof
from usecases.core.outcomes import Proof
from usecases.core.request import Request
from usecases.delivery import digest_facts, notice_facts
from usecases.delivery.card_facts import PrivateCardFacts
from usecases.delivery.digest_facts import DigestFacts
from usecases.delivery.notice_facts import Addressee, ContactFacts, GroupCardFacts, NoticeFacts
from usecases.identity import contacts
from usecases.network import leaving
from usecases.notify import entitlement, filing_notices, group_messages, receipts, staff_cards
from usecases.notify.staff_cards import ShownCard
from usecases.reporting import standing as reporting_standing
from usecases.reporting.standing import Standing

MOST_UNKNOWNS = 3  # times in all that a notice is sent while no answer says whether it arrived


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts(NoticeFacts):
    """For a reporter: the state of the report."""

    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofFacts(ReportFacts):
    """The query code, and the fingerprints of the files.

    `edits` is the receipt, if it is to show that the files are stored.
    """

    code: str
    proof: Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesFacts(ReportFacts):
    """Files to send, each with its name in the store.

    `through` counts the files already handled; `unsent` are the positions of those that Telegram
    refused.
    """

    files: tuple[tuple[Evidence, str], ...]
    through: int
    unsent: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One notice to send: chat, language, and the facts to render it.

    `chat` is None where the recipient can no longer be reached. `facts` is None where there is
    nothing left to say, or the notice is `Unreadable`. `withheld`: the recipient has lost the role
    since.
    """

    claimed: Claimed
    chat: int | None
    locale: str
    facts: NoticeFacts | None = None
    withheld: bool = False

    @property
    def owed(self) -> Owed:
        """The row of the outbox."""
        return self.claimed.owed

    @property
    def notice(self) -> Notice:
        """The content of the notice."""
        return self.claimed.owed.notice

    @property
    def kind(self) -> str:
        """The kind of the notice."""
        return self.notice.kind

    @property
    def edits_card(self) -> bool:
        """Whether it edits the card of a case in a private chat of staff."""
        return isinstance(self.facts, PrivateCardFacts)

    @property
    def makes_copies(self) -> bool:
        """Whether a second call would leave a second message: none does that edits or deletes."""
        edits = self.facts is not None and self.facts.edits is not None
        return not edits and not isinstance(self.notice, WipeNotice)


def claim(req: Request, *, limit: int, lease: int) -> tuple[Delivery, ...]:
    """Claim due notices; other couriers do not see them for `lease` seconds."""
    claimed = outbox_claims.claim_due(req.tx, req.now, limit=limit, lease=lease)
    return tuple(_delivery(req, each) for each in claimed if not _is_given_up(req, each))


def most_unknowns(owed: Owed) -> int:
    """How many times in all a notice is sent while no answer says whether it arrived."""
    once = isinstance(owed.notice, IdentityNotice) or owed.rank is Rank.BROADCAST
    return 1 if once else MOST_UNKNOWNS


def _is_given_up(req: Request, claimed: Claimed) -> bool:
    """Settle a notice as uncertain whose last try was made by a process that died since."""
    if contacts.was_lost(req, claimed):
        return True
    if claimed.unknowns < most_unknowns(claimed.owed):
        return False
    receipts.settle(req, claimed, NoticeState.UNCERTAIN)
    return True


def count_try(req: Request, delivery: Delivery) -> bool:
    """Count a try right before its call; False if the notice need not be sent any more."""
    return outbox_claims.count_try(req.tx, delivery.claimed)


def reclaim(req: Request) -> int:
    """No courier is sending: make claimed notices due again at once. Returns how many."""
    return outbox_claims.reclaim(req.tx, req.now, way=Way.CHAT)


def _delivery(req: Request, claimed: Claimed) -> Delivery:
    owed = claimed.owed
    person = people.get(req.tx, owed.recipient, req.now) if owed.recipient else None
    chat, locale = _chat(req, owed), person.locale if person else req.profile.locales[0]
    if isinstance(owed.notice, Unreadable):
        return Delivery(claimed=claimed, chat=chat, locale=locale)
    case = cases.get(req.tx, owed.case_id) if owed.case_id is not None else None
    guarded = person is not None and owed.notice.guarded
    if guarded and not entitlement.may_hear(req.acting_as(person), owed, case):
        return Delivery(claimed=claimed, chat=chat, locale=locale, withheld=True)
    reader = Addressee(req=req, owed=owed, person=person, case=case)
    facts = notice_facts.load(owed.notice, reader)
    return Delivery(claimed=claimed, chat=chat, locale=locale, facts=facts)


def _chat(req: Request, owed: Owed) -> int | None:
    if owed.recipient:
        return people.address(req.tx, owed.recipient)
    if owed.unit and leaving.may_show(req, owed.unit):
        return units.group_of(req.tx, owed.unit)
    return None


def sent(
    req: Request,
    delivery: Delivery,
    message_id: int | None,
    card: ShownCard | None = None,
) -> None:
    """The notice arrived: settle it. A card's message id is stored, to be edited next time.

    `card`: the card of a case that it shows to a member of staff.
    """
    state = (
        NoticeState.UNREACHABLE if delivery.withheld else NoticeState.SENT
    )  # nobody was notified
    outbox_claims.settle(req.tx, delivery.claimed, state, req.now)
    owed, notice, facts = delivery.owed, delivery.notice, delivery.facts
    if message_id is not None and owed.recipient and owed.report_id is not None:
        told_messages.keep(req.tx, owed.recipient, message_id, owed.report_id, req.now)
    if notice.kind not in undelivered.RECEIPTS:  # that one has arrived is no news to staff
        staff_cards.follow_news(req, owed)
    if owed.recipient:
        _shown_to_staff(req, owed.recipient, facts, message_id, card)
    if isinstance(facts, GroupCardFacts):
        _card_sent(req, delivery, facts, message_id)
    elif isinstance(facts, DigestFacts):
        digest_facts.sent(req, owed.recipient or "", facts, shown=message_id is not None)
    elif message_id is None:
        return
    elif isinstance(notice, BroadcastCardNotice):
        broadcasts.show_in(req.tx, notice.broadcast, owed.recipient or "", message_id)
    elif isinstance(facts, ContactFacts) and facts.contact:
        contacts.owe_wipe(req, delivery.claimed, message_id)
    elif isinstance(notice, StatusCardNotice) and owed.report_id is not None:
        reporter_links.set_card_message(req.tx, owed.report_id, message_id)


def _shown_to_staff(
    req: Request,
    who: str,
    facts: NoticeFacts | None,
    message_id: int | None,
    card: ShownCard | None,
) -> None:
    """Store what card of a case a message in a private chat shows now."""
    if isinstance(facts, PrivateCardFacts):
        staff_cards.refreshed(req, who, facts.edits or 0, card)
    elif card is not None and message_id is not None:
        staff_cards.store(req, who, message_id, card)


def _card_sent(
    req: Request, delivery: Delivery, facts: GroupCardFacts, message_id: int | None
) -> None:
    """A card in a group was sent; ignored if the unit has another group by now."""
    case, unit = facts.case, facts.unit
    if units.group_of(req.tx, unit) == delivery.chat:
        group_messages.shown(req, case, unit, message_id, leaves=facts.leaves)


def came_through(
    req: Request, delivery: Delivery, through: int, unsent: Sequence[int], *, lease: int
) -> None:
    """Store that `through` of its files are handled, so that a retry does not send them again.

    `unsent` are the positions of those that Telegram refused.
    """
    notice = delivery.notice
    if isinstance(notice, FilesNotice):
        amended = replace(notice, through=through, unsent=tuple(unsent))
        outbox_claims.amend(req.tx, delivery.claimed, amended, req.now + lease)


def next_due(tx: Tx) -> int | None:
    """When the next notice is due, unix seconds; None if none is queued."""
    return outbox_claims.next_due(tx)


# Facts of notices to reporters.


def _standing(to: Addressee) -> tuple[Report, Standing] | None:
    report = reports.get(to.req.tx, to.owed.report_id) if to.owed.report_id is not None else None
    if report is None:
        return None
    return report, reporting_standing.standing(to.req, report, own=True)


@notice_facts.load.register
def _of_report(_: ReporterNotice, to: Addressee) -> ReportFacts | None:
    found = _standing(to)
    return ReportFacts(standing=found[1]) if found else None


@notice_facts.load.register
def _status_card(_: StatusCardNotice, to: Addressee) -> ReportFacts | None:
    found = _standing(to)
    if found is None:
        return None
    edits = reporter_links.card_message(to.req.tx, found[0].id)
    return ReportFacts(standing=found[1], edits=edits)


@notice_facts.load.register
def _proof(notice: ReceiptNotice | FingerprintsNotice, to: Addressee) -> ProofFacts | None:
    found = _standing(to)
    if found is None:
        return None
    tx, report_id = to.req.tx, found[0].id
    files = proof.of_files(tx, report_id)
    filed = isinstance(notice, FingerprintsNotice) and notice.filed
    edits = None
    if filed and not files.refused and to.owed.recipient:
        edits = filing_notices.receipt_message(to.req, to.owed.recipient, report_id)
    code = reports.code_of(tx, report_id)
    return ProofFacts(standing=found[1], code=code, proof=files, edits=edits)


def _files_pass(profile: Profile, case: Case) -> bool:
    return profile.taxonomy.files_allowed(case.category, case.subcategory)


@notice_facts.load.register
def _files(notice: FilesNotice, to: Addressee) -> FilesFacts | None:
    found = _standing(to)
    if found is None or to.case is None or not _files_pass(to.req.profile, to.case):
        return None
    files = attachments.of_message(to.req.tx, notice.row)
    return FilesFacts(standing=found[1], files=files, through=notice.through, unsent=notice.unsent)
