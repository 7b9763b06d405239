"""State of the updates that are being handled."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from telegram import Update

from domain.network.people import Caller, Person
from usecases.core.outcomes import DialogOutcome
from usecases.core.request import Request
from usecases.session import StoredUpdate


@dataclass(slots=True)
class Follow:
    """A use case to run right after the first one of an update, in the same transaction."""

    use_case: Callable[[Request], DialogOutcome]
    outcome: DialogOutcome | None = None


@dataclass(slots=True)
class Handling:
    """State of one update while it is handled; its worker reads the result afterwards.

    `receipt`: written in the first transaction, marks the update as done. `acted`: the effect is
    committed; `repeated`: it already was, by an earlier delivery of the same update. `failed`: an
    unexpected error; the update is tried again unless this was the `last_try`. `edits`: a press may
    edit the message of its button; in a group that depends on who pressed. `answered`: the press
    was answered, which Telegram takes once. `follow` runs with the first use case.
    """

    receipt: StoredUpdate | None = None
    last_try: bool = True
    caller: Caller | None = None
    person: Person | None = None
    acted: bool = False
    repeated: bool = False
    failed: BaseException | None = None
    edits: bool = True
    answered: bool = False
    follow: Follow | None = None

    @property
    def unacted_update(self) -> StoredUpdate | None:
        """The receipt that the next use case writes; None if an earlier one has written it."""
        return None if self.acted else self.receipt

    def has_acted(self, person: Person | None = None) -> None:
        """Record that a use case of this person was committed."""
        self.acted = True
        self.person = person or self.person

    def was_done_before(self) -> None:
        """Record that the effect was committed when the update was delivered before."""
        self.acted = self.repeated = True


@dataclass(slots=True)
class UpdatesAtWork:
    """The `Handling` of each update that is being handled now, by update id.

    The library creates the contexts of handlers and error handlers from the update alone. So the
    worker puts its `Handling` here, and `Context.from_update` looks it up.
    """

    by_id: dict[int, Handling] = field(default_factory=dict)

    @contextmanager
    def entered(self, update_id: int, handling: Handling) -> Iterator[None]:
        """Keep the `Handling` registered while the update is being handled."""
        self.by_id[update_id] = handling
        try:
            yield
        finally:
            del self.by_id[update_id]

    def of(self, update: object) -> Handling:
        """The `Handling` of an update; a new empty one if no worker has registered it."""
        known = self.by_id.get(update.update_id) if isinstance(update, Update) else None
        return known or Handling()
