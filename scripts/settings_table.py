"""Write README's settings and .env.example: `python -m scripts.settings_table [--check]`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bot.cli.settings_pages import example, table

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- settings -->", "<!-- /settings -->"


def pages(root: Path) -> Iterator[tuple[Path, str]]:
    """The generated files, each with its expected content."""
    readme = root / "README.md"
    before, begin, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"{readme.name}: expected the lines {BEGIN} and {END}")
    yield readme, f"{before}{BEGIN}\n{table()}{END}{after}"
    yield root / ".env.example", example()


def main(*, check: bool) -> int:
    """Write files that are out of date; with `check`, only report them and return 1."""
    stale = [
        (path, text)
        for path, text in pages(ROOT)
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in stale:
        if not check:
            path.write_text(text, encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {'is out of date' if check else 'written'}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
