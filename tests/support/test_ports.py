"""A port that a test is given is no other test's, in this process or another."""

import socket
import subprocess
import sys
from pathlib import Path

from tests.support import ports

ROOT = Path(__file__).parents[2]
TRIES = "from tests.support import ports; print(ports.reserve({port}))"


def reserved_elsewhere(port):
    """Whether a run of its own is given a port."""
    command = (sys.executable, "-c", TRIES.format(port=port))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip() == "True"


def test_two_runs_are_not_given_the_same_port():
    port = ports.free_port()
    assert not ports.reserve(port)
    assert not reserved_elsewhere(port)


def test_who_it_was_given_to_listens_at_it_again_and_again():
    port = ports.free_port()
    for _ in range(2):
        with socket.create_server(("127.0.0.1", port)):
            assert not reserved_elsewhere(port)


def test_a_port_at_which_somebody_listens_is_not_given():
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert not ports.reserve(server.getsockname()[1])
