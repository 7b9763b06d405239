"""When Python looks for garbage: by the clock, hardly ever by itself."""

import asyncio
import gc

THRESHOLDS = (200_000, 20, 50)
"""New objects until Python looks by itself: in a full house, where the clock is too slow."""

SECONDS = 2.0
WHOLE = 150  # each so many looks, one at all that came since the start: every five minutes


async def keep_tidy(every: float = SECONDS, whole: int = WHOLE) -> None:
    """Look through what is new every so many seconds, until cancelled (decision 31)."""
    while True:
        for left in reversed(range(whole)):
            await asyncio.sleep(every)
            gc.collect(0 if left else 2)
