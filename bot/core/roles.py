"""Roles of processes: `run` does everything; workers and a courier share the work."""

import secrets
from dataclasses import dataclass

from usecases.operations.recovery import WORKERS

POLLER, SENDER = "poller", "sender"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRole:
    """What one process does, and which leases it needs.

    It receives updates if `takes_in`, sends notices if `sends`, and shares the inbox with other
    workers if `shares`. It must hold the leases `holds`, and starts only while no other process
    holds a lease whose name begins with `apart_from`. If another process holds its lease, a
    `patient` one waits on standby and others exit.
    """

    name: str
    takes_in: bool = True
    sends: bool = True
    shares: bool = False
    patient: bool = False
    holds: tuple[str, ...] = (POLLER, SENDER)
    apart_from: str = WORKERS


WHOLE = ProcessRole(name="run")
COURIER = ProcessRole(
    name="courier", takes_in=False, patient=True, holds=(SENDER,), apart_from=POLLER
)


def a_worker() -> ProcessRole:
    """A worker with a random lease name."""
    return ProcessRole(
        name="worker",
        sends=False,
        shares=True,
        holds=(WORKERS + secrets.token_hex(8),),
        apart_from=POLLER,
    )
