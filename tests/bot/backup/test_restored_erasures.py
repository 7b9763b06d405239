"""A restore of an older backup brings back nothing that was erased, revoked or used since."""

import asyncio
import shutil
import time
import tracemalloc

import pytest
from sqlalchemy import select, update

from bot.backup.restored import Lists
from bot.config.erasure_files import ErasureList
from bot.config.own_files import erasure_list_of
from bot.config.settings import read_settings
from bot.core.errors import Refused
from bot.monitoring import journal_heads
from conversation.form import Given
from domain.broadcast import Scope
from domain.core.errors import Refusal
from domain.network.people import Role
from domain.status import Status
from storage.backup import erasure_list
from storage.broadcasts import recipients
from storage.cases import cases
from storage.crypto.encryption import KeyRing
from storage.crypto.erasure_tokens import ErasureKeys
from storage.engine import erasures
from storage.engine.erasures import Kind
from storage.engine.public_tables import suggestions as suggestion_rows
from storage.engine.tables import cases as case_rows
from storage.engine.tables import drafts, invitations, reporter_links
from storage.engine.tables import told_messages as told_message_rows
from storage.files.blobs import Files
from storage.network import invitations as opened
from storage.network import people
from storage.queues import held_notices
from storage.reporting import reporter_links as links
from storage.reporting import told_messages
from storage.suggestions import suggestions
from tests.support.backups import BYTES, keep, stored_in
from tests.support.database import KEY_RING
from tests.support.life import (
    ADMIN,
    CITIZEN,
    COLLEAGUE,
    LEAD,
    MODERATOR,
    STRANGER,
    write_down_roles,
)
from usecases.cases import archiving
from usecases.dialogs import dialogs
from usecases.identity import custodians
from usecases.network import leaving, on_call, staff
from usecases.operations import scheduled
from usecases.reporting import erasure, forms
from usecases.session import by_system

CONTACT = {
    "identity": Given(choice="real_name"),
    "name": Given(text="Lin"),
    "contact": Given(text="13800138000"),
}
OTHER, INVITED = 61, 62


async def who(life, account):
    return await life.db.run(people.who_is, account)


async def a_full_office(life):
    """Reports with contacts, staff of every kind, and links that nobody has used."""
    life.at = int(time.time()) - 10  # commands have this machine's clock
    mine = await life.files(CITIZEN, link=Given(text="https://mine.example"), **CONTACT)
    theirs = await life.files(OTHER, link=Given(text="https://theirs.example"), **CONTACT)
    old = await life.files(OTHER, link=Given(text="https://old.example"), **CONTACT)
    await life.does(OTHER, forms.start, fresh=True)
    await life.does(OTHER, dialogs.answer, Given(text="https://cancelled.example"))
    admin = await life.appoint(INVITED, "changsha", Role.MODERATOR)
    tokens = {}

    def give(tx):
        people.set_admin(tx, admin.who, admin=True)
        people.set_custodian(tx, people.who_is(tx, COLLEAGUE), custodian=True)
        by = people.who_is(tx, ADMIN)
        for name in ("used", "of the lead", "unused"):
            giver = people.who_is(tx, LEAD) if name == "of the lead" else by
            tokens[name] = opened.invite(
                tx, "changsha", Role.MODERATOR, by=giver, now=life.at, seconds=10**9
            )

    await life.db.run(give)
    await life.db.run(by_system, life.conditions, write_down_roles)
    await life.does(LEAD, on_call.name_deputy, "changsha", await who(life, MODERATOR), 14)
    return mine, theirs, old, tokens


async def erases(life, old, tokens):
    """All that may be erased, revoked or used, an hour after the backup."""
    life.at += 3600
    await life.does(CITIZEN, erasure.forget)
    await life.does(OTHER, dialogs.cancel)
    life.at += 3600
    await life.db.run(by_system, life.conditions, _end, old.report.case_id)
    await life.does(STRANGER, staff.redeem, tokens["used"], "Song")
    await life.does(LEAD, on_call.end_deputy, "changsha", await who(life, MODERATOR))
    await life.does(ADMIN, staff.revoke, "changsha", await who(life, LEAD))
    await life.does(ADMIN, custodians.dismiss, await who(life, COLLEAGUE))
    await life.db.run(by_system, life.conditions, leaving.dismiss_admin, INVITED)
    await life.db.run(by_system, life.conditions, scheduled.erase_discarded_drafts)


def _end(req, case_id):
    now = update(case_rows).where(case_rows.c.id == case_id)
    req.tx.execute(now.values(status=Status.ARCHIVED, retain_until=1))
    assert archiving.purge(req) == 1


async def what_there_is(db, mine, theirs, old):
    """What a stranger to the case could find in a database."""

    def look(tx):
        def person(account):
            return people.get(tx, people.who_is(tx, account), 1)

        linked = {
            row.report_id: (row.who is not None, row.contact is not None)
            for row in tx.execute(select(reporter_links)).all()
        }
        lead, deputy = person(LEAD), people.get(tx, people.who_is(tx, MODERATOR), 2_000_000_000)
        return {
            "mine": linked[mine.report.id],
            "theirs": linked[theirs.report.id],
            "old": (linked[old.report.id], cases.get(tx, old.report.case_id).status),
            "citizen": person(CITIZEN) is not None,
            "lead": dict(lead.grants),
            "deputy": dict(deputy.grants),
            "admin": person(INVITED).admin,
            "custodian": person(COLLEAGUE).custodian,
            "drafts": len(tx.execute(select(drafts)).all()),
            "open": len(
                tx.execute(select(invitations).where(invitations.c.used_at.is_(None))).all()
            ),
        }

    return await db.run(look)


GONE = {
    "mine": (False, False),
    "theirs": (True, True),
    "old": ((False, False), Status.PURGED),
    "citizen": False,
    "lead": {},
    "deputy": {"changsha": Role.MODERATOR},
    "admin": False,
    "custodian": False,
    "drafts": 0,
    "open": 1,  # the one that nobody used, of somebody who is still an admin
}


@pytest.mark.parametrize(
    ("source", "empty"),
    [("sqlite", "postgres"), pytest.param("postgres", "sqlite", marks=pytest.mark.soak)],
    indirect=True,
)
async def test_what_was_erased_after_a_backup_stays_erased_after_its_restore(
    source,
    empty,
    opens,
    tmp_path,
):
    life, path = source.life, tmp_path / "backups" / "old.tar"
    path.parent.mkdir()
    source.variables["ERASURE_LIST"] = str(path.with_name("erased.list"))
    empty.variables["ERASURE_LIST"] = source.variables["ERASURE_LIST"]
    mine, theirs, old, tokens = await a_full_office(life)
    await keep(source, b"a picture of the old case", old.report.id, old.report.case_id)
    assert (await source.types("backup", str(path))).code == 0
    writer = ErasureList(source.db, path.with_name("erased.list"), lambda: life.at)
    source.db.on_erased = writer.write
    await erases(life, old, tokens)

    ran = await empty.types("restore", str(path))

    assert ran.code == 0, ran
    assert "erased and revoked again, by the list of erasures: case 1, draft 1" in ran.out
    restored = await opens(empty.url)
    assert await what_there_is(restored, mine, theirs, old) == GONE
    assert await stored_in(empty_files(empty), restored) == {BYTES + b"\0", BYTES + b"\1"}
    life.db = restored
    with pytest.raises(Refusal):
        await life.does(77, staff.redeem, tokens["used"], "Thief")
    assert (await empty.types("audit", "verify")).code == 0
    held = await restored.read(held_notices.held)
    assert sum(held.values()) > 0
    noted = set(await source.db.read(erasures.every))
    assert noted <= set(await restored.read(erasures.every))


def empty_files(shell):
    return Files(f"file:{shell.folder}/data/evidence")


async def test_without_a_setting_the_list_is_beside_the_database_and_goes_into_the_backups_folder(
    source,
    empty,
    opens,
):
    life, folder = source.life, empty.folder / "backups"
    folder.mkdir()
    mine, theirs, old, tokens = await a_full_office(life)
    assert (await source.types("backup", str(folder / "old.tar"))).code == 0
    assert {each.name for each in folder.iterdir()} == {"old.tar", journal_heads.NAME}
    beside = source.file.with_name("jubao.db.erased")
    source.db.on_erased = ErasureList(source.db, beside, lambda: life.at).write
    await erases(life, old, tokens)
    assert beside.stat().st_mode & 0o077 == 0
    assert (await source.types("backup", str(folder / "new.tar"))).code == 0
    assert {each.name for each in folder.iterdir()} == {
        *("old.tar", "new.tar"),
        *(journal_heads.NAME, erasure_list.NAME),
    }

    ran = await empty.types("restore", str(folder / "old.tar"))

    assert ran.code == 0, ran
    assert await what_there_is(await opens(empty.url), mine, theirs, old) == GONE


async def test_without_any_list_it_is_said_and_no_invitation_is_open(source, empty, opens):
    mine, theirs, old, _ = await a_full_office(source.life)
    path = empty.folder / "old.tar"
    assert (await source.types("backup", str(path))).code == 0

    ran = await empty.types("restore", str(path))

    assert ran.code == 0, ran
    assert "there is no list of erasures" in ran.out
    assert "open invitations voided: 3" in ran.out
    found = await what_there_is(await opens(empty.url), mine, theirs, old)
    assert (found["mine"], found["open"]) == ((True, True), 0)


async def test_who_came_back_or_was_appointed_again_before_the_backup_stays(
    source,
    empty,
    opens,
):
    life = source.life
    mine, theirs, old, tokens = await a_full_office(life)
    source.db.on_erased = ErasureList(
        source.db, source.file.with_name("jubao.db.erased"), lambda: life.at
    ).write
    await erases(life, old, tokens)
    life.at += 3600
    await life.appoint(LEAD, "changsha", Role.LEAD)
    again = await life.files(CITIZEN, link=Given(text="https://again.example"), **CONTACT)
    await life.does(CITIZEN, forms.start, fresh=True)
    await life.does(CITIZEN, dialogs.answer, Given(text="https://begun.example"))
    path = empty.folder / "new.tar"
    assert (await source.types("backup", str(path))).code == 0

    ran = await empty.types("restore", str(path))

    assert ran.code == 0, ran
    assert "by the list of erasures: nothing" in ran.out
    restored = await opens(empty.url)
    found = await what_there_is(restored, mine, theirs, old)
    assert found == {**GONE, "citizen": True, "lead": {"changsha": Role.LEAD}, "drafts": 1}
    assert await restored.run(links.reporter, again.report.id) is not None


async def test_what_somebody_with_a_role_did_after_they_were_forgotten_stays(source, empty, opens):
    """Their own row stays, so it cannot say that they came back."""
    life = source.life
    await a_full_office(life)
    source.db.on_erased = ErasureList(
        source.db, source.file.with_name("jubao.db.erased"), lambda: life.at
    ).write
    me = await who(life, MODERATOR)

    def did(tx, number, at):
        suggestions.file(
            tx, uid=f"{number}" * 32, unit="changsha", who=me, locale="en", text="t", now=at,
            due_at=at,
        )  # fmt: skip
        recipients.follow(tx, me, Scope.UNIT, f"unit{number}", at)
        told_messages.keep(tx, me, number, 1, at)

    await life.db.run(did, 1, life.at)
    await life.does(MODERATOR, erasure.forget)
    life.at += 3600
    await life.db.run(did, 2, life.at)
    path = empty.folder / "new.tar"
    assert (await source.types("backup", str(path))).code == 0

    assert (await empty.types("restore", str(path))).code == 0

    restored = await opens(empty.url)

    def left(tx):
        rows, told = suggestion_rows, told_message_rows
        mine = tx.execute(select(rows.c.uid).where(rows.c.who == me)).scalars().all()
        return (
            [uid[0] for uid in mine],
            {what for _, what in recipients.followed(tx, me)},
            tx.execute(select(told.c.message_id).where(told.c.who == me)).scalars().all(),
        )

    assert await restored.run(left) == (["2"], {"unit2"}, [2])


async def test_a_file_of_another_kind_is_not_appended_to(tmp_path):
    """Such as the database, where a setting names it by mistake: nothing counts as listed."""
    path, keys = tmp_path / "jubao.db", ErasureKeys(KeyRing.parse(KEY_RING))
    mine = erasures.Erasure("case", keys.first, keys.token(keys.first, Kind.CASE, "1"), 7)
    path.write_bytes(b"SQLite format 3")
    with pytest.raises(OSError, match="another file"):
        erasure_list.append(path, [mine], keys)
    assert path.read_bytes() == b"SQLite format 3"


async def test_a_list_of_lines_that_anybody_may_write_is_read_in_bounds(tmp_path):
    """Lines of unknown keys need no key: there may be any number, of any length."""
    path, key_ring = tmp_path / "jubao.erased", KeyRing.parse(KEY_RING)
    keys = ErasureKeys(key_ring)
    mine = erasures.Erasure("case", keys.first, keys.token(keys.first, Kind.CASE, "1"), 7)
    erasure_list.append(path, [mine] * 100, keys)
    with path.open("ab") as file:
        file.write(b"x" * 3_000_000 + b"\n")
        for number in range(10_000):
            file.write(b"1 z%d case 9 %032x %016x\n" % (number, 1, 2))
    erasure_list.append(path, [mine], keys)

    tracemalloc.start()
    found = erasure_list.read((path,), keys)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found.erasures == (mine,)
    assert most < 2_000_000
    assert 0 < len(found.foreign) <= 100
    settings = read_settings(erasure_list=str(path), database_url="sqlite+aiosqlite:///x.db")
    with pytest.raises(Refused) as refused:
        Lists.read(settings, tmp_path / "b.tar", key_ring, 9)
    assert len(str(refused.value)) < 1000
    assert str(path) in str(refused.value)


async def test_a_list_by_a_key_that_is_not_given_refuses_the_restore(source, tmp_path):
    new = KeyRing.parse(KeyRing.new("k9"))
    path, made_at = tmp_path / "jubao.erased", 10**9
    settings = read_settings(erasure_list=str(path), database_url=source.url)
    for at, wrong in ((made_at - 10**6, False), (made_at + 5, True)):
        keys = ErasureKeys(new)
        token = keys.token("k9", Kind.CASE, "1")
        erasure_list.append(path, [erasures.Erasure("case", "k9", token, at)], keys)
        if wrong:
            with pytest.raises(Refused, match="k9"):
                Lists.read(settings, tmp_path / "b.tar", KeyRing.parse(KEY_RING), made_at)
        else:
            Lists.read(settings, tmp_path / "b.tar", KeyRing.parse(KEY_RING), made_at)


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ({"erasure_list": "/backups/list"}, "/backups/list"),
        ({"database_url": "sqlite+aiosqlite:///a/jubao.db"}, "a/jubao.db.erased"),
        (
            {"database_url": "postgresql+asyncpg://x@y/z", "evidence_url": "file:/var/b/evidence"},
            "/var/b/jubao.erased",
        ),
        (
            {"database_url": "postgresql+asyncpg://x@y/z", "evidence_url": "s3://bucket/prefix"},
            "data/jubao.erased",
        ),
    ],
)
def test_where_the_list_is(settings, path):
    assert str(erasure_list_of(read_settings(**settings))) == path


async def test_a_line_cut_short_or_changed_is_counted_and_the_next_is_whole(tmp_path):
    keys, path = ErasureKeys(KeyRing.parse(KEY_RING)), tmp_path / "list"

    def erased(at):
        return erasures.Erasure("case", keys.first, keys.token(keys.first, Kind.CASE, "1"), at)

    erasure_list.append(path, [erased(1), erased(2)], keys)
    path.write_bytes(path.read_bytes()[:-20])  # the machine lost power
    erasure_list.append(path, [erased(3)], keys)
    path.write_bytes(path.read_bytes().replace(b" 1 ", b" 7 ", 1) + b"nonsense\n")

    found = erasure_list.read((path, tmp_path / "none"), keys)

    assert [each.at for each in found.erasures] == [3]
    assert found.unreadable == 3


async def test_a_list_that_is_lost_or_away_is_written_again(source, tmp_path):
    life, folder = source.life, tmp_path / "mounted"
    path = folder / "jubao.erased"
    writer = ErasureList(source.db, path, lambda: life.at)
    source.db.on_erased = writer.write
    await life.files(CITIZEN, **CONTACT)
    await life.does(CITIZEN, erasure.forget)  # the folder is not mounted: logged only
    assert await source.db.read(erasures.count_pending) > 0
    folder.mkdir()
    await asyncio.gather(writer.write(), writer.write())
    before = path.read_bytes()
    assert await source.db.read(erasures.count_pending) == 0
    assert len(before.splitlines()) == len(await source.db.read(erasures.every))

    shutil.rmtree(folder)
    folder.mkdir()
    await source.db.finish_erasures()

    assert path.read_bytes() == before
    kinds = [line.split()[2] for line in before.decode().splitlines()]
    assert sorted(kinds) == ["link", "link", "link", "person"]
