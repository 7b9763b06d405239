"""The cyclopts application `jubao` and its groups of commands."""

import tomllib
from importlib.metadata import version
from pathlib import Path

from cyclopts import App, CycloptsError, MissingArgumentError

ROOT = Path(__file__).resolve().parents[2]


def version_of(root: Path) -> str:
    """The version in `pyproject.toml` of a source tree, else that of the installed package.

    In a source tree the installed metadata may be of an earlier release.
    """
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    except FileNotFoundError:
        return version("jubao")
    return str(project["version"])


def usage_fault(wrong: CycloptsError) -> str:
    """What is wrong with a command line, as one line.

    A missing argument is named as `--help` and the docs name it: PATH, where cyclopts says --path.
    """
    argument = wrong.argument
    if (
        isinstance(wrong, MissingArgumentError)
        and argument is not None
        and argument.field_info.is_positional
        and not argument.tokens
        and wrong.keyword is None
    ):
        command = " ".join(wrong.command_chain or ())
        name = argument.name.lstrip("-").upper()
        return f"{command} needs {name}: see `jubao {command} --help`"
    return " ".join(str(wrong).split())


app = App(
    name="jubao",
    help="Jubao: a Telegram bot by which citizens report unlawful and harmful online content.",
    help_epilogue="With --debug, a failure shows where it came from. "
    "Exit codes: 0 done, 1 failed, 2 wrong usage or settings, 3 refused for safety, "
    "128 and the number of a signal after that signal, such as 130 after Ctrl+C.",
    version=lambda: version_of(ROOT),
    suppress_keyboard_interrupt=False,  # `bot.__main__` sets the exit code
)
locale = App(name="locale", help="The languages of the bot, and what each still lacks.")
category = App(name="category", help="The categories that content is reported as.")
profile = App(name="profile", help="Units, categories and deadlines.")
directory = App(name="directory", help="The public directory of units, as a CSV file.")
admin = App(name="admin", help="Admins: list, invite, remove.")
keys = App(name="keys", help="The encryption keys.")
db = App(name="db", help="The database, and how to move to another one.")
audit = App(name="audit", help="The journal: who did what when.")
webhook = App(name="webhook", help="Webhook mode: have Telegram send updates to this server.")
outbox = App(name="outbox", help="The notices that a restored backup holds back.")
for _group in (locale, category, profile, directory, admin, keys, db, audit, webhook, outbox):
    app.command(_group)
