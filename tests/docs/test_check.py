"""What `make check` and `make test` leave out, and nothing else."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

from tests import conftest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_heavy_fixture_and_folder_is_there():
    """One that got another name would make `make check` start a server."""
    text = "".join(file.read_text(encoding="utf-8") for file in ROOT.glob("tests/**/*.py"))
    fixtures = set(re.findall(r"@(?:pytest\.)?fixture.*\n(?:async )?def (\w+)", text))
    assert conftest.HEAVY_FIXTURES - fixtures == set()
    assert all((ROOT / "tests" / folder).is_dir() for folder in conftest.HEAVY_FOLDERS)


def test_a_test_that_starts_a_process_by_itself_is_marked(request):
    session = request.session
    for item in session.items:
        code = getattr(getattr(item, "function", None), "__code__", None)
        if code is not None and {"create_subprocess_exec", "Popen"} & set(code.co_names):
            assert item.get_closest_marker("heavy"), item.nodeid


def test_postgres_as_one_kind_of_two_is_left_out(request):
    for item in request.session.items:
        if re.search(r"\[postgres[\]-]", item.nodeid):  # no address of a server
            assert item.get_closest_marker("heavy"), item.nodeid


def test_a_heavy_fixture_as_one_kind_of_two_is_left_out(request):
    """A place for files is a folder or a bucket, a database may be one without a table."""
    kinds = [
        (item, kind)
        for item in request.session.items
        for kind in getattr(getattr(item, "callspec", None), "params", {}).values()
    ]
    for item, kind in kinds:
        if isinstance(kind, str) and kind in conftest.HEAVY_FIXTURES:
            assert item.get_closest_marker("heavy"), item.nodeid


def test_of_a_test_that_runs_a_whole_application_two_examples_belong_to_make_test(request):
    examples = Counter()
    for item in request.session.items:
        always = item.nodeid.startswith(conftest.EVERY_EXAMPLE)
        fixtures = getattr(item, "fixturenames", ())
        if "world" in fixtures and not always and not item.get_closest_marker("soak"):
            examples[item.nodeid.partition("[")[0], "postgres" in item.nodeid] += 1
    assert {test for test, count in examples.items() if count > 2} == set()


def test_make_check_runs_fewer_examples_and_make_test_all():
    """What a run chooses is in its options: the tests themselves do not know which one it is."""
    check, full = settings.get_profile("check"), settings.get_profile("jubao")
    assert check.max_examples < full.max_examples == settings.get_profile("default").max_examples
    recipes = dict(re.findall(r"^(check|test): .*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE))
    assert "$(QUICK)" in recipes["check"]
    assert "$(QUICK)" not in recipes["test"]
    assert "hypothesis" not in recipes["test"]
    assert re.search(r"^QUICK := .*--hypothesis-profile check$", MAKEFILE, re.MULTILINE)


@pytest.mark.soak  # it instruments everything once more
@pytest.mark.heavy
def test_what_workers_count_is_gathered_and_too_little_fails():
    options = ["-q", "-n", "1", "-p", "no:cacheprovider"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "tests/domain/test_codes.py"],
        cwd=ROOT,
        env={**os.environ, "PYTEST_PLUGINS": "tests.support.coverage"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert " passed" in ran.stdout
    assert "TOO LITTLE" in ran.stdout
    percent = re.search(r"^domain/codes\.py +(?:\d+ +){5}(\d+) ", ran.stdout, re.MULTILINE)
    assert int(percent[1]) > 80, "its functions run in the worker alone"
    assert ran.returncode == 1
