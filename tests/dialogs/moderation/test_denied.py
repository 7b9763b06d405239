"""Who tries what they have no authority for is refused, and the journal keeps that they tried."""

import pytest
from sqlalchemy import select

from domain.network.people import Role
from handlers.moderation.callbacks import MoveCase, ReadCase, ShowEvidence
from storage.audit import journal
from storage.engine.tables import journal as rows
from tests.dialogs.moderation.test_casework import files
from usecases.session import DENIED_AN_HOUR


async def denied(world):
    """What was denied: who, unit, what, case."""
    statement = select(rows.c.who, rows.c.unit, rows.c.to, rows.c.case_id).order_by(rows.c.id)
    return await world.db.read(
        lambda tx: [tuple(row) for row in tx.execute(statement.where(rows.c.verb == "denied"))]
    )


@pytest.fixture
async def stranger(world):
    """A moderator of another city."""
    return await world.staff("Zhao", Role.MODERATOR, unit="hengyang")


async def test_another_unit_s_case_is_not_read_and_that_it_was_tried_is_written(
    world, citizen, moderator, stranger
):
    case = await files(world, citizen)
    message = stranger.last["message_id"]

    await stranger.says(f"/case {case.number}")
    await stranger.presses(message, ReadCase(case.id).pack())
    await stranger.presses(message, ShowEvidence(case.id).pack())
    await stranger.presses(message, MoveCase(case.id, "take", case.version).pack())

    found = await denied(world)
    assert [(unit, what, case_id) for _, unit, what, case_id in found] == [
        (case.unit, "read", case.id),
        (case.unit, "read", case.id),
        (case.unit, "open_evidence", case.id),
        (case.unit, "take", case.id),
    ]
    assert len({who for who, *_ in found}) == 1
    assert await world.db.read(journal.first_break, case.id) is None


async def test_exports_that_are_refused_are_written_and_a_citizen_has_no_name_there(
    world, citizen, moderator
):
    await moderator.says("/export")
    await citizen.says("/export")
    (staff, *_), (outsider, *_) = await denied(world)
    assert outsider == journal.OUTSIDER
    assert len(staff) == 32


async def test_who_tries_for_ever_does_not_fill_the_journal(world, moderator):
    for _ in range(DENIED_AN_HOUR + 5):
        await moderator.says("/export")
    assert len(await denied(world)) == DENIED_AN_HOUR
    world.later(3601)
    await moderator.says("/export")
    assert len(await denied(world)) == DENIED_AN_HOUR + 1
