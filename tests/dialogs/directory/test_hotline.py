"""/hotline: what is old is named, what changed is kept, and only admins keep it."""

import pytest

from domain.network.entries import CHECK_DAYS
from storage.audit import journal
from storage.network import entries, units
from tests.dialogs.moderation.test_clocks import ticks
from tests.dialogs.network.test_changing_units import CHANGSHA, VOC
from tests.support.chat import talking
from usecases.directory import checks

DAY = 24 * 3600
OLD = (CHECK_DAYS + 1) * DAY


@pytest.fixture
async def world(installed_url, tmp_path):
    """An office with one admin, who changes public numbers alone."""
    async with talking(installed_url, tmp_path, one_admin=True) as found:
        yield found


async def opens(admin, name=CHANGSHA):
    """The card of an entry, by way of the list."""
    await admin.says("/hotline")
    while name not in " ".join(admin.labels()):
        await admin.taps("Next ›")
    await admin.taps(name)


async def test_an_entry_is_shown_as_citizens_see_it(world, admin, citizen):
    await citizen.says("/directory changsha")
    seen = citizen.texts(1)

    await admin.says("/hotline")
    await admin.taps(CHANGSHA)

    assert admin.texts(1).startswith(seen)


async def test_in_a_new_installation_nothing_is_said_to_be_checked_and_nobody_is_alarmed(
    world, admin
):
    await admin.says("/hotline")
    admin.sees("hotline-unchecked", count=31)
    assert admin.words("hotline-stale", count=0) not in admin.texts(1)
    assert "⚠️" not in "".join(admin.labels())
    await admin.taps(CHANGSHA)
    admin.sees("hotline-never-checked")
    await admin.taps("Number is correct")
    assert "Last checked:" in admin.texts(1)
    await admin.says("/hotline")
    admin.sees("hotline-unchecked", count=30)
    await ticks(world)
    assert reminded(admin) == 0


@pytest.mark.soak
async def test_all_is_said_to_be_checked_once_somebody_has_checked_all(world, admin):
    await world.db.run(_check_all, int(world.at[0]))
    await admin.says("/hotline")
    admin.sees("hotline-stale", count=0)
    assert "Nobody has checked" not in admin.texts(1)


async def test_a_change_that_says_nothing_of_the_number_is_no_check(world, admin):
    await opens(admin)
    await admin.taps("Area")
    await admin.says("Changsha and Liuyang")
    await admin.taps("Save")
    admin.sees("hotline-never-checked")


async def test_what_is_old_comes_first_until_somebody_makes_sure(world, admin):
    await admin.says("/units")
    world.later(OLD)
    await admin.says("/hotline")
    admin.sees("hotline-stale", count=31)
    await opens(admin, "⚠️ Changsha")
    admin.sees("hotline-never-checked")

    await admin.taps("Number is correct")
    admin.sees("hotline-confirmed")
    await admin.says("/hotline")
    admin.sees("hotline-stale", count=30)
    entry = (await world.db.run(journal.of_case, 0))[-1]
    assert (entry.verb, entry.unit) == ("unit_check", "changsha")

    world.later(OLD)
    await opens(admin, "⚠️ Changsha")
    assert "Please check it again" in admin.texts(1)


async def test_a_change_is_in_the_history_with_who_made_it(world, admin):
    await opens(admin)
    card = admin.labels()
    await admin.taps("Phone")
    await admin.says("0731-88667349转8001")
    await admin.taps("Save")

    # One question and one look at old and new; then it is the card of this list again.
    assert "0731-88667349转8001" in admin.texts(1)
    assert admin.words("unit-saved") in admin.texts(1)
    assert admin.labels() == card
    assert "Last checked:" in admin.texts(1)
    await admin.taps("Email")
    await admin.taps("Cancel")
    assert admin.labels() == card
    await admin.taps("History")
    admin.sees("hotline-history-of", unit=CHANGSHA)
    assert "changed · " in admin.texts(1)
    assert "Phone: 0731-88667349 → 0731-88667349转8001" in admin.texts(1)


@pytest.mark.soak
async def test_a_long_history_is_turned_by_its_last_row(world, admin):
    for _ in range(checks.CHANGES + 1):
        await opens(admin)
        await admin.taps("Number is correct")
    await admin.taps_on_card("History")
    assert admin.texts(1).count("checked · ") == checks.CHANGES
    await admin.taps("Older ›")
    assert admin.texts(1).count("checked · ") == 1
    assert "Older ›" not in admin.labels()


async def test_without_changes_there_is_no_history(world, admin):
    await opens(admin)
    await admin.taps_on_card("History")
    admin.sees("hotline-no-history")


@pytest.mark.soak
async def test_a_retired_entry_is_listed_no_more(world, admin):
    await opens(admin, VOC)
    await admin.taps("Retire")
    await admin.taps("Yes, retire")
    await admin.says("/hotline")
    admin.sees("hotline-title", page="1", pages="3")


async def test_admins_are_reminded_once_a_week_while_something_is_old(world, admin):
    await admin.says("/hotline")
    await ticks(world)
    assert reminded(admin) == 0

    world.later(OLD)
    await ticks(world)
    await ticks(world)
    assert reminded(admin) == 1
    assert CHANGSHA in admin.texts(2)  # the last one is the head of the journal
    world.later(7 * DAY)
    await ticks(world)
    assert reminded(admin) == 2


def _check_all(tx, at):
    for unit in units.load(tx).units:
        entries.add(tx, unit, unit, "unit_check", "he" * 16, at)


def reminded(admin):
    return admin.texts().count(admin.words("notice-hotlines_stale", count=31))


async def test_nobody_else_sees_any_of_it(world, admin, moderator, lead, citizen):
    for person in (moderator, lead, citizen):
        await person.says("/hotline")
        person.sees("refusal-not-allowed")
