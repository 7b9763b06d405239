"""The mail to a reporter without an account: loaded when it is sent, and its result."""

from msgspec import Struct

from domain.network.people import Verb
from domain.network.units import Unit
from domain.notices.notice import Unreadable
from domain.status import Status
from storage.cases import cases
from storage.queues import outbox, outbox_claims
from storage.queues.outbox import NoticeState
from storage.queues.outbox_claims import Claimed
from storage.reporting import offline_reports, reporter_links, reports
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Request
from usecases.notify import reporter_mails


class ReporterMail(Struct, frozen=True, kw_only=True):
    """That there is news: the report's state and query code, and nothing of what was reported.

    `unit` is the one to call instead of writing to the bot. `mark` and `thread` as of the mail to a
    unit. If not `readable`, it is never sent.
    """

    claimed: Claimed
    address: str
    code: str
    tail: str
    status: Status
    locale: str
    unit: Unit | None
    mark: str
    thread: str
    at: int
    readable: bool = True
    news: str = "reporter_news"

    @property
    def addressee(self) -> str:
        """What a log may say of it."""
        return "a reporter"


def load(req: Request, claimed: Claimed) -> ReporterMail | None:
    """The mail with all of its content; settled here, and None, if it must not be sent any more."""
    report_id = claimed.owed.report_id or 0
    report = reports.get(req.tx, report_id)
    if report is None or not offline_reports.is_linkable(req.tx, report_id):
        # linked to an account meanwhile, which is told, or forgotten
        outbox_claims.settle(req.tx, claimed, NoticeState.SENT, req.now)
        return None
    to = reporter_links.contact_of(req.tx, report_id).get("email", "")
    gone = report.withdrawn_at is not None or report.status is Status.PURGED
    if not to or gone or not req.conditions.mail:
        outbox_claims.settle(req.tx, claimed, NoticeState.UNREACHABLE, req.now)
        return None
    return ReporterMail(
        claimed=claimed,
        address=to,
        code=reports.code_of(req.tx, report_id),
        tail=report.tail,
        status=report.status,
        locale=report.locale,
        unit=req.profile.unit(report.unit),
        mark=req.tx.cipher.fingerprint("mail", f"{claimed.owed.dedupe}:{claimed.fence}"),
        thread=req.tx.cipher.fingerprint("mail-thread", reporter_mails.dedupe(report_id)),
        at=req.now,
        readable=not isinstance(claimed.owed.notice, Unreadable),
    )


def sent(req: Request, mail: ReporterMail) -> None:
    """The mail server accepted it: the reporter need not be called, unless there is more news."""
    report_id, dedupe = mail.claimed.owed.report_id or 0, mail.claimed.owed.dedupe
    outbox_claims.settle(req.tx, mail.claimed, NoticeState.SENT, req.now)
    if outbox.settled_at(req.tx, dedupe) is None:
        return  # more news has come meanwhile, which waits to be mailed
    offline_reports.heard(req.tx, report_id)
    case = cases.get(req.tx, mail.claimed.owed.case_id or 0)
    note_by_system(req, case, Verb.TOLD, case.status)


def give_up(req: Request, mail: ReporterMail, state: NoticeState) -> None:
    """It could not be delivered: the card keeps its mark that the reporter is to be told."""
    outbox_claims.settle(req.tx, mail.claimed, state, req.now)
