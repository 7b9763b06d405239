"""What becomes of the updates that are being handled."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from telegram import Update

from domain.network.people import Caller, Person
from usecases.session import Receipt


@dataclass(slots=True)
class Handling:
    """What is known of one update, and what became of it; its worker reads it afterwards.

    `acted`: its effect is committed, `repeated` where it was before. `failed`: a bug, so the update
    is to be tried again, unless this was the `last_try`. `edits`: a press may change the message
    that its button stands in; in a group that depends on who pressed.
    """

    receipt: Receipt | None = None
    last_try: bool = True
    caller: Caller | None = None
    person: Person | None = None
    acted: bool = False
    repeated: bool = False
    failed: BaseException | None = None
    edits: bool = True

    @property
    def owed_receipt(self) -> Receipt | None:
        """What the next use case marks as done; None where an earlier one has."""
        return None if self.acted else self.receipt

    def has_acted(self, person: Person | None = None) -> None:
        """A use case was committed, in the name of this person."""
        self.acted = True
        self.person = person or self.person

    def was_done_before(self) -> None:
        """The update came again: what it asks for was committed the first time."""
        self.acted = self.repeated = True


@dataclass(slots=True)
class UpdatesAtWork:
    """The updates that are being handled now, each with its Handling, by Telegram's number.

    The library makes the contexts of handlers and of error handlers itself, and gives them nothing
    but the update. So the worker puts its object here, and `Context.from_update` finds it.
    """

    by_id: dict[int, Handling] = field(default_factory=dict)

    @contextmanager
    def entered(self, update_id: int, handling: Handling) -> Iterator[None]:
        """While an update is being handled."""
        self.by_id[update_id] = handling
        try:
            yield
        finally:
            del self.by_id[update_id]

    def of(self, update: object) -> Handling:
        """The update's; a blank one for what no worker has entered."""
        known = self.by_id.get(update.update_id) if isinstance(update, Update) else None
        return known or Handling()
