"""Commands that run the bot, or look at how it does."""

from cyclopts.types import Port

from bot.cli.command_groups import app, webhook
from bot.cli.lazy import do


@app.command
def demo(*, keep: bool = False, port: Port = 8088, language: str | None = None) -> None:
    """Try it: a sandbox on this machine with a chat page, a cast of people and no token.

    Parameters
    ----------
    keep
        Leave the data behind when it ends.
    port
        Where the page is, on 127.0.0.1.
    language
        Everybody speaks this, e.g. en; otherwise Chinese, and one citizen English.
    """
    do("bot.cli.commands", "demo", keep=keep, port=port, language=language)


@app.command
def run() -> None:
    """Run the bot until SIGTERM or Ctrl+C."""
    do("bot.cli.commands", "run")


@app.command
def worker() -> None:
    """Take updates in by webhook, as one of several on PostgreSQL; send nothing that is owed."""
    do("bot.cli.commands", "worker")


@app.command
def courier() -> None:
    """Send what is owed and keep the clock, beside workers; a second one stands by."""
    do("bot.cli.commands", "courier")


@app.command
def migrate() -> None:
    """Bring the database up to date."""
    do("bot.cli.commands", "migrate")


@app.command
def doctor() -> None:
    """Check settings, keys, database, disk, profile and token, and say what is missing."""
    do("bot.doctor.checks", "doctor")


@app.command
def health() -> None:
    """Leave with 0 while the database answers and nothing in it waits for too long."""
    do("bot.cli.commands", "health")


@app.command
def settings() -> None:
    """Show every setting, secrets masked."""
    do("bot.cli.commands", "settings")


@webhook.command(name="set")
def set_() -> None:
    """Have Telegram send updates to JUBAO_WEBHOOK_URL, with JUBAO_WEBHOOK_SECRET."""
    do("bot.cli.webhook_commands", "set_")


@webhook.command
def delete() -> None:
    """Have Telegram keep updates until they are asked for; those that wait are not lost."""
    do("bot.cli.webhook_commands", "delete")


@webhook.command
def info() -> None:
    """Show what Telegram says: where it sends updates, how many wait, what went wrong last."""
    do("bot.cli.webhook_commands", "info")
