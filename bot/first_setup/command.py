"""`jubao setup`: ask what a bot needs, and write it into `.env`; `doctor` follows.

Nothing is written before the last question is answered.
"""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from telegram.error import TelegramError

from bot.cli.commands import invite_admin
from bot.cli.settings_pages import without_password
from bot.config import own_files
from bot.config.resources import opened_as_it_is
from bot.config.settings import PREFIX, SECRET, Settings, SettingsError, read_settings
from bot.config.settings_checks import plain
from bot.config.settings_files import FILE
from bot.core.errors import Failed, Refused
from bot.first_setup import admin_code, env_file, token_check
from bot.first_setup.terminal import TRIES, Terminal
from bot.first_setup.token_check import Chosen
from storage.core import file_faults
from storage.core.database_url import sqlite_file
from storage.core.errors import SchemaBehind
from storage.crypto.encryption import KeyRing
from storage.files.places import folder_of
from storage.network import people

ENV = Path(".env")
NEXT = """Here are the checks of `jubao doctor`. When none says FAIL, start the bot with `make run`
(or `jubao run`), and send it /start."""
BY_CODE, BY_LINK = "code", "link"


@dataclass(frozen=True, slots=True)
class SetupAnswers:
    """SetupAnswers given as options; None where a question is to be asked."""

    token_file: Path | None = None
    database: str | None = None
    evidence: str | None = None
    admin: int | None = None
    minutes: int = 10


def setup(*, yes: bool, **given: Any) -> str:
    """Ask, and write `.env`; return what comes next.

    `given` are fields of SetupAnswers; with `yes` the other questions have their defaults.
    Failed, Refused or SettingsError if something cannot be used; then nothing has changed.
    """
    answers, terminal = SetupAnswers(**given), Terminal(takes_defaults=yes)
    before = read_settings()
    env_file.refuse_unwritable(ENV)  # before anything is asked
    text = env_file.read(ENV)
    try:
        return _setup(terminal, before, answers)
    except KeyboardInterrupt:
        written = env_file.read(ENV) != text
        terminal.say_stopped(f"{ENV} is written" if written else "nothing was written")
        raise


def _setup(terminal: Terminal, before: Settings, answers: SetupAnswers) -> str:
    chosen, username = _token(terminal, before, answers)
    chosen |= _places(terminal, before, answers)
    chosen["seal_keys"] = _keys(terminal, read_settings(**chosen))
    settings = read_settings(**chosen)
    admin = _admin(terminal, settings, username, answers)
    if admin is not None:
        chosen["admin_ids"] = admin
    _write(terminal, before, chosen)
    if admin is None and not _has_admin(settings):
        terminal.show(invite_admin())
    return f"\n{NEXT}"


def _token(terminal: Terminal, before: Settings, answers: SetupAnswers) -> tuple[Chosen, str]:
    """A token that Telegram knows, with the proxy that leads there, and the bot's username."""
    known, chosen = plain(before.bot_token), Chosen()
    if answers.token_file is not None:
        known = env_file.read(answers.token_file).strip()
        if not known:
            raise SettingsError(f"--token-file: {answers.token_file} is empty")
    if known:
        chosen["bot_token"] = known
        return chosen, token_check.known(terminal, chosen)
    if terminal.takes_defaults:
        raise SettingsError(f"{token_check.TOKEN}: expected a token by --token-file")
    terminal.show("Write /newbot to https://t.me/BotFather: it gives you a token.")
    for _ in range(TRIES):
        chosen["bot_token"] = terminal.secret("The token (it is not shown)") or "-"
        try:
            return chosen, token_check.known(terminal, chosen)
        except SettingsError as wrong:
            terminal.show(str(wrong))
    raise Failed("no token that Telegram knows: nothing was written")


def _places(terminal: Terminal, before: Settings, answers: SetupAnswers) -> Chosen:
    """Addresses of database and evidence that can be used together."""
    given = {"database_url": answers.database, "evidence_url": answers.evidence}
    asked = {
        "database_url": "Database (a SQLite file, or postgresql+asyncpg://…)",
        "evidence_url": "Place of encrypted files (file:FOLDER or s3://BUCKET/PREFIX)",
    }
    for _ in range(TRIES):
        found: Chosen = {
            name: given[name] or _place(terminal, question, name, before)
            for name, question in asked.items()
        }
        try:
            _check_places(read_settings(**found))
        except (SettingsError, Refused) as wrong:
            if terminal.takes_defaults or all(given.values()):
                raise
            terminal.show(str(wrong))
        else:
            return found
    raise Failed("no place for the database and the files: nothing was written")


def _check_places(settings: Settings) -> None:
    """SettingsError or Refused unless database and evidence can be made there."""
    own_files.check(settings)
    file, folder = sqlite_file(settings.database_url), folder_of(settings.evidence_url)
    faults = (
        file_faults.database_fault(file) if file is not None else "",
        file_faults.folder_fault(folder) if folder is not None else "",
    )
    for fault in filter(None, faults):
        raise SettingsError(fault)


def _place(terminal: Terminal, question: str, name: str, before: Settings) -> str:
    known = str(getattr(before, name))
    shown = without_password(known)
    answer = terminal.ask(question, shown)
    return known if answer == shown else answer


def _keys(terminal: Terminal, settings: Settings) -> str:
    """The keys that are set, else a new one; Refused if a database is there without its key."""
    if settings.seal_keys_text:
        terminal.show("The encryption keys stay as they are.")
        return settings.seal_keys_text
    file = sqlite_file(settings.database_url)
    if file is not None and file.exists():
        raise Refused(
            f"{file} is there already and needs its own key: put it into {PREFIX}SEAL_KEYS; "
            "a new one could not read it"
        )
    terminal.show("A new encryption key is made.")
    return KeyRing.new()


def _admin(
    terminal: Terminal, settings: Settings, username: str, answers: SetupAnswers
) -> frozenset[int] | None:
    """Admins for the settings; None if there is one already, or none was found."""
    if answers.admin is not None:
        return settings.admins | {answers.admin}
    if settings.admins or _has_admin(settings):
        terminal.show("There is an admin already.")
        return None
    question = f"First admin: a Telegram id, `{BY_CODE}` (you send one to the bot) or `{BY_LINK}`"
    for _ in range(TRIES):
        answer = terminal.ask(question, BY_CODE)
        if answer == BY_LINK:
            return None
        if answer == BY_CODE:
            return _by_code(terminal, settings, username, answers.minutes)
        try:
            return read_settings(admin_ids=answer).admins
        except SettingsError as wrong:
            terminal.show(str(wrong))
    return None


def _by_code(
    terminal: Terminal, settings: Settings, username: str, minutes: int
) -> frozenset[int] | None:
    if not minutes:
        return None
    code = admin_code.new_code()
    terminal.show(f"Open https://t.me/{username}?start={code} and press START,")
    terminal.show(f"or send this to @{username} in a private chat: {code}")
    terminal.show(f"Waiting for up to {minutes} minutes; after Ctrl+C nothing is written.")
    try:
        found = asyncio.run(admin_code.wait_for(settings, code, minutes * 60))
    except (Failed, TelegramError) as why:
        terminal.show(str(why) if isinstance(why, Failed) else type(why).__name__)
        return None
    if found is None:
        terminal.show("Nobody has sent the code; it is void.")
        return None
    name = "".join(each if each.isprintable() else " " for each in found.name)
    if terminal.agrees(
        f"{name} ({found.account}) sent the code. Make them an admin?", default=True
    ):
        return frozenset({found.account})
    return None


def _has_admin(settings: Settings) -> bool:
    """Whether the settings or an existing database name an admin."""
    if settings.admins:
        return True
    file = sqlite_file(settings.database_url)
    if file is None or not file.exists():
        return False

    async def look() -> bool:
        async with opened_as_it_is(settings) as db:
            return bool(await db.read(people.admins))

    try:
        return asyncio.run(look())
    except SchemaBehind:  # the first start upgrades it
        return False


def _write(terminal: Terminal, before: Settings, chosen: Chosen) -> None:
    """Write what differs from the settings in force into `.env`; asks if it is there."""
    values = {
        f"{PREFIX}{name.upper()}": _text(value)
        for name, value in chosen.items()
        if _text(value) != _text(getattr(before, name))
    }
    if not values:
        terminal.show(f"{ENV} stays as it is: nothing has changed.")
        return
    text = env_file.read(ENV)
    _refuse_overridden(values, text)
    result = env_file.changed(text, values)
    if ENV.exists():
        there = {name.upper() for name in dotenv_values(ENV)}
        replaced = [name for name in values if name in there]
        added = [name for name in values if name not in there]
        says = [f"replaces {', '.join(replaced)}"] * bool(replaced)
        says += [f"adds {', '.join(added)}"] * bool(added)
        question = f"{ENV} is there already. This {' and '.join(says)}; all else stays. Write it?"
        if not terminal.agrees(question, default=not replaced):
            raise Failed(f"{ENV} was not changed")
    env_file.write(ENV, result)
    terminal.show(f"{ENV} is written, for you alone to read.")
    if f"{PREFIX}SEAL_KEYS" in values:
        terminal.show(
            f"Keep a copy of {PREFIX}SEAL_KEYS in it apart from the backups: without it nothing "
            "can be read."
        )


def _refuse_overridden(values: dict[str, str], text: str) -> None:
    """SettingsError if a variable would win over, or clash with, the one in `.env`."""
    for name in values:
        if os.environ.get(name):
            words = f"{name} is set in the environment, which goes before {ENV}"
            raise SettingsError(f"{words}: unset it")
        beside = f"{name}{FILE}"
        named = os.environ.get(beside) or f"{beside}=" in text.upper()
        if name.removeprefix(PREFIX).lower() in SECRET and named:
            raise SettingsError(
                f"{beside} names a file for it: change that file, or remove the variable"
            )


def _text(value: Any) -> str:
    if isinstance(value, frozenset):
        return ",".join(map(str, sorted(value)))
    return plain(value)
