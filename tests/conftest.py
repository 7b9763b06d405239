"""Fixtures for all tests."""

import os
import tempfile
from pathlib import Path

import pytest

# The test's PostgreSQL keeps its lock files where sessions have a folder of their own; a bare
# machine has no session.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="jubao-tests-"))

os.environ["PTB_TIMEDELTA"] = "1"  # what `bot.__main__` sets: retry_after as a timedelta

pytest.register_assert_rewrite("tests.support.chat")

pytest_plugins = [
    "tests.support.database",
    "tests.support.processes",
    "tests.support.shell",
    "tests.support.worlds",
]


COVERED = {"conversation", "dialogs", "domain", "handlers", "locales"}
"""The folders whose tests count for coverage: they reach all that is asked for, and counting
lines makes a test slower by two thirds."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All others run unmeasured, those of use cases on both databases among them."""
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).parts[0] not in COVERED:
            item.add_marker("no_cover")
