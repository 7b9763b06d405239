"""Send single mails by SMTP to the server of the settings."""

import asyncio
import contextlib
import ipaddress
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import unquote, urlsplit

from aiosmtplib import SMTP, SMTPException

from bot.delivery.mail_address import in_ascii

STEP_SECONDS = 20.0  # timeout of one reply of the server
ALL_SECONDS = 60.0  # timeout of connecting with login, and of sending a mail
QUIT_SECONDS = 3.0  # timeout of QUIT: the mail is accepted by then
TLS_PORT, LOGIN_PORT, PLAIN_PORT = 465, 587, 25


class NoTls(SMTPException):
    """The server offers no TLS, and a password must not be sent in plain text."""


class Lost(Exception):  # noqa: N818 - a result, not a bug
    """A mail was not accepted; `handed_over`: its text may have reached the server."""

    def __init__(self, cause: Exception, *, handed_over: bool) -> None:
        super().__init__(type(cause).__name__)
        self.cause = cause
        self.handed_over = handed_over


@cache
def _default_context() -> ssl.SSLContext:
    """The default TLS context, cached: loading the certificates blocks for tens of milliseconds."""
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Address, login and sender of the mail server.

    `context` replaces the default TLS context. `near`: the server is on this machine, so a
    password may be sent without TLS.
    """

    host: str
    port: int
    sender: str
    tls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    context: ssl.SSLContext | None = None
    near: bool = False

    @classmethod
    def at(cls, url: str, sender: str) -> "MailServer":
        """Parse `smtp://user:password@host:587` or `smtps://…`."""
        parts = urlsplit(url)
        tls = parts.scheme == "smtps"
        port = TLS_PORT if tls else LOGIN_PORT if parts.username else PLAIN_PORT
        return cls(
            host=parts.hostname or "",
            port=parts.port or port,
            sender=sender,
            tls=tls,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            near=_is_loopback(parts.hostname or ""),
        )

    async def send(self, recipient: str, mail: bytes) -> None:
        """Send one mail; raises Lost if it was not accepted, or that is unknown."""
        handed_over = False
        try:
            address = in_ascii(recipient)
            async with self.connected() as client, asyncio.timeout(ALL_SECONDS):
                await client.mail(self.sender)
                await client.rcpt(address)
                handed_over = True
                await client.data(mail)
        except (SMTPException, OSError, ValueError, TimeoutError) as error:
            raise Lost(error, handed_over=handed_over) from error

    async def check_login(self) -> str:
        """Connect and log in without sending mail; returns how, raises Lost if that fails."""
        try:
            async with self.connected() as client:
                safe = "by TLS" if encrypted(client) else "not encrypted"
                return f"{safe}, {'logged in' if self.user else 'no login'}"
        except (SMTPException, OSError, ValueError, TimeoutError) as error:
            raise Lost(error, handed_over=False) from error

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[SMTP]:
        """A connected client: uses STARTTLS if offered, logs in if there is a user."""
        client = SMTP(
            hostname=self.host,
            port=self.port,
            use_tls=self.tls,
            tls_context=self.context or _default_context(),
            local_hostname=self.sender.rpartition("@")[2],  # this machine's name may not be public
            timeout=STEP_SECONDS,
        )
        try:
            async with asyncio.timeout(ALL_SECONDS):
                await client.connect()
                if self.user:
                    await self._log_in(client)
            yield client
            with contextlib.suppress(SMTPException, OSError):
                await client.quit(timeout=QUIT_SECONDS)
        finally:
            client.close()

    async def _log_in(self, client: SMTP) -> None:
        if not encrypted(client) and not self.near:
            raise NoTls("the server offers no TLS, and a password is not sent in plain text")
        await client.login(self.user, self.password)


def encrypted(client: SMTP) -> bool:
    """Whether the connection uses TLS."""
    return client.get_transport_info("sslcontext") is not None


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
