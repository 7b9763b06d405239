"""Who is on call, and who stands in for a lead, on both databases."""

from domain.network.people import Caller, Role
from storage.network import duties, people

NOW = 1000


async def hire(db, account, unit="changsha", role=Role.MODERATOR):
    def give(tx):
        person = people.meet(tx, Caller(account=account, locale="en"), NOW)
        people.grant(tx, person.who, unit, role, by=person.who, now=account)
        return person.who

    return await db.run(give)


async def test_on_call_is_kept_for_each_unit_by_itself(db):
    chen, wu = await hire(db, 1), await hire(db, 2)
    await hire(db, 1, "hengyang")
    await db.run(duties.set_on_call, chen, "changsha", on=True)

    def awake(units):
        return db.run(duties.on_call, units, NOW)

    assert [person.who for person in await awake(("changsha",))] == [chen]
    assert await awake(("hengyang",)) == ()
    await db.run(duties.set_on_call, wu, "changsha", on=True)
    await db.run(duties.set_on_call, chen, "hengyang", on=True)
    assert [p.who for p in await awake(("hengyang", "changsha"))] == [chen, wu]
    await db.run(duties.set_on_call, chen, "changsha", on=False)
    assert [person.who for person in await awake(("changsha",))] == [wu]


async def test_a_deputy_is_a_lead_while_it_runs_and_not_a_second_longer(db):
    chen = await hire(db, 1)
    await db.run(duties.appoint, chen, "changsha", until=NOW + 60, by="zhou")

    async def role(now):
        met = await db.run(people.meet, Caller(account=1, locale="en"), now)
        got = await db.run(people.get, chen, now)
        assert met.grants == got.grants
        return got.grants["changsha"]

    assert await role(NOW + 59) is Role.LEAD
    assert await role(NOW + 60) is Role.MODERATOR
    assert (await db.run(duties.held, chen)).grants == {"changsha": Role.MODERATOR}
    leads = [
        [person.who for person in await db.run(people.staff_of, ("changsha",), Role.LEAD, now)]
        for now in (NOW + 59, NOW + 60)
    ]
    assert leads == [[chen], []]


async def test_a_lead_who_stands_in_stays_a_lead(db):
    zhou = await hire(db, 1, role=Role.LEAD)
    await db.run(duties.appoint, zhou, "changsha", until=NOW + 60, by="he")

    assert (await db.run(people.get, zhou, NOW + 99)).grants == {"changsha": Role.LEAD}


async def test_what_is_over_is_written_down_once_and_not_more_than_asked_for(db):
    for account in (1, 2, 3):
        chen = await hire(db, account)
        await db.run(duties.appoint, chen, "changsha", until=NOW + account, by="zhou")

    first = await db.run(duties.end_over, NOW + 3, limit=2)
    second = await db.run(duties.end_over, NOW + 3, limit=2)

    assert (len(first), len(second)) == (2, 1)
    assert {each.by for each in (*first, *second)} == {"zhou"}
    assert await db.run(duties.end_over, NOW + 9, limit=2) == ()


async def test_the_people_of_a_unit_are_listed_with_their_duties(db):
    chen, zhou = await hire(db, 1), await hire(db, 2, role=Role.LEAD)
    await db.run(duties.set_on_call, zhou, "changsha", on=True)
    await db.run(duties.appoint, chen, "changsha", until=NOW + 60, by=zhou)

    found = await db.run(duties.members, "changsha", NOW)

    assert [(m.person.who, m.role, m.on_call, m.deputy_until) for m in found] == [
        (chen, Role.MODERATOR, False, NOW + 60),
        (zhou, Role.LEAD, True, None),
    ]
    late = await db.run(duties.members, "changsha", NOW + 60)
    assert late[0].deputy_until is None
