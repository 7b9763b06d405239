"""How a report stands after an appeal; and that words in another language are asked about once."""

import pytest

from conversation.form import Given
from domain.network.people import Role, Verb
from storage.engine.tables import reports as report_rows
from tests.support.life import CITIZEN, LEAD, MODERATOR, Life
from usecases.core.outcomes import Asked
from usecases.core.views import Card
from usecases.dialogs import dialogs
from usecases.moderation import casework, forms
from usecases.reporting import forms as reporting_forms
from usecases.reporting import own_reports

JUDGE = 81
DECISION = {"outcome": "not_upheld", "facts": "an ordinary shop", "feedback": "It may stay."}


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    await life.appoint(JUDGE, "hunan", Role.LEAD)
    return life


async def card_of(life, account):
    return await life.does(account, casework.card, 1)


async def move(life, account, verb, **answers):
    card = await card_of(life, account)
    if answers:
        return await life.moves(account, card, verb, **answers)
    return await life.does(account, casework.move, 1, verb, seen=card.case.version)


async def closed(life):
    await life.files()
    await move(life, MODERATOR, Verb.ACCEPT, category="fraud")
    await move(life, MODERATOR, Verb.CHECK)
    await move(life, MODERATOR, Verb.DECIDE, **DECISION)
    await move(life, LEAD, Verb.CONFIRM)


async def appeals(life):
    await life.does(CITIZEN, reporting_forms.begin_on_report, 1, "appeal")
    await life.does(CITIZEN, dialogs.answer, Given(text="I do not agree."))


async def test_a_decision_that_upholds_nothing_is_asked_for_no_rule_and_names_none(life):
    await closed(life)
    found = await life.does(CITIZEN, own_reports.look, 1)
    assert (found.result, found.rule, found.first) == ("not_upheld", "", None)


async def test_while_an_appeal_is_open_the_first_decision_stands_alone(life):
    await closed(life)
    await appeals(life)
    found = await life.does(CITIZEN, own_reports.look, 1)
    assert (found.result, found.first) == ("not_upheld", None)


async def test_after_an_appeal_both_decisions_stand_and_the_unit_above_is_known(life):
    await closed(life)
    await appeals(life)
    await move(life, JUDGE, Verb.DISMISS, feedback="It stays so.")
    found = await life.does(CITIZEN, own_reports.look, 1)
    assert (found.result, found.feedback) == ("dismissed", "It stays so.")
    assert found.first is not None
    assert (found.first.result, found.first.feedback) == ("not_upheld", "It may stay.")
    assert found.above == "hunan"


async def reads_chinese(life):
    await life.files(words=Given(text="他们骗走了我的钱"))
    await life.db.run(lambda tx: tx.execute(report_rows.update().values(locale="zh-Hans")))


async def begins(life, verb):
    card = await card_of(life, MODERATOR)
    return await life.does(MODERATOR, forms.begin_on_case, 1, verb, seen=card.case.version)


async def says(life, text):
    return await life.does(MODERATOR, dialogs.answer, Given(text=text))


@pytest.mark.parametrize(("verb", "step"), [(Verb.ASK, "question"), (Verb.TELL, "text")])
async def test_words_in_another_language_are_sent_after_one_more_press(life, verb, step):
    await reads_chinese(life)
    asked = await begins(life, verb)
    assert asked.step.name == step
    asked = await says(life, "Which account was it, please?")
    assert isinstance(asked, Asked)
    assert asked.step.name == "language"
    assert asked.sheet.about.languages == ("zh-Hans",)
    sent = await life.does(MODERATOR, dialogs.answer, Given(choice="send"))
    assert isinstance(sent, Card)


async def test_back_asks_for_other_words_and_those_in_the_right_language_are_sent(life):
    await reads_chinese(life)
    await begins(life, Verb.ASK)
    asked = await says(life, "Which account was it, please?")
    asked = await life.does(MODERATOR, dialogs.back, Given(draft=asked.sheet.draft.id))
    assert asked.step.name == "question"
    assert isinstance(await says(life, "请问是哪个账号？"), Card)


async def test_words_in_the_reporters_language_are_sent_at_once(life):
    await life.files()
    await begins(life, Verb.ASK)
    assert isinstance(await says(life, "Which account was it, please?"), Card)
