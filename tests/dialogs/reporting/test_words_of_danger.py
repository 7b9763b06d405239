"""Whoever writes that a life is in danger reads the emergency number at once, whatever is open."""

import pytest

from domain.network.people import Role
from storage.cases import cases
from storage.reporting import reports
from tests.dialogs.moderation.test_casework import newest
from tests.dialogs.reporting.test_begin_anywhere import asks, reported, sends
from tests.dialogs.reporting.test_report import submit, to_review, until

NUMBER = "110"
DANGER = (
    *(
        "救命",
        "我想死",
        "不想活了",
        "救 命 啊！！",
        "他说要杀了我女儿",
        "她爬上楼顶要跳楼",
        "有人被綁架了",
    ),
    *(
        "help!",
        "Help me",
        "I want to die",
        "I don’t want to live any more",
        "he is going to KILL me",
    ),
)
NO_DANGER = (
    "你好",
    "在吗",
    "客服说帮助退款",
    "please help me get my money back",
    "skilled measures",
)
FRIEND = {"type": "hidden_user", "sender_user_name": "Nobody", "date": 1_760_000_000}


def first_words(person):
    return person.last["text"].split("\n")[0]


def emergency(person):
    return person.words("start-emergency", number=NUMBER)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("text", DANGER)
async def test_the_number_stands_first_in_the_first_answer(world, language, text):
    person = world.person("Lin", language)
    await person.says(text)
    assert first_words(person) == emergency(person)
    assert person.last["text"].count(NUMBER) == 1
    assert person.words("button-danger") in person.labels()


@pytest.mark.parametrize("text", NO_DANGER)
async def test_other_words_have_it_last_as_no_list_knows_all_words_of_fear(citizen, text):
    await citizen.says(text)
    assert citizen.last["text"].endswith(emergency(citizen))


async def test_the_button_begins_a_report_with_what_was_written_and_the_alarm(citizen, world):
    await citizen.says("救命，他把我锁在房间里")
    await citizen.taps("🆘 Somebody is in danger")
    citizen.sees("report-danger-now", number=NUMBER)
    await citizen.says("https://example.org/live")
    await to_review(citizen, region="")
    citizen.sees("review-danger")
    await submit(citizen)
    assert "他把我锁在房间里" in await world.db.run(reports.text_of, 1)
    assert (await world.db.run(cases.get, 1)).alarm_at is not None


@pytest.mark.parametrize("name", ["material", "category", "subcategory", "words", "region", "name"])
async def test_it_stands_first_at_every_question_of_a_report(citizen, name):
    await until(citizen, name)
    await citizen.says("she says that she wants to die tonight")
    assert first_words(citizen) == emergency(citizen)


async def test_a_link_or_a_forward_with_words_of_danger_begins_a_report_below_the_number(citizen):
    await citizen.says("https://example.org/live 她正在直播割腕")
    assert first_words(citizen) == emergency(citizen)
    citizen.sees("report-category-ask")
    await sends(citizen, text="永别了，我要跳河", forward_origin=FRIEND)
    assert first_words(citizen) == emergency(citizen)


async def test_the_command_with_words_of_danger_is_answered_with_the_number(citizen):
    await citizen.says("/report 救命")
    assert first_words(citizen) == emergency(citizen)


async def test_words_of_danger_among_messages_sent_together_do_not_wait_for_the_rest(
    citizen, world
):
    account = citizen.account
    for text in ("https://example.org/live", "she wants to die"):
        world.telegram.say(account, account, text)
        await world.settle()
    assert citizen.last["text"] == emergency(citizen)
    world.later(3)
    await world.settle()
    citizen.saw("start-emergency", number=NUMBER)  # the question that comes late removes nothing
    citizen.sees("report-category-ask")


async def test_a_refusal_does_not_hide_the_number(citizen):
    await citizen.says("https://example.org/live")
    for part in range(3):
        await citizen.says(chr(0x4E00 + part) * 4096)
    await citizen.says("救命" + "啊" * 4094)
    citizen.sees("start-emergency", number=NUMBER)
    assert "not kept" in citizen.texts(2)


async def test_an_answer_to_an_office_that_speaks_of_danger_has_the_number_first(citizen, world):
    wu = await world.staff("Wu", Role.MODERATOR)
    await reported(citizen)
    await asks(wu)
    await citizen.says("he will kill me if I tell you")
    assert first_words(citizen) == emergency(citizen)
    citizen.sees("held-yours")


@pytest.mark.soak
async def test_staff_who_write_about_a_case_are_not_told(citizen, world):
    wu = await world.staff("Wu", Role.MODERATOR)
    await reported(citizen)
    await wu.says("/case 2611-0001")
    await wu.taps("Accept")
    await wu.taps_on_card("Start checking")
    await wu.taps_on_card("Decide")
    await wu.taps("Removed by the unit itself")
    await wu.taps("I saw it myself")
    await wu.taps("Change facts")
    await wu.says("the post tells people to kill themselves: suicide")
    assert NUMBER not in newest(wu)


async def test_nor_are_they_where_their_words_end_the_form(citizen, world):
    wu = await world.staff("Wu", Role.MODERATOR)
    await reported(citizen)
    await wu.says("/case 2611-0001")
    await wu.taps_on_card("Note")
    await wu.says("he will kill me, the caller said")
    assert first_words(wu) != emergency(wu)
    assert "Note · Wu" in newest(wu)


async def test_words_of_danger_at_any_question_bring_the_button_to_it(citizen, world):
    await citizen.says("https://example.org/live")
    await citizen.taps("Fraud")
    assert "🆘 Somebody is in danger" not in citizen.labels()  # the closer category is asked
    await citizen.says("my friend will kill herself tonight")
    assert emergency(citizen) in citizen.texts()
    await citizen.taps("🆘 Somebody is in danger")
    citizen.sees("report-danger-now", number=NUMBER)
    await citizen.taps("Fake bank")
    citizen.sees("review-danger")
    await submit(citizen)
    assert (await world.db.run(cases.get, 1)).alarm_at is not None
