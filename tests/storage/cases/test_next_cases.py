"""The cases that a person may act on come in their order, found by indexes alone."""

import random
from functools import partial
from itertools import product

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from domain.case import GRAVE, Outcome
from domain.status import Status
from storage.cases import next_cases
from storage.cases.next_cases import JUDGED, WORKED, Caseworker, WaitReason
from storage.engine.keyset import UNBOUNDED
from tests.storage.cases.test_search import UNITS, some_cases, write
from tests.storage.test_plans import UNITS as MANY_UNITS
from tests.storage.test_plans import plans
from usecases.core import profile as core_profile

ME = Caseworker(who="me", units=UNITS[:4], led=UNITS[1:3])
INDEXES = {
    WaitReason.TO_JUDGE: "ix_cases_to_judge",
    WaitReason.OWN: "ix_cases_own",
    WaitReason.FREE: "ix_cases_free",
}


def decided(count, seed=2):
    """Cases in every state, some decided or confirmed by me."""
    chance = random.Random(seed)
    for case in some_cases(count, seed):
        if case.status not in JUDGED:
            yield case
            continue
        decided_by = chance.choice(("me", "you", None))
        confirmed_by = chance.choice(("me", "you", None))
        outcome = chance.choice(list(Outcome))
        yield replace(case, decided_by=decided_by, confirmed_by=confirmed_by, outcome=outcome)


def expected_why(case):
    """Why a case waits for me by a plain look at it; None where it does not."""
    if case.quarantined_at is not None or case.unit not in ME.units:
        return None
    if case.status in JUDGED:
        mine = case.decided_by == "me"
        if case.status is Status.APPEALED:
            barred = mine or case.confirmed_by == "me"
        else:
            barred = mine and case.outcome in GRAVE
        return WaitReason.TO_JUDGE if case.unit in ME.led and not barred else None
    if case.status not in WORKED or case.assignee == "you":
        return None
    return WaitReason.OWN if case.assignee == "me" else WaitReason.FREE


def expected(found):
    """My cases in their order, each with its place."""
    waits = ((case, expected_why(case)) for case in found)
    places = (next_cases.place(case, why) for case, why in waits if why is not None)
    return sorted(places, key=lambda each: (each.urgency, each.why, each.opened_at, each.id))


async def test_the_order_is_that_of_a_plain_look_from_every_place(db):
    found = tuple(decided(400))
    await db.run(write, found)
    wanted = expected(found)
    assert {(each.urgency, each.why) for each in wanted} == set(product((0, 1), WaitReason))

    def behind(tx, place):
        return [case.id for case in next_cases.behind(tx, ME, place)]

    assert await db.run(behind, None) == [each.id for each in wanted]
    for at, place in list(enumerate(wanted))[::7]:
        assert await db.run(behind, place) == [each.id for each in wanted[at + 1 :]]

    def dangers(tx):
        return [case.id for case in next_cases.dangers(tx, ME)]

    assert await db.run(dangers) == [each.id for each in wanted if each.urgency == 0]


def page(tx, why, worker):
    return next_cases.keys_of(tx, worker, why, UNBOUNDED, size=5)


@pytest.mark.parametrize("units", [("changsha",), MANY_UNITS], ids=len)
@pytest.mark.parametrize("why", WaitReason)
async def test_sqlite_takes_each_list_from_its_index_which_gives_the_order(sqlite_db, why, units):
    worker = Caseworker(who="me", units=units, led=units)
    steps = await sqlite_db.run(lambda tx: list(plans(tx, lambda tx: page(tx, why, worker))))
    read = [step for step in steps if step.startswith(("SCAN", "SEARCH"))]
    assert read
    assert all(INDEXES[why] in step for step in read), steps
    assert not [step for step in steps if "TEMP B-TREE" in step], steps


async def test_postgresql_can_take_the_order_from_the_same_indexes(
    postgres_url, key_ring, profile, opens
):
    """It may still sort where that is cheaper, of few rows."""

    def explained(tx):
        tx.execute(text("ANALYZE"))
        for way in ("seqscan", "bitmapscan", "sort"):
            tx.execute(text(f"SET LOCAL enable_{way} = off"))
        return {
            why: list(plans(tx, partial(page, why=why, worker=ME), "EXPLAIN")) for why in WaitReason
        }

    db = await opens(postgres_url)
    await db.run(core_profile.install_profile, profile, 0)
    await db.run(write, tuple(decided(300)))
    for why, steps in (await db.run(explained)).items():
        assert [step for step in steps if INDEXES[why] in step], steps
        assert not [step for step in steps if "Seq Scan" in step or "Sort  (" in step], steps
