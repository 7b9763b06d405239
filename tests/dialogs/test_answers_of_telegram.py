"""Each answer of the Bot API, before and after the effect, on each way that something is said."""

import pytest
from sqlalchemy import select

from domain.broadcast import BroadcastDelivery
from domain.network.people import Role
from sandbox.faults.rules import Kind, Rule
from storage.engine.public_tables import broadcast_people
from storage.network import people, units
from storage.queues import outbox
from storage.queues.outbox import NoticeState
from tests.dialogs.broadcasts.test_broadcasts import running
from tests.support.chat import TOKEN
from tests.support.life import Life

UNKNOWN = (Kind.RESET, Kind.LOST, Kind.SILENT, Kind.ERROR)
BOTH = [(kind, after) for kind in UNKNOWN for after in (False, True)]


def struck(world, name, **rule):
    """Somebody whose messages meet this rule."""
    person = world.person(name)
    world.telegram.users[person.account].started = True
    return person, Rule(methods=("sendMessage",), chat=person.account, **rule)


async def passes(world, minutes):
    for _ in range(minutes):
        await world.settle()
        world.later(60)


async def receipt_of(world, person):
    """How often it was said, and what the outbox knows of it."""

    def look(tx):
        who = people.who_is(tx, person.account)
        table = outbox.outbox
        row = tx.execute(
            select(table).where(table.c.recipient == who, table.c.kind == "receipt")
        ).one()
        return NoticeState(row.state), row.unknowns

    return person.texts().count(person.words("notice-receipt")), *await world.db.run(look)


ONCE = {
    (Kind.REFUSED, False): (1, NoticeState.SENT, 0),
    (Kind.FLOOD, False): (1, NoticeState.SENT, 0),
    (Kind.BLOCKED, False): (0, NoticeState.UNREACHABLE, 0),
    **{(kind, after): (1 + after, NoticeState.SENT, 1) for kind, after in BOTH},
}
ALWAYS = {
    (Kind.REFUSED, False): (0, NoticeState.WAITING, 0),
    **{(kind, after): (3 * after, NoticeState.UNCERTAIN, 2) for kind, after in BOTH},
}


@pytest.mark.parametrize(("times", "table"), [(1, ONCE), (None, ALWAYS)])
async def test_news_follow_the_table(world, times, table):
    cast = {
        answer: struck(world, str(answer), kind=answer[0], after=answer[1], times=times)
        for answer in table
    }
    world.telegram.faults.follow(*(rule for _, rule in cast.values()), seed=1)
    for person, _ in cast.values():
        life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
        await life.files(person.account)
    await passes(world, 6)
    found = {answer: await receipt_of(world, person) for answer, (person, _) in cast.items()}
    assert found == table
    assert world.telegram.faults.impatient == []


async def test_what_is_owed_while_telegram_is_away_is_told_once_and_soon(world):
    person, _ = struck(world, "Lin", kind=Kind.ERROR)
    world.telegram.faults.follow(Rule(kind=Kind.ERROR, lasts=600), seed=1)
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    await life.files(person.account)
    for _ in range(60):
        await world.settle()
        world.later(10)
    assert await receipt_of(world, person) == (0, NoticeState.WAITING, 1)
    for _ in range(15):
        world.later(20)
        await world.settle()
    assert await receipt_of(world, person) == (1, NoticeState.SENT, 1)


ASKED = "report-category-ask"
REPLIES = {  # how often the next question stands in the chat in the end
    (Kind.REFUSED, False): 1,
    (Kind.FLOOD, False): 1,
    (Kind.BLOCKED, False): 0,
    **{(kind, after): 1 + after for kind, after in BOTH},
}


async def test_an_answer_to_whoever_talks_follows_the_table(world):
    cast = {
        answer: struck(world, str(answer), kind=answer[0], after=answer[1], times=1)
        for answer in REPLIES
    }
    world.telegram.faults.follow(*(rule for _, rule in cast.values()), seed=1)
    for person, _ in cast.values():
        world.telegram.say(person.account, person.account, "https://example.org/shop")
    await passes(world, 4)
    found = {
        answer: person.texts().count(person.words(ASKED)) for answer, (person, _) in cast.items()
    }
    assert found == REPLIES
    assert world.telegram.faults.impatient == []
    blocked, _ = cast[Kind.BLOCKED, False]
    await blocked.says("/start")
    blocked.saw("start-welcome")


async def test_a_press_that_cannot_be_answered_has_its_effect_and_is_not_said_twice(world):
    stale, lost = world.person("Old"), world.person("Lost")
    for person, kind in ((stale, Kind.STALE), (lost, Kind.LOST)):
        await person.says("https://example.org/shop")
        rule = Rule(kind=kind, methods=("answerCallbackQuery",), after=True, times=1)
        world.telegram.faults.follow(rule, seed=1)
        number, data = person.data("Fraud")
        world.telegram.press(person.account, person.account, number, data)
        before = len(person.chat)
        await passes(world, 2)
        person.sees("report-subcategory-ask")
        assert len(person.chat) == before


async def test_an_edit_whose_answer_was_lost_is_told_again(world, citizen):
    await citizen.says("https://example.org/shop")
    world.telegram.faults.follow(
        Rule(kind=Kind.LOST, methods=("editMessageText",), after=True, times=1), seed=1
    )
    await citizen.taps("Fraud")
    await passes(world, 2)
    assert citizen.texts().count(citizen.words("report-subcategory-ask")) == 2


async def test_a_group_that_moves_under_an_answer_is_followed(world, lead):
    group = await world.group(lead, unit="changsha")
    world.telegram.say(lead.account, group, "/queue@jubao_test_bot")
    new = world.telegram.move_group(group).id
    said = [
        update
        for update in world.telegram.take_updates(TOKEN)
        if "migrate_to_chat_id" not in update["message"]
        and "migrate_from_chat_id" not in update["message"]
    ]
    await world.jubao.intake.store(said)  # what it says of its move comes later
    await world.settle()
    assert await world.db.run(units.group_of, "changsha") == new
    assert [m for m in world.telegram.messages(new) if m.get("from", {}).get("is_bot")]


async def test_thrown_out_under_an_answer_the_unit_is_told_by_other_ways(world, lead):
    group = await world.group(lead, unit="changsha")
    world.telegram.say(lead.account, group, "/queue@jubao_test_bot")
    world.telegram.chats[group].bot_inside = False
    await world.settle()
    assert await world.db.run(units.group_of, "changsha") is None
    assert "screen" not in await kinds(world)


async def kinds(world):
    return await world.db.run(lambda tx: set(tx.execute(select(outbox.outbox.c.kind)).scalars()))


BROADCAST = {
    (Kind.REFUSED, False): (BroadcastDelivery.SENT, 1),
    (Kind.BLOCKED, False): (BroadcastDelivery.BLOCKED, 0),
    **{(kind, after): (BroadcastDelivery.UNKNOWN, int(after)) for kind, after in BOTH},
}


async def test_a_broadcast_follows_the_table_and_risks_no_second_copy(world, citizen, admin):
    second = await world.staff("Deng", Role.ADMIN)
    cast = {answer: world.person(str(answer)) for answer in BROADCAST}
    for person in cast.values():
        await person.says("/start")
    await running(world, citizen, admin, second)
    world.jubao.broadcaster.backoff.first = 0.01
    world.telegram.faults.follow(
        *(
            Rule(
                kind=kind,
                methods=("send*",),
                chat=person.account,
                after=after,
                times=1,
            )
            for (kind, after), person in cast.items()
        ),
        seed=1,
    )
    before = {answer: len(person.chat) for answer, person in cast.items()}
    await world.broadcasts()

    def look(tx):
        rows = broadcast_people
        found = dict(tx.execute(select(rows.c.who, rows.c.state)).all())
        return {
            answer: BroadcastDelivery(found[people.who_is(tx, person.account)])
            for answer, person in cast.items()
        }

    states = await world.db.run(look)
    found = {
        answer: (states[answer], len(person.chat) - before[answer])
        for answer, person in cast.items()
    }
    assert found == BROADCAST


async def test_in_a_storm_of_429_no_call_is_made_in_a_pause_and_nothing_is_lost(world):
    crowd = [world.person(f"R{n}") for n in range(6)]
    storm = ("send*", "edit*", "answer*")
    world.telegram.faults.follow(
        Rule(kind=Kind.FLOOD, methods=storm, share=0.17, most=30, everywhere=True),
        *(
            Rule(kind=Kind.FLOOD, methods=storm, chat=each.account, share=0.2, most=30)
            for each in crowd[:3]
        ),
        seed=4,
    )
    await world.staff("Chen", Role.MODERATOR)
    for person in crowd:
        world.telegram.users[person.account].started = True
        life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
        await life.files(person.account)
    for n in range(120):
        if n < 60:
            talker = crowd[n % 6]
            world.telegram.say(talker.account, talker.account, "/cases")
        await world.settle()
        world.later(20)
    hits = [hit for hit in world.telegram.faults.hits if hit.rule.kind is Kind.FLOOD]
    assert len(hits) > 10
    assert world.telegram.faults.impatient == []
    for person in crowd:
        assert (await receipt_of(world, person))[:2] == (1, NoticeState.SENT)


async def test_a_chat_that_is_always_refused_holds_up_the_others_only_for_a_while(world):
    flooded, rule = struck(world, "Flooded", kind=Kind.FLOOD, seconds=20)
    other, _ = struck(world, "Other", kind=Kind.FLOOD)
    world.telegram.faults.follow(rule, seed=1)
    for person in (flooded, other):
        life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
        await life.files(person.account)
    await passes(world, 15)
    assert await receipt_of(world, flooded) == (0, NoticeState.WAITING, 0)
    assert await receipt_of(world, other) == (1, NoticeState.SENT, 0)
    assert world.telegram.faults.impatient == []
