"""`python -m bot`, started once for all: each caller gets a fork of it, a process of its own.

A start reads a second's worth of libraries. Here they are read before the fork; what comes after
it is `python -m bot` from its first line to the interpreter's end. Run as
`python warm_server.py SOCKET`; it ends with its standard input.
"""

import contextlib
import faulthandler
import gc
import json
import os
import runpy
import selectors
import signal
import socket
import sys
import threading

from tests.support.killing import ASKED, SIGNAL, arm, arm_signal

READ_BEFORE = (
    "bot.runtime.serving",
    "bot.cli.commands",
    "bot.cli.demo",
    "bot.doctor.checks",
    "bot.cli.exit_codes",
    "bot.config.profile",
    "bot.cli.lazy",
    "bot.cli.everything",
    "bot.cli.audit_commands",
    "bot.cli.backup_commands",
    "bot.cli.db_commands",
    "bot.cli.directory_commands",
    "bot.cli.key_commands",
    # What is read late by whoever needs it.
    "bot.delivery.mailer",
    "bot.intake.webhook",
    "bot.monitoring.endpoints",
    "alembic.command",
    "alembic.runtime.migration",
    "cyclopts.help",
    "email_validator",
    "sqlalchemy.dialects.postgresql.asyncpg",
    "sqlalchemy.ext.asyncio",
    "uvloop",
)
LARGEST = 1 << 20


def main(path: str) -> None:
    """Fork until nobody is there any more; return in a fork alone."""
    for name in READ_BEFORE:
        __import__(name)
    gc.freeze()  # what is shared is not written to, hence not copied
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the watchers are nobody's to wait for
    with socket.socket(socket.AF_UNIX) as door, selectors.DefaultSelector() as both:
        door.bind(path)
        door.listen()
        both.register(door, selectors.EVENT_READ)
        both.register(sys.stdin, selectors.EVENT_READ)
        print("ready", flush=True)
        while True:
            for key, _ in both.select():
                if key.fileobj is not door:
                    os._exit(0)
                caller, _ = door.accept()
                if os.fork() == 0:
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    become(caller)
                    return
                caller.close()


def become(caller: socket.socket) -> None:
    """Fork what was asked for and tell of its end; return in it.

    It is killed once its caller has gone: a test that is broken off leaves no process behind.
    """
    said, streams, _, _ = socket.recv_fds(caller, LARGEST, 2)
    asked = json.loads(said)
    child = os.fork()
    if child:
        for stream in streams:
            os.close(stream)
        threading.Thread(target=end_with, args=(caller, child), daemon=True).start()
        with contextlib.suppress(OSError):  # it has gone already
            caller.sendall(f"{child}\n".encode())
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        try:
            caller.sendall(f"{code}\n".encode())
        finally:
            os._exit(0)
    caller.close()
    nothing = os.open(os.devnull, os.O_RDONLY)
    for stream, number in ((nothing, 0), (streams[0], 1), (streams[1], 2)):
        os.dup2(stream, number)
        os.close(stream)
    # As in a terminal: whoever runs the tests in the background has some of them ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    faulthandler.enable()  # an end by a signal such as SIGABRT says where it was
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = ["jubao", *asked["words"]]
    if encoding := os.environ.get("PYTHONIOENCODING"):
        sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    if ASKED in os.environ:
        arm(os.environ.pop(ASKED))
    if SIGNAL in os.environ:
        arm_signal(os.environ.pop(SIGNAL))


def end_with(caller: socket.socket, child: int) -> None:
    """Kill the child once its caller has gone."""
    with contextlib.suppress(OSError):
        caller.recv(1)  # nothing is ever said: this comes back when the other end is closed
    with contextlib.suppress(ProcessLookupError):  # it has ended by itself
        os.kill(child, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1])
    sys.modules.pop("bot.__main__", None)
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
