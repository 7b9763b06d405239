"""The menus of commands, by language and by who somebody is, and what Telegram says of the bot."""

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import InvalidToken, TelegramError

from domain.network.people import Person
from handlers.core.services import Services
from handlers.ui.localizer import Localizer

CITIZENS = (
    "start",
    "report",
    "cases",
    "track",
    "directory",
    "suggest",
    "language",
    "settings",
    "privacy",
    "mydata",
    "forgetme",
    "cancel",
    "help",
)
STAFF = ("queue", "case", "mine", "search", "enter", "figures", "templates")
CUSTODIANS = ("identities",)
LEADS = ("staff", "grant", "revoke", "oncall", "suggestions")
ADMINS = ("units", "hotline", "pledge", "broadcast", "broadcasts", "export")
GROUP = ("queue", "case", "bind")
ALPHA2 = 2  # Telegram knows languages by two letters

log = structlog.get_logger("jubao.commands")


def commands_of(person: Person | None) -> tuple[str, ...]:
    """What this person may use in a private chat; everybody's own first."""
    if person is None or not person.is_staff:
        return CITIZENS
    works = STAFF if person.admin or person.grants else ()
    opens = CUSTODIANS if person.custodian else ()
    leads = LEADS if person.admin or person.leads else ()
    admins = ADMINS if person.admin else ()
    return (*works, *opens, *leads, *admins, *CITIZENS)


def menu(localizer: Localizer, names: tuple[str, ...]) -> list[BotCommand]:
    """Commands with what they do."""
    return [BotCommand(name, localizer.say(f"command-{name}")) for name in names]


async def publish(bot: Bot, services: Services) -> None:
    """Everybody's menu and the bot's description, in the deployment's language and all others."""
    scope = BotCommandScopeAllPrivateChats()
    for code, locale in _languages(services):
        localizer = services.localizer(locale)
        await bot.set_my_commands(menu(localizer, CITIZENS), scope=scope, language_code=code)
        await bot.set_my_description(localizer.say("bot-description"), language_code=code)
        await bot.set_my_short_description(localizer.say("bot-short"), language_code=code)


async def publish_patiently(bot: Bot, services: Services) -> None:
    """The same; where Telegram will not take it now, the old menus do until the next start."""
    try:
        await publish(bot, services)
    except InvalidToken:
        raise
    except TelegramError as error:
        log.warning("menus-not-published", error=type(error).__name__)


async def publish_for(bot: Bot, services: Services, chat: int, person: Person, locale: str) -> None:
    """One person's own menu in their private chat: by their roles, in the language they chose."""
    names = commands_of(person)
    await _publish_in(bot, BotCommandScopeChat(chat), menu(services.localizer(locale), names))


async def publish_in_group(bot: Bot, services: Services, chat: int, locale: str) -> None:
    """The menu of a unit's group."""
    await _publish_in(bot, BotCommandScopeChat(chat), menu(services.localizer(locale), GROUP))


async def _publish_in(bot: Bot, scope: BotCommandScope, names: list[BotCommand]) -> None:
    try:
        await bot.set_my_commands(names, scope=scope)
    except TelegramError as error:  # a convenience: nothing fails for want of it
        log.warning("menu-not-published", error=type(error).__name__)


def _languages(services: Services) -> tuple[tuple[str | None, str], ...]:
    """Telegram's code of a language and ours; None is for everybody whose language we lack."""
    locales = services.profile.locales
    short: dict[str | None, str] = {None: locales[0]}
    for locale in locales:
        code = locale.replace("_", "-").split("-")[0]
        if len(code) == ALPHA2:
            short.setdefault(code, locale)
    return tuple(short.items())
