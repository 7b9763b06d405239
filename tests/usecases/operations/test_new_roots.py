"""After a theft of keys and database: what is filed from then on, the thief cannot read or tie."""

import asyncio

import pytest
from sqlalchemy import func, select, update

from conversation.form import Given
from domain.likeness import Trait
from domain.network.people import Role
from domain.reported_accounts.platforms import ReportedAccount
from storage.audit import journal, journal_order
from storage.backup import refingerprint, refingerprint_traits, root_stages, rotation
from storage.core.errors import KeyMissing
from storage.crypto.encryption import Cipher, KeyRing
from storage.crypto.roots import Stage
from storage.engine import database
from storage.engine.public_tables import META, broadcasts
from storage.engine.tables import evidence as evidence_rows
from storage.engine.tables import journal as journal_rows
from storage.engine.tables import people as people_rows
from storage.engine.tables import reporter_links
from storage.engine.tables import reports as report_rows
from storage.engine.transaction import Tx
from storage.evidence import evidence_reading
from storage.network import former_marks, people
from storage.reported_accounts import account_lookups
from storage.reporting import reports, similarity
from storage.suggestions import suggestions
from tests.support.life import CITIZEN, COLLEAGUE, LEAD, MODERATOR, STRANGER
from tests.usecases.operations.test_key_rotation import ALONE, BOTH, ENTRY, NEW, OLD, lived
from usecases.operations import audit, key_rotation, new_roots
from usecases.reporting import report_list

PICTURE = tuple(f"{place}:{0x1234 + place:04x}" for place in range(4))


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    monkeypatch.setattr(rotation, "PAGE", 3)
    monkeypatch.setattr(refingerprint, "PAGE", 3)
    monkeypatch.setattr(refingerprint_traits, "PAGE", 2)
    monkeypatch.setattr(refingerprint_traits, "_BANDS", [(n, 0x1234 + n) for n in range(4)])
    monkeypatch.setattr(database, "ROOTS_SECONDS", 0.0)  # every process looks each time


class StoppedError(Exception):
    """The operator pressed Ctrl+C."""


class Theft:
    """A bot at work, an operator beside it, and a thief who has the old keys and database."""

    def __init__(self, life, bot, operator):
        self.life, self.bot, self.operator = life, bot, operator
        self.thief = Cipher(KeyRing.parse(OLD), bot.cipher.root)
        self.number = 0

    async def at_work(self):
        """What a bot does all day: old and new people report, staff work."""
        self.number += 1
        await self.life.files(CITIZEN, words=Given(text=f"again {self.number}"))
        await self.life.files(1000 + self.number)

    async def changed(self, told=lambda *_: None):
        return await new_roots.change(self.operator, self.life.conditions, told, self.at_work)


@pytest.fixture
async def theft(database_url, opens, profile, tmp_path):
    life = await lived(database_url, opens, profile, tmp_path)
    life.db = await opens(database_url, BOTH)
    life.db.name_admins({41})
    return Theft(life, life.db, await opens(database_url, BOTH))


def everything(tx):
    for table in META.sorted_tables:
        for row in tx.execute(select(table)).mappings():
            for column, value in row.items():
                yield f"{table.name}.{column}", value


async def alone(theft):
    """The later database, as the thief gets it: the key ring has been changed, too."""
    await key_rotation.rotate(theft.operator, theft.life.files_at, theft.life.conditions)
    return await theft.operator.read(lambda tx: list(everything(tx)))


async def test_the_old_keys_tell_nothing_of_a_new_report(theft):
    await theft.changed()
    filed = await theft.life.files(CITIZEN, words=Given(text="after the theft"))
    fresh = await theft.life.files(STRANGER, words=Given(text="a new person"))

    def of(tx, report_id):
        row = tx.execute(select(report_rows).where(report_rows.c.id == report_id)).one()
        link = reporter_links.c
        who = tx.execute(select(link.who).where(link.report_id == report_id)).scalar_one()
        return row.uid, row.code_hash, who

    stolen = await alone(theft)
    for report, account in ((filed, CITIZEN), (fresh, STRANGER)):
        uid, code_hash, who = await theft.bot.read(of, report.report.id)
        assert theft.thief.code_for(uid) != report.code
        assert theft.thief.code_hash(report.code) != code_hash
        assert theft.thief.fingerprint("person", str(account)) != who
        guess = theft.thief.fingerprint("person", str(account))
        # Updates from before, which the thief has, stay for two days.
        assert {name for name, value in stolen if value == guess} <= {"inbox.lane"}
    secrets = [value for name, value in stolen if name == "secrets.sealed"]
    assert len(secrets) == 2
    for sealed in secrets:
        for place in ("secrets.sealed:root", "secrets.sealed:root2"):
            with pytest.raises(KeyMissing):
                theft.thief.open(sealed, place)


async def test_no_fingerprint_of_anybody_is_left_but_in_the_journal(theft):
    former = {
        theft.thief.fingerprint("person", str(account))
        for account in (CITIZEN, MODERATOR, COLLEAGUE, LEAD, 41)
    }
    await theft.changed()
    left = {name for name, value in await alone(theft) if value in former}
    assert left <= {"journal.who", "inbox.lane"}
    assert await theft.bot.read(refingerprint.under_older) == 0


@pytest.mark.soak
async def test_an_account_of_before_is_found_with_new_fingerprints_alone(theft):
    account = ReportedAccount("weibo", "1234567890")
    guess = theft.thief.fingerprint("account", account.folded)
    assert (await theft.bot.read(account_lookups.figures, account, since=0))[0] == 1
    changed = await theft.changed()

    assert changed.accounts == 1
    assert (await theft.bot.read(account_lookups.figures, account, since=0))[0] == 1
    assert not [name for name, value in await alone(theft) if value == guess]


async def test_codes_from_before_keep_working_and_are_shown_again(theft):
    before, report = theft.life.filed.code, theft.life.filed.report
    said = await theft.bot.read(suggestions.code_of, 1)
    for step in ("as it was", "changed"):
        found = await theft.bot.read(reports.by_code, before)
        assert found is not None, step
        assert (found.id, found.tail) == (report.id, before[-4:]), step
        assert await theft.bot.read(reports.code_of, report.id) == before, step
        assert (await theft.bot.read(suggestions.by_code, said)).id == 1, step
        if step == "as it was":
            await theft.changed()
    assert await theft.bot.read(suggestions.code_of, 1) == said


async def test_everybody_stays_who_they_are_while_the_bot_runs(theft):
    count = select(func.count()).select_from(people_rows)
    seen = []

    async def look():
        await theft.at_work()
        who = await theft.bot.read(people.who_is, CITIZEN)
        mine = await theft.bot.read(reports.of_person, who, before=None, size=99)
        staff = await theft.bot.read(people.staff_of, ["changsha"])
        known = await theft.bot.read(lambda tx: tx.execute(count).scalar_one())
        seen.append((len(mine), len(staff), known - theft.number))
        moderator = await theft.bot.read(people.who_is, MODERATOR)
        assert (await theft.bot.read(people.get, moderator)).grants["changsha"] is Role.MODERATOR

    await look()
    await new_roots.change(theft.operator, theft.life.conditions, wait=look)
    await look()
    first = seen[0]
    assert seen == [(first[0] + at, first[1], first[2]) for at in range(4)]


async def test_a_bot_is_at_work_between_any_two_steps(theft):
    """Reports come in during the whole change; afterwards each person has all of theirs."""
    filed, began, stop = [], asyncio.Event(), asyncio.Event()

    async def busy():
        while not stop.is_set():
            account = 2000 + len(filed) // 2 if filed else CITIZEN + 1  # twice each
            filed.append((account, (await theft.life.files(account)).report.id))
            began.set()

    working = asyncio.create_task(busy())
    await began.wait()
    await theft.changed()
    stop.set()
    await working
    for account, report in filed:
        who = await theft.bot.read(people.who_is, account)
        mine = await theft.bot.read(reports.of_person, who, before=None, size=999)
        assert report in {each.id for each in mine}
    assert await theft.bot.read(refingerprint.under_older) == 0


async def test_it_goes_on_where_it_was_stopped(theft):
    stops = iter([1, 2, 4, 7, 9])

    def stopping(at):
        steps = iter(range(99))

        def told(*_):
            if next(steps) == at:
                raise StoppedError

        return told

    for at in stops:
        with pytest.raises(StoppedError):
            await theft.changed(stopping(at))
        assert (await theft.life.files(CITIZEN)).code
    await theft.changed()
    assert await theft.operator.read(root_stages.stage) is Stage.ROOT
    assert await theft.bot.read(refingerprint.under_older) == 0
    left = {
        name
        for name, value in await alone(theft)
        if value in {theft.thief.fingerprint("person", str(each)) for each in (CITIZEN, MODERATOR)}
    }
    assert left <= {"journal.who", "inbox.lane"}


async def test_the_journal_stays_whole_and_the_old_root_proves_nothing_new(theft):
    await theft.changed()
    await theft.bot.run(journal.add, ENTRY)
    assert (await audit.verify(theft.bot)).findings == ()

    def forged(tx):
        journal.add(Tx(tx.sql, theft.thief, journalled=tx.journalled), ENTRY)

    await theft.bot.run(forged)
    assert [each.flaw for each in (await audit.verify(theft.bot)).findings] == ["changed"]


async def test_a_link_in_the_order_made_with_the_old_root_is_found(theft):
    await theft.changed()
    await theft.bot.run(journal.add, ENTRY)
    head = await theft.bot.read(journal_order.head)

    def forged(tx):
        row = tx.execute(select(*journal_order.ENTRY).order_by(journal_rows.c.id.desc())).first()
        before = journal_order.link_at(tx, head.count - 1)
        link = journal_order.tied(Tx(tx.sql, theft.thief), before, head.count, tuple(row))
        place = journal_order.journal_order.c.place
        tx.execute(update(journal_order.journal_order).where(place == head.count).values(link=link))
        tx.execute(update(journal_order.journal_head).values(link=link))

    await theft.bot.run(forged)
    assert "changed" in [each.flaw for each in (await audit.verify(theft.bot)).findings]


async def test_roles_are_still_explained_by_entries_from_before(theft):
    before = await theft.bot.read(former_marks.former)
    assert before == {}
    unexplained = len(await audit.roles(theft.bot))
    await theft.changed()
    assert len(await audit.roles(theft.bot)) == unexplained


async def test_links_files_and_pictures_from_before_are_still_recognised(theft):
    report = theft.life.filed.report

    def mark(tx):
        found = [similarity.mark(tx, Trait.PICTURE, each) for each in PICTURE]
        found.append(similarity.mark(tx, Trait.URL, "https://example.org/shop"))
        similarity.add(tx, report.case_id, report.id, found)
        values = " ".join(each.value for each in found[:4])
        table = evidence_reading.evidence
        tx.execute(update(table).where(table.c.stored_as == "bytes").values(picture=values))
        return found

    def shared(tx):
        found = [similarity.mark(tx, Trait.PICTURE, each) for each in PICTURE]
        found.append(similarity.mark(tx, Trait.URL, "https://example.org/shop"))
        found.append(similarity.mark(tx, Trait.FILE, "ab" * 32))
        return dict(similarity.sharing(tx, found, but=0).get(report.case_id, {}))

    await theft.bot.run(mark)
    before = await theft.bot.read(shared)
    assert set(before) >= {Trait.PICTURE, Trait.URL}
    await theft.changed()
    assert await theft.bot.read(shared) == before


async def test_a_first_key_that_was_used_is_refused(database_url, opens, profile, tmp_path):
    life = await lived(database_url, opens, profile, tmp_path)
    db = await opens(database_url, KeyRing.parse(OLD))
    with pytest.raises(KeyMissing, match="put a new one before it"):
        await new_roots.change(db, life.conditions)
    assert len(db.cipher.versions()) == 1


async def test_a_process_without_the_new_key_stops_working(theft, database_url, opens):
    late = await opens(database_url, KeyRing.parse(OLD))
    await theft.operator.run(root_stages.begin)
    with pytest.raises(KeyMissing, match="'k2'"):
        await late.run(journal.add, ENTRY)
    assert NEW.startswith("k2")


@pytest.mark.soak
async def test_people_are_not_moved_while_a_broadcast_gets_its_recipients(theft, monkeypatch):
    monkeypatch.setattr(new_roots, "BROADCAST_SECONDS", 0)
    table, waited, enough = broadcasts, [], asyncio.Event()
    values = {"state": "sending", "body": "{}", "version": 1, "written_by": "x", "written_at": 1}
    filling = table.insert().values(**values, repeats="never", filled_to="a", filled=False)
    await theft.bot.run(lambda tx: tx.execute(filling) and None)

    def told(what, done):
        if what == "waiting for a broadcast":
            waited.append(done)
            if len(waited) == 3:
                enough.set()

    changing = asyncio.create_task(theft.changed(told))
    await enough.wait()
    assert set(waited) == {0}
    done = table.update().values(filled=True)
    await theft.bot.run(lambda tx: tx.execute(done) and None)
    assert (await changing).people > 0


async def test_the_reporter_finds_all_their_reports(theft):
    await theft.changed()
    await theft.life.files(CITIZEN)
    listed = await theft.life.does(CITIZEN, report_list.mine)
    assert theft.life.filed.report.id in {each.report.id for each in listed.reports}


@pytest.mark.soak
async def test_afterwards_the_old_key_may_go(theft, database_url, opens):
    await theft.changed()
    await alone(theft)
    await theft.operator.close()
    await theft.bot.close()
    db = await opens(database_url, ALONE)
    assert len(db.cipher.versions()) == 2
    assert await db.read(reports.by_code, theft.life.filed.code)


async def test_staff_are_moved_with_all_that_they_did_at_once(theft):
    """Else somebody could confirm a decision of their own while the rest is being moved."""

    def left(tx):
        columns = [each for each in refingerprint.OTHERS if each.table is not evidence_rows]
        known = former_marks.former(tx)
        return {
            str(column): who
            for column in columns
            for who in refingerprint.strays(tx, column)
            if who in known
        }

    await theft.operator.run(root_stages.begin)
    await theft.operator.learn_roots()
    await theft.operator.run(root_stages.bring_into_use)
    await theft.operator.learn_roots()
    acted = await theft.operator.read(refingerprint.acted)
    assert len(acted) >= 3
    at, pages = refingerprint.MoveProgress(), 0
    while not at.done:
        at = await theft.operator.run(refingerprint.move, at, acted)
        assert await theft.operator.read(left) == {}
        pages += 1
    assert pages > 2
