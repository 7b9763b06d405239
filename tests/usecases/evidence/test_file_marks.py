"""Whose the stored files are, and which of them a comparison with the rows erases."""

import os
import time

import obstore
import pytest
from sqlalchemy import select, update

from domain.core.errors import FilesAway
from domain.orphan_files import Held
from domain.report import EvidenceState
from storage.core.errors import PlaceTaken
from storage.crypto.encryption import KeyRing
from storage.engine.tables import documents
from storage.evidence import evidence
from storage.evidence.evidence import Offer
from storage.files import file_store, store_marks
from storage.files.blobs import Files
from usecases.evidence import file_marks
from usecases.operations.retention import reconcile

DAY = 24 * 3600
LATER = int(time.time()) + 3 * DAY  # whatever is stored now is old by then


def named(number):
    return f"{number:032x}"


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path):
    """`store()` opens the same place again, as another process would."""
    if request.param == "bucket":
        return request.getfixturevalue("bucket").files
    return lambda: Files(f"file:{tmp_path}/evidence")


@pytest.fixture
def files(store):
    return store()


@pytest.fixture
async def another(opens, tmp_path):
    """The database of another instance, with the same keys."""
    return await opens(f"sqlite+aiosqlite:///{tmp_path}/another.db")


async def knows(db, *names):
    """Rows that speak of stored files."""

    def write(tx, name):
        offered = Offer(
            kind="photo",
            file_id=name,
            unique_id=name,
            size=1,
            mime="image/png",
            name="x.png",
            album="",
            message_id=1,
        )
        evidence.offer(tx, offered, draft_id=name, who="w", state=EvidenceState.WANTED, now=1)
        [wanted] = evidence.due(tx, 2**40, limit=1, lease=1)
        evidence.kept(tx, wanted.id, sha256="", size=1, mime="image/png", stored_as=name)

    for name in names:
        await db.run(write, name)


async def stores(db, files, *names):
    """What the bot does with files: it signs the mark, stores, and writes rows."""
    await file_marks.sign(db, files, 1)
    for name in names:
        await files.put(name, b"sealed")
    await knows(db, *names)


async def looked(db, files):
    """The first comparison after the mark was made."""
    found = await reconcile(db, files, LATER, remove=True)
    assert found.held is None
    assert store_marks.read(await files.mark()).looked


def body(tx):
    return tx.execute(select(documents.c.body).where(documents.c.name == "file_store")).scalar()


def put_back(tx, old):
    """What a copy of the database, or one that was restored, remembers."""
    statement = update(documents).where(documents.c.name == "file_store")
    tx.execute(statement.values(body=old))


async def test_an_orphan_in_our_folder_goes_and_nothing_else_does(db, files):
    ours = [named(number) for number in range(20)]
    await stores(db, files, *ours)
    await looked(db, files)
    theirs = (named(99), "budget.docx", "sub/photo.jpg", "night.tar", "jubao.db", "jubao.db-wal")
    beside = ("budget.docx", "x.db", f"{named(99)}.jpg", f"sub/{named(99)}", "MARK.JSON")
    for name in (*theirs, *(f"jubao-files/{each}" for each in beside)):
        await obstore.put_async(files._store, name, b"theirs")
    await files.put(named(77), b"nobody's")

    found = await reconcile(db, files, LATER, remove=True)

    assert (found.files, found.orphans, found.erased, found.held) == (21, 1, 1, None)
    assert found.unknown == (named(77),)
    left = {each["path"] async for batch in obstore.list(files._store) for each in batch}
    assert left == {
        *theirs,
        *(f"jubao-files/{each}" for each in (*beside, *ours, "mark.json")),
    }


async def test_what_was_stored_within_the_last_day_stays_whoever_asks(db, files):
    await stores(db, files, named(1))
    await looked(db, files)
    await files.put(named(2), b"stored, and its row is not written yet")
    now = int(time.time())
    for by_hand in (False, True):
        found = await reconcile(db, files, now + DAY - 60, remove=True, by_hand=by_hand)
        assert (found.orphans, found.erased) == (0, 0)
    assert await files.has(named(2))


async def test_unknown_files_at_the_first_look_stay_until_a_person_has_seen_them(db, files):
    await stores(db, files, *(named(number) for number in range(30)))
    await files.put(named(99), b"from before the mark was made")
    for _ in range(2):
        found = await reconcile(db, files, LATER, remove=True)
        assert (found.orphans, found.erased, found.held) == (1, 0, Held.FIRST)
    assert (await reconcile(db, files, LATER, remove=False, by_hand=True)).erased == 0
    assert await files.has(named(99))

    found = await reconcile(db, files, LATER, remove=True, by_hand=True)
    assert (found.erased, await files.has(named(99))) == (1, False)
    await files.put(named(98), b"nobody's")
    assert (await reconcile(db, files, LATER, remove=True)).erased == 1


async def test_young_unknown_files_at_the_first_look_are_not_taken_for_known(db, files):
    await stores(db, files, *(named(number) for number in range(30)))
    await files.put(named(99), b"unknown")
    assert (await reconcile(db, files, int(time.time()), remove=True)).held is None
    assert (await reconcile(db, files, LATER, remove=True)).held is Held.FIRST
    assert await files.has(named(99))


async def test_more_than_a_tenth_is_left_to_a_person(db, files):
    await stores(db, files, *(named(number) for number in range(18)))
    await looked(db, files)
    for number in (97, 98, 99):
        await files.put(named(number), b"nobody's")
    found = await reconcile(db, files, LATER, remove=True)
    assert (found.files, found.orphans, found.erased, found.held) == (21, 3, 0, Held.MANY)
    await files.delete(named(99))
    assert (await reconcile(db, files, LATER, remove=True)).erased == 2


async def test_a_look_writes_nothing(db, files):
    await files.put(named(1), b"nobody's")
    found = await reconcile(db, files, LATER, remove=False)
    assert (found.orphans, found.held) == (1, Held.FIRST)
    assert await files.mark() is None
    assert await db.read(body) is None


async def test_an_older_copy_of_the_database_erases_nothing(db, files):
    await stores(db, files, *(named(number) for number in range(30)))
    await looked(db, files)
    copied = await db.read(body)
    await files.put(named(99), b"nobody's")  # so that there is something to erase
    assert not (await file_marks.look(db, files)).disputed
    await file_marks.sign(db, files, 1)  # the newer one stores a file

    await db.run(put_back, copied)

    for _ in range(2):
        found = await reconcile(db, files, LATER, remove=True)
        assert (found.erased, found.held) == (0, Held.BEHIND)
    await stores(db, files, named(40))  # it goes on storing, and that changes nothing
    assert (await reconcile(db, files, LATER, remove=True)).held is Held.BEHIND
    assert await files.has(named(99))

    found = await reconcile(db, files, LATER, remove=True, by_hand=True)
    assert (found.erased, await files.has(named(99))) == (1, False)
    assert (await reconcile(db, files, LATER, remove=True)).held is None


async def test_after_a_copy_has_written_the_original_erases_nothing_either(db, files):
    await stores(db, files, *(named(number) for number in range(30)))
    await looked(db, files)
    copied = await db.read(body)
    await file_marks.sign(db, files, 1)
    original = await db.read(body)
    await db.run(put_back, copied)
    await stores(db, files, named(50))  # the copy stores a file

    await db.run(put_back, original)

    assert (await reconcile(db, files, LATER, remove=True)).held is Held.BEHIND
    await file_marks.sign(db, files, 1)
    assert (await reconcile(db, files, LATER, remove=True)).held is Held.BEHIND


async def test_before_something_is_erased_the_mark_is_signed_so_that_a_copy_finds_out(db, files):
    await stores(db, files, named(1))
    copied = await db.read(body)
    assert not await file_marks.is_disputed(db, files, 1)  # the original erases something
    await file_marks.refuse_disputed(db, files, 1)
    original = await db.read(body)

    for ours in (copied, original):
        await db.run(put_back, ours)
        assert await file_marks.is_disputed(db, files, 1)
        with pytest.raises(PlaceTaken, match="was written to by another copy of this database"):
            await file_marks.refuse_disputed(db, files, 1)
        assert await files.has(named(1))


async def test_a_copy_from_before_there_was_a_mark_is_an_older_copy(db, files):
    await stores(db, files, named(1))
    await db.run(lambda tx: tx.execute(documents.delete().where(documents.c.name == "file_store")))
    assert (await file_marks.look(db, files)).disputed


async def test_a_mark_that_lost_its_last_writes_is_no_quarrel(db, files):
    await file_marks.sign(db, files, 1)
    old = await files.mark()
    for _ in range(10):
        await file_marks.sign(db, files, 1)
    await files.set_mark(old)  # a power failure, after which the disk has the older bytes
    assert not (await file_marks.look(db, files)).disputed


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b'{"database": 1}'])
async def test_a_mark_that_cannot_be_read_is_made_anew_and_erases_nothing(db, files, torn):
    await stores(db, files, *(named(number) for number in range(30)))
    await looked(db, files)
    await files.put(named(99), b"nobody's")
    await files.set_mark(torn)
    assert (await reconcile(db, files, LATER, remove=True)).held is Held.FIRST
    assert await files.has(named(99))


async def test_two_instances_with_one_place_do_not_touch_each_others_files(db, another, store):
    await stores(db, store(), *(named(number) for number in range(5)))
    files = store()
    for ask in (
        lambda: file_marks.look(another, files),
        lambda: file_marks.sign(another, files, 1),
        lambda: reconcile(another, files, LATER, remove=True),
        lambda: reconcile(another, files, LATER, remove=True, by_hand=True),
        lambda: reconcile(another, files, LATER, remove=False),
    ):
        with pytest.raises(PlaceTaken) as said:
            await ask()
        assert str(said.value).startswith(f"{files.url} holds the files of another database: ")
    assert len(await files.names()) == 5
    assert not (await file_marks.look(db, files)).disputed


async def test_of_two_that_mark_a_place_at_once_one_has_it(db, another, files, monkeypatch):
    real = Files.mark

    async def first_other(self):
        found = await real(self)
        monkeypatch.setattr(Files, "mark", real)
        await file_marks.sign(another, files, 1)
        return found

    monkeypatch.setattr(Files, "mark", first_other)
    with pytest.raises(PlaceTaken):
        await file_marks.sign(db, files, 1)


async def test_what_an_earlier_release_stored_is_neither_missing_nor_erased(db, files):
    """As it stored them: directly in the configured place, beside what was nobody's."""
    kept, orphan, gone = named(1), named(2), named(3)
    for name in (kept, orphan):
        await obstore.put_async(files._store, name, b"sealed")
    await knows(db, kept, gone)
    await stores(db, files, named(4))

    for by_hand in (False, True):
        found = await reconcile(db, files, LATER, remove=True, by_hand=by_hand)
        assert (found.files, found.orphans) == (1, 0)
        assert (found.missing_count, found.missing) == (1, (gone,))
    assert await files.get(kept) == b"sealed"
    assert await files.get(orphan) == b"sealed"


async def test_a_database_is_known_by_one_id_and_its_copies_share_it(db, another, opens):
    ours = await db.read(file_marks.database_id)
    assert ours != await another.read(file_marks.database_id)
    await db.run(file_store.next_token, 1)
    assert ours == await db.read(file_marks.database_id)
    assert ours != KeyRing.new("k9")


async def test_only_some_tokens_are_remembered(db):
    given = [(await db.run(file_store.next_token, 1)).tokens[-1] for _ in range(70)]
    assert (await db.read(file_store.known)).tokens == tuple(given[-file_store.REMEMBERED :])


async def test_a_great_many_orphans_go_in_more_than_one_night(db, files, monkeypatch):
    monkeypatch.setattr("domain.orphan_files.MOST_ERASED", 2)
    await stores(db, files, *(named(number) for number in range(40)))
    await looked(db, files)
    for number in (97, 98, 99):
        await files.put(named(number), b"nobody's")
    assert (await reconcile(db, files, LATER, remove=True)).erased == 2
    assert (await reconcile(db, files, LATER, remove=True)).erased == 1


async def test_an_orphan_that_becomes_known_meanwhile_stays(sqlite_db, tmp_path):
    class Slow(Files):
        async def listed(self, *, earlier=False):
            async for batch in super().listed(earlier=earlier):
                yield batch
            if not earlier:
                await knows(sqlite_db, named(99))

    files = Slow(f"file:{tmp_path}/evidence")
    await stores(sqlite_db, files, *(named(number) for number in range(30)))
    await file_marks.settle(sqlite_db, files, 1)
    await files.put(named(99), b"sealed")
    at = time.time() - 3 * DAY
    os.utime(tmp_path / "evidence" / "jubao-files" / named(99), (at, at))
    assert (await reconcile(sqlite_db, files, int(time.time()), remove=True)).erased == 0
    assert await files.has(named(99))


async def test_a_disk_that_is_not_mounted_is_taken_for_a_store_that_is_away(sqlite_db, tmp_path):
    place, files = tmp_path / "evidence", Files(f"file:{tmp_path}/evidence")
    await file_marks.sign(sqlite_db, files, LATER)
    await files.put(named(1), b"x")
    await knows(sqlite_db, named(1))
    place.rename(tmp_path / "disk")
    place.mkdir()

    for work in (
        file_marks.sign(sqlite_db, files, LATER),
        file_marks.refuse_lost(sqlite_db, files),
        reconcile(sqlite_db, files, LATER, remove=True, by_hand=True),
    ):
        with pytest.raises(FilesAway) as away:
            await work
        assert "is empty, and 1 files were stored there: mount its disk" in away.value.why
    assert list(place.iterdir()) == []

    place.rmdir()
    (tmp_path / "disk").rename(place)
    assert await file_marks.refuse_lost(sqlite_db, files) is None

    # Lost for good: the operator says so by an empty mark.
    (place / store_marks.OWN / named(1)).unlink()
    (place / store_marks.AT).write_bytes(b"")
    assert (await file_marks.sign(sqlite_db, files, LATER)).database
    assert (await reconcile(sqlite_db, files, LATER, remove=True)).missing_count == 1
