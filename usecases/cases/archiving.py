"""Archive ended cases, and purge them when their retention ends; a legal hold stops both."""

from domain import clockwork
from domain.network.people import Role, Verb
from domain.status import ENDED, Status, check_move
from storage.cases import cases, clocks, joins
from storage.identity import erasing
from usecases.cases import unjoining
from usecases.core import erasure_gate
from usecases.core.journal_notes import note_by_system
from usecases.core.request import Request
from usecases.notify import removal_news, staff_cards

BATCH = 20  # cases per run: purging one touches every table


@erasure_gate.erasing
def put_away(req: Request) -> int:
    """Row 22: archive ended cases that can no longer be appealed. Returns how many."""
    done = 0
    for status in sorted(ENDED):
        before = clockwork.ended_before(req.profile, status, req.now)
        for case in clocks.ended(req.tx, status, before, req.now, limit=BATCH):
            check_move(case.status, Verb.ARCHIVE, Role.SYSTEM)
            until = case.retain_until or clockwork.kept_until(req.profile, case)
            archived = cases.change(
                req.tx, case.id, seen=case.version, status=Status.ARCHIVED, retain_until=until
            )
            if case.first_action_at is not None:  # something was asked for
                removal_news.follow(req, case, archived)
            note_by_system(req, case, Verb.ARCHIVE, Status.ARCHIVED)
            staff_cards.follow(req, case.id)
            done += 1
    return done


@erasure_gate.erasing
def forget_joins(req: Request) -> int:
    """Delete what is known of joins that can no longer be undone."""
    joins.forget(req.tx, req.now - unjoining.UNDO_SECONDS)
    return 0


@erasure_gate.erasing
def purge(req: Request) -> int:
    """Row 22: erase the contents of cases whose retention has ended. Returns how many.

    Number, category, state and times stay.
    """
    found = clocks.to_purge(req.tx, req.now, limit=BATCH)
    for case in found:
        check_move(case.status, Verb.PURGE, Role.SYSTEM)
        erasing.contents(req.tx, case.id, req.now)
        cases.change(
            req.tx,
            case.id,
            seen=case.version,
            status=Status.PURGED,
            assignee=None,
            retain_until=None,
        )
        note_by_system(req, case, Verb.PURGE, Status.PURGED)
        staff_cards.follow(req, case.id)  # what they show is erased, too
    return len(found)
