"""Nothing that time alone erases goes while the clock is in doubt; a new job waits by default."""

import pytest
from msgspec.structs import replace
from sqlalchemy import select, text

from domain.broadcast import BroadcastState
from domain.draft import Draft
from domain.reported_accounts.platforms import ReportedAccount
from domain.status import Status
from storage.broadcasts import broadcasts
from storage.cases import cases, joins
from storage.cases.joins import Join
from storage.engine import counters
from storage.engine.public_tables import META
from storage.files.blobs import Files
from storage.queues import inbox
from storage.queues.inbox import Arrival
from storage.reported_accounts import case_accounts
from storage.reporting import drafts, message_index
from storage.suggestions import suggestions
from tests.storage.broadcasts.test_broadcasts import filled, met
from tests.storage.suggestions.test_suggestions import filed
from tests.support.life import CITIZEN, NOON, Life
from tests.support.statements import heard
from tests.usecases.operations.test_retention import keeps, refused
from usecases.broadcasts import sending
from usecases.cases import archiving
from usecases.core import erasure_gate
from usecases.core.request import Request
from usecases.operations import retention, scheduled
from usecases.reporting import erasure, forms
from usecases.session import by_system
from usecases.suggestions import suggestion_box

DAY = 24 * 3600
ERASING = (
    archiving.put_away,
    archiving.purge,
    archiving.forget_joins,
    scheduled.discard_drafts,
    scheduled.erase_discarded_drafts,
    suggestion_box.forget,
    sending.forget,
    scheduled.forget_accounts,
    scheduled.forget_updates,
)


@pytest.fixture
async def life(db, profile, tmp_path):
    """Something of each kind that is long past its time."""
    life = Life(db, profile)
    life.store = Files(f"file:{tmp_path}/evidence")
    await life.cast()
    for number in range(2):
        await refused(life, number)
    await life.does(CITIZEN, forms.start, fresh=True)
    idea = await filed(db)
    await db.run(suggestions.answer, idea.id, "yes", by="wu" * 16, now=NOON)
    await met(db, 101, 102)
    number, _ = await filled(db)
    found = await db.run(broadcasts.get, number)
    await db.run(broadcasts.change, found, state=BroadcastState.STOPPED, ended_at=NOON)
    await db.run(inbox.store, 1, [Arrival(update_id=1, lane="a", body=b"{}")], NOON)
    await db.run(inbox.acted, 1, 1)
    await db.run(
        message_index.keep, "w" * 32, 5, draft_id="d" * 32, step="words", text="x", now=NOON
    )

    await db.run(drafts.save, Draft(id="given-up", who="w" * 32, form="report"), NOON)
    await db.run(drafts.discard, "given-up", NOON)

    def archived(tx):
        case = cases.get(tx, 1)
        cases.change(tx, 1, seen=case.version, status=Status.ARCHIVED)
        joined = {"was": {}, "target_was": {}, "became": {}}
        joins.keep(tx, Join(case_id=1, joined_at=NOON, status=Status.SUBMITTED, **joined))
        case_accounts.add_more(tx, case, [ReportedAccount("weibo", "1234567890")], NOON)

    await db.run(archived)
    life.at = NOON + 3650 * DAY
    return life


def everything(tx):
    """All rows of all tables."""
    return {
        table.name: sorted(map(repr, tx.execute(select(table)).all()))
        for table in META.sorted_tables
    }


def done(tx, job, conditions):
    """How much a job did, and what it said to the database."""
    with heard(tx) as (listening, said_to_it):
        return job(Request(listening, conditions)), [words for words, _ in said_to_it]


def test_every_job_that_lets_something_go_stands_behind_the_gate():
    assert set(retention.JOBS) == set(ERASING)
    assert {job for job in scheduled.JOBS if erasure_gate.is_erasing(job)} == set(ERASING)
    erases = scheduled.Effect.ERASES
    assert {job for job, effect in scheduled.EFFECTS.items() if effect is erases} == set(ERASING)


def test_every_job_of_the_clock_is_classified_and_only_what_needs_no_clock_runs_without(profile):
    doubtful = Life(None, profile, trusted=False).conditions
    waits = {job for job in scheduled.JOBS if not scheduled.may_run(job, doubtful)}
    free = {"sound", "give_back", "go_on"}
    assert {job.__name__ for job in set(scheduled.JOBS) - waits} == free
    assert {scheduled.EFFECTS[job] for job in waits} == set(scheduled.Effect) - {
        scheduled.Effect.NO_TIME
    }


def test_a_new_job_of_the_clock_waits_for_a_trusted_clock_unless_it_is_named(profile):
    doubtful = Life(None, profile, trusted=False).conditions

    def a_new_one(_req):
        raise AssertionError

    assert not scheduled.may_run(a_new_one, doubtful)
    assert scheduled.may_run(a_new_one, replace(doubtful, clock_trusted=True))
    assert not any(erasure_gate.is_erasing(job) for job in scheduled.AT_ANY_TIME)


@pytest.mark.parametrize("job", ERASING, ids=lambda job: f"{job.__module__}.{job.__name__}")
async def test_it_does_nothing_by_a_doubtful_clock_and_its_work_by_a_trusted_one(life, job):
    before = await life.db.run(everything)
    life.trusted = False
    found, said_to_it = await life.db.run(done, job, life.conditions)
    assert (found, said_to_it) == (0, [])
    assert await life.db.run(everything) == before

    life.trusted = True
    await life.db.run(by_system, life.conditions, job)
    assert await life.db.run(everything) != before


async def test_nothing_is_erased_while_times_of_a_wrong_clock_are_to_be_set_anew(life):
    await life.db.run(counters.put, "wrong:from", 1)
    before = await life.db.run(everything)
    for job in ERASING:
        assert await life.db.run(by_system, life.conditions, job) == 0
    assert await life.db.run(everything) == before


async def test_no_job_whatever_deletes_a_row_or_a_word_by_a_doubtful_clock(life):
    life.trusted = False
    for job in scheduled.JOBS:
        _, said_to_it = await life.db.run(done, job, life.conditions)
        assert not [each for each in said_to_it if each.lstrip().upper().startswith("DELETE")], job
        assert not [each for each in said_to_it if "sealed=" in each.replace(" ", "")], job


async def test_by_a_doubtful_clock_a_sweep_leaves_every_row_as_it_is(life):
    before = await life.db.run(everything)
    life.trusted = False
    await life.db.run(by_system, life.conditions, scheduled.sweep)
    after = await life.db.run(everything)
    assert {name for name in after if after[name] != before[name]} == set()


async def test_nobody_gets_rid_of_a_pause_by_a_clock_that_is_ahead(life):
    who = (await life.does(CITIZEN, erasure.my_data)).person.who
    pause = text("UPDATE people SET paused_until = :until WHERE who = :who")
    values = {"until": NOON + DAY, "who": who}
    await life.db.run(lambda tx: tx.sql.execute(pause, values) and None)
    life.trusted = False
    forgotten = await life.does(CITIZEN, erasure.forget)
    assert forgotten.paused_until == NOON + DAY

    life.trusted = True
    assert (await life.does(CITIZEN, erasure.forget)).paused_until is None


async def test_forgetting_leaves_nothing_that_a_clock_ahead_has_dated_later(life):
    """The clock was an hour ahead, and has been set right since."""
    who = (await life.does(CITIZEN, erasure.my_data)).person.who
    ahead = text("UPDATE drafts SET started_at = :later WHERE who = :who")
    values = {"later": life.at + 3600, "who": who}
    await life.db.run(lambda tx: tx.sql.execute(ahead, values) and None)
    assert await life.db.run(drafts.count, who) > 0

    await life.does(CITIZEN, erasure.forget)

    assert await life.db.run(drafts.count, who) == 0


async def test_what_is_kept_goes_on_being_found(life):
    """The fixture is no empty one: by a trusted clock all of it goes."""
    await keeps(life, await life.files(), b"one more")
    await retention.apply(life.db, life.conditions)
    due = await life.db.read(by_system, life.conditions, retention.due)
    assert due["cases to empty"] == due["updates to drop"] == due["forms to drop"] == 0
