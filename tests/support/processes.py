"""Real processes of `jubao`, forked from one that has read its libraries already."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVER = Path(__file__).with_name("warm_server.py")


class Process:
    """What `asyncio.subprocess.Process` is, as far as tests use it."""

    def __init__(self, pid, stdout, stderr, end):
        self.pid = pid
        self.stdout, self.stderr = stdout, stderr
        self.returncode = None
        self._ended = asyncio.ensure_future(self._wait(end))

    async def _wait(self, end):
        reader, writer = end
        try:
            self.returncode = int(await reader.readline())
        finally:  # where nobody waits any more, it is killed
            writer.close()
        return self.returncode

    async def wait(self):
        return await asyncio.shield(self._ended)

    def abandon(self):
        """What happens to one whose test was broken off: nobody waits for it any more."""
        self._ended.cancel()

    async def communicate(self):
        out, err, _ = await asyncio.gather(self.stdout.read(), self.stderr.read(), self.wait())
        return out, err

    def send_signal(self, number):
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):  # ended, though its code is not read yet
                os.kill(self.pid, number)

    def terminate(self):
        self.send_signal(signal.SIGTERM)


class Warm:
    """Where they come from; `await warm.starts("run", folder=…, environment=…)`."""

    def __init__(self, path):
        self.path = path

    async def starts(self, *words, folder, environment, stdout=None, stderr=None):
        """Begin a command; `stdout` and `stderr` are descriptors in place of pipes."""
        with ExitStack() as undo:  # a test may end meanwhile
            caller = undo.enter_context(socket.socket(socket.AF_UNIX))
            caller.connect(self.path)
            ours, theirs = zip(*(os.pipe() for _ in range(2)), strict=True)
            pipes = [undo.enter_context(os.fdopen(stream, "rb")) for stream in ours]
            asked = {"words": words, "folder": str(folder), "environment": environment}
            given = [
                pipe if stream is None else stream
                for pipe, stream in zip(theirs, (stdout, stderr), strict=True)
            ]
            socket.send_fds(caller, [json.dumps(asked).encode()], given)
            for stream in theirs:
                os.close(stream)
            reader, writer = await asyncio.open_unix_connection(sock=caller)
            undo.callback(writer.close)
            pid = int(await reader.readline())
            out, err = [await _reader(pipe) for pipe in pipes]
            undo.pop_all()
            return Process(pid, out, err, (reader, writer))


async def _reader(pipe):
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), pipe
    )
    return reader


@pytest.fixture(scope="session")
def warm(tmp_path_factory):
    """A `jubao` that has read its libraries, once per worker."""
    path = str(tmp_path_factory.mktemp("warm") / "door")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JUBAO_")}
    server = subprocess.Popen(
        [sys.executable, str(SERVER), path],
        env={**environment, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert server.stdout.readline() == b"ready\n"
    yield Warm(path)
    server.stdin.close()
    server.stdout.close()
    server.wait()
