"""One table of all promises: what was kept, what was not, and a bench that could not run."""

import pytest

import bench.__main__ as together
from bench import evidence, filing, month
from bench.promise import Promise, markdown
from bench.runs import ours
from bot.config.settings import Settings


def test_a_figure_stands_on_one_side_of_its_bound():
    assert Promise("rate", 2, 2).kept
    assert not Promise("rate", 1.9, 2).kept
    assert Promise("wait", 1.9, 2, at_least=False).kept
    assert not Promise("wait", 2.1, 2, at_least=False).kept
    assert Promise("rate", 2, 2).goal_reached
    assert not Promise("rate", 2, 2, goal=3).goal_reached


def test_the_table_says_kept_broken_and_whether_the_goal_is_reached():
    table = markdown(
        [
            Promise("a", 1, 2),
            Promise("b", 2, 2, goal=3, note="one machine"),
            Promise("c", 1, 2, at_least=False, goal=1),
        ]
    )
    assert "| a | ≥ 2 |  | 1 | **broken** |" in table
    assert "| b | ≥ 2 | ≥ 3 | 2 | kept, goal not reached (one machine) |" in table
    assert "| c | ≤ 2 | ≤ 1 | 1 | kept |" in table


def test_a_bench_that_fails_leaves_the_others_their_figures(monkeypatch, capsys):
    def broken():
        raise SystemExit("no such thing")

    kept = Promise("x", 1, 1)
    monkeypatch.setattr(together, "BENCHES", {"broken": broken, "good": lambda: [kept]})

    assert together.run(["broken", "good"]) == ([kept], ["broken"])
    assert "no such thing" in capsys.readouterr().err


@pytest.mark.parametrize(("only", "written"), [("one,other", True), ("one", False)])
def test_only_a_whole_run_is_written(monkeypatch, tmp_path, only, written):
    page = tmp_path / "performance.md"
    page.write_text(together.BEGIN + together.END)
    monkeypatch.setattr(together, "PAGE", page)
    benches = {name: lambda: [Promise("x", 1, 1)] for name in ("one", "other")}
    monkeypatch.setattr(together, "BENCHES", benches)
    monkeypatch.setattr("sys.argv", ["bench", "--only", only, "--write"])

    assert together.main() == 0
    assert ("| x |" in page.read_text()) is written


def test_only_the_table_of_the_page_is_written_anew():
    text = together.PAGE.read_text()
    once = together.page(text, "2 cores", [Promise("x", 1, 1)])
    twice = together.page(once, "2 cores", [Promise("y", 1, 1)])
    assert "| x |" in once
    assert "| x |" not in twice
    outside = [text.partition(together.BEGIN)[0], text.partition(together.END)[2]]
    assert [twice.partition(together.BEGIN)[0], twice.partition(together.END)[2]] == outside


@pytest.mark.soak
def test_cases_are_filed_by_both_sides(monkeypatch):
    monkeypatch.setattr(filing, "ROUNDS", 2)  # more make the figure steadier, not the bench truer
    [promise] = filing.figures(count=8, waiting=4)
    assert promise.figure > 0


def waiting(due, room):
    return sorted(month.waits(due, month.said(due, room)))


@pytest.mark.parametrize(
    ("due", "room", "expected"),
    [
        ([1, 1, 1], [1, 1, 1], [(0, 1), (0, 1), (0, 1)]),
        ([3, 0, 0], [1, 1, 1], [(0, 1), (10, 1), (20, 1)]),
        ([2, 0, 0, 0], [0, 0, 2, 0], [(20, 2)]),
        ([0, 2, 0], [0, 1, 0], [(0, 1), (20, 1)]),  # the second never came out: at least so long
    ],
)
def test_who_comes_first_is_served_first(due, room, expected):
    assert waiting(due, room) == expected


def test_news_waits_for_answers():
    quiet = [0.0] * month.STEPS
    quiet[100] = 3000.0  # reports, all begun within ten seconds
    found = month.month("x", quiet, 1, 30)
    assert found.answers.left == pytest.approx(0, abs=1e-3)
    # 30,000 answers take 1,020 s; the receipts are due after 300 s, and come after the last answer.
    assert 700 <= found.answers.longest <= 740
    assert 850 <= found.news.longest <= 880


def test_the_bot_of_the_bench_takes_its_settings(tmp_path, monkeypatch):
    with evidence.bucket() as store:
        start = ours("http://127.0.0.1:1", tmp_path)
        for name, value in (start.environment | store).items():
            monkeypatch.setenv(name, value)
        settings = Settings(_env_file=None)
    assert str(settings.evidence_url).startswith("s3://")
