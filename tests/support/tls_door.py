"""TLS and a password before PostgreSQL, whose server of the tests is built without TLS."""

import asyncio
import contextlib
import ssl
import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy.engine import make_url

_SSL = struct.pack("!ii", 8, 80877103)
_DAY = timedelta(days=1)


class Authority:
    """A certificate authority of our own, and what it signs, as files in a folder."""

    def __init__(self, folder, name="ca"):
        self.folder = folder
        self.name = _name(f"authority {name}")
        self.key = ec.generate_private_key(ec.SECP256R1())
        constraints = x509.BasicConstraints(ca=True, path_length=None)
        self.certificate = self._signed(self.name, self.key, [(constraints, True)])
        self.file = self._file(f"{name}.pem", _pem(self.certificate))

    def makes(self, name, *, hosts=(), addresses=(), password=""):
        """A certificate and its key, by the names of their files."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = [*map(x509.DNSName, hosts), *(x509.IPAddress(ip_address(a)) for a in addresses)]
        more = [(x509.SubjectAlternativeName(names), False)] if names else []
        certificate = self._signed(_name(name), key, more)
        secrecy = (
            serialization.BestAvailableEncryption(password.encode())
            if password
            else serialization.NoEncryption()
        )
        told = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, secrecy
        )
        self.made = certificate
        return self._file(f"{name}.pem", _pem(certificate)), self._file(f"{name}.key", told)

    def revokes(self, *certificates):
        """The list of what it has revoked."""
        now = datetime.now(UTC)
        listed = x509.CertificateRevocationListBuilder().issuer_name(self.name)
        listed = listed.last_update(now - _DAY).next_update(now + _DAY)
        for each in certificates:
            revoked = x509.RevokedCertificateBuilder().serial_number(each.serial_number)
            listed = listed.add_revoked_certificate(revoked.revocation_date(now - _DAY).build())
        signed = listed.sign(self.key, hashes.SHA256())
        return self._file("revoked.pem", signed.public_bytes(serialization.Encoding.PEM))

    def _signed(self, name, key, extensions):
        now = datetime.now(UTC)
        about = x509.CertificateBuilder().subject_name(name).issuer_name(self.name)
        about = about.public_key(key.public_key()).serial_number(x509.random_serial_number())
        about = about.not_valid_before(now - _DAY).not_valid_after(now + _DAY)
        for extension, critical in extensions:
            about = about.add_extension(extension, critical=critical)
        return about.sign(self.key, hashes.SHA256())

    def _file(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path


def _name(common):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


@dataclass
class Door:
    """Lets clients in to PostgreSQL; `came` says of each whether by TLS, and with which name."""

    socket: str
    context: ssl.SSLContext | None = None  # none: it has no TLS
    only_tls: bool = False
    password: str = ""
    port: int = 0
    came: list = field(default_factory=list)
    talks: set = field(default_factory=set)

    async def serve(self, reader, writer):
        self.talks.add(asyncio.current_task())
        try:
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
                await self._serve(reader, writer)
        finally:
            await _closed(writer)

    async def _serve(self, reader, writer):
        by_tls, head = False, await reader.readexactly(8)
        if head == _SSL:
            writer.write(b"S" if self.context else b"N")
            if self.context:
                await writer.start_tls(self.context)
                by_tls = True
            head = await reader.readexactly(8)
        startup = head + await reader.readexactly(struct.unpack("!i", head[:4])[0] - 8)
        if self.only_tls and not by_tls:
            writer.write(_refusal("28000", "no encryption"))
            return
        if self.password and not await self._knows(reader, writer):
            writer.write(_refusal("28P01", "password authentication failed"))
            return
        found = writer.get_extra_info("peercert") or {}
        names = [value for pair in found.get("subject", ()) for _, value in pair]
        self.came.append((by_tls, *names))
        from_server, to_server = await asyncio.open_unix_connection(self.socket)
        to_server.write(startup)
        try:
            await asyncio.gather(_copy(reader, to_server), _copy(from_server, writer))
        finally:
            await _closed(to_server)

    async def close(self):
        for task in self.talks:
            task.cancel()
        await asyncio.wait_for(asyncio.gather(*self.talks, return_exceptions=True), 10)

    async def _knows(self, reader, writer):
        writer.write(b"R" + struct.pack("!ii", 8, 3))  # say it in clear
        head = await reader.readexactly(5)
        said = await reader.readexactly(struct.unpack("!i", head[1:])[0] - 4)
        return said == self.password.encode() + b"\0"


def _refusal(state, words):
    fields = f"SFATAL\0C{state}\0M{words}\0\0".encode()
    return b"E" + struct.pack("!i", len(fields) + 4) + fields


async def _closed(writer):
    """Abort it: `wait_closed` would wait for ever after a handshake that failed."""
    writer.transport.abort()
    for _ in range(3):  # until the loop has called `connection_lost`
        await asyncio.sleep(0)


async def _copy(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


@contextlib.asynccontextmanager
async def door_before(url, **more):
    """A door before this database; `door.port` is on 127.0.0.1."""
    door = Door(f"{make_url(url).query['host']}/.s.PGSQL.5432", **more)
    server = await asyncio.start_server(door.serve, "127.0.0.1", 0)
    door.port = server.sockets[0].getsockname()[1]
    try:
        yield door
    finally:
        server.close()
        await door.close()


def tls(certificate, key, *, clients=None, **bounds):
    """The context of a server; `clients` is the authority whose certificates it asks for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    if clients is not None:
        context.load_verify_locations(clients)
        context.verify_mode = ssl.CERT_REQUIRED
    for name, value in bounds.items():
        setattr(context, name, value)
    return context
