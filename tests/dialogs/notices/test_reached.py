"""How far news has come to reporters: marks on the card, and what was missed is told again."""

import pytest
from telegram.error import BadRequest, NetworkError

from domain.network.people import Caller
from domain.report import Reached
from storage.queues import outbox, undelivered
from storage.queues.outbox import NoticeState
from tests.dialogs.moderation.test_casework import accepts, files, newest
from tests.dialogs.reporting.test_files_both_ways import PDF, media
from tests.dialogs.reporting.test_talk import alias, join, opens, two
from tests.dialogs.test_courier import states
from tests.support.chat import TOKEN
from tests.support.life import Life
from tests.support.statements import heard
from usecases import session


async def tells(person, words="We have seen the shop."):
    await person.taps_on_card("Tell reporter")
    await person.says(words)


async def blocks(world, citizen):
    world.telegram.block(citizen.account)
    await world.settle()


async def test_news_that_has_arrived_is_marked_so(world, citizen, moderator):
    case = await files(world, citizen)
    await tells(moderator)
    await opens(moderator, case)

    assert moderator.words("reached-delivered") in newest(moderator)
    assert "Message to the reporter · Chen · Wednesday 25 Nov 12:00 · ✓" in newest(moderator)


async def test_a_receipt_that_the_reporter_has_just_read_is_not_on_its_way(world, citizen):
    await files(world, citizen)

    def waits(tx):
        table = outbox.outbox
        of_report = table.c.report_id == 1, table.c.kind.in_(undelivered.RECEIPTS)
        tx.execute(table.update().where(*of_report).values(state=int(NoticeState.WAITING)))
        return undelivered.newest(tx, 1)

    assert await world.db.run(waits) is None


@pytest.mark.soak
async def test_news_still_on_its_way_is_marked_so(world, citizen, moderator):
    await files(world, citizen)
    await tells(moderator)  # the card is shown before the courier has been

    assert moderator.words("reached-on_its_way") in newest(moderator)
    assert "12:00 · …" in newest(moderator)


async def test_a_reporter_who_blocked_the_bot_is_marked_so(world, citizen, moderator):
    case = await files(world, citizen)
    await blocks(world, citizen)
    await tells(moderator)
    await opens(moderator, case)

    assert moderator.words("staff-report-unreachable") in newest(moderator)
    assert "12:00 · 🔕" in newest(moderator)


@pytest.mark.soak
async def test_news_whose_fate_nobody_knows_is_marked_so(world, citizen, moderator):
    case = await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await uncertain(world, moderator, "We have seen the shop.")
    await opens(moderator, case)

    assert moderator.words("reached-uncertain") in newest(moderator)
    assert "12:00 · ❔" in newest(moderator)


async def says_unheard(world, person, words):
    """Say something, and get the answer to it, before the courier goes out."""
    world.telegram.say(person.account, person.account, words)
    await world.jubao.intake.store(world.telegram.take_updates(TOKEN))
    await world.jubao.person_queues.drain()


async def uncertain(world, moderator, words):
    """Say something of which no answer of Telegram's ever comes."""
    await says_unheard(world, moderator, words)
    for _ in range(3):
        world.wire.faults["sendMessage"] = NetworkError("lost")
        await world.settle()
        world.later(3600)


async def test_news_that_cannot_be_sent_as_it_is_is_marked_so(world, citizen, moderator):
    case = await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await says_unheard(world, moderator, "We have seen the shop.")
    world.wire.faults["sendMessage"] = BadRequest("can't parse entities")
    await world.settle()
    await opens(moderator, case)

    assert moderator.words("reached-lost") in newest(moderator)
    assert "12:00 · ✗" in newest(moderator)


@pytest.mark.soak
async def test_of_several_reporters_each_is_counted(world, citizen, moderator):
    other = world.person("Mei")
    case = await two(world, citizen, other)
    await blocks(world, other)
    await opens(moderator, case)
    await moderator.taps_on_card("Tell reporter")
    await moderator.taps("Everybody")
    await moderator.says("We have seen the shop.")
    await opens(moderator, case)

    assert "✓ 1 🔕 1" in newest(moderator)
    await moderator.taps_on_card("Tell reporter")
    await moderator.taps(f"Reporter {await alias(world, 1)}")
    await moderator.says("You alone.")
    await opens(moderator, case)
    assert f"→ Reporter {await alias(world, 1)} · Wednesday 25 Nov 12:00 · ✓" in newest(moderator)


@pytest.mark.soak
async def test_the_mark_stays_where_the_case_has_become_part_of_another(world, citizen, moderator):
    first = await files(world, world.person("Mei"))
    second = await files(world, citizen)
    await opens(moderator, second)
    await tells(moderator)
    await join(world, second.id, first.id)
    await opens(moderator, first)

    assert "12:00 · ✓" in newest(moderator)


@pytest.mark.soak
async def test_a_message_has_not_come_before_its_files_have(world, citizen, moderator):
    case = await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await moderator.sends("form.pdf", kind="document", data=PDF)
    world.wire.faults["sendDocument"] = NetworkError("lost")
    await moderator.says("A form.")
    await opens(moderator, case)

    assert "12:00 · …" in newest(moderator)


async def test_who_comes_back_is_told_what_still_matters_once(world, citizen, moderator):
    case = await files(world, citizen)
    await blocks(world, citizen)
    await opens(moderator, case)
    await accepts(moderator)
    await tells(moderator, "The first word.")
    await tells(moderator, "The second word.")
    await moderator.taps_on_card("Start checking")

    await citizen.says("/cases")

    for key in ("told", "verifying"):
        citizen.saw(f"notice-{key}")
    text = citizen.texts()
    assert text.index("The first word.") < text.index("The second word.")
    assert citizen.words("notice-accepted", category="Fraud") not in text  # it is old by now
    assert text.count(citizen.words("notice-verifying")) == 1
    citizen.saw("about-verifying")
    await opens(moderator, case)
    assert moderator.words("reached-delivered") in newest(moderator)
    await citizen.says("/cases")
    assert citizen.texts().count(citizen.words("notice-verifying")) == 1


async def test_who_never_got_the_receipt_gets_it_with_the_code(world, citizen, moderator):
    await citizen.says("/start")
    world.telegram.block(citizen.account)
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    filed = await life.files(citizen.account)
    await world.settle()
    assert citizen.words("notice-receipt") not in citizen.texts()
    await accepts(moderator)

    await citizen.says("/start")

    citizen.saw("notice-receipt")
    assert filed.code in citizen.texts()
    citizen.saw("notice-accepted", category="Fraud")


async def test_files_that_were_missed_come_after_their_words(world, citizen, moderator):
    await files(world, citizen)
    await blocks(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await moderator.sends("form.pdf", kind="document", data=PDF)
    await moderator.says("A form.")
    assert media(citizen) == []

    await citizen.says("/start")

    [(_, message)] = media(citizen)
    told = next(m for m in citizen.chat if "A form." in m.get("text", ""))
    assert told["message_id"] < message["message_id"]


async def test_what_nobody_knows_the_fate_of_is_told_again_at_the_next_word(
    world, citizen, moderator
):
    await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await uncertain(world, moderator, "We have seen the shop.")
    assert "We have seen the shop." not in citizen.texts()

    await citizen.says("hello?")

    assert "We have seen the shop." in citizen.texts()
    assert (await states(world, "told"))[0][0] is NoticeState.SENT


async def test_old_news_is_emptied_and_not_told(world, citizen, moderator):
    case = await files(world, citizen)
    await blocks(world, citizen)
    await opens(moderator, case)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await citizen.says("/start")

    def kept(tx):
        rows = tx.execute(outbox.outbox.select()).all()
        return {row.kind: row.sealed for row in rows if row.report_id is not None}

    assert (await world.db.run(kept))["accepted"] is None


@pytest.mark.soak
async def test_a_question_that_is_over_is_not_asked_by_what_was_missed(world, citizen, moderator):
    case = await files(world, citizen)
    await blocks(world, citizen)
    await opens(moderator, case)
    await moderator.taps_on_card("Ask reporter")
    await moderator.says("Which account?")
    world.later(15 * 24 * 3600)
    await opens(moderator, case)
    await moderator.taps_on_card("Close: no answer")
    await moderator.taps("Yes, close it")
    await citizen.says("/start")

    citizen.saw("notice-lapsed")
    assert "Which account?" not in citizen.texts()


async def test_whoever_missed_nothing_costs_no_look_into_the_outbox(world, citizen):
    await citizen.says("/start")

    def greets(tx):
        caller = Caller(account=citizen.account, locale="en")
        with heard(tx) as (loud, said):
            session.acting(loud, caller, None, world.jubao.services.conditions(), session.greet)
        return said

    said = await world.db.run(greets)
    assert len(said) == 1
    assert not [statement for statement, _ in said if "outbox" in statement]


@pytest.mark.parametrize("state", NoticeState)
async def test_every_state_of_a_notice_has_its_word(world, citizen, moderator, state):
    await files(world, citizen)
    await accepts(moderator)

    def settles(tx):
        table = outbox.outbox
        tx.execute(table.update().where(table.c.report_id == 1).values(state=int(state)))

    await world.db.run(settles)
    assert await world.db.run(undelivered.newest, 1) in set(Reached)
