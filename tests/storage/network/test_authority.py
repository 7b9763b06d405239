"""Who is an admin is asked of the settings each time; what a row says came by an invitation."""

import asyncio

import pytest
from alembic import command
from sqlalchemy import create_engine, insert, select, text
from sqlalchemy.ext.asyncio import create_async_engine

from domain.network.people import Caller, Role
from storage.engine import counters, schema
from storage.engine.tables import people as rows
from storage.network import invitations, people, units

NAMED, INVITED, CITIZEN = 41, 42, 43


def meets(tx, account):
    return people.meet(tx, Caller(account=account, locale="en"), 1000)


async def admins(db):
    return {person.who for person in await db.run(people.admins)}


async def test_an_admin_by_the_settings_is_one_only_while_they_say_so(db):
    db.name_admins({NAMED})
    named = await db.run(meets, NAMED)
    assert named.admin
    assert (await db.run(meets, NAMED)).admin
    assert (await db.run(people.get, named.who)).admin
    assert await admins(db) == {named.who}
    assert (await db.read(people.get, named.who)).admin

    db.name_admins(())

    assert not (await db.run(meets, NAMED)).admin
    assert not (await db.run(people.get, named.who)).admin
    assert await admins(db) == set()


async def test_no_row_keeps_what_the_settings_say(db):
    db.name_admins({NAMED})
    for _ in range(2):
        await db.run(people.meet, Caller(account=NAMED, locale="en", admin=True), 1000)

    kept = await db.run(lambda tx: tx.execute(select(rows.c.admin)).scalars().all())
    assert [bool(each) for each in kept] == [False]


async def test_an_admin_by_an_invitation_is_one_whatever_the_settings_say(db):
    invited = await db.run(meets, INVITED)
    await db.run(people.set_admin, invited.who, admin=True)
    db.name_admins({INVITED, NAMED})
    assert await admins(db) == {invited.who}  # the other one was never met

    db.name_admins(())

    assert await admins(db) == {invited.who}


async def test_what_somebody_handed_out_can_be_made_void_and_nothing_else(db):
    def invite(tx, by):
        return invitations.invite(tx, "changsha", Role.MODERATOR, by=by, now=1000, seconds=60)

    theirs, used, another = [await db.run(invite, by) for by in ("zhou", "zhou", "tan")]
    assert await db.run(invitations.redeem, used, 1001)

    assert await db.run(invitations.void, "zhou") == 1

    assert await db.run(invitations.redeem, theirs, 1001) is None
    assert await db.run(invitations.redeem, another, 1001)


async def test_who_connected_a_group_is_kept_beside_it(db):
    await db.run(units.bind_group, "changsha", -5)
    assert await db.run(units.binders) == {}
    await db.run(units.set_bound_by, "changsha", "zhou")
    assert await db.run(units.bound_by, "changsha") == "zhou"
    assert await db.run(units.binders) == {"changsha": "zhou"}


# The upgrade: what the release before has left behind.

PERSON = {
    "address": b"",
    "locale": "en",
    "locale_chosen": False,
    "met_at": 1,
    "paused_until": 0,
    "admin": True,
}
JOINED = 'INSERT INTO journal (case_id, written_at, who, role, verb, start, "to", unit, chain) '
USED = "INSERT INTO invitations (token_hash, unit, role, created_by, expires_at, used_at) "


def as_before(connection):
    """The schema before, with admins of every origin in it."""
    command.upgrade(schema.alembic_config(connection), "0004")
    for who in ("settings", "invited", "custodian", "both", "neither"):
        connection.execute(insert(rows).values(who=who, **PERSON))
    for token, role, at in (("a", 5, 10), ("b", -2, 20), ("c", 5, 30), ("d", -2, 30)):
        connection.execute(text(f"{USED} VALUES ('{token}', NULL, {role}, 'system', 99, {at})"))
    for who, at in (("invited", 10), ("custodian", 20), ("both", 30), ("neither", 30)):
        connection.execute(text(f"{JOINED} VALUES (0, {at}, '{who}', 0, 'join', '', '', '', '')"))
    for code, group in (("changsha", "x"), ("hengyang", "x"), ("hunan", None)):
        connection.execute(
            text("INSERT INTO units (code, position, body, group_chat) VALUES (:c, 1, '{}', :g)"),
            {"c": code, "g": group.encode() if group else None},
        )
    for who in ("tan", "zhou"):
        connection.execute(
            text(f"{JOINED} VALUES (0, 5, '{who}', 0, 'bind', '', '', 'changsha', '')")
        )
    connection.commit()
    command.upgrade(schema.alembic_config(connection), "head")
    found = (
        set(connection.execute(select(rows.c.who).where(rows.c.admin)).scalars()),
        dict(connection.execute(text("SELECT code, bound_by FROM units")).all()),
        connection.execute(text("SELECT value FROM counters WHERE name = 'admin_copies'")).scalar(),
    )
    connection.commit()
    return found


@pytest.fixture(params=["sqlite", "postgres"])
def upgraded(request, tmp_path):
    """What is there after the upgrade."""
    if request.param == "sqlite":
        engine = create_engine(f"sqlite:///{tmp_path}/old.db")
        with engine.connect() as connection:
            found = as_before(connection)
        engine.dispose()
        return found
    url = request.getfixturevalue("empty_postgres_url")

    async def on_the_server():
        engine = create_async_engine(url)
        async with engine.connect() as connection:
            found = await connection.run_sync(as_before)
        await engine.dispose()
        return found

    return asyncio.run(on_the_server())


def test_the_upgrade_keeps_who_was_surely_invited_and_nobody_else(upgraded):
    kept, _, copies = upgraded
    assert kept == {"invited"}  # of those who joined in one second nobody can tell who is who
    assert copies == 4


def test_the_upgrade_reads_in_the_journal_who_connected_a_group(upgraded):
    _, binders, _ = upgraded
    assert binders == {"changsha": "zhou", "hengyang": "unknown", "hunan": None}


async def test_where_nothing_was_lost_nothing_is_said(db):
    assert await db.run(counters.value, "admin_copies") is None
