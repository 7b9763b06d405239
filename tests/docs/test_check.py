"""`make check` leaves out what is slow to start, and nothing else."""

import re
from pathlib import Path

from tests import conftest

ROOT = Path(__file__).parents[2]


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
