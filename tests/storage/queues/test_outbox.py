import asyncio

from sqlalchemy import select

from storage.engine.tables import outbox as table
from storage.queues import outbox
from storage.queues.outbox import Notice, NoticeState, Rank

NOW = 1000


def notice(kind: str = "status", **kwargs) -> Notice:
    return Notice(
        **{
            "kind": kind,
            "recipient": "anna",
            "params": {},
            "rank": Rank.NEWS,
            "order_key": f"only:{kind}",
            **kwargs,
        }
    )


async def owe(db, *notices: Notice, now: int = NOW, again: bool = False) -> None:
    for each in notices:
        await db.run(outbox.put, each, now, again=again)


async def claim(db, now: int = NOW, limit: int = 10, lease: int = 60):
    return await db.run(outbox.claim_due, now, limit=limit, lease=lease)


def kinds(claimed) -> list[str]:
    return [each.notice.kind for each in claimed]


def row(tx, notice_id: int):
    return tx.execute(select(table).where(table.c.id == notice_id)).one()


async def test_a_notice_arrives_as_it_was_written(db):
    written = notice(
        unit=None, report_id=3, case_id=4, params={"status": "accepted", "n": 2}, dedupe="once"
    )
    await owe(db, written)
    (claimed,) = await claim(db)
    assert (claimed.notice.kind, claimed.notice.recipient) == ("status", "anna")
    assert claimed.notice.params == {"status": "accepted", "n": 2}
    assert (claimed.notice.report_id, claimed.notice.case_id) == (3, 4)
    assert (claimed.tries, claimed.unknowns) == (1, 0)


async def test_replies_go_before_news_and_news_before_broadcasts(db):
    await owe(db, *(notice(rank.name, rank=rank) for rank in reversed(Rank)))
    assert kinds(await claim(db)) == ["REPLY", "NEWS", "CARD", "DIGEST", "BROADCAST"]


async def test_the_first_of_a_rank_are_taken_first(db):
    for i in range(5):
        await owe(db, notice(f"n{i}"), now=NOW + i)
    assert kinds(await claim(db, NOW + 9, limit=2)) == ["n0", "n1"]
    assert kinds(await claim(db, NOW + 9, limit=9)) == ["n2", "n3", "n4"]


async def test_what_is_not_due_waits(db):
    await owe(db, notice(due_at=NOW + 5))
    assert await claim(db, NOW + 4) == ()
    assert await db.run(outbox.next_due) == NOW + 5
    assert len(await claim(db, NOW + 5)) == 1


async def test_a_claimed_notice_is_hidden_until_its_lease_ends(db):
    await owe(db, notice())
    assert len(await claim(db, lease=60)) == 1
    assert await claim(db, NOW + 59) == ()
    (again,) = await claim(db, NOW + 60)
    assert again.tries == 2


async def test_couriers_that_claim_at_once_never_get_the_same(db):
    await owe(db, *(notice(f"n{i}") for i in range(20)))
    hands = await asyncio.gather(*(claim(db, limit=6) for _ in range(5)))
    taken = [each.id for hand in hands for each in hand]
    assert len(taken) == len(set(taken))
    left = await claim(db, limit=20)
    assert len(taken) + len(left) == 20


async def test_notices_of_one_order_leave_one_after_the_other(db):
    await owe(db, *(notice(f"n{i}", order_key="case:1") for i in range(3)), notice("other"))
    first, other = await claim(db)
    assert [first.notice.kind, other.notice.kind] == ["n0", "other"]
    assert await claim(db, NOW + 1) == ()
    await db.run(outbox.settle, first, NoticeState.SENT, NOW)
    assert kinds(await claim(db, NOW + 1)) == ["n1"]


async def test_a_notice_put_off_holds_back_the_later_ones_of_its_order(db):
    await owe(db, notice("n0", order_key="case:1"), notice("n1", order_key="case:1"))
    (first,) = await claim(db)
    await db.run(outbox.put_off, first, NOW + 30, counts=True, unknown=False)
    assert await claim(db, NOW + 29) == ()
    assert kinds(await claim(db, NOW + 30)) == ["n0"]


async def test_one_that_failed_for_good_lets_the_next_go(db):
    await owe(db, notice("n0", order_key="case:1"), notice("n1", order_key="case:1"))
    (first,) = await claim(db)
    await db.run(outbox.settle, first, NoticeState.UNREACHABLE, NOW)
    assert kinds(await claim(db)) == ["n1"]


async def test_the_same_notice_twice_is_one_with_the_newer_words_and_time(db):
    await owe(db, notice(dedupe="d", params={"files": 1}, due_at=NOW + 2))
    await owe(db, notice(dedupe="d", params={"files": 2}, due_at=NOW + 3))
    assert await claim(db, NOW + 2) == ()
    (claimed,) = await claim(db, NOW + 3)
    assert claimed.notice.params == {"files": 2}


async def test_a_notice_that_was_sent_is_not_sent_again(db):
    await owe(db, notice(dedupe="d"))
    (claimed,) = await claim(db)
    await db.run(outbox.settle, claimed, NoticeState.SENT, NOW)
    await owe(db, notice(dedupe="d"))
    assert await claim(db, NOW + 999) == ()


async def test_a_notice_that_was_sent_is_sent_again_where_that_is_wanted(db):
    await owe(db, notice(dedupe="d", params={"a": 1}))
    (claimed,) = await claim(db)
    await db.run(outbox.settle, claimed, NoticeState.SENT, NOW)
    await owe(db, notice(dedupe="d", params={"a": 2}), again=True)
    (anew,) = await claim(db)
    assert (anew.notice.params, anew.tries, anew.unknowns) == ({"a": 2}, 1, 0)


async def test_new_words_while_the_old_ones_are_on_their_way_are_said_too(db):
    await owe(db, notice(dedupe="d", params={"files": 1}))
    (old,) = await claim(db)
    await owe(db, notice(dedupe="d", params={"files": 2}))
    (new,) = await claim(db)
    await db.run(outbox.settle, old, NoticeState.SENT, NOW)
    await db.run(outbox.put_off, new, NOW + 1, counts=True, unknown=False)
    (again,) = await claim(db, NOW + 1)
    assert again.notice.params == {"files": 2}


async def test_a_courier_that_was_overtaken_settles_nothing(db):
    await owe(db, notice())
    (slow,) = await claim(db)
    (quick,) = await claim(db, NOW + 60)
    await db.run(outbox.settle, slow, NoticeState.FAILED, NOW + 61)
    await db.run(outbox.put_off, slow, NOW + 999, counts=True, unknown=True)
    await db.run(outbox.settle, quick, NoticeState.SENT, NOW + 61)
    assert (await db.run(row, quick.id)).state == NoticeState.SENT


async def test_notices_without_a_name_of_their_own_are_never_taken_for_one(db):
    await owe(db, notice("n0"), notice("n0"))
    (first,) = await claim(db)
    await db.run(outbox.settle, first, NoticeState.SENT, NOW)
    (second,) = await claim(db)
    assert first.id != second.id


async def test_a_settled_notice_keeps_none_of_its_words(db):
    await owe(db, notice(params={"text": "words"}))
    (claimed,) = await claim(db)
    await db.run(outbox.settle, claimed, NoticeState.SENT, NOW + 1)
    kept = await db.run(row, claimed.id)
    assert (kept.sealed, kept.state, kept.settled_at) == (None, NoticeState.SENT, NOW + 1)


async def test_a_pause_is_no_try_and_an_unknown_outcome_is_counted(db):
    await owe(db, notice())
    (claimed,) = await claim(db)
    await db.run(outbox.put_off, claimed, NOW + 1, counts=False, unknown=False)
    (second,) = await claim(db, NOW + 1)
    assert (second.tries, second.unknowns) == (1, 0)
    await db.run(outbox.put_off, second, NOW + 2, counts=True, unknown=True)
    (third,) = await claim(db, NOW + 2)
    assert (third.tries, third.unknowns) == (2, 1)


async def test_the_next_moment_something_is_due(db):
    assert await db.run(outbox.next_due) is None
    await owe(db, notice("late", due_at=NOW + 50), notice("soon", due_at=NOW + 5))
    assert await db.run(outbox.next_due) == NOW + 5
    for each in await claim(db, NOW + 50):
        await db.run(outbox.settle, each, NoticeState.SENT, NOW + 50)
    assert await db.run(outbox.next_due) is None


async def test_putting_a_notice_wakes_the_courier(db):
    woken: list[bool] = []
    db.on_owed = lambda: woken.append(True)
    await owe(db, notice())
    assert woken == [True]


async def test_what_waits_in_an_order_is_counted_no_further_than_asked(db):
    for number in range(5):
        await owe(db, notice(dedupe=f"n{number}", order_key="group:a"))
    await owe(db, notice(dedupe="other", order_key="group:b"))
    (first,) = await claim(db, limit=1)
    assert await db.run(outbox.waiting_in, first.notice.order_key, most=9) in {1, 5}
    assert await db.run(outbox.waiting_in, "group:a", most=9) == 5
    assert await db.run(outbox.waiting_in, "group:a", most=3) == 3
    await db.run(outbox.settle, first, NoticeState.SENT, NOW)
    assert await db.run(outbox.waiting_in, first.notice.order_key, most=9) in {0, 4}


async def test_what_is_going_to_be_said_can_be_read_until_it_was(db):
    await owe(db, notice(params={"count": 1}, dedupe="digest"))
    assert await db.run(outbox.waiting_params, "digest") == {"count": 1}
    (claimed,) = await claim(db)
    assert await db.run(outbox.waiting_params, "digest") == {"count": 1}
    await db.run(outbox.settle, claimed, NoticeState.SENT, NOW)
    assert await db.run(outbox.waiting_params, "digest") is None
    assert await db.run(outbox.waiting_params, "unknown") is None


async def test_what_waits_for_a_reader_that_is_gone_is_dropped_even_in_a_couriers_hands(db):
    await owe(db, notice(dedupe="a", order_key="group:a"), notice(dedupe="b", order_key="group:b"))
    await claim(db, limit=1)

    await db.run(outbox.drop_waiting, "group:a", NOW)

    assert await db.run(outbox.waiting_in, "group:a", most=9) == 0
    assert await db.run(outbox.waiting_in, "group:b", most=9) == 1
    assert [each.notice.dedupe for each in await claim(db, now=NOW + 99)] == ["b"]


async def test_no_plan_of_postgresql_claims_more_than_asked(postgres_url, opens):
    """A locking subquery that is run again for each row skips what it has locked, and takes on."""
    db = await opens(postgres_url)
    for number in range(5):
        await owe(db, notice(f"n{number}"), now=NOW + number)

    def stubbornly(tx):
        for way in ("hashjoin", "mergejoin", "hashagg", "sort", "material", "indexscan"):
            tx.sql.exec_driver_sql(f"SET LOCAL enable_{way} = off")
        tx.sql.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
        return outbox.claim_due(tx, NOW + 9, limit=2, lease=60)

    assert kinds(await db.run(stubbornly)) == ["n0", "n1"]


async def test_what_a_dead_courier_had_in_hand_is_due_at_once(db):
    await owe(db, notice("held"), notice("settled"), notice("refused"), notice("planned"))
    await owe(db, notice("planned", dedupe="p", due_at=NOW + 50))
    claimed = {each.notice.kind: each for each in await claim(db)}
    await db.run(outbox.settle, claimed["settled"], NoticeState.SENT, NOW)
    await db.run(outbox.put_off, claimed["refused"], NOW + 40, counts=True, unknown=False)
    await db.run(outbox.settle, claimed["planned"], NoticeState.SENT, NOW)
    assert await db.run(outbox.reclaim, NOW + 1) == 1
    (again,) = await claim(db, NOW + 1)
    assert (again.notice.kind, again.tries) == ("held", 2)
    assert kinds(await claim(db, NOW + 50)) == ["refused", "planned"]


async def test_who_comes_back_after_that_has_been_overtaken(db):
    await owe(db, notice())
    (late,) = await claim(db)
    await db.run(outbox.reclaim, NOW + 1)
    await db.run(outbox.settle, late, NoticeState.SENT, NOW + 2)
    assert len(await claim(db, NOW + 2)) == 1


async def test_new_words_are_in_nobodys_hands(db):
    await owe(db, notice(dedupe="d"))
    await owe(db, notice(dedupe="d"), notice("late", dedupe="e", due_at=NOW + 9))
    await owe(db, notice("late", dedupe="e", due_at=NOW + 9))
    assert await db.run(outbox.reclaim, NOW) == 0
    await claim(db)
    await owe(db, notice(dedupe="d", due_at=NOW + 9))  # while the old ones are on their way
    assert await db.run(outbox.reclaim, NOW) == 0
    assert await claim(db, NOW + 8) == ()
