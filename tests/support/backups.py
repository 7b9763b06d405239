"""A deployment with data in it, to be backed up, and an empty machine to restore it on."""

import hashlib
from dataclasses import replace

import pytest

from domain.report import EvidenceState
from storage.crypto.encryption import KeyRing
from storage.evidence import evidence
from storage.evidence.evidence import Offer
from storage.files.blobs import Files, place
from tests.support.database import KEY_RING
from tests.support.life import NOON, Life, write_down_roles
from tests.support.shell import Shell
from usecases.core import profile as core_profile
from usecases.session import by_system

BYTES = b"a picture that a reporter sent "


@pytest.fixture
async def source(request, shell, opens, profile):
    """A bot's data: reports, a file of evidence each, news that waits."""
    kind = getattr(request, "param", "sqlite")
    if kind == "postgres":
        shell.variables["DATABASE_URL"] = request.getfixturevalue("postgres_url")
        shell.url = shell.variables["DATABASE_URL"]
    shell.db = await opens(shell.url, KeyRing.parse(KEY_RING))
    await shell.db.run(core_profile.install_profile, profile, NOON)
    shell.life = Life(shell.db, profile)
    await shell.life.cast()
    await shell.db.run(by_system, shell.life.conditions, write_down_roles)
    shell.files = store_of(request, shell, "evidence")
    for number in range(2):
        filed = await shell.life.files()
        await keep(shell, BYTES + bytes([number]), filed.report.id, filed.report.case_id)
    return shell


def store_of(request, shell, name):
    """Where its files are: a bucket where the test has one, a folder of its own in each."""
    if "bucket" not in request.fixturenames:
        return Files(f"file:{shell.folder}/data/evidence")
    bucket = request.getfixturevalue("bucket")
    place = replace(bucket, url=f"{bucket.url}/{name}")
    shell.variables |= place.variables
    return place.files()


async def keep(shell, data, report_id, case_id):
    await keep_file(shell.db, shell.files, data, report_id, case_id)


async def keep_file(db, files, data, report_id, case_id):
    """Store a file of evidence that came with a report; returns its name in the store."""
    sha256 = hashlib.sha256(data).hexdigest()
    name = db.cipher.fingerprint("file", sha256)
    await files.put(name, db.cipher.seal(data, place(name)))

    def write(tx):
        offered = Offer(
            kind="photo",
            file_id="x",
            unique_id=sha256,
            size=len(data),
            mime="image/png",
            name="x.png",
            album="",
            message_id=1,
        )
        evidence.offer(
            tx, offered, draft_id=sha256[:32], who="w", state=EvidenceState.WANTED, now=1
        )
        [wanted] = evidence.due(tx, 10, limit=1, lease=1)
        evidence.kept(tx, wanted.id, sha256=sha256, size=1, mime="image/png", stored_as=name)
        evidence.attach(tx, sha256[:32], report_id, case_id)

    await db.run(write)
    return name


@pytest.fixture
def empty(request, tmp_path, warm):
    """Another machine, with nothing on it."""
    (tmp_path / "other").mkdir()
    shell = Shell(tmp_path / "other", warm)
    if getattr(request, "param", "sqlite") == "postgres":
        shell.url = shell.variables["DATABASE_URL"] = request.getfixturevalue("empty_postgres_url")
    if "bucket" in request.fixturenames:  # a folder would be no empty machine
        shell.files = store_of(request, shell, "restored")
    return shell


async def stored_in(files, db):
    return {db.cipher.open(await files.get(name), place(name)) for name in await files.names()}
