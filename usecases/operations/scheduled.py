"""Scheduled jobs: reminders, deadlines, expiry, retention."""

from collections.abc import Mapping
from enum import StrEnum

from domain.draft import Draft
from domain.notices.case_notices import MeasureEndedNotice
from domain.notices.other_notices import DraftDiscardedNotice, DraftReminderNotice, PersonNotice
from domain.reported_accounts.records import KEPT_DAYS as ACCOUNTS_KEPT
from storage.cases import cases, ticks
from storage.network import card_places
from storage.queues import dead_updates, inbox, outbox
from storage.queues.outbox import Owed, Rank
from storage.reported_accounts import account_measures, case_accounts
from storage.reporting import drafts, message_index, told_messages
from usecases.broadcasts import sending
from usecases.cases import (
    alarms,
    archiving,
    deadlines,
    decided_before,
    holders,
    recounting,
    reviewers,
)
from usecases.core import erasure_gate
from usecases.core.erasure_gate import Job
from usecases.core.request import Conditions, Request
from usecases.delivery import mail_delivery
from usecases.dialogs import draft_lifecycle
from usecases.directory import checks
from usecases.identity import expiry
from usecases.misuse import quarantine
from usecases.network import leaving, on_call, retirement
from usecases.notify import digests, notify, staff_cards
from usecases.operations import wrong_clock
from usecases.removals import answer_times
from usecases.suggestions import suggestion_box

DAY = 24 * 3600
INBOX_KEPT = 2 * DAY  # Telegram may repeat an update for a day
SAID_KEPT = 49 * 3600  # people may edit a message for two days
TOLD_KEPT = 200 * DAY  # replies to an old message: longer than an appeal may wait
CARDS_KEPT = 90 * DAY  # an older card is brought up to date when it is pressed
BATCH = 100  # rows per job and transaction; the rest waits for the next run


def sweep(req: Request) -> None:
    """Run all scheduled jobs that may run now, a batch of each."""
    for job in JOBS:
        if may_run(job, req.conditions):
            job(req)


def may_run(job: Job, conditions: Conditions) -> bool:
    """Whether a job may run, given whether the clock is trusted."""
    return erasure_gate.passes(conditions) or job in AT_ANY_TIME


def _remind_of_drafts(req: Request) -> int:
    before = req.now - req.profile.clocks.draft_reminder_days * DAY
    found = drafts.unreminded(req.tx, "report", before, limit=BATCH)
    for draft in found:
        drafts.set_reminded(req.tx, draft.id, req.now)
        _tell(req, draft, DraftReminderNotice())
    return len(found)


@erasure_gate.erasing
def discard_drafts(req: Request) -> int:
    """Expire unfinished drafts: report drafts with a notice, other forms and ticks without.

    Returns how many.
    """
    before = req.now - req.profile.clocks.draft_days * DAY
    found = drafts.stale(req.tx, before, limit=BATCH)
    for draft in found:
        draft_lifecycle.forget(req.tx, draft)
        if draft.form == "report":
            _tell(req, draft, DraftDiscardedNotice())
    return len(found) + ticks.forget(req.tx, req.now - ticks.KEPT, limit=BATCH)


@erasure_gate.erasing
def erase_discarded_drafts(req: Request) -> int:
    """Erase cancelled drafts that can no longer be restored. Returns how many."""
    found = drafts.discarded_before(req.tx, req.now - draft_lifecycle.UNDO_SECONDS, limit=BATCH)
    for draft in found:
        draft_lifecycle.forget(req.tx, draft)
    return len(found)


def _tell(req: Request, draft: Draft, notice: PersonNotice) -> None:
    outbox.put(
        req.tx,
        Owed(
            notice=notice,
            recipient=draft.who,
            rank=Rank.NEWS,
            dedupe=f"{notice.kind}:{draft.id}",
            order_key=f"person:{draft.who}",
        ),
        req.now,
    )


def remind_of_measures(req: Request) -> int:
    """Tell a unit that a measure against an account has ended. Returns how many were due."""
    found = account_measures.over(req.tx, req.now, limit=BATCH)
    for each in found:
        account_measures.set_reminded(req.tx, each.decision_id, req.now)
        if each.stands:
            notice = MeasureEndedNotice(measure=each.taken.measure, days=each.taken.days or 0)
            case = cases.get(req.tx, each.case_id)
            notify.colleagues(req, case, notice, event=f"measure{each.decision_id}")
    return len(found)


def _end_deputies(req: Request) -> int:
    on_call.end_over(req, limit=BATCH)
    return 0


@erasure_gate.erasing
def forget_updates(req: Request) -> int:
    """Delete old updates, and data of messages that can no longer be edited."""
    inbox.purge(req.tx, req.now - INBOX_KEPT)
    dead_updates.purge(req.tx, failed_before(req))
    message_index.purge(req.tx, req.now - SAID_KEPT)
    told_messages.purge(req.tx, req.now - TOLD_KEPT)
    card_places.purge_private(req.tx, req.now - CARDS_KEPT)
    return 0


@erasure_gate.erasing
def forget_accounts(req: Request) -> int:
    """Erase the accounts of ended cases that were named more than a year ago. Returns how many."""
    found = case_accounts.past(req.tx, accounts_before(req), limit=BATCH)
    for case_id, row in found:
        case_accounts.remove(req.tx, case_id, row)
    return len(found)


def accounts_before(req: Request) -> int:
    """The account of an ended case is erased if it was named before this moment."""
    return req.now - ACCOUNTS_KEPT * DAY


def failed_before(req: Request) -> int:
    """A failed update is kept, with its content, if it came in after this moment."""
    return req.now - req.conditions.leftovers_kept_days * DAY


class Effect(StrEnum):
    """What a job does because it is a certain time, so whether a doubted clock may run it."""

    ERASES = "erases"  # something is gone for good
    PASSES = "passes"  # a deadline is found to have passed: escalated, ended, told
    TELLS = "tells"  # people are told that it is time for something
    SETS = "sets"  # deadlines or states that a later time may set again
    NO_TIME = "no_time"  # it depends on no clock, or cannot wait


EFFECTS: Mapping[Job, Effect] = {
    alarms.sound: Effect.NO_TIME,  # danger to life first; it cannot wait
    wrong_clock.go_on: Effect.SETS,  # before any deadline is found to have passed
    recounting.go_on: Effect.SETS,
    answer_times.recount_orders: Effect.SETS,
    suggestion_box.recount: Effect.SETS,
    deadlines.pass_up: Effect.PASSES,
    deadlines.remind: Effect.TELLS,
    deadlines.call_for_words: Effect.TELLS,
    answer_times.run_clock: Effect.PASSES,
    archiving.put_away: Effect.ERASES,
    archiving.purge: Effect.ERASES,
    archiving.forget_joins: Effect.ERASES,
    decided_before.tell: Effect.TELLS,
    _remind_of_drafts: Effect.TELLS,
    discard_drafts: Effect.ERASES,
    erase_discarded_drafts: Effect.ERASES,
    deadlines.remind_of_questions: Effect.TELLS,
    remind_of_measures: Effect.TELLS,
    _end_deputies: Effect.PASSES,
    leaving.look: Effect.TELLS,
    holders.look: Effect.SETS,
    reviewers.look: Effect.TELLS,
    quarantine.after_pauses: Effect.PASSES,
    quarantine.after_floods: Effect.PASSES,
    quarantine.tell: Effect.TELLS,
    expiry.lapse: Effect.PASSES,
    expiry.digest: Effect.TELLS,
    mail_delivery.give_back: Effect.NO_TIME,
    staff_cards.tell_time: Effect.TELLS,
    digests.tell: Effect.TELLS,
    checks.remind: Effect.TELLS,
    retirement.go_on: Effect.NO_TIME,
    suggestion_box.remind: Effect.TELLS,
    suggestion_box.forget: Effect.ERASES,
    sending.forget: Effect.ERASES,
    forget_accounts: Effect.ERASES,
    forget_updates: Effect.ERASES,
}
"""All scheduled jobs in their order; each is one transaction and returns how many rows it handled,
or 0. What they do decides whether they wait for a trusted clock: all but `NO_TIME` do.
"""

JOBS: tuple[Job, ...] = tuple(EFFECTS)
AT_ANY_TIME = frozenset(job for job, effect in EFFECTS.items() if effect is Effect.NO_TIME)
"""Jobs that run with a doubted clock too."""
