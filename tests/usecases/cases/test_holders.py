"""Cases of people who lost their role are freed in batches, and only when roles have changed."""

from storage.network import people
from tests.support.life import COLLEAGUE, LEAD, MODERATOR, Life
from usecases.cases import holders
from usecases.moderation import assignment, casework
from usecases.session import by_system


async def test_batch_by_batch_until_none_is_left(db, profile, monkeypatch):
    monkeypatch.setattr(holders, "BATCH", 2)
    life = Life(db, profile)
    await life.cast()
    for account in (MODERATOR, COLLEAGUE, MODERATOR, MODERATOR, LEAD):
        case_id = (await life.files()).report.case_id
        card = await life.does(account, casework.card, case_id)
        await life.does(account, assignment.take, case_id, seen=card.case.version)

    def look():
        return db.run(by_system, life.conditions, holders.look)

    assert [await look(), await look()] == [0, 0]
    who = await db.run(people.who_is, MODERATOR)
    await db.run(people.revoke, who, "changsha")
    assert [await look() for _ in range(4)] == [2, 1, 0, 0]
    left = await db.run(
        lambda tx: {each: people.account(tx, each) for each in holders.rows.of_all_cases(tx)}
    )
    assert set(left.values()) == {COLLEAGUE, LEAD}
