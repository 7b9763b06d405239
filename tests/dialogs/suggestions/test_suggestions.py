"""Criticism and ideas: sent in three taps, answered by whoever leads, found again by a code."""

import re

import pytest

from domain.suggestion import KEPT_DAYS
from handlers.suggestions.callbacks import AnswerSuggestion, SeeSuggestion
from storage.audit import journal
from tests.dialogs.account.test_forget import traces
from tests.dialogs.moderation.test_clocks import ticks
from tests.dialogs.network.test_changing_units import CHANGSHA

DAY = 24 * 3600
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
PROVINCE = "Hunan Internet Illegal and Harmful Information Reporting Centre"
WORDS = "Nobody answers the phone at night <b>"


async def suggests(citizen, text=WORDS, unit=CHANGSHA):
    """A whole suggestion; its code."""
    await citizen.says("/suggest")
    await citizen.taps(unit)
    await citizen.says(text)
    await citizen.taps("Send")
    return CODE.search(citizen.texts(1))[0]


async def answers(lead, text="We have hired two people."):
    await lead.says("/suggestions")
    await lead.taps("1 · ")
    await lead.taps("Answer")
    await lead.says(text)


async def test_nothing_that_anybody_writes_is_live(citizen, lead):
    await suggests(citizen, "look: https://reported.example/x")
    await answers(lead, "seen: https://reported.example/x")
    await citizen.says("/cases")
    shown = [m for each in (citizen, lead) for m in each.chat if m["from"]["is_bot"]]
    assert sum("reported[.]example" in m["text"] for m in shown) >= 3
    assert not any(e["type"] == "url" for m in shown for e in m.get("entities", []))


async def test_from_a_complaint_to_its_answer(world, citizen, lead):
    await citizen.says("/suggest")
    citizen.sees("suggestion-unit-ask")
    await citizen.says("changsha")
    citizen.sees("suggestion-text-ask")
    await citizen.says(WORDS)
    citizen.sees("suggestion-send-ask")
    assert WORDS in citizen.texts(1)
    await citizen.taps("Send")
    citizen.sees("suggestion-sent", unit=CHANGSHA)
    code = CODE.search(citizen.texts(1))[0]
    lead.sees("notice-suggestion_came", unit=CHANGSHA, number="1")
    assert code[-4:] not in lead.texts()
    assert WORDS not in lead.texts()

    await lead.taps("Read")
    assert WORDS in lead.texts(1)
    await lead.taps("Answer")
    await lead.says("We have hired two people.")
    lead.sees("suggestion-answer-sent")

    citizen.sees("notice-suggestion_answered", unit=CHANGSHA)
    assert "We have hired two people." in citizen.texts(1)
    assert "Zhou" not in citizen.texts()
    verbs = [(e.verb, e.who) for e in await world.db.run(journal.of_case, 0)]
    assert verbs[0] == ("suggest", "suggestion:1")
    assert verbs[1][0] == "answer_suggestion"
    assert await world.db.run(journal.first_break, 0) is None


@pytest.mark.parametrize("typed", [None, "不知道", "not sure"])
async def test_who_does_not_know_the_office_writes_to_the_highest(citizen, typed):
    await citizen.says("/suggest")
    if typed is None:
        await citizen.taps(citizen.words("button-unsure"))
    else:
        await citizen.says(typed)
    citizen.sees("suggestion-text-ask")
    await citizen.says(WORDS)
    assert citizen.words("suggestion-to", unit=PROVINCE) in citizen.texts(1)
    await citizen.taps("Send")
    citizen.sees("suggestion-sent", unit=PROVINCE)


async def test_whoever_has_the_code_sees_the_answer(world, citizen, lead):
    code = await suggests(citizen)
    other = world.person("Mei")
    await other.says(f"/track {code}")
    assert WORDS in other.texts(1)
    assert "Answer by" in other.texts(1)

    await answers(lead)
    await other.says(f"/track {code}")
    assert "We have hired two people." in other.texts(1)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("nowhere", "suggestion-unit-unknown"),
        ("🤔", "suggestion-unit-unknown"),
        ("Internet Information Office", "suggestion-unit-several"),
    ],
)
async def test_a_unit_that_is_not_clear_is_asked_again(citizen, typed, key):
    await citizen.says("/suggest")
    await citizen.says(typed)
    citizen.sees(key)
    citizen.sees("suggestion-unit-ask")
    await citizen.says("Mango TV")
    citizen.sees("suggestion-text-ask")


async def test_words_too_long_cost_nothing_and_back_keeps_them(citizen):
    await citizen.says("/suggest")
    await citizen.taps(CHANGSHA)
    await citizen.says("x")
    citizen.sees("answer-too-short", least=2)
    await citizen.says("y" * 4000)
    await citizen.taps("Back")
    await citizen.taps("Back")
    citizen.sees("suggestion-unit-ask")
    await citizen.taps("Cancel")
    citizen.sees("cancel-done")


async def test_a_second_press_on_send_sends_nothing_twice(world, citizen, lead):
    await citizen.says("/suggest")
    await citizen.taps(CHANGSHA)
    await citizen.says(WORDS)
    message, data = citizen.data("Send")
    await citizen.taps("Send")
    code = CODE.search(citizen.texts(1))[0]
    await citizen.presses(message, data)
    citizen.sees("suggestion-sent-before", unit=CHANGSHA)
    assert CODE.search(citizen.texts(1))[0] == code
    await lead.says("/suggestions")
    assert sum(" · " in label for label in lead.labels()) == 1


@pytest.mark.soak
async def test_too_many_in_an_hour_wait_and_keep_their_words(citizen):
    for _ in range(10):
        await suggests(citizen)
    await citizen.says("/suggest")
    await citizen.taps(CHANGSHA)
    await citizen.says("one more")
    said = await citizen.taps("Send")
    assert said.startswith(citizen.words("suggestion-quota", limit=10, opens_at="@").split("@")[0])

    citizen.world.later(3601)
    await citizen.taps("Send")
    citizen.sees("suggestion-sent", unit=CHANGSHA)


async def test_only_those_who_lead_read_and_answer(world, citizen, moderator, lead, admin):
    await suggests(citizen)
    for person in (citizen, moderator):
        await person.says("/suggestions")
        person.sees("refusal-not-allowed")
        for button in (SeeSuggestion(1), AnswerSuggestion(1)):
            said = await person.presses(person.last["message_id"], button.pack())
            assert said == person.words("suggestion-unknown")
    await admin.says("/suggestions")
    await admin.taps("1 · ")
    assert WORDS in admin.texts(1)


async def test_what_somebody_else_has_answered_is_answered_once(world, citizen, lead, admin):
    await suggests(citizen)
    await lead.says("/suggestions")
    await lead.taps("1 · ")
    await lead.taps("Answer")
    await answers(admin, "The first answer")
    await lead.says("The second answer")
    lead.sees("suggestion-answered-already")
    assert "The second answer" not in citizen.texts()
    assert "The second answer" in lead.texts(2)  # given back
    assert "The first answer" in lead.texts(1)
    await lead.says("/suggestions")
    lead.sees("suggestions-none")


async def test_a_unit_without_a_lead_is_answered_from_above(world, citizen, admin):
    await suggests(citizen, unit="Hengyang")
    assert "has a new suggestion" in admin.texts(1)
    await answers(admin)
    assert "We have hired two people." in citizen.texts(1)


async def test_what_is_late_is_said_once(world, citizen, lead):
    await suggests(citizen)
    late = lead.words("notice-suggestion_late", unit=CHANGSHA, number="1")
    await ticks(world)
    assert late not in lead.texts()
    world.later(20 * DAY)
    await ticks(world)
    await ticks(world)
    assert lead.texts().count(late) == 1


@pytest.mark.soak
async def test_a_long_list_is_turned_by_its_last_row(world, citizen, lead):
    for number in range(9):
        await suggests(citizen, f"idea {number}")
    await lead.says("/suggestions")
    assert sum(" · " in label for label in lead.labels()) == 8
    await lead.taps("Next ›")
    assert sum(" · " in label for label in lead.labels()) == 1


async def test_whoever_is_forgotten_keeps_the_code_alone(world, citizen, lead):
    code = await suggests(citizen)
    await citizen.says("/mydata")
    citizen.sees("mydata-suggestions", count=1)
    await citizen.says("/forgetme")
    assert code in citizen.texts(1)
    await citizen.taps("Yes, forget me")
    assert await traces(world, citizen) == set()

    await answers(lead)
    assert "We have hired two people." not in citizen.texts()
    await citizen.says(f"/track {code}")
    assert "We have hired two people." in citizen.texts(1)


async def test_its_words_are_erased_when_their_time_is_over(world, citizen, lead):
    code = await suggests(citizen)
    await answers(lead)
    world.later((KEPT_DAYS + 1) * DAY)
    await ticks(world)
    await citizen.says(f"/track {code}")
    citizen.sees("suggestion-forgotten")
    assert WORDS not in citizen.texts(1)


async def test_nobody_answers_their_own_suggestion_and_others_are_asked(world, lead, admin):
    await admin.says("/start")
    await suggests(lead, "our unit works very well")
    admin.sees("notice-suggestion_came", unit=CHANGSHA, number="1")
    assert lead.words("notice-suggestion_came", unit=CHANGSHA, number="1") not in lead.texts()
    await lead.says("/suggestions")
    await lead.taps("1 · ")
    assert "Answer" not in lead.labels()

    forged = AnswerSuggestion(1).pack()
    assert await lead.presses(lead.last["message_id"], forged) == lead.words("suggestion-own")
    await answers(admin, "Thank you.")
    lead.sees("notice-suggestion_answered", unit=CHANGSHA)
