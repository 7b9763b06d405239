"""A shift of 200 reports by one moderator and one lead: taps, characters, messages, seconds.

    python -m bench.shift [--few] [--write]

The same reports are handled twice by the real application in a sandbox: "step by step", every
question answered by hand, one case at a time; and the "short" way wherever the screen offers one.
Every press, every character and every message that comes to staff unasked is counted, by kind of
act; seconds are CPU time of the application and the sandbox. At the end every case must have ended
as planned, with the entries of all its steps, and every reporter must have read the reasons, in
their own language where they are written in several. `--write` puts the table into
docs/performance.md, `--few` plays one report of each kind and a small burst.
"""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import structlog

from bench.office.chat import ARRIVING, JOBS, Costs
from bench.office.reports import FEW, SHARES, Kind
from bench.office.ways import SHORTEST, STEP_BY_STEP, STRATEGIES
from bench.promise import Promise, between

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- shift -->\n", "<!-- end of shift -->\n"
Played = Mapping[str, Mapping[str, Costs]]
"""By strategy and kind of act."""
LAST = (ARRIVING, JOBS)  # what staff do not do themselves
MOST_TAPS = 1.0  # the short way costs at most as many taps as the long one


def play(strategy: str, counts: Mapping[Kind, int]) -> Mapping[str, Costs]:
    """Play a shift in this process; raises where a case did not end as planned."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # before the library is imported
    from bench.office.day import play as whole  # noqa: PLC0415

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    return asyncio.run(whole(STRATEGIES[strategy], counts))


def both(counts: Mapping[Kind, int]) -> Played:
    """Play the shift by both strategies, each in a process of its own."""
    with ProcessPoolExecutor(2) as pool:
        found = pool.map(partial(play, counts=counts), STRATEGIES)
        return dict(zip(STRATEGIES, found, strict=True))


def summed(costs: Mapping[str, Costs]) -> Costs:
    """All acts together."""
    return sum(costs.values(), Costs())


def table(played: Played) -> str:
    """A row for each kind of act: before and after."""
    acts = dict.fromkeys(act for costs in played.values() for act in costs)
    ordered = sorted(acts, key=lambda act: act in LAST)
    heads = ("times", "taps", "characters", "messages", "seconds")
    lines = [
        "| | " + " | ".join(heads) + " |",
        "|---|" + "---|" * len(heads),
        *(_line(act, [played[each].get(act, Costs()) for each in STRATEGIES]) for act in ordered),
        _line("**in all**", [summed(played[each]) for each in STRATEGIES]),
    ]
    return "\n".join(lines) + "\n"


def _line(act: str, costs: list[Costs]) -> str:
    before, after = costs
    cells = [
        f"{a:,} → {b:,}" if a != b else f"{a:,}" if a else ""
        for a, b in (
            (before.times, after.times),
            (before.taps, after.taps),
            (before.typed, after.typed),
            (before.pushed, after.pushed),
        )
    ]
    return f"| {act} | {' | '.join(cells)} | {before.seconds:.1f} → {after.seconds:.1f} |"


def promise(played: Played) -> Promise:
    """The taps of the short way, in parts of those of the long one."""
    long, short = (summed(played[each]) for each in (STEP_BY_STEP, SHORTEST))
    words = "a shift of 200 cases: taps, the short way ÷ step by step"
    return Promise(words, short.taps / long.taps, MOST_TAPS, at_least=False, goal=0.4)


def figures(counts: Mapping[Kind, int] = SHARES) -> list[Promise]:
    """Play both shifts and print the table."""
    played = both(counts)
    print(table(played))
    return [promise(played)]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.shift")
    parser.add_argument(
        "--few", action="store_true", help="one report of each kind, and a small burst"
    )
    parser.add_argument("--write", action="store_true", help="the table in docs/performance.md")
    asked = parser.parse_args()
    played = both(FEW if asked.few else SHARES)
    print(table(played), promise(played), sep="\n")
    if asked.write and not asked.few:
        PAGE.write_text(between(PAGE.read_text(), BEGIN, END, table(played)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
