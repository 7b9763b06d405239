"""A real PgBouncer before the tests' PostgreSQL: clients share a few server connections."""

import asyncio
import contextlib
import os
import shutil
import signal
import tempfile
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import asyncpg
from sqlalchemy.engine import make_url

from tests.support.ports import free_port

PATIENCE = 60  # seconds
MOST_CLIENTS = 200
PATHS = f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin"  # not everybody's PATH has it
CAME = "login attempt:"  # its log says so of each client


class Mode(StrEnum):
    SESSION = "session"
    TRANSACTION = "transaction"
    STATEMENT = "statement"


class Pick(StrEnum):
    """Which of the server connections that are free comes next."""

    NEWEST = "newest"
    OLDEST = "oldest"  # its server_round_robin


@dataclass
class Pooler:
    """Where clients connect to; `size` server connections at most. Set a field, then `reload`."""

    database_url: str
    folder: Path
    mode: Mode = Mode.TRANSACTION
    size: int = 8
    pick: Pick = Pick.NEWEST
    port: int = field(default_factory=free_port)
    several: bool = False  # whether others listen at the same port, too

    def __post_init__(self):
        binary = shutil.which("pgbouncer", path=PATHS)
        assert binary, "pgbouncer is needed: install the package pgbouncer"
        self.binary, self.process = binary, None
        self.ini, self.log = self.folder / "pgbouncer.ini", self.folder / "log"

    @property
    def url(self):
        at = make_url(self.database_url).set(host="127.0.0.1", port=self.port, query={})
        return at.render_as_string(hide_password=False)

    @property
    def clients(self):
        """How many have come so far."""
        return self.log.read_text().count(CAME)

    def write(self):
        to = make_url(self.database_url)
        lines = [
            "[databases]",
            f"{to.database} = host={to.query['host']} dbname={to.database} user={to.username}",
            "[pgbouncer]",
            "listen_addr = 127.0.0.1",
            f"listen_port = {self.port}",
            "unix_socket_dir =",
            "auth_type = any",
            f"pool_mode = {self.mode}",
            f"default_pool_size = {self.size}",
            f"max_client_conn = {MOST_CLIENTS}",
            f"server_round_robin = {int(self.pick is Pick.OLDEST)}",
            f"so_reuseport = {int(self.several)}",
        ]
        if os.geteuid() == 0:
            lines.append(f"user = {Path(to.query['host']).owner()}")  # it refuses to run as root
        self.ini.write_text("\n".join([*lines, ""]))
        self.ini.chmod(0o644)
        self.folder.chmod(0o755)

    async def start(self):
        self.write()
        with self.log.open("wb") as log:
            self.process = await asyncio.create_subprocess_exec(
                self.binary, str(self.ini), stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log
            )
        await self._logs("process up")

    async def reload(self):
        """Let it take over what was changed."""
        before = len(self.log.read_text())
        self.write()
        self.process.send_signal(signal.SIGHUP)
        await self._logs("SIGHUP", before)

    async def fill(self):
        """Let it open all its server connections, and stand with each of them idle."""

        async def stay():
            connection = await asyncpg.connect(self.url.replace("+asyncpg", ""))
            try:
                await connection.execute("SELECT pg_sleep(0.3)")
            finally:
                await connection.close()

        await asyncio.gather(*(stay() for _ in range(self.size)))

    async def _logs(self, words, since=0):
        for _ in range(PATIENCE * 50):
            if words in self.log.read_text()[since:]:
                return
            assert self.process.returncode is None, self.log.read_text()
            await asyncio.sleep(0.02)
        raise AssertionError(self.log.read_text())

    async def stop(self):
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        await asyncio.wait_for(self.process.wait(), PATIENCE)


@contextlib.asynccontextmanager
async def pooling(url, **more):
    """A pooler before this database; clients come to it by `pooler.url`."""
    # Not below pytest's own folder: that one is closed to the user it runs as.
    with tempfile.TemporaryDirectory(prefix="jubao-pooler-") as folder:
        pooler = Pooler(url, Path(folder), **more)
        try:
            await pooler.start()
            yield pooler
        finally:
            await pooler.stop()
