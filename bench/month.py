"""A month of 17 million reports under Telegram's limit: how long people wait with 1, 4 and 14 bots.

    python -m bench.month [--reports 17000000]

A simulation, not a load test: the messages that each bot must send, in steps of ten seconds, and
how many the limit allows. Replies have priority over notices. In reality a person's next update
would wait for a late reply; here it does not, so the waits of an overloaded bot are a lower bound.
"""

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DAYS = 30
STEP = 10  # seconds
STEPS = DAYS * 24 * 3600 // STEP
FREE, PAID = 30.0, 1000.0  # messages a second that Telegram lets a bot send
SPARE = 0.98  # of the limit: an even pace just below it gets no 429 (docs/performance.md)

ANSWERS = 10  # to the updates of one report, bench/dialogues.py
DIALOGUE = 300  # seconds that a person takes for it
# Notices: hours after the filing, number of messages. The receipt, a card for staff, the steps
# of the case to its reporter.
NEWS = ((0.0, 1.0), (0.0, 0.5), (20.0, 1.0), (70.0, 1.0), (120.0, 1.0))
DAY_SHAPE = (
    *(0.5, 0.35, 0.25, 0.2, 0.2, 0.25, 0.4, 0.7, 1.0, 1.25, 1.35, 1.3),
    *(1.2, 1.2, 1.25, 1.3, 1.3, 1.25, 1.2, 1.35, 1.6, 1.7, 1.5, 1.0),
)  # reports per hour of the day, relative to the mean
FLOOD_DAY, FLOOD_HOUR, FLOOD = 12, 20, 70.0  # in this hour at least so many reports a second


@dataclass(frozen=True, slots=True)
class Waits:
    """Waiting times of one kind of message in seconds, and the longest queue."""

    p50: float
    p99: float
    longest: float
    queue: float
    left: float  # still unsent at the end of the month


@dataclass(frozen=True, slots=True)
class Month:
    """One plan for the number of bots, and its result."""

    name: str
    answers: Waits
    news: Waits


def arrivals(reports: int, seed: int = 17) -> list[float]:
    """Reports started in each step: the shape of a day, random variation, and one peak."""
    draw = random.Random(seed)
    mean = reports / STEPS
    found = []
    for step in range(STEPS):
        seconds = step * STEP
        day, hour = divmod(seconds // 3600, 24)
        wanted = mean * DAY_SHAPE[hour] * 24 / sum(DAY_SHAPE)
        if (day, hour) == (FLOOD_DAY, FLOOD_HOUR):
            wanted = max(wanted, FLOOD * STEP)
        found.append(max(0.0, draw.gauss(wanted, math.sqrt(wanted))))
    return found


def messages(begun: Sequence[float]) -> tuple[list[float], list[float]]:
    """Replies and notices that become due in each step."""
    span = DIALOGUE // STEP
    answers, within = [], 0.0
    for step, each in enumerate(begun):
        within += each - (begun[step - span] if step >= span else 0.0)
        answers.append(within * ANSWERS / span)
    news = [0.0] * len(begun)
    for hours, count in NEWS:
        later = span + int(hours * 3600 / STEP)
        for step in range(later, len(begun)):
            news[step] += begun[step - later] * count
    return answers, news


def said(due: Sequence[float], room: Sequence[float]) -> list[float]:
    """Messages sent in each step, where `room` is the limit."""
    waiting, found = 0.0, []
    for new, most in zip(due, room, strict=True):
        waiting += new
        out = min(waiting, most)
        waiting -= out
        found.append(out)
    return found


def waits(due: Sequence[float], out: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Waiting times as (seconds, messages), first in, first out."""
    behind = 0  # the step whose messages are being sent
    left = out[0]
    for step, new in enumerate(due):
        rest = new
        while rest > 1e-9 and behind < len(out):
            if left <= 1e-9:
                behind += 1
                left = out[behind] if behind < len(out) else 0.0
                continue
            part = min(rest, left)
            yield max(0, behind - step) * STEP, part
            rest, left = rest - part, left - part
        if rest > 1e-9:  # not sent within the month: waited at least this long
            yield (len(out) - step) * STEP, rest


def summed(pairs: Sequence[tuple[float, float]], queue: float, left: float) -> Waits:
    """Percentiles of the waiting times."""
    ordered = sorted(pairs)
    total = sum(count for _, count in ordered)

    def part(share: float) -> float:
        wanted, seen = total * share, 0.0
        for seconds, count in ordered:
            seen += count
            if seen >= wanted:
                return seconds
        return ordered[-1][0]

    return Waits(p50=part(0.5), p99=part(0.99), longest=ordered[-1][0], queue=queue, left=left)


def longest_queue(due: Sequence[float], out: Sequence[float]) -> tuple[float, float]:
    """The longest queue, and the queue at the end."""
    waiting = most = 0.0
    for new, gone in zip(due, out, strict=True):
        waiting += new - gone
        most = max(most, waiting)
    return most, waiting


def month(name: str, begun: Sequence[float], bots: int, limit: float) -> Month:
    """Simulate one bot with its share of the reports and its own limit, for all."""
    answers, news = messages([each / bots for each in begun])
    room = [limit * SPARE * STEP] * STEPS
    answered = said(answers, room)
    told = said(news, [most - used for most, used in zip(room, answered, strict=True)])
    found = []
    for due, out in ((answers, answered), (news, told)):
        most, left = longest_queue(due, out)
        found.append(summed(list(waits(due, out)), most * bots, left * bots))
    return Month(name, *found)


PLANS = (
    ("1 bot", 1, FREE),
    ("4 bots", 4, FREE),
    ("14 bots", 14, FREE),
    ("1 bot, paid", 1, PAID),
)


def words(seconds: float) -> str:
    """A waiting time with a suitable unit."""
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} s"


def table(months: Sequence[Month]) -> str:
    """A line for each plan and kind."""
    heads = ("", "", "p50", "p99", "longest", "most waiting", "unsent at the end")
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for each in months:
        for kind, found in (("replies", each.answers), ("notices", each.news)):
            cells = (words(found.p50), words(found.p99), words(found.longest))
            lines.append(
                f"| {each.name} | {kind} | {' | '.join(cells)} | {found.queue:,.0f} "
                f"| {max(0.0, found.left):,.0f} |"
            )
    return "\n".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.month")
    parser.add_argument("--reports", type=int, default=17_000_000)
    asked = parser.parse_args()
    began = time.monotonic()
    begun = arrivals(asked.reports)
    print(table([month(name, begun, bots, limit) for name, bots, limit in PLANS]))
    print(f"\n{sum(begun):,.0f} reports, in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
