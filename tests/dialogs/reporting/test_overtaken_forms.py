"""A reporter's form on a report that takes nothing more: what they sent is held or given back."""

import pytest

from domain.status import Status
from storage.cases import cases
from storage.network import people
from storage.reporting import drafts
from tests.dialogs.moderation.test_casework import files
from tests.dialogs.reporting.test_own_reports import closes, life

__all__ = ["life"]

TEXT = "He has moved to another account since."
WORDS = "You are wrong, please look again."


async def begins(citizen, label):
    await citizen.says("/cases")
    await citizen.taps("··")
    await citizen.taps(label)


async def active(world, citizen):
    """The form that a citizen has open."""
    who = await world.db.run(people.who_is, citizen.account)
    return await world.db.run(drafts.active, who)


async def becomes(world, case, **values):
    now = await world.db.run(cases.get, case.id)
    await world.db.run(cases.change, case.id, seen=now.version, **values)


@pytest.mark.parametrize("way", ["message", "photo"])
async def test_an_addition_to_a_report_that_takes_nothing_more_is_held(world, citizen, way):
    case = await files(world, citizen)
    await begins(citizen, "Add")
    await becomes(world, case, status=Status.PURGED)
    if way == "message":
        await citizen.says(TEXT)
    else:
        await citizen.sends("a", caption=TEXT)
    citizen.sees("report-purged")
    await citizen.taps("Report this")
    world.later(3)
    await world.settle()
    held = await active(world, citizen)
    assert (held.form, held.report_id, held.carried.texts) == ("report", None, (TEXT,))
    assert bool(held.carried.files) == (way == "photo")


async def test_reasons_of_an_appeal_that_is_over_are_given_back(world, citizen, life):
    await closes(world, life)
    await citizen.taps("Appeal")
    world.later(181 * 24 * 3600)

    await citizen.says(WORDS)

    citizen.sees("appeal-too-late")
    assert WORDS in citizen.texts(1)
    assert await active(world, citizen) is None


async def test_a_withdrawal_of_what_is_withdrawn_ends_with_why(world, citizen):
    case = await files(world, citizen)
    await begins(citizen, "Withdraw")
    await becomes(world, case, status=Status.CLOSED)
    said = await citizen.taps("Yes, withdraw it")
    assert said == citizen.words("report-not-open")
    assert "Yes, withdraw it" not in citizen.labels()
