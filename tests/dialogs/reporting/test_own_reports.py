"""What a reporter does after filing: look, add, answer, appeal, withdraw, rate, find by code."""

import re

import pytest

from domain.network.people import Role, Verb
from domain.status import Status
from handlers.reporting.callbacks import MoreReports, OnReport, OpenReport, Rate, SeeReport
from storage.cases import cases, messages
from storage.evidence import evidence_reading
from storage.reporting import reports
from tests.support.life import NOON, Life
from usecases.moderation import casework

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
LEAD, MODERATOR, JUDGE = 9001, 9002, 9003


@pytest.fixture
async def life(world, citizen):
    """The office of Changsha at work behind the scenes, and a citizen with one report."""
    found = Life(world.db, world.jubao.services.profile, NOON)
    for account, role in ((MODERATOR, Role.MODERATOR), (LEAD, Role.LEAD)):
        await found.appoint(account, "changsha", role)
    await found.appoint(JUDGE, "hunan", Role.LEAD)
    await files(world, citizen)
    return found


async def files(world, citizen):
    """A report, through its questions."""
    for how, what in (
        ("says", "https://example.org/shop"),
        ("taps", "Fraud"),
        ("taps", "Fake bank"),
        ("taps", "Skip"),
        ("taps", "Region"),
        ("taps", "Changsha"),
        ("taps", "Submit report"),
    ):
        await getattr(citizen, how)(what)


async def office(world, life, account, verb, **answers):
    """A member of staff makes a move; the news goes out."""
    card = await life.does(account, casework.card, 1)
    if answers:
        await life.moves(account, card, Verb(verb), **answers)
    else:
        await life.does(account, casework.move, 1, Verb(verb), seen=card.case.version)
    await world.settle()


async def closes(world, life):
    await office(world, life, MODERATOR, "accept", category="fraud")
    await office(world, life, MODERATOR, "check")
    await office(
        world,
        life,
        MODERATOR,
        "decide",
        outcome="removed_by_unit",
        seen_gone="self",
        rule="criminal-266",
        facts="a copy",
        feedback="The shop is gone.",
    )
    await office(world, life, LEAD, "confirm")


async def status(world):
    return (await world.db.run(cases.get, 1)).status


def own(citizen):
    """The codes that this citizen was told."""
    return set(CODE.findall(citizen.texts()))


async def test_the_list_leads_to_a_report_and_back(world, citizen, life):
    await citizen.says("/cases")
    citizen.sees("cases-title")
    await citizen.taps("··")
    citizen.sees("about-submitted")
    await citizen.taps("Back to the list")
    citizen.sees("cases-title")
    assert len([m for m in citizen.chat if citizen.words("cases-title") in m.get("text", "")]) == 1


@pytest.mark.soak
async def test_the_list_button_leaves_the_receipt_where_it_is(world, citizen, life):
    await citizen.taps("My reports")
    citizen.saw("notice-receipt")
    citizen.sees("cases-title")


async def test_who_has_no_report_is_shown_how_to_begin(citizen):
    await citizen.says("/cases")
    citizen.sees("cases-none")
    await citizen.taps("Report content")
    citizen.sees("report-material-ask")


@pytest.mark.soak
async def test_older_reports_are_a_page_further(world, citizen, life):
    for _ in range(8):
        await life.files(citizen.account)
    await world.settle()
    await citizen.says("/cases")
    first = set(citizen.labels())
    await citizen.taps("Older reports")
    assert len([label for label in citizen.labels() if "··" in label]) == 1
    assert not {label for label in first if "··" in label} & set(citizen.labels())


@pytest.mark.soak
async def test_the_card_of_a_report_is_one_message_that_changes(world, citizen, life):
    await office(world, life, MODERATOR, "accept", category="fraud")
    cards = [m for m in citizen.chat if citizen.words("about-accepted") in m.get("text", "")]
    assert len(cards) == 1
    assert not [m for m in citizen.chat if citizen.words("about-submitted") in m.get("text", "")]


async def test_something_is_added_in_words(world, citizen, life):
    await citizen.taps("Add evidence")
    citizen.sees("addition-content-ask")
    await citizen.says("it is back under another name")
    citizen.sees("addition-done")
    citizen.saw("notice-receipt")  # what carried the button is still there


async def test_something_is_added_in_files_and_kept_with_the_report(world, citizen, life):
    await citizen.taps("Add evidence")
    assert "Done" not in citizen.labels()
    await citizen.sends("proof.jpg")
    await citizen.taps("Done")
    citizen.saw("addition-done")
    [file] = await world.db.run(evidence_reading.of_report, 1)
    assert len(file.sha256) == 64


@pytest.mark.soak
async def test_an_addition_as_long_as_a_message_may_be_is_kept_whole(world, citizen, life):
    story = "".join(chr(0x4E00 + place % 500) for place in range(4096))
    await citizen.taps("Add evidence")
    await citizen.says(story)
    citizen.sees("addition-done")
    [added] = await world.db.run(messages.last, 1, limit=5)
    assert added.text == story


async def test_the_offices_question_is_answered_from_its_news(world, citizen, life):
    await office(world, life, MODERATOR, "ask", question="Which account was it?")
    assert "Which account was it?" in citizen.texts()
    await citizen.taps("Answer the office")
    citizen.sees("answer-content-ask")
    await citizen.says("the one called shop77")
    citizen.saw("answer-done")
    assert citizen.words("notice-answered") not in citizen.texts()  # that would say it twice
    assert await status(world) is Status.SUBMITTED


@pytest.mark.soak
async def test_the_answer_button_is_pressed_too_late(world, citizen, life):
    await office(world, life, MODERATOR, "ask", question="Which account was it?")
    press = citizen.data("Answer the office")
    await citizen.presses(*press)
    await citizen.says("shop77")
    assert await citizen.presses(*press) == citizen.words("refusal-move")


async def test_a_decision_is_told_with_rule_reasons_and_time_to_appeal(world, citizen, life):
    await closes(world, life)
    citizen.saw("notice-closed")
    citizen.saw("result-removed")
    assert "The shop is gone." in citizen.texts()
    assert "Criminal Law, Article 266" in citizen.texts()
    assert "24 May 2027" in citizen.texts()


async def test_a_handling_is_rated_once_and_the_decision_stays_in_sight(world, citizen, life):
    await closes(world, life)
    where, data = citizen.data("4 ★")
    assert await citizen.presses(where, data) == citizen.words("rate-thanks")
    citizen.saw("standing-rated", stars="4")
    [text] = [m["text"] for m in citizen.chat if m["message_id"] == where]
    assert "The shop is gone." in text
    assert citizen.words("notice-kept-until", day="24 Nov 2029") in text
    assert (await world.db.run(reports.get, 1)).rating == 4


async def test_an_appeal_is_asked_for_once(world, citizen, life):
    await closes(world, life)
    press = citizen.data("Appeal")
    await citizen.presses(*press)
    await citizen.says("no")
    citizen.sees("answer-too-short", least=5)
    await citizen.says("it is online again under the same name")
    citizen.saw("appeal-done")
    assert citizen.words("notice-appealed") not in citizen.texts(), "the answer said it already"
    assert await status(world) is Status.APPEALED
    await office(world, life, JUDGE, "dismiss", feedback="It is another shop.")
    citizen.saw("notice-appeal_result")
    citizen.saw("result-dismissed")
    assert await citizen.presses(*press) == citizen.words("appeal-once")


async def test_the_time_to_appeal_ends(world, citizen, life):
    await closes(world, life)
    press = citizen.data("Appeal")
    world.later(181 * 24 * 3600)
    assert await citizen.presses(*press) == citizen.words("appeal-too-late")


async def test_a_report_is_withdrawn_after_a_second_question(world, citizen, life):
    await citizen.taps("Withdraw")
    await citizen.taps("No, keep it")
    citizen.sees("withdraw-kept")
    assert await status(world) is Status.SUBMITTED
    await citizen.taps("Withdraw")
    await citizen.taps("Yes, withdraw it")
    citizen.saw("withdraw-done")
    citizen.saw("notice-withdrawn")
    assert await status(world) is Status.WITHDRAWN
    said = await citizen.presses(
        citizen.last["message_id"], OnReport(report_id=1, form="addition").pack()
    )
    assert said == citizen.words("report-withdrawn-already")


async def test_a_code_opens_the_report_from_any_account_but_lets_nobody_act(world, citizen, life):
    [code] = own(citizen)
    stranger = world.person("Somebody")
    await stranger.says(f"/track  {code.lower().replace('-', ' ')}")
    stranger.sees("about-submitted")
    stranger.sees("standing-kept-code")
    assert stranger.labels() == ["My reports"]
    await citizen.says(f"/track {code}")
    assert {"Withdraw", "Add evidence"} <= set(citizen.labels())


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "track-how"),
        (" K7F3", "track-bad-code"),
        (" 0000-0000-0001", "track-mistyped"),
        (" 0000-0000-0000", "track-unknown"),
    ],
)
async def test_a_code_that_opens_nothing_is_told_kindly(citizen, typed, key):
    await citizen.says(f"/track{typed}")
    citizen.sees(key)


@pytest.mark.soak
async def test_guessing_codes_comes_to_an_end(world, citizen):
    for _ in range(20):
        await citizen.says("/track 0000-0000-0000")
    await citizen.says("/track 0000-0000-0000")
    citizen.sees("track-quota", opens_at="Wednesday 25 Nov 13:00")


@pytest.mark.parametrize(
    "button",
    [
        SeeReport(report_id=1),
        OpenReport(report_id=1),
        Rate(report_id=1, stars=5),
        OnReport(report_id=1, form="withdrawal"),
        OnReport(report_id=1, form="addition"),
    ],
)
async def test_somebody_elses_report_looks_like_none(world, citizen, life, button):
    stranger = world.person("Somebody")
    await stranger.says("/start")
    said = await stranger.presses(stranger.last["message_id"], button.pack())
    assert said == stranger.words("track-unknown")


FORGED = [
    "r1:x",
    "r1",
    "r1:99999999999999999999",
    "rf1:1:everything",
    "rr1:1:9",
    "c1:x",
    "c1:a:b:c:d",
    "d1:0:link:skip",
    "d1",
    "e1:0:link",
    "t1:0:danger",
    "rm1:-",
    "g1:nowhere",
    "l1:tlh",
    "zz9:1",
]


@pytest.mark.soak
async def test_a_forged_press_is_refused_kindly_and_does_nothing(world, citizen, life):
    keys = ("answer-stale", "answer-nothing-asked", "language-unknown", "track-unknown")
    answers = {citizen.words(key) for key in keys}
    for data in FORGED:
        said = await citizen.presses(citizen.last["message_id"], data)
        assert said in answers, data
        assert await status(world) is Status.SUBMITTED, data


async def test_a_page_beyond_the_last_is_empty(world, citizen, life):
    await citizen.presses(citizen.last["message_id"], MoreReports(before=1).pack())
    citizen.sees("cases-none")


async def test_nothing_of_what_is_reported_stands_in_the_news(world, citizen, life):
    await closes(world, life)
    news = [m["text"] for m in citizen.chat if m.get("text", "").startswith("Report ··")]
    assert len(news) >= 4
    assert not [text for text in news if "example" in text]
