"""Files are downloaded after filing: Telegram may be away for hours by then."""

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter

from storage.engine.tables import evidence as rows
from storage.evidence import evidence
from tests.dialogs.moderation.test_casework import PNG
from usecases.evidence import fetching
from usecases.session import by_system

UNAVAILABLE = BadRequest("Wrong file_id or the file is temporarily unavailable")


async def filed_while_away(world, citizen, error):
    await citizen.says("https://a.example.org/")
    for label in ("Fraud", "Fake bank", "Skip", "Add files"):
        await citizen.taps(label)
    await citizen.sends("a.png", data=PNG)
    for label in ("Done", "Region", "Changsha"):
        await citizen.taps(label)
    world.wire.faults["getFile"] = error
    await citizen.taps("Submit report")


async def goes_on(world, error, hours):
    """Telegram stays away for so long: every try fails."""
    end = world.at[0] + hours * 3600
    while world.at[0] < end:
        world.wire.faults["getFile"] = error
        world.later(600)
        await world.settle()
    world.wire.faults.pop("getFile", None)
    world.later(3700)
    await world.settle()


@pytest.mark.parametrize(
    ("error", "hours"),
    [(NetworkError("away"), 12), (RetryAfter(5), 12), (UNAVAILABLE, 2)],
    ids=["no network", "too many requests", "temporarily unavailable"],
)
async def test_a_file_arrives_once_telegram_hands_it_out_again(world, citizen, error, hours):
    await filed_while_away(world, citizen, error)
    assert await world.jubao.fetcher.files.names() == []

    await goes_on(world, error, hours)

    assert len(await world.jubao.fetcher.files.names()) == 1


async def test_a_late_refusal_does_not_undo_what_another_process_has_stored(world, citizen):
    """Its lease had ended: the file was downloaded twice, and the second time it failed."""
    await filed_while_away(world, citizen, NetworkError("away"))
    world.wire.faults.pop("getFile", None)
    services, db = world.jubao.services, world.db
    world.later(60)
    [late] = await db.run(fetching.files_due, int(world.at[0]), limit=4, lease=1)
    world.later(60)
    await world.settle()
    assert len(await world.jubao.fetcher.files.names()) == 1

    await db.run(by_system, services.conditions(), fetching.file_refused, late, "gone")

    state = evidence.EvidenceState
    found = await db.read(lambda tx: tx.execute(rows.select()).one())
    assert (found.state, found.refused_reason) == (state.KEPT, "")
