"""/audit: admins read the journal of a case, of somebody, of a day; each look is an entry."""

import pytest
from sqlalchemy import select, update

from domain.network.people import Role
from handlers.audit.callbacks import JournalOfCase, JournalOfDay, JournalOfPerson, ListStaff
from storage.audit import journal
from storage.engine.tables import cases as case_rows
from storage.engine.tables import journal as rows
from storage.network import people
from tests.dialogs.moderation.test_casework import accepts, decides, files

SECRET = "The account ending in 42 is mine, call 13800138000"


async def looks(world):
    """Who looked, and at which case (0: none), in order."""

    def read(tx):
        found = select(rows.c.case_id).where(rows.c.verb == "look_journal").order_by(rows.c.id)
        return list(tx.execute(found).scalars())

    return await world.db.run(read)


async def decided(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Ask reporter")
    await moderator.says("Which account did you pay to?")
    await citizen.taps("Answer the office")
    await citizen.says(SECRET)
    await moderator.taps_on_card("Start checking")
    await decides(moderator)
    await lead.taps("Confirm and send")
    return case


async def test_the_journal_of_a_case_is_read_in_words_and_the_look_is_in_it(
    world, citizen, moderator, lead, admin
):
    case = await decided(world, citizen, moderator, lead)
    await admin.says(f"/audit {case.number}")
    admin.sees("audit-of-case", number=case.number)
    said = admin.texts(1)
    for verb in ("submit", "accept", "ask", "answer", "check", "decide", "confirm"):
        assert admin.words(f"journal-{verb}") in said
    assert admin.words("audit-who-reporter") in said
    assert await looks(world) == [case.id]
    assert admin.words("journal-look_journal") not in said

    await admin.says(f"/audit {case.number}")  # the earlier look is an entry like any
    assert admin.words("journal-look_journal") in admin.texts(1)
    assert await world.db.run(journal.first_break, case.id) is None


async def test_no_text_of_a_reporter_or_of_staff_is_shown(world, citizen, moderator, lead, admin):
    case = await decided(world, citizen, moderator, lead)
    before = admin.texts()
    await admin.says(f"/audit {case.number}")
    await admin.says("/audit 2026-11-25")
    for text in (SECRET, "13800138000", "Which account", "The shop was removed", "a copy of"):
        assert text not in admin.texts().removeprefix(before)


async def test_who_did_what_is_read_by_person_and_leads_to_the_cases(
    world, citizen, moderator, lead, admin
):
    case = await decided(world, citizen, moderator, lead)
    await admin.says("/audit")
    await admin.taps("People")
    admin.sees("audit-whose")
    name = (await who(world, moderator)).name
    await admin.taps(f"👤 {name}")
    admin.sees("audit-of-person", name=name)
    said = admin.texts(1)
    assert admin.words("journal-decide") in said
    assert admin.words("journal-confirm") not in said  # that was the lead
    await admin.taps(case.number)
    admin.sees("audit-of-case", number=case.number)
    assert await looks(world) == [0, case.id]


async def who(world, talker):
    return await world.db.run(lambda tx: people.get(tx, people.who_is(tx, talker.account)))


@pytest.mark.soak
async def test_a_day_is_read_in_pages_each_of_them_a_look(world, citizen, moderator, lead, admin):
    for _ in range(2):
        await decided(world, citizen, moderator, lead)
        world.later(60)  # more in a minute would be one message
    await admin.says("/audit")
    await admin.taps("Today")
    first = admin.texts(1)
    await admin.taps("Older ›")
    second = admin.texts(1)
    assert first != second
    assert admin.words("journal-submit") in second
    assert await looks(world) == [0, 0]


async def test_what_was_refused_to_somebody_is_named(world, citizen, moderator, admin):
    await files(world, citizen)
    await moderator.says("/units")
    await admin.says("/audit 2026-11-25")
    assert admin.words("journal-denied", what="").rstrip() in admin.texts(1)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.LEAD])
async def test_nobody_but_admins_reads_it_by_any_press(world, citizen, role):
    case = await files(world, citizen)
    talker = await world.staff("Sun", role)
    buttons = (
        JournalOfCase(case.number, 0),
        JournalOfPerson((await who(world, talker)).who, 0),
        JournalOfDay(20261125, 0, 0),
        ListStaff(0),
    )
    await talker.says(f"/audit {case.number}")
    talker.sees("refusal-not-allowed")
    for button in buttons:
        said = await talker.presses(talker.last["message_id"], button.pack())
        assert said == talker.words("refusal-not-allowed")
    assert await looks(world) == []


async def test_a_citizen_cannot_be_looked_up_not_even_by_their_fingerprint(world, citizen, admin):
    await files(world, citizen)
    whose = (await who(world, citizen)).who
    await admin.says("/audit")
    said = await admin.presses(admin.last["message_id"], JournalOfPerson(whose, 0).pack())
    unknown = await admin.presses(admin.last["message_id"], JournalOfPerson("0" * 32, 0).pack())
    assert said == unknown
    assert said.startswith("I cannot find that")
    assert await looks(world) == []


@pytest.mark.soak
async def test_who_left_is_still_found_by_what_they_did(world, citizen, moderator, admin):
    await files(world, citizen)
    await accepts(moderator)
    gone = await who(world, moderator)
    await world.db.run(people.revoke, gone.who, "changsha")
    await admin.says("/audit 2026-11-25")
    await admin.taps(f"👤 {gone.name}")
    admin.sees("audit-of-person", name=gone.name)


@pytest.mark.parametrize("typed", ["nobody of this name", "2026-13-45", "9999-9999", "0001-01-01"])
async def test_what_is_not_there_is_said_kindly(admin, typed):
    await admin.says(f"/audit {typed}")
    kind = {
        admin.words("audit-not-found"),
        admin.words("case-unknown"),
        admin.words("audit-nothing"),
    }
    assert any(words in admin.texts(1) for words in kind)


@pytest.mark.parametrize(
    "data", ["au4:20269999:0:0", "au4:-5:0:0", "au2:../x:0", "au5:-9", "au3::0"]
)
async def test_forged_buttons_show_nothing_of_anybody(world, admin, data):
    await admin.says("/audit")
    await admin.presses(admin.last["message_id"], data)
    assert await looks(world) == []


@pytest.mark.soak
async def test_a_case_number_without_its_hyphen_is_no_day(world, citizen, admin):
    case = await files(world, citizen)
    as_day = case.number[:4] + "1201"
    await world.db.run(
        lambda tx: tx.execute(
            update(case_rows).where(case_rows.c.id == case.id).values(number="2611-1201")
        )
    )
    await admin.says(f"/audit {as_day}")
    admin.sees("audit-of-case", number="2611-1201")


async def test_it_is_read_in_private_alone(world, admin):
    chat = await world.group(admin, unit="changsha")
    before = len(world.telegram.messages(chat))
    await admin.says("/audit 2026-11-25", chat=chat)
    assert len(world.telegram.messages(chat)) == before + 1  # their own words alone
    assert await looks(world) == []
