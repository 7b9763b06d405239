"""What staff chose, when their digest is due, and the news that wait for it, on both databases."""

from domain.notices.case_notices import ConfirmWantedNotice, NewCaseNotice, TaskNotice
from domain.notices.notice import kind_of
from domain.notices.preferences import NoticeMode, Preferences
from domain.notices.staff_notices import CaseDigestNotice
from domain.tasks import TaskKind
from storage.queues import outbox, outbox_claims, pending_news, preferences
from storage.queues.outbox import Owed, Rank

NOW = 1000
NEW, CONFIRM = kind_of(NewCaseNotice), kind_of(ConfirmWantedNotice)
CHOSEN = Preferences(mode=NoticeMode.DIGEST, times=(510,), quiet=(1320, 420))


async def waits(db, who="anna"):
    found = await db.run(pending_news.of, who, limit=10)
    return [(each.case_id, each.kind) for each in found]


async def due(db, now):
    return [each.who for each in await db.run(preferences.due, now, limit=10)]


async def test_what_somebody_chose_is_read_and_the_others_have_the_defaults(db):
    await db.run(preferences.put, "anna", CHOSEN, NOW)
    await db.run(preferences.bring_due, "ben", NOW + 5)
    found = await db.run(preferences.of, ["anna", "ben", "carl"])
    assert found == {"anna": CHOSEN, "ben": Preferences(), "carl": Preferences()}
    assert await db.run(preferences.chosen, "anna") == CHOSEN
    assert await db.run(preferences.chosen, "ben") is None
    await db.run(preferences.put, "anna", Preferences(), NOW)
    assert await db.run(preferences.of, ["anna"]) == {"anna": Preferences()}


async def test_the_earliest_moment_counts_until_it_is_set_anew(db):
    await db.run(preferences.put, "anna", CHOSEN, NOW)
    assert await due(db, NOW + 100) == []
    for at in (NOW + 50, NOW + 20, NOW + 70):
        await db.run(preferences.bring_due, "anna", at)
    await db.run(preferences.bring_due, "ben", NOW + 10)
    assert await due(db, NOW + 9) == []
    assert await due(db, NOW + 20) == ["ben", "anna"]
    await db.run(preferences.set_due, "anna", None)
    assert await due(db, NOW + 100) == ["ben"]
    await db.run(preferences.bring_due, "anna", NOW + 70)
    assert await due(db, NOW + 100) == ["ben", "anna"]
    await db.run(preferences.set_told, "anna", NOW)
    assert await db.run(preferences.told_at, "anna") == NOW
    assert await db.run(preferences.told_at, "carl") is None


async def test_news_wait_until_a_digest_had_them_and_what_came_since_goes_on_waiting(db):
    for case_id in (7, 8):
        await db.run(pending_news.add, ("anna",), case_id, NEW, NOW)
    await db.run(pending_news.add, ("anna",), 7, CONFIRM, NOW)
    await db.run(pending_news.add, ("ben",), 7, NEW, NOW)
    read = await db.run(pending_news.of, "anna", limit=10)
    await db.run(pending_news.add, ("anna",), 8, NEW, NOW + 1)  # while the digest was on its way
    await db.run(pending_news.told, "anna", read, NOW + 2)
    assert await waits(db) == [(8, NEW)]
    assert await waits(db, "ben") == [(7, NEW)]

    # of what is not asked twice it is known who has got it
    args = (["anna", "ben"], 7, CONFIRM, NOW)
    assert await db.run(pending_news.notified, *args) == {"anna"}
    await db.run(pending_news.told, "anna", read, NOW + pending_news.TOLD_KEPT + 3)
    assert await db.run(pending_news.notified, *args) == {"anna"}
    await db.run(pending_news.add, ("anna",), 7, CONFIRM, NOW + 5)
    assert await waits(db) == [(7, CONFIRM), (8, NEW)]


async def test_what_is_erased_is_what_came_until_then(db):
    await db.run(preferences.put, "anna", CHOSEN, NOW)
    await db.run(pending_news.add, ("anna",), 7, NEW, NOW)
    await db.run(pending_news.forget, "anna", NOW - 1)
    await db.run(preferences.forget, "anna", NOW - 1)
    assert await waits(db)
    assert await db.run(preferences.chosen, "anna")
    await db.run(pending_news.forget, "anna", NOW)
    await db.run(preferences.forget, "anna", NOW)
    assert not await waits(db)
    assert not await db.run(preferences.chosen, "anna")


async def owe(db, case_id, notice, *, dedupe, due_at=NOW, now=NOW):
    owed = Owed(
        notice=notice,
        recipient="anna",
        rank=Rank.NEWS,
        case_id=case_id,
        dedupe=dedupe,
        due_at=due_at,
        order_key=pending_news.order_key("anna"),
    )
    await db.run(outbox.put, owed, now)


async def test_what_no_courier_has_joins_the_list_and_what_one_has_is_sent(db):
    await owe(db, 6, NewCaseNotice(), dedupe="held")
    (held,) = await db.run(outbox_claims.claim_due, NOW, limit=1, lease=60)
    task = TaskNotice(task=1, chore=TaskKind.MAIL_BOUNCED, about="x")
    await owe(db, 7, task, dedupe="task", due_at=NOW + 5)
    await owe(db, 8, NewCaseNotice(), dedupe="new", due_at=NOW + 5)
    await owe(db, None, CaseDigestNotice(), dedupe="digest", due_at=NOW + 5)

    await db.run(pending_news.put_off, "anna", NOW + 9, latest=8)
    assert await db.run(outbox_claims.claim_due, NOW + 7, limit=9, lease=60) == ()
    await db.run(pending_news.take_waiting, "anna", NOW + 7)
    assert await waits(db) == [(7, "task"), (8, NEW)]
    await db.run(outbox_claims.settle, held, outbox.NoticeState.SENT, NOW + 8)
    left = await db.run(outbox_claims.claim_due, NOW + 8, limit=9, lease=60)
    assert [each.owed.notice for each in left] == [CaseDigestNotice()]


async def test_when_something_was_told_is_known_for_each_until_it_is_too_long_ago(db):
    def told_at(who, case_id, now):
        return db.run(lambda tx: pending_news.told_at(tx, who, case_id, NEW, now))

    def set_told(who, case_id, at, kept=0):
        return db.run(
            lambda tx: pending_news.set_told(tx, who, case_id, NEW, NOW, at=at, kept=kept)
        )

    assert await told_at("anna", 7, NOW) is None
    assert await told_at("anna", 7, NOW + 5) == NOW  # the first look was the first time
    await set_told("anna", 7, NOW + 600)
    assert [await told_at("anna", 7, NOW), await told_at("ben", 7, NOW)] == [NOW + 600, None]
    assert await told_at("anna", 8, NOW + 700) is None
    await set_told("anna", 8, NOW + 700, kept=NOW + 650)
    assert await told_at("anna", 7, NOW + 9) is None  # it was forgotten
    assert await told_at("ben", 7, NOW + 9) == NOW

    # it waits for no digest, and what waits for one was not told
    assert await waits(db) == []
    await db.run(pending_news.add, ("anna",), 8, NEW, NOW + 800)
    assert await waits(db) == [(8, NEW)]
    assert await told_at("anna", 8, NOW + 900) is None
