"""What a use case is handed: the transaction, who acts, and what holds at that moment."""

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from domain.network.people import Person
from domain.profile import Profile
from storage.engine.database import Tx
from usecases.core.flow import Flow


class Conditions(Struct, frozen=True, kw_only=True):
    """What holds at one moment, known before the transaction begins.

    `now` is unix seconds, the only clock that rules see. `mail`: whether units can be written to by
    mail at all. `no_room`: files cannot be kept now. `clock_trusted`: what was last seen agrees
    with `now`, so that time may erase something. `flows` are all forms by their names; only the
    dialogs need them. The limits come from the settings.
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
    flows: Mapping[str, "Flow[Request]"] = field(default_factory=dict)


class Request(Struct, frozen=True):
    """The first argument of every use case: one transaction, one actor, one moment.

    `person` is None where the system acts by itself: a clock, the courier, an operator's command.
    """

    tx: Tx
    conditions: Conditions
    person: Person | None = None

    @property
    def actor(self) -> Person:
        """Who acts. Only for use cases that somebody asks for; RuntimeError where nobody does."""
        if self.person is None:
            raise RuntimeError("nobody acts in this request")
        return self.person

    @property
    def now(self) -> int:
        """The time of the request, unix seconds."""
        return self.conditions.now

    @property
    def profile(self) -> Profile:
        """Units, categories, rules and clocks as they were when the request began."""
        return self.conditions.profile

    def flow(self, form: str) -> "Flow[Request]":
        """A form, by its name, with what it needs besides its questions."""
        return self.conditions.flows[form]

    def at(self, now: int) -> "Request":
        """The same request at another time, unix seconds."""
        return Request(self.tx, replace(self.conditions, now=now), self.person)

    def with_profile(self, profile: Profile) -> "Request":
        """The same request after the profile was changed in its transaction."""
        return Request(self.tx, replace(self.conditions, profile=profile), self.person)

    def acting_as(self, person: Person | None) -> "Request":
        """The same request in somebody else's name; None for the system."""
        return Request(self.tx, self.conditions, person)
