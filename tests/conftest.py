"""Fixtures for all tests."""

import os
import tempfile

import pytest

# The test's PostgreSQL keeps its lock files where sessions have a folder of their own; a bare
# machine has no session.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="jubao-tests-"))

os.environ["PTB_TIMEDELTA"] = "1"  # what `bot.__main__` sets: retry_after as a timedelta

pytest.register_assert_rewrite("tests.support.chat")

pytest_plugins = ["tests.support.database", "tests.support.worlds"]
