"""What `backup` and `restore` say of a wrong key, and of a bucket that cannot be used."""

import pytest

from storage.crypto.encryption import KeyRing
from tests.support.backups import keep
from tests.support.database import KEY_RING

NOT_THE_KEY = "JUBAO_SEAL_KEYS is not the key of this backup: "


@pytest.fixture
async def backup(source, empty):
    """A backup in the folder of the other machine."""
    path = empty.folder / "backup.tar"
    assert (await source.types("backup", str(path))).code == 0
    return path


async def test_a_restore_with_another_key_says_so_and_leaves_nothing(backup, empty):
    name = KEY_RING.partition(":")[0]
    of_the_same_name = await empty.types("restore", str(backup), SEAL_KEYS=KeyRing.new(name))
    assert of_the_same_name.code == 3
    assert of_the_same_name.complaint == (f"{NOT_THE_KEY}the key {name!r} does not open this value")

    of_another = await empty.types("restore", str(backup), SEAL_KEYS=KeyRing.new("other"))
    assert of_another.code == 3
    assert of_another.complaint == (
        f"{NOT_THE_KEY}the key {name!r} that sealed this is not in JUBAO_SEAL_KEYS"
    )

    none = await empty.types("restore", str(backup), SEAL_KEYS=None)
    assert none.code == 2
    assert none.complaint.startswith("JUBAO_SEAL_KEYS is not set: ")

    cut = await empty.types("restore", str(backup), SEAL_KEYS=KEY_RING[:-8])
    assert cut.code == 2
    assert cut.complaint.startswith("JUBAO_SEAL_KEYS: key 1 ")

    gone = {"SEAL_KEYS": None, "SEAL_KEYS_FILE": str(empty.folder / "key")}
    unread = await empty.types("restore", str(backup), **gone)
    assert unread.code == 2
    assert str(empty.folder / "key") in unread.complaint

    assert not empty.file.exists()
    assert (await empty.types("restore", str(backup))).code == 0


@pytest.mark.soak
async def test_a_file_by_a_key_that_is_missing_is_a_missing_key_too(source, empty):
    """The database was encrypted anew by `k2`; one file of evidence has the older key still."""
    path, newer = empty.folder / "backup.tar", KeyRing.new("k2")
    both = f"{newer},{KEY_RING}"
    rotated = await source.types("keys", "rotate", SEAL_KEYS=both)
    assert rotated.code == 0, rotated.err
    await keep(source, b"sealed by the older key", 1, 1)
    assert (await source.types("backup", str(path), SEAL_KEYS=both)).code == 0

    half = await empty.types("restore", str(path), SEAL_KEYS=newer)
    assert half.code == 3
    assert half.complaint.startswith(NOT_THE_KEY)
    assert "'k2'" not in half.complaint
    assert not empty.file.exists()
    assert (await empty.types("restore", str(path), SEAL_KEYS=both)).code == 0


@pytest.mark.soak
async def test_every_command_says_in_one_sentence_that_there_is_no_bucket(
    source, empty, bucket, backup, monkeypatch
):
    nowhere = {**bucket.variables, "EVIDENCE_URL": "s3://nobody-has-made-this/x"}
    words = "no such bucket: make it, or correct its name in JUBAO_EVIDENCE_URL (NoSuchBucket)"
    for shell, command in (
        (source, ("backup", str(empty.folder / "second.tar"))),
        (source, ("retention",)),
        (empty, ("restore", str(backup))),
    ):
        ran = await shell.types(*command, **nowhere)
        assert (ran.code, ran.complaint.endswith(words)) == (1, True), ran.err
    monkeypatch.setenv("AWS_ENDPOINT_URL", "store:9000")
    for shell, command in ((source, ("retention",)), (empty, ("restore", str(backup)))):
        ran = await shell.types(*command, **nowhere)
        assert ran.code == 2
        assert ran.complaint.startswith("AWS_ENDPOINT_URL: expected an address that begins with")
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    ran = await source.types("doctor", **nowhere)
    assert (ran.code, words in ran.out) == (1, True)
    assert "Generic" not in ran.out + ran.err
    assert not empty.file.exists()
    assert not (empty.folder / "second.tar").exists()
