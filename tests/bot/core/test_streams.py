"""Whatever stands behind stdout and stderr, a command does the same and ends as it has earned."""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest

from bot.core.logs import Redactor
from tests.bot.cli.test_directory_commands import change
from tests.support.processes import ROOT

DAYS = ("--from", "2026-01-01", "--to", "2026-01-31")
# One or more of each group. `!` stands for a name that is new each time.
COMMANDS = (
    ("--help",),
    ("--version",),
    ("audit", "verify"),
    ("admin", "list"),
    ("admin", "invite"),
    ("admin", "--help"),
    ("backup", "!"),
    ("category", "check"),
    ("category", "check", "nothing"),
    ("db", "copy", "here", "there"),
    ("directory", "export", "!"),
    ("directory", "export", "/dev/stdout"),
    ("directory", "import", "whole.csv"),
    ("directory", "import", "part.csv"),
    ("doctor",),
    ("export", "audit", *DAYS, "--out", "!"),
    ("export", "audit", *DAYS, "--out", "/dev/stdout"),
    ("health",),
    ("keys", "new"),
    ("keys", "public"),
    ("keys", "rotate"),
    ("locale", "list"),
    ("locale", "check", "zh-Hans"),
    ("locale", "new", "fr", "--to", "!"),
    ("migrate",),
    ("outbox", "held"),
    ("profile", "check", "profile"),
    ("profile", "import", "profile"),
    ("report", "--month", "2026-01", "--out", "!"),
    ("restore", "part.csv"),
    ("retention", "--dry-run"),
    ("settings",),
    ("setup",),
    ("verify", "part.csv"),
    ("webhook", "info"),
    ("no-such-command",),
)


@contextmanager
def full():
    """A device that has no room."""
    descriptor = os.open("/dev/full", os.O_WRONLY)
    yield descriptor
    os.close(descriptor)


@contextmanager
def gone():
    """A pipe that nobody reads any more."""
    reads, writes = os.pipe()
    os.close(reads)
    yield writes
    os.close(writes)


@pytest.fixture
async def works(shell):
    """Runs a command of COMMANDS in an office that has a profile and a directory in Chinese."""
    shell.has(shell.installed)
    (shell.folder / "profile").symlink_to(ROOT / "profiles" / "hunan")
    whole = shell.folder / "whole.csv"
    assert (await shell.types("directory", "export", str(whole))).code == 0
    change(whole)
    first = whole.read_text(encoding="utf-8-sig").splitlines()[:2]
    (shell.folder / "part.csv").write_text("\n".join(first))
    count = 0

    async def run(command, **how):
        nonlocal count
        count += 1
        return await shell.types(
            *(f"new{count}" if word == "!" else word for word in command), **how
        )

    return run


def quiet(ran):
    """Without a traceback, or an error of Python's own."""
    for sign in ("Traceback", "UnicodeEncodeError", "BrokenPipeError", "Exception ignored"):
        assert sign not in ran.out + ran.err, ran
    return ran


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
async def test_no_command_depends_on_its_terminal(works, command):
    usual = quiet(await works(command))
    direct = "/dev/stdout" in command
    for encoding in ("ascii", "gbk"):
        ran = quiet(await works(command, encoding=encoding))
        assert ran.code == usual.code
        assert bool(ran.out) == bool(usual.out)
    with gone() as nobody:
        ran = quiet(await works(command, stdout=nobody))
        assert ran.code == usual.code
        assert direct or ran.err.count("\n") == usual.err.count("\n")
        assert quiet(await works(command, stderr=nobody)).code == usual.code
    with full() as device:
        ran = quiet(await works(command, stdout=device))
        assert ran.code == (usual.code or int(bool(usual.out)))
        if usual.out and not direct:
            said = "jubao: stdout cannot be written: No space left on device; what the command has"
            assert [line.startswith(said) for line in ran.err.splitlines()].count(True) == 1
        assert quiet(await works(command, stderr=device)).code == usual.code


async def test_what_a_command_does_is_done_on_a_terminal_without_chinese(shell, works):
    ran = await works(("directory", "import", "whole.csv"), encoding="gbk")
    assert (ran.code, ran.err) == (0, "")
    assert "新网" in ran.out
    again = await works(("directory", "import", "whole.csv"), encoding="ascii")
    assert (again.code, "Nothing had to be changed" in again.out) == (0, True)
    shown = await works(("directory", "import", "part.csv"), encoding="ascii")
    assert (shown.code, "\\u" in shown.out) == (3, True)


NAME = b"new\xff"  # no text in any encoding of ours


def typed(shell, words, redirected="", **more):
    """A command of its own, from the first line of Python on, by a shell."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("JUBAO_", "LC_", "LANG"))},
        "PYTHONPATH": str(ROOT),
        **{f"JUBAO_{name}": value for name, value in shell.variables.items()},
        **more,
    }
    return subprocess.run(
        ["sh", "-c", f'"$0" -m bot "$@" {redirected}', sys.executable, *words],
        cwd=shell.folder,
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.heavy
@pytest.mark.parametrize("redirected", [">&-", "2>&-", ">&- 2>&- <&-", "| head -c 1; exit 0"])
async def test_a_closed_stream_is_nothing(shell, redirected):
    """And no file that is opened later gets its number: the database is as it was."""
    shell.has(shell.installed)
    before = shell.file.read_bytes()
    ran = typed(shell, ("locale", "list"), redirected)
    assert ran.returncode == 0, ran
    assert b"Traceback" not in ran.stderr
    refused = typed(shell, ("restore", str(shell.file)), redirected)
    assert refused.returncode == (0 if "exit" in redirected else 3)
    assert b"jubao:" not in refused.stdout  # a closed stderr is not stdout
    assert shell.file.read_bytes() == before


@pytest.mark.heavy
@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
async def test_a_name_that_is_no_text_is_shown_by_its_bytes(shell, encoding):
    shell.has(shell.installed)
    ran = typed(shell, ("directory", "export", NAME), PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert rb"written into new\udcff" in ran.stdout
    assert (shell.folder / os.fsdecode(NAME)).exists()


def test_a_log_line_holds_no_lone_surrogate():
    assert Redactor().clean("new\udcff") == r"new\udcff"


def test_a_full_stdout_changes_no_worse_code():
    """In a process of its own: it replaces the streams."""
    code = (
        "from bot.core.streams import Streams; s = Streams(); print('x'); "
        "raise SystemExit(s.finish(3))"
    )
    with full() as device:
        ran = subprocess.run(
            [sys.executable, "-c", code],
            stdout=device,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )
    assert (ran.returncode, ran.stderr.count(b"\n")) == (3, 1)
