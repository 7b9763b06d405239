"""A mail server on loopback that keeps what it takes and answers as a test wants it to."""

import asyncio
import contextlib
import datetime as dt
import ipaddress
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "office", "pa:ss/wo rd"
HANG_UP = "hang up"  # as an answer to DATA: the line goes dead after the whole mail was said


@dataclass
class PostOffice:
    """`rcpt`, `data` and `mail` are the next answers; when they are used up, all is taken."""

    port: int = 0
    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    mail: list[str] = field(default_factory=list)
    taken: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    said: list[bytes] = field(default_factory=list)  # every mail that came over, taken or not
    recipients: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)  # the first mail has come over

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    # What aiosmtpd asks.

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, _: Any):  # noqa: N802
        if self.mail:
            return self.mail.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, _: Any):  # noqa: N802
        if self.rcpt:
            return self.rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.said.append(envelope.content)
        self.heard.set()
        answer = self.data.pop(0) if self.data else "250 OK"
        if answer == HANG_UP:
            server.transport.abort()
        elif answer.startswith("250"):
            self.raw.append(envelope.content)
            self.recipients += envelope.rcpt_tos
            self.encrypted.append(session.ssl is not None)
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return answer

    def authenticate(self, *args: Any) -> AuthResult:
        data = args[-1]
        self.logins.append(data.login.decode())
        good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=False)


def text(mail: EmailMessage) -> str:
    """What people read."""
    part = mail.get_body(("plain",))
    assert part is not None
    return part.get_content()


def attached(mail: EmailMessage) -> dict[str, Any]:
    """What a computer reads."""
    [part] = mail.iter_attachments()
    return json.loads(part.get_content())


@asynccontextmanager
async def post_office(
    *, context: ssl.SSLContext | None = None, login: bool = False, tls: bool = False
) -> AsyncIterator[PostOffice]:
    """A server that listens: STARTTLS is offered with a `context`, `tls` speaks it at once."""
    office = PostOffice()
    loop = asyncio.get_running_loop()
    lines: list[asyncio.BaseTransport] = []

    class Line(SMTP):
        def connection_made(self, transport: Any) -> None:
            lines.append(transport)
            super().connection_made(transport)

    def answer() -> SMTP:
        return Line(
            office,
            hostname="post.test",
            loop=loop,
            tls_context=None if tls else context,
            authenticator=office.authenticate if login else None,
            auth_require_tls=False,
        )

    server = await loop.create_server(answer, "127.0.0.1", 0, ssl=context if tls else None)
    office.port = server.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        server.close()
        for line in lines:
            line.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(server.wait_closed(), 2)


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A certificate for loopback that signs itself: what shows it, and what trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post.test")])
    now = dt.datetime.now(dt.UTC)
    there = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([there]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "post.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    shows = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shows.load_cert_chain(pem)
    trusts = ssl.create_default_context(
        cadata=made.public_bytes(serialization.Encoding.PEM).decode()
    )
    return shows, trusts
