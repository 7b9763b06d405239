"""More reports at once than anybody can read: none is lost, few words to staff, all come out."""

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from domain.core.errors import Refusal
from domain.draft import Draft
from domain.misuse import Quarantine
from domain.network.people import Caller, Role
from domain.notices.preferences import MOST_PUSHES
from domain.status import Status
from storage.audit import journal
from storage.cases import cases, tasks
from storage.engine.tables import cases as table
from storage.engine.tables import reports
from storage.misuse import quarantine as lane
from storage.network import people
from storage.queues import outbox
from tests.support.filed import ANSWERS
from tests.support.life import ADMIN, CITIZEN, LEAD, MODERATOR, Life
from tests.support.statements import heard
from usecases.cases import routing
from usecases.core.request import Request
from usecases.delivery import outbox_delivery
from usecases.misuse import quarantine
from usecases.moderation import casework
from usecases.notify.filing_notices import RECEIPT_WAIT
from usecases.operations import scheduled
from usecases.reporting import erasure, filing
from usecases.session import by_system

MANY, MOST = 24, 8
ELSEWHERE = 81


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    await life.appoint(ELSEWHERE, "hengyang", Role.MODERATOR)
    return life


def conditions(life, **changes):
    return replace(life.conditions, flood_per_minute=MOST, **changes)


async def arrives(life, number, *, danger=False, region="changsha", account=None):
    """One report of somebody, whole and filed in one breath."""
    answers = {
        **ANSWERS,
        "identity": "anonymous",
        "region": region,
        "review": {"danger": danger, "good_faith": True},
    }

    def file(tx):
        caller = Caller(account=account or 10_000 + number, locale="en")
        person = people.meet(tx, caller, life.at)
        draft = Draft(id=f"d{number}", who=person.who, form="report", answers=answers)
        return filing.file(Request(tx, conditions(life), person), draft)

    return await life.db.run(file)


async def arrive(life, count, start=0, **how):
    return [await arrives(life, start + number, **how) for number in range(count)]


async def told(life):
    """Everything owed, said: (kind, chat)."""
    found = []
    while owed := await life.db.run(
        by_system, life.conditions, outbox_delivery.claim, limit=50, lease=60
    ):
        for each in owed:
            await life.db.run(by_system, life.conditions, outbox_delivery.sent, each, 1)
        found.extend((each.kind, each.chat) for each in owed)
    return found


async def held(life):
    statement = select(func.count()).where(table.c.quarantined_at.is_not(None))
    return await life.db.run(lambda tx: tx.execute(statement).scalar_one())


async def sweep(life, *jobs):
    """Jobs as the clock runs them: until they find nothing more."""
    for job in jobs:
        while await life.db.run(by_system, conditions(life), job):
            pass


@pytest.mark.parametrize(
    ("people", "each"), [(MANY, 1), pytest.param(5000, 2, marks=pytest.mark.soak)]
)
async def test_of_many_reports_in_a_minute_none_is_lost_and_staff_hear_little(life, people, each):
    many = people * each
    other = await arrives(life, 90_001, region="hengyang")

    filed = [
        await arrives(life, number, account=10_000 + number % people) for number in range(many)
    ]
    await sweep(life, *scheduled.JOBS)
    life.at += RECEIPT_WAIT  # no reply is said here: the receipts go as news
    said = await told(life)

    assert len({each.code for each in filed}) == many
    count = await life.db.run(
        lambda tx: tx.execute(select(func.count()).select_from(reports)).scalar_one()
    )
    assert count == many + 1
    assert await held(life) == many - MOST
    assert [kind for kind, _ in said].count("receipt") == many + 1
    news = [kind for kind, chat in said if chat == MODERATOR]
    assert sorted(news) == ["case_digest", "flood"]  # all the new cases are one message
    assert [kind for kind, chat in said if chat == ELSEWHERE] == ["new_case"]
    untouched = await life.db.run(cases.get, other.report.case_id)
    assert untouched.quarantined_at is None
    page = await life.db.run(cases.queue, ("changsha",), after=None, size=many)
    assert len(page.cases) == MOST


async def statements(life, number):
    """What is asked of the database to file one more report."""

    def file(tx):
        person = people.meet(tx, Caller(account=99_000 + number, locale="en"), life.at)
        answers = {**ANSWERS, "review": {"danger": False, "good_faith": True}}
        draft = Draft(id=f"x{number}", who=person.who, form="report", answers=answers)
        with heard(tx) as (loud, said):
            filing.file(Request(loud, conditions(life), person), draft)
        return [statement for statement, _ in said]

    return await life.db.run(file)


async def test_a_flood_costs_a_report_one_statement_on_one_row(life):
    await arrive(life, 3)
    calm = await statements(life, 1)
    await arrive(life, 30, start=100)
    flooded = await statements(life, 2)

    assert len([each for each in calm if "arrivals" in each]) == 1
    assert len([each for each in flooded if "arrivals" in each]) == 1
    assert len(flooded) < len(calm)


async def test_many_cases_at_once_cost_no_more_to_announce_than_one(life):
    calm = await statements(life, 1)
    await arrive(life, MOST_PUSHES)
    await statements(life, 2)  # the first that waits with others for one message
    busy = await statements(life, 3)

    assert len(busy) <= len(calm)
    assert not [each for each in busy if each.startswith(("UPDATE outbox", "DELETE FROM outbox"))]


async def test_danger_to_life_passes_through_a_flood(life):
    await arrive(life, MOST + 5)

    danger = await arrives(life, 800, danger=True)

    case = await life.db.run(cases.get, danger.report.case_id)
    assert case.quarantined_at is None
    assert case.due_at == life.at + 3600


async def test_what_a_flood_brings_has_its_receipt_that_says_it_waits(life):
    filed = await arrive(life, MOST + 1)

    assert filed[-2].report.waits is None
    last = filed[-1].report
    assert (last.waits, last.waits_until, last.due_at) == (Quarantine.FLOOD, None, None)


async def test_staff_hear_of_a_flood_once_in_ten_minutes(life):
    await arrive(life, MOST + 5)
    for minute in range(25):
        await sweep(life, quarantine.tell)
        life.at += 60
        await arrive(life, MOST // 2, start=1000 * (minute + 1))
    said = [kind for kind, chat in await told(life) if chat == LEAD]

    assert said.count("flood") == 3


async def test_a_flood_is_over_when_less_than_half_came_for_ten_minutes(life):
    await arrive(life, MOST + 10)
    life.at += 540
    await arrive(life, MOST // 2, start=1000)  # at the very limit of what keeps it on
    life.at += 599
    await sweep(life, quarantine.after_floods)
    assert await held(life) == 10 + MOST // 2

    life.at += 1
    await sweep(life, quarantine.after_floods)

    assert await held(life) == 0
    assert await life.db.run(lane.floods) == {}
    assert (await arrives(life, 5000)).report.waits is None


async def test_what_comes_slowly_during_a_flood_does_not_keep_it_on(life):
    await arrive(life, MOST + 10)
    for minute in range(10):
        life.at += 60
        await arrive(life, MOST // 2 - 1, start=1000 * (minute + 1))

    await sweep(life, quarantine.after_floods)

    assert await held(life) == 0


async def test_what_comes_out_is_in_its_order_has_its_clocks_and_its_reporters_hear_of_it(life):
    await arrive(life, MOST)
    waiting = await arrive(life, quarantine.BATCH + 20, start=1000)
    life.at += 60  # many at once are told when the minute is over
    await told(life)
    life.at += 540

    await sweep(life, quarantine.after_floods)

    found = [await life.db.run(cases.get, each.report.case_id) for each in waiting]
    assert {case.opened_at for case in found} == {life.at}
    assert {case.status for case in found} == {Status.SUBMITTED}
    assert len({case.due_at for case in found}) == 1
    assert found[0].due_at > life.at
    assert found[0].word_due_at > found[0].due_at
    said = await told(life)
    assert [kind for kind, _ in said].count("released") == len(waiting)
    mine = [kind for kind, chat in said if chat == MODERATOR]
    assert mine == ["quarantine_left"]
    entries = await life.db.run(journal.of_case, found[0].id)
    assert [(entry.verb, entry.who) for entry in entries][-1] == ("release", "system")
    page = await life.db.run(cases.queue, ("changsha",), after=None, size=500)
    assert [case.id for case in page.cases][MOST:] == [case.id for case in found]


async def test_one_batch_is_one_short_transaction(life):
    await arrive(life, MOST)
    await arrive(life, quarantine.BATCH + 7, start=1000)
    life.at += 600

    done = await life.db.run(by_system, conditions(life), quarantine.after_floods)

    assert done == quarantine.BATCH
    assert await held(life) == 7


async def test_all_is_let_go_by_a_person_while_the_flood_goes_on(life):
    await arrive(life, MOST + 30)
    life.at += 30

    await life.does(MODERATOR, quarantine.release_all)
    life.at += 1
    later = await arrives(life, 7000)
    await sweep(life, quarantine.after_floods)

    assert await held(life) == 1
    case = await life.db.run(cases.get, later.report.case_id)
    assert case.quarantined_at is not None


async def test_a_flood_is_let_go_by_a_colleague_of_who_reported_a_case_of_it(life):
    await arrive(life, MOST + 5)
    mine = await arrives(life, 6000, account=LEAD)
    life.at += 30
    with pytest.raises(Refusal, match="refusal-own-in-flood"):
        await life.does(LEAD, quarantine.release_all)
    await sweep(life, quarantine.after_floods)
    assert await held(life) == 6

    await life.does(LEAD, erasure.forget)  # and no second account has to be asked
    with pytest.raises(Refusal, match="refusal-own-in-flood"):
        await life.does(LEAD, quarantine.release_all)

    await life.does(MODERATOR, quarantine.release_all)
    await sweep(life, quarantine.after_floods)
    case = await life.db.run(cases.get, mine.report.case_id)
    assert (await held(life), case.quarantined_at) == (0, None)


async def test_who_reported_in_one_flood_still_lets_go_the_other(life):
    await arrive(life, MOST + 5)
    await arrives(life, 6000, account=ADMIN)
    await arrive(life, MOST + 5, start=300, region="hengyang")

    found = await life.does(ADMIN, quarantine.release_all)
    life.at += 1
    await sweep(life, quarantine.after_floods)

    assert found.own_stay
    assert await held(life) == 6


async def test_who_is_paused_goes_on_waiting_when_a_flood_is_let_go(life):
    who = await life.db.run(people.who_is, CITIZEN)
    await arrives(life, 1, account=CITIZEN)
    await life.db.run(people.set_paused, who, life.at + 10 * 3600)
    mine = await arrives(life, 2, account=CITIZEN)
    await arrive(life, MOST + 5, start=100)

    await life.does(LEAD, quarantine.release_all)
    await sweep(life, quarantine.after_floods)

    assert await held(life) == 1
    case = await life.db.run(cases.get, mine.report.case_id)
    assert case.quarantine is Quarantine.PAUSE


async def test_what_a_retired_units_flood_brought_comes_out_where_it_went(life):
    await arrive(life, MOST + 5)

    def hand_on(tx):
        found = lane.of_flood(tx, "changsha", life.at, limit=1)[0]
        return routing.from_retired(Request(tx, life.conditions), found, "hunan")

    moved = await life.db.run(hand_on)
    assert (moved.unit, moved.due_at, moved.remind_at) == ("hunan", None, None)
    await sweep(life, quarantine.after_floods)

    found = await life.db.run(cases.get, moved.id)
    assert found.quarantined_at is None
    assert found.due_at > life.at
    assert await held(life) == 4


async def test_a_unit_with_nobody_on_telegram_has_its_flood_told_to_the_unit_above(life):
    await life.appoint(61, "hunan", Role.MODERATOR)
    await arrive(life, MOST + 5, region="yueyang")
    await sweep(life, quarantine.tell)

    assert ("flood", 61) in await told(life)


async def test_what_comes_out_for_a_unit_that_cannot_be_reached_is_one_word_and_a_task_each(life):
    await life.appoint(61, "hunan", Role.MODERATOR)
    await arrive(life, MOST + 30, region="yueyang")
    life.at += 60  # many at once are told when the minute is over
    await told(life)
    life.at += 540

    await sweep(life, quarantine.after_floods)

    assert [kind for kind, chat in await told(life) if chat == 61] == ["quarantine_left"]
    found = await life.db.run(tasks.of_units, ("hunan",), limit=500)
    assert len(found) == MOST + 30


async def test_the_queue_says_how_much_waits_outside_of_it(life):
    await arrive(life, MOST + 5)

    assert (await life.does(MODERATOR, casework.queue)).quarantined == 5
    assert (await life.does(ELSEWHERE, casework.queue)).quarantined == 0


async def test_nothing_of_a_flood_is_owed_to_a_group(life):
    await arrive(life, MOST + 5)

    def kinds(tx):
        return set(tx.execute(select(outbox.outbox.c.kind)).scalars())

    assert "group_card" not in await life.db.run(kinds)
