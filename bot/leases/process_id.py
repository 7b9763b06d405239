"""What a process is called where it holds something, and whether one of that name still runs."""

import hashlib
import os
import secrets
import socket
from pathlib import Path

_PROC = Path("/proc")
_GONE = frozenset({"Z", "X"})  # has ended, and only its parent has not asked yet


def this_process() -> str:
    """`machine:pid:started:chance`, up to 64 characters; the machine is empty where it is unknown.

    The machine's part is another one after each boot, and in each container: process numbers mean
    nothing beyond either.
    """
    started = _started(os.getpid())
    machine = _machine() if started else ""
    return f"{machine}:{os.getpid()}:{started}:{secrets.token_hex(4)}"


def is_gone(holder: str) -> bool:
    """Whether that process ran on this machine and does no more; False where nobody can say."""
    here, pid, started = _parts(holder)
    return bool(here) and here == _machine() and _started(pid) != started


def described(holder: str) -> str:
    """That process, in words for the operator."""
    here, pid, _ = _parts(holder)
    return f"process {pid} on this machine" if here and here == _machine() else "another machine"


def _parts(holder: str) -> tuple[str, int, str]:
    machine, pid, started, *_ = [*holder.split(":"), "", "", ""]
    return machine, int(pid) if pid.isdigit() else 0, started


def _machine() -> str:
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii")
        space = (_PROC / "self/ns/pid").readlink()
    except OSError:  # not Linux
        return ""
    return hashlib.sha256(f"{boot}{space}{socket.gethostname()}".encode()).hexdigest()[:16]


def _started(pid: int) -> str:
    """When a process began, in ticks since boot; empty where it does not run."""
    try:
        said = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = said.rpartition(")")[2].split()  # a name before it may hold anything
    return "" if fields[0] in _GONE else fields[19]
