"""Case 13: commands that open a database by themselves reach it by TLS, as its address says."""

from urllib.parse import quote

import pytest
from sqlalchemy.engine import make_url

from storage.files.blobs import Files
from tests.support.backups import BYTES, stored_in
from tests.support.tls_door import Authority, door_before, tls


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


@pytest.fixture
async def door(authority, postgres_url):
    """The one way to the server: by TLS, under the name `localhost`."""
    certificate = authority.makes("localhost", hosts=["localhost"])
    async with door_before(postgres_url, context=tls(*certificate), only_tls=True) as found:
        yield found


def at(door, url, authority, host="localhost"):
    """The address of this database behind the door, as a host of PostgreSQL hands it out."""
    name, root = make_url(url).database, quote(str(authority.file))
    return f"postgres://postgres@{host}:{door.port}/{name}?sslmode=verify-full&sslrootcert={root}"


@pytest.mark.parametrize(("source", "empty"), [("postgres", "postgres")], indirect=True)
async def test_case_13_a_backup_is_made_and_restored_by_tls(source, empty, door, authority, opens):
    path = empty.folder / "backup.tar"
    wrong = at(door, source.url, authority, "127.0.0.1")  # the certificate has another name
    ran = await source.types("backup", str(path), DATABASE_URL=wrong)
    assert (ran.code, "the certificate of 127.0.0.1 does not hold" in ran.complaint) == (1, True)
    assert not path.exists()

    ran = await source.types("backup", str(path), DATABASE_URL=at(door, source.url, authority))
    assert (ran.code, "2 files" in ran.out) == (0, True), ran

    wrong = at(door, empty.url, authority, "127.0.0.1")
    ran = await empty.types("restore", str(path), DATABASE_URL=wrong)
    assert (ran.code, "the certificate of 127.0.0.1 does not hold" in ran.complaint) == (1, True)
    ran = await empty.types("restore", str(path), DATABASE_URL=at(door, empty.url, authority))
    assert ran.code == 0, ran
    assert {by_tls for by_tls, *_ in door.came} == {True}
    assert len(door.came) > 2
    assert (await empty.types("audit", "verify")).code == 0
    restored = await opens(empty.url)
    files = Files(f"file:{empty.folder}/data/evidence")
    assert await stored_in(files, restored) == {BYTES + b"\0", BYTES + b"\1"}


@pytest.mark.soak
async def test_case_13_a_database_is_copied_there_and_back_by_tls(
    source, empty_postgres_url, door, authority
):
    there, back = at(door, empty_postgres_url, authority), source.folder / "back.db"
    ran = await source.types("db", "copy", source.url, there)
    assert ran.code == 0, ran
    came = len(door.came)
    ran = await source.types("db", "copy", there, f"sqlite+aiosqlite:///{back}")
    assert ran.code == 0, ran
    assert 0 < came < len(door.came)
    assert {by_tls for by_tls, *_ in door.came} == {True}
    ran = await source.types("audit", "verify", DATABASE_URL=f"sqlite+aiosqlite:///{back}")
    assert ran.code == 0, ran
