"""Fixtures for all tests."""

import gc
import json
import os
import tempfile
from collections import Counter

import hypothesis
import pytest
import structlog

from tests.support import statements

# The test's PostgreSQL keeps its lock files where sessions have a folder of their own; a bare
# machine has no session.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="jubao-tests-"))

os.environ["PTB_TIMEDELTA"] = "1"  # what `bot.__main__` sets: retry_after as a timedelta

# An example may take as long as a slow machine needs; what it costs is counted, not timed.
hypothesis.settings.register_profile("jubao", deadline=None)
# `make check` asks for this one: a quarter of the examples. All the rest is for `make test`.
hypothesis.settings.register_profile("check", deadline=None, max_examples=25)
hypothesis.settings.load_profile("jubao")

statements.share()

# What thousands of tests leave behind need not be looked through so often: a tenth of their time.
gc.set_threshold(100_000, 50, 100)

# Unless a test sets up the log: an error's story in colours takes longer than what led to it.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        ),
    ]
)

pytest.register_assert_rewrite("tests.support.chat")

pytest_plugins = [
    "tests.support.buckets",
    "tests.support.postgres",  # before whoever imports it
    "tests.support.database",
    "tests.support.processes",
    "tests.support.shell",
    "tests.support.backups",
    "tests.support.stage",
    "tests.support.worlds",
    "tests.support.fleet",
]


HEAVY_FIXTURES = {
    "bucket",
    "browser",
    "empty_postgres_url",
    "fleet",
    "installed_rows",
    "postgres",
    "postgres_url",
    "s3_server",
    "shell",
    "stage",
    "warm",
}
"""What starts a process, a browser or a server: asked for by name, or as a parameter."""
SERVER_ALONE = {"empty_postgres_url", "installed_rows", "postgres", "postgres_url"}
"""Those that need nothing but the PostgreSQL server that all tests share."""
HEAVY_FOLDERS = {"bench", "browser", "crash", "simulation"}
SQLITE_IS_ENOUGH = ("tests/usecases/", "tests/upgrade/")
BOTH_ALWAYS, BUT_FOR = "tests/usecases/operations/", "tests/usecases/operations/test_new_roots"
"""Use cases run on SQLite, and on PostgreSQL by `make soak`; operations on both always.

Of the long ones, a new root secret and an upgrade, `make test` runs on PostgreSQL what has the mark
`on_both`: what depends on the database most. What differs between the two databases is below
`storage`, whose tests run on both.
"""
EVERY_EXAMPLE = "tests/docs/", "tests/bot/intake/test_webhook.py"
"""Of one test that runs a whole application or starts a process, `make test` runs the first and the
last example on each database, `make soak` all of them. Here all always run: an example is a recipe
of a page, or one way to be refused by the webhook.
"""


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make check` and `make test` leave out.

    Heavy is what needs one of the fixtures above, or PostgreSQL as one kind of database of two; a
    test that starts a process by itself has the mark where it stands. Repeated are the examples
    after the first of a test that runs a whole application or starts a process; `make test` runs
    the last of them. What is long has the mark where it stands.
    """
    tests: dict[tuple[str, bool], list[pytest.Item]] = {}
    for item in items:
        call = getattr(item, "callspec", None)
        params = call.params.values() if call is not None else ()
        kinds = {kind for kind in params if isinstance(kind, str)}
        fixtures = set(getattr(item, "fixturenames", ()))
        needs = fixtures | kinds
        in_heavy_folder = item.path.parent.name in HEAVY_FOLDERS
        if in_heavy_folder or HEAVY_FIXTURES & needs:
            item.add_marker(pytest.mark.heavy)
        if "postgres" in kinds and _is_enough_on_sqlite(item):
            item.add_marker(pytest.mark.soak)
        if "world" in fixtures or in_heavy_folder or (HEAVY_FIXTURES - SERVER_ALONE) & needs:
            test = item.nodeid.partition("[")[0], "postgres" in kinds
            tests.setdefault(test, []).append(item)
    for examples in tests.values():
        some = {0, len(examples) - 1}
        for number, item in enumerate(examples):
            if number > 0:
                item.add_marker(pytest.mark.repeated)
            if number not in some and not item.nodeid.startswith(EVERY_EXAMPLE):
                item.add_marker(pytest.mark.soak)


def _is_enough_on_sqlite(item: pytest.Item) -> bool:
    """Whether `make test` leaves a test on PostgreSQL to `make soak`."""
    if item.get_closest_marker("on_both") or not item.nodeid.startswith(SQLITE_IS_ENOUGH):
        return False
    return not item.nodeid.startswith(BOTH_ALWAYS) or item.nodeid.startswith(BUT_FOR)


def pytest_collection_finish() -> None:
    """Modules and tests stay to the end: leave them out of each full garbage collection."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What soak tests have measured, added up over their parts, as lines of JSON."""
    found: dict[str, Counter[str]] = {}
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            if name == "measured":
                found.setdefault(report.nodeid.partition("[")[0], Counter()).update(value)
    for test, figures in found.items():
        terminalreporter.write_line(json.dumps({"measured": test, **figures}, ensure_ascii=False))
