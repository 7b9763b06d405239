"""The context of an update: its person, their language, and how to run a use case."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from telegram.ext import Application, CallbackContext, ExtBot

from domain.network.people import Caller, Person
from domain.profile import Profile
from handlers.core.handling import Follow, Handling
from handlers.core.services import Services
from handlers.ui.localizer import Localizer
from handlers.ui.markup import clean
from usecases import session
from usecases.core.request import Request

P = ParamSpec("P")
T = TypeVar("T")


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Services]):
    """PTB's context, with the services, the person, and `say` in the person's language."""

    handling: Handling
    """State of the current update: who sent it, and whether its effect is committed."""

    @classmethod
    def from_update(cls, update: object, application: Any) -> Self:
        """Build the library's context and attach the `Handling` of this update.

        The library calls it for error handlers, too.
        """
        ctx = super().from_update(update, application)
        ctx.handling = application.bot_data.at_work.of(update)
        return ctx

    @property
    def caller(self) -> Caller | None:
        """The account behind the update; None until `gate.on_any` has accepted it."""
        return self.handling.caller

    @property
    def person(self) -> Person | None:
        """The person behind the update; None until a use case has run."""
        return self.handling.person

    @property
    def services(self) -> Services:
        """Everything that updates share."""
        return self.bot_data

    @property
    def profile(self) -> Profile:
        """The deployment's units, categories and deadlines."""
        return self.services.profile

    @property
    def locale(self) -> str:
        """The person's language; before they are loaded, the language of their account."""
        if self.person is not None:
            return self.person.locale
        return self.caller.locale if self.caller else self.profile.locales[0]

    @property
    def word(self) -> str:
        """What stands behind a command, as one text; empty without it, and after a press."""
        return clean(" ".join(self.args or ()))

    @property
    def localizer(self) -> Localizer:
        """The localizer for the language of whoever sent this update."""
        return self.services.localizer(self.locale)

    def say(self, key: str, **params: object) -> str:
        """The text of a key in the language of whoever sent this update."""
        return self.services.words.say(self.locale, key, **params)

    async def run(
        self,
        use_case: Callable[Concatenate[Request, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run one use case as this update's person and return its outcome.

        The first run marks the update as done in the same transaction, and runs what follows it.
        """
        if self.caller is None:
            raise RuntimeError("the gate has not let anybody in")
        follow = None if self.handling.acted else self.handling.follow
        acted = await self.services.db.run(
            session.acting,
            self.caller,
            self.handling.unacted_update,
            self.services.conditions(),
            use_case if follow is None else _followed(use_case, follow),
            *args,
            **kwargs,
        )
        self.handling.has_acted(acted.person)
        if acted.profile is not None:
            self.services.profile = acted.profile  # other processes reload it within a minute
        outcome: T = acted.outcome
        return outcome

    async def ask(
        self, use_case: Callable[Concatenate[Request, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a read-only use case before the main one; does not mark the update as done."""
        if self.caller is None:
            raise RuntimeError("the gate has not let anybody in")
        conditions = self.services.conditions()
        acted = await self.services.db.run(
            session.acting, self.caller, None, conditions, use_case, *args, **kwargs
        )
        outcome: T = acted.outcome
        return outcome

    async def witness(
        self, use_case: Callable[Concatenate[Request, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case for a service update of Telegram, without a person; marks it as done."""
        receipt, conditions = self.handling.unacted_update, self.services.conditions()
        outcome: T = await self.services.db.run(
            session.witnessed, receipt, conditions, use_case, *args, **kwargs
        )
        self.handling.has_acted()
        return outcome


def _followed(
    use_case: Callable[Concatenate[Request, P], T], follow: Follow
) -> Callable[Concatenate[Request, P], T]:
    """The use case, and the one that follows it in the same transaction."""

    def both(req: Request, /, *args: P.args, **kwargs: P.kwargs) -> T:
        outcome = use_case(req, *args, **kwargs)
        follow.outcome = follow.use_case(req)
        return outcome

    update_wrapper(both, use_case)  # a refusal is journalled under the name of the use case
    return both


App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], Services, None]
