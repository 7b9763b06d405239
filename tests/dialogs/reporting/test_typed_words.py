"""Words typed instead of pressing a button, at an open question and with nothing open."""

import pytest

from storage.reporting import reports
from tests.dialogs.reporting.test_begin_anywhere import asks, held
from tests.dialogs.reporting.test_report import CODE, until
from tests.support.by_hand import submit

LINK = "https://example.org/shop"
NUMBER = "110"
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh-hans"])


@pytest.fixture
def person(world, language):
    return world.person("Lin", language)


# At an open question.


@pytest.mark.parametrize("typed", ["Submit", "提交", "提交举报", "Submit report in good faith"])
async def test_a_report_is_submitted_by_a_typed_word_and_a_second_one_files_nothing(
    citizen, world, typed
):
    await until(citizen, "review")
    await citizen.says(typed)
    code = CODE.search(citizen.texts(1))[0]
    await citizen.says("submit")
    assert CODE.search(citizen.texts(1))[0] == code
    assert await world.db.run(reports.get, 2) is None


async def test_submit_typed_before_the_review_submits_nothing(citizen, world):
    await citizen.says(LINK)
    citizen.sees("report-category-ask")
    await citizen.says("提交")
    citizen.sees("answer-button-wanted")
    citizen.sees("report-category-ask")
    assert await world.db.run(reports.get, 1) is None


@pytest.mark.parametrize("typed", ["没有", "no", "Skip", "不知道"])
async def test_a_word_that_means_skip_skips_where_that_button_is(citizen, world, typed):
    await until(citizen, "words")
    await citizen.says(typed)
    citizen.sees("report-review-ask")
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == ""


@pytest.mark.parametrize(
    "typed", ["没有发货，钱也没退", "no refund came", "back in May they did it"]
)
async def test_a_sentence_with_such_a_word_is_kept_as_words(citizen, world, typed):
    await until(citizen, "words")
    await citizen.says(typed)
    citizen.sees("report-review-ask")
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == typed


async def test_a_word_at_the_review_that_is_no_button_there_adds_nothing(citizen, world):
    await until(citizen, "review")
    await citizen.says("没有")
    citizen.sees("answer-button-wanted")
    await citizen.says("they called again")
    await citizen.says("submit")
    text = await world.db.run(reports.text_of, 1)
    assert "they called again" in text
    assert "没有" not in text


@LANGUAGES
async def test_back_and_cancel_are_typed_and_cancel_can_be_undone(person):
    await person.says(LINK)
    await person.taps(person.labels()[0])
    person.sees("report-subcategory-ask")
    await person.says("返回")
    person.sees("report-category-ask")
    await person.says("取消")
    person.sees("cancel-done")
    await person.taps(person.words("button-undo"))
    person.sees("report-category-ask")


@pytest.mark.soak
async def test_a_button_of_the_review_is_typed(citizen):
    await until(citizen, "review")
    await citizen.says("region")
    citizen.sees("report-region-ask")


# With nothing open.


@LANGUAGES
@pytest.mark.parametrize(
    "typed",
    [
        "举报",
        "我要举报",
        "我要举报！",
        "怎么举报？",
        "report",
        "I want to report",
        "Report content",
    ],
)
async def test_the_wish_to_report_begins_the_report_and_is_no_material(world, person, typed):
    await person.says(typed)
    person.sees("report-material-ask")
    await person.says(LINK)
    person.sees("report-category-ask")
    assert typed not in person.last["text"]


@LANGUAGES
@pytest.mark.parametrize("typed", ["hello", "Hi!", "你好", "您好。", "在吗？"])
async def test_a_greeting_is_answered_with_the_menu_and_the_number(world, person, typed):
    await person.says(typed)
    person.sees("talk-hello")
    assert person.last["text"].endswith(person.words("start-emergency", number=NUMBER))
    assert person.words("button-report") in person.labels()
    assert person.words("button-danger") in person.labels()
    assert await world.db.run(held, person.account) == []


async def test_staff_who_greet_are_shown_the_way_to_their_cases(world, moderator, citizen):
    await moderator.says("hello")
    moderator.sees("talk-hello")
    assert moderator.words("desk-go-queue") in moderator.labels()
    await citizen.says("hello")
    assert citizen.words("desk-go-queue") not in citizen.labels()


@LANGUAGES
@pytest.mark.parametrize("typed", ["thanks", "Thank you!", "谢谢", "好的，谢谢"])
async def test_thanks_are_answered_and_not_kept(world, person, typed):
    await person.says(typed)
    person.sees("talk-thanks")
    assert await world.db.run(held, person.account) == []


@LANGUAGES
@pytest.mark.parametrize("typed", ["提交", "submit", "没有", "next", "返回"])
async def test_a_button_of_nothing_is_answered_and_not_kept(world, person, typed):
    await person.says(typed)
    person.sees("talk-nothing-open")
    assert await world.db.run(held, person.account) == []


@LANGUAGES
@pytest.mark.parametrize(
    ("button", "key"),
    [("cases", "cases-none"), ("track", "track-how"), ("hotlines", "directory-title")],
)
async def test_a_button_of_the_menu_is_typed(world, person, button, key):
    await person.says(person.words(f"button-{button}"))
    person.sees(key)
    assert await world.db.run(held, person.account) == []


@pytest.mark.parametrize(
    "typed",
    [
        "hello, somebody took my money",
        "谢谢你们，可是钱还没退",
        "我要举报一个卖假药的",
        "thanks for nothing they said",
    ],
)
async def test_a_sentence_with_a_greeting_is_kept(world, citizen, typed):
    await citizen.says(typed)
    citizen.sees("held-report")
    assert await world.db.run(held, citizen.account) == [typed]


async def test_a_greeting_beside_what_is_held_is_kept_with_it(world, citizen):
    await citizen.says("somebody took my money")
    await citizen.says("thanks")
    assert await world.db.run(held, citizen.account) == ["somebody took my money", "thanks"]


async def test_the_wish_to_report_what_is_held_reports_it(world, citizen):
    await citizen.says("somebody took my money in the green shop")
    await citizen.says("举报")
    citizen.sees("report-category-ask")


@pytest.mark.parametrize("typed", ["没有", "ok", "thanks", "hello", "report"])
async def test_while_an_office_waits_any_word_may_be_the_answer(citizen, moderator, typed):
    await until(citizen, "review")
    await submit(citizen)
    await asks(moderator)
    await citizen.says(typed)
    assert citizen.words("held-yours") in citizen.last["text"]
    assert typed in citizen.last["text"]


@pytest.mark.soak
async def test_while_an_office_waits_such_a_word_is_a_further_part_of_the_answer(
    world, citizen, moderator
):
    await until(citizen, "review")
    await submit(citizen)
    await asks(moderator)
    await citizen.says("I paid to the account ending in 42")
    await citizen.says("没有")
    assert await world.db.run(held, citizen.account) == [
        "I paid to the account ending in 42",
        "没有",
    ]


async def test_cancel_after_filing_says_how_to_take_a_report_back(citizen):
    await until(citizen, "review")
    await submit(citizen)
    await citizen.says("不想举报了")
    citizen.sees("talk-cancel-filed")


@pytest.mark.parametrize("typed", ["no", "没有"])
async def test_a_word_that_may_belong_to_a_report_under_way_is_kept(world, citizen, typed):
    await until(citizen, "review")
    await submit(citizen)
    await citizen.says(typed)
    citizen.sees("held-report-or-add")
    assert await world.db.run(held, citizen.account) == [typed]


@LANGUAGES
@pytest.mark.parametrize("typed", ["help", "救命", "救"])
async def test_a_word_of_danger_is_answered_with_the_number_first(person, typed):
    await person.says(typed)
    number = person.words("start-emergency", number=NUMBER)
    assert person.last["text"].startswith(number)
