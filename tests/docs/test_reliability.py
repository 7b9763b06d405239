"""Every promise names tests that there are, and a broken one is said to be."""

import subprocess
from pathlib import Path

from scripts import reliability
from scripts.reliability import (
    BEGIN,
    END,
    PAGE,
    PROMISES,
    ROOT,
    Found,
    read,
    table,
    with_rows,
)


def test_every_promise_names_tests_that_there_are():
    assert len({promise.name for promise in PROMISES}) == len(PROMISES) == 27
    for promise in PROMISES:
        assert all((ROOT / "tests" / file).is_file() for file in promise.tests), promise.name


def test_make_soak_runs_every_test_that_there_is(monkeypatch, capsys):
    """All that `make test` leaves out, too; `--rows` runs the files of these rows."""
    ran = []

    def run(words, **_):
        ran.append(words)
        report = next(word for word in words if word.startswith("--junitxml="))
        Path(report.partition("=")[2]).write_text("<testsuites/>")
        return subprocess.CompletedProcess(words, 1)

    monkeypatch.setattr(reliability.subprocess, "run", run)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "\nsoak: $(VENV)/.dev\n\t@$(BIN)/python -m scripts.reliability\n" in makefile
    monkeypatch.setattr("sys.argv", ["reliability"])
    assert reliability.main() == 1
    monkeypatch.setattr("sys.argv", ["reliability", "--rows", "F2"])
    assert reliability.main() == 1
    assert "BROKEN" in capsys.readouterr().out
    assert [words[words.index("-m", 3) + 1] for words in ran] == ["soak or not soak"] * 2
    assert [words[-1] for words in ran] == ["tests", "tests/crash/test_graceful_stop.py"]


def test_a_test_that_fails_beside_the_promises_is_a_failure(monkeypatch, capsys):
    all_kept = {file: Found(passed=1) for promise in PROMISES for file in promise.tests}
    monkeypatch.setattr("sys.argv", ["reliability"])
    for code in (0, 1):
        monkeypatch.setattr(reliability, "tried", lambda paths, code=code: (code, all_kept))
        assert reliability.main() == code
    assert "BROKEN" not in capsys.readouterr().out


def test_the_page_has_a_row_for_each():
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in (p.name for p in PROMISES) if f"| {name} |" not in page] == []
    assert "BROKEN" not in page


def test_a_failure_breaks_its_promise_and_figures_of_all_reports_are_added_up(tmp_path):
    day, night = tmp_path / "day.xml", tmp_path / "night.xml"
    day.write_text(
        """<testsuites><testsuite>
        <testcase classname="tests.crash.test_many_kills" name="a"><properties>
          <property name="measured" value="{'kills': 7, 'copies': 2, 'seed': 5}"/></properties>
        </testcase>
        <testcase classname="tests.crash.test_many_kills" name="b"><failure/></testcase>
        <testcase classname="tests.crash.test_kill" name="c"><failure message="lost"/></testcase>
        <testcase classname="tests.usecases.test_life_cycle_machine.TestLifeCycle" name="d"
          file="hypothesis/stateful.py"/>
        </testsuite></testsuites>"""
    )
    night.write_text(
        """<testsuites><testsuite>
        <testcase classname="tests.crash.test_many_kills" name="b"><properties>
          <property name="measured" value="{'kills': 3}"/></properties></testcase>
        </testsuite></testsuites>"""
    )
    found = read(day, night)
    assert found["crash/test_many_kills.py"].measured == {"kills": 10, "copies": 2}
    assert found["crash/test_many_kills.py"].failed == 0  # it went well the second time
    assert found["usecases/test_life_cycle_machine.py"].passed == 1
    rows = table({**found, "crash/test_every_point.py": Found(passed=1)}).splitlines()
    first = next(row for row in rows if row.startswith("| F1 |"))
    assert "**BROKEN**, 3 tests; kills 10; copies 2" in first


def test_a_promise_without_a_test_that_ran_is_not_kept():
    assert "| kept" not in table({})


def test_some_rows_are_written_with_their_day_and_the_others_stay():
    tried = {file: Found(passed=1) for promise in PROMISES for file in promise.tests}
    page = f"# Page\n\n{BEGIN}Tried on a day, everything.\n\n{table(tried)}{END}rest\n"
    two = [promise for promise in PROMISES if promise.name in {"F2", "F17"}]
    again = {file: Found(passed=7) for promise in two for file in promise.tests}
    found = with_rows(page, table(again, two), "2 December 2026")
    assert "Tried on a day, everything.\nF2, F17: 2 December 2026.\n\n| # |" in found
    changed = {line for line in found.splitlines() if line not in page.splitlines()}
    assert {line[:6] for line in changed if line.startswith("|")} == {"| F2 |", "| F17 "}
    assert found.splitlines()[-1] == "rest"
    assert len(found.splitlines()) == len(page.splitlines()) + 1
