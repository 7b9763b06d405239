"""Accounts of cases: sealed, found again, counted only where upheld, and erased in time."""

import random
from itertools import count

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from conversation.form import Given
from domain.case import Decision, Outcome
from domain.reported_accounts.measures import AccountMeasure, MeasureTaken
from domain.reported_accounts.platforms import ReportedAccount
from domain.reported_accounts.records import MOST_COUNTED, upheld_at
from domain.search.search import DAY
from domain.status import Status
from storage.cases import cases, decisions, joins
from storage.engine.account_tables import account_measures as measure_rows
from storage.engine.account_tables import case_accounts as rows
from storage.engine.tables import cases as case_rows
from storage.identity import erasing
from storage.reported_accounts import (
    account_lookups,
    account_measures,
    account_records,
    case_accounts,
)
from tests.storage.cases.test_search_plans import many_cases
from tests.support.life import NOON, Life
from tests.support.statements import heard
from usecases.operations import retention, scheduled
from usecases.session import by_system

LINK = "https://weibo.com/u/1234567890"
ACCOUNT = ReportedAccount("weibo", "1234567890")
OTHER = ReportedAccount("douyin", "假货王")


@pytest.fixture
def life(db, profile):
    return Life(db, profile)


ACCOUNTS = count(1000)


async def case_of(life, link=LINK):
    filed = await life.files(next(ACCOUNTS), link=Given(text=link))
    return await life.db.run(cases.get, filed.report.case_id)


async def closes(life, case, outcome=Outcome.REMOVED, at=None, **values):
    """The case as a confirmed decision leaves it."""
    current = await life.db.run(cases.get, case.id)
    changed = {
        "status": Status.CLOSED,
        "outcome": outcome,
        "confirmed_by": "lead",
        "closed_at": at or life.at,
        **values,
    }
    return await life.db.run(cases.change, case.id, seen=current.version, **changed)


async def figures(life, account=ACCOUNT, since=0):
    return await life.db.run(account_lookups.figures, account, since=since)


async def test_a_filed_report_names_the_account_of_its_address(life):
    case = await case_of(life)

    [found] = await life.db.run(case_accounts.of_case, case.id)

    assert (found.account, case.accounts) == (ACCOUNT, 1)
    [row] = await life.db.run(lambda tx: tx.execute(select(rows)).all())
    assert "1234567890" not in str(tuple(row))
    assert (row.unit, row.opened_at, row.upheld_at) == (case.unit, case.opened_at, None)


class Counting(Life):
    """A life that counts the statements of a filing."""

    async def does(self, account, use_case, *args, **kwargs):
        if getattr(args[0] if args else None, "command", None) != "submit":
            return await super().does(account, use_case, *args, **kwargs)

        def counted(req, *given, **more):
            with heard(req.tx) as (_, said):
                outcome = use_case(req, *given, **more)
            self.said = [statement for statement, _ in said]
            return outcome

        return await super().does(account, counted, *args, **kwargs)


async def test_filing_runs_one_more_statement_where_accounts_are_known_else_none(
    sqlite_db, profile
):
    life = Counting(sqlite_db, profile)
    said = {}
    for name, link in (
        ("none", "https://example.org/u/1"),
        ("one", LINK),
        ("three", f"{LINK} https://x.com/a_b https://t.me/c_d_e"),
    ):
        await life.files(500 + len(said), link=Given(text=link), words=Given(text=name * 20))
        said[name] = life.said
    about = {
        name: len([each for each in found if "case_accounts" in each])
        for name, found in said.items()
    }
    assert about == {"none": 0, "one": 1, "three": 1}


async def test_an_account_is_found_however_it_is_written(life):
    case = await case_of(life)
    again = ReportedAccount("weibo", "＠１２３４５６７８９０")

    assert await life.db.run(case_accounts.add_more, case, [again, OTHER, OTHER], NOON) == 2
    found = await life.db.run(account_lookups.newest, [again], (case.unit,))
    assert [each.account for each in found] == [ACCOUNT]
    elsewhere = await life.db.run(account_lookups.newest, [again], ("hengyang",))
    assert elsewhere == ()
    assert (
        await life.db.run(
            account_lookups.newest, [ReportedAccount("x", "1234567890")], (case.unit,)
        )
        == ()
    )


@pytest.mark.parametrize("outcome", Outcome)
async def test_only_upheld_cases_count(life, outcome):
    case = await closes(life, await case_of(life), outcome)

    upheld = outcome not in {Outcome.NOT_UPHELD, Outcome.VOID}
    assert await figures(life) == (1, int(upheld))
    await closes(life, case, outcome, status=Status.APPEALED)
    assert await figures(life) == (1, 0)
    await closes(life, case, outcome, status=Status.ARCHIVED)
    assert await figures(life) == (1, int(upheld))


@pytest.mark.parametrize(
    "values",
    [
        {"status": Status.FEEDBACK_PENDING},
        {"status": Status.WITHDRAWN},
        {"confirmed_by": None},
        {"status": Status.ARCHIVED, "confirmed_by": None},  # withdrawn while a decision waited
        {"outcome": None},
    ],
)
async def test_what_nobody_has_confirmed_counts_for_nothing(life, values):
    await closes(life, await case_of(life), **values)

    assert await figures(life) == (1, 0)


async def test_whatever_happens_to_a_case_its_accounts_follow(sqlite_db, profile):
    """A long walk of changes, most of which no office would make."""
    life, chance = Life(sqlite_db, profile), random.Random(23)
    case = await case_of(life)
    seen = set()
    for step in range(150):
        values = {
            "status": chance.choice(list(Status)),
            "outcome": chance.choice([None, *Outcome]),
            "confirmed_by": chance.choice([None, "lead"]),
            "unit": chance.choice(["changsha", "hengyang"]),
            "closed_at": chance.choice([None, NOON + step]),
        }
        some = chance.sample(sorted(values), chance.randint(1, 5))
        changed = {name: values[name] for name in some}
        case = await sqlite_db.run(cases.change, case.id, seen=case.version, **changed)
        row = await sqlite_db.run(lambda tx: tx.execute(select(rows)).one())
        assert (row.unit, row.upheld_at) == (case.unit, upheld_at(case)), changed
        seen.add(row.upheld_at is None)
    assert seen == {True, False}


async def test_what_is_in_quarantine_is_not_counted_nor_what_is_older_than_a_year(life):
    case = await case_of(life)
    await closes(life, case, quarantined_at=NOON)
    assert await figures(life) == (0, 0)
    await closes(life, case, quarantined_at=None)
    assert await figures(life) == (1, 1)
    assert await figures(life, since=NOON + 1) == (0, 0)


async def test_counting_ends_at_its_limit(sqlite_db):
    def many(tx):
        mark = tx.cipher.fingerprint(case_accounts.LABEL, ACCOUNT.folded)
        found = list(many_cases(1, MOST_COUNTED + 100))
        tx.execute(case_rows.insert(), found)
        common = {"platform": "weibo", "sealed": b"x", "same_as": mark, "named_at": NOON}
        copied = ({"unit": each["unit"], "opened_at": each["opened_at"]} for each in found)
        named = zip(found, copied, strict=True)
        tx.execute(rows.insert(), [{"case_id": each["id"], **common, **own} for each, own in named])

    await sqlite_db.run(many)
    found = await sqlite_db.run(account_lookups.figures, ACCOUNT, since=0)
    assert found == (MOST_COUNTED, 0)


async def test_a_case_that_goes_to_another_unit_takes_its_accounts_along(life):
    case = await case_of(life)
    await life.db.run(cases.change, case.id, seen=case.version, unit="hengyang")

    found = await life.db.run(account_lookups.newest, [ACCOUNT], ("hengyang",))
    assert [each.case_id for each in found] == [case.id]
    keys = await life.db.run(account_lookups.cases_of, ACCOUNT, ("hengyang",), after=None, size=5)
    assert keys == ((case.opened_at, case.id),)


async def test_the_cases_of_an_account_come_newest_first_in_pages(life):
    found = []
    for number in range(5):
        life.at = NOON + number * 60
        found.append(await case_of(life))
    for case in found[:2]:
        await life.db.run(cases.change, case.id, seen=case.version, unit="hengyang")
    units, keys, after = ("changsha", "hengyang"), [], None
    while page := await life.db.run(account_lookups.cases_of, ACCOUNT, units, after=after, size=2):
        keys += page
        after = page[-1]

    assert [case_id for _, case_id in keys] == [case.id for case in reversed(found)]


async def test_joined_cases_have_each_account_once_and_it_opens_there(life):
    start, to = await case_of(life), await case_of(life)
    await life.db.run(case_accounts.add_more, start, [OTHER], NOON + 1)

    await life.db.run(joins.move, start.id, to.id, NOON)
    await life.db.run(lambda tx: tx.keys.erase("case", start.id))

    assert await life.db.run(case_accounts.of_case, start.id) == ()
    found = await life.db.run(case_accounts.of_case, to.id)
    assert sorted(each.account.name for each in found) == ["1234567890", "假货王"]
    assert (await life.db.run(cases.get, to.id)).accounts == 2
    assert (await life.db.run(cases.get, start.id)).accounts == 0


async def measured(life, case, measure=AccountMeasure.SUSPEND, days=7, account=None):
    """A confirmed decision with a measure."""

    def write(tx):
        decision = decisions.add(
            tx,
            Decision(
                id=0,
                case_id=case.id,
                kind="finding",
                result=Outcome.ACCOUNT_MEASURE,
                rule="",
                facts="f",
                feedback="f",
                decided_by="w",
                decided_at=life.at,
            ),
        )
        account_measures.add(
            tx, decision.id, case.id, MeasureTaken(measure=measure, days=days, account=account)
        )
        account_measures.begin(tx, decision.id, life.at)
        return decision.id

    return await life.db.run(write)


async def test_the_last_measure_is_the_newest_one_that_stands(life):
    first, second = await case_of(life), await case_of(life)
    await measured(life, first)
    first = await closes(life, first, Outcome.ACCOUNT_MEASURE)
    life.at += DAY
    await measured(life, second, AccountMeasure.CLOSE, None)
    second = await closes(life, second, Outcome.ACCOUNT_MEASURE)

    [record] = await life.db.run(account_records.of_case, first, life.at)
    assert (record.cases, record.upheld) == (2, 2)
    closed = MeasureTaken(measure=AccountMeasure.CLOSE, days=None, began_at=life.at)
    assert record.last == closed

    await closes(life, second, Outcome.NOT_UPHELD)  # on an appeal
    [record] = await life.db.run(account_records.of_case, first, life.at)
    assert record.last == replace(closed, measure=AccountMeasure.SUSPEND, days=7, began_at=NOON)


async def test_a_measure_against_one_account_of_a_case_is_none_of_the_others(life):
    case = await case_of(life)
    other = ReportedAccount("weibo", "another")
    await life.db.run(lambda tx: case_accounts.add_more(tx, case, [other], life.at))
    first, second = await life.db.run(case_accounts.of_case, case.id)
    await measured(life, case, account=second.row)
    await closes(life, case, Outcome.ACCOUNT_MEASURE)

    def last(tx):
        return [
            account_measures.last_against(tx, each.account, since=0) for each in (first, second)
        ]

    none, suspended = await life.db.run(last)
    assert none is None
    assert (suspended.days, suspended.began_at, suspended.account) == (7, NOON, second.row)


async def test_a_measure_is_over_once_and_waits_while_an_appeal_does(life):
    case = await case_of(life)
    decision = await measured(life, case)
    case = await closes(life, case, Outcome.ACCOUNT_MEASURE)
    assert await life.db.run(account_measures.over, NOON + 7 * DAY - 1, limit=9) == ()
    case = await closes(life, case, Outcome.ACCOUNT_MEASURE, status=Status.APPEALED)
    assert await life.db.run(account_measures.over, NOON + 7 * DAY, limit=9) == ()
    case = await closes(life, case, Outcome.ACCOUNT_MEASURE)

    [ended] = await life.db.run(account_measures.over, NOON + 7 * DAY, limit=9)
    assert (ended.decision_id, ended.case_id, ended.stands) == (decision, case.id, True)
    await life.db.run(account_measures.set_reminded, decision, NOON)
    assert await life.db.run(account_measures.over, NOON + 7 * DAY, limit=9) == ()


async def test_a_later_measure_of_the_case_replaces_the_first(life):
    case = await case_of(life)
    await measured(life, case)
    second = await measured(life, case, AccountMeasure.MUTE, 30)
    await closes(life, case, Outcome.ACCOUNT_MEASURE)

    found = await life.db.run(account_measures.over, NOON + 60 * DAY, limit=9)
    assert [(each.decision_id == second, each.stands) for each in found] == [
        (False, False),
        (True, True),
    ]


async def test_repeated_accounts_are_those_with_three_upheld_in_these_units(life):
    for number in range(3):
        life.at = NOON + number * DAY
        await closes(life, await case_of(life))
        if number < 2:
            await closes(life, await case_of(life, "https://x.com/only_two"))
    await closes(life, await case_of(life, "https://x.com/only_two"), Outcome.NOT_UPHELD)

    async def repeated(units=("changsha",), since=NOON, after=account_lookups.FIRST):
        return await life.db.run(
            account_lookups.repeated, units, since=since, least=3, after=after, size=9
        )

    [found] = await repeated()
    assert (found.named.account, found.upheld, found.latest) == (ACCOUNT, 3, NOON + 2 * DAY)
    assert await repeated(units=("hengyang",)) == ()
    assert await repeated(since=NOON + 1) == ()
    assert await repeated(after=(found.latest, found.mark)) == ()


async def test_repeated_accounts_of_one_moment_come_in_pages_without_a_gap(life):
    links = [f"https://x.com/shop_number_{number}" for number in range(5)]
    for _ in range(3):
        for link in links:
            await closes(life, await case_of(life, link))
    seen, after = [], account_lookups.FIRST
    while page := await life.db.run(
        account_lookups.repeated, ("changsha",), since=0, least=3, after=after, size=2
    ):
        seen += [each.named.account.name for each in page]
        after = (page[-1].latest, page[-1].mark)

    assert sorted(seen) == [f"shop_number_{number}" for number in range(5)]


async def test_the_contents_of_a_case_are_erased_with_its_accounts_and_measures(life):
    case = await case_of(life)
    await measured(life, case)
    await life.db.run(erasing.contents, case.id, NOON)

    for table in (rows, measure_rows):
        assert await life.db.run(lambda tx, each=table: tx.execute(select(each)).all()) == []
    assert (await life.db.run(cases.get, case.id)).accounts == 0


async def test_after_a_year_an_account_is_erased_unless_its_case_is_open_or_on_hold(life):
    ended, open_, held = [await case_of(life) for _ in range(3)]
    await closes(life, ended)
    await closes(life, held, held_at=NOON)
    life.at = NOON + 365 * DAY
    assert (await life.db.run(by_system, life.conditions, retention.due))["accounts to erase"] == 0
    assert await life.db.run(by_system, life.conditions, scheduled.forget_accounts) == 0

    life.at += 1
    assert (await life.db.run(by_system, life.conditions, retention.due))["accounts to erase"] == 1
    assert await life.db.run(by_system, life.conditions, scheduled.forget_accounts) == 1
    assert await life.db.run(by_system, life.conditions, scheduled.forget_accounts) == 0
    assert (await life.db.run(cases.get, ended.id)).accounts == 0
    for case in (open_, held):
        assert len(await life.db.run(case_accounts.of_case, case.id)) == 1


async def test_nothing_is_erased_by_age_while_the_clock_is_doubted(life):
    await closes(life, await case_of(life))
    life.at, life.trusted = NOON + 400 * DAY, False

    assert not scheduled.may_run(scheduled.forget_accounts, life.conditions)
