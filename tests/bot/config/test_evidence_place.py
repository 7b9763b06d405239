"""Where evidence may be kept: never around a database or a backup, never in another's place."""

import asyncio
import os
import shutil
import signal
import time
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.config import evidence_place, own_files
from bot.config.settings import read_settings
from bot.core.errors import Refused
from domain.report import EvidenceState
from storage.crypto.encryption import KeyRing
from storage.evidence import evidence
from storage.evidence.evidence import Offer
from storage.files import object_store
from storage.files.blobs import Files
from storage.files.surroundings import MOST_LOOKED
from storage.wiring import open_database
from tests.support.database import KEY_RING
from tests.support.shell import PATIENCE, Shell
from tests.usecases.evidence.test_file_marks import stores
from usecases.evidence import file_marks


def evidence_in(folder):
    return {"EVIDENCE_URL": f"file:{folder}"}


async def refused(shell, *words, **settings):
    """The one line with which a command leaves."""
    ran = await shell.types(*words, **settings)
    assert ran.code == 3, ran
    return ran.complaint


async def marked(shell, url, name="ab" * 16):
    """A store in which the shell's database keeps a file."""
    async with shell.database() as db:
        files = Files(url)
        await file_marks.sign(db, files, 1)
        await files.put(name, b"sealed")
    return files


@pytest.fixture
def another(tmp_path, warm, sqlite_template, installed_template):
    """Another instance on the same machine."""
    folder = tmp_path / "another"
    folder.mkdir()
    return Shell(folder, warm, sqlite_template, installed_template)


@pytest.mark.parametrize("where", ["data", ".", "data/../data", "data/jubao.db"])
async def test_a_place_around_the_database_is_refused_before_anything_is_made(shell, where):
    place = shell.folder / where
    said = await refused(shell, "run", **evidence_in(place))
    proposed = f"set JUBAO_EVIDENCE_URL to file:{shell.folder}/data/evidence"
    assert str(place) in said
    assert f"the database {shell.file} lies in it: {proposed}" in said
    assert not (shell.folder / "data").exists()


async def test_the_doctor_refuses_the_same_with_all_it_has_to_say(shell):
    async with shell.database():
        pass
    ran = await shell.types("doctor", **evidence_in(shell.file.parent))
    assert ran.code == 3
    assert f"{shell.file.parent} is the place of the evidence" in ran.complaint
    assert f"FAIL  evidence  {ran.complaint}" in ran.out
    assert "ok    keys" in ran.out


@pytest.mark.parametrize("command", ["restore", "retention"])
async def test_no_command_that_erases_or_stores_works_on_it(shell, command):
    async with shell.database():
        pass
    given = ["retention"]
    if command == "restore":
        given = ["restore", str(shell.folder / "night.tar")]
        (shell.folder / "night.tar").touch()
    assert "the database" in await refused(shell, *given, **evidence_in(shell.file.parent))
    assert shell.file.exists()


def settings_of(folder, **more):
    return read_settings(
        database_url=f"sqlite+aiosqlite:///{folder}/data/jubao.db", seal_keys=KEY_RING, **more
    )


def linked(folder):
    (folder / "data").mkdir()
    (folder / "elsewhere").symlink_to(folder / "data")
    return folder / "elsewhere"


def database_is_a_link(folder):
    """The file is elsewhere; its copies of older releases lie beside the link."""
    (folder / "data").mkdir()
    (folder / "disk").mkdir()
    (folder / "disk" / "jubao.db").touch()
    (folder / "data" / "jubao.db").symlink_to(folder / "disk" / "jubao.db")


def beside_the_link(folder):
    database_is_a_link(folder)
    return folder / "data"


def beside_the_file(folder):
    database_is_a_link(folder)
    return folder / "disk"


def our_folder_is_a_link(folder):
    (folder / "data").mkdir()
    (folder / "store").mkdir()
    (folder / "store" / "jubao-files").symlink_to(folder / "data")
    return folder / "store"


@pytest.mark.parametrize("place", [linked, beside_the_link, beside_the_file, our_folder_is_a_link])
def test_links_are_followed(tmp_path, place):
    found = place(tmp_path)
    with pytest.raises(Refused, match="the database"):
        own_files.check(settings_of(tmp_path, evidence_url=f"file:{found}"))


@pytest.mark.parametrize("form", ["file:{}", "file://{}", "FILE:{}"])
def test_however_the_folder_is_written(tmp_path, form):
    with pytest.raises(Refused, match="the database"):
        own_files.check(settings_of(tmp_path, evidence_url=form.format(tmp_path)))


def test_relative_paths_are_those_of_the_folder_that_it_runs_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    url = "sqlite+aiosqlite:///data/jubao.db"
    for place, wrong in (("data", True), (".", True), ("data/evidence", False), ("evi", False)):
        settings = read_settings(database_url=url, evidence_url=f"file:{place}")
        if wrong:
            with pytest.raises(Refused, match="the database"):
                own_files.check(settings)
        else:
            own_files.check(settings)


@pytest.mark.parametrize(
    ("database", "place"),
    [
        ("sqlite+aiosqlite:///data/jubao.db", "file:data/evidence"),  # without any setting
        ("sqlite+aiosqlite:////tmp/jubao-demo-x/jubao.db", "file:/tmp/jubao-demo-x/evidence"),
        ("postgresql+asyncpg://jubao@postgres/jubao", "file:/var/lib/jubao/evidence"),
        ("sqlite+aiosqlite:////srv/jubao/jubao.db", "file:/srv/jubao-evidence"),
        ("sqlite+aiosqlite:////srv/a/jubao.db", "file:/srv/a/../b"),
        ("sqlite+aiosqlite:////srv/jubao/jubao.db", "s3://bucket/srv/jubao"),
    ],
)
def test_every_documented_place_is_one_of_its_own(database, place):
    own_files.check(read_settings(database_url=database, evidence_url=place))


async def test_a_backup_is_not_written_into_the_evidence(shell):
    async with shell.database():
        pass
    store = shell.folder / "data" / "evidence"
    for place in (store, store / "jubao-files"):
        place.mkdir(parents=True, exist_ok=True)
        said = await refused(shell, "backup", str(place / "night.tar"))
        assert f"the backup {place}/night.tar lies in it: name a file elsewhere" in said
    (shell.folder / "backups").symlink_to(store)
    assert "the backup" in await refused(shell, "backup", str(shell.folder / "backups" / "x.tar"))
    assert (await shell.types("backup", str(shell.folder / "data" / "night.tar"))).code == 0


async def test_a_database_is_not_copied_into_the_evidence(shell):
    async with shell.database():
        pass
    target = shell.folder / "data" / "evidence" / "new.db"
    said = await refused(shell, "db", "copy", shell.url, f"sqlite+aiosqlite:///{target}")
    assert f"the new database {target} lies in it" in said


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["backup", "database"])
async def test_a_backup_or_a_copy_in_the_place_is_named(shell, kind):
    async with shell.database():
        pass
    found = shell.folder / "store" / "old" / "night"
    found.parent.mkdir(parents=True)
    if kind == "backup":
        assert (await shell.types("backup", str(found))).code == 0
    else:
        shutil.copy(shell.file, found)
    place = evidence_in(shell.folder / "store")
    for command in ("run", "doctor", "retention"):
        said = await refused(shell, command, **place)
        assert f"file:{shell.folder}/store holds a {kind}, {found}: move it out" in said
    assert found.exists()


async def test_a_place_that_is_full_of_other_things_is_none_of_its_own(shell, monkeypatch):
    async with shell.database() as db:
        settings = settings_of(shell.folder, evidence_url=f"file:{shell.folder}/store")
        files = Files(settings.evidence_url)
        for number in range(5):
            (shell.folder / "store" / f"{number}.txt").touch()
        await evidence_place.check_store(settings, db, files)
        monkeypatch.setattr("storage.files.surroundings.MOST_LOOKED", 4)
        with pytest.raises(Refused, match=f"more than {4} other files"):
            await evidence_place.check_store(settings, db, files)
    assert MOST_LOOKED >= 10_000


async def test_another_databases_store_is_refused(shell, another):
    place = evidence_in(shell.folder / "store")
    await marked(shell, place["EVIDENCE_URL"].lower())
    async with another.database():
        pass
    for command in ("run", "doctor", "retention"):
        said = await refused(another, command, **place)
        assert said.startswith(f"{place['EVIDENCE_URL']} holds the files of another database: ")
        assert "set JUBAO_EVIDENCE_URL to a place of its own" in said


@pytest.mark.soak
async def test_a_store_is_anothers_for_a_database_that_is_not_there_yet(shell, another):
    place = evidence_in(shell.folder / "store")
    await marked(shell, place["EVIDENCE_URL"])
    assert "another database" in await refused(another, "doctor", **place)
    assert "another database" in await refused(another, "run", **place)


@pytest.mark.parametrize(
    ("theirs", "ours"), [("store", "store/b"), ("store/b", "store"), ("store/b/c", "store")]
)
async def test_a_place_in_or_around_anothers_is_refused(shell, another, theirs, ours):
    await marked(shell, f"file:{shell.folder}/{theirs}")
    async with another.database():
        pass
    for command in ("run", "doctor"):
        said = await refused(another, command, **evidence_in(shell.folder / ours))
        assert f"file:{shell.folder}/{ours} holds, or lies in, {shell.folder}/{theirs}" in said


@pytest.mark.soak
@pytest.mark.parametrize("part", ["jubao-files", "jubao-files/b"])
async def test_a_part_of_a_store_is_no_place_of_its_own(shell, another, part):
    await marked(shell, f"file:{shell.folder}/store")
    async with another.database():
        pass
    for one in (shell, another):
        said = await refused(one, "run", **evidence_in(shell.folder / "store" / part))
        assert f"is a part of the store in {shell.folder}/store" in said


@pytest.mark.parametrize("part", ["", "/b", "/jubao-files", "/.."])
async def test_two_instances_in_one_bucket(shell, another, bucket, part):
    async with shell.database() as db:
        await file_marks.sign(db, bucket.files(), 1)
        await bucket.files().put("ab" * 16, b"sealed")
    url = f"{bucket.url}{part}" if part != "/.." else bucket.url.rpartition("/")[0]
    theirs = replace(bucket, url=url).variables
    async with another.database():
        pass
    for command in ("run", "doctor"):
        assert url in await refused(another, command, **theirs)
    assert await bucket.files().names() == ["ab" * 16]


async def test_two_prefixes_of_one_bucket_are_two_places(shell, another, bucket):
    for one, name in ((shell, "jubao"), (another, "jubao2")):
        place = replace(bucket, url=f"{bucket.url}/{name}")
        async with one.database() as db:
            await file_marks.sign(db, place.files(), 1)
            settings = read_settings(
                **{key.lower(): value for key, value in place.variables.items()}
            )
            await evidence_place.check_store(settings, db, place.files())


@pytest.mark.soak
async def test_a_bucket_that_is_away_is_no_reason_not_to_start(shell, bucket):
    away = {**bucket.variables, "S3_ENDPOINT": "http://127.0.0.1:9"}
    async with shell.database() as db:
        settings = read_settings(**{key.lower(): value for key, value in away.items()})
        began = time.monotonic()
        await evidence_place.check_owner(settings, db, bucket.files("http://127.0.0.1:9"))
        assert time.monotonic() - began < evidence_place.PATIENCE + 2


async def test_a_start_without_the_bucket_logs_one_sentence(shell, bucket, monkeypatch):
    monkeypatch.setattr(object_store, "TRIES", 0)
    away = {**bucket.variables, "S3_ENDPOINT": "http://127.0.0.1:9"}
    async with shell.database() as db:
        settings = read_settings(**{key.lower(): value for key, value in away.items()})
        with capture_logs() as log:
            await evidence_place.check_owner(settings, db, bucket.files("http://127.0.0.1:9"))
        (said,) = log
        assert said["event"] == "evidence-not-checked"
        assert said["error"].startswith("no connection to 127.0.0.1:9: check JUBAO_S3_ENDPOINT")

        monkeypatch.setattr(evidence_place, "PATIENCE", 0.0)
        with capture_logs() as log:
            await evidence_place.check_owner(settings, db, bucket.files("http://127.0.0.1:9"))
        assert log[0]["error"] == "no answer within 0 seconds"


@pytest.mark.soak
async def test_workers_and_couriers_are_refused_as_well(shell, empty_postgres_url):
    shell.url = shell.variables["DATABASE_URL"] = empty_postgres_url
    assert (await shell.types("migrate")).code == 0
    place = shell.folder / "store"
    place.mkdir()
    db = await open_database(f"sqlite+aiosqlite:///{shell.folder}/x.db", KeyRing.parse(KEY_RING))
    await file_marks.sign(db, Files(f"file:{place}"), 1)
    await db.close()
    hooked = {
        "MODE": "webhook",
        "WEBHOOK_URL": "https://jubao.example/hook",
        "WEBHOOK_SECRET": "s" * 40,
    }
    for command in ("worker", "courier"):
        said = await refused(shell, command, **hooked, **evidence_in(place))
        assert "another database" in said


async def compared(shell, telegram, **settings):
    """Run until rows and files have been compared, and stop; what it has logged."""
    running = await shell.starts("run", API_BASE_URL=telegram.url, LOG_FORMAT="json", **settings)
    said = await asyncio.wait_for(running.stderr.readuntil(b'"event":"files-compared"'), PATIENCE)
    running.send_signal(signal.SIGTERM)
    _, rest = await asyncio.wait_for(running.communicate(), PATIENCE)
    assert running.returncode == 0
    return (said + rest).decode()


def aged(*paths, days=3):
    at = time.time() - days * 24 * 3600
    for each in paths:
        os.utime(each, (at, at))


async def test_a_start_after_three_days_touches_nothing_of_an_office(shell, telegram):
    """An office's own files, a sealed file of an earlier release, and one of nobody's."""
    place = shell.folder / "office"
    theirs = [place / "budget.docx", place / "sub" / "photo.jpg", place / ("ab" * 16)]
    (place / "sub").mkdir(parents=True)
    for each in theirs:
        each.write_bytes(b"theirs")
    aged(*theirs)
    for _ in range(2):
        assert '"erased":0' in await compared(shell, telegram, **evidence_in(place))
    assert all(each.exists() for each in theirs)


async def test_the_default_settings_start_and_erase_what_is_nobodys(shell, telegram):
    await compared(shell, telegram)
    own = shell.folder / "data" / "evidence" / "jubao-files"
    assert (own / "mark.json").exists()
    async with shell.database() as db:
        ours = [f"{number:032x}" for number in range(20)]
        await stores(db, Files(f"file:{own.parent}"), *ours)
    (own / ("ff" * 16)).write_bytes(b"nobody's")
    aged(*own.iterdir())
    aged(shell.file)

    assert '"erased":1' in await compared(shell, telegram)

    assert {each.name for each in own.iterdir()} == {*ours, "mark.json"}
    assert (await shell.types("retention", "--dry-run")).code == 0


async def test_an_older_copy_of_the_database_put_back_erases_nothing(shell, telegram):
    await compared(shell, telegram)
    copy = shell.folder / "copy.db"
    shutil.copy(shell.file, copy)  # stopped: its log was written back
    own = shell.folder / "data" / "evidence" / "jubao-files"
    async with shell.database() as db:
        ours = [f"{number:032x}" for number in range(3)]
        await stores(db, Files(f"file:{own.parent}"), *ours)
    aged(*own.iterdir())
    for each in shell.file.parent.glob("jubao.db*"):
        each.unlink()
    shutil.copy(copy, shell.file)

    for _ in range(2):
        said = await compared(shell, telegram)
        assert '"why":"behind"' in said
        assert '"erased":0' in said

    assert {each.name for each in own.iterdir()} == {*ours, "mark.json"}
    ran = await shell.types("retention", "--dry-run")
    assert "this database is a copy, or was restored" in ran.out
    assert "unknown: " + ours[0] in ran.out
    assert (await shell.types("retention")).code == 0
    assert {each.name for each in own.iterdir()} == {"mark.json"}
    assert '"why"' not in await compared(shell, telegram)


@pytest.mark.soak
async def test_whoever_takes_the_place_while_a_bot_runs_makes_it_leave(shell, another, telegram):
    place = shell.folder / "data" / "evidence"
    running = await shell.starts("run", API_BASE_URL=telegram.url, LOG_FORMAT="json")
    await asyncio.wait_for(running.stderr.readuntil(b'"event":"files-compared"'), PATIENCE)
    async with another.database() as theirs, shell.database() as db:
        (place / "jubao-files" / "mark.json").unlink()
        await file_marks.sign(theirs, Files(f"file:{place}"), 1)
        await db.run(wanted)
    _, rest = await asyncio.wait_for(running.communicate(), PATIENCE)
    assert running.returncode == 3
    assert "holds the files of another database" in rest.decode().splitlines()[-1]


def wanted(tx):
    offered = Offer(
        kind="photo",
        file_id="x",
        unique_id="x",
        size=1,
        mime="image/png",
        name="x.png",
        album="",
        message_id=1,
    )
    evidence.offer(tx, offered, draft_id="d", who="w", state=EvidenceState.WANTED, now=1)
