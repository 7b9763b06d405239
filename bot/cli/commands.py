"""Bodies of the commands; each returns the text for stdout, or raises an error."""

import asyncio
import errno
import time
from collections.abc import Coroutine
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.cli.settings_pages import masked
from bot.config import own_files
from bot.config.choices import Mode
from bot.config.resources import key_ring_of, opened, opened_as_it_is, profile_of
from bot.config.settings import Settings, SettingsError, read_settings
from bot.core import logs, roles
from bot.core.errors import Failed, Refused
from bot.core.roles import ProcessRole
from bot.leases.upgrade_guard import wait_until_alone
from domain.profile import Profile
from storage.core.database_url import sqlite_file
from storage.crypto.encryption import KeyRing
from storage.engine import schema
from storage.engine.database import Database
from storage.queues import inbox, outbox_claims
from usecases.core import profile as core_profile
from usecases.core.request import Conditions
from usecases.delivery import mail_delivery
from usecases.network import leaving, staff
from usecases.session import by_system

LATE = 300  # seconds: `jubao health` fails if something due has waited longer


def demo(*, keep: bool, port: int, language: str | None) -> str:
    """Run the demo (sandbox, chat page and bot) until a signal."""
    from bot.cli.demo import run as run_demo  # noqa: PLC0415 - slow to import
    from locales.catalog import Catalog  # noqa: PLC0415 - only here

    catalog = Catalog()
    if language is not None and catalog.closest(language, catalog.locales) is None:
        spoken = ", ".join(catalog.locales)
        raise SettingsError(f"--language: expected one of the languages that have texts: {spoken}")
    logs.set_up(level="warning")
    try:
        _run_on_uvloop(run_demo(keep=keep, port=port, language=language))
    except OSError as why:
        if why.errno != errno.EADDRINUSE:
            raise
        raise Failed(
            f"port {port} and those after it are taken on this machine: name another with --port"
        ) from why
    return ""


def run() -> str:
    """Run the bot in one process until a signal."""
    return _serve(roles.WHOLE, read_settings())


def worker() -> str:
    """Run one of several workers that receive updates by webhook, until a signal."""
    return _serve(roles.a_worker(), _shared())


def courier() -> str:
    """Send notices and run scheduled jobs until a signal; on standby while another one does."""
    return _serve(roles.COURIER, _shared())


def _shared() -> Settings:
    """The settings of a worker or courier; SettingsError unless the database is PostgreSQL."""
    settings = read_settings(mode=Mode.WEBHOOK)
    if sqlite_file(settings.database_url) is not None:
        raise SettingsError(
            "JUBAO_DATABASE_URL: expected postgresql+asyncpg://…, which several processes share; "
            "a SQLite file is for `jubao run` alone"
        )
    return settings


def _serve(role: ProcessRole, settings: Settings) -> str:
    _need_token_and_keys(settings)
    logs.set_up(level=settings.log_level, form=settings.log_format, secrets=settings.secrets)

    # Slow to import: errors in the settings are reported first.
    from telegram.error import InvalidToken  # noqa: PLC0415

    from bot.intake.intake import AnotherPoller  # noqa: PLC0415
    from bot.runtime.serving import run as serve  # noqa: PLC0415

    try:
        _run_on_uvloop(serve(settings, role))
    except AnotherPoller as why:
        raise Refused(str(why)) from why
    except InvalidToken as why:
        raise Failed("Telegram does not know the token in JUBAO_BOT_TOKEN") from why
    return ""


def _need_token_and_keys(settings: Settings) -> None:
    """SettingsError that names all that is missing at once."""
    token, keys = bool(settings.bot_token.get_secret_value()), bool(settings.seal_keys_text)
    lacking = ["JUBAO_BOT_TOKEN: expected the token that @BotFather gave you"]
    if not token and not keys:
        lacking.append("JUBAO_SEAL_KEYS: expected a key; `jubao keys new` makes one")
        lacking.append("`jubao setup` asks for all of it")
    if not token:
        raise SettingsError("\n".join(lacking))
    key_ring_of(settings)


def migrate() -> str:
    """Upgrade the database schema; waits until no process uses a SQLite file."""
    settings = quiet_settings()
    own_files.refuse_same(settings)
    url = settings.database_url

    async def upgrade() -> None:
        await wait_until_alone(url)
        await schema.migrate(url)

    asyncio.run(upgrade())
    return f"The database is up to date ({schema.newest()})."


def health() -> str:
    """Raise Failed if the database does not answer, or something due has waited over `LATE`."""
    settings = quiet_settings()

    async def look() -> dict[str, int | None]:
        async with opened_as_it_is(settings) as db:
            oldest = {
                "an update": await db.read(inbox.oldest_waiting),
                "a notice": await db.read(outbox_claims.next_due),
            }
            if settings.mails:
                oldest["a mail"] = await db.read(mail_delivery.next_due)
            return oldest

    now = int(time.time())
    for what, since in asyncio.run(look()).items():
        if since is not None and now - since > LATE:
            raise Failed(f"{what} has waited for {now - since} seconds")
    return "healthy"


def settings() -> str:
    """All settings as lines of `.env`, secrets masked."""
    return "\n".join(f"{name}={value}" for name, value in masked(read_settings()))


def invite_admin() -> str:
    """Create an admin invitation; return its link, or the command to send to the bot.

    The command is returned if Telegram cannot be asked for the bot's username.
    """
    from bot.cli.whoami import username_of  # noqa: PLC0415 - slow to import

    settings = quiet_settings()

    async def invite() -> tuple[staff.Invited, str | None]:
        async with opened(settings) as db:
            profile = await db.run(core_profile.profile) or profile_of(settings)
            conditions = Conditions(profile=profile, now=int(time.time()))
            return await db.run(by_system, conditions, staff.invite_admin), await username_of(
                settings
            )

    invited, username = asyncio.run(invite())
    start = f"i_{invited.token}"
    until = datetime.fromtimestamp(invited.expires_at, UTC).astimezone(ZoneInfo(settings.timezone))
    invitation = f"https://t.me/{username}?start={start}" if username else f"/start {start}"
    how = "Open this link" if username else "Send this to the bot in a private chat"
    return f"{invitation}\n{how} before {until:%Y-%m-%d %H:%M}; it works once and makes an admin."


def list_admins() -> str:
    """Every admin on a line: Telegram id, name, and by what; also those who never wrote."""
    settings = quiet_settings()

    async def found() -> tuple[staff.Admin, ...]:
        async with opened_as_it_is(settings) as db:
            conditions = await conditions_of(db, settings)
            return await db.run(by_system, conditions, staff.admins, settings.admins)

    lines = [_admin_line(each) for each in asyncio.run(found())]
    return "\n".join(lines) or "There is no admin: JUBAO_ADMIN_IDS, or `jubao admin invite`."


def _admin_line(each: staff.Admin) -> str:
    ways = {"JUBAO_ADMIN_IDS": each.by_settings, "an invitation": each.by_invitation}
    by = " and ".join(way for way, holds in ways.items() if holds)
    seen = "" if each.has_written else ", has never written to the bot"
    return f"{each.account}  {each.name or '-'}  by {by}{seen}"


def dismiss_admin(account: int) -> str:
    """Remove the admin role that an account got by invitation; Failed if it has none."""
    settings = quiet_settings()

    async def dismiss() -> bool:
        async with opened_as_it_is(settings) as db:
            return await db.run(
                by_system, await conditions_of(db, settings), leaving.dismiss_admin, account
            )

    if not asyncio.run(dismiss()):
        listed = account in settings.admins
        rest = ", but by JUBAO_ADMIN_IDS: take the number out there" if listed else ""
        raise Failed(f"{account} is no admin by an invitation{rest}")
    if account in settings.admins:
        return f"{account} has no invitation any more, and is an admin by JUBAO_ADMIN_IDS alone."
    return f"{account} is no admin any more."


def new_key(name: str) -> str:
    """A new key as text for JUBAO_SEAL_KEYS; SettingsError for a bad name."""
    key = KeyRing.new(name)
    try:
        KeyRing.parse(key)
    except ValueError as why:
        raise SettingsError(f"--name: {str(why).partition(': ')[2]}") from None
    return key


async def conditions_of(db: Database, settings: Settings) -> Conditions:
    """The conditions of a use case run from the command line: the profile, and the time."""
    profile = await db.read(core_profile.profile) or profile_of(settings)
    return Conditions(
        profile=profile,
        now=int(time.time()),
        leftovers_kept_days=settings.leftovers_kept_days,
    )


def quiet_settings() -> Settings:
    """Read the settings and set the log to warnings, for commands that print a result."""
    settings = read_settings()
    logs.set_up(level="warning", secrets=settings.secrets)
    return settings


def profile_in(folder: Path) -> Profile:
    """The profile of a folder; ProfileError with all its faults."""
    from bot.config.profile import read_profile  # noqa: PLC0415 - slow to import, and no service reads it

    return read_profile(folder)


def _run_on_uvloop(job: Coroutine[Any, Any, None]) -> None:
    """Run on uvloop if it is installed (an optional extra), else on asyncio's loop."""
    try:
        uvloop = import_module("uvloop")
    except ImportError:
        asyncio.run(job)
        return
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(job)
