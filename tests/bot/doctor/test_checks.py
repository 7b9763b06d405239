"""What `jubao doctor` sees in rows and hears from Telegram: one line each, with the next step."""

import time
from email.utils import formatdate

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy import update

from bot.config.settings import read_settings
from bot.doctor import database_checks as database
from bot.doctor import telegram_checks as doctor_telegram
from bot.doctor.report import Verdict
from domain.notices.reporter_notices import StatusCardNotice
from sandbox.telegram import Telegram
from sandbox.web.server import serve
from storage.audit import journal
from storage.audit.journal import Entry
from storage.backup import root_stages, rotation
from storage.crypto.encryption import KeyRing
from storage.engine.tables import journal as entries
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from tests.support.chat import TOKEN
from tests.support.database import KEY_RING
from usecases.core.request import Conditions
from usecases.operations import restore
from usecases.session import by_system

NEW = KeyRing.new("k2")
DAY = 24 * 3600


async def found(findings):
    return {each.what: (each.mark, each.words) async for each in findings}


async def in_rows(db):
    return await found(database.examined(db))


async def test_rows_where_all_is_well_but_nobody_ever_made_a_backup(sqlite_db):
    seen = await in_rows(sqlite_db)
    assert {what: mark for what, (mark, _) in seen.items()} == {
        "keys": Verdict.GOOD,
        "journal": Verdict.GOOD,
        "backup": Verdict.NOTE,
    }
    assert "`jubao backup FILE`" in seen["backup"][1]


async def test_how_old_the_last_backup_is(sqlite_db, profile):
    for age, mark in ((DAY * 3, Verdict.NOTE), (7200, Verdict.GOOD)):
        conditions = Conditions(profile=profile, now=int(time.time()) - age)
        await sqlite_db.run(by_system, conditions, restore.backed_up, 1)
        seen = (await in_rows(sqlite_db))["backup"]
        assert (seen[0], f"{age // 3600} hours old" in seen[1]) == (mark, True)


async def test_what_is_held_after_a_restore(sqlite_db, profile):
    notice = Owed(notice=StatusCardNotice(), recipient="x", rank=Rank.NEWS, order_key="x")
    await sqlite_db.run(outbox.put, notice, 1)
    await sqlite_db.run(by_system, Conditions(profile=profile, now=5), restore.hold, 1)
    mark, words = (await in_rows(sqlite_db))["held"]
    assert mark is Verdict.NOTE
    assert words.startswith("1 notices")
    assert "jubao outbox held" in words


async def test_a_journal_that_was_changed(sqlite_db):
    await sqlite_db.run(journal.add, Entry(who="a", role=1, verb="x", case_id=0, unit="u"))
    await sqlite_db.run(lambda tx: tx.execute(update(entries).values(who="b")) and None)
    assert (await in_rows(sqlite_db))["journal"][0] is Verdict.BAD


async def test_a_change_of_the_root_secret_that_was_stopped(sqlite_url, opens):
    await opens(sqlite_url, KeyRing.parse(KEY_RING))
    both = await opens(sqlite_url, KeyRing.parse(f"{NEW},{KEY_RING}"))
    await both.run(root_stages.begin)
    await both.learn_roots()
    mark, words = (await in_rows(both))["keys"]
    assert (mark, "--compromised` again" in words) == (Verdict.NOTE, True)


async def test_keys_that_are_older_or_missing(sqlite_url, opens):
    old = await opens(sqlite_url, KeyRing.parse(KEY_RING))
    entry = Entry(who="a", role=1, verb="x", case_id=0, unit="u", reason="why")
    await old.run(journal.add, entry)

    both = await opens(sqlite_url, KeyRing.parse(f"{NEW},{KEY_RING}"))
    mark, words = (await in_rows(both))["keys"]
    assert (mark, "`jubao keys rotate`" in words) == (Verdict.NOTE, True)

    root, *_ = rotation.SEALED
    await both.run(rotation.reseal, root, rotation.RotationProgress())
    alone = await opens(sqlite_url, KeyRing.parse(NEW))
    mark, words = (await in_rows(alone))["keys"]
    assert (mark, "journal.sealed" in words) == (Verdict.BAD, True)


@pytest.fixture
async def telegram():
    world = Telegram()
    world.add_bot(token=TOKEN, username="jubao_test_bot", name="Jubao")
    async with serve(world, port=0) as url:
        world.url = url
        yield world


async def at_telegram(telegram, groups=(), **settings):
    chosen = read_settings(bot_token=TOKEN, api_base_url=telegram.url, **settings)
    return await found(doctor_telegram.examined(chosen, groups))


async def test_telegram_where_all_is_well(telegram):
    citizen = telegram.add_user("Lin")
    group = telegram.add_group("Office", members=[citizen.id])
    seen = await at_telegram(telegram, [("changsha", group.id, False)])
    assert {mark for mark, _ in seen.values()} == {Verdict.GOOD}
    assert set(seen) == {"token", "groups", "clock"}


async def test_a_group_without_the_bot_or_without_the_right(telegram):
    citizen = telegram.add_user("Lin")
    plain = telegram.add_group("Plain", members=[citizen.id], admin=False)
    mark, words = (await at_telegram(telegram, [("hengyang", -100999, False)]))["groups"]
    assert (mark, words) == (
        Verdict.NOTE,
        "hengyang: the bot is not in the group any more: add it and write /bind there",
    )
    mark, words = (await at_telegram(telegram, [("changsha", plain.id, True)]))["groups"]
    assert (mark, words.startswith("changsha: the bot may not manage topics")) == (
        Verdict.NOTE,
        True,
    )


WEBHOOK = {
    "mode": "webhook",
    "webhook_url": "https://jubao.example/hook",
    "webhook_secret": "s" * 40,
}


async def test_a_webhook_is_there_exactly_when_it_should_be(telegram):
    mark, words = (await at_telegram(telegram, **WEBHOOK))["webhook"]
    assert (mark, words) == (
        Verdict.BAD,
        "none is set, so no updates come: `jubao webhook set`",
    )


@pytest.mark.parametrize(
    ("apart", "mark", "words"),
    [(0, Verdict.GOOD, "the same"), (30, Verdict.NOTE, "slow"), (-900, Verdict.BAD, "fast")],
)
async def test_a_clock_that_is_wrong(apart, mark, words):
    async def answers(_request):
        return web.Response(headers={"Date": formatdate(time.time() + apart, usegmt=True)})

    app = web.Application()
    app.router.add_route("HEAD", "/", answers)
    server = TestServer(app)
    await server.start_server()
    settings = read_settings(bot_token=TOKEN, api_base_url=f"http://127.0.0.1:{server.port}")
    finding = await doctor_telegram._clock(settings)
    await server.close()
    assert finding.mark is mark
    assert words in finding.words


async def test_a_bucket_is_tried_and_one_that_is_away_named(shell, bucket):
    ran = await shell.types("doctor", BOT_TOKEN=None, **bucket.variables)
    assert f"{bucket.url}: stores and erases" in ran.out
    assert await bucket.files().is_empty()
    away = {**bucket.variables, "S3_ENDPOINT": "http://127.0.0.1:9", "S3_SECRET": "CANARY"}
    ran = await shell.types("doctor", BOT_TOKEN=None, **away)
    assert ran.code == 1
    assert f"{bucket.url}: GenericError: " in ran.out
    assert "CANARY" not in ran.out + ran.err
