"""Who may judge, what waits for them, and who has heard of it, on both databases."""

from domain.case import Case, Decision
from domain.network.people import Caller, Role
from domain.notices.case_notices import AppealEnteredNotice, ReminderNotice
from domain.status import Status
from domain.tasks import TaskKind
from storage.cases import cases, decisions, reviewers, tasks
from storage.network import people
from storage.queues import outbox, outbox_claims
from storage.queues.outbox import Owed, Rank

NOW = 1000
WAITS = (Status.FEEDBACK_PENDING, Status.APPEALED)


def opens(tx, number, status, unit="changsha"):
    return cases.open_case(
        tx,
        Case(
            id=0,
            number=number,
            status=status,
            category="fraud",
            unit=unit,
            version=1,
            opened_at=NOW,
        ),
    )


def hires(tx, account, role, unit="changsha"):
    person = people.meet(tx, Caller(account=account, locale="en"), NOW)
    people.grant(tx, person.who, unit, role, by=person.who, now=NOW)
    return person.who


async def test_what_waits_is_walked_by_its_numbers(db):
    statuses = (Status.APPEALED, Status.VERIFYING, Status.FEEDBACK_PENDING, Status.CLOSED)
    made = [await db.run(opens, f"2611-000{n}", each) for n, each in enumerate(statuses)]
    await db.run(opens, "2611-0009", Status.APPEALED, "hengyang")

    async def walk(after, limit=5):
        found = await db.run(reviewers.waiting, ("changsha",), WAITS, after=after, limit=limit)
        return [each.id for each in found]

    assert await walk(0) == [made[0].id, made[2].id]
    assert await walk(0, limit=1) == [made[0].id]
    assert await walk(made[0].id) == [made[2].id]


async def test_the_number_of_authority_changes_with_whoever_may_judge(db):
    seen = [await db.run(reviewers.authority, NOW)]

    async def differs():
        seen.append(await db.run(reviewers.authority, NOW))
        return seen[-1] != seen[-2]

    await db.run(hires, 1, Role.MODERATOR)
    assert not await differs()
    zhou = await db.run(hires, 2, Role.LEAD)
    assert await differs()
    assert not await differs()
    await db.run(people.set_unreachable, zhou, NOW)
    assert await differs()
    await db.run(people.revoke, zhou, "changsha")
    assert await differs()
    db.name_admins({2, 99})
    assert await differs()
    await db.run(people.set_admin, await db.run(people.who_is, 1), admin=True)
    assert await differs()
    assert await db.run(reviewers.authority, NOW, "another tree") != seen[-1]


async def test_who_can_be_written_to(db):
    zhou, gu = await db.run(hires, 1, Role.LEAD), await db.run(hires, 2, Role.LEAD)
    await db.run(people.set_unreachable, gu, NOW)
    assert await db.run(reviewers.reachable, {zhou, gu, "nobody"}) == {zhou}


async def test_who_has_heard_of_a_case_since_it_waits(db):
    case = await db.run(opens, "2611-0001", Status.APPEALED)

    def owes(tx, who, news, at):
        owed = Owed(notice=news(), recipient=who, rank=Rank.NEWS, order_key=who, case_id=case.id)
        outbox.put(tx, owed, at)

    await db.run(owes, "zhou", AppealEnteredNotice, NOW)
    await db.run(owes, "gu", AppealEnteredNotice, NOW - 1)
    await db.run(owes, "tan", ReminderNotice, NOW)
    whos = ("zhou", "gu", "tan")
    assert await db.run(reviewers.notified, whos, case.id, "appeal_entered", NOW) == {"zhou"}
    (claimed, *_) = await db.run(outbox_claims.claim_due, NOW, limit=1, lease=9)
    assert claimed.owed.recipient == "gu"
    assert await db.run(reviewers.notified, whos, case.id, "appeal_entered", 0) == {"zhou", "gu"}
    await db.run(outbox_claims.settle, claimed, outbox.NoticeState.UNREACHABLE, NOW)
    assert await db.run(reviewers.notified, whos, case.id, "appeal_entered", 0) == {"zhou"}


async def test_who_judged_an_appeal_against_the_decision_that_stands(db):
    case = await db.run(opens, "2611-0001", Status.APPEALED)

    def decides(tx, kind, who, until=None, confirmed_by="x"):
        made = Decision(
            id=0,
            case_id=case.id,
            kind=kind,
            result="x",
            rule="",
            facts="",
            feedback="",
            decided_by=who,
            decided_at=NOW,
            confirmed_by=confirmed_by,
            appeal_until=until,
        )
        decisions.add(tx, made)

    assert await db.run(reviewers.judged, case.id) == set()
    await db.run(decides, "triage", "chen", NOW, "chen")
    await db.run(decides, "appeal", "zhou", None, "zhou")
    await db.run(decides, "appeal", "tan", None, "gu")
    assert await db.run(reviewers.judged, case.id) == {"chen", "zhou", "tan", "gu"}
    await db.run(decides, "appeal", "he", None, None)  # a change that nobody has confirmed
    assert await db.run(reviewers.judged, case.id) == {"chen", "zhou", "tan", "gu"}
    await db.run(decides, "finding", "wu", NOW, "li")
    assert await db.run(reviewers.judged, case.id) == {"wu", "li"}


async def test_a_case_has_one_task_that_says_who_is_to_look_again(db):
    case = await db.run(opens, "2611-0001", Status.APPEALED)

    def keeps(tx, task_kind, unit, now=NOW):
        reviewers.keep_task(tx, task_kind, unit=unit, about="changsha", case_id=case.id, now=now)

    async def listed():
        found = await db.run(tasks.of_units, ("hunan", "changsha"), limit=5)
        return [(each.unit, each.task_kind, each.opened_at, each.number) for each in found]

    await db.run(keeps, TaskKind.JUDGE_ALONE, "hunan")
    await db.run(keeps, TaskKind.JUDGE_ALONE, "hunan", NOW + 5)
    assert await listed() == [("hunan", "judge_alone", NOW, "2611-0001")]
    await db.run(keeps, TaskKind.JUDGE_NO_LEAD, "changsha", NOW + 6)
    assert await listed() == [("changsha", "judge_no_lead", NOW + 6, "2611-0001")]
    await db.run(reviewers.end_task, case.id, "tan", NOW + 7)
    assert await listed() == []
    await db.run(keeps, TaskKind.JUDGE_ALONE, "hunan", NOW + 8)
    assert await listed() == [("hunan", "judge_alone", NOW + 8, "2611-0001")]
