"""Write docs/settings.md and .env.example: `python -m scripts.settings_table [--check]`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bot.cli.settings_pages import example, table

ROOT = Path(__file__).resolve().parents[1]
PAGE = Path("docs/settings.md")
HEAD = """# Settings

For operators: all settings, in the environment or in a file `.env` where `jubao` is started.
Made by `python -m scripts.settings_table` from `bot/config/settings.py: Settings`. The environment
overrides `.env`, where each name may stand once. `jubao settings` prints the values in use, with
secrets masked, and `jubao doctor` names variables `JUBAO_…` that are no settings.

A value of `.env` with `${` is refused, because it could mean another variable: write it out, or
put a secret into a file. Other programs read such a file in another way than the bot: Compose's
`env_file` also replaces `$NAME`, systemd's `EnvironmentFile` keeps what stands behind a ` #` and
takes `\\` away, and `docker run --env-file` keeps quotes. A value in single quotes, without `'`,
`\\` and line breaks, is the same for the bot, Compose and systemd.

"""


def pages(root: Path) -> Iterator[tuple[Path, str]]:
    """The generated files, each with its expected content."""
    yield root / PAGE, HEAD + table()
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
