"""The context of an update: who it is, what to say to them, and how to run a use case."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from telegram.ext import Application, CallbackContext, ExtBot

from domain.network.people import Caller, Person
from domain.profile import Profile
from handlers.core.services import Services
from handlers.ui.localizer import Localizer
from usecases import session
from usecases.core.request import Request
from usecases.core.views import UnitView
from usecases.session import Receipt

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Handling:
    """What became of the update at hand; the lanes read it when the handlers are through.

    `acted`: its effect is committed, `repeated` where it was before. `failed`: a bug, so the update
    is to be tried again. PTB gives error handlers a context of their own, so who it is stands
    here, too.
    """

    receipt: Receipt | None = None
    caller: Caller | None = None
    person: Person | None = None
    acted: bool = False
    repeated: bool = False
    failed: BaseException | None = None
    last_try: bool = True


HANDLING: ContextVar[Handling] = ContextVar("handling")


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Services]):
    """PTB's context, with the house, the person, and `say` in the person's language."""

    @property
    def handling(self) -> Handling:
        """What is known of the update at hand."""
        handling = HANDLING.get(None)
        if handling is None:
            handling = Handling()
            HANDLING.set(handling)
        return handling

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
        handling = self.handling
        receipt = None if handling.acted else handling.receipt
        acted = await self.services.db.run(
            session.acting,
            self.caller,
            receipt,
            self.services.conditions(),
            use_case,
            *args,
            **kwargs,
        )
        handling.acted = True
        handling.person = acted.person
        outcome: T = acted.outcome
        if isinstance(outcome, UnitView) and outcome.profile is not None:
            self.services.profile = outcome.profile  # other processes read it anew in a minute
        return outcome

    async def witness(
        self, use_case: Callable[Concatenate[Request, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run what Telegram itself tells of, in nobody's name; the update is done with it."""
        handling = self.handling
        receipt = None if handling.acted else handling.receipt
        outcome: T = await self.services.db.run(
            session.witnessed, receipt, self.services.conditions(), use_case, *args, **kwargs
        )
        handling.acted = True
        return outcome


App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], Services, None]
