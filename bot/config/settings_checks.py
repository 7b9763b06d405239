"""Validators of settings; messages say what is expected and never contain the value."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import SecretStr, ValidationInfo

from bot.core.logs import LEAST_SECRET
from conversation.parsing.contact import mailbox
from storage.core import database_url
from storage.crypto.encryption import KeyRing

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")
_LISTEN = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):(\d{1,5})")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
_EVIDENCE = {  # after the scheme; refuses file://HOST/… and ~, which only a shell expands
    "file": re.compile(r"(?!~)(?!//[^/])"),
    "s3": re.compile(r"//[A-Za-z0-9][A-Za-z0-9._-]*(?:/|$)"),
}
_ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,40}")
_ID = re.compile(r"[0-9]{1,16}")
_LARGEST_ID = 2**52 - 1  # "at most 52 significant bits", the Bot API says
_TELEGRAM = "api.telegram.org"
_CALLED = (443, 80, 88, 8443)  # the ports that Telegram calls; a Bot API server of one's own, any
_NEAR = frozenset({"127.0.0.1", "localhost", "::1"})
_TOP_PORT = 65535
_SHIPPED = Path(__file__).parents[2]  # the folder with `profiles/` and our packages


def tidy(value: Any) -> Any:
    """A text without white space around it, such as the end of a line that Docker passes on.

    Kept, it would name another file, and a database with nothing in it would be made there.
    """
    return value.strip() if isinstance(value, str) else value


def plain(value: SecretStr | str) -> str:
    """The text of a secret or plain value."""
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def lower(value: Any) -> Any:
    """The text in lower case; other values unchanged."""
    return value.lower() if isinstance(value, str) else value


def token(value: SecretStr) -> SecretStr:
    """A bot token, or empty."""
    if plain(value) and not _TOKEN.fullmatch(plain(value)):
        raise ValueError("expected a token as @BotFather gives it, such as 123456:AbCd…")
    return value


def web_address(value: str) -> str:
    """An HTTP address, returned without a trailing slash."""
    parts = _legible(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("expected an address that begins with http:// or https://")
    return value.rstrip("/")


def web_address_or_none(value: str) -> str:
    """The same, or empty."""
    return web_address(value) if value else value


def webhook_address(value: str) -> str:
    """A public https address, or empty; http only on this machine, for a local Bot API server.

    User name and fragment are refused: Telegram would not send them.
    """
    if not value:
        return value
    parts = _legible(value)
    near = parts.scheme == "http" and parts.hostname in _NEAR
    if not parts.hostname or not (parts.scheme == "https" or near):
        raise ValueError("expected an address that begins with https://")
    if parts.fragment or parts.username:
        raise ValueError("expected an address without a name in it or a # at its end")
    return value


def called_port(value: str, api_base_url: str) -> str:
    """A webhook address with a port that Telegram calls, where Telegram's own server is used."""
    parts, server = _parts(value), _parts(api_base_url)
    ours = server is None or server.hostname != _TELEGRAM
    if (
        parts is not None
        and parts.scheme == "https"
        and not ours
        and (parts.port or _CALLED[0]) not in _CALLED
    ):
        raise ValueError(f"expected port {', '.join(map(str, _CALLED))}: Telegram calls no other")
    return value


def s3_secret(value: SecretStr) -> SecretStr:
    """A secret long enough to be masked in the log, or empty."""
    if 0 < len(plain(value)) < LEAST_SECRET:
        raise ValueError(f"expected {LEAST_SECRET} or more characters")
    return value


def database(value: str) -> str:
    """An address of SQLite or PostgreSQL, returned with the supported driver's name."""
    return database_url.checked(value)


def evidence(value: str) -> str:
    """The address of a folder on this machine, or of a bucket."""
    kind, _, place = value.partition(":")
    wanted = _EVIDENCE.get(kind.lower())
    if wanted is None or not wanted.match(place) or not place.strip("/"):
        raise ValueError("expected file:FOLDER or s3://BUCKET/PREFIX")
    return f"{kind.lower()}:{place}"


def folder(value: Path) -> Path:
    """The folder; if it does not exist, the one of this name in the source tree."""
    shipped = _SHIPPED / value
    return shipped if not value.exists() and shipped.is_dir() else value


def seal_keys(value: SecretStr) -> SecretStr:
    """A key ring, or empty."""
    if plain(value):
        KeyRing.parse(plain(value))
    return value


def ids(value: Any) -> Any:
    """`"1, 2"` as a set of ids; other values unchanged."""
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not all(_ID.fullmatch(part) and int(part) <= _LARGEST_ID for part in parts):
        raise ValueError("expected Telegram ids, numbers with commas between")
    return frozenset(map(int, parts))


def webhook_secret(value: SecretStr) -> SecretStr:
    """A webhook secret of characters that Telegram allows, too long to be guessed; or empty."""
    if plain(value) and not _WEBHOOK_SECRET.fullmatch(plain(value)):
        raise ValueError("expected 32 to 256 characters of A-Z a-z 0-9 _ -")
    return value


def listen(value: str) -> str:
    """`host:port`, or empty."""
    found = _LISTEN.fullmatch(value)
    if value and (found is None or int(found[2]) > _TOP_PORT):
        raise ValueError("expected host:port, such as 127.0.0.1:8080")
    return value


def languages(value: str) -> str:
    """A folder that is there, or empty."""
    if value and not Path(value).is_dir():
        raise ValueError("expected a folder with languages; there is no such folder")
    return value


def locale(value: str, info: ValidationInfo) -> str:
    """The name of a language that has texts, in any case."""
    folders = [_SHIPPED / "locales", *map(Path, filter(None, [info.data.get("languages")]))]
    there = {each.parent.name for folder in folders for each in folder.glob("*/*.ftl")}
    found = next((name for name in there if name.lower() == value.lower()), None)
    if found is None:
        raise ValueError(
            f"expected one of the languages that have texts: {', '.join(sorted(there))}"
        )
    return found


def timezone(value: str) -> str:
    """The name of a time zone."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        shown = value if _ZONE.fullmatch(value) else "this"
        raise ValueError(f"expected a time zone such as Asia/Shanghai; {shown} is none") from None
    return value


def proxy(value: SecretStr) -> SecretStr:
    """The address of an HTTP proxy, or empty."""
    parts = _parts(plain(value))
    usable = (
        parts is not None
        and parts.scheme == "http"
        and parts.hostname
        and parts.port
        and not (parts.path.strip("/") or parts.query or parts.fragment)
        and ":" not in unquote(parts.username or "")
        and unquote(f"{parts.username}{parts.password}").isascii()
    )
    if plain(value) and not usable:
        raise ValueError(
            "expected http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, in ASCII; of a SOCKS "
            "proxy, the port at which it takes HTTP"
        )
    return value


def mail_server(value: SecretStr) -> SecretStr:
    """The address of a mail server, or empty."""
    parts = _parts(plain(value))
    if plain(value) and (
        parts is None or parts.scheme not in ("smtp", "smtps") or not parts.hostname
    ):
        raise ValueError("expected smtp://USER:PASSWORD@HOST:PORT or smtps://…")
    return value


def mail_address(value: str) -> str:
    """One mail address, or empty."""
    if not value:
        return value
    try:
        return mailbox(value)
    except ValueError:
        raise ValueError("expected a mail address") from None


def passwords(database_address: str, others: Iterable[str]) -> tuple[str, ...]:
    """The decoded secrets in the address of the database, and in those of other servers."""
    known = (unquote(parts.password or "") for each in others if (parts := _parts(each)))
    return (*database_url.secrets_in(database_address), *filter(None, known))


def _legible(url: str) -> SplitResult:
    """The parts of an address whose host and port can be read."""
    parts = _parts(url)
    if parts is None or re.search(r"[\s<>\"\\^`{|}]", url):
        raise ValueError(
            "expected an address such as https://bot.example/: host or port of this one cannot be"
            " read, or it has a space in it"
        )
    return parts


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # urlsplit checks the port only on access
    except ValueError:
        return None
    return parts
