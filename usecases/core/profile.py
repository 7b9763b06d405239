"""The profile of the network as stored in the database."""

from msgspec.structs import replace

from domain import clockwork
from domain.profile import Profile
from domain.status import ENDED, Status
from storage.cases import clocks
from storage.engine import counters
from storage.engine.database import Tx
from storage.network import units
from usecases.core.request import Request

PROMISED = "kept_until:fixed"
# an appealed case has ended once, and its reporter was told the date
TOLD = (*sorted(ENDED), Status.APPEALED)


def fix_promises(tx: Tx, profile: Profile) -> None:
    """Store the retention date of each ended case that has none; runs once, after an upgrade.

    Reporters were told that date by the profile of that time; the current profile is the closest
    one left. Archived cases already have a date; a shorter period was used where their category no
    longer existed.
    """
    if counters.value(tx, PROMISED):
        return
    for each in clocks.kinds(tx, TOLD, promised=False):
        seconds = clockwork.kept_days(profile, *each) * clockwork.SECONDS_A_DAY
        clocks.keep(tx, TOLD, *each, seconds)
    archived = (Status.ARCHIVED,)
    for each in clocks.kinds(tx, archived, promised=True):
        if profile.taxonomy.of(*each) is None:
            seconds = clockwork.kept_days(profile, *each) * clockwork.SECONDS_A_DAY
            clocks.keep(tx, archived, *each, seconds)
    counters.put(tx, PROMISED, 1)


def install_profile(tx: Tx, profile: Profile, now: int) -> None:
    """Store the profile, at the first start or when an operator asks for it.

    Retention dates that reporters were told under the old profile are stored first. Categories and
    rules that the new profile does not have are kept, retired: cases and decisions name them.
    """
    old = units.load(tx)
    if old is not None:
        fix_promises(tx, old)
        profile = replace(profile, taxonomy=profile.taxonomy.keeping(old.taxonomy))
    units.install(tx, profile, now)


def profile(tx: Tx) -> Profile | None:
    """The current profile; None before the first start."""
    return units.load(tx)


def current(req: Request) -> Profile:
    """The profile in the database: another process may have changed it since the request began."""
    return units.load(req.tx) or req.profile


def changed_profile(tx: Tx, known: Profile) -> Profile | None:
    """The current profile if another process has changed it since `known`; else None."""
    found = units.load(tx)
    return None if found is None or found == known else found
