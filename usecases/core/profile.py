"""The profile of the network as the database holds it."""

from domain.profile import Profile
from storage.engine.database import Tx
from storage.network import units
from usecases.cases import archiving


def install_profile(tx: Tx, profile: Profile, now: int) -> None:
    """Write the profile down, at the first start or when told to.

    What reporters were told under the old one is fixed before.
    """
    old = units.load(tx)
    if old is not None:
        archiving.fix_promises(tx, old)
    units.install(tx, profile, now)


def profile(tx: Tx) -> Profile | None:
    """The profile as it now stands; None before the first start."""
    return units.load(tx)


def changed_profile(tx: Tx, known: Profile) -> Profile | None:
    """The profile where it is another one than the one known: another process changed it."""
    found = units.load(tx)
    return None if found is None or found == known else found
