"""Being forgotten: what is kept is shown, the loss is said before, and only the codes stay."""

import pytest
from msgspec.structs import replace
from sqlalchemy import LargeBinary, select

from conversation.form import Given
from domain.notices.other_notices import OpenQuestionNotice
from domain.notices.reporter_notices import VerifyingNotice
from domain.status import Status
from handlers.ui.callbacks import Go
from storage.audit import journal
from storage.cases import cases
from storage.engine.public_tables import META
from storage.network import people
from storage.queues import outbox, outbox_claims
from storage.queues.outbox import Owed, Rank
from storage.reporting import reporter_links
from tests.dialogs.moderation.test_archive import code_of
from tests.dialogs.moderation.test_casework import accepts, files, newest
from usecases.core.request import Request
from usecases.notify import notify

CONTACT = {
    "identity": Given(choice="real_name"),
    "name": Given(text="Lin"),
    "contact": Given(text="13800138000"),
}


async def traces(world, talker, *, but=()):
    """Where the fingerprint of an account stands."""

    def search(tx):
        who = people.who_is(tx, talker.account)
        return {
            table.name
            for table in META.sorted_tables
            for column in table.columns
            if not isinstance(column.type, LargeBinary)
            and who in set(tx.execute(select(column)).scalars())
        }

    # An update's lane is forgotten two days later, a quota within the hour.
    return await world.db.run(search) - {"inbox", "quotas", *but}


async def forgets(talker):
    await talker.says("/forgetme")
    await talker.taps("Yes, forget me")


async def test_my_data_says_what_is_kept_in_short(world, citizen):
    await citizen.says("/mydata")
    citizen.sees("mydata-no-reports")
    await files(world, citizen, **CONTACT)
    await files(world, citizen)
    await citizen.says("/report")

    await citizen.says("/mydata")

    seen = newest(citizen)
    citizen.sees("mydata-reports", count=2)
    assert seen.count("··") == 2
    assert seen.count(citizen.words("mydata-with-contact")) == 1
    citizen.sees("mydata-begun", count=1)
    citizen.sees("mydata-language", language="English")
    assert "13800138000" not in seen
    assert "example.org" not in seen


async def test_my_data_names_the_roles_of_staff(world, lead):
    await lead.says("/mydata")
    assert "lead, Changsha Internet Information Office" in newest(lead)


async def test_nothing_happens_before_it_is_confirmed(world, citizen):
    case = await files(world, citizen)
    code = code_of(citizen)

    await citizen.says("/forgetme")
    citizen.sees("forget-what")
    assert code in newest(citizen)
    await citizen.taps("No, keep everything")

    citizen.sees("mydata-reports", count=1)
    assert await world.db.run(reporter_links.reporter, case.id) is not None


async def test_a_forgotten_person_is_in_no_table_and_only_the_code_works(world, citizen, moderator):
    await files(world, citizen, **CONTACT)
    await files(world, citizen)
    code = code_of(citizen)
    await citizen.says("/report")
    await citizen.sends("shop.png")
    assert await traces(world, citizen)

    await forgets(citizen)

    citizen.sees("forgotten-reports", count=2)
    assert await traces(world, citizen) == set()
    assert await world.jubao.fetcher.files.names() == []  # those of the draft
    assert not await world.db.run(reporter_links.has_contact, 1)
    await citizen.says("/cases")
    citizen.sees("cases-none")
    await citizen.says(f"/track {code}")
    citizen.sees("about-submitted")
    citizen.sees("standing-kept-code")


async def test_no_news_comes_any_more_and_staff_see_that_nobody_can_be_reached(
    world, citizen, moderator
):
    case = await files(world, citizen, **CONTACT)
    await moderator.says(f"/case {case.number}")
    assert moderator.words("staff-contact") in newest(moderator)
    await forgets(citizen)
    heard = len(citizen.chat)

    await moderator.says(f"/case {case.number}")
    assert moderator.words("staff-report-unreachable") in newest(moderator)
    assert moderator.words("staff-contact-none") in newest(moderator)
    await accepts(moderator)

    assert (await world.db.run(cases.get, case.id)).status is Status.ACCEPTED
    assert len(citizen.chat) == heard
    written = await world.db.run(journal.of_case, case.id)
    assert [entry.verb for entry in written] == ["submit", "unlink", "accept"]
    assert written[1].who == journal.reporter(1)
    assert await world.db.run(journal.first_break, case.id) is None


async def test_news_that_was_still_waiting_is_dropped(world, citizen, moderator):
    case = await files(world, citizen)

    def owe(tx):
        who = people.who_is(tx, citizen.account)
        conditions = replace(world.jubao.services.conditions(), now=int(world.at[0]) + 60)
        notify.reporter(Request(tx, conditions), who, case.id, case, VerifyingNotice())

    await world.db.run(owe)
    await forgets(citizen)
    heard = len(citizen.chat)

    world.later(120)
    await world.settle()

    assert len(citizen.chat) == heard


async def test_buttons_of_a_forgotten_report_lead_nowhere(world, citizen):
    await files(world, citizen)
    withdraw = citizen.data("Withdraw")
    await forgets(citizen)

    said = await citizen.presses(*withdraw)

    assert said == citizen.words("track-unknown")


async def test_a_role_stays_and_is_said_to_stay(world, citizen, moderator):
    case = await files(world, moderator)
    await forgets(moderator)

    moderator.sees("forget-staff")
    await moderator.says(f"/case {case.number}")
    assert case.number in newest(moderator)
    assert (
        await traces(world, moderator, but={"people", "grants", "outbox", "shown_cards"}) == set()
    )


async def test_what_staff_are_still_to_be_told_as_staff_stays(world, citizen, moderator):
    def owe(tx):
        who = people.who_is(tx, moderator.account)
        for order in (f"person:{who}", "wipe:1"):
            notice = Owed(
                notice=OpenQuestionNotice(), recipient=who, rank=Rank.REPLY, order_key=order
            )
            outbox.put(tx, replace(notice, due_at=int(world.at[0]) + 600), 0)

    await world.db.run(owe)
    await forgets(moderator)

    owed = await world.db.run(outbox_claims.claim_due, int(world.at[0]) + 600, limit=9, lease=1)
    assert [each.owed.order_key for each in owed] == ["wipe:1"]


async def test_a_pause_in_force_is_not_shaken_off(world, citizen):
    await files(world, citizen)
    who = await world.db.run(people.who_is, citizen.account)
    until = int(world.at[0]) + 10 * 24 * 3600

    def pause(tx):
        table = META.tables["people"]
        tx.execute(table.update().where(table.c.who == who).values(paused_until=until))

    await world.db.run(pause)
    await forgets(citizen)

    found = await world.db.run(people.get, who)
    assert found is not None
    assert found.paused_until == until
    assert "Saturday 5 Dec" in newest(citizen)


@pytest.mark.soak
async def test_who_was_forgotten_may_report_again_as_somebody_new(world, citizen):
    await files(world, citizen)
    await forgets(citizen)

    await files(world, citizen)

    await citizen.says("/mydata")
    citizen.sees("mydata-reports", count=1)


@pytest.mark.parametrize("where", ["mydata", "forgetme", "forget-surely"])
async def test_in_a_group_nothing_of_it_is_shown_or_done(world, citizen, moderator, where):
    await files(world, citizen)
    group = await world.group(moderator, citizen, unit="changsha")
    await files(world, citizen)  # a card to press on
    message = world.telegram.messages(group)[-1]["message_id"]

    said = await citizen.presses(message, Go(where=where).pack(), chat=group)

    assert said == citizen.words("press-not-for-you")
    assert await world.db.run(reporter_links.reporter, 1) is not None


@pytest.mark.soak
async def test_forgetting_twice_is_as_good_as_once(world, citizen):
    await files(world, citizen)
    await citizen.says("/forgetme")
    surely = citizen.data("Yes, forget me")
    await citizen.presses(*surely)
    await citizen.presses(*surely)
    citizen.sees("forgotten-title")


async def test_a_code_of_a_forgotten_account_tells_of_no_other_reporter_where_there_is_none(
    world, citizen
):
    await files(world, citizen)
    code = code_of(citizen)
    await forgets(citizen)
    await citizen.says(f"/track {code}")
    assert citizen.words("standing-others", others=1) not in citizen.texts(1)
