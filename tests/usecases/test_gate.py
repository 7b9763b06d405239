"""Nothing that time alone erases goes while the clock is in doubt; a new job waits by default."""

import pytest
from msgspec.structs import replace
from sqlalchemy import select, text

from domain.broadcast import State
from domain.status import Status
from storage import broadcasts, cases, inbox, said, suggestions
from storage.files import Files
from storage.inbox import Arrival
from storage.public_tables import META
from tests.storage.test_broadcasts import filled, met
from tests.storage.test_suggestions import filed
from tests.support.life import CITIZEN, NOON, Life
from tests.support.statements import heard
from tests.usecases.test_retention import keeps, refused
from usecases import (
    archiving,
    broadcast_sending,
    dialogue,
    forgetting,
    gate,
    retention,
    suggesting,
    upkeep,
)

DAY = 24 * 3600
ERASING = (
    archiving.put_away,
    archiving.purge,
    upkeep.discard_drafts,
    suggesting.forget,
    broadcast_sending.forget,
    upkeep.forget_updates,
)


@pytest.fixture
async def life(db, profile, tmp_path):
    """Something of each kind that is long past its time."""
    life = Life(db, profile)
    life.store = Files(f"file:{tmp_path}/evidence")
    await life.cast()
    for number in range(2):
        await refused(life, number)
    await life.does(CITIZEN, dialogue.start, fresh=True)
    idea = await filed(db)
    await db.run(suggestions.answer, idea.id, "yes", by="wu" * 16, now=NOON)
    await met(db, 101, 102)
    number, _ = await filled(db)
    found = await db.run(broadcasts.get, number)
    await db.run(broadcasts.change, found, state=State.STOPPED, ended_at=NOON)
    await db.run(inbox.store, 1, [Arrival(update_id=1, lane="a", body=b"{}")], NOON)
    await db.run(inbox.acted, 1, 1)
    await db.run(said.keep, "w" * 32, 5, draft_id="d" * 32, step="words", text="x", now=NOON)

    def archived(tx):
        case = cases.get(tx, 1)
        cases.change(tx, 1, seen=case.version, status=Status.ARCHIVED)

    await db.run(archived)
    life.at = NOON + 3650 * DAY
    return life


def everything(tx):
    """All rows of all tables."""
    return {
        table.name: sorted(map(repr, tx.execute(select(table)).all()))
        for table in META.sorted_tables
    }


def done(tx, job, scene):
    """How much a job did, and what it said to the database."""
    with heard(tx) as (listening, said_to_it):
        return job(listening, scene), [words for words, _ in said_to_it]


def test_every_job_that_lets_something_go_stands_behind_the_gate():
    assert set(retention.JOBS) == set(ERASING)
    assert {job for job in upkeep.JOBS if gate.is_erasing(job)} == set(ERASING)


def test_a_new_job_of_the_clock_waits_for_a_trusted_clock_unless_it_is_named(profile):
    doubtful = Life(None, profile, trusted=False).scene

    def a_new_one(_tx, _scene):
        raise AssertionError

    assert not upkeep.may_run(a_new_one, doubtful)
    assert upkeep.may_run(a_new_one, replace(doubtful, clock_trusted=True))
    assert not any(gate.is_erasing(job) for job in upkeep.AT_ANY_TIME)


@pytest.mark.parametrize("job", ERASING, ids=lambda job: f"{job.__module__}.{job.__name__}")
async def test_it_does_nothing_by_a_doubtful_clock_and_its_work_by_a_trusted_one(life, job):
    before = await life.db.run(everything)
    life.trusted = False
    found, said_to_it = await life.db.run(done, job, life.scene)
    assert (found, said_to_it) == (0, [])
    assert await life.db.run(everything) == before

    life.trusted = True
    await life.db.run(job, life.scene)
    assert await life.db.run(everything) != before


async def test_no_job_whatever_deletes_a_row_or_a_word_by_a_doubtful_clock(life):
    life.trusted = False
    for job in upkeep.JOBS:
        _, said_to_it = await life.db.run(done, job, life.scene)
        assert not [each for each in said_to_it if each.lstrip().upper().startswith("DELETE")], job
        assert not [each for each in said_to_it if "sealed=" in each.replace(" ", "")], job


async def test_by_a_doubtful_clock_a_sweep_leaves_every_row_as_it_is(life):
    before = await life.db.run(everything)
    life.trusted = False
    await life.db.run(upkeep.sweep, life.scene)
    after = await life.db.run(everything)
    assert {name for name in after if after[name] != before[name]} == set()


async def test_nobody_gets_rid_of_a_pause_by_a_clock_that_is_ahead(life):
    who = (await life.does(CITIZEN, forgetting.my_data)).person.who
    pause = text("UPDATE people SET paused_until = :until WHERE who = :who")
    values = {"until": NOON + DAY, "who": who}
    await life.db.run(lambda tx: tx.sql.execute(pause, values) and None)
    life.trusted = False
    forgotten = await life.does(CITIZEN, forgetting.forget)
    assert forgotten.paused_until == NOON + DAY

    life.trusted = True
    assert (await life.does(CITIZEN, forgetting.forget)).paused_until is None


async def test_what_is_kept_goes_on_being_found(life):
    """The fixture is no empty one: by a trusted clock all of it goes."""
    await keeps(life, await life.files(), b"one more")
    await retention.apply(life.db, life.scene)
    due = await life.db.read(retention.due, life.scene)
    assert due["cases to empty"] == due["updates to drop"] == due["forms to drop"] == 0
