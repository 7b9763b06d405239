"""Commands that run the bot or check it."""

from typing import Annotated

from cyclopts import Parameter
from cyclopts.types import ExistingFile, NonNegativeInt, Port, PositiveInt

from bot.cli.command_groups import app, webhook
from bot.cli.lazy import do


@app.command
def demo(*, keep: bool = False, port: Port = 8088, language: str | None = None) -> None:
    """Try the bot with a simulated Telegram and a chat page on this machine; needs no token.

    Parameters
    ----------
    keep
        Do not delete the data at the end.
    port
        Port of the chat page on 127.0.0.1; the next free one if it is taken.
    language
        Language of all people, e.g. en; by default that of the terminal (LANG). In a Chinese
        terminal, or one without a language, one citizen has English.
    """
    do("bot.cli.commands", "demo", keep=keep, port=port, language=language)


@app.command
def setup(
    *,
    token_file: ExistingFile | None = None,
    database: str | None = None,
    evidence: str | None = None,
    admin: PositiveInt | None = None,
    wait: NonNegativeInt = 10,
    yes: Annotated[bool, Parameter(negative=())] = False,
) -> None:
    """Set up a real bot: ask for its token, make the key, find the first admin, write `.env`.

    Ends with the checks of `doctor`. What is in `.env` stays, and so do its keys.

    Parameters
    ----------
    token_file
        A file with the token from @BotFather, instead of the question.
    database
        JUBAO_DATABASE_URL, instead of the question.
    evidence
        JUBAO_EVIDENCE_URL, instead of the question.
    admin
        Telegram id of the first admin, instead of the question.
    wait
        Minutes to wait for the code that the first admin sends to the bot; 0 prints a link.
    yes
        Ask nothing, take the defaults and write: for scripts.
    """
    do(
        "bot.first_setup.command",
        "setup",
        token_file=token_file,
        database=database,
        evidence=evidence,
        admin=admin,
        minutes=wait,
        yes=yes,
    )
    doctor()


@app.command
def run() -> None:
    """Run the bot until SIGTERM or Ctrl+C."""
    do("bot.cli.commands", "run")


@app.command
def worker() -> None:
    """Receive updates by webhook, as one of several workers on PostgreSQL; sends no notices."""
    do("bot.cli.commands", "worker")


@app.command
def courier() -> None:
    """Send notices and run scheduled jobs, beside workers; a second one is on standby."""
    do("bot.cli.commands", "courier")


@app.command
def migrate() -> None:
    """Upgrade the database schema."""
    do("bot.cli.commands", "migrate")


@app.command
def doctor() -> None:
    """Check settings, keys, database, disk, profile and token, and say what to fix."""
    do("bot.doctor.checks", "doctor")


@app.command
def health() -> None:
    """Exit with 0 if the database answers and nothing due has waited too long."""
    do("bot.cli.commands", "health")


@app.command
def settings() -> None:
    """Show all settings, secrets masked."""
    do("bot.cli.commands", "settings")


@webhook.command(name="set")
def set_() -> None:
    """Register JUBAO_WEBHOOK_URL and JUBAO_WEBHOOK_SECRET with Telegram."""
    do("bot.cli.webhook_commands", "set_")


@webhook.command
def delete() -> None:
    """Remove the webhook: Telegram keeps updates until they are polled; none is lost."""
    do("bot.cli.webhook_commands", "delete")


@webhook.command
def info() -> None:
    """Show Telegram's webhook status: address, waiting updates, last error."""
    do("bot.cli.webhook_commands", "info")
