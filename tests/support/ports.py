"""Ports for the processes that tests start."""

import random
import socket
from pathlib import Path

LOWEST = 15_000
RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")


def free_port():
    """A port that no other test on this machine is given until this process ends.

    It lies below those which the system gives to connections and to whoever asks for any port: one
    of these may be taken by another test in the meantime.
    """
    highest = int(RANGE.read_text().split()[0]) if RANGE.exists() else 32_768
    while True:
        port = random.randrange(LOWEST, highest)
        if reserve(port):
            return port


def reserve(port):
    """Whether nobody listens at a TCP port or has reserved it; it is then reserved.

    What reserves it is the UDP port of the same number: a process that starts later, or once more,
    can still listen, and the system gives it back however the process of the tests ends.
    """
    with socket.socket() as door, socket.socket(type=socket.SOCK_DGRAM) as mark:
        try:
            door.bind(("127.0.0.1", port))
            mark.bind(("127.0.0.1", port))
        except OSError:
            return False
        mark.detach()  # it stays open
    return True
