"""Addresses of PostgreSQL as hosts hand them out: libpq's names do what libpq says they do.

Case 13: `?sslmode=…` in JUBAO_DATABASE_URL.
"""

import asyncio
import re
import ssl
from pathlib import Path
from urllib.parse import quote

import pytest

from storage.core import database_url
from storage.core.database_url import SSL_MODES
from storage.core.errors import DatabaseUnusable, StorageBusy
from storage.core.postgres_connections import arguments, connector
from tests.support.tls_door import Authority, door_before, tls

PASSWORD = "p@ss%40w#rd/?:é"


@pytest.fixture(autouse=True)
def no_file_of_the_machine(monkeypatch, tmp_path):
    """No certificate in a home folder, and none of libpq's own variables."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("PGSSLMODE", "PGSSLROOTCERT", "PGPASSWORD", "PGPASSFILE", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def server(authority):
    """The files of a server whose name is `localhost`, not its address."""
    return authority.makes("localhost", hosts=["localhost"])


def at(door, query="", host="localhost", scheme="postgresql+asyncpg", user="postgres"):
    return f"{scheme}://{user}@{host}:{door.port}/migrated{query and '?'}{query}"


async def asks(url, statement="SELECT 1"):
    """What the server answers to one who comes by this address."""
    connection = await connector(database_url.checked(url))()
    try:
        return str(await connection.fetchval(statement))
    finally:
        await connection.close()


PLAIN, TLS, ONLY_TLS = {}, {"context": True}, {"context": True, "only_tls": True}


@pytest.mark.parametrize("mode", SSL_MODES)
@pytest.mark.parametrize("doors", [PLAIN, TLS, ONLY_TLS], ids=["plain", "both", "only TLS"])
async def test_case_13_each_sslmode(postgres_url, authority, server, mode, doors):
    context = tls(*server) if doors else None
    query = f"sslmode={mode}&sslrootcert={quote(str(authority.file))}"
    refused = (mode == "disable" and "only_tls" in doors) or (not doors and mode >= "r")
    async with door_before(postgres_url, **{**doors, "context": context}) as door:
        if refused:
            with pytest.raises((DatabaseUnusable, StorageBusy)):
                await asks(at(door, query))
            return
        assert await asks(at(door, query)) == "1"
    by_tls = bool(doors) and mode != "disable" and (mode != "allow" or "only_tls" in doors)
    assert door.came == [(by_tls,)]


async def test_case_13_a_certificate_is_checked_as_far_as_the_mode_says(
    postgres_url, authority, server, tmp_path
):
    stranger = Authority(tmp_path, "stranger")
    async with door_before(postgres_url, context=tls(*server)) as door:
        ours, other = (quote(str(each.file)) for each in (authority, stranger))
        assert await asks(at(door, "sslmode=require")) == "1"
        assert await asks(at(door, "ssl=require")) == "1"  # what older releases needed
        assert await asks(at(door, f"sslmode=verify-ca&sslrootcert={ours}", "127.0.0.1")) == "1"
        for host, query in (
            ("localhost", f"sslmode=verify-ca&sslrootcert={other}"),
            ("localhost", f"sslmode=require&sslrootcert={other}"),
            ("127.0.0.1", f"sslmode=verify-full&sslrootcert={ours}"),
        ):
            with pytest.raises(DatabaseUnusable, match=f"the certificate of {host} does not hold"):
                await asks(at(door, query, host))
    assert door.came == [(True,)] * 3


async def test_case_13_the_authorities_of_the_system(postgres_url, authority, server, monkeypatch):
    async with door_before(postgres_url, context=tls(*server)) as door:
        with pytest.raises(DatabaseUnusable, match="does not hold"):
            await asks(at(door, "sslrootcert=system"))
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
        assert await asks(at(door, "sslrootcert=system")) == "1"
        with pytest.raises(DatabaseUnusable, match="does not hold"):
            await asks(at(door, "sslrootcert=system&sslmode=verify-full", "127.0.0.1"))
        with pytest.raises(ValueError, match=r"sslmode: expected verify-full, because .* system"):
            await asks(at(door, "sslrootcert=system&sslmode=require"))


@pytest.mark.parametrize("root", ["file", "system"])
async def test_case_13_a_certificate_of_ones_own(
    postgres_url, authority, server, monkeypatch, root
):
    certificate, key = authority.makes("jubao-bot", password="a b&c")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    trusted = "system" if root == "system" else quote(str(authority.file))
    query = f"sslmode=verify-full&sslrootcert={trusted}"
    mine = f"{query}&sslcert={quote(str(certificate))}&sslkey={quote(str(key))}"
    asking = tls(*server, clients=authority.file)
    async with door_before(postgres_url, context=asking) as door:
        assert await asks(at(door, f"{mine}&sslpassword={quote('a b&c')}")) == "1"
        with pytest.raises((DatabaseUnusable, StorageBusy)):
            await asks(at(door, query))
        with pytest.raises((DatabaseUnusable, StorageBusy)):
            await asks(at(door, f"{mine}&sslpassword=wrong"))
    assert door.came == [(True, "jubao-bot")]


@pytest.mark.parametrize("root", ["file", "system"])
async def test_case_13_what_was_revoked_is_refused(postgres_url, tmp_path, monkeypatch, root):
    authority = Authority(tmp_path)
    server = authority.makes("localhost", hosts=["localhost"])
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    trusted = "system" if root == "system" else quote(str(authority.file))
    query = f"sslmode=verify-full&sslrootcert={trusted}&sslcrl="
    async with door_before(postgres_url, context=tls(*server)) as door:
        assert await asks(at(door, query + quote(str(authority.revokes())))) == "1"
        with pytest.raises(DatabaseUnusable, match="revoked"):
            await asks(at(door, query + quote(str(authority.revokes(authority.made)))))


@pytest.mark.parametrize("root", ["", "&sslrootcert=system"])
async def test_case_13_bounds_of_the_version(postgres_url, authority, server, monkeypatch, root):
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    mode = "verify-full" if root else "require"
    old = tls(*server, maximum_version=ssl.TLSVersion.TLSv1_2)
    new = tls(*server, minimum_version=ssl.TLSVersion.TLSv1_3)
    for context, name, version in (
        (old, "ssl_min_protocol_version", "TLSv1.3"),
        (new, "ssl_max_protocol_version", "TLSv1.2"),
    ):
        async with door_before(postgres_url, context=context) as door:
            assert await asks(at(door, f"sslmode={mode}{root}")) == "1"
            with pytest.raises((DatabaseUnusable, StorageBusy)):
                await asks(at(door, f"sslmode={mode}{root}&{name}={version}"))


@pytest.mark.parametrize("name", ["sslrootcert", "sslcert", "sslkey", "sslcrl"])
async def test_case_13_a_file_that_is_not_there_is_named(name, tmp_path):
    missing = tmp_path / "not here.pem"
    url = f"postgresql://jubao@127.0.0.1/jubao?sslmode=require&{name}={quote(str(missing))}"
    with pytest.raises(DatabaseUnusable, match=f"{name}: .*not here.pem: No such file"):
        await connector(url)()


async def test_case_13_who_verifies_needs_an_authority():
    with pytest.raises(DatabaseUnusable, match="sslrootcert=FILE beside it, or sslrootcert=system"):
        await connector("postgresql://jubao@127.0.0.1/jubao?sslmode=verify-ca")()


@pytest.mark.parametrize("scheme", database_url.POSTGRESQL)
async def test_case_13_a_password_however_it_is_given(postgres_url, scheme):
    written = quote(PASSWORD, safe="")
    async with door_before(postgres_url, password=PASSWORD) as door:
        for user, query in (
            (f"postgres:{written}", ""),
            ("postgres", f"password={written}"),
            ("nobody", f"user=postgres&password={written}"),
        ):
            url = at(door, query, scheme=scheme, user=user)
            assert await asks(url, "SELECT current_user") == "postgres"
        wrong = at(door, scheme=scheme, user="postgres:other")
        with pytest.raises(DatabaseUnusable, match="localhost does not let us in: password"):
            await asks(wrong)


async def test_case_13_hosts_sockets_and_names(postgres_url):
    folder = database_url.postgres(postgres_url).hosts[0][0]
    async with door_before(postgres_url) as door:
        for url in (
            f"postgresql://postgres@127.0.0.1:9,localhost:{door.port}/migrated",
            f"postgresql://postgres@/migrated?host=127.0.0.1,localhost&port=9,{door.port}",
            f"postgresql://postgres@/?host=localhost&port={door.port}&dbname=migrated",
            f"postgresql:///migrated?user=postgres&host={quote(folder)}",
            f"postgresql://postgres@{quote(folder, safe='')}/migrated",
        ):
            assert await asks(url, "SELECT current_database()") == "migrated"
    assert len(door.came) == 3


async def test_case_13_what_the_server_is_told(postgres_url):
    async with door_before(postgres_url) as door:
        url = at(door, "application_name=jubao%20of%20Hunan&options=-c%20statement_timeout%3D12345")
        assert await asks(url, "SHOW application_name") == "jubao of Hunan"
        assert await asks(url, "SHOW statement_timeout") == "12345ms"
        for value in ("any", "primary", "read-write"):
            assert await asks(at(door, f"target_session_attrs={value}")) == "1"
        assert await asks(at(door, "client_encoding=UTF8&gssencmode=prefer&channel_binding=prefer"))


@pytest.mark.soak
async def test_case_13_a_server_that_says_nothing_is_waited_for_as_long_as_was_said():
    ended = asyncio.Event()

    async def silent(reader, writer):
        await reader.read()
        writer.close()
        await writer.wait_closed()
        ended.set()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    connect = connector(f"postgresql://jubao@127.0.0.1:{port}/jubao?connect_timeout=1")
    begun = asyncio.get_running_loop().time()
    with pytest.raises(TimeoutError):
        await connect()
    assert asyncio.get_running_loop().time() - begun >= 1.9  # two at least, as libpq waits
    await ended.wait()
    server.close()
    await server.wait_closed()


def test_case_13_every_name_of_the_table_is_tested():
    tests = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in database_url.NAMES if not re.search(rf"\b{name}\b", tests)] == []


def test_a_timeout_and_hosts_as_the_driver_has_them():
    url = "postgres://u:p@[::1]:5433,db.example/jubao?connect_timeout=10&sslmode=prefer"
    found = arguments(database_url.postgres(url))
    assert (found["host"], found["port"]) == (["::1", "db.example"], [5433, 5432])
    assert (found["timeout"], found["dsn"]) == (10.0, "postgresql://?sslmode=prefer")
