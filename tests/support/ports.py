"""Ports for the processes that tests start."""

import random
import socket
from pathlib import Path

LOWEST = 15_000
RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")


def free_port():
    """A free port that stays free until a process that starts later, or once more, listens at it.

    It lies below those which the system gives to connections and to whoever asks for any port: one
    of these may be taken by another test in the meantime.
    """
    highest = int(RANGE.read_text().split()[0]) if RANGE.exists() else 32_768
    while True:
        port = random.randrange(LOWEST, highest)
        with socket.socket() as door:
            try:
                door.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
