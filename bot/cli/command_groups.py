"""The cyclopts application `jubao` and its groups of commands."""

from importlib.metadata import PackageNotFoundError, version

from cyclopts import App


def _version() -> str:
    try:
        return version("jubao")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "unknown"


app = App(
    name="jubao",
    help="Jubao: a Telegram bot by which citizens report unlawful and harmful online content.",
    help_epilogue="With --debug, a failure shows where it came from. "
    "Exit codes: 0 done, 1 failed, 2 wrong usage or settings, 3 refused for safety.",
    version=_version,
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
