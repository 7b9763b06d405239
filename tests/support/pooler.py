"""A pooler before PostgreSQL, as PgBouncer is one: clients share a few server connections.

Which message ends a transaction is read from the server's ReadyForQuery. Clients are let in
without a password, and servers are reached by their socket.
"""

import asyncio
import contextlib
import random
import struct
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy.engine import make_url

_SSL, _CANCEL = 80877103, 80877102
_ENDS = b"QSF"  # a query, a sync or a function call: the server answers each with ReadyForQuery


class Mode(StrEnum):
    SESSION = "session"
    TRANSACTION = "transaction"
    STATEMENT = "statement"


class Pick(StrEnum):
    """Which of the server connections that are free comes next."""

    NEWEST = "newest"  # as PgBouncer has it
    OLDEST = "oldest"  # its server_round_robin
    ANY = "any"


async def read(stream):
    """One message: its kind, and all of it."""
    head = await stream.readexactly(5)
    return head[:1], head + await stream.readexactly(struct.unpack("!i", head[1:])[0] - 4)


async def closed(writer):
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()


@dataclass(eq=False)
class Server:
    """One connection to PostgreSQL, begun and idle."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    greeting: bytes

    @classmethod
    async def open(cls, path, startup):
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(startup)
        said = b""
        while True:
            kind, message = await read(reader)
            assert kind != b"E", message
            said += message
            if kind == b"Z":
                return cls(reader, writer, said)

    async def forgets(self):
        """What a client that leaves may have set (server_reset_query)."""
        words = b"DISCARD ALL\0"
        self.writer.write(b"Q" + struct.pack("!i", len(words) + 4) + words)
        while (await read(self.reader))[0] != b"Z":
            pass

    async def close(self):
        await closed(self.writer)


@dataclass
class Pooler:
    """Where clients connect to; `size` server connections at most."""

    path: str
    mode: Mode = Mode.TRANSACTION
    size: int = 8
    pick: Pick = Pick.NEWEST
    free: list = field(default_factory=list)
    clients: int = 0
    talks: set = field(default_factory=set)
    beside: list = field(default_factory=list)  # poolers that take clients in turn with this one

    def __post_init__(self):
        self.room = asyncio.Semaphore(self.size)

    async def take(self, startup):
        await self.room.acquire()
        if not self.free:
            return await Server.open(self.path, startup)
        at = {Pick.NEWEST: -1, Pick.OLDEST: 0, Pick.ANY: random.randrange(len(self.free))}
        return self.free.pop(at[self.pick])

    def give_back(self, server):
        self.free.append(server)
        self.room.release()

    @property
    def lets_go(self):
        """The states of a transaction in which a client gives its server back."""
        return {Mode.SESSION: (), Mode.TRANSACTION: (b"I",), Mode.STATEMENT: (b"I", b"T", b"E")}[
            self.mode
        ]

    async def close(self):
        for task in self.talks:
            task.cancel()
        await asyncio.gather(*self.talks, return_exceptions=True)
        for server in self.free:
            await server.close()

    async def serve(self, reader, writer):
        self.clients += 1
        self.talks.add(asyncio.current_task())
        pooler = self.beside[self.clients % len(self.beside)] if self.beside else self
        try:
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                startup = await self._startup(reader, writer)
                if startup:
                    await Client(pooler, startup, reader, writer).talk()
        finally:
            await closed(writer)

    async def _startup(self, reader, writer):
        while True:
            head = await reader.readexactly(8)
            length, code = struct.unpack("!ii", head)
            if code == _SSL:
                writer.write(b"N")
                continue
            rest = await reader.readexactly(length - 8)
            return None if code == _CANCEL else head + rest


@dataclass
class Client:
    """One that has a server for as long as the mode says."""

    pooler: Pooler
    startup: bytes
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    server: Server | None = None
    hears: asyncio.Task | None = None
    owed: int = 0  # answers that are to end with ReadyForQuery

    async def talk(self):
        server = await self.pooler.take(self.startup)
        self.writer.write(server.greeting)
        self.pooler.give_back(server)
        try:
            while True:
                kind, message = await read(self.reader)
                if kind == b"X":
                    return
                if self.server is None:
                    self.server = await self.pooler.take(self.startup)
                    self.hears = asyncio.create_task(self._hear(self.server))
                self.owed += kind in _ENDS
                self.server.writer.write(message)
        finally:
            await self._leave()

    async def _hear(self, server):
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                kind, message = await read(server.reader)
                self.writer.write(message)
                self.owed -= kind == b"Z"
                if kind == b"Z" and not self.owed and message[-1:] in self.pooler.lets_go:
                    self.pooler.give_back(server)
                    self.server = None
                    return
        self.writer.close()  # the server is gone

    async def _leave(self):
        if self.server is None:
            return
        self.hears.cancel()
        await asyncio.gather(self.hears, return_exceptions=True)
        if self.pooler.mode is Mode.SESSION and not self.owed:
            await self.server.forgets()
            self.pooler.give_back(self.server)
        else:  # in the middle of a transaction
            await self.server.close()
            self.pooler.room.release()


@contextlib.asynccontextmanager
async def pooling(url, **more):
    """A pooler before this database, and the URL by which clients come to it."""
    to = make_url(url)
    pooler = Pooler(f"{to.query['host']}/.s.PGSQL.5432", **more)
    door = await asyncio.start_server(pooler.serve, "127.0.0.1", 0)
    host, port = door.sockets[0].getsockname()
    at = to.set(host=host, port=port, query={})
    try:
        yield pooler, at.render_as_string(hide_password=False)
    finally:
        door.close()
        await pooler.close()
