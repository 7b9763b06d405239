"""What a reporter is told of an earlier decision: after filing, and only of public pages."""

import pytest
from sqlalchemy import update

from conversation.form import Given, Origin
from domain.case import SAID, Outcome, Said
from domain.network.people import Verb
from domain.status import Status
from storage.engine.tables import cases as case_rows
from storage.reporting import targets
from tests.support.life import CITIZEN, LEAD, MODERATOR, STRANGER, Life
from tests.usecases.cases.test_merging import card
from tests.usecases.moderation.test_casework import told
from usecases.cases import decided_before
from usecases.dialogs import dialogs
from usecases.moderation import casework
from usecases.reporting import forms as reporting_forms
from usecases.session import by_system

PAGE = Given(text="https://example.org/shop")
ADDRESS = "https://example.org/shop"
POST = Origin(kind="channel", id=-1001, title="Loans", username="cheap_loans", message_id=12)
MANY = (61, 62, 63, 64)


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


ALSO = {"removed_by_unit": {"seen_gone": "self"}, "account_measure": {"measure": "warn"}}
"""What is asked besides for some outcomes."""


async def decides(life, report, outcome="not_upheld"):
    """A case from new to closed."""
    await life.moves(MODERATOR, await card(life, report), Verb.ACCEPT, category="fraud")
    case = (await card(life, report)).case
    await life.does(MODERATOR, casework.move, case.id, Verb.CHECK, seen=case.version)
    rule = {"rule": life.profile.taxonomy.rules_for("fraud", case.subcategory)[0]}
    await life.moves(
        MODERATOR,
        await card(life, report),
        Verb.DECIDE,
        outcome=outcome,
        **ALSO.get(outcome, {}),
        **({} if outcome in {"not_upheld", "void"} else rule),
        facts="looked at",
        feedback="We have looked at it.",
    )
    case = (await card(life, report)).case
    await life.does(LEAD, casework.move, case.id, Verb.CONFIRM, seen=case.version)


async def earlier(life, reporters, link=PAGE, outcome="not_upheld"):
    """A page that so many people have reported; the first report is decided."""
    filed = [(await life.files(who, link=link)).report for who in MANY[:reporters]]
    await decides(life, filed[0], outcome)
    return filed


async def news(life, report, after=decided_before.EARLIEST):
    """What the clock then has for the reporter of this report."""
    life.at += after
    while await life.db.run(by_system, life.conditions, decided_before.tell):
        pass
    found = await told(life, "decided_before")
    return [each.notice for each in found if each.owed.report_id == report.id]


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("not_upheld", Said.NO_RULE),
        ("removed_by_unit", Said.GONE),
        ("already_gone", Said.GONE),
        ("restricted", Said.MEASURES),
        ("account_measure", Said.MEASURES),
    ],
)
async def test_of_a_page_that_three_others_reported_the_result_is_told(life, outcome, said):
    await earlier(life, 3, outcome=outcome)
    report = (await life.files(STRANGER, link=PAGE)).report

    [notice] = await news(life, report)

    assert notice.said is said


async def test_a_result_that_says_nothing_of_the_page_is_not_told(life):
    assert not {Outcome.PROVIDER_REFUSED, Outcome.VOID} & SAID.keys()
    await earlier(life, 3, outcome="void")
    assert await news(life, (await life.files(STRANGER, link=PAGE)).report) == []


async def test_of_a_page_that_two_others_reported_nothing_is_told(life):
    await earlier(life, 2)
    assert await news(life, (await life.files(STRANGER, link=PAGE)).report) == []


async def test_who_reported_it_before_is_not_one_of_the_three(life):
    await earlier(life, 3)
    assert await news(life, (await life.files(MANY[0], link=PAGE)).report) == []
    again = (await life.files(MANY[0], link=PAGE)).report
    assert await life.db.run(targets.reporters, ADDRESS, but="") == 3
    assert await news(life, again) == []


async def test_a_report_that_was_withdrawn_is_not_one_of_the_three(life):
    *_, last = await earlier(life, 3)
    await life.does(MANY[2], reporting_forms.begin_on_report, last.id, "withdrawal")
    await life.does(MANY[2], dialogs.answer, Given(choice="yes"))
    assert await news(life, (await life.files(STRANGER, link=PAGE)).report) == []


async def test_three_reports_of_one_person_are_one(life):
    filed = [(await life.files(CITIZEN, link=PAGE)).report for _ in range(3)]
    await decides(life, filed[0])
    assert await news(life, (await life.files(STRANGER, link=PAGE)).report) == []


@pytest.mark.parametrize("forwarded", [True, False])
async def test_of_a_post_with_a_public_link_the_result_is_told(life, forwarded):
    link = Given(text="https://t.me/cheap_loans/12")
    post = Given(text="money at once, no questions", origin=POST)
    await earlier(life, 1, link=post)
    report = (await life.files(STRANGER, link=post if forwarded else link)).report
    assert [each.said for each in await news(life, report)] == [Said.NO_RULE]


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/c/1234567/12",
        "https://t.me/cheap_loans",
        "https://t.me/+AbCdEf123456",
        "https://example.org/private/7",
    ],
)
async def test_of_what_may_be_private_nothing_is_told(life, link):
    await earlier(life, 1, link=Given(text=link))
    assert await news(life, (await life.files(STRANGER, link=Given(text=link))).report) == []


async def test_of_words_pictures_and_posts_without_a_link_nothing_is_told(life):
    private = Given(
        text="money at once, no questions",
        origin=Origin(kind="channel", id=-1001, title="Loans", message_id=12),
    )
    await earlier(life, 3, link=private)
    assert await news(life, (await life.files(STRANGER, link=private)).report) == []


async def test_nothing_is_told_while_nothing_is_decided(life):
    for who in MANY[:3]:
        await life.files(who, link=PAGE)
    assert await news(life, (await life.files(STRANGER, link=PAGE)).report) == []


async def test_it_is_told_once_and_not_at_once(life):
    await earlier(life, 3)
    report = (await life.files(STRANGER, link=PAGE)).report
    assert await news(life, report, after=decided_before.EARLIEST - 1) == []
    assert len(await news(life, report, after=1)) == 1
    assert await news(life, report) == []


async def test_after_a_day_it_is_not_told_any_more(life):
    await earlier(life, 3)
    report = (await life.files(STRANGER, link=PAGE)).report
    assert await news(life, report, after=decided_before.LATEST + 1) == []


@pytest.mark.parametrize(
    "values",
    [
        {"quarantined_at": 5},
        {"status": Status.WITHDRAWN},
        {"category": "sexual", "subcategory": "child_abuse"},
    ],
)
async def test_of_a_case_that_is_set_aside_ended_or_closed_nothing_is_told(life, values):
    await earlier(life, 3)
    report = (await life.files(STRANGER, link=PAGE)).report
    statement = update(case_rows).where(case_rows.c.id == report.case_id).values(**values)
    await life.db.run(lambda tx: tx.execute(statement))
    assert await news(life, report) == []


async def test_a_decision_in_a_closed_category_is_not_told(life):
    filed = await earlier(life, 3)
    closed = {"category": "sexual", "subcategory": "child_abuse"}
    statement = update(case_rows).where(case_rows.c.id == filed[0].case_id).values(**closed)
    await life.db.run(lambda tx: tx.execute(statement))
    assert await news(life, (await life.files(STRANGER, link=PAGE)).report) == []


async def test_every_new_case_is_looked_at_however_many_there_are(life, monkeypatch):
    monkeypatch.setattr(decided_before, "AT_ONCE", 1)
    await earlier(life, 3)
    others = [(await life.files(who, link=PAGE)).report for who in (STRANGER, 65, 66)]
    life.at += decided_before.EARLIEST
    while await life.db.run(by_system, life.conditions, decided_before.tell):
        pass
    heard_of = {each.owed.report_id for each in await told(life, "decided_before")}
    assert heard_of >= {report.id for report in others}
