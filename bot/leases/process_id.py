"""The id of a process as a lease holder, and whether that process still runs."""

import hashlib
import os
import secrets
import socket
from pathlib import Path

_PROC = Path("/proc")
_GONE = frozenset({"Z", "X"})  # zombie or dead


def this_process() -> str:
    """`machine:pid:started:random`, up to 64 characters; `machine` is empty if it is unknown.

    `machine` differs after each boot and in each container, since pids are valid only within.
    """
    started = _started(os.getpid())
    machine = _machine() if started else ""
    return f"{machine}:{os.getpid()}:{started}:{secrets.token_hex(4)}"


def is_gone(holder: str) -> bool:
    """Whether that process ran on this machine and has ended; False if unknown."""
    here, pid, started = _parts(holder)
    return bool(here) and here == _machine() and _started(pid) != started


def described(holder: str) -> str:
    """That process as text for the operator."""
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
    """Start time of a process in ticks since boot; empty if it does not run."""
    try:
        status = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = status.rpartition(")")[2].split()  # the name, in parentheses, may contain anything
    return "" if fields[0] in _GONE else fields[19]
