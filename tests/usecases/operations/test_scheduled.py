"""Scheduled jobs: reporters are reminded of a question, and forms that nobody finished expire."""

import pytest
from sqlalchemy import select

from conversation.form import Given
from domain.network.people import Verb
from storage.engine import tables
from tests.support.life import CITIZEN, MODERATOR, STRANGER, Life
from usecases.cases import deadlines
from usecases.dialogs import dialogs
from usecases.moderation import casework
from usecases.operations import scheduled
from usecases.reporting import edits, forms
from usecases.session import by_system

DAY = 24 * 3600


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile, trusted=True)
    await life.cast()
    return life


async def runs(life, job):
    await life.db.run(by_system, life.conditions, job)


async def asks(life, filed):
    """The office asks the reporter something."""
    card = await life.does(MODERATOR, casework.card, filed.report.case_id)
    return await life.moves(MODERATOR, card, Verb.ASK, question="which account?")


async def reminded(life):
    """The reports whose reporter got a reminder, one for each."""
    outbox = tables.outbox.c
    rows = select(outbox.report_id).where(outbox.kind == "question_reminder")
    rows = rows.order_by(outbox.report_id)
    return await life.db.run(lambda tx: tx.execute(rows).scalars().all())


async def test_every_reporter_is_reminded_however_many_questions_are_open(life, monkeypatch):
    monkeypatch.setattr(deadlines, "BATCH", 1)
    filed = []
    for account in (CITIZEN, STRANGER):
        filed.append(await life.files(account))
        await asks(life, filed[-1])
    life.at += 8 * DAY
    for _ in range(3):
        await runs(life, deadlines.remind_of_questions)
    assert await reminded(life) == [each.report.id for each in filed]


async def test_a_reporter_is_reminded_once_though_the_case_is_changed_afterwards(life):
    filed = await life.files(CITIZEN)
    await asks(life, filed)
    life.at += 8 * DAY
    await runs(life, deadlines.remind_of_questions)
    card = await life.does(MODERATOR, casework.card, filed.report.case_id)
    await life.moves(MODERATOR, card, Verb.TELL, text="please look at our question")
    await runs(life, deadlines.remind_of_questions)
    assert await reminded(life) == [filed.report.id]


# Forms that nobody finished.


async def test_an_expired_draft_leaves_no_trace_of_its_messages(life):
    await life.does(CITIZEN, forms.start)
    await life.does(CITIZEN, dialogs.answer, Given(text="a story that has no end", message_id=70))
    life.at += life.profile.clocks.draft_days * DAY + 1
    await runs(life, scheduled.discard_drafts)
    edited = await life.does(CITIZEN, edits.edit, Given(text="another end", message_id=70))
    assert edited.note == "edited-unknown"


async def test_an_old_draft_that_was_just_cancelled_can_still_be_restored(life):
    asked = await life.does(CITIZEN, forms.start, given=Given(text="a story", message_id=70))
    life.at += life.profile.clocks.draft_days * DAY
    await life.does(CITIZEN, dialogs.cancel)
    life.at += 1
    await runs(life, scheduled.discard_drafts)
    again = await life.does(CITIZEN, dialogs.undo, asked.sheet.draft.id)
    assert again.note == "undo-done"
