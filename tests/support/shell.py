"""A folder to type commands of `jubao` in."""

import asyncio
import os
import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from bot.config.settings import PREFIX
from sandbox.telegram import Telegram
from sandbox.web.server import serve
from storage.crypto.encryption import KeyRing
from storage.wiring import open_database
from tests.support.database import KEY_RING
from tests.support.processes import ROOT

TOKEN = "1000001:command-line-command-line-command-line"
PATIENCE = 60  # seconds; a busy machine is slow, not broken
NOWHERE = "http://127.0.0.1:9"


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def complaint(self):
        """The one line on stderr."""
        (line,) = self.err.splitlines()
        assert line.startswith("jubao: ")
        return line.removeprefix("jubao: ")


class Shell:
    """A folder to type commands in, with a database, keys and nobody's `.env`."""

    def __init__(self, folder, warm, empty=None, installed=None):
        self.folder = folder
        self.warm = warm
        self.empty, self.installed = empty, installed
        self.file = folder / "data" / "jubao.db"
        self.url = f"sqlite+aiosqlite:///{self.file}"
        self.variables = {
            "BOT_TOKEN": TOKEN,
            "API_BASE_URL": NOWHERE,
            "SEAL_KEYS": KEY_RING,
            "PROFILE": str(ROOT / "profiles" / "hunan"),
        }

    async def starts(self, *words, stdout=None, stderr=None, encoding=None, **variables):
        """Begin a command; a variable that is None is not set.

        `stdout` and `stderr` are descriptors in place of pipes, `encoding` is the terminal's.
        """
        said = {**self.variables, **variables}
        ours = {PREFIX + name: value for name, value in said.items() if value is not None}
        others = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}
        environment = {**others, "COLUMNS": "200", **ours}
        if encoding:
            environment["PYTHONIOENCODING"] = encoding
        return await self.warm.starts(
            *words, folder=self.folder, environment=environment, stdout=stdout, stderr=stderr
        )

    async def types(self, *words, **variables):
        """A command from its beginning to its end."""
        process = await self.starts(*words, **variables)
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
        read_as = variables.get("encoding")
        shown = [
            each.decode(read_as, "replace") if read_as else each.decode() for each in (out, err)
        ]
        ran = Ran(process.returncode, *shown)
        for secret in (TOKEN, KEY_RING.partition(":")[2]):
            assert secret not in ran.out + ran.err
        return ran

    def has(self, made):
        """A database that somebody made before."""
        self.file.parent.mkdir(mode=0o700)
        shutil.copy(made, self.file)

    @asynccontextmanager
    async def database(self):
        if self.empty and not self.file.exists():
            self.has(self.empty)
        db = await open_database(self.url, KeyRing.parse(KEY_RING))
        yield db
        await db.close()


@pytest.fixture
def shell(tmp_path, warm, sqlite_template, installed_template):
    return Shell(tmp_path, warm, sqlite_template, installed_template)


@pytest.fixture
async def telegram():
    """The sandbox over HTTP, with a bot of this token in it; `telegram.url` is its address."""
    found = Telegram()
    found.add_bot(token=TOKEN, username="jubao_line_bot", name="Jubao")
    async with serve(found, port=0) as url:
        found.url = url
        yield found
