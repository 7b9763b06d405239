"""Every path, and every name in a file, that a page speaks of is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOPS = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
PAGES = sorted(
    [
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("README*.md"),
        *(ROOT / name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    ]
)
GONE = {"storage/engine/statement_cache.py", "tests/storage/engine/test_statement_cache.py"}
"""Files that decisions 28 and 36 name to say that they are gone."""

CODE = re.compile(r"`([^`]+)`", re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
NAMED = re.compile(r"([\w.{},/*…-]+\.\w+): (.+)", re.DOTALL)  # `domain/report.py: Report, Evidence`
BESIDE = re.compile(r"`([\w/.]+\.py)`: `([\w.]+)`")  # `domain/report.py`: `Report`
BARE = re.compile(r"[\w-]+\.py")
PATH = re.compile(r"(?:[\w.-]+/)+[\w.*{},-]*|[\w-]+\.(?:py|ftl|md|toml|csv|sh)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def paths(page: Path) -> set[str]:
    """Paths of the project in code marks and links; a bare `name.py` counts as one."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    marked = {NAMED.sub(r"\1", code.replace("\n", " ")) for code in CODE.findall(text)}
    found = {word for word in marked if PATH.fullmatch(word) and word.partition("/")[0] in TOPS}
    found |= {word for word in marked if BARE.fullmatch(word)}
    links = {link for link in LINK.findall(text) if "://" not in link}
    return found | {str((page.parent / link).resolve().relative_to(ROOT)) for link in links}


def names(page: Path) -> set[tuple[str, str]]:
    """(path, name) for each name that stands behind a path: `domain/report.py: Report`."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    found = [NAMED.fullmatch(code.replace("\n", " ")) for code in CODE.findall(text)]
    return set(BESIDE.findall(text)) | {
        (match[1], name.strip())
        for match in found
        if match and match[1].endswith(".py")
        for name in match[2].split(",")
    }


def there(path: str) -> bool:
    if BARE.fullmatch(path):  # a name that stands in many folders, such as `screens.py`
        return any(file for top in TOPS for file in (ROOT / top).rglob(path))
    return any(ROOT.glob(path.rstrip("/"))) if "*" in path else (ROOT / path).exists()


def defined(file: Path) -> set[str]:
    """Names of a module: top-level ones, and `Class.member`."""
    found: set[str] = set()

    def collect(body: list[ast.stmt], before: str) -> None:
        for node in body:
            match node:
                case ast.ClassDef(name=name, body=inner):
                    found.add(before + name)
                    collect(inner, f"{before}{name}.")
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                    found.add(before + name)
                case ast.Assign(targets=targets):
                    found.update(before + t.id for t in targets if isinstance(t, ast.Name))
                case ast.AnnAssign(target=ast.Name(id=name)):
                    found.add(before + name)

    collect(ast.parse(file.read_text(encoding="utf-8")).body, "")
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_is_there(page):
    missing = sorted(path for path in paths(page) - GONE if not there(path))
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_name_behind_a_path_is_defined_in_that_file(page):
    missing = sorted(
        f"{path}: {name}"
        for path, name in names(page)
        if not there(path) or name not in defined(ROOT / path)
    )
    assert not missing, "\n".join(missing)


def test_the_tour_has_its_five_paths_one_screen_each():
    _, *parts = (ROOT / "docs/tour.md").read_text(encoding="utf-8").split("\n## ")
    assert [part.partition("\n")[0] for part in parts] == [
        "An update from poll to reply",
        "A decision from press to notice",
        "A new question",
        "A new command for leads",
        "A column on a case",
    ]
    assert all(len(part.splitlines()) <= 30 for part in parts)


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/*.md")), ids=lambda page: page.name)
def test_a_page_says_at_its_top_whom_it_is_for(page):
    title, blank, first, *_ = page.read_text(encoding="utf-8").splitlines()
    assert title.startswith("# ")
    assert not blank
    assert first.startswith("For ")


def test_paths_are_found_in_pages():
    """The two tests above look at something."""
    assert "domain/status.py" in paths(ROOT / "docs/architecture.md")
    assert "docs/architecture.md" in paths(ROOT / "README.md")
    assert ("bot/intake/intake.py", "poll") in names(ROOT / "docs/tour.md")
    assert ("domain/status.py", "MOVES") in names(ROOT / "docs/architecture.md")
    assert not there("domain/no_such_rule.py")
