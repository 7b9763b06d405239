"""The context of an update: who it is, what to say to them, and how to run a use case."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from telegram.ext import Application, CallbackContext, ExtBot

from domain.people import Caller, Person
from domain.profile import Profile
from handlers.house import House
from usecases import access
from usecases.access import Receipt
from usecases.scene import Scene

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Handling:
    """What became of the update at hand; the lanes read it when the handlers are through.

    `acted`: its effect is committed. `failed`: a bug, so the update is to be tried again.
    """

    receipt: Receipt | None = None
    acted: bool = False
    failed: BaseException | None = None


HANDLING: ContextVar[Handling] = ContextVar("handling")


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], House]):
    """PTB's context, with the house, the person, and `say` in the person's language."""

    def __init__(self, application: Any, chat_id: Any = None, user_id: Any = None) -> None:
        super().__init__(application, chat_id, user_id)
        self.caller: Caller | None = None
        self.person: Person | None = None

    @property
    def house(self) -> House:
        """Everything that is not of this update alone."""
        return self.bot_data

    @property
    def profile(self) -> Profile:
        """The deployment's units, categories and clocks."""
        return self.house.profile

    @property
    def locale(self) -> str:
        """The language to speak: the person's, or before they are known their account's."""
        if self.person is not None:
            return self.person.locale
        return self.caller.locale if self.caller else self.profile.locales[0]

    def say(self, key: str, **params: object) -> str:
        """Words in the language of whoever this update comes from."""
        return self.house.words.say(self.locale, key, **params)

    async def run(
        self,
        use_case: Callable[Concatenate[Any, Person, Scene, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run one use case as this update's person; its first run marks the update done with it."""
        if self.caller is None:
            raise RuntimeError("the gate has not let anybody in")
        handling = HANDLING.get(None) or Handling()
        receipt = None if handling.acted else handling.receipt
        acted = await self.house.db.run(
            access.acting, self.caller, receipt, self.house.scene(), use_case, *args, **kwargs
        )
        handling.acted = True
        self.person = acted.person
        return acted.outcome


App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], House, None]
