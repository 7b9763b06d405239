"""One topic per case: titled, kept true, closed at the end, and healed where it was deleted."""

import pytest
from telegram.error import NetworkError, RetryAfter

from domain.status import Status
from storage.cases import cases
from storage.network import card_places, units
from tests.dialogs.moderation.test_casework import accepts, decides, files
from tests.support.decisions import refuses
from usecases.operations import scheduled
from usecases.session import by_system

CHANGSHA = "Changsha Internet Information Office"
HOUR = 3600


@pytest.fixture
async def moderator(world, moderator):
    """A moderator who wants each case in private, too, and not in a digest."""
    return await world.hears_each(moderator)


@pytest.fixture
async def lead(world, lead):
    """A lead who wants each case in private, too, and not in a digest."""
    return await world.hears_each(lead)


@pytest.fixture
async def forum(world, lead, moderator):
    """The unit's group is a forum, and each case has a topic there."""
    chat = await world.group(lead, moderator, forum=True)
    await lead.says("/bind", chat=chat)
    await lead.taps(CHANGSHA, chat=chat)
    await lead.taps("Give each case a topic", chat=chat)
    return chat


def topics(world, chat):
    return list(world.telegram.chats[chat].topics.values())


def cards(world, chat):
    """What stands in topics: topic -> text."""
    me = world.telegram.bot.user.id
    return {
        message["message_thread_id"]: message["text"]
        for message in world.telegram.messages(chat)
        if message["from"]["id"] == me and "text" in message and "message_thread_id" in message
    }


def called(world, name):
    return [params for method, params in world.telegram.sent if method == name]


async def place(world, case):
    return await world.db.run(card_places.place, case.id, "changsha")


async def sweeps(world):
    await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
    await world.settle()


async def test_only_a_forum_is_offered_topics(world, lead):
    chat = await world.group(lead)

    await lead.says("/bind", chat=chat)
    await lead.taps(CHANGSHA, chat=chat)

    assert "topic" not in " ".join(lead.labels(chat))


async def test_a_case_gets_its_topic_with_the_card_in_it(world, forum, citizen):
    case = await files(world, citizen)

    [topic] = topics(world, forum)
    assert topic.name == f"{case.number} · 待受理 · 2026年11月26日截止"
    assert cards(world, forum)[topic.id].startswith(case.number)
    assert (await place(world, case)).topic_id == topic.id


async def test_nobody_else_turns_topics_on_or_off(world, forum, moderator):
    said = await moderator.taps("Turn topics off", chat=forum)

    assert said == moderator.words("press-not-for-you")
    assert await world.db.run(units.has_topics, "changsha")


async def test_turned_off_new_cases_stand_in_the_group_itself(world, forum, lead, citizen):
    await lead.taps("Turn topics off", chat=forum)

    await files(world, citizen)

    assert topics(world, forum) == []
    assert cards(world, forum) == {}


@pytest.mark.soak
async def test_a_card_that_stands_already_stays_where_it_is(world, lead, moderator, citizen):
    chat = await world.group(lead, moderator, unit="changsha", forum=True)
    await files(world, citizen)
    await lead.says("/bind", chat=chat)
    await lead.taps(CHANGSHA, chat=chat)
    await lead.taps("Give each case a topic", chat=chat)

    await accepts(moderator)

    assert topics(world, chat) == []
    assert sum("已受理" in m.get("text", "") for m in world.telegram.messages(chat)) == 1


async def test_the_title_follows_the_state_and_the_end_closes_it(
    world, forum, citizen, moderator, lead
):
    case = await files(world, citizen)
    await accepts(moderator)
    [topic] = topics(world, forum)
    assert topic.name == f"{case.number} · 已受理 · 2026年12月3日截止"
    await moderator.taps_on_card("Start checking")
    await decides(moderator)
    assert not topic.closed

    await lead.taps("Confirm and send")

    assert (topic.name, topic.closed) == (f"{case.number} · 已办结", True)
    assert len(called(world, "createForumTopic")) == 1
    assert len(cards(world, forum)) == 1


async def test_an_appeal_opens_it_again(world, forum, citizen, moderator, lead):
    case = await files(world, citizen)
    await refuses(moderator, "Not our responsibility", "Please turn to the consumers' office.")
    [topic] = topics(world, forum)
    assert topic.closed

    await citizen.taps("Appeal")
    await citizen.says("I do not agree with this at all.")

    assert not topic.closed
    assert topic.name.startswith(f"{case.number} · 复核中")


@pytest.mark.soak
async def test_a_title_that_has_not_changed_costs_no_call(world, forum, citizen, moderator):
    await files(world, citizen)

    await moderator.taps_on_card("Take")

    assert called(world, "editForumTopic") == []


async def test_hours_left_are_told_hourly_within_a_day_and_not_before(
    world, forum, citizen, moderator
):
    case = await files(world, citizen)  # due tomorrow at 18:00: in thirty hours
    await moderator.taps_on_card("Take")
    [topic] = topics(world, forum)
    for _ in range(5):
        world.later(HOUR)
        await sweeps(world)
    assert called(world, "editForumTopic") == []

    world.later(HOUR)
    await sweeps(world)
    assert topic.name == f"{case.number} · 待受理 · 剩 24 小时"
    for _ in range(4):
        world.later(HOUR // 4)
        await sweeps(world)
    assert topic.name.endswith("剩 23 小时")
    assert len(called(world, "editForumTopic")) == 2


@pytest.mark.parametrize("answer", ["Take", "Accept"])
async def test_a_deleted_topic_is_made_anew_once(world, forum, citizen, moderator, answer):
    case = await files(world, citizen)
    [old] = topics(world, forum)
    world.telegram.delete_topic(forum, old.id)

    await (accepts(moderator) if answer == "Accept" else moderator.taps(answer))

    [new] = topics(world, forum)
    assert new.id != old.id
    assert list(cards(world, forum)) == [new.id]
    assert (await place(world, case)).topic_id == new.id
    assert len(called(world, "createForumTopic")) == 2


async def test_a_deleted_card_is_written_again_into_its_topic(world, forum, citizen, moderator):
    case = await files(world, citizen)
    [topic] = topics(world, forum)
    world.telegram.delete(forum, (await place(world, case)).message_id)

    await moderator.taps_on_card("Take")

    assert topics(world, forum) == [topic]
    assert list(cards(world, forum)) == [topic.id]


@pytest.mark.soak
async def test_a_topic_closed_by_hand_is_opened_to_write_in_it(world, forum, citizen, moderator):
    case = await files(world, citizen)
    [topic] = topics(world, forum)
    topic.closed = True
    world.telegram.delete(forum, (await place(world, case)).message_id)

    await moderator.taps_on_card("Take")

    assert not topic.closed
    assert list(cards(world, forum)) == [topic.id]


@pytest.mark.soak
async def test_a_topic_deleted_after_the_end_is_not_made_anew(world, forum, citizen, moderator):
    await files(world, citizen)
    [topic] = topics(world, forum)
    world.telegram.delete_topic(forum, topic.id)

    await refuses(moderator, "Not our responsibility", "Please turn to the consumers' office.")

    assert topics(world, forum) == []
    assert len(called(world, "createForumTopic")) == 1
    assert not any("不予受理" in m.get("text", "") for m in world.telegram.messages(forum))


@pytest.mark.parametrize("why", ["rights", "forum"])
async def test_where_topics_cannot_be_made_cards_stand_without_and_the_lead_is_told(
    world, forum, citizen, lead, why
):
    if why == "rights":
        world.telegram.demote_bot(forum)
    else:
        world.telegram.chats[forum].is_forum = None

    case = await files(world, citizen)

    lead.saw("notice-topics_lost", unit=CHANGSHA)
    assert await world.db.run(units.group_of, "changsha") == forum
    assert world.telegram.messages(forum)[-1]["text"].startswith(case.number)


async def test_a_pause_between_two_steps_makes_no_second_topic(world, forum, citizen):
    case = await stopped_at(world, citizen, "sendMessage", RetryAfter(30))
    assert len(topics(world, forum)) == 1
    assert cards(world, forum) == {}

    world.later(31)
    await world.settle()

    [topic] = topics(world, forum)
    assert cards(world, forum)[topic.id].startswith(case.number)


async def stopped_at(world, citizen, method, fault):
    """A case whose card meets this fault at its first message into a topic."""
    original = world.wire.do_request

    async def do_request(url, *args, **kwargs):
        data = kwargs.get("request_data") or (args[1] if len(args) > 1 else None)
        into_topic = data is not None and "message_thread_id" in data.json_parameters
        if url.endswith(method) and into_topic and faults:
            raise faults.pop()
        return await original(url, *args, **kwargs)

    faults = [fault]
    world.wire.do_request = do_request
    case = await files(world, citizen)
    world.wire.do_request = original
    return case


async def test_a_case_that_goes_elsewhere_leaves_a_closed_topic(world, forum, citizen, moderator):
    case = await files(world, citizen)
    await moderator.taps_on_card("Transfer")
    await moderator.says("hengyang")
    await moderator.says("It belongs there.")

    [topic] = topics(world, forum)
    assert topic.closed
    assert topic.name == f"{case.number} · 现由衡阳市委网宣(管)办办理"
    assert await place(world, case) is None


async def test_an_answer_stands_in_the_topic_that_the_question_was_asked_in(
    world, forum, citizen, moderator
):
    case = await files(world, citizen)
    [topic] = topics(world, forum)

    await moderator.says(f"/case {case.number}", chat=forum, thread=topic.id)

    assert world.telegram.messages(forum)[-1]["message_thread_id"] == topic.id


async def test_a_lost_answer_is_tried_again_and_the_card_arrives(world, forum, citizen):
    world.wire.faults["createForumTopic"] = NetworkError("away")
    case = await files(world, citizen)
    world.later(10)
    await world.settle()

    assert case.number in [*cards(world, forum).values()][-1]
    assert (await world.db.run(cases.get, case.id)).status is Status.SUBMITTED
