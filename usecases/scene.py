"""What holds for everybody at the moment somebody acts: the profile, the limits, the time."""

from msgspec import Struct

from domain.profile import Profile


class Scene(Struct, frozen=True, kw_only=True):
    """Handed to every use case; `now` is unix seconds, the only clock that rules see.

    `mail`: whether units can be written to by mail at all. `no_room`: files cannot be kept now.
    `clock_trusted`: what was last seen bears `now` out, so that time may erase something.
    """

    profile: Profile
    now: int
    reports_per_hour: int = 10
    tracks_per_hour: int = 20
    additions_per_hour: int = 30
    identities_per_day: int = 5
    flood_per_minute: int = 60
    privacy_version: str = "1"
    mail: bool = False
    no_room: bool = False
    clock_trusted: bool = False
