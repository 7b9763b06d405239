"""A server of S3's kind on loopback, and a line to it that can be cut or spoilt."""

import asyncio
import itertools
import logging
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest

from storage.files.blobs import Files
from storage.files.places import S3

_numbers = itertools.count(1)
_CREDENTIAL = "AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/s3/aws4_request"


@dataclass(frozen=True)
class Bucket:
    """A bucket of its own for one test."""

    url: str  # s3://…
    endpoint: str

    def reached(self, endpoint: str = "") -> S3:
        """How to reach it, by another line where one is named."""
        at = endpoint or self.endpoint
        return S3(endpoint=at, region="us-east-1", key_id="key", secret="a secret")

    def files(self, endpoint: str = "") -> Files:
        """The store in it."""
        return Files(self.url, self.reached(endpoint))

    @property
    def variables(self) -> dict[str, str]:
        """The settings that say so."""
        return {
            "EVIDENCE_URL": self.url,
            "S3_ENDPOINT": self.endpoint,
            "S3_REGION": "us-east-1",
            "S3_KEY_ID": "key",
            "S3_SECRET": "a secret",
        }


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """Its address; it keeps everything in memory."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415 - seldom needed, slow to import

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_server: str) -> Bucket:
    """An empty one."""
    name = f"bucket-{next(_numbers)}"
    asked = urllib.request.Request(f"{s3_server}/{name}", method="PUT")
    asked.add_header("Authorization", _CREDENTIAL)
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with straight.open(asked) as answer:
        assert answer.status == 200
    return Bucket(f"s3://{name}/some/prefix", s3_server)


@dataclass
class Line:
    """Passes bytes on; `spoilt` are answers, or b"" for none, that the next connections get."""

    to: str
    port: int = 0
    spoilt: list[bytes] = field(default_factory=list)
    cut: bool = False
    tried: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def endpoint(self) -> str:
        """Its own address."""
        return f"http://127.0.0.1:{self.port}"

    def cuts(self) -> None:
        """From now on nothing comes through, until `cut` is False again."""
        self.cut = True
        for each in self._open:
            each.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.tried += 1
        if self.cut:
            writer.transport.abort()
        elif self.spoilt:
            answer = self.spoilt.pop(0)
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            if answer:
                await writer.drain()
                writer.close()
            else:
                writer.transport.abort()
        else:
            await self._pass(reader, writer)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, _, port = self.to.removeprefix("http://").partition(":")
        far, back = await asyncio.open_connection(host, int(port))
        self._open |= {writer, back}
        with suppress(ConnectionError):
            await asyncio.gather(_copied(reader, back), _copied(far, writer))
        self._open -= {writer, back}


async def _copied(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while piece := await source.read(65536):
            to.write(piece)
            await to.drain()
    to.close()


@asynccontextmanager
async def line(to: str) -> AsyncIterator[Line]:
    """A line to a server, as long as the block lasts."""
    found = Line(to)
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        found.cuts()
        server.close()
