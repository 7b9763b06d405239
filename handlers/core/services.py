"""The services that all handlers share: database, catalog of texts, profile, clock."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from domain.profile import Profile
from handlers.core.handling import UpdatesAtWork
from handlers.core.shown import ShownMessages
from handlers.core.timekeeper import Timekeeper
from handlers.ui.localizer import Localizer
from handlers.ui.office_texts import OfficeTexts
from handlers.ui.screen_table import ScreenTable
from locales.catalog import Catalog
from usecases.core.flow import Flow
from usecases.core.request import Conditions, Request

T = TypeVar("T")


class DatabaseRunner(Protocol):
    """Runs a use case in one transaction (`storage.engine.database.Database` does)."""

    async def run(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run `use_case(tx, *args, **kwargs)`, commit, and return its result."""
        ...

    async def read(self, use_case: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Run a long read-only use case without holding up writers."""
        ...


@dataclass(slots=True, kw_only=True)
class Services:
    """Built once by the composition root and handed to every handler as `context.services`.

    `read_file` returns the bytes of a piece of evidence by its storage name. `admins` are the
    account ids from the settings, `locale` the fallback language, `flows` all forms by name,
    `screens` the renderers of outcomes, `limits` the fields of Conditions that come from settings.
    `no_room`: the disk has no space for more files, `scarce`: it has little. `now` is the wall
    clock in seconds, `steady` a monotonic clock (default: `now`). `keeper` checks the wall clock.
    `at_work` has the updates that are being handled. `questions` and `answers` are the newest
    messages per chat that show the open question, and the answer to a command.
    """

    db: DatabaseRunner
    words: Catalog
    profile: Profile
    now: Callable[[], float]
    read_file: Callable[[str], Awaitable[bytes]]
    admins: frozenset[int] = frozenset()
    username: str = ""
    locale: str = ""
    flows: Mapping[str, Flow[Request]] = field(default_factory=dict)
    screens: ScreenTable = field(default_factory=ScreenTable)
    limits: dict[str, Any] = field(default_factory=dict)
    no_room: Callable[[], bool] = lambda: False
    scarce: Callable[[], bool] = lambda: False
    steady: Callable[[], float] | None = None
    keeper: Timekeeper = field(init=False)
    at_work: UpdatesAtWork = field(default_factory=UpdatesAtWork, init=False)
    questions: ShownMessages = field(default_factory=ShownMessages, init=False)
    answers: ShownMessages = field(default_factory=ShownMessages, init=False)

    def __post_init__(self) -> None:
        self.keeper = Timekeeper(now=self.now, steady=self.steady or self.now)

    def conditions(self) -> Conditions:
        """The conditions of a request at this moment: profile, time, limits."""
        now, no_room = int(self.now()), self.no_room()
        return Conditions(
            profile=self.profile,
            now=now,
            no_room=no_room,
            scarce=self.scarce(),
            flows=self.flows,
            texts=OfficeTexts(self.words, self.profile),
            clock_trusted=self.keeper.trusts(),
            **self.limits,
        )

    def localizer(self, locale: str) -> Localizer:
        """The localizer for one language."""
        return Localizer(self.words, self.profile, locale)

    def speaks(self, tag: str | None) -> bool:
        """Whether the deployment has a language that matches this IETF tag."""
        return self.words.closest(tag, self.profile.locales) is not None

    def locale_for(self, tag: str | None) -> str:
        """The deployment's language that matches this IETF tag; if none does, its default."""
        locales = self.profile.locales
        own = self.locale if self.locale in locales else locales[0]
        return self.words.closest(tag, locales) or own
