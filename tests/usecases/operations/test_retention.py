"""What is past its time goes from rows, files and search; what is on hold stays; both agree."""

import os
import time

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from conversation.form import Given
from domain.network.people import Verb
from domain.report import EvidenceState
from domain.status import Status
from storage.cases import cases
from storage.engine.tables import case_hosts, targets
from storage.engine.tables import cases as case_rows
from storage.engine.tables import likenesses as marks
from storage.evidence import evidence
from storage.files.blobs import Files
from storage.reporting import reports
from tests.support.backups import keep_file
from tests.support.life import CITIZEN, LEAD, MODERATOR, NOON, Life
from usecases.evidence import fetching
from usecases.moderation import casework
from usecases.operations import retention, scheduled
from usecases.reporting import forms
from usecases.session import by_system

DAY = 24 * 3600
KEPT = 60  # days, of every category of these tests


@pytest.fixture
async def life(sqlite_db, profile, tmp_path):
    taxonomy = profile.taxonomy
    brief = tuple(replace(each, retention_days=KEPT) for each in taxonomy.categories)
    clocks = replace(profile.clocks, appeal_window_days=20)
    taxonomy = replace(taxonomy, categories=brief)
    life = Life(sqlite_db, replace(profile, taxonomy=taxonomy, clocks=clocks))
    life.store = Files(f"file:{tmp_path}/evidence")
    life.folder = tmp_path / "evidence"
    await life.cast()
    return life


async def keeps(life, filed, data):
    """A file of evidence that came with a report."""
    return await keep_file(life.db, life.store, data, filed.report.id, filed.report.case_id)


async def erases(life):
    """What `bot.delivery.fetcher` does with files that were dropped."""
    while dropped := await life.db.run(fetching.files_dropped):
        for row, (name, used) in dropped.items():
            if not used:
                await life.store.delete(name)
            await life.db.run(fetching.file_erased, row)


async def refused(life, number):
    """A report that came to nothing: not accepted, and so ended at once."""
    filed = await life.files(
        account=CITIZEN + number, link=Given(text=f"https://site{number}.example.org/shop")
    )
    await keeps(life, filed, f"picture {number}".encode())
    card = await life.does(MODERATOR, casework.card, filed.report.case_id)
    words = {"ground": "no_rule_broken", "words": "it is lawful"}
    await life.moves(MODERATOR, card, Verb.REFUSE, **words)
    return filed


async def holds(life, filed):
    card = await life.does(LEAD, casework.card, filed.report.case_id)
    await life.moves(LEAD, card, Verb.HOLD, reason="a court asked")


def left(tx):
    """The cases that something is kept of in rows, in search, and in the files' rows."""
    kept = select(evidence.evidence.c.case_id).where(
        evidence.evidence.c.state == EvidenceState.KEPT
    )
    return {
        name: set(tx.execute(statement).scalars())
        for name, statement in {
            "targets": select(targets.c.case_id),
            "hosts": select(case_hosts.c.case_id),
            "likenesses": select(marks.c.case_id),
            "files": kept,
        }.items()
    }


async def test_four_hundred_days_leave_nothing_that_is_past_its_time(life):
    filed = {}
    held = set()
    for day in range(0, 401, 10):
        life.at = NOON + day * DAY
        if day % 40 == 0 and day < 400:
            number = day // 40
            filed[day] = await refused(life, number)
            if number in {1, 4}:
                await holds(life, filed[day])
                held.add(day)
            await life.does(900 + number, forms.start, fresh=True)  # never finished
        await life.db.run(by_system, life.conditions, scheduled.sweep)
        await retention.apply(life.db, life.conditions)
        await erases(life)

    found = {day: await life.db.read(cases.get, each.report.case_id) for day, each in filed.items()}
    now = life.at
    assert {day for day, case in found.items() if case.status is not Status.PURGED} == held | {
        day for day in filed if NOON + (day + KEPT) * DAY > now
    }
    alive = {case.id for case in found.values() if case.status is not Status.PURGED}
    assert 2 < len(alive) < len(filed)
    for kind, ids in (await life.db.read(left)).items():
        assert ids == alive, kind
    gone = next(day for day in filed if found[day].status is Status.PURGED)
    assert await life.db.read(reports.text_of, filed[gone].report.id) == ""
    due = await life.db.read(by_system, life.conditions, retention.due)
    assert due.pop("cases kept by a legal hold") == 0  # a held case is not even archived
    assert due["cases to empty"] == due["forms to drop"] == due["files to erase"] == 0
    agreed = await retention.reconcile(life.db, life.store, now, remove=False)
    assert (agreed.files, agreed.orphans, agreed.missing_count) == (len(alive), 0, 0)


async def test_a_look_counts_what_would_go_and_changes_nothing(life):
    for number in range(3):
        await refused(life, number)
    await life.does(CITIZEN, forms.start, fresh=True)
    life.at += 60 * DAY
    archived = {"cases to archive": 3, "cases to empty": 0, "forms to drop": 1}
    for _ in range(2):
        seen = await life.db.read(by_system, life.conditions, retention.due)
        assert {kind: seen[kind] for kind in archived} == archived
    await retention.apply(life.db, life.conditions)
    seen = await life.db.read(by_system, life.conditions, retention.due)
    assert (seen["cases to archive"], seen["forms to drop"]) == (0, 0)
    assert seen["files to erase"] == 3  # they were emptied at once: their time was up, too
    statuses = select(case_rows.c.status)
    found = await life.db.read(lambda tx: set(tx.execute(statuses).scalars()))
    assert found == {Status.PURGED}


async def test_rows_and_files_that_do_not_agree(life):
    names = [await keeps(life, await life.files(), bytes([number])) for number in range(2)]
    for name, age in (("ab" * 16, 2 * DAY), ("cd" * 16, 60)):
        await life.store.put(name, b"nobody's")
        at = time.time() - age
        os.utime(life.folder / "jubao-files" / name, (at, at))
    await life.store.delete(names[0])
    now = int(time.time())

    looked = await retention.reconcile(life.db, life.store, now, remove=False)
    assert (looked.files, looked.orphans, looked.missing) == (3, 1, (names[0],))
    assert len(await life.store.names()) == 3

    again = await retention.reconcile(life.db, life.store, now, remove=True, by_hand=True)
    assert (again.orphans, again.erased) == (1, 1)
    assert set(await life.store.names()) == {"cd" * 16, names[1]}
