"""The parameters of use cases: transaction, actor and conditions; the answers of a form."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from domain.draft import Carried
from domain.network.people import Person
from domain.profile import Profile
from storage.engine.database import Tx
from usecases.core.flow import Flow
from usecases.core.texts import NoTexts, Texts


class Conditions(Struct, frozen=True, kw_only=True):
    """What is known before the transaction begins.

    `now` is the time in unix seconds; rules use no other clock. `mail`: whether mail to units is
    configured. `no_room`: there is no disk space for files; `scarce`:
    there is little. `clock_trusted`: `now` agrees with the times seen before, so data may be erased
    by age. `flows` are all forms by name, for the dialogs.
    `gather_seconds`: how long a notice about a case waits for others to come with it.
    `texts` are the office's shipped texts.
    `one_admin`: an office whose only admin changes public numbers alone. The limits come from the
    settings.
    """

    profile: Profile
    now: int
    reports_per_hour: int = 10
    tracks_per_hour: int = 20
    additions_per_hour: int = 30
    identities_per_day: int = 5
    flood_per_minute: int = 60
    file_mb_per_hour: int = 200
    leftovers_kept_days: int = 7
    gather_seconds: int = 0
    privacy_version: str = "1"
    mail: bool = False
    one_admin: bool = False
    no_room: bool = False
    scarce: bool = False
    clock_trusted: bool = False
    flows: Mapping[str, "Flow[Request]"] = field(default_factory=dict)
    texts: Texts = NoTexts()


class Request(Struct, frozen=True):
    """The first parameter of every use case: one transaction, one actor, one moment.

    `person` is None where the system itself acts: a scheduled job, the courier, an operator's
    command.
    """

    tx: Tx
    conditions: Conditions
    person: Person | None = None

    @property
    def actor(self) -> Person:
        """The person who acts. RuntimeError where the system acts."""
        if self.person is None:
            raise RuntimeError("nobody acts in this request")
        return self.person

    @property
    def now(self) -> int:
        """The time of the request, unix seconds."""
        return self.conditions.now

    @property
    def profile(self) -> Profile:
        """The units, categories, rules and deadlines at the beginning of the request."""
        return self.conditions.profile

    def flow(self, form: str) -> "Flow[Request]":
        """The flow of a form, by the form's name."""
        return self.conditions.flows[form]

    def at(self, now: int) -> "Request":
        """The same request at another time, unix seconds."""
        return Request(self.tx, replace(self.conditions, now=now), self.person)

    def with_profile(self, profile: Profile) -> "Request":
        """The same request with the profile as changed in its transaction."""
        return Request(self.tx, replace(self.conditions, profile=profile), self.person)

    def within(self, tx: Tx) -> "Request":
        """The same request in a part of its transaction (`Tx.savepoint`)."""
        return Request(tx, self.conditions, self.person)

    def acting_as(self, person: Person | None) -> "Request":
        """The same request with another actor; None for the system."""
        return Request(self.tx, self.conditions, person)


class Answers(Struct, frozen=True):
    """The answers of a finished form, by question; `carried` are the files sent along."""

    given: Mapping[str, Any] = field(default_factory=dict)
    carried: Carried = field(default_factory=Carried)

    def __getitem__(self, question: str) -> Any:
        """The answer; KeyError where it was not asked."""
        return self.given[question]

    def get(self, question: str) -> Any:
        """The answer, None where it was skipped or not asked."""
        return self.given.get(question)
