"""A lost or damaged file of evidence never stops a backup: it has all else, and names the file."""

import io
import shutil
import tarfile

import pytest

from bot.backup import backups
from bot.core.errors import Failed
from storage.crypto.encryption import KeyRing
from storage.files.blobs import Files
from tests.support.backups import BYTES, keep, stored_in
from tests.support.database import KEY_RING


@pytest.fixture
async def evidence(source):
    """The folder of the evidence, with six files, and the names of these in order."""
    for number in range(2, 6):
        await keep(source, BYTES + bytes([number]), 1, 1)
    folder = source.folder / "data" / "evidence" / "jubao-files"
    return folder, sorted(each.name for each in folder.iterdir() if len(each.name) == 32)


def damage(folder, names):
    """Lose and damage five files in all ways; returns what is said of them."""
    lost, unreadable, cut, flipped, other_key = names[:5]
    (folder / lost).unlink()
    (folder / unreadable).unlink()
    (folder / unreadable).symlink_to(unreadable)  # a circle: every read of it fails
    whole = (folder / cut).read_bytes()
    (folder / cut).write_bytes(whole[:-1])
    whole = (folder / flipped).read_bytes()
    (folder / flipped).write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    whole = (folder / other_key).read_bytes()
    name = KEY_RING.partition(":")[0].encode()
    assert name in whole[:40]
    (folder / other_key).write_bytes(whole.replace(name, name[:-1] + b"z", 1))
    return [f"missing: {lost}", f"missing: {unreadable}"] + [
        f"damaged: {each}" for each in (cut, flipped, other_key)
    ]


async def test_a_backup_has_all_but_the_lost_files_names_them_and_is_restored(
    source, empty, evidence, tmp_path, opens
):
    folder, names = evidence
    earlier, path = tmp_path / "earlier.tar", tmp_path / "backup.tar"
    assert (await source.types("backup", str(earlier))).code == 0
    said = damage(folder, names)

    ran = await source.types("backup", str(path))

    assert ran.code == 1, ran
    found, *lines = ran.out.splitlines()
    assert found.endswith("found whole, but for 5 files of evidence")
    assert lines == said
    assert "2 missing and 3 damaged; the backup is kept and can be restored" in ran.err
    assert "tar -xf EARLIER.tar evidence/NAME" in ran.err
    doctor = (await source.types("doctor")).out
    assert "5 files of evidence were missing or damaged at the last one, 0 hours ago" in doctor

    ran = await empty.types("restore", str(path))
    assert ran.code == 0, ran
    assert ran.out.splitlines()[-5:] == said
    restored = Files(f"file:{empty.folder}/data/evidence")
    assert set(await restored.names()) == set(names[2:])
    assert "5 files of evidence were missing" in (await empty.types("doctor")).out

    # What the command says to do, done.
    for line in said:
        name = line.partition(": ")[2]
        (folder / name).unlink(missing_ok=True)
        with tarfile.open(earlier) as tar:
            (folder / name).write_bytes(tar.extractfile(f"evidence/{name}").read())
    assert (await source.types("backup", str(tmp_path / "mended.tar"))).code == 0
    assert "files of evidence were missing" not in (await source.types("doctor")).out
    assert len(await stored_in(source.files, await opens(source.url))) == 6


async def test_where_all_evidence_is_gone_the_disk_is_named(source, evidence, tmp_path):
    folder, _ = evidence
    shutil.rmtree(folder)
    ran = await source.types("backup", str(tmp_path / "backup.tar"))
    assert ran.code == 1
    assert "none of 6 files of evidence is there: mount the disk of file:" in ran.complaint
    assert (tmp_path / "backup.tar").exists()


async def test_a_file_that_the_backup_itself_has_lost_is_a_fault(source, evidence, tmp_path):
    folder, names = evidence
    (folder / names[0]).unlink()
    path, aside = tmp_path / "backup.tar", tmp_path / "aside"
    aside.mkdir()
    origin = backups.BackupSource(db=source.db, url=source.url, files=source.files)
    made = await backups.make(origin, path, 1, lambda *_: None, lambda: None)
    assert (made.about.missing, made.about.files) == ((names[0],), 5)
    await backups.verify(path, KeyRing.parse(KEY_RING), aside, lambda *_: None)

    with tarfile.open(path) as tar:
        kept = [(each, tar.extractfile(each).read()) for each in tar]
    with tarfile.open(path, "w") as tar:
        for each, content in kept:
            if each.name != f"evidence/{names[1]}":
                tar.addfile(each, io.BytesIO(content))
    with pytest.raises(Failed):
        await backups.verify(path, KeyRing.parse(KEY_RING), aside, lambda *_: None)
