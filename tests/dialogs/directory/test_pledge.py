"""A unit's pledge: what everybody sees of it, and how admins keep who has signed."""

import pytest

from domain.figures.counting import Event
from domain.figures.figures import FigureKind, rounded
from domain.network.people import Role
from domain.network.pledge import FEWEST
from handlers.directory.callbacks import EnterPledge, KeepPledge, ListPledges
from storage.audit import journal
from storage.figures import figures
from storage.network import entries
from tests.dialogs.network.test_changing_units import CHANGSHA
from usecases.core.request import Request
from usecases.notify import case_counters

HOUR = 3600
SIGNER = "Li <b>Ming</b>, director"


async def opens(admin, name=CHANGSHA):
    """An admin's card of a unit, by way of the list."""
    await admin.says("/pledge")
    while name not in " ".join(admin.labels()):
        await admin.taps("Next ›")
    await admin.taps(name)


async def enters(admin, day="2026-03-01", name=SIGNER, button="Enter"):
    await opens(admin)
    await admin.taps(button)
    await admin.says(day)
    await admin.says(name)
    await admin.taps("Save")


async def looks(citizen):
    await citizen.says("/directory changsha")
    await citizen.taps("Pledge")
    return citizen.texts(1)


async def worked(world, received, answered, in_time):
    """So many cases of today: accepted after 2 hours, removed after 20, closed after 3 days."""
    counts = {
        (FigureKind.RECEIVED, 0): received,
        (FigureKind.ANSWERED, 0): answered,
        (FigureKind.IN_TIME, 0): in_time,
        (FigureKind.TOOK_ACCEPT, rounded(2 * HOUR)): answered,
        (FigureKind.TOOK_CLOSE, rounded(72 * HOUR)): answered,
        (FigureKind.TOOK_REMOVE, rounded(20 * HOUR)): answered,
    }
    events = [
        Event(kind, "changsha", "fraud", bucket)
        for (kind, bucket), count in counts.items()
        for _ in range(count)
    ]
    conditions = world.jubao.services.conditions()

    def count(tx):
        figures.count(tx, events, case_counters.today(Request(tx, conditions)))

    await world.db.run(count)


async def test_what_an_admin_enters_everybody_reads(world, admin, citizen):
    await opens(admin)
    assert admin.words("pledge-unsigned") in admin.texts(1)
    await admin.taps("Enter")
    admin.sees("pledge-signed_on-ask")
    await admin.says("２０２６-03-01")
    admin.sees("pledge-signed_by-ask")
    await admin.says(SIGNER)
    admin.sees("pledge-save-ask")
    signed = admin.words("pledge-signed", day="1 Mar 2026", name=SIGNER)
    assert signed in admin.texts(1)
    assert signed not in await looks(citizen)  # nothing is kept before "Save"
    await admin.taps("Save")
    admin.sees("pledge-saved")

    seen = await looks(citizen)
    assert signed in seen
    for number, promise in enumerate(world.jubao.services.profile.promises, 1):
        assert f"{number}. {promise['en']}" in seen
    assert not {"Change", "Enter"} & set(citizen.labels())


async def test_a_change_is_in_the_journal_and_in_the_history(world, admin):
    await enters(admin)
    checked = await world.db.run(entries.checks)
    await enters(admin, name="Wang Fang, director", button="Change")

    entry = (await world.db.run(journal.of_case, 0))[-1]
    assert (entry.verb, entry.unit, entry.reason) == ("pledge", "changsha", "signed_by")
    assert await world.db.run(entries.checks) == checked  # nobody has rung the number
    last, first = await world.db.run(entries.history, "changsha", limit=5)
    assert dict(last.changes) == {"signed_by": (SIGNER, "Wang Fang, director")}
    assert first.changes["signed_on"] == ("", "2026-03-01")
    await admin.says("/hotline")
    while CHANGSHA not in " ".join(admin.labels()):
        await admin.taps("Next ›")
    await admin.taps(CHANGSHA)
    await admin.taps_on_card("History")
    assert "Signed by: " in admin.texts(1)
    assert "pledge · " in admin.texts(1)


@pytest.mark.soak
async def test_the_same_again_changes_nothing(world, admin):
    await enters(admin)
    await enters(admin, button="Change")
    admin.sees("pledge-unchanged")
    assert len(await world.db.run(entries.history, "changsha", limit=5)) == 1


@pytest.mark.soak
async def test_of_two_admins_the_later_is_shown_what_the_other_kept(world, admin):
    await opens(admin)
    await admin.taps("Enter")
    await admin.says("2026-03-01")
    await admin.says("Nobody")
    other = await world.staff("Xu", Role.ADMIN)
    await enters(other)
    assert await admin.taps("Save") == admin.words("pledge-changed-meanwhile")
    assert SIGNER in admin.texts(1)


async def test_an_unsigned_unit_says_so_and_leads_on_and_back(citizen):
    assert citizen.words("pledge-unsigned") in await looks(citizen)
    await citizen.taps("‹ Back")
    citizen.sees("directory-phone")
    await citizen.taps("Pledge")
    await citizen.taps("Criticism and ideas")
    citizen.sees("suggestion-unit-ask")


async def test_few_cases_are_no_figures(world, citizen):
    await worked(world, FEWEST - 1, 4, 4)
    seen = await looks(citizen)
    assert citizen.words("pledge-few", fewest=str(FEWEST)) in seen
    assert "%" not in seen


async def test_enough_cases_are_measured_facts(world, citizen):
    await worked(world, 8, 6, 5)
    seen = await looks(citizen)
    assert citizen.words("pledge-received", count=8) in seen
    assert citizen.words("pledge-in-time", percent="83") in seen
    assert citizen.words("pledge-answer-rate", percent="75") in seen
    assert citizen.words("pledge-accept", time="2 h") in seen
    assert citizen.words("pledge-close", time="3 d") in seen
    assert citizen.words("pledge-remove", time="20 h") in seen


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("yesterday", "pledge-day-unknown"),
        ("2026-02-30", "pledge-day-unknown"),
        ("20260301", "pledge-day-unknown"),
        ("0026-03-01", "pledge-day-unknown"),
        ("2999-01-01", "pledge-day-to-come"),
    ],
)
async def test_a_day_that_cannot_be_is_said_kindly(admin, typed, why):
    await opens(admin)
    await admin.taps("Enter")
    await admin.says(typed)
    admin.sees(why)
    await admin.says("2026-03-01")
    admin.sees("pledge-signed_by-ask")


async def test_a_form_given_up_leads_back_to_the_card(admin):
    await opens(admin)
    await admin.taps("Enter")
    await admin.taps("Cancel")
    assert admin.words("pledge-unsigned") in admin.texts(1)


async def test_nobody_else_keeps_it(lead, citizen):
    for person in (lead, citizen):
        await person.says("/pledge")
        person.sees("refusal-not-allowed")
        forged = (ListPledges(page=0), KeepPledge(unit="changsha"), EnterPledge(unit="changsha"))
        for button in forged:
            await person.presses(person.last["message_id"], button.pack())
            person.sees("refusal-not-allowed")


@pytest.mark.parametrize("signer", ["Li Ming, call 0731-12345678", "Li Ming, t.me/changsha_help"])
async def test_who_signed_is_a_name_and_no_number_to_call(world, admin, citizen, signer):
    await opens(admin)
    await admin.taps("Enter")
    await admin.says("2026-03-01")
    await admin.says(signer)
    admin.sees("pledge-name-only")
    assert signer not in await looks(citizen)
