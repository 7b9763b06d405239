import asyncio

from msgspec import structs
from sqlalchemy import select

from domain.notices.other_notices import GroupDigestNotice
from domain.notices.reporter_notices import AcceptedNotice, FilesNotice, ToldNotice
from storage.engine.tables import outbox as table
from storage.queues import outbox, outbox_claims, waiting_notices
from storage.queues.outbox import NoticeState, Owed, Rank

NOW = 1000


def owed(text: str = "status", **kwargs) -> Owed:
    return Owed(
        **{
            "notice": ToldNotice(text=text),
            "recipient": "anna",
            "rank": Rank.NEWS,
            "order_key": f"only:{text}",
            **kwargs,
        }
    )


async def owe(db, *notices: Owed, now: int = NOW, again: bool = False) -> None:
    for each in notices:
        await db.run(outbox.put, each, now, again=again)


async def claim(db, now: int = NOW, limit: int = 10, lease: int = 60):
    return await db.run(outbox_claims.claim_due, now, limit=limit, lease=lease)


def texts(claimed) -> list[str]:
    return [each.owed.notice.text for each in claimed]


def row(tx, notice_id: int):
    return tx.execute(select(table).where(table.c.id == notice_id)).one()


async def test_a_notice_arrives_as_it_was_written(db):
    written = owed(
        notice=AcceptedNotice(category="fraud", due_at=NOW),
        unit=None,
        report_id=3,
        case_id=4,
        dedupe="once",
    )
    await owe(db, written)
    (claimed,) = await claim(db)
    assert (claimed.owed.notice.kind, claimed.owed.recipient) == ("accepted", "anna")
    assert claimed.owed.notice == AcceptedNotice(category="fraud", due_at=NOW)
    assert (claimed.owed.report_id, claimed.owed.case_id) == (3, 4)
    assert (claimed.tries, claimed.unknowns) == (1, 0)


async def test_replies_go_before_news_and_news_before_broadcasts(db):
    await owe(db, *(owed(rank.name, rank=rank) for rank in reversed(Rank)))
    assert texts(await claim(db)) == ["REPLY", "NEWS", "CARD", "DIGEST", "BROADCAST"]


async def test_the_first_of_a_rank_are_taken_first(db):
    for i in range(5):
        await owe(db, owed(f"n{i}"), now=NOW + i)
    assert texts(await claim(db, NOW + 9, limit=2)) == ["n0", "n1"]
    assert texts(await claim(db, NOW + 9, limit=9)) == ["n2", "n3", "n4"]


async def test_what_is_not_due_waits(db):
    await owe(db, owed(due_at=NOW + 5))
    assert await claim(db, NOW + 4) == ()
    assert await db.run(outbox_claims.next_due) == NOW + 5
    assert len(await claim(db, NOW + 5)) == 1


async def test_a_claimed_notice_is_hidden_until_its_lease_ends(db):
    await owe(db, owed())
    assert len(await claim(db, lease=60)) == 1
    assert await claim(db, NOW + 59) == ()
    (again,) = await claim(db, NOW + 60)
    assert again.tries == 2


async def test_couriers_that_claim_at_once_never_get_the_same(db):
    await owe(db, *(owed(f"n{i}") for i in range(20)))
    hands = await asyncio.gather(*(claim(db, limit=6) for _ in range(5)))
    taken = [each.id for hand in hands for each in hand]
    assert len(taken) == len(set(taken))
    left = await claim(db, limit=20)
    assert len(taken) + len(left) == 20


async def test_notices_of_one_order_leave_one_after_the_other(db):
    await owe(db, *(owed(f"n{i}", order_key="case:1") for i in range(3)), owed("other"))
    first, other = await claim(db)
    assert texts([first, other]) == ["n0", "other"]
    assert await claim(db, NOW + 1) == ()
    await db.run(outbox_claims.settle, first, NoticeState.SENT, NOW)
    assert texts(await claim(db, NOW + 1)) == ["n1"]


async def test_a_notice_put_off_holds_back_the_later_ones_of_its_order(db):
    await owe(db, owed("n0", order_key="case:1"), owed("n1", order_key="case:1"))
    (first,) = await claim(db)
    await db.run(outbox_claims.put_off, first, NOW + 30, counts=True, unknown=False)
    assert await claim(db, NOW + 29) == ()
    assert texts(await claim(db, NOW + 30)) == ["n0"]


async def test_one_that_failed_for_good_lets_the_next_go(db):
    await owe(db, owed("n0", order_key="case:1"), owed("n1", order_key="case:1"))
    (first,) = await claim(db)
    await db.run(outbox_claims.settle, first, NoticeState.UNREACHABLE, NOW)
    assert texts(await claim(db)) == ["n1"]


async def test_the_same_notice_twice_is_one_with_the_newer_words_and_time(db):
    await owe(db, owed(dedupe="d", notice=FilesNotice(row=1), due_at=NOW + 2))
    await owe(db, owed(dedupe="d", notice=FilesNotice(row=2), due_at=NOW + 3))
    assert await claim(db, NOW + 2) == ()
    (claimed,) = await claim(db, NOW + 3)
    assert claimed.owed.notice == FilesNotice(row=2)


async def test_a_notice_that_was_sent_is_not_sent_again(db):
    await owe(db, owed(dedupe="d"))
    (claimed,) = await claim(db)
    await db.run(outbox_claims.settle, claimed, NoticeState.SENT, NOW)
    await owe(db, owed(dedupe="d"))
    assert await claim(db, NOW + 999) == ()


async def test_a_notice_that_was_sent_is_sent_again_where_that_is_wanted(db):
    await owe(db, owed(dedupe="d", notice=FilesNotice(row=1)))
    (claimed,) = await claim(db)
    await db.run(outbox_claims.settle, claimed, NoticeState.SENT, NOW)
    await owe(db, owed(dedupe="d", notice=FilesNotice(row=2)), again=True)
    (anew,) = await claim(db)
    assert (anew.owed.notice, anew.tries, anew.unknowns) == (FilesNotice(row=2), 1, 0)


async def test_new_words_leave_when_the_old_ones_have_arrived(db):
    await owe(db, owed(dedupe="d", notice=FilesNotice(row=1)))
    (old,) = await claim(db)
    await owe(db, owed(dedupe="d", notice=FilesNotice(row=2)), again=True)
    await owe(db, owed(dedupe="d", notice=FilesNotice(row=3)), again=True)
    assert await claim(db) == ()  # else two couriers would send it, and neither edit the other's
    await db.run(outbox_claims.settle, old, NoticeState.SENT, NOW + 1)
    (new,) = await claim(db, NOW + 1)
    assert (new.owed.notice, new.tries, new.unknowns) == (FilesNotice(row=3), 1, 0)
    await db.run(outbox_claims.put_off, new, NOW + 2, counts=True, unknown=False)
    (again,) = await claim(db, NOW + 2)
    assert again.owed.notice == FilesNotice(row=3)
    await db.run(outbox_claims.settle, again, NoticeState.SENT, NOW + 2)
    assert await claim(db, NOW + 999) == ()


async def test_new_words_leave_although_the_old_ones_failed(db):
    await owe(db, owed(dedupe="d", notice=FilesNotice(row=1)))
    (old,) = await claim(db)
    await owe(db, owed(dedupe="d", notice=FilesNotice(row=2)))
    await db.run(outbox_claims.amend, old, FilesNotice(row=1, through=1), NOW + 500)
    await db.run(outbox_claims.put_off, old, NOW + 5, counts=False, unknown=True)
    assert await claim(db, NOW + 4) == ()
    (new,) = await claim(db, NOW + 5)
    assert (new.owed.notice, new.tries, new.unknowns) == (FilesNotice(row=2), 1, 1)


async def test_new_words_do_not_wait_for_a_courier_that_is_gone(db):
    await owe(db, owed(dedupe="d"), owed("else", dedupe="e"))
    lost = {each.owed.dedupe: each for each in await claim(db)}
    await owe(db, owed(dedupe="d", notice=FilesNotice(row=2)))
    await owe(db, owed("else", dedupe="e", notice=FilesNotice(row=3)))
    assert await db.run(outbox_claims.reclaim, NOW + 1) == 2
    assert [each.owed.notice.row for each in await claim(db, NOW + 1)] == [2, 3]
    await owe(db, owed(dedupe="d", notice=FilesNotice(row=4)), now=NOW + 1)
    (other,) = await claim(db, NOW + 61, limit=1)  # the end of its claim
    assert other.owed.notice == FilesNotice(row=4)
    await db.run(outbox_claims.settle, lost["d"], NoticeState.SENT, NOW + 62)
    await db.run(outbox_claims.settle, other, NoticeState.SENT, NOW + 62)
    assert (await db.run(row, other.id)).settled_at == NOW + 62


async def test_a_claim_is_told_from_new_words_by_its_number_alone(db):
    """Whatever happens to a notice: who claimed it last settles it, and nobody else."""
    await owe(db, owed(dedupe="d"))
    fences = []
    for turn, moment in enumerate(range(NOW, NOW + 480, 60)):
        (claimed,) = await claim(db, moment)
        fences.append(claimed.fence)
        if turn % 2:
            await owe(db, owed(dedupe="d"), now=moment)
        for earlier in fences[:-1]:
            await db.run(
                outbox_claims.settle,
                structs.replace(claimed, fence=earlier),
                NoticeState.FAILED,
                moment,
            )
        assert (await db.run(row, claimed.id)).state == NoticeState.WAITING
        assert await claim(db, moment + 1) == ()
    assert all(fence % 4 == 1 for fence in fences)
    assert len(set(fences)) == len(fences)


async def test_a_courier_that_was_overtaken_settles_nothing(db):
    await owe(db, owed())
    (slow,) = await claim(db)
    (quick,) = await claim(db, NOW + 60)
    await db.run(outbox_claims.settle, slow, NoticeState.FAILED, NOW + 61)
    await db.run(outbox_claims.put_off, slow, NOW + 999, counts=True, unknown=True)
    await db.run(outbox_claims.settle, quick, NoticeState.SENT, NOW + 61)
    assert (await db.run(row, quick.id)).state == NoticeState.SENT


async def test_notices_without_a_name_of_their_own_are_never_taken_for_one(db):
    await owe(db, owed("n0"), owed("n0"))
    (first,) = await claim(db)
    await db.run(outbox_claims.settle, first, NoticeState.SENT, NOW)
    (second,) = await claim(db)
    assert first.id != second.id


async def test_a_settled_notice_keeps_none_of_its_words(db):
    await owe(db, owed("words"))
    (claimed,) = await claim(db)
    await db.run(outbox_claims.settle, claimed, NoticeState.SENT, NOW + 1)
    kept = await db.run(row, claimed.id)
    assert (kept.sealed, kept.state, kept.settled_at) == (None, NoticeState.SENT, NOW + 1)


async def test_a_pause_is_no_try_and_an_unknown_outcome_is_counted(db):
    await owe(db, owed())
    (claimed,) = await claim(db)
    await db.run(outbox_claims.put_off, claimed, NOW + 1, counts=False, unknown=False)
    (second,) = await claim(db, NOW + 1)
    assert (second.tries, second.unknowns) == (1, 0)
    await db.run(outbox_claims.put_off, second, NOW + 2, counts=True, unknown=True)
    (third,) = await claim(db, NOW + 2)
    assert (third.tries, third.unknowns) == (2, 1)


async def test_the_next_moment_something_is_due(db):
    assert await db.run(outbox_claims.next_due) is None
    await owe(db, owed("late", due_at=NOW + 50), owed("soon", due_at=NOW + 5))
    assert await db.run(outbox_claims.next_due) == NOW + 5
    for each in await claim(db, NOW + 50):
        await db.run(outbox_claims.settle, each, NoticeState.SENT, NOW + 50)
    assert await db.run(outbox_claims.next_due) is None


async def test_putting_a_notice_wakes_the_courier(db):
    woken: list[bool] = []
    db.on_owed = lambda: woken.append(True)
    await owe(db, owed())
    assert woken == [True]


async def test_what_waits_in_an_order_is_counted_no_further_than_asked(db):
    for number in range(5):
        await owe(db, owed(dedupe=f"n{number}", order_key="group:a"))
    await owe(db, owed(dedupe="other", order_key="group:b"))
    (first,) = await claim(db, limit=1)
    assert await db.run(waiting_notices.count, first.owed.order_key, most=9) in {1, 5}
    assert await db.run(waiting_notices.count, "group:a", most=9) == 5
    assert await db.run(waiting_notices.count, "group:a", most=3) == 3
    await db.run(outbox_claims.settle, first, NoticeState.SENT, NOW)
    assert await db.run(waiting_notices.count, first.owed.order_key, most=9) in {0, 4}


async def test_what_is_going_to_be_said_can_be_read_until_it_was(db):
    digest = GroupDigestNotice(count=1, cases={"2611-1": 3})
    await owe(db, owed(notice=digest, dedupe="digest"))
    assert await db.run(waiting_notices.find, "digest", GroupDigestNotice) == digest
    (claimed,) = await claim(db)
    assert await db.run(waiting_notices.find, "digest", GroupDigestNotice) == digest
    await db.run(outbox_claims.settle, claimed, NoticeState.SENT, NOW)
    assert await db.run(waiting_notices.find, "digest", GroupDigestNotice) is None
    assert await db.run(waiting_notices.find, "unknown", GroupDigestNotice) is None


async def test_what_waits_for_later_is_known_until_a_courier_has_it(db):
    async def waits(now: int) -> bool:
        found = await db.run(waiting_notices.due_later, ("list", "other"), now)
        assert found <= {"list"}
        return "list" in found

    assert not await waits(NOW)
    await owe(db, owed(dedupe="list", due_at=NOW + 60))
    assert await waits(NOW)
    assert await waits(NOW + 59)
    assert not await waits(NOW + 60)  # it may leave before this is stored
    (claimed,) = await claim(db, now=NOW + 60, lease=60)
    assert not await waits(NOW + 61)  # though its claim ends later
    await db.run(outbox_claims.settle, claimed, NoticeState.SENT, NOW + 62)
    assert not await waits(NOW + 62)


async def test_what_waits_for_a_reader_that_is_gone_is_dropped_even_in_a_couriers_hands(db):
    await owe(db, owed(dedupe="a", order_key="group:a"), owed(dedupe="b", order_key="group:b"))
    await claim(db, limit=1)

    await db.run(waiting_notices.drop, "group:a", NOW)

    assert await db.run(waiting_notices.count, "group:a", most=9) == 0
    assert await db.run(waiting_notices.count, "group:b", most=9) == 1
    assert [each.owed.dedupe for each in await claim(db, now=NOW + 99)] == ["b"]


async def test_no_plan_of_postgresql_claims_more_than_asked(postgres_url, opens):
    """A locking subquery that is run again for each row skips what it has locked, and takes on."""
    db = await opens(postgres_url)
    for number in range(5):
        await owe(db, owed(f"n{number}"), now=NOW + number)

    def stubbornly(tx):
        for way in ("hashjoin", "mergejoin", "hashagg", "sort", "material", "indexscan"):
            tx.sql.exec_driver_sql(f"SET LOCAL enable_{way} = off")
        tx.sql.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
        return outbox_claims.claim_due(tx, NOW + 9, limit=2, lease=60)

    assert texts(await db.run(stubbornly)) == ["n0", "n1"]


async def test_what_a_dead_courier_had_in_hand_is_due_at_once(db):
    await owe(db, owed("held"), owed("settled"), owed("refused"), owed("planned"))
    await owe(db, owed("planned", dedupe="p", due_at=NOW + 50))
    claimed = {each.owed.notice.text: each for each in await claim(db)}
    await db.run(outbox_claims.settle, claimed["settled"], NoticeState.SENT, NOW)
    await db.run(outbox_claims.put_off, claimed["refused"], NOW + 40, counts=True, unknown=False)
    await db.run(outbox_claims.settle, claimed["planned"], NoticeState.SENT, NOW)
    assert await db.run(outbox_claims.reclaim, NOW + 1) == 1
    (again,) = await claim(db, NOW + 1)
    assert (again.owed.notice.text, again.tries) == ("held", 2)
    assert texts(await claim(db, NOW + 50)) == ["refused", "planned"]


async def test_who_comes_back_after_that_has_been_overtaken(db):
    await owe(db, owed())
    (late,) = await claim(db)
    await db.run(outbox_claims.reclaim, NOW + 1)
    await db.run(outbox_claims.settle, late, NoticeState.SENT, NOW + 2)
    assert len(await claim(db, NOW + 2)) == 1


async def test_new_words_are_in_nobodys_hands(db):
    await owe(db, owed(dedupe="d"))
    await owe(db, owed(dedupe="d"), owed("late", dedupe="e", due_at=NOW + 9))
    await owe(db, owed("late", dedupe="e", due_at=NOW + 9))
    assert await db.run(outbox_claims.reclaim, NOW) == 0
    await claim(db)
    await owe(db, owed(dedupe="d", due_at=NOW + 9))  # while the old ones are on their way
    assert await db.run(outbox_claims.reclaim, NOW) == 0
    assert await claim(db, NOW + 8) == ()


async def test_a_notice_that_a_reply_has_shown_is_never_sent(db):
    await owe(db, owed(dedupe="receipt:1", due_at=NOW + 60))
    await db.run(outbox.answered, "receipt:1", NOW + 1)
    assert await claim(db, NOW + 3600) == ()
    state, sealed = await db.run(lambda tx: tx.execute(select(table.c.state, table.c.sealed)).one())
    assert (state, sealed) == (NoticeState.SENT, None)


async def test_one_that_a_courier_has_in_hand_is_not_queued_again_by_it(db):
    await owe(db, owed(dedupe="receipt:1"))
    (claimed,) = await claim(db)
    await db.run(outbox.answered, "receipt:1", NOW)
    await db.run(outbox_claims.put_off, claimed, NOW + 5, counts=True, unknown=False)
    assert await claim(db, NOW + 3600) == ()


async def test_what_a_reply_failed_to_show_is_brought_forward(db):
    await owe(
        db,
        owed(dedupe="receipt:1", due_at=NOW + 60, unknowns=1),
        owed("other", dedupe="x", due_at=NOW + 60, recipient="ben"),
        owed("late", dedupe="y", due_at=NOW + 60, notice=AcceptedNotice(category="fraud")),
    )
    assert await claim(db) == ()
    await db.run(outbox.bring_forward, "anna", "told", NOW + 2, unknown=True)
    assert await claim(db, NOW + 1) == ()
    (claimed,) = await claim(db, NOW + 2)
    assert (claimed.owed.dedupe, claimed.unknowns) == ("receipt:1", 1)


async def test_a_reply_that_certainly_did_not_arrive_is_no_try(db):
    await owe(db, owed(dedupe="receipt:1", due_at=NOW + 60, unknowns=1))
    await db.run(outbox.bring_forward, "anna", "told", NOW + 2, unknown=False)
    await db.run(outbox.bring_forward, "anna", "told", NOW + 1, unknown=False)
    (claimed,) = await claim(db, NOW + 2)
    assert claimed.unknowns == 0


async def test_a_try_stays_counted_if_its_courier_dies_and_else_counts_by_its_outcome(db):
    await owe(db, owed(dedupe="d"))
    for unknowns in range(3):
        (claimed,) = await claim(db)
        assert claimed.unknowns == unknowns
        assert await db.run(outbox_claims.count_try, claimed)
        await db.run(outbox_claims.reclaim, NOW)  # the process died after the call
    for unknown, unknowns in ((True, 4), (False, 4)):
        (claimed,) = await claim(db)
        assert await db.run(outbox_claims.count_try, claimed)
        await db.run(outbox_claims.put_off, claimed, NOW, counts=True, unknown=unknown)
        assert (await db.run(row, claimed.id)).unknowns == unknowns


async def test_what_another_has_settled_claimed_or_erased_is_not_tried(db):
    await owe(db, owed(dedupe="d", notice=FilesNotice(row=1)))
    (claimed,) = await claim(db)
    await owe(db, owed(dedupe="d", notice=FilesNotice(row=2)))
    assert await db.run(outbox_claims.count_try, claimed)  # new words leave after the old ones
    assert (await db.run(row, claimed.id)).unknowns == 0
    await db.run(outbox_claims.settle, claimed, NoticeState.SENT, NOW)
    (anew,) = await claim(db)
    assert not await db.run(outbox_claims.count_try, claimed)
    assert await db.run(outbox_claims.count_try, anew)
    await db.run(outbox.answered, "d", NOW)
    assert not await db.run(outbox_claims.count_try, anew)


async def test_nothing_is_put_off_or_taken_from_a_courier_by_bringing_it_forward(db):
    await owe(db, owed(dedupe="receipt:1"))
    await db.run(outbox.bring_forward, "anna", "told", NOW + 50, unknown=False)
    (claimed,) = await claim(db)
    await db.run(outbox.bring_forward, "anna", "told", NOW, unknown=False)
    assert await claim(db, NOW + 1) == ()
    await db.run(outbox_claims.settle, claimed, NoticeState.SENT, NOW)
    assert await claim(db, NOW + 3600) == ()


async def test_whether_a_notice_was_ever_queued_is_known(db):
    await owe(db, owed(dedupe="card:1"))
    assert await db.run(outbox.was_queued, "card:1")
    assert not await db.run(outbox.was_queued, "card:2")
