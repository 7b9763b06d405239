"""`jubao setup` on a terminal and in a script, with the sandbox's Bot API."""

import asyncio
import os
import re
import signal
import stat
import sys

import pytest
from dotenv import dotenv_values

from tests.support.http_proxy import HttpProxy
from tests.support.processes import ROOT
from tests.support.shell import PATIENCE, TOKEN

pytestmark = pytest.mark.heavy
LONGEST = 3 * PATIENCE  # seconds: a process starts cold, and a busy machine needs long for it
UNKNOWN = TOKEN.replace("1000001", "1000009")


class Typed:
    """A process on a terminal: what it says is read, and lines are typed."""

    def __init__(self, process, master, reader):
        self.process, self.master, self.reader = process, master, reader
        self.said = ""

    async def until(self, words):
        """Read up to these words; returns what came before and with them."""
        async with asyncio.timeout(LONGEST):
            while words not in self.said:
                more = await self.reader.read(4096)
                assert more, self.said
                self.said += more.decode()
        found, _, rest = self.said.partition(words)
        self.said = rest
        return found + words

    def types(self, line):
        os.write(self.master, line.encode())

    async def interrupts(self):
        """Ctrl+C until it ends: `input` misses one that comes just before it waits."""
        async with asyncio.timeout(LONGEST):
            while self.process.returncode is None:
                self.process.send_signal(signal.SIGINT)
                await asyncio.wait([asyncio.ensure_future(self.process.wait())], timeout=5)

    async def end(self):
        async with asyncio.timeout(LONGEST):
            try:
                while more := await self.reader.read(4096):
                    self.said += more.decode()
            except OSError:  # the other side of a terminal is closed: Linux says EIO
                pass
            return await self.process.wait()


@pytest.fixture
async def terminal(tmp_path):
    """Starts `jubao setup` in an empty folder, on a terminal of its own."""
    opened = []

    async def begin(url, *words, **variables):
        master, slave = os.openpty()
        others = {k: v for k, v in os.environ.items() if not k.startswith("JUBAO_")}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "setup", *words),
            cwd=tmp_path,
            env={**others, "PYTHONPATH": str(ROOT), "JUBAO_API_BASE_URL": url, **variables},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            # Tests that run in the background of a shell have Ctrl+C ignored, and hand that on.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        os.close(slave)
        reader = asyncio.StreamReader()
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(os.dup(master), "rb")
        )
        opened.append((process, master, transport))
        return Typed(process, master, reader)

    yield begin
    for process, master, transport in opened:
        if process.returncode is None:
            process.kill()
            await process.wait()
        transport.close()
        os.close(master)


async def test_a_person_sets_up_a_bot(terminal, telegram, tmp_path):
    waiting = telegram.add_user("Mary")
    telegram.say(waiting.id, waiting.id, "somebody wrote before the bot ran")
    lin = telegram.add_user("Lin")
    typed = await terminal(telegram.url)

    seen = await typed.until("The token (it is not shown): ")
    typed.types(f"{UNKNOWN}\n")
    seen += await typed.until("Telegram does not know this token")
    seen += await typed.until("The token (it is not shown): ")
    typed.types(f"{TOKEN}\n")
    seen += await typed.until("The token is that of @jubao_line_bot.")
    seen += await typed.until("[sqlite+aiosqlite:///data/jubao.db]: ")
    typed.types("\n")
    seen += await typed.until("[file:data/evidence]: ")
    typed.types("\n")
    seen += await typed.until("[code]: ")
    typed.types("\n")
    opening = await typed.until("nothing is written.")
    code = re.search(r"\?start=(\w+) and press START", opening)[1]
    telegram.say(waiting.id, waiting.id, "/start abcdefghjkmn")  # guesses
    telegram.say(lin.id, lin.id, f"/start {code}")
    seen += await typed.until(f"Lin ({lin.id}) sent the code. Make them an admin? [Y/n]: ")
    assert list(tmp_path.iterdir()) == []
    typed.types("\n")
    assert await typed.end() == 0, typed.said
    seen += typed.said

    path = tmp_path / ".env"
    values = dotenv_values(path)
    assert set(values) == {"JUBAO_BOT_TOKEN", "JUBAO_SEAL_KEYS", "JUBAO_ADMIN_IDS"}
    assert values["JUBAO_BOT_TOKEN"] == TOKEN
    assert values["JUBAO_ADMIN_IDS"] == str(lin.id)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == [".env"]
    assert re.search(r"ok +token +@jubao_line_bot", seen)
    assert "\nFAIL" not in seen
    for secret in (TOKEN, UNKNOWN, values["JUBAO_SEAL_KEYS"].partition(":")[2]):
        assert secret not in seen
    kept = [each["message"]["text"] for each in telegram.take_updates(TOKEN)]
    assert kept[0] == "somebody wrote before the bot ran"
    assert len(kept) == 3


async def test_where_telegram_is_reached_by_a_proxy_alone_it_is_asked_for(
    terminal, telegram, tmp_path
):
    away = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"), "")
    async with HttpProxy(telegram.url).opened() as proxy:
        typed = await terminal("http://127.0.0.1:9", "--admin", "77", **away)
        await typed.until("The token (it is not shown): ")
        typed.types(f"{TOKEN}\n")
        seen = await typed.until("as you type it: ")
        assert "127.0.0.1:9 does not answer" in seen
        typed.types("socks5://127.0.0.1:1080\n")
        await typed.until("the port at which it takes HTTP")
        await typed.until("as you type it: ")
        typed.types(f"{proxy.url}\n")
        await typed.until("The token is that of @jubao_line_bot.")
        for _ in ("database", "files"):
            await typed.until("]: ")
            typed.types("\n")
        assert await typed.end() == 0, typed.said
        assert re.search(r"ok +token +@jubao_line_bot", typed.said)  # `doctor` goes the same way
    values = dotenv_values(tmp_path / ".env")
    assert values["JUBAO_TELEGRAM_PROXY"] == proxy.url

    typed = await terminal("http://127.0.0.1:9", "--admin", "77", JUBAO_TELEGRAM_PROXY="", **away)
    await typed.until("as you type it: ")
    typed.types("\n")
    assert await typed.end() == 1
    assert "Telegram cannot be reached: nothing was written" in typed.said


@pytest.mark.soak
async def test_what_is_there_is_kept_until_somebody_says_yes(terminal, telegram, tmp_path):
    path = tmp_path / ".env"
    old = f"# ours\nJUBAO_LOCALE=en\nJUBAO_ADMIN_IDS=41\nJUBAO_BOT_TOKEN={UNKNOWN}\n"
    path.write_text(old)
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    options = ("--token-file", "token", "--database", "sqlite+aiosqlite:///x/j.db")
    for answer, code in (("\n", 1), (None, 130), ("y\n", 0)):
        typed = await terminal(telegram.url, *options, "--evidence", "file:e")
        seen = await typed.until("Write it? [y/N]: ")
        assert "There is an admin already." in seen
        assert "replaces JUBAO_BOT_TOKEN and adds JUBAO_DATABASE_URL, JUBAO_EVIDENCE_URL" in seen
        assert path.read_text() == old
        if answer is None:
            await typed.interrupts()
        else:
            typed.types(answer)
        assert await typed.end() == code, typed.said
    lines = path.read_text().splitlines()
    assert lines[:4] == [*old.splitlines()[:3], f"JUBAO_BOT_TOKEN={TOKEN}"]
    assert lines[4:6] == [
        "JUBAO_DATABASE_URL=sqlite+aiosqlite:///x/j.db",
        "JUBAO_EVIDENCE_URL=file:e",
    ]


async def test_who_stops_at_a_question_is_told_that_nothing_was_written(
    terminal, telegram, tmp_path
):
    typed = await terminal(telegram.url)
    await typed.until("The token (it is not shown): ")
    typed.types(f"{TOKEN}\n")
    await typed.until("jubao.db]: ")
    typed.types("\x04")  # Ctrl+D
    assert await typed.end() == 130, typed.said
    assert "Stopped: nothing was written. `jubao setup` begins anew." in typed.said
    assert list(tmp_path.iterdir()) == []


NEW = {"BOT_TOKEN": None, "SEAL_KEYS": None}


async def test_a_script_sets_up_a_bot_and_gets_a_link_for_its_admin(shell, telegram):
    (shell.folder / "token").write_text(f"{TOKEN}\n")
    url = telegram.url
    said = ("setup", "--yes", "--token-file", "token", "--wait", "0")
    ran = await shell.types(*said, **NEW, API_BASE_URL=url)
    assert (ran.code, ran.err) == (0, ""), ran
    assert "https://t.me/jubao_line_bot?start=i_" in ran.out
    before = (shell.folder / ".env").read_bytes()

    ran = await shell.types("setup", "--yes", "--admin", "77", **NEW, API_BASE_URL=url)
    assert ran.code == 0, ran
    assert "The encryption keys stay as they are." in ran.out
    assert (shell.folder / ".env").read_bytes() == before + b"JUBAO_ADMIN_IDS=77\n"
    ran = await shell.types("setup", "--yes", **NEW, API_BASE_URL=url)
    assert ran.code == 0, ran
    assert ".env stays as it is" in ran.out


async def test_what_cannot_be_set_up_is_said_and_nothing_is_written(shell, telegram):
    (shell.folder / "token").write_text(TOKEN)
    said = ("setup", "--yes", "--admin", "7", "--token-file", "token")
    online = {**NEW, "API_BASE_URL": telegram.url}

    ran = await shell.types("setup", **online)
    assert (ran.code, "--token-file" in ran.complaint) == (2, True)
    ran = await shell.types("setup", "--yes", **online)
    assert (ran.code, "--token-file" in ran.complaint) == (2, True)
    ran = await shell.types(*said, **NEW)  # nobody answers there
    assert (ran.code, "does not answer" in ran.complaint) == (1, True)
    ran = await shell.types(*said, "--database", "mysql://x", **online)
    assert (ran.code, ran.complaint.startswith("JUBAO_DATABASE_URL: ")) == (2, True)
    ran = await shell.types(*said, "--database", "sqlite+aiosqlite:///token/j.db", **online)
    assert (ran.code, "token is not a folder" in ran.complaint) == (2, True)
    ran = await shell.types(*said, "--evidence", "file:token/e", **online)
    assert (ran.code, "token is a file, not a folder" in ran.complaint) == (2, True)
    ran = await shell.types(*said, **{**online, "BOT_TOKEN": UNKNOWN})
    assert (ran.code, "goes before .env" in ran.complaint) == (2, True)
    assert [each.name for each in shell.folder.iterdir()] == ["token"]

    async with shell.database():
        pass
    ran = await shell.types(*said, **online)
    assert (ran.code, "needs its own key" in ran.complaint) == (3, True)
    assert not (shell.folder / ".env").exists()
