"""Updates per second of a whole report: ours compared with python-telegram-bot and aiogram.

    python -m bench.updates [--only ptb,aiogram,ours] [--latency 0.08] [--people 1000] [--rate 100]
                            [--rounds 3]

Without `--rate` everybody writes as soon as they are answered: this measures the maximal
throughput, with the waiting times of full load. With `--rate`, that many updates come per second:
this measures the waiting times of moderate load. With `--rounds` the bots run in turn that many
times, and the medians are judged, because other work on the machine disturbs single runs.
"""

import argparse
import statistics
import sys
from collections.abc import Sequence

from bench.promise import Promise
from bench.runs import Contender, Load, NotMeasured, Result, ours, peer, run

PEOPLE, LATENCY = 400, 0.08
FREE, CALM = 30, 100  # updates a second: what Telegram lets a free bot answer, and more
ROUNDS = 3
CONTENDERS = {
    "ptb": Contender(
        name="python-telegram-bot",
        script="peers",
        start=peer("ptb_plain"),
        window=12,
        people=8,  # about eight answers a second: with more people nobody would finish
    ),
    "aiogram": Contender(name="aiogram 3", script="peers", start=peer("aiogram_fsm"), window=25),
    "ours": Contender(name="jubao", script="ours", start=ours, window=25),
}


def promises(results: dict[str, Result]) -> list[Promise]:
    """The ratios for which both sides were measured."""
    found: list[Promise] = []
    if (mine := results.get("ours")) is None:
        return found
    if (ptb := results.get("ptb")) and ptb.per_second:
        words = "updates/s, our whole report ÷ python-telegram-bot as usual"
        found.append(Promise(words, mine.per_second / ptb.per_second, 40, goal=80))
    if (aiogram := results.get("aiogram")) and aiogram.per_second:
        words = "updates/s, ours (durable) ÷ aiogram 3 (in memory)"
        found.append(Promise(words, mine.per_second / aiogram.per_second, 1, goal=1.4))
        words = "CPU per update, ours ÷ aiogram's"
        ratio = mine.cpu_each / aiogram.cpu_each
        found.append(Promise(words, ratio, 1.0, at_least=False, goal=0.6))
    return found


def calm_promises(rounds: Sequence[dict[str, Result]], load: Load) -> list[Promise]:
    """The promises at moderate load, by the medians of these rounds; none for a higher load."""
    mine, its = (_own_p99(rounds, name, load) for name in ("ours", "aiogram"))
    if mine is None or load.rate > CALM:
        return []
    bound, goal = (25, 10) if load.rate <= FREE else (50, 15)
    note = "" if its is None else f"aiogram {its:.0f}"
    answered = f"p99 from update to answer at {load.rate:g}/s, less the API's, ms"
    found = [Promise(answered, mine, bound, at_least=False, goal=goal, note=note)]
    if its is not None and its > 0:
        words = f"p99 of our own time at {load.rate:g}/s ÷ aiogram's"
        found.append(Promise(words, mine / its, 0.5, at_least=False, goal=0.2))
    if load.rate > FREE:
        stored = f"p99 from update to its acknowledgement (stored) at {load.rate:g}/s, ms"
        p99 = statistics.median(_p99(rounds, "ours", "confirmed_ms"))
        found.append(Promise(stored, p99, 20, at_least=False, goal=5))
    return found


def _own_p99(rounds: Sequence[dict[str, Result]], name: str, load: Load) -> float | None:
    """A bot's p99 from update to answer, less one call's latency, in ms; None if none answered."""
    p99 = _p99(rounds, name, "handed_ms")
    return statistics.median(p99) - load.latency * 1000 if p99 else None


def _p99(rounds: Sequence[dict[str, Result]], name: str, wait: str) -> list[float]:
    """A bot's p99 of a wait in each round in which it was measured and answered."""
    found = [each[name].told[wait] for each in rounds if name in each]
    return [percentiles["p99"] for percentiles in found if percentiles is not None]


def table(results: Sequence[Result], latency_ms: float) -> str:
    """One line for each bot."""
    heads = [
        "people",
        "updates/s",
        "p50",
        "p99",
        "p50-API",
        "p99-API",
        "written p99",
        "CPU ms",
        "stand-in",
        "others",
    ]
    lines = [f"{'':<20}" + "".join(f"{head:>12}" for head in heads)]
    for result in results:
        handed, created = result.told["handed_ms"], result.told["created_ms"]
        if handed is None:
            lines.append(f"{result.name:<20}{'no answer at all':>29}")
            continue
        percent = result.told["seconds"] * 10  # of one core
        numbers = [
            f"{result.people}",
            f"{result.per_second:.1f}",
            *(f"{handed[p]:.0f} ms" for p in ("p50", "p99")),
            *(f"{handed[p] - latency_ms:.0f} ms" for p in ("p50", "p99")),
            f"{created['p99']:.0f} ms",
            f"{result.cpu_each:.2f}",
            f"{result.standin_cpu_ms / percent:.0f} %",
            f"{result.others_cpu_ms / percent:.0f} %",
        ]
        lines.append(f"{result.name:<20}" + "".join(f"{number:>12}" for number in numbers))
    return "\n".join(lines)


LEGEND = """
p50, p99: from the update's being handed to the bot until its answer stands in the chat;
"-API": less one call's own latency; "written": from the person's writing it;
CPU ms: of the bot's process for each update; stand-in, others: what they and all else on this
machine took of one core. Where the others took much, measure again on a quiet machine."""


def stuck(result: Result) -> str:
    """Where people are stuck, for a script that no longer fits its bot."""
    told = result.told
    last = told["longest_wait"]
    return (
        f"\n{result.name}: {told['rounds']} whole dialogues, {told['stray']} messages beside the "
        f"answers, calls {told['calls']}\n  waiting after: {told['waiting']}\n"
        f"  {told['trouble'] or 'everybody finds their buttons'}\n"
        f"  longest wait: {last['step']}; last seen: {last['text']!r} with {last['buttons']}"
    )


def measure(names: Sequence[str], load: Load) -> dict[str, Result]:
    """One run of each bot; bots that could not be measured are left out and reported."""
    results = {}
    for name in names:
        print(f"{CONTENDERS[name].name} …", file=sys.stderr, flush=True)
        try:
            results[name] = run(CONTENDERS[name], load)
        except NotMeasured as nothing:
            print(nothing, file=sys.stderr)
    pace = f"{load.rate:g} updates/s" if load.rate else "as fast as they are answered"
    print(f"\n{load.people} people, {pace}, API {load.latency * 1000:g} ms\n")
    print(table(list(results.values()), load.latency * 1000))
    return results


def figures() -> list[Promise]:
    """Measure full load."""
    return promises(measure(list(CONTENDERS), Load(people=PEOPLE, latency=LATENCY)))


def calm_figures() -> list[Promise]:
    """Measure ours and aiogram at moderate load, in turn."""
    found: list[Promise] = []
    for rate in (CALM, FREE):
        load = Load(people=rate, latency=LATENCY, rate=rate)
        rounds = [measure(["ours", "aiogram"], load) for _ in range(ROUNDS)]
        found += calm_promises(rounds, load)
    return found


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.updates")
    parser.add_argument("--only", default=",".join(CONTENDERS), help="some of ptb,aiogram,ours")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument(
        "--latency", type=float, default=LATENCY, help="seconds each API call takes"
    )
    parser.add_argument("--rate", type=float, default=0, help="updates per second in all; 0: any")
    parser.add_argument("--rounds", type=int, default=1, help="runs of each bot, in turn")
    parser.add_argument("--verbose", action="store_true", help="tell where people wait")
    parser.add_argument("--strict", action="store_true", help="leave with 1 on a broken promise")
    asked = parser.parse_args()
    names = asked.only.split(",")
    if unknown := set(names) - set(CONTENDERS):
        parser.error(f"no such bot: {', '.join(sorted(unknown))}")

    # With a rate: so many people that each writes about once a second, so that all steps occur.
    people = min(asked.people, int(asked.rate) or asked.people)
    load = Load(people=people, latency=asked.latency, rate=asked.rate)
    rounds = [measure(names, load) for _ in range(asked.rounds)]
    print(LEGEND)
    for result in (result for results in rounds for result in results.values()):
        if asked.verbose or not result.told["rounds"] or result.told["trouble"]:
            print(stuck(result))
    kept = calm_promises(rounds, load) if load.rate else promises(rounds[-1])
    print("", *kept, sep="\n")
    failed = any(len(results) < len(names) for results in rounds)
    return int(failed or (asked.strict and not all(promise.kept for promise in kept)))


if __name__ == "__main__":
    sys.exit(main())
