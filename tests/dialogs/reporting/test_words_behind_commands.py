"""What stands behind a command is not lost: the command reads it, or it is a message of its own."""

import pytest

from handlers.core import menus
from storage.reporting import reports
from storage.suggestions import suggestions
from tests.dialogs.network.test_changing_units import CHANGSHA
from tests.dialogs.reporting.test_begin_anywhere import held
from tests.dialogs.reporting.test_report import CODE, until
from tests.support.by_hand import submit

LINK = "https://behind-k.com/x"
STORY = "有人卖假证骗了我三千块"
NUMBER = "110"
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh-hans"])
TAKES_WORDS = ("report", "suggest")
OTHERS = tuple(name for name in menus.CITIZENS if name not in TAKES_WORDS)
ANSWERS = {
    "start": "start-welcome",
    "cases": "cases-none",
    "track": "track-how",
    "rules": "rules-step-send",
    "directory": "directory-none",
    "language": "language-ask",
    "settings": "settings-title",
    "privacy": "privacy-title",
    "mydata": "mydata-title",
    "forgetme": "forget-title",
    "cancel": "cancel-nothing",
    "help": "help-title",
    "jubao": "command-unknown",
}


@pytest.fixture
def person(world, language):
    return world.person("Lin", language)


@LANGUAGES
@pytest.mark.parametrize("command", [*OTHERS, "jubao"])
async def test_words_behind_a_command_are_held_after_its_answer(world, person, command):
    await person.says(f"/{command} {STORY}")
    person.saw(ANSWERS[command])
    person.sees("held-report")
    [kept] = await world.db.run(held, person.account)
    assert kept == (f"/jubao {STORY}" if command == "jubao" else STORY)


@LANGUAGES
@pytest.mark.parametrize("command", OTHERS)
async def test_a_link_behind_a_command_begins_a_report_after_its_answer(world, person, command):
    await person.says(f"/{command} {LINK} {STORY}")
    person.saw(ANSWERS[command])
    person.sees("report-category-ask")


def test_each_command_for_everybody_is_tried_here():
    assert set(ANSWERS) - {"jubao"} == set(OTHERS)


async def test_cancel_with_a_link_ends_the_open_report_and_begins_another(citizen, world):
    await until(citizen, "words")
    await citizen.says(f"/cancel {LINK}")
    citizen.saw("cancel-done")
    citizen.sees("report-category-ask")
    assert "example[.]org" not in citizen.last["text"]


@pytest.mark.parametrize("behind", ["hello", "谢谢", "取消"])
async def test_a_word_that_is_no_material_gets_no_second_answer(citizen, world, behind):
    await citizen.says(f"/help {behind}")
    citizen.sees("help-title")
    assert await world.db.run(held, citizen.account) == []


async def test_words_behind_a_command_are_part_of_an_open_report_and_press_nothing(citizen, world):
    await until(citizen, "review")
    await citizen.says("/privacy submit")
    citizen.sees("report-review-ask")
    assert await world.db.run(reports.get, 1) is None
    await citizen.says(f"/help {STORY}")
    citizen.sees("report-review-ask")
    await submit(citizen)
    assert STORY in await world.db.run(reports.text_of, 1)


async def test_words_behind_a_command_do_not_go_to_an_office_by_themselves(citizen, world):
    await until(citizen, "review")
    await submit(citizen)
    await citizen.taps("Add evidence")
    await citizen.says(f"/help {STORY}")
    citizen.saw("help-title")
    citizen.sees("command-words-left")
    citizen.sees("addition-content-ask")


async def test_a_word_of_danger_behind_a_command_is_answered_with_the_number_first(citizen):
    before = len(citizen.chat)
    await citizen.says("/help 救命，他要杀了我")
    first = next(m for m in citizen.chat[before:] if m["from"]["is_bot"])
    assert first["text"] == citizen.words("start-emergency", number=NUMBER)


async def test_a_code_among_words_behind_track_is_looked_up_and_the_words_are_kept(citizen, world):
    await until(citizen, "review")
    await submit(citizen)
    code = CODE.search(citizen.texts())[0]
    await citizen.says(f"/track {code} 什么时候有结果，请尽快处理")
    citizen.saw("about-submitted")
    citizen.sees("held-report-or-add")
    [kept] = await world.db.run(held, citizen.account)
    assert "什么时候有结果" in kept
    assert code not in kept


async def test_a_mistyped_code_is_no_material(citizen, world):
    await citizen.says("/track K7F3-9QWM-2XTB")
    citizen.sees("track-mistyped")
    assert await world.db.run(held, citizen.account) == []


@pytest.mark.parametrize("payload", ["r", "u_changsha", "i_old", "d_changsha"])
async def test_the_payload_of_a_deep_link_is_no_material(citizen, world, payload):
    await citizen.says(f"/start {payload}")
    assert await world.db.run(held, citizen.account) == []


async def test_staff_who_mistype_a_command_begin_no_report(moderator, world):
    await moderator.says("/serch host example one two three four")
    moderator.sees("command-unknown")
    assert await world.db.run(held, moderator.account) == []


# /suggest.


@LANGUAGES
async def test_text_behind_suggest_is_its_text_and_only_the_unit_is_asked(world, person):
    await person.says(f"/suggest {STORY}")
    person.sees("suggestion-text-kept")
    person.sees("suggestion-unit-ask")
    await person.says("changsha")
    person.sees("suggestion-send-ask")
    assert STORY in person.last["text"]


@pytest.mark.parametrize("text", ["电话打了三次都没有人接", "Nobody ever answers the phone"])
async def test_a_text_typed_where_the_unit_is_asked_is_kept_as_the_text(world, citizen, text):
    await citizen.says("/suggest")
    await citizen.says(text)
    citizen.sees("suggestion-text-kept")
    citizen.sees("suggestion-unit-ask")
    await citizen.says("and the mail comes back, too")
    await citizen.taps(CHANGSHA)
    citizen.sees("suggestion-send-ask")
    await citizen.taps("Send")
    kept = await world.db.run(suggestions.get, 1)
    assert kept.text == f"{text}\nand the mail comes back, too"


async def test_a_text_behind_suggest_is_corrected_by_an_edit(citizen):
    await citizen.says(f"/suggest {STORY}")
    mine = next(m for m in citizen.chat if m.get("text") == f"/suggest {STORY}")
    await citizen.edits(mine["message_id"], "/suggest a better way to say it")
    citizen.sees("edited-open")
    await citizen.taps(CHANGSHA)
    assert "a better way to say it" in citizen.last["text"]
    assert "[/]suggest" not in citizen.last["text"]


async def test_danger_behind_suggest_is_answered_with_the_number_first(citizen):
    await citizen.says("/suggest 你们再不管我就不想活了")
    assert citizen.last["text"].startswith(citizen.words("start-emergency", number=NUMBER))
    citizen.sees("suggestion-unit-ask")
