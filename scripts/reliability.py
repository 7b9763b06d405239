"""The promises of reliability, tried: which tests show each, and what they measured.

    python -m scripts.reliability [--short | --of REPORT...] [--write]

One run of all of them; `--short` leaves out what takes minutes, `--of` reads what pytest has
written of runs of its own (`--junitxml=REPORT -o junit_family=xunit1`), as of a night's parts.
`--write` puts the table into docs/reliability.md. `make soak` prints it.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised of which fault, and the files of tests that show it."""

    name: str
    fault: str
    promised: str
    tests: tuple[str, ...]


PROMISES = (
    Promise(
        "F1",
        "`kill -9` at every commit and call of a report's life; 200 at random over 1,000 reports",
        "0 updates lost, 0 reports lost after the receipt, 0 cases twice; each status told 1 to 3 "
        "times; extra copies ≤ kills + unknown outcomes",
        ("crash/test_kill.py", "crash/test_every_point.py", "crash/test_many_kills.py"),
    ),
    Promise(
        "F2",
        "SIGTERM in the middle of work",
        "stops within 10 s, nothing repeated, nothing lost",
        ("crash/test_graceful_stop.py",),
    ),
    Promise(
        "F3",
        "Bot API away, at the start too, and back",
        "nothing lost, order per person kept, “not ready” meanwhile",
        ("bot/test_serving.py", "simulation/test_seeds.py"),
    ),
    Promise(
        "F4",
        "storm of 429",
        "0 calls within a pause, nothing lost, replies ahead of broadcasts",
        ("dialogs/test_answers_of_telegram.py", "bot/test_heeding.py", "bot/test_pacing.py"),
    ),
    Promise(
        "F5",
        "each answer of the Bot API, before and after the effect",
        "what the table says, nothing else",
        ("handlers/test_answers.py", "dialogs/test_answers_of_telegram.py", "bot/test_wire.py"),
    ),
    Promise(
        "F6",
        "readers of a broadcast who have blocked the bot",
        "one try each, the broadcast goes on, its report says how many and why",
        ("dialogs/test_broadcasts.py", "crash/test_broadcast.py"),
    ),
    Promise(
        "F7",
        "kills in the middle of a broadcast",
        "goes on by itself; each reader at most once; a few in doubt per kill",
        ("crash/test_broadcast.py", "usecases/test_takeover.py"),
    ),
    Promise(
        "F8",
        "updates delivered again, out of order",
        "the same state as delivered once",
        (
            "simulation/test_seeds.py",
            "dialogs/test_poison.py",
            "usecases/test_life_cycle_machine.py",
        ),
    ),
    Promise(
        "F9",
        "two pollers, a webhook beside a poller, forged and oversized webhook calls",
        "one works, the other leaves with a reason; 0 rows from a forger",
        (
            "crash/test_one_process.py",
            "bot/test_intake.py",
            "bot/test_webhook.py",
            "crash/test_webhook_process.py",
        ),
    ),
    Promise(
        "F10",
        "an update whose handler always fails",
        "3 tries, put aside, alarm; nobody else waits",
        ("dialogs/test_poison.py", "bot/test_watching.py", "bot/test_lanes.py"),
    ),
    Promise(
        "F11",
        "disk full, database locked, store of the files away",
        "a kind sentence, nothing half-written, works again by itself",
        (
            "dialogs/test_no_room.py",
            "dialogs/test_files_away.py",
            "storage/test_db.py",
            "dialogs/test_poison.py",
        ),
    ),
    Promise(
        "F12",
        "backup beside a busy bot, restore on an empty machine",
        "integrity, journal and files verified; 0 notices sent again",
        ("bot/test_backup.py", "storage/test_holding.py"),
    ),
    Promise(
        "F13",
        "group becomes supergroup, bot thrown out, topic or message deleted, two press at once",
        "number followed, alarm, fresh card, one wins and the other is told",
        (
            "dialogs/test_groups.py",
            "dialogs/test_topics.py",
            "dialogs/test_courier.py",
            "dialogs/test_casework.py",
        ),
    ),
    Promise(
        "F14",
        "clock stepped by an hour, a process that stood still",
        "nobody works twice, nothing stalls for longer than a lease",
        ("bot/test_tenure.py", "storage/test_small_rows.py"),
    ),
    Promise(
        "F15",
        "several processes on PostgreSQL: workers, couriers and the database die, or stand still",
        "0 updates lost, 0 cases twice, each person's order kept; taken over within 10 s",
        (
            "crash/test_many_workers.py",
            "bot/test_claims.py",
            "storage/test_inbox.py",
            "storage/test_waking.py",
        ),
    ),
    Promise(
        "F16",
        "clock years off, ahead or back, at the start or while running; three weeks of rest",
        "nothing is erased, nor passed up, before Telegram or a person agrees; admins told once",
        (
            "domain/test_clock_trust.py",
            "handlers/test_timekeeper.py",
            "usecases/test_gate.py",
            "usecases/test_timekeeping.py",
            "dialogs/test_wrong_clock.py",
        ),
    ),
    Promise(
        "B1",
        "hostile words, names, files, addresses, buttons, links, by list and by a monkey",
        "0 unhandled errors, 0 messages refused, 0 live links, raw input kept",
        (
            "dialogs/test_monkey.py",
            "dialogs/test_hostile.py",
            "conversation/test_links.py",
            "handlers/test_harmless.py",
        ),
    ),
    Promise(
        "B2",
        "bombs, wrong types, pictures with a place",
        "refused or kept sealed; what staff see carries no place",
        (
            "bot/test_pictures.py",
            "handlers/test_placeless.py",
            "dialogs/test_files_both_ways.py",
        ),
    ),
    Promise(
        "B3",
        "role × verb × object, every cell",
        "exactly the cells of docs/lifecycle.md",
        ("usecases/test_matrix.py", "domain/test_status.py", "domain/test_people.py"),
    ),
    Promise(
        "B4",
        "guessed query codes",
        "0 facts; unknown and not yours look alike; tries come to an end",
        ("dialogs/test_own_reports.py", "domain/test_codes.py"),
    ),
    Promise(
        "B5",
        "a flood: 10,000 reports of 5,000 people in a minute",
        "all kept with a receipt, one word to staff, danger passes, others do not wait",
        ("usecases/test_floods.py", "dialogs/test_floods.py"),
    ),
    Promise(
        "B6",
        "any search that a screen or a line of words can make, on either database",
        "finds what a look at every case finds, in the same order, none left out or shown twice",
        ("storage/test_search.py",),
    ),
    Promise(
        "S1",
        "a stolen database, journal, backup or log",
        "nothing personal in clear",
        (
            "storage/test_nothing_in_clear.py",
            "dialogs/test_nothing_in_clear.py",
            "bot/test_logs.py",
            "storage/test_exports.py",
        ),
    ),
    Promise(
        "S2",
        "an entry of the journal changed, removed, moved, or the end cut off",
        "`jubao audit verify` names it",
        (
            "storage/test_journal.py",
            "storage/test_journal_order.py",
            "bot/test_audit_command.py",
        ),
    ),
    Promise(
        "S3",
        "400 days",
        "what is past its time is gone from rows, files and search; what is on hold stays",
        ("usecases/test_retention.py", "usecases/test_archiving.py"),
    ),
    Promise(
        "S4",
        "a profile changed after reporters were told how long their contents stay",
        "they stay until the day that was told, or longer",
        ("usecases/test_promises.py",),
    ),
)


@dataclass(slots=True)
class Found:
    """What became of a file of tests."""

    passed: int = 0
    failed: int = 0
    measured: Counter[str] = field(default_factory=Counter)


def tried(*, short: bool) -> dict[str, Found]:
    """One run of every test that stands in the table, by file."""
    files = sorted({file for promise in PROMISES for file in promise.tests})
    marks = "not soak" if short else "soak or not soak"
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"),
                *("-m", marks, f"--junitxml={report}", "-o", "junit_family=xunit1"),
                *(f"tests/{file}" for file in files),
            ],
            cwd=ROOT,
            check=False,
        )
        return read(report)


def read(*reports: Path) -> dict[str, Found]:
    """Pytest's reports, by file below `tests/`; a test run again counts as it went last."""
    cases: dict[tuple[str, str], ET.Element] = {}
    for report in reports:
        for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 - pytest wrote it
            cases[case.attrib["classname"], case.attrib["name"]] = case
    found: dict[str, Found] = {}
    for case in cases.values():
        each = found.setdefault(_file(case.attrib["classname"]), Found())
        if case.find("failure") is None and case.find("error") is None:
            each.passed += 1
        else:
            each.failed += 1
        for value in case.iter("property"):
            if value.attrib["name"] == "measured":
                each.measured.update(_figures(value.attrib["value"]))
    return found


def _file(name: str) -> str:
    """The file of a test, from its module or class: a machine's is where its library stands."""
    module = re.match(r"tests\.(.*\.)?test_\w+", name)
    assert module is not None, name
    return module[0].removeprefix("tests.").replace(".", "/") + ".py"


def _figures(text: str) -> dict[str, int]:
    """A dict as pytest writes it, its numbers alone; a seed is no figure to add up."""
    pairs = (part.rpartition(":") for part in text.strip("{}").split(","))
    return {
        name.strip(" '\""): int(value)
        for name, _, value in pairs
        if value.strip().isdigit() and "seed" not in name
    }


def table(found: dict[str, Found]) -> str:
    """One row for each promise."""
    lines = ["| # | fault or load | promised | measured | shown by |", "|---|---|---|---|---|"]
    for promise in PROMISES:
        parts = [found.get(file, Found()) for file in promise.tests]
        failed, passed = sum(each.failed for each in parts), sum(each.passed for each in parts)
        kept = "kept" if not failed and all(each.passed for each in parts) else "**BROKEN**"
        figures: Counter[str] = sum((each.measured for each in parts), Counter())
        said = "; ".join([f"{kept}, {passed} tests", *(f"{k} {v:,}" for k, v in figures.items())])
        shown = ", ".join(f"`tests/{file}`" for file in promise.tests)
        lines.append(
            f"| {promise.name} | {promise.fault} | {promise.promised} | {said} | {shown} |"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    """The command line; 1 where a promise is broken."""
    parser = argparse.ArgumentParser(prog="python -m scripts.reliability")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--short", action="store_true")
    which.add_argument("--of", nargs="+", type=Path, metavar="REPORT")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    said = table(read(*asked.of) if asked.of else tried(short=asked.short))
    print(said)
    if asked.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        when = "without what takes minutes" if asked.short else "everything"
        stamp = f"Tried on {datetime.now(UTC):%d %B %Y}, {when}.\n\n"
        _, _, after = rest.partition(END)
        PAGE.write_text(f"{before}{BEGIN}{stamp}{said}{END}{after}", encoding="utf-8")
    return 1 if "BROKEN" in said else 0


if __name__ == "__main__":
    sys.exit(main())
