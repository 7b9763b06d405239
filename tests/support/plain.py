"""Use cases on a plain connection, without a loop: for thousands of cells, and for machines."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from conversation.form import Given
from domain.core.errors import Refusal
from domain.network.people import Caller, Person, Role
from domain.profile import Profile
from storage.crypto.encryption import Cipher, KeyRing
from storage.engine import schema
from storage.engine.database import Tx
from storage.engine.public_tables import META
from storage.network import people, units
from storage.wiring import BEFORE_COMMIT
from tests.support.life import NOON
from tests.support.reporting import Reporter, sent
from usecases import session
from usecases.core.outcomes import Asked, Filed
from usecases.core.request import Conditions
from usecases.dialogs import dialogs
from usecases.flows import FLOWS
from usecases.reporting import forms

KEY_RING = KeyRing.parse(KeyRing.new())


@dataclass
class Plain:
    """A database in memory and a clock that only tests move; every use case is a savepoint."""

    sql: Connection
    cipher: Cipher
    profile: Profile
    at: int = NOON
    people: dict[str, int] = field(default_factory=dict)

    @property
    def conditions(self) -> Conditions:
        return Conditions(profile=self.profile, now=self.at, clock_trusted=True, flows=FLOWS)

    def run(self, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a use case, whole or not at all."""
        with self.savepoint():
            tx = Tx(self.sql, self.cipher)
            found = use_case(tx, *args, **kwargs)
            for write in BEFORE_COMMIT:
                write(tx)
            return found

    @contextmanager
    def savepoint(self, *, keep: bool = True) -> Iterator[None]:
        """What happens inside is undone where it fails, or where it is not to be kept."""
        self.sql.exec_driver_sql("SAVEPOINT here")
        try:
            yield
        except BaseException:
            self._undo()
            raise
        if keep:
            self.sql.exec_driver_sql("RELEASE here")
        else:
            self._undo()

    def _undo(self) -> None:
        self.sql.exec_driver_sql("ROLLBACK TO here")
        self.sql.exec_driver_sql("RELEASE here")

    def does(self, name: str, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Somebody acts, in English."""
        caller = Caller(account=self.account(name), locale="en")
        given = map(sent, args)
        return self.run(
            session.acting, caller, None, self.conditions, use_case, *given, **kwargs
        ).outcome

    def account(self, name: str) -> int:
        """The account of somebody; the same name is the same person."""
        return self.people.setdefault(name, 1000 + len(self.people))

    def person(self, name: str) -> Person:
        """Who somebody is now."""
        person: Person = self.does(name, session.greet)
        return person

    def appoint(self, name: str, unit: str, role: Role) -> None:
        """Give somebody a role in a unit, or make them an admin."""
        who = self.person(name).who
        if role is Role.ADMIN:
            self.run(people.set_admin, who, admin=True)
        else:
            self.run(people.grant, who, unit, role, by=who, now=self.at)

    def files(self, name: str, link: str = "https://example.org/shop", **changes: Given) -> Filed:
        """Somebody files a report of the ordinary kind."""
        given = {
            "material": Given(text=link),
            "category": Given(choice="fraud"),
            "subcategory": Given(choice=self.profile.taxonomy.under("fraud")[0]),
            "region": Given(choice="changsha"),
            **changes,
        }
        turn = self.does(name, forms.start, fresh=True)
        reporter = Reporter(given)
        while True:
            answer = reporter.answer(turn)
            if answer is not None:
                turn = self.does(name, dialogs.answer, answer)
            elif (opens := reporter.opens()) is not None:
                turn = self.does(name, dialogs.edit, Given(draft=turn.sheet.draft.id), opens)
            else:
                break
        filed = self.does(name, dialogs.answer, Given(command="submit", draft=turn.sheet.draft.id))
        assert isinstance(filed, Filed)
        return filed

    def fills(self, name: str, turn: Any, picks: dict[str, str] | None = None) -> Any:
        """Answer a form to its end: the first choice of each question, or what `picks` says."""
        while isinstance(turn, Asked):
            pick = (picks or {}).get(turn.step.name)
            choices = turn.step.choices(turn.sheet)
            if choices and (pick is None or pick in choices or len(choices) == 1):
                given = Given(choice=pick if pick in choices else choices[0])
            else:
                given = Given(text=pick or "These are words enough.")
            turn = self.does(name, dialogs.answer, given)
        return turn


@contextmanager
def plain(profile: Profile) -> Iterator[Plain]:
    """An empty database with the profile in it."""
    engine = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"isolation_level": None}
    )
    META.create_all(engine)
    with engine.connect() as sql:
        cipher = schema.root_secret(sql, key_ring=KEY_RING)
        sql.exec_driver_sql("BEGIN")
        found = Plain(sql, cipher, profile)
        found.run(units.install, profile, NOON)
        yield found
        sql.exec_driver_sql("ROLLBACK")
    engine.dispose()


def refused(attempt: Callable[[], Any]) -> bool:
    """Whether an attempt was refused; anything else that goes wrong is a bug."""
    try:
        attempt()
    except Refusal:
        return True
    return False
