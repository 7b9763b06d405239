"""What `jubao doctor` sees in rows and hears from Telegram: one line each, with the next step."""

import re
import shutil
import time
from datetime import datetime
from email.utils import formatdate
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from msgspec.structs import replace
from sqlalchemy import update

from bot.config.settings import read_settings
from bot.doctor import checks, fact_checks
from bot.doctor import database_checks as database
from bot.doctor import telegram_checks as doctor_telegram
from bot.doctor.report import Verdict
from domain.notices.reporter_notices import StatusCardNotice
from handlers.case_files import summary_pdf
from sandbox.faults.rules import Kind, Rule
from storage.audit import journal
from storage.audit.journal import Entry
from storage.backup import root_stages, rotation
from storage.crypto.encryption import KeyRing
from storage.engine import erasures
from storage.engine.tables import journal as entries
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from tests.support.database import KEY_RING
from tests.support.life import NOON
from tests.support.shell import NOWHERE, TOKEN
from usecases.core.request import Conditions
from usecases.operations import restore
from usecases.session import by_system

NEW = KeyRing.new("k2")
HUNAN = Path(__file__).parents[3] / "profiles" / "hunan"
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


async def test_erasures_that_could_not_be_listed(sqlite_db):
    await sqlite_db.run(erasures.note, erasures.Kind.CASE, "2611-1", 1)
    mark, words = (await found(database.examined(sqlite_db, "/backups/list")))["erasures"]
    assert (mark, "/backups/list" in words) == (Verdict.BAD, True)


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


def in_folder(folder, day):
    now = int(datetime.fromisoformat(f"{day}T12:00+08:00").timestamp())
    return [(each.what, each.words) for each in fact_checks.in_folder(folder, now)]


@pytest.mark.parametrize(
    ("day", "years"),
    [("2027-10-31", []), ("2027-11-01", ["2028"]), ("2028-01-01", ["2028"])],
)
def test_a_calendar_year_that_is_missing_the_coming_one_from_november_on(profile, day, years):
    seen = [words for what, words in in_folder(HUNAN, day) if "has no holidays of" in words]
    assert [re.search(r"of (\d{4}),", words)[1] for words in seen] == years
    assert all("`jubao profile import PATH`" in words for words in seen)
    now = int(datetime.fromisoformat(f"{day}T12:00+08:00").timestamp())
    found = [each.words for each in fact_checks.in_database(profile, now)]
    assert ["the database has no holidays" in words for words in found] == [True] * len(years)


def test_a_year_whose_official_notice_is_still_to_come():
    words = "clocks.toml has 2027 without its official notice"
    assert words not in str(in_folder(HUNAN, "2026-10-31"))
    assert words in str(in_folder(HUNAN, "2026-12-01"))


def test_facts_that_nobody_has_checked_for_over_a_year(tmp_path):
    folder = shutil.copytree(HUNAN, tmp_path / "profile")
    path = folder / "hosts.toml"
    path.write_text(
        path.read_text("utf-8")
        + '\n[[host]]\nname = "hunan.chinadaily.com.cn"\nsource = "x"\nchecked = 2026-01-01\n',
        encoding="utf-8",
    )
    [(_, words)] = [each for each in in_folder(folder, "2026-12-01") if each[0] == "facts"]
    assert re.fullmatch(r"[0-9]+, each checked within the last year", words)
    [(_, words)] = [each for each in in_folder(folder, "2027-01-02") if each[0] == "facts"]
    assert words == (
        "checked over a year ago (2026-01-01): host.hunan.chinadaily.com.cn; look again, and enter"
        " the day"
    )
    [(_, words)] = [each for each in in_folder(folder, "2025-12-02") if each[0] == "facts"]
    assert words.startswith("checked on a day that is still to come: host.hunan.chinadaily.com.cn,")


def test_a_folder_of_an_earlier_release_is_fit_for_use_with_a_remark(tmp_path):
    folder = shutil.copytree(HUNAN, tmp_path / "profile")
    (folder / "hosts.toml").unlink()
    found = list(fact_checks.in_folder(folder, NOON))
    assert {each.mark for each in found} == {Verdict.GOOD, Verdict.NOTE}
    [words] = [each.words for each in found if each.what == "facts" and "no source" in each.words]
    assert words.startswith("no source and day of check: host.wfblxx.rednet.cn, host.wfblxx.")
    assert words.endswith(" and 18 more")


def test_sites_whose_pages_cannot_be_routed_are_named(profile):
    def changed(unit):
        match unit.code:
            case "wmtv":
                return replace(unit, hosts=())
            case "fengone":
                return replace(unit, hosts=("rednet.cn",))  # an earlier unit has it
            case "hnedu":
                return replace(unit, hosts=(), retired=True)
        return unit

    assert not [each for each in fact_checks.in_database(profile, NOON) if each.what == "hosts"]
    broken = replace(profile, units=tuple(map(changed, profile.units)))
    [found] = [each for each in fact_checks.in_database(broken, NOON) if each.what == "hosts"]
    assert found.mark is Verdict.NOTE
    assert found.words.startswith("fengone, wmtv: ")
    assert "/units" in found.words


def test_providers_that_can_only_be_asked_by_phone_are_named(profile):
    [words] = [words for what, words in in_folder(HUNAN, "2026-12-01") if what == "providers"]
    assert words == "21; no public channel is known of kuaishou, xiaohongshu, douban and 1 more"
    assert not [each for each in fact_checks.in_database(profile, NOON) if each.what == "providers"]
    older = replace(profile, providers=())
    [found] = [each for each in fact_checks.in_database(older, NOON) if each.what == "providers"]
    assert "`jubao profile import PATH`" in found.words


def test_sites_without_hosts_are_named_before_the_first_start(tmp_path):
    folder = shutil.copytree(HUNAN, tmp_path / "profile")
    for file in ("units.csv", "hosts.toml"):
        text = (folder / file).read_text("utf-8")
        text = text.replace(",wmtv.cn,", ",,").replace('name = "wmtv.cn"', 'name = "rednet.com.cn"')
        text = text.replace(",rednet.cn,", ",rednet.cn rednet.com.cn,")
        (folder / file).write_text(text, encoding="utf-8")
    [words] = [words for what, words in in_folder(folder, "2026-12-01") if what == "hosts"]
    assert words.startswith("wmtv: ")
    assert "units.csv" in words


def test_a_profile_that_cannot_be_read_is_bad(tmp_path):
    [finding] = fact_checks.in_folder(tmp_path, NOON)
    assert (finding.mark, "and 1 more" in finding.words) == (Verdict.BAD, True)


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


async def test_a_group_that_telegram_says_nothing_of_is_not_said_to_be_lost(telegram):
    group = telegram.add_group("Office", members=[telegram.add_user("Lin").id])
    telegram.faults.follow(Rule(kind=Kind.ERROR, methods=("getChatMember",)), seed=1)
    mark, words = (await at_telegram(telegram, [("changsha", group.id, False)]))["groups"]
    assert (mark, "did not say whether the bot is in it" in words) == (Verdict.NOTE, True)


async def test_telegram_that_does_not_answer_and_the_proxy_that_was_asked():
    for proxy, words in (
        ("", "can this machine reach it?"),
        (NOWHERE, "are its name and port right?"),
    ):
        settings = read_settings(bot_token=TOKEN, api_base_url=NOWHERE, telegram_proxy=proxy)
        mark, said = (await found(doctor_telegram.examined(settings, ())))["token"]
        assert (mark, words in said) == (Verdict.BAD, True)


def test_a_disk_of_the_evidence_that_is_not_mounted(tmp_path):
    place = tmp_path / "evidence"
    settings = read_settings(evidence_url=f"file:{place}")
    assert list(checks._files_there(settings, 0)) == []
    for _ in range(2):
        [finding] = checks._files_there(settings, 3)
        assert finding.mark is Verdict.BAD
        assert finding.words.startswith(f"{place} is not there, or empty, and 3 files were stored")
        (place / "jubao-files").mkdir(parents=True, exist_ok=True)
    (place / "jubao-files" / "mark.json").touch()
    assert list(checks._files_there(settings, 3))
    (place / "jubao-files" / ("0" * 32)).touch()
    assert list(checks._files_there(settings, 3)) == []
    (place / "jubao-files" / ("0" * 32)).rename(place / ("0" * 32))  # by an earlier release
    assert list(checks._files_there(settings, 3)) == []


def test_a_place_that_can_be_no_folder_is_said_with_the_reason(tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "circle").symlink_to("circle")
    for name, reason in (("file", "is a file, not a folder"), ("circle", "leads nowhere")):
        settings = read_settings(evidence_url=f"file:{tmp_path / name}")
        [words] = [each.words for each in checks._disk(settings) if each.what == "evidence"]
        assert reason in words


def test_lists_that_cannot_be_written_are_said_before_anything_is_erased(tmp_path):
    """An erasure that is not listed comes back with a restore."""
    (tmp_path / "file").touch()
    good, beneath = str(tmp_path / "new" / "list"), str(tmp_path / "file" / "list")
    for erased, heads, whats in (
        (good, good, []),
        (beneath, good, ["erasures"]),
        (str(tmp_path), beneath, ["erasures", "journal"]),
    ):
        findings = list(checks._lists(read_settings(erasure_list=erased, journal_heads=heads)))
        assert [each.what for each in findings] == whats
        assert {each.mark for each in findings} <= {Verdict.BAD}


def test_a_folder_in_place_of_the_database_is_told_no_mode(tmp_path):
    (tmp_path / "folder").mkdir(mode=0o755)
    settings = read_settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'folder'}")
    assert list(checks._private(settings)) == []


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


@pytest.mark.soak
async def test_a_bucket_is_tried_and_one_that_is_away_named(shell, bucket):
    ran = await shell.types("doctor", BOT_TOKEN=None, **bucket.variables)
    assert f"{bucket.url}: stores and erases" in ran.out
    assert await bucket.files().is_empty()
    away = {**bucket.variables, "S3_ENDPOINT": "http://127.0.0.1:9", "S3_SECRET": "CANARY"}
    ran = await shell.types("doctor", BOT_TOKEN=None, **away)
    assert ran.code == 1
    assert f"{bucket.url}: no connection to 127.0.0.1:9: check JUBAO_S3_ENDPOINT" in ran.out
    assert "CANARY" not in ran.out + ran.err


def test_without_a_font_the_summaries_of_case_files_are_text_alone(monkeypatch, tmp_path):
    there = tmp_path / "NotoSansCJK-Regular.ttc"
    there.touch()
    monkeypatch.setattr(summary_pdf, "FONTS", (tmp_path / "missing.ttc", there))
    assert (checks.font().mark, checks.font().words) == (Verdict.GOOD, str(there))
    monkeypatch.setattr(summary_pdf, "FONTS", ())
    assert checks.font().mark is Verdict.NOTE
    assert "fonts-noto-cjk" in checks.font().words
