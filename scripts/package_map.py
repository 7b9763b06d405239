"""Write the picture of the packages into docs/architecture.md: `python -m scripts.package_map`.

The line of a package is the first line of its `__init__.py`; files beside packages are listed under
their layer.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "architecture.md"
LAYERS = ("bot", "handlers", "usecases", "conversation", "storage", "domain", "locales")
BEGIN, END = "<!-- packages -->", "<!-- /packages -->"
WIDTH = 16


def page(root: Path = ROOT) -> str:
    """The whole page, with the picture of the current packages."""
    before, begin, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    assert begin, f"{PAGE.name} has no line {BEGIN}"
    assert end, f"{PAGE.name} has no line {END}"
    picture = "\n".join(line for layer in LAYERS for line in _layer(root / layer))
    return f"{before}{BEGIN}\n```\n{picture}\n```\n{END}{after}"


def _layer(folder: Path) -> Iterator[str]:
    yield f"{folder.name + '/':<{WIDTH + 2}}{purpose(folder)}"
    for inner in sorted(folder.iterdir()):
        if (inner / "__init__.py").exists():
            yield f"  {inner.name + '/':<{WIDTH - 1}} {purpose(inner)}"
    files = sorted(file.stem for file in folder.glob("*.py") if not file.stem.startswith("__"))
    if files:
        yield f"  {'files:':<{WIDTH}}{', '.join(files)}"


def purpose(package: Path) -> str:
    """The one-line description of a package."""
    tree = ast.parse((package / "__init__.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").partition("\n")[0].removesuffix(".")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
