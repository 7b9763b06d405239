"""Messages from an office to its reporters: a question, or an update."""

from domain import clockwork
from domain.case import Case
from domain.clockwork import referral_word
from domain.core.errors import Refusal
from domain.notices.reporter_notices import QuestionNotice, ToldNotice
from domain.status import Move, Status
from storage.cases import cases, messages, referrals
from storage.engine.database import Tx
from storage.reporting import reporter_links
from usecases.cases import changes, message_files
from usecases.cases.changes import Answers
from usecases.core.request import Request
from usecases.notify import notify


def ask(req: Request, case: Case, move: Move, given: Answers) -> Case:
    """Ask one reporter or all; the deadline is suspended until somebody who was asked answers."""
    to = _to(req.tx, case, given)
    until = clockwork.answer_until(req.profile, case, req.now)
    moved = changes.change(
        req.tx,
        case,
        move,
        came_from=case.status,
        paused_at=req.now,
        answer_until=until,
        remind_at=None,
        alarm_at=None,
        word_due_at=None,
        assignee=case.assignee or req.actor.who,
    )
    question = _words(given, "question")
    row = _write(req, case, "question", to, question)
    notify.addressed(
        req, moved, to, QuestionNotice(question=question, until=until), event=notify.of_words(row)
    )
    message_files.enclose(req, moved, given, row)
    return moved


def tell(req: Request, case: Case, given: Answers) -> Case:
    """Send a message without moving the case; on a referred case it restarts the deadline."""
    to = _to(req.tx, case, given)
    renewed = case.status is Status.REFERRED
    due = changes.new_clock(req, case, next_word(req, case)) if renewed else {}
    told = cases.change(req.tx, case.id, seen=case.version, word_due_at=None, **due)
    text = _words(given, "text")
    row = _write(req, case, "told", to, text)
    notify.addressed(req, told, to, ToldNotice(text=text), event=notify.of_words(row))
    message_files.enclose(req, told, given, row)
    return told


def next_word(req: Request, case: Case) -> int:
    """By when the reporter of a referred case must hear again, unix seconds."""
    referral = referrals.latest(req.tx, case.id)
    since = referral.referred_at if referral else case.opened_at
    return referral_word(req.profile, case, since, req.now)


def nobody(req: Request, case: Case) -> str:
    """Guard: the key of a refusal if no reporter can be written to; else empty."""
    return "" if reporter_links.writable(req.tx, case.id) else "refusal-nobody-to-write-to"


def _to(tx: Tx, case: Case, given: Answers) -> int | None:
    """The report that a form is addressed to, None for all; with only one report, that one."""
    report_ids = list(reporter_links.writable(tx, case.id))
    whom = given.get("whom") or "all"
    meant = report_ids if whom == "all" else [int(whom)]
    if not meant or not set(meant) <= set(report_ids):
        raise Refusal("refusal-nobody-to-write-to")
    return meant[0] if len(meant) == 1 else None


def _words(given: Answers, name: str) -> str:
    """The answer's text; the caption of files counts as such."""
    return "\n\n".join([*given.carried.texts, given[name]])


def _write(req: Request, case: Case, kind: str, to: int | None, text: str) -> int:
    return messages.add(
        req.tx,
        messages.Message(
            case_id=case.id,
            report_id=to,
            kind=kind,
            author=req.actor.who,
            text=text,
            written_at=req.now,
        ),
    )
