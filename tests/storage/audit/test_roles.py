"""Roles are compared with the journal: what somebody wrote into the database by hand is found."""

import pytest
from sqlalchemy import delete, insert, update

from domain.network.people import Role
from storage.audit import roles
from storage.engine.tables import grants, people
from storage.network.people import who_is
from tests.support.life import ADMIN, LEAD, NOON, STRANGER, Life
from usecases import session
from usecases.identity import custodians
from usecases.network import leaving, on_call, staff
from usecases.session import by_system

UNIT, OTHER = "changsha", "hunan"
CUSTODIAN, MODERATOR, SECOND, NAMED = 61, 62, 63, 64


@pytest.fixture
async def life(db, profile):
    """Two admins by invitation, who made a custodian, a lead and a moderator."""
    life = Life(db, profile)
    for admin in (STRANGER, SECOND):
        link = await db.run(by_system, life.conditions, staff.invite_admin)
        await life.does(admin, staff.redeem, link.token, "Wang")
    for account in (CUSTODIAN, NAMED):
        link = await life.does(STRANGER, custodians.invite)
        await life.does(account, staff.redeem, link.token, "Zhou")
    await life.does(SECOND, custodians.confirm, await who(life, CUSTODIAN))
    for account, role in ((LEAD, Role.LEAD), (MODERATOR, Role.MODERATOR)):
        link = await life.does(STRANGER, staff.invite, UNIT, role)
        await life.does(account, staff.redeem, link.token, "Li")
    return life


async def found(life):
    named = await life.db.read(roles.unexplained)
    return {(each.who, each.unit, each.role) for each in named}


async def who(life, account):
    return await life.db.read(who_is, account)


async def by_hand(life, statement):
    await life.db.run(lambda tx: tx.execute(statement) and None)


async def test_roles_that_were_given_by_links_are_all_explained(life):
    assert await found(life) == set()
    deputy = await who(life, MODERATOR)
    await life.does(LEAD, on_call.name_deputy, UNIT, deputy, 7)
    assert await found(life) == set()
    await life.does(LEAD, on_call.end_deputy, UNIT, deputy)
    assert await found(life) == set()
    # Those of the settings are admins without a row that says so.
    life.db.name_admins({ADMIN})
    await life.does(ADMIN, session.greet)
    assert await found(life) == set()


@pytest.mark.parametrize("role", ["admin", "custodian"])
async def test_a_role_written_by_hand_is_found(life, role):
    lead = await who(life, LEAD)
    await by_hand(life, update(people).where(people.c.who == lead).values(**{role: True}))
    assert await found(life) == {(lead, "", role.upper())}


async def test_a_named_custodian_whom_nobody_confirmed_is_found(life):
    named = await who(life, NAMED)
    await by_hand(life, update(people).where(people.c.who == named).values(custodian=True))
    assert await found(life) == {(named, "", "CUSTODIAN")}


async def test_a_grant_written_by_hand_is_found(life):
    lead, moderator = await who(life, LEAD), await who(life, MODERATOR)
    values = {"unit": OTHER, "role": int(Role.LEAD), "granted_by": lead, "granted_at": NOON}
    await by_hand(life, insert(grants).values(who=moderator, **values))
    mine = (grants.c.who == moderator) & (grants.c.unit == UNIT)
    await by_hand(life, update(grants).where(mine).values(role=int(Role.LEAD)))
    await by_hand(life, update(grants).where(mine).values(deputy_until=NOON + 99))
    assert await found(life) == {
        (moderator, OTHER, "LEAD"),
        (moderator, UNIT, "LEAD"),
        (moderator, UNIT, "deputy"),
    }


async def test_a_role_that_was_taken_away_and_put_back_by_hand_is_found(life):
    moderator, custodian = await who(life, MODERATOR), await who(life, CUSTODIAN)
    await life.does(LEAD, staff.revoke, UNIT, moderator)
    await life.does(STRANGER, custodians.dismiss, custodian)
    await life.db.run(by_system, life.conditions, leaving.dismiss_admin, STRANGER)
    assert await found(life) == set()
    values = {
        "unit": UNIT,
        "role": int(Role.MODERATOR),
        "granted_by": moderator,
        "granted_at": NOON,
    }
    await by_hand(life, insert(grants).values(who=moderator, **values))
    await by_hand(life, update(people).values(admin=True, custodian=True))
    admin = await who(life, STRANGER)
    assert {(moderator, UNIT, "MODERATOR"), (custodian, "", "CUSTODIAN"), (admin, "", "ADMIN")} <= (
        await found(life)
    )
    await by_hand(life, delete(grants))
