"""Lanes: order within one, no waiting between them, a bounded number, a clean stop."""

import asyncio

from bot.intake.person_queues import PersonQueues


async def test_one_persons_updates_run_in_order_and_nobody_waits_for_another():
    done, gate = [], asyncio.Event()

    async def work(item):
        if item == ("slow", 1):
            await gate.wait()
        done.append(item)

    person_queues = PersonQueues(work)
    for number in (1, 2):
        person_queues.put("slow", ("slow", number))
        person_queues.put("quick", ("quick", number))
    for _ in range(10):
        await asyncio.sleep(0)
    assert done == [("quick", 1), ("quick", 2)]
    gate.set()
    await person_queues.drain()
    assert done[2:] == [("slow", 1), ("slow", 2)]
    assert person_queues.size == 0


async def test_no_more_run_at_once_than_there_are_seats():
    running, most = 0, 0

    async def work(_):
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1

    person_queues = PersonQueues(work, at_once=3)
    for lane in range(20):
        person_queues.put(str(lane), lane)
    await person_queues.drain()
    assert most == 3


async def test_work_that_fails_does_not_stop_its_lane():
    done = []

    async def work(item):
        if item == 1:
            raise ValueError("poison")
        done.append(item)

    person_queues = PersonQueues(work)
    person_queues.put("a", 1)
    person_queues.put("a", 2)
    await person_queues.drain()
    assert done == [2]


async def test_a_full_backlog_asks_for_no_more_until_there_is_room():
    gate = asyncio.Event()

    async def work(_):
        await gate.wait()

    person_queues = PersonQueues(work, backlog=2)
    person_queues.put("a", 1)
    await asyncio.wait_for(person_queues.room(), 1)
    person_queues.put("b", 2)
    room = asyncio.create_task(person_queues.room())
    await asyncio.sleep(0)
    assert not room.done()
    gate.set()
    await asyncio.wait_for(room, 1)
    await person_queues.drain()


async def test_stopping_lets_what_runs_end_and_starts_nothing_more():
    started, gate = [], asyncio.Event()

    async def work(item):
        started.append(item)
        await gate.wait()

    person_queues = PersonQueues(work)
    person_queues.put("a", 1)
    person_queues.put("a", 2)
    await asyncio.sleep(0)
    gate.set()
    await person_queues.stop(1)
    assert started == [1]


async def test_what_never_ends_is_given_up():
    async def work(_):
        await asyncio.Event().wait()

    person_queues = PersonQueues(work)
    person_queues.put("a", 1)
    await asyncio.sleep(0)
    await person_queues.stop(0.01)
    assert person_queues.size == 0
