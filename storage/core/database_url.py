"""The one parser of a database address: which SQLite file it names, or how PostgreSQL is reached.

Addresses of PostgreSQL are libpq's: `NAMES` lists what may stand behind the `?`.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, unquote_to_bytes

SQLITE = ("sqlite+aiosqlite", "sqlite")
POSTGRESQL = ("postgresql+asyncpg", "postgresql", "postgres")
FORMS = "sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER:PASSWORD@HOST/NAME"
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
SYSTEM = "system"  # as sslrootcert: the authorities that this machine trusts

_ADDRESS = re.compile(
    r"(?:(?P<user>[^:/@]*)(?::(?P<password>[^@]*))?@)?(?P<hosts>[^/]*)(?:/(?P<name>.*))?", re.DOTALL
)
_TOP_PORT = 65535
_TLS = ("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3")


def _any(value: str) -> str:
    return value


def _one_of(*allowed: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"expected {', '.join(allowed[:-1])} or {allowed[-1]}")
        return value

    return check


def _ssl(value: str) -> str:
    """SQLAlchemy's own name of `sslmode`, which older releases of ours needed."""
    return _one_of(*SSL_MODES)("require" if value.lower() in ("true", "1", "on") else value)


def _seconds(value: str) -> str:
    if not re.fullmatch(r"\d{1,4}", value, re.ASCII):
        raise ValueError("expected whole seconds, such as 10")
    return value


def _session(value: str) -> str:
    if value in ("standby", "read-only", "prefer-standby"):
        raise ValueError("expected any, primary or read-write: the bot writes")
    return _one_of("any", "primary", "read-write")(value)


def _binding(value: str) -> str:
    if value == "require":
        raise ValueError(
            "the driver has no channel binding: leave it out, and set sslmode=verify-full"
        )
    return _one_of("disable", "prefer")(value)


def _gss(value: str) -> str:
    if value == "require":
        raise ValueError("the driver does not encrypt by GSSAPI: leave it out, and set sslmode")
    return _one_of("disable", "prefer")(value)


def _encoding(value: str) -> str:
    if value.lower().replace("-", "") not in ("utf8", "auto"):
        raise ValueError("expected UTF8")
    return value


NAMES: Mapping[str, Callable[[str], str]] = {
    "host": _any,
    "port": _any,
    "dbname": _any,
    "user": _any,
    "password": _any,
    "sslmode": _one_of(*SSL_MODES),
    "ssl": _ssl,
    "sslrootcert": _any,
    "sslcert": _any,
    "sslkey": _any,
    "sslpassword": _any,
    "sslcrl": _any,
    "ssl_min_protocol_version": _one_of(*_TLS),
    "ssl_max_protocol_version": _one_of(*_TLS),
    "connect_timeout": _seconds,
    "target_session_attrs": _session,
    "application_name": _any,
    "options": _any,
    "channel_binding": _binding,
    "gssencmode": _gss,
    "client_encoding": _encoding,
}
"""What may stand behind the `?` of a PostgreSQL address, with the check of each value.

Each is libpq's, but for `ssl`. A check returns the value, or raises ValueError.
"""


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """How a PostgreSQL server is reached; what is None is for the driver to find.

    `hosts` are names, addresses or folders of sockets, each with its port. `options` are the other
    names of NAMES that were given, `ssl` as `sslmode`.
    """

    hosts: tuple[tuple[str, int | None], ...] = ()
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    name: str | None = None
    options: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def place(self) -> str:
        """The hosts as they are shown to people."""
        return ", ".join(host for host, _ in self.hosts) or "localhost"


def kind(url: str) -> str:
    """Which database an address names: sqlite or postgresql; ValueError for any other."""
    scheme = url.partition(":")[0].lower()
    if scheme in SQLITE:
        return "sqlite"
    if scheme in POSTGRESQL:
        return "postgresql"
    raise ValueError(f"expected {FORMS}")


def checked(url: str) -> str:
    """The address with our driver's name; ValueError says what is wrong and shows no value of it.

    `postgres://` and `postgresql://`, as hosts of databases hand them out, mean the one driver.
    """
    own = {"sqlite": SQLITE[0], "postgresql": POSTGRESQL[0]}[kind(url)]
    if sqlite_file(url) is None:
        postgres(url)
    return f"{own}:{url.partition(':')[2]}"


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite address, its `%20` decoded; None for PostgreSQL. Else ValueError."""
    if kind(url) != "sqlite":
        return None
    _, mark, path = url.partition(":///")
    if not mark or not path:
        raise ValueError(f"expected {FORMS}")
    if "?" in path:
        raise ValueError("expected a file without options; a ? in its name is written %3F")
    file = os.fsdecode(unquote_to_bytes(path))
    if file == ":memory:" or "\0" in file:
        raise ValueError(f"expected {FORMS}: one in memory would be new for every command")
    if file.startswith("~"):
        raise ValueError("expected a path without ~, which only a shell puts a folder for")
    if file.endswith("/"):
        raise ValueError("expected the name of a file, not of a folder")
    return Path(file)


def of_file(file: Path | str) -> str:
    """The address of a SQLite file, as `sqlite_file` reads it."""
    path = f"./{file}" if str(file).startswith("~") else file
    return f"{SQLITE[0]}:///{quote(os.fsencode(path), safe='/')}"


def postgres(url: str) -> ServerAddress:
    """The parts of a PostgreSQL address; ValueError names what is wrong, never a value."""
    if kind(url) != "postgresql" or "://" not in url:
        raise ValueError(f"expected {FORMS}")
    before, _, query = url.partition("://")[2].partition("?")
    found = _ADDRESS.fullmatch(before)
    assert found is not None, "each of its parts may be empty"
    given = _options(query)
    hosts = _hosts(found["hosts"], given.pop("host", ""), given.pop("port", ""))
    user, password = given.pop("user", found["user"]), given.pop("password", found["password"])
    name = given.pop("dbname", None) or unquote(found["name"] or "")
    if given.get("sslrootcert") == SYSTEM:
        mode = given.setdefault("sslmode", "verify-full")
        if mode != "verify-full":
            raise ValueError("sslmode: expected verify-full, because sslrootcert is system")
    if not any((hosts, user, name)):
        raise ValueError(f"expected {FORMS}")
    return ServerAddress(
        hosts=hosts,
        user=unquote(user) if user else None,
        password=unquote(password) if password else None,
        name=name or None,
        options=given,
    )


def secrets_in(url: str) -> tuple[str, ...]:
    """The secrets of an address, decoded: its password, and that of the key of its certificate."""
    try:
        if kind(url) == "sqlite":
            return ()
        found = postgres(url)
    except ValueError:
        return ()
    return tuple(filter(None, (found.password, found.options.get("sslpassword"))))


def masked(url: str, mask: str) -> str:
    """The address with `mask` in place of each secret."""
    if not secrets_in(url):
        return url
    before, mark, query = url.partition("?")
    head, at, hosts = before.rpartition("@")
    scheme, slashes, user = head.partition("://")
    if at and ":" in user:
        before = f"{scheme}{slashes}{user.partition(':')[0]}:{mask}{at}{hosts}"
    return before + mark + re.sub(r"((?:^|&)(?:ssl)?password=)[^&]*", rf"\g<1>{mask}", query)


def _options(query: str) -> dict[str, str]:
    """What stands behind the `?`, by name; an empty value counts as not given, as in libpq."""
    given: dict[str, str] = {}
    for pair in filter(None, query.split("&")):
        name, mark, value = pair.partition("=")
        name = unquote(name)
        if name not in NAMES:
            shown = name if len(name) <= 40 and name.isprintable() else "one of the options"
            raise ValueError(f"{shown} is not known here; known are {', '.join(NAMES)}")
        if not mark:
            raise ValueError(f"{name}: expected {name}=VALUE")
        if not value:
            continue
        raw = value if name in ("user", "password") else unquote(value)  # decoded by `postgres`
        try:
            given["sslmode" if name == "ssl" else name] = NAMES[name](raw)
        except ValueError as wrong:
            raise ValueError(f"{name}: {wrong}") from None
    return given


def _hosts(written: str, listed: str, ports: str) -> tuple[tuple[str, int | None], ...]:
    """Hosts with their ports: before the first slash, or as the options `host` and `port`."""
    found = [_host(each) for each in (listed or written).split(",")]
    numbers = [_port(each) for each in ports.split(",")]
    if len(numbers) not in (1, len(found)):
        raise ValueError(f"port: expected one, or one for each of the {len(found)} hosts")
    if len(numbers) < len(found):
        numbers *= len(found)
    hosts = tuple(
        (host, port or number) for (host, port), number in zip(found, numbers, strict=True)
    )
    if len(hosts) > 1 and not all(host for host, _ in hosts):
        raise ValueError("expected a name for each host")
    return hosts if hosts[0] != ("", None) else ()


def _host(written: str) -> tuple[str, int | None]:
    if written.startswith("["):
        address, mark, after = written[1:].partition("]")
        if not mark or (after and not after.startswith(":")):
            raise ValueError("expected an IPv6 address in brackets, such as [::1]:5432")
        return unquote(address), _port(after[1:])
    if written.startswith("/"):  # the folder of a socket
        return unquote(written), None
    host, _, port = written.partition(":")
    return unquote(host), _port(port)


def _port(written: str) -> int | None:
    if not written:
        return None
    if not re.fullmatch(r"\d{1,5}", written, re.ASCII) or not 0 < int(written) <= _TOP_PORT:
        raise ValueError(
            "expected a number of 1 to 65535 as port; in a password, / ? # @ : are written"
            " %2F %3F %23 %40 %3A"
        )
    return int(written)
