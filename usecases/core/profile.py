"""The profile of the network as the database holds it."""

from domain import clockwork
from domain.profile import Profile
from domain.status import ENDED, Status
from storage.cases import clocks
from storage.engine import counters
from storage.engine.database import Tx
from storage.network import units

PROMISED = "kept_until:fixed"
TOLD = (*sorted(ENDED), Status.APPEALED)  # an appealed case has ended once, and its day was told


def fix_promises(tx: Tx, profile: Profile) -> None:
    """Fix until when each case is kept that ended before the day was stored with it, once.

    It was told by the profile of then, and the one of now is the nearest to it that is left. What
    is archived has a day; a shorter one was taken where its category was not known any more.
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
    """Write the profile down, at the first start or when told to.

    What reporters were told under the old one is fixed before.
    """
    old = units.load(tx)
    if old is not None:
        fix_promises(tx, old)
    units.install(tx, profile, now)


def profile(tx: Tx) -> Profile | None:
    """The profile as it now stands; None before the first start."""
    return units.load(tx)


def changed_profile(tx: Tx, known: Profile) -> Profile | None:
    """The profile where it is another one than the one known: another process changed it."""
    found = units.load(tx)
    return None if found is None or found == known else found
