"""Several workers and couriers on one PostgreSQL: dying at random, they lose and double nothing."""

import asyncio
import json
from collections import Counter

from tests.crash.test_kill import STEPS as ALONE
from tests.support.actors import Actor
from tests.support.stage import CODE

STEPS = ALONE[2:]
LINK_THEN = ALONE[1][2]
IN_A_BREATH = ("/help", "/privacy", "/language")
CROWD_SECONDS = 120
AT_A_TIME = 20


async def begins(fleet, workers):
    await asyncio.gather(*(fleet.starts(f"worker{n}") for n in range(workers)))
    await asyncio.gather(*(fleet.starts(f"courier{n}") for n in range(2)))
    await asyncio.gather(*(fleet.opens(f"worker{n}") for n in range(workers)))


async def reports_once(fleet, number, seats):
    """One report; what is said in one breath comes to other workers, and in its order."""
    async with seats:
        user = fleet.telegram.add_user(f"R{number}", language_code="en")
        person = Actor(fleet, user.id, looks="/start", patience=CROWD_SECONDS)
        person.says("/report")
        person.says(f"https://example.org/shop-{number}")
        await person.until(lambda: person.sees(LINK_THEN), LINK_THEN)
        for how, what, then in STEPS:
            await person.does(how, what, lambda then=then: person.sees(then))
        await person.until(lambda: CODE.search(person.shown()), "the query code")
    return person


async def dies(fleet, plan, rest):
    """What the plan says, one after the other, each in the middle of what others do."""
    for name in plan:
        await asyncio.sleep(rest)
        await (fleet.kills_database() if name == "database" else fleet.kills(name))


async def survives(fleet, many, plan, rest):
    seats = asyncio.Semaphore(AT_A_TIME)
    dying = asyncio.create_task(dies(fleet, plan, rest))
    persons = await asyncio.gather(*(reports_once(fleet, n, seats) for n in range(many)))
    await dying
    owed = "SELECT count(*) FROM outbox WHERE state = 0"
    await persons[0].until(lambda: fleet.look(owed) == 0, "all news", seconds=CROWD_SECONDS)
    await persons[0].until(fleet.has_heard, "all that was said", seconds=CROWD_SECONDS)
    await fleet.stops()
    return persons


def check(fleet, persons):
    rows = fleet.ask("SELECT json_agg(json_build_array(update_id, state)) FROM inbox")
    found = dict(json.loads(rows))
    updates = set(range(1, fleet.telegram.bot.next_update))
    assert set(found) == updates  # none that Telegram handed out is missing
    assert set(found.values()) <= {1, 2}  # acted or answered
    assert fleet.look("SELECT count(*) FROM inbox WHERE state = 1") == 0
    assert fleet.look("SELECT count(*) FROM leases WHERE name LIKE 'worker:%'") == 0
    for table in ("cases", "reports"):
        assert fleet.look(f"SELECT count(*) FROM {table}") == len(persons)
    assert fleet.look("SELECT count(*) FROM outbox WHERE state <> 1") == 0
    copies = Counter(
        sum("This is your receipt" in message.get("text", "") for message in person.chat)
        for person in persons
    )
    assert set(copies) <= {1, 2, 3}, copies
    extra = sum((number - 1) * times for number, times in copies.items())
    for person in persons:
        assert len(set(CODE.findall(person.shown()))) == 1
    return {
        "reports": len(persons),
        "kills": len(fleet.deaths),
        "updates": len(updates),
        "extra_copies": extra,
    }


async def test_workers_couriers_and_the_database_die_and_nothing_is_lost_or_doubled(fleet):
    await begins(fleet, 3)
    plan = ["worker0", "courier0", "database", "worker1", "courier1"]
    persons = await survives(fleet, 5, plan, 0.3)
    assert len(fleet.deaths) == len(plan)
    assert check(fleet, persons)["extra_copies"] <= 3
