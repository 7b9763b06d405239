"""Measure the structure of the product's code: `python -m scripts.measure_structure [--json]`.

Tests, migrations, the sandbox, benches and scripts are left out. `--static` measures only what can
be read from the files: it runs no dialog and collects no tests. `tests/docs/test_structure.py` uses
today's figures as upper limits.
"""

import argparse
import ast
import asyncio
import collections
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import grimp
from msgspec import Struct

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("bot", "handlers", "usecases", "storage", "conversation", "domain", "locales")
MIGRATIONS = "storage/migrations"
MANY_PARAMETERS = 5
SHARED_USECASES = {"core", "notify", "session", "flows"}
PUBLIC_UNDERSCORE = {"_mapping", "_fields", "_asdict", "_replace", "_make", "__notes__"}
"""Names with an underscore that their libraries document as public."""
BY_NAME = {"getattr", "setattr", "hasattr", "delattr", "attrgetter", "methodcaller"}
OWN = {"self", "cls", "mcs"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Source(Struct, frozen=True):
    """One file of the product: its path from the root, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def folder(self) -> str:
        """Its folder."""
        return self.path.rpartition("/")[0]

    @property
    def layer(self) -> str:
        """The top-level package it belongs to."""
        return self.path.partition("/")[0]


def sources(root: Path = ROOT) -> list[Source]:
    """All Python files of the product, without migrations."""
    files = sorted(file for layer in LAYERS for file in (root / layer).rglob("*.py"))
    named = [(str(file.relative_to(root)), file.read_text(encoding="utf-8")) for file in files]
    return [
        Source(path, text, ast.parse(text))
        for path, text in named
        if not path.startswith(MIGRATIONS)
    ]


def files_by_folder(found: Iterable[Source]) -> dict[str, int]:
    """Number of files per folder, without `__init__.py`."""
    folders = collections.Counter(
        source.folder for source in found if not source.path.endswith("__init__.py")
    )
    return dict(folders.most_common())


def private_names(found: Iterable[Source]) -> list[str]:
    """Each use of a private name of a library, as `path:line name`."""
    return [
        f"{source.path}:{line} {name}"
        for source in found
        for line, name in sorted(
            (
                dict.fromkeys(_marks(source.text), "SLF001") | dict(_private_names(source.tree))
            ).items()
        )
    ]


def private_imports(found: Iterable[Source]) -> list[str]:
    """Each import of a private name or module from another file, as `path:line name`."""
    return [
        f"{source.path}:{line} {name}"
        for source in found
        for line, name in _imported(source.tree)
        if any(map(_is_private, name.split(".")))
    ]


def _imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every name that a file imports, with the module it is from."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=module, names=names):
                yield from ((node.lineno, f"{module or ''}.{each.name}") for each in names)
            case ast.Import(names=names):
                yield from ((node.lineno, each.name) for each in names)


def _marks(text: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines(), 1) if "SLF001" in line]


def _private_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=value, attr=name) if _is_private(name):
                if not (isinstance(value, ast.Name) and value.id in OWN):
                    yield node.lineno, name
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called), args=args) if (
                called in BY_NAME
            ):
                begun = (text for text in map(_begins, args) if text not in PUBLIC_UNDERSCORE)
                yield from ((node.lineno, text) for text in begun if text.startswith("_"))


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in PUBLIC_UNDERSCORE


def _begins(node: ast.expr) -> str:
    """The beginning of a string literal or f-string."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=[first, *_]):
            return _begins(first)
        case ast.BinOp(left=left):
            return _begins(left)
    return ""


def functions(source: Source) -> list[Function]:
    """Every function and method of a file."""
    return [node for node in ast.walk(source.tree) if isinstance(node, Function)]


def parameters(function: Function) -> int:
    """Number of parameters of a function, without `self`, `cls`, `*args` and `**kwargs`."""
    taken = function.args
    names = [each.arg for each in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)]
    return len([name for name in names if name not in OWN])


def many_parameters(found: Iterable[Source]) -> float:
    """Percentage of functions with five parameters or more."""
    counts = [parameters(each) for source in found for each in functions(source)]
    return round(100 * sum(each >= MANY_PARAMETERS for each in counts) / len(counts), 1)


def class_names_used_twice(found: Iterable[Source]) -> dict[str, list[str]]:
    """Names of top-level classes that more than one file defines."""
    places: dict[str, list[str]] = collections.defaultdict(list)
    for source in found:
        for node in source.tree.body:
            if isinstance(node, ast.ClassDef):
                places[node.name].append(source.path)
    return {name: where for name, where in sorted(places.items()) if len(where) > 1}


def file_names_used_twice(found: Iterable[Source]) -> dict[str, list[str]]:
    """`layer/name.py` for file names used in several folders of one layer."""
    places: dict[str, list[str]] = collections.defaultdict(list)
    for source in found:
        name = source.path.rpartition("/")[2]
        if name != "__init__.py":
            places[f"{source.layer}/{name}"].append(source.path)
    return {name: where for name, where in sorted(places.items()) if len(where) > 1}


def longest_files(found: Iterable[Source]) -> dict[str, int]:
    """Lines of each file, the longest first."""
    lines = collections.Counter({each.path: len(each.text.splitlines()) for each in found})
    return dict(lines.most_common())


def longest_functions(found: Iterable[Source]) -> dict[str, int]:
    """Lines of each function, the longest first."""
    lines = collections.Counter(
        {
            f"{source.path}: {each.name}": (each.end_lineno or 0) - each.lineno + 1
            for source in found
            for each in functions(source)
        }
    )
    return dict(lines.most_common())


Edges = Mapping[str, set[str]]


def imports() -> dict[str, set[str]]:
    """Which module of the product imports which."""
    graph = grimp.build_graph(*LAYERS, cache_dir=None)
    return {
        module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules
    }


def packages(edges: Edges) -> dict[str, set[str]]:
    """Imports between packages of one layer; a file beside packages counts as one."""
    found: dict[str, set[str]] = collections.defaultdict(set)
    for module, targets in edges.items():
        for target in targets:
            here, there = (".".join(name.split(".")[:2]) for name in (module, target))
            if here != there and here.partition(".")[0] == there.partition(".")[0]:
                found[here].add(there)
    return found


def circles(edges: Edges) -> list[list[str]]:
    """Groups of two or more that import each other, directly or through others."""
    reached = {start: _reached(edges, start) for start in edges}
    groups = {
        frozenset({start} | {other for other in far if start in reached.get(other, ())})
        for start, far in reached.items()
        if start in far
    }
    return sorted(sorted(group) for group in groups if len(group) > 1)


def _reached(edges: Edges, start: str) -> set[str]:
    far: set[str] = set()
    ahead = list(edges.get(start, ()))
    while ahead:
        here = ahead.pop()
        if here not in far:
            far.add(here)
            ahead.extend(edges.get(here, ()))
    return far


def crossing_usecases(edges: Edges) -> list[str]:
    """Imports between use cases of different subjects, without the shared packages."""
    return sorted(
        f"{module} -> {target}"
        for module, targets in edges.items()
        for target in targets
        if (here := _subject(module))
        and (there := _subject(target))
        and here != there
        and not {here, there} & SHARED_USECASES
    )


def _subject(module: str) -> str:
    layer, _, rest = module.partition(".")
    return rest.partition(".")[0] if layer == "usecases" else ""


def static() -> dict[str, Any]:
    """All figures that can be read from the files."""
    found = sources()
    usecases = [source for source in found if source.layer == "usecases"]
    edges = imports()
    return {
        "files in a folder": files_by_folder(found),
        "private names of libraries": private_names(found),
        "private names imported": private_imports(found),
        "functions with 5 parameters or more, %": many_parameters(found),
        "the same among use cases, %": many_parameters(usecases),
        "class names used twice": class_names_used_twice(found),
        "file names used twice in a layer": file_names_used_twice(found),
        "imports across subjects of use cases": crossing_usecases(edges),
        "circles of files": circles(edges),
        "circles of packages": circles(packages(edges)),
        "lines of a file": longest_files(found),
        "lines of a function": longest_functions(found),
    }


def passed() -> dict[str, Any]:
    """The files that two updates run through, and whether each calls others."""
    # Imported here, since only this function needs the test helpers.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    from tests.support.passed_files import UPDATES  # noqa: PLC0415

    found = {}
    for name, run in UPDATES.items():
        with tempfile.TemporaryDirectory() as folder:
            found[name] = asyncio.run(run(Path(folder)))
    return {
        f"files, {name}": [file for file, calls_on in files.items() if calls_on]
        for name, files in found.items()
    } | {f"files, {name}, leaves too": list(files) for name, files in found.items()}


def tests() -> int:
    """Number of tests, including those that take minutes."""
    asked = [sys.executable, "-m", "pytest", "--collect-only", "-qm", ""]
    answer = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return len([line for line in answer.splitlines() if "::" in line])


def summary(figures: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Rows of the table: measure, figure, and the largest items."""
    for name, found in figures.items():
        match found:
            case dict() if name.startswith(("files in", "lines of")):
                first, most = next(iter(found.items()))
                yield f"most {name}", str(most), first
            case dict() | list():
                yield name, str(len(found)), ", ".join(map(str, list(found)[:2]))[:100]
            case _:
                yield name, str(found), ""


def main(asked: list[str]) -> None:
    """Print the figures as a table, or all of them with their places as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="every place, as JSON")
    parser.add_argument("--static", action="store_true", help="run nothing of the product")
    options = parser.parse_args(asked)
    figures = static()
    if not options.static:
        figures |= passed() | {"tests": tests()}
    if options.json:
        print(json.dumps(figures, indent=2))
        return
    for name, figure, first in summary(figures):
        print(f"{name:42} {figure:>6}  {first}")


if __name__ == "__main__":
    main(sys.argv[1:])
