"""The short way says what the long one says, and leaves what is not plain to it."""

import gc

import pytest
from msgspec.structs import replace
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.exc import IntegrityError, NoResultFound, StatementError

from storage.engine import statement_cache
from storage.engine.statement_cache import Found
from storage.engine.tables import counters, people
from storage.engine.upsert import insert_new

ADD = insert(people).returning(people.c.who, people.c.admin, people.c.met_at)
ALL = select(people.c.who, people.c.admin.label("is_admin")).order_by(people.c.who)
ONE = ALL.where(people.c.who == bindparam("who"))
SOME = ALL.where(people.c.who.in_(bindparam("whos", expanding=True)))
MOVE = update(people).where(people.c.who == bindparam("b_who")).values(met_at=bindparam("b_at"))
PERSON = {
    "address": b"",
    "locale": "en",
    "locale_chosen": False,
    "met_at": 1,
    "paused_until": 0,
    "admin": False,
}


def person(who, **more):
    return {**PERSON, "who": who, **more}


def both_ways(tx, statement, given, read):
    """What the long way finds, once the short way has found the same."""
    statement_cache.run(tx.sql, tx.driver, statement, given)  # from the second time on
    found = statement_cache.run(tx.sql, tx.driver, statement, given)
    assert found is not None
    short = read(found)
    assert short == read(replace(tx, driver=None).execute(statement, given))
    return short


async def test_rows_have_names_and_types(sqlite_db):
    def look(tx):
        for who, admin in (("anna", True), ("lin", False)):
            tx.execute(ADD, person(who, admin=admin))
        rows = both_ways(tx, ALL, {}, lambda found: found.all())
        assert [(row.who, row.is_admin) for row in rows] == [("anna", True), ("lin", False)]
        assert both_ways(tx, ONE, {"who": "lin"}, lambda found: found.one()).is_admin is False
        assert both_ways(tx, ONE, {"who": "x"}, lambda found: found.one_or_none()) is None
        assert both_ways(tx, ALL, {}, lambda found: found.scalars().all()) == ["anna", "lin"]
        assert both_ways(tx, ONE, {"who": "anna"}, lambda found: found.scalar_one()) == "anna"
        with pytest.raises(NoResultFound):
            statement_cache.run(tx.sql, tx.driver, ONE, {"who": "x"}).one()

    await sqlite_db.run(look)


async def test_changes_say_what_they_changed(sqlite_db):
    def change(tx):
        for number in range(3):
            made = tx.execute(ADD, person(f"p{number}", admin=True, met_at=number)).one()
            assert (made.who, made.admin, made.met_at) == (f"p{number}", True, number)
        for who, changed in (("p1", 1), ("nobody", 0), ("p2", 1)):
            assert tx.execute(MOVE, {"b_who": who, "b_at": 9}).rowcount == changed
        for new in (True, False, False):
            assert insert_new(tx, counters, {"name": "n"}, {"value": 1}) is new

    await sqlite_db.run(change)


async def test_lists_of_any_length_and_rows_at_once(sqlite_db):
    def look(tx):
        add = insert(people)
        for rows in (["a", "b"], ["c"], ["d", "e", "f"]):
            assert tx.execute(add, [person(who) for who in rows]).rowcount == len(rows)
        for whos in (["f", "a"], ("a",), {"b", "c", "x"}, ["a"], ["x"]):
            found = both_ways(tx, SOME, {"whos": whos}, lambda found: found.scalars().all())
            assert found == sorted(set(whos) - {"x"})

    await sqlite_db.run(look)


async def test_rows_at_once_bring_rows(sqlite_db):
    statement = insert(people).returning(people.c.who, people.c.met_at)

    def add(tx):
        for rows in (["a", "b"], ["c"], ["d", "e", "f"]):
            made = tx.execute(statement, [person(who, met_at=ord(who)) for who in rows])
            assert [(row.who, row.met_at) for row in made] == [(who, ord(who)) for who in rows]
            assert isinstance(made, Found) == ("a" not in rows)  # from the second time on

    await sqlite_db.run(add)


async def test_lists_that_stand_in_a_statement(sqlite_db):
    two = ALL.where(people.c.who.in_(["a", "c"]))
    late = two.where(people.c.met_at > bindparam("at"))
    both = late.where(people.c.who.in_(bindparam("whos", expanding=True)))
    nobody = ALL.where(people.c.who.in_([]))

    def look(tx):
        tx.execute(insert(people), [person(who, met_at=ord(who)) for who in "abc"])

        def who(statement, given):
            return both_ways(tx, statement, given, lambda found: found.scalars().all())

        assert who(two, {}) == ["a", "c"]
        assert who(late, {"at": ord("a")}) == ["c"]
        assert who(both, {"at": 0, "whos": ["a", "b"]}) == ["a"]
        assert who(both, {"at": 0, "whos": ["c"]}) == ["c"]
        assert who(nobody, {}) == []

    await sqlite_db.run(look)


async def test_errors_are_those_of_the_long_way_and_show_no_values(sqlite_db):
    def again(tx):
        tx.execute(ADD, person("p1"))
        tx.execute(ADD, person("secretive"))
        with pytest.raises(IntegrityError) as same:
            tx.execute(ADD, person("secretive"))
        assert "secretive" not in str(same.value)
        with pytest.raises(StatementError):
            tx.execute(ONE, {})

    await sqlite_db.run(again)


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        (SOME, {"whos": ()}),
        (SOME, {"whos": [str(number) for number in range(statement_cache.LONGEST + 1)]}),
        (text("SELECT 1"), {}),
        (ONE, {}),
    ],
    ids=["a list of nothing", "a long list", "words", "something missing"],
)
async def test_what_is_not_plain_goes_the_long_way(sqlite_db, statement, given):
    def look(tx):
        return [statement_cache.run(tx.sql, tx.driver, statement, given) for _ in range(3)]

    assert await sqlite_db.run(look) == [None, None, None]


async def test_a_statement_is_kept_no_longer_than_it_is_there(sqlite_db):
    def look(tx):
        before = len(statement_cache._SEEN)
        for number in range(100):
            tx.execute(select(people.c.who).where(people.c.met_at == number)).all()
            some = select(people.c.who).where(people.c.who.in_(bindparam("whos", expanding=True)))
            for whos in (["a"], ["a", "b"], ["a"]):
                tx.execute(some, {"whos": whos}).all()
        return before

    before = await sqlite_db.run(look)
    gc.collect()
    assert len(statement_cache._SEEN) <= before + 2  # SQLAlchemy keeps the first of each text


async def test_a_file_alone_has_a_short_way(db, database_url):
    driver = await db.run(lambda tx: tx.driver)
    assert (driver is not None) == database_url.startswith("sqlite")
