"""Run every bench and print one table of promised and measured figures.

    python -m bench [--only updates,filing] [--write]

`--write` puts the table of a whole run into docs/performance.md. A bench that cannot run is
reported as failed, and the others continue.
"""

import argparse
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench import broadcast, evidence, figures, filing, footprint, lists, shift, updates
from bench.promise import Promise, between, markdown

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"

BENCHES: dict[str, Callable[[], list[Promise]]] = {
    "updates": updates.figures,
    "calm": updates.calm_figures,
    "filing": filing.figures,
    "broadcast": broadcast.figures,
    "evidence": evidence.figures,
    "footprint": footprint.figures,
    "lists": lists.figures,
    "figures": figures.figures,
    "shift": shift.figures,
}


def machine() -> str:
    """Machine, date and load, for the table."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    today = datetime.now(UTC).date()
    return (
        f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}, "
        f"{today:%-d %B %Y}, load before the run {os.getloadavg()[0]:.1f}."
    )


def run(names: list[str]) -> tuple[list[Promise], list[str]]:
    """Run these benches; returns their promises, and the names of those that failed."""
    found, failed = [], []
    for name in names:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        try:
            found += BENCHES[name]()
        except (Exception, SystemExit):  # noqa: BLE001 - the others continue
            traceback.print_exc()
            failed.append(name)
        print(f"   {time.monotonic() - began:.0f} s", flush=True)
    return found, failed


def page(text: str, where: str, found: list[Promise]) -> str:
    """The page with a new table in it."""
    return between(text, BEGIN, END, f"{where}\n\n{markdown(found)}")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--only", default=",".join(BENCHES))
    parser.add_argument("--write", action="store_true", help="docs/performance.md, after all")
    asked = parser.parse_args()
    names = asked.only.split(",")
    if unknown := set(names) - set(BENCHES):
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    where = machine()
    found, failed = run(names)
    print(f"\n{where}\n", *found, sep="\n")
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    elif asked.write and set(names) == set(BENCHES):  # only a complete table
        PAGE.write_text(page(PAGE.read_text(), where, found))
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
