"""The context of an update: who it is, what to say to them, and how to run a use case."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from telegram.ext import Application, CallbackContext, ExtBot

from domain.network.people import Caller, Person
from domain.profile import Profile
from handlers.core.handling import Handling
from handlers.core.services import Services
from handlers.ui.localizer import Localizer
from usecases import session
from usecases.core.request import Request

P = ParamSpec("P")
T = TypeVar("T")


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Services]):
    """PTB's context, with the services, the person, and `say` in the person's language."""

    handling: Handling
    """What is known of the update at hand, and what became of it."""

    @classmethod
    def from_update(cls, update: object, application: Any) -> Self:
        """The library's own, with what the update's worker knows of it.

        The contexts of error handlers are made by it, too.
        """
        ctx = super().from_update(update, application)
        ctx.handling = application.bot_data.at_work.of(update)
        return ctx

    @property
    def caller(self) -> Caller | None:
        """The account behind the update; None until the gate let it in."""
        return self.handling.caller

    @property
    def person(self) -> Person | None:
        """The person behind the update; None until a use case has run."""
        return self.handling.person

    @property
    def services(self) -> Services:
        """Everything that is not of this update alone."""
        return self.bot_data

    @property
    def profile(self) -> Profile:
        """The deployment's units, categories and clocks."""
        return self.services.profile

    @property
    def locale(self) -> str:
        """The language to speak: the person's, or before they are known their account's."""
        if self.person is not None:
            return self.person.locale
        return self.caller.locale if self.caller else self.profile.locales[0]

    @property
    def localizer(self) -> Localizer:
        """Words and names in the language of whoever this update comes from."""
        return self.services.localizer(self.locale)

    def say(self, key: str, **params: object) -> str:
        """Words in the language of whoever this update comes from."""
        return self.services.words.say(self.locale, key, **params)

    async def run(
        self,
        use_case: Callable[Concatenate[Request, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run one use case as this update's person; its first run marks the update done with it."""
        if self.caller is None:
            raise RuntimeError("the gate has not let anybody in")
        acted = await self.services.db.run(
            session.acting,
            self.caller,
            self.handling.owed_receipt,
            self.services.conditions(),
            use_case,
            *args,
            **kwargs,
        )
        self.handling.has_acted(acted.person)
        if acted.profile is not None:
            self.services.profile = acted.profile  # other processes read it anew in a minute
        outcome: T = acted.outcome
        return outcome

    async def ask(
        self, use_case: Callable[Concatenate[Request, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case that only looks, before the one that the update is for."""
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
        """Run what Telegram itself tells of, in nobody's name; the update is done with it."""
        receipt, conditions = self.handling.owed_receipt, self.services.conditions()
        outcome: T = await self.services.db.run(
            session.witnessed, receipt, conditions, use_case, *args, **kwargs
        )
        self.handling.has_acted()
        return outcome


App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], Services, None]
