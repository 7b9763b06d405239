"""One parser of database addresses: each means the same in every command, or is refused with why.

Cases 13 and 20.
"""

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.cli.settings_pages import MASK, without_password
from storage.core import database_url
from storage.core.database_url import checked, of_file, postgres, secrets_in, sqlite_file

FILES = {
    "data/jubao.db": "data/jubao.db",
    "/var/lib/jubao.db": "/var/lib/jubao.db",
    "my%20data/jubao.db": "my data/jubao.db",
    "my data/jubao.db": "my data/jubao.db",
    "%E4%B8%BE%E6%8A%A5.db": "举报.db",
    "举报.db": "举报.db",
    "100%/jubao.db": "100%/jubao.db",
    "a+b.db": "a+b.db",
    "what%3F.db": "what?.db",
    "a%2520b.db": "a%20b.db",
    "./~/jubao.db": "~/jubao.db",
    "a#b.db": "a#b.db",
}


@pytest.mark.parametrize("written", FILES)
def test_case_20_a_file_is_the_same_for_every_command(written):
    file = Path(FILES[written])
    assert sqlite_file(f"sqlite+aiosqlite:///{written}") == file
    assert sqlite_file(checked(f"sqlite:///{written}")) == file
    assert sqlite_file(of_file(file)) == file


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (":memory:", "in memory"),
        ("%3Amemory%3A", "in memory"),
        ("a%00b", "in memory"),
        ("~/jubao.db", "without ~"),
        ("~root/jubao.db", "without ~"),
        ("%7E/jubao.db", "without ~"),
        ("data/", "not of a folder"),
        ("jubao.db?mode=ro", "without options"),
        ("file:x?mode=memory&uri=true", "without options"),
        ("", "expected sqlite"),
    ],
)
def test_case_20_what_is_no_file_is_refused(written, why):
    with pytest.raises(ValueError, match=why):
        checked(f"sqlite+aiosqlite:///{written}")


@pytest.mark.parametrize(
    "url",
    [
        *("", "data/jubao.db", "mysql://a@b/c", "sqlite", "sqlite+aiosqlite:data/jubao.db"),
        *("postgresql+psycopg2://a@b/c", "postgresql+asyncpg://", "postgres:", "postgresql:x"),
        *("sqlite+aiosqlite://data/jubao.db", "https://example.org"),
    ],
)
def test_another_address_is_refused_with_the_forms(url):
    with pytest.raises(ValueError, match=r"expected sqlite\+aiosqlite:///FILE or postgresql"):
        checked(url)


@pytest.mark.parametrize("scheme", database_url.POSTGRESQL)
@pytest.mark.parametrize(
    "rest",
    [
        "jubao:p%40ss%2540w%23rd@127.0.0.1:5432/jubao?sslmode=prefer",
        "jubao:p%40ss%2540w%23rd@127.0.0.1:5432/jubao?sslmode=disable",
        "jubao:p%40ss%2540w%23rd@127.0.0.1/jubao?sslmode=verify-full&sslrootcert=/etc/ssl/ca.pem",
    ],
)
def test_case_13_addresses_of_hosts(scheme, rest):
    url = checked(f"{scheme}://{rest}")
    assert url == f"postgresql+asyncpg://{rest}"
    found = postgres(url)
    assert (found.hosts[0][0], found.user) == ("127.0.0.1", "jubao")
    assert (found.password, found.name) == ("p@ss%40w#rd", "jubao")
    assert set(found.options) <= {"sslmode", "sslrootcert"}


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://u:p%2Fw@db.example:5433/name",
        "postgresql+asyncpg://u:p/w#x@db.example/name",
        "postgresql+asyncpg://u@[::1]:5432/name",
        "postgresql+asyncpg://u%40tenant:p+w@db.example/na%20me",
        "postgresql+asyncpg://db.example/name",
    ],
)
def test_plain_addresses_mean_what_they_meant(url):
    found, before = postgres(checked(url)), make_url(url)
    assert found.hosts == ((before.host, before.port),)
    assert (found.user, found.password) == (before.username, before.password)
    assert found.name in (before.database, "na me")


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("sslmod=require", "sslmod is not known here; known are host, port, dbname"),
        ("SSLMODE=require", "SSLMODE is not known here"),
        ("pgbouncer=true", "pgbouncer is not known here"),
        ("schema=public", "schema is not known here"),
        ("prepared_statement_cache_size=0", "prepared_statement_cache_size is not known"),
        ("sslmode=on", "sslmode: expected disable, allow, prefer, require, verify-ca or verify"),
        ("sslmode=Verify-Full", "sslmode: expected"),
        ("sslmode", "sslmode: expected sslmode=VALUE"),
        ("ssl=maybe", "ssl: expected"),
        ("sslrootcert=system&sslmode=require", "sslmode: expected verify-full"),
        ("connect_timeout=soon", "connect_timeout: expected whole seconds"),
        ("connect_timeout=-1", "connect_timeout: expected whole seconds"),
        ("target_session_attrs=standby", "target_session_attrs: .* the bot writes"),
        ("target_session_attrs=prefer-standby", "the bot writes"),
        ("target_session_attrs=read-only", "the bot writes"),
        ("target_session_attrs=other", "target_session_attrs: expected any, primary or"),
        ("channel_binding=require", "channel_binding: the driver has no channel binding"),
        ("gssencmode=require", "gssencmode: the driver does not encrypt by GSSAPI"),
        ("client_encoding=GBK", "client_encoding: expected UTF8"),
        ("ssl_min_protocol_version=SSLv3", "ssl_min_protocol_version: expected TLSv1"),
        ("port=0", "1 to 65535"),
        ("port=1,2", "port: expected one, or one for each of the 1 hosts"),
        ("host=a,,b", "expected a name for each host"),
    ],
)
def test_case_13_what_is_not_understood_is_refused_by_name(query, why):
    with pytest.raises(ValueError, match=why):
        checked(f"postgresql+asyncpg://jubao:secret@db.example/jubao?{query}")


@pytest.mark.parametrize("hosts", ["db:port", "db:99999", "[::1", "[::1]5432", "a:1,b:x"])
def test_a_port_that_is_none_is_refused(hosts):
    with pytest.raises(ValueError, match=r"expected (a number of 1 to 65535|an IPv6 address)"):
        checked(f"postgresql+asyncpg://jubao@{hosts}/jubao")


def test_an_empty_value_is_one_that_was_not_given():
    assert postgres("postgres://u@h/n?sslmode=&&sslrootcert=").options == {}
    assert postgres("postgres://u@h/n?sslmode=allow&sslmode=require").options == {
        "sslmode": "require"
    }


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://u:kanarienvogel@h/n?sslmode=require",
        "postgresql+asyncpg://u@h/n?password=kanarienvogel&sslpassword=kanarienvogel",
        "postgresql+asyncpg://u:kanarien%76ogel@h1,h2:5/n?application_name=a@b",
        "postgresql+asyncpg://u:kanarienvogel@h/n?sslkey=a@b",
    ],
)
def test_no_secret_of_an_address_is_shown(url):
    assert set(secrets_in(url)) == {"kanarienvogel"}
    shown = without_password(url)
    assert "ogel" not in shown
    assert MASK in shown
    assert "kanarienvogel" not in repr(postgres(url))
