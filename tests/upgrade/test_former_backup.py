"""A backup that release 0.1 made is restored by this code: the tables have changed since."""

import hashlib
import io
import sqlite3
from contextlib import closing

import pytest

from bot.backup import backups
from bot.backup.work_folders import work_folder
from bot.core.errors import Failed
from storage.backup import archive
from storage.backup.archive import Manifest
from storage.crypto import roots
from storage.crypto.encryption import KeyRing
from tests.support.shell import Shell
from tests.upgrade.stored import Stored


@pytest.fixture(scope="module")
def stored():
    return Stored("release_0_1")


@pytest.fixture
def deployment(stored, tmp_path):
    """The folder with the database and the evidence of that release."""
    folder = tmp_path / "former"
    folder.mkdir()
    stored.lay_out(folder)
    return folder


def made_by_the_release(deployment, stored, path, *, lost=0):
    """A backup as that release wrote it; it had `lost` more messages than the file has now."""
    database = deployment / "jubao.db"
    with closing(sqlite3.connect(database)) as rows:
        [(root,)] = rows.execute("SELECT sealed FROM secrets WHERE name = 'root'").fetchall()
        names = rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        counts = {
            name: rows.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in names
            if name != "alembic_version"
        }
        kept = rows.execute(
            "SELECT DISTINCT stored_as FROM evidence WHERE state = 'kept' ORDER BY stored_as"
        ).fetchall()
    cipher = roots.cipher_of(KeyRing.parse(stored.facts["seal_keys"]), {roots.FIRST: root})
    with archive.writing(path, 1) as out:
        out.database(database)
        for (name,) in kept:
            sealed = (deployment / "evidence" / name).read_bytes()
            out.evidence(name, len(sealed), io.BytesIO(sealed))
        about = Manifest(
            at=1,
            revision=stored.facts["revision"],
            kind="sqlite",
            counts={**counts, "messages": counts["messages"] + lost},
            database=hashlib.sha256(database.read_bytes()).hexdigest(),
            files=out.files,
        )
        out.page(about, cipher.fingerprint(backups.MARK, about.to_bytes()))


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_a_backup_of_the_release_is_restored_and_brought_up_to_date(
    request, stored, deployment, tmp_path, warm, kind
):
    path = tmp_path / "former.tar"
    made_by_the_release(deployment, stored, path)
    (tmp_path / "other").mkdir()
    shell = Shell(tmp_path / "other", warm)
    shell.variables["SEAL_KEYS"] = stored.facts["seal_keys"]
    if kind == "postgres":
        shell.variables["DATABASE_URL"] = request.getfixturevalue("empty_postgres_url")
    ran = await shell.types("restore", str(path))
    assert ran.code == 0, ran
    assert "restored and found whole" in ran.out
    verified = await shell.types("audit", "verify")
    said = [line.partition(":")[0] for line in verified.out.splitlines()[2:]]
    assert set(said) == {"ROLE"}, "of this office's staff, who got their roles without invitations"


async def test_a_backup_of_the_release_with_rows_missing_is_refused(stored, deployment, tmp_path):
    path = tmp_path / "former.tar"
    made_by_the_release(deployment, stored, path, lost=1)
    ring = KeyRing.parse(stored.facts["seal_keys"])
    with (
        work_folder(path) as folder,
        pytest.raises(Failed, match="too many: messages"),
    ):
        await backups.verify(path, ring, folder, lambda *_: None)
