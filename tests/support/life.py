"""Short ways to bring a case into a state, by the use cases alone."""

from dataclasses import dataclass
from typing import Any

from conversation.form import Given
from conversation.forms.decisions import SURE
from domain.network.people import Caller, Person, Role
from domain.profile import Profile
from storage.audit import roles
from storage.engine.database import Database, Tx
from storage.network import people
from storage.queues import outbox
from tests.support.reporting import Reporter, sent
from usecases import session
from usecases.core.outcomes import Asked, Filed
from usecases.core.request import Conditions, Request
from usecases.core.views import Card
from usecases.dialogs import dialogs
from usecases.flows import FLOWS
from usecases.moderation import forms
from usecases.reporting import forms as reporting_forms

NOON = 1_795_579_200  # Wednesday 25 November 2026, 12:00 in Changsha
CITIZEN, MODERATOR, COLLEAGUE, LEAD, ADMIN, STRANGER = 11, 21, 22, 31, 41, 51


@dataclass
class Life:
    """People acting on a database; `at` is the time they act at, `mail` whether units get mail.

    `trusted`: nothing speaks against that time. `gather_seconds`: how long a notice about a case
    waits for others.
    """

    db: Database
    profile: Profile
    at: int = NOON
    mail: bool = False
    trusted: bool = True
    gather_seconds: int = 0

    @property
    def conditions(self) -> Conditions:
        return Conditions(
            profile=self.profile,
            now=self.at,
            mail=self.mail,
            clock_trusted=self.trusted,
            gather_seconds=self.gather_seconds,
            flows=FLOWS,
        )

    async def does(self, account: int, use_case: Any, *args: Any, **kwargs: Any) -> Any:
        """Somebody acts, in English."""
        caller = Caller(account=account, locale="en", admin=account == ADMIN)
        acted = await self.db.run(
            session.acting, caller, None, self.conditions, use_case, *map(sent, args), **kwargs
        )
        return acted.outcome

    async def cast(self, unit: str = "changsha") -> None:
        """Two moderators and a lead of a unit, and an admin."""
        self.db.name_admins({ADMIN})
        await self.does(ADMIN, session.greet)
        for account, role in (
            (MODERATOR, Role.MODERATOR),
            (COLLEAGUE, Role.MODERATOR),
            (LEAD, Role.LEAD),
        ):
            await self.appoint(account, unit, role)

    async def appoint(self, account: int, unit: str, role: Role) -> Person:
        """Give somebody a role."""

        def give(tx: Tx) -> Person:
            person = people.meet(tx, Caller(account=account, locale="en"), self.at)
            people.grant(tx, person.who, unit, role, by=person.who, now=self.at)
            return person

        return await self.db.run(give)

    async def files(self, account: int = CITIZEN, **answers: Any) -> Filed:
        """A citizen files a report; `answers` change the ordinary ones.

        No reply is said here, so the receipt is sent as news: at once, or with `at_once=False`
        when the time for a reply is over, as after a crash.
        """
        at_once = answers.pop("at_once", True)
        turn: Any = await self.does(account, reporting_forms.start, fresh=True)
        given: dict[str, Given] = {
            "material": answers.pop("link", Given(text="https://example.org/shop")),
            "category": Given(choice="fraud"),
            "subcategory": Given(choice=self.profile.taxonomy.under("fraud")[0]),
            "words": Given(text="they took my money"),
            "region": Given(choice="changsha"),
            "identity": Given(choice="anonymous"),
            "contact": Given(text="13800138000"),
            "name": Given(text="Lin"),
        }
        danger = answers.pop("danger", False)
        given |= answers
        reporter = Reporter(given)
        while True:
            answer = reporter.answer(turn)
            if answer is not None:
                turn = await self.does(account, dialogs.answer, answer)
            elif (opens := reporter.opens()) is not None:
                turn = await self.does(
                    account, dialogs.edit, Given(draft=turn.sheet.draft.id), opens
                )
            else:
                break
        if danger:
            await self.does(account, dialogs.tick, Given(draft=turn.sheet.draft.id), "danger")
        filed = await self.does(account, dialogs.answer, Given(command="submit"))
        assert isinstance(filed, Filed)
        if at_once:
            who = (await self.does(account, session.greet)).who
            await self.db.run(outbox.bring_forward, who, "receipt", self.at, unknown=False)
        return filed

    async def moves(self, account: int, card: Card, verb: str, **answers: Any) -> Card:
        """A member of staff makes a move that needs words, through its form."""
        turn: Any = await self.does(
            account, forms.begin_on_case, card.case.id, verb, seen=card.case.version
        )
        for given in answers.values():
            turn = await self.does(
                account,
                dialogs.answer,
                Given(choice=given) if turn.step.choices(turn.sheet) else Given(text=given),
            )
        if isinstance(turn, Asked) and turn.step.name == SURE:  # the review of a decision
            turn = await self.does(account, dialogs.answer, Given(choice="send"))
        assert isinstance(turn, Card), turn
        return turn


def write_down_roles(req: Request) -> None:
    """Write the journal entries of roles that were given without an invitation."""
    for each in roles.unexplained(req.tx):
        session.note(req, roles.APPOINT, each.unit, f"{each.role} {each.who}")
