"""Words about a filed report or about an office, in whatever form of a citizen's that is open."""

import pytest

from domain.network.people import Role, Verb
from storage.cases import messages
from storage.network import people
from storage.reporting import drafts
from tests.dialogs.misuse.test_misuse import paused
from tests.dialogs.reporting.test_about_own_report import QUESTIONS, life, reported
from tests.dialogs.reporting.test_bursts import reported as filed_by_hand
from tests.dialogs.reporting.test_report import until
from tests.support.life import MODERATOR
from usecases.flows import FLOWS
from usecases.moderation import casework

__all__ = ["life"]  # the fixture

QUESTION = QUESTIONS["en"]
COMPLAINT = "I want to complain about you"
COMMENT = "Criticism and ideas"

ON_REPORT = {
    ("addition", "content"): "Add evidence",
    ("withdrawal", "sure"): "Withdraw",
    ("answer", "content"): "Answer the office",
    ("appeal", "reasons"): "Appeal",
}
"""By form and question on a filed report, the button that opens it."""
IN_REPORT = (
    *("material", "category", "subcategory", "words", "evidence"),
    *("region", "identity", "name", "contact", "review"),
)
IN_SUGGESTION = ("unit", "text", "send")
ALL = {
    *ON_REPORT,
    *(("report", step) for step in IN_REPORT),
    *(("suggestion", step) for step in IN_SUGGESTION),
    ("held", "use"),
    ("pause_appeal", "reasons"),
}
AT_ONCE = {
    *(("addition", "content"), ("answer", "content")),
    *(("appeal", "reasons"), ("pause_appeal", "reasons")),
}
"""Where words are sent at once, so that the form is not open any more."""


def test_the_table_has_every_form_and_question_of_a_citizen():
    known = {
        (name, step.name)
        for name, flow in FLOWS.items()
        if flow.is_material
        for step in flow.form.steps
    }
    assert known == ALL


def is_open(tx, account):
    """The name of somebody's open form, None if none is."""
    found = drafts.active(tx, people.who_is(tx, account))
    return found and found.form


async def hears(person, words):
    """What somebody says, and what is said to that: the texts, and the labels of all buttons."""
    before = len(person.chat)
    await person.says(words)
    said = [m for m in person.chat[before:] if m["from"]["is_bot"]]
    rows = [row for m in said for row in m.get("reply_markup", {}).get("inline_keyboard", [])]
    texts = "\n".join(m.get("text", "") for m in said)
    return texts, [button["text"] for row in rows for button in row]


async def comes_to(world, life, person, form, step):
    """Somebody with a report opens a form and goes on to one of its questions."""
    if form == "pause_appeal":
        await paused(world, person, await world.staff("Qi", Role.LEAD))
        await person.taps("Appeal")
        return
    await reported(world, life, person, decided=form == "appeal")
    if form == "answer":
        card = await life.does(MODERATOR, casework.card, 1)
        await life.moves(MODERATOR, card, Verb.ASK, question="which account?")
        await world.settle()
    if form == "report":
        await until(person, step)
    elif form == "held":
        await person.says("the green shop again")
    elif form == "suggestion":
        await person.says("/suggest")
        if step != "unit":
            await person.taps("Changsha")
        if step == "send":
            await person.says("the letters are too long")
    else:
        await person.says("/cases")
        if ON_REPORT[form, step] not in person.labels():
            await person.taps(person.labels()[0])
        await person.taps(ON_REPORT[form, step])


@pytest.mark.parametrize(("form", "step"), sorted(ALL))
async def test_a_question_has_its_way_each_time_and_the_form_stays(
    world, life, citizen, form, step
):
    await comes_to(world, life, citizen, form, step)
    assert await world.db.run(is_open, citizen.account) == form
    for _ in range(1 if (form, step) in AT_ONCE else 2):
        texts, labels = await hears(citizen, QUESTION)
        assert "My reports" in labels
        assert "“My reports”" in texts or form in {"held", "appeal", "pause_appeal"}
        world.later(60)
    if (form, step) not in AT_ONCE:
        assert await world.db.run(is_open, citizen.account) == form
    await citizen.taps("My reports")
    citizen.sees("cases-title")


@pytest.mark.parametrize(("form", "step"), sorted(ALL))
async def test_a_complaint_has_its_way(world, life, citizen, form, step):
    await comes_to(world, life, citizen, form, step)
    texts, labels = await hears(citizen, COMPLAINT)
    assert (COMMENT in labels) == (form != "suggestion")
    assert (citizen.words("complaint-way") in texts) == (form != "suggestion")


async def test_words_that_open_a_comment_are_no_answer_to_a_report(world, life, citizen):
    await reported(world, life, citizen, decided=True)
    await citizen.says("/suggest what happened with my report?")
    assert "My reports" in citizen.labels()


@pytest.mark.parametrize("text", [COMPLAINT, "我要投诉你们，你们不作为"])
async def test_a_complaint_with_nothing_open_leads_to_a_comment_and_to_ones_reports(
    world, life, citizen, text
):
    tail = await reported(world, life, citizen, decided=True)
    await citizen.says(text)
    citizen.sees("complaint-way")
    about = citizen.words("button-about", tail=tail)
    assert {"Report this", about, COMMENT, "My reports"} <= set(citizen.labels())
    await citizen.taps(COMMENT)
    citizen.sees("suggestion-unit-ask")


async def test_a_complaint_without_a_report_leads_to_a_comment(citizen):
    await citizen.says("你们不作为")
    citizen.sees("complaint-way")
    assert COMMENT in citizen.labels()


async def test_a_complaint_about_somebody_else_is_a_report(citizen):
    await citizen.says("我要投诉一个网站")
    assert COMMENT not in citizen.labels()


async def test_a_question_added_right_after_an_addition_is_answered(world, citizen):
    case = await filed_by_hand(citizen)
    await citizen.taps("Add evidence")
    await citizen.says_together("here is more", QUESTION)
    citizen.saw("own-report-sent")
    said = await world.db.run(messages.last, case.id, limit=9)
    assert [each.text for each in said] == ["here is more", QUESTION]


async def test_a_question_below_a_file_of_an_open_addition_has_its_way(world, life, citizen):
    await comes_to(world, life, citizen, "addition", "content")
    await citizen.sends("a.png", caption=QUESTION)
    citizen.sees("own-report-way")
    assert "My reports" in citizen.labels()


async def test_staff_in_a_form_of_theirs_are_not_shown_these_ways(world, life, citizen):
    wu = await world.staff("Wu", Role.MODERATOR)
    await reported(world, life, citizen)
    await wu.says("/queue")
    await wu.taps_on_card("Ask reporter")
    await wu.says("status")
    assert wu.words("own-report-way") not in wu.texts()
