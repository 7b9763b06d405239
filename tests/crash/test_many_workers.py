"""Several workers and couriers on one PostgreSQL: dying at random, they lose and double nothing."""

import asyncio
import json
import random
import secrets
import signal
import time
from collections import Counter

import pytest

from sandbox.faults.rules import Kind, Rule
from tests.crash.test_kill import STEPS as ALONE
from tests.support.actors import Actor
from tests.support.stage import CODE, PATIENCE

STEPS = ALONE[2:]
LINK_THEN = ALONE[1][2]
IN_A_BREATH = ("/help", "/privacy", "/language", "/help")
SAYS = ("sendMessage",)
REPLY_LOST = "My last answer may not have reached you"
LONGEST_TAKEOVER = 10  # seconds
CROWD_SECONDS = 120
AT_A_TIME = 20


async def begins(fleet, workers):
    await asyncio.gather(*(fleet.starts(f"worker{n}") for n in range(workers)))
    await asyncio.gather(*(fleet.starts(f"courier{n}") for n in range(2)))
    await asyncio.gather(*(fleet.opens(f"worker{n}") for n in range(workers)))


def answers(person):
    return [message["text"] for message in person.chat if message["from"]["is_bot"]]


def joins(fleet, name):
    return Actor(fleet, fleet.telegram.add_user(name, language_code="en").id)


async def hears(person, times):
    await person.until(lambda: len(answers(person)) >= times, f"{times} answers")


async def speak_in_a_breath(fleet, many):
    """Each says several things at once, Telegram is slow now and then: first said, first told."""
    patient, hasty = joins(fleet, "Patient"), [joins(fleet, f"Hasty{n}") for n in range(many)]
    for times, words in enumerate(IN_A_BREATH, 1):
        patient.says(words)
        await hears(patient, times)
    slow = Rule(kind=Kind.SLOW, methods=SAYS, share=0.5, seconds=0.05, most=0.3)
    fleet.telegram.faults.follow(slow)
    for words in IN_A_BREATH:
        for person in hasty:
            person.says(words)
    for person in hasty:
        await hears(person, len(IN_A_BREATH))
    fleet.telegram.faults.stop()
    for person in hasty:
        assert answers(person) == answers(patient)
    return 1 + many


async def each_says_how_it_does(fleet):
    """Workers and one courier are ready, the one that stands by is alive."""
    ready = Counter()
    for name in fleet.running:
        assert (await fleet.says_of_itself(name, "healthz"))[0] == 200
        status, unwell = await fleet.says_of_itself(name, "readyz")
        ready[name.rstrip("0123456789"), status] += 1
        assert unwell == (set() if status == 200 else {"database", "telegram"})
    assert ready == {("worker", 200): 3, ("courier", 200): 1, ("courier", 503): 1}


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
    await speak_in_a_breath(fleet, 3)
    await each_says_how_it_does(fleet)
    plan = ["worker0", "courier0", "database", "worker1"]
    persons = await survives(fleet, 4, plan, 0.3)
    assert len(fleet.deaths) == len(plan)
    assert check(fleet, persons)["extra_copies"] <= len(plan) + fleet.doubts


@pytest.mark.soak
async def test_many_reports_through_many_deaths(fleet, record_property):
    seed = secrets.randbits(32)
    print("seed", seed)
    dice = random.Random(seed)
    names = [*(f"worker{n}" for n in range(4)), "courier0", "courier1", "database"]
    plan = dice.choices(names, k=30)
    await begins(fleet, 4)
    await speak_in_a_breath(fleet, 20)
    persons = await survives(fleet, 60, plan, 0.7)
    assert len(fleet.deaths) == len(plan)
    figures = check(fleet, persons)
    assert figures["extra_copies"] <= len(plan) + fleet.doubts
    record_property("measured", {**figures, "seed": seed})


async def stand_still(fleet, name):
    """Stop whoever has that lease, as a machine does that lost its network; which process it is."""
    pid = int(fleet.ask(f"SELECT split_part(holder, ':', 2) FROM leases WHERE name = '{name}'"))
    [stopped] = [each for each in fleet.running.values() if each.pid == pid]
    stopped.send_signal(signal.SIGSTOP)
    return stopped


@pytest.mark.soak
async def test_one_that_stands_still_is_taken_over_within_ten_seconds(fleet, record_property):
    await begins(fleet, 2)
    person = joins(fleet, "Lin")
    fleet.telegram.faults.follow(Rule(kind=Kind.SLOW, methods=SAYS, times=1, seconds=30))
    person.says("/report")
    held = "SELECT count(*) FROM inbox WHERE state = 1 AND claimed_by IS NOT NULL"
    await person.until(lambda: fleet.look(held) == 1, "an answer on its way")
    worker = await stand_still(fleet, fleet.ask("SELECT max(claimed_by) FROM inbox"))
    before = time.monotonic()
    person.says("https://example.org/shop")
    await person.until(lambda: person.sees(LINK_THEN), LINK_THEN)
    worker_seconds = time.monotonic() - before
    worker.send_signal(signal.SIGCONT)
    await asyncio.wait_for(worker.wait(), PATIENCE)
    assert worker.returncode == 1  # and is started anew

    courier = await stand_still(fleet, "sender")
    before = time.monotonic()
    for how, what, then in STEPS:
        await person.does(how, what, lambda then=then: person.sees(then))
    await person.until(lambda: CODE.search(person.shown()), "the query code")
    fleet.telegram.faults.follow(Rule(kind=Kind.RESET, methods=SAYS, times=1))
    person.says("/cases")
    await person.until(lambda: person.sees(REPLY_LOST), "what another courier sends")
    courier_seconds = time.monotonic() - before
    courier.send_signal(signal.SIGCONT)
    await asyncio.wait_for(courier.wait(), PATIENCE)
    assert courier.returncode == 1  # and is started anew: it stands by
    assert max(worker_seconds, courier_seconds) < LONGEST_TAKEOVER
    record_property(
        "measured",
        {"worker_ms": int(1000 * worker_seconds), "courier_ms": int(1000 * courier_seconds)},
    )
