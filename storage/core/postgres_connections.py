"""Connect to PostgreSQL as an address says; what does not work is said in one sentence."""

import os
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from storage.core import file_faults
from storage.core.database_url import SYSTEM, ServerAddress, postgres
from storage.core.errors import DatabaseUnusable, StorageBusy

_FILES = ("sslrootcert", "sslcert", "sslkey", "sslcrl")
_BY_DRIVER = (
    *("sslmode", *_FILES, "sslpassword"),
    *("ssl_min_protocol_version", "ssl_max_protocol_version"),
)
_TO_SERVER = ("application_name", "options")
_NO_ROOT = "sslmode: expected sslrootcert=FILE beside it, or sslrootcert=system"
_AWAY = ("08", "53300", "57P03")  # a lost connection, too many clients, a server that starts up
_REFUSED = ("28", "3D")  # prefixes of the states of a wrong password or user, and of no database


def connector(url: str) -> Callable[[], Awaitable[Any]]:
    """A function that connects; each call raises StorageBusy or DatabaseUnusable if it cannot.

    Raises ValueError for an address that `database_url.postgres` refuses.
    """
    address = postgres(url)

    async def connect() -> Any:
        import asyncpg  # noqa: PLC0415 - not needed on SQLite

        try:
            return await asyncpg.connect(**arguments(address))
        except TimeoutError:
            raise
        except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            found = _translated(error, address.place)
            if found is None:
                raise
            raise found from error

    return connect


def _translated(error: Exception, place: str) -> StorageBusy | None:
    """Why there is no connection, as an error of storage; None if that is for the caller to say."""
    state = getattr(error, "sqlstate", None) or ""
    match error:
        case ssl.SSLCertVerificationError():
            words = f"the certificate of {place} does not hold: {error.verify_message}"
            return DatabaseUnusable(words)
        case ssl.SSLError():
            return DatabaseUnusable(f"TLS with {place} failed: {error.reason or error}")
        case OSError():
            return StorageBusy(f"there is no connection to {place}: {_reason(error)}")
    if state.startswith(_AWAY):
        return StorageBusy(f"there is no connection to {place}: {_first(error)}")
    if state.startswith(_REFUSED):
        return DatabaseUnusable(f"{place} does not let us in: {_first(error)}")
    return None if state else DatabaseUnusable(f"{place}: {_first(error)}")


def arguments(address: ServerAddress) -> dict[str, Any]:
    """The arguments of `asyncpg.connect`; DatabaseUnusable for a file that cannot be read."""
    given = address.options
    for name in _FILES:
        if name in given and not (name == "sslrootcert" and given[name] == SYSTEM):
            _check_readable(name, given[name])
    if given.get("sslmode", "").startswith("verify") and not _has_root(address):
        raise DatabaseUnusable(_NO_ROOT)
    found: dict[str, Any] = {
        "user": address.user,
        "password": address.password,
        "database": address.name,
        "target_session_attrs": given.get("target_session_attrs"),
        "server_settings": {name: given[name] for name in _TO_SERVER if name in given} or None,
    }
    if any(host for host, _ in address.hosts):
        found["host"] = [host for host, _ in address.hosts]
    if any(port for _, port in address.hosts):
        ports = [port or 5432 for _, port in address.hosts]
        found["port"] = ports if "host" in found else ports[0]
    if seconds := int(given.get("connect_timeout", "0")):
        found["timeout"] = float(max(seconds, 2))  # libpq waits two seconds at least, too
    if given.get("sslrootcert") == SYSTEM:
        found["ssl"] = _trusting_system(address)
    elif by_driver := {name: given[name] for name in _BY_DRIVER if name in given}:
        # Its files can be given to the driver in an address only.
        found["dsn"] = f"postgresql://?{urlencode(by_driver)}"
    return found


def _trusting_system(address: ServerAddress) -> ssl.SSLContext:
    given, context = address.options, ssl.create_default_context()
    if "sslcert" in given:
        context.load_cert_chain(
            given["sslcert"], given.get("sslkey"), lambda: given.get("sslpassword", "")
        )
    for name, bound in (
        ("ssl_min_protocol_version", "minimum_version"),
        ("ssl_max_protocol_version", "maximum_version"),
    ):
        if name in given:
            setattr(context, bound, ssl.TLSVersion[given[name].replace(".", "_")])
    if "sslcrl" in given:
        context.load_verify_locations(given["sslcrl"])
        context.verify_flags |= ssl.VERIFY_CRL_CHECK_CHAIN
    return context


def _has_root(address: ServerAddress) -> bool:
    if "sslrootcert" in address.options or os.environ.get("PGSSLROOTCERT"):
        return True
    try:
        return (Path.home() / ".postgresql" / "root.crt").exists()
    except (OSError, RuntimeError):
        return False


def _check_readable(name: str, path: str) -> None:
    try:
        with Path(path).open("rb") as file:
            file.read(1)
    except OSError as error:
        raise DatabaseUnusable(f"{name}: {file_faults.sentence(error, path)}") from error


def _reason(error: OSError) -> str:
    return error.strerror or _first(error)


def _first(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
