"""One mail at a time, handed to the mail server of the settings step by step."""

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

STEP_SECONDS = 20.0  # for one answer of the server
ALL_SECONDS = 60.0  # for getting in, and again for one mail
QUIT_SECONDS = 3.0  # a server that is slow to say goodbye has the mail all the same
TLS_PORT, LOGIN_PORT, PLAIN_PORT = 465, 587, 25


class NoTls(SMTPException):
    """A password is never said in clear to another machine."""


class Lost(Exception):  # noqa: N818 - what happened to a mail, not a fault of the program
    """A mail was not taken; `handed_over` where its text may have reached the server."""

    def __init__(self, cause: Exception, *, handed_over: bool) -> None:
        super().__init__(type(cause).__name__)
        self.cause = cause
        self.handed_over = handed_over


@cache
def _as_the_system_trusts() -> ssl.SSLContext:
    """Read once: everybody else would wait for it, tens of milliseconds each mail."""
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mails are handed in, and in whose name.

    `context` trusts other certificates than usual. `near`: on this very machine, where a password
    may be said without TLS.
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
        """The server of `smtp://user:password@host:587` or `smtps://…`."""
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
        """Hand one mail in; Lost where it was not taken, or nobody knows."""
        handed_over = False
        try:
            async with self.connected() as client, asyncio.timeout(ALL_SECONDS):
                await client.mail(self.sender)
                await client.rcpt(recipient)
                handed_over = True
                await client.data(mail)
        except (SMTPException, OSError, ValueError, TimeoutError) as error:
            raise Lost(error, handed_over=handed_over) from error

    async def tried(self) -> str:
        """Get in and leave again, no mail said: how it went. Lost where that cannot be done."""
        try:
            async with self.connected() as client:
                safe = "by TLS" if encrypted(client) else "not encrypted"
                return f"{safe}, {'logged in' if self.user else 'no login'}"
        except (SMTPException, OSError, ValueError, TimeoutError) as error:
            raise Lost(error, handed_over=False) from error

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[SMTP]:
        """A greeted server: TLS where it is offered, then the login where there is one."""
        client = SMTP(
            hostname=self.host,
            port=self.port,
            use_tls=self.tls,
            tls_context=self.context or _as_the_system_trusts(),
            local_hostname=self.sender.rpartition("@")[2],  # this machine's own name is nobody's
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
            raise NoTls("the server offers no TLS, and a password is not said in clear")
        await client.login(self.user, self.password)


def encrypted(client: SMTP) -> bool:
    """Whether what is said now can be read on the way."""
    return client.get_transport_info("sslcontext") is not None


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
