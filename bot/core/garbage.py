"""Run Python's garbage collector on a schedule, and rarely by its own thresholds (decision 31)."""

import asyncio
import gc

THRESHOLDS = (200_000, 20, 50)
"""For `gc.set_threshold`: only under heavy load a collection starts before the scheduled one."""

SECONDS = 2.0
WHOLE = 150  # every so many collections a full one: each five minutes


async def collect_garbage(every: float = SECONDS, whole: int = WHOLE) -> None:
    """Collect the youngest generation every `every` seconds, all generations in each `whole`th run.

    Runs until cancelled.
    """
    while True:
        for left in reversed(range(whole)):
            await asyncio.sleep(every)
            gc.collect(0 if left else 2)
