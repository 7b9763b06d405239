"""What counts for coverage, for counting lines makes whatever runs take twice its time.

The library's own mark leaves out a test's call alone; setting it up and finding it cost as much.
"""

import itertools
import pkgutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

COVERED = {"conversation", "domain", "handlers", "usecases"}
"""The folders whose tests count, and with them a part of the dialogs: together they reach all that
is asked for. All others run unmeasured."""
ONE_IN = 2
"""Of so many dialogs one counts."""
CASES = 1
"""So many cases of one test count: the others walk the same lines with other values."""
TESTS = Path(__file__).parents[1]

counts = pytest.StashKey[bool]()


@pytest.hookimpl(trylast=True)  # after the marks were set
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say of each test whether it counts."""
    dialogs, cases = itertools.count(), Counter[str]()
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        one = folder == "dialogs" and next(dialogs) % ONE_IN == 0
        test = item.nodeid.partition("[")[0]
        wanted = (one or folder in COVERED) and not _walks_often(item)
        item.stash[counts] = wanted and cases[test] < CASES
        cases[test] += item.stash[counts]


def _walks_often(item: pytest.Item) -> bool:
    """Whether a test is generated, heavy or long: it walks the same lines many times."""
    generated = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return generated or any(item.get_closest_marker(name) for name in ("heavy", "long"))


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Tests are found unmeasured, once every line that runs at an import has been counted.

    Of several processes the one that directs the others counts those; the others only find tests.
    """
    controller = None if hasattr(session.config, "workerinput") else _controller(session.config)
    for name in controller.cov.get_option("run:source") if controller else ():
        for module in pkgutil.walk_packages([str(TESTS.parent / name)], f"{name}."):
            import_module(module.name)
    with _unmeasured(session.config):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A test with its fixtures, measured or not."""
    if item.stash[counts]:
        return (yield)
    with _unmeasured(item.config):
        return (yield)


def _controller(config: pytest.Config) -> Any:
    """What counts lines; None where nothing does."""
    return getattr(config.pluginmanager.get_plugin("_cov"), "cov_controller", None)


def _counting(config: pytest.Config) -> Any:
    """What counts the lines of tests in this process; None where nothing does."""
    controller = _controller(config)
    return controller if controller is not None and controller.started else None


@contextmanager
def _unmeasured(config: pytest.Config) -> Iterator[None]:
    if (controller := _counting(config)) is None:
        yield
        return
    controller.pause()
    try:
        yield
    finally:
        controller.resume()
