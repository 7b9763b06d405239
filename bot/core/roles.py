"""Which part of the work a process does: all of it, or one of those that several share."""

import secrets
from dataclasses import dataclass

from usecases.operations.recovery import WORKERS

POLLER, SENDER = "poller", "sender"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRole:
    """What one process does, and by which leases.

    `holds` are the leases that it needs. Nobody may be at work under a name that begins with
    `apart_from`. One that is `patient` stands by until the holder is gone; all others leave.
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
    """One of several that take updates in; each has a name of its own."""
    return ProcessRole(
        name="worker",
        sends=False,
        shares=True,
        holds=(WORKERS + secrets.token_hex(8),),
        apart_from=POLLER,
    )
