"""Actions of staff that do not move a case: notes and the like, each with its guard."""

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from conversation.forms.account import NEW, REMOVE
from conversation.parsing.account_names import MOST_ACCOUNTS
from domain.case import Case
from domain.core.errors import Refusal
from domain.network.people import Verb, authorize, may
from domain.notices.case_notices import ReporterAddedNotice
from domain.reported_accounts.platforms import ReportedAccount
from domain.status import Status
from storage.audit import journal
from storage.cases import cases
from storage.cases import messages as message_rows
from storage.cases import reviewers as rows
from storage.network import people
from storage.reported_accounts import case_accounts
from storage.reporting import offline_reports, targets
from usecases.cases import alarms, changes, eligible_reports, messages
from usecases.cases.changes import Answers
from usecases.core import authority
from usecases.core.request import Request
from usecases.identity import contact_requests
from usecases.misuse import quarantine, sanction_decisions
from usecases.moderation import referrals
from usecases.notify import notify, staff_cards

Guard = Callable[[Request, Case], str]
OwnGuard = Callable[[Request, Case], str]


class Action(Struct, frozen=True, kw_only=True):
    """`do` carries the action out and returns the changed case.

    `guard` returns the key of a refusal if it is impossible now, `own` if not allowed to this
    person. `reason` names the answer that goes into the journal.
    """

    do: Callable[[Request, Case, Answers], Case]
    guard: Guard = lambda _req, _case: ""
    own: OwnGuard = lambda _req, _case: ""
    reason: str = ""


def _note(req: Request, case: Case, given: Answers) -> Case:
    changes.note(req, case, given["text"])
    return case


def _hold(req: Request, case: Case, __: Answers) -> Case:
    """Exclude a case from archiving and purging, for example for a court."""
    return cases.change(req.tx, case.id, seen=case.version, held_at=req.now)


def _unhold(req: Request, case: Case, ___: Answers) -> Case:
    return cases.change(req.tx, case.id, seen=case.version, held_at=None)


def _account(req: Request, case: Case, given: Answers) -> Case:
    """Name an account of the case, correct one, or take one off."""
    count, chosen = case.accounts, given.get("named") or NEW
    if chosen != NEW:
        count = case_accounts.remove(req.tx, case.id, int(chosen))
    if given.get("change") != REMOVE:
        if count >= MOST_ACCOUNTS:
            raise Refusal("account-too-many", limit=MOST_ACCOUNTS)
        account = ReportedAccount(given["platform"], given["account"])
        count = case_accounts.add_more(req.tx, case, (account,), req.now)
    return replace(case, accounts=count)


def _no_platform(req: Request, _: Case) -> str:
    return "" if req.profile.platforms.known else "refusal-no-platforms"


def _free(req: Request, case: Case) -> str:
    return "" if case.held_at is None else "refusal-held"


def _referred(_: Request, case: Case) -> str:
    return "" if case.status is Status.REFERRED else "refusal-not-referred"


def _held(req: Request, case: Case) -> str:
    return "" if case.held_at is not None else "refusal-not-held"


# Contact outside Telegram: a unit's answer, a reporter's message, reporters told by phone.


def _unit_answer(req: Request, case: Case, given: Answers) -> Case:
    """Enter the answer of a unit without staff on Telegram, and how it came."""
    message_rows.add(
        req.tx,
        message_rows.Message(
            case_id=case.id,
            kind="unit_answer",
            author=req.actor.who,
            text=given["text"],
            channel=given["channel"],
            written_at=req.now,
        ),
    )
    return case


def _has_staff(req: Request, case: Case) -> str:
    """Guard: a unit with staff here answers for itself."""
    return "entry-unit-has-staff" if people.staff_of(req.tx, (case.unit,)) else ""


def _heard(req: Request, case: Case, given: Answers) -> Case:
    """Add what a reporter without an account said by phone or wrote by mail."""
    link = eligible_reports.chosen(req, case, Verb.HEARD, given)
    row = message_rows.add(
        req.tx,
        message_rows.Message(
            case_id=case.id,
            report_id=link.report_id,
            kind="addition",
            author=journal.reporter(link.report_id),
            text=given["text"],
            written_at=req.now,
        ),
    )
    notice = ReporterAddedNotice(row=row, place=targets.newest(req.tx, case.id))
    notify.staff(req, case, notice, event=f"heard{req.now}")
    return case


def _nobody_heard(req: Request, case: Case) -> str:
    """Guard: only for reporters without an account."""
    return "" if eligible_reports.there(req, case, Verb.HEARD) else "entry-nobody-without-account"


def _told(req: Request, case: Case, ___: Answers) -> Case:
    """Record that somebody has told the reporters who could not be told here."""
    offline_reports.all_told(req.tx, case.id)
    return case


def _all_told(req: Request, case: Case) -> str:
    """Guard: only if a reporter is still to be told."""
    return "" if offline_reports.untold(req.tx, case.id) else "entry-all-told"


DEEDS: Mapping[Verb, Action] = {
    Verb.TELL: Action(do=messages.tell, guard=messages.nobody, reason="text"),
    Verb.HAVE: Action(do=alarms.have, guard=alarms.rings),
    Verb.NOTE: Action(do=_note),
    Verb.AUTHORITY_ANSWER: Action(do=referrals.answered, guard=_referred, reason="reply"),
    Verb.UNIT_ANSWER: Action(do=_unit_answer, guard=_has_staff, reason="channel"),
    Verb.HEARD: Action(do=_heard, guard=_nobody_heard),
    Verb.TOLD: Action(do=_told, guard=_all_told),
    Verb.HOLD: Action(do=_hold, guard=_free, reason="reason"),
    Verb.UNHOLD: Action(do=_unhold, guard=_held, reason="reason"),
    Verb.ASK_IDENTITY: Action(
        do=contact_requests.ask,
        guard=contact_requests.has_contact,
        own=contact_requests.may_ask,
        reason="reason",
    ),
    Verb.WARN: Action(
        do=sanction_decisions.warn,
        guard=sanction_decisions.guard(Verb.WARN, "refusal-nobody-to-warn"),
        reason="reason",
    ),
    Verb.PAUSE: Action(
        do=sanction_decisions.pause,
        guard=sanction_decisions.guard(Verb.PAUSE, "refusal-not-warned"),
        reason="reason",
    ),
    Verb.UNPAUSE: Action(
        do=sanction_decisions.unpause,
        guard=sanction_decisions.guard(Verb.UNPAUSE, "refusal-nobody-paused"),
        reason="reason",
    ),
    Verb.JUDGE_PAUSE: Action(
        do=sanction_decisions.judge,
        guard=sanction_decisions.guard(Verb.JUDGE_PAUSE, "refusal-no-pause-appeal"),
        own=sanction_decisions.may_judge,
        reason="reason",
    ),
    Verb.ACCOUNT: Action(do=_account, guard=_no_platform, reason="account"),
    Verb.RELEASE: Action(do=quarantine.release, guard=quarantine.held),
}


def check(req: Request, case: Case, verb: Verb) -> None:
    """Raise a refusal unless this person may do this to this case now."""
    authorize(req.actor, verb, case.unit, req.profile.by_code, case_id=case.id)
    authority.check_not_own(req, case)
    if case.status is Status.PURGED:
        raise Refusal("refusal-move")  # the case is purged
    if why := _stopped(req, case, verb):
        raise Refusal(why)


def do(req: Request, case: Case, verb: Verb, given: Answers) -> Case:
    """Carry out an action and write it to the journal; returns the changed case."""
    check(req, case, verb)
    deed = DEEDS[verb]
    case = changes.late_first(req, case, verb)
    changed = deed.do(req, case, given)
    changes.write(req, case, verb, changed.status, given.get(deed.reason) or "")
    staff_cards.follow(req, case.id)
    return changed


def open_to(req: Request, case: Case) -> tuple[Verb, ...]:
    """The actions open to this person: further buttons of the card."""
    if case.status is Status.PURGED or rows.reported(req.tx, case.id, (req.actor.who,)):
        return ()
    return tuple(
        verb
        for verb in DEEDS
        if may(req.actor, verb, case.unit, req.profile.by_code) and not _stopped(req, case, verb)
    )


def _stopped(req: Request, case: Case, verb: Verb) -> str:
    deed = DEEDS[verb]
    return deed.guard(req, case) or deed.own(req, case)
