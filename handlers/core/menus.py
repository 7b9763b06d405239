"""Publishes the command menus, by language and role, and the bot's description."""

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
    "rules",
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
STAFF = ("queue", "case", "mine", "measures", "search", "enter", "figures", "templates")
CUSTODIANS = ("identities",)
LEADS = ("board", "staff", "grant", "revoke", "oncall", "accounts", "suggestions")
ADMINS = ("units", "categories", "hotline", "pledge", "broadcast", "broadcasts", "export", "audit")
GROUP = ("queue", "case", "bind")
ALPHA2 = 2  # Telegram takes two-letter language codes only

log = structlog.get_logger("jubao.commands")


def commands_of(person: Person | None) -> tuple[str, ...]:
    """The commands that this person may use in a private chat; those of their role first."""
    if person is None or not person.is_staff:
        return CITIZENS
    works = STAFF if person.admin or person.grants else ()
    opens = CUSTODIANS if person.custodian else ()
    leads = LEADS if person.admin or person.leads else ()
    admins = ADMINS if person.admin else ()
    return (*works, *opens, *leads, *admins, *CITIZENS)


def menu(localizer: Localizer, names: tuple[str, ...]) -> list[BotCommand]:
    """The commands with their descriptions."""
    return [BotCommand(name, localizer.say(f"command-{name}")) for name in names]


async def publish(bot: Bot, services: Services) -> None:
    """Publish the citizens' menu and the bot's description in every language."""
    scope = BotCommandScopeAllPrivateChats()
    for code, locale in _languages(services):
        localizer = services.localizer(locale)
        await bot.set_my_commands(menu(localizer, CITIZENS), scope=scope, language_code=code)
        await bot.set_my_description(localizer.say("bot-description"), language_code=code)
        await bot.set_my_short_description(localizer.say("bot-short"), language_code=code)


async def publish_patiently(bot: Bot, services: Services) -> None:
    """As `publish`, but errors other than InvalidToken are only logged.

    The old menus then stay until the next start.
    """
    try:
        await publish(bot, services)
    except InvalidToken:
        raise
    except TelegramError as error:
        log.warning("menus-not-published", error=type(error).__name__)


async def publish_for(bot: Bot, services: Services, chat: int, person: Person, locale: str) -> None:
    """Publish a person's menu in their private chat, by their roles and language."""
    names = commands_of(person)
    await _publish_in(bot, BotCommandScopeChat(chat), menu(services.localizer(locale), names))


async def publish_in_group(bot: Bot, services: Services, chat: int, locale: str) -> None:
    """Publish the menu of a unit's group."""
    await _publish_in(bot, BotCommandScopeChat(chat), menu(services.localizer(locale), GROUP))


async def _publish_in(bot: Bot, scope: BotCommandScope, names: list[BotCommand]) -> None:
    try:
        await bot.set_my_commands(names, scope=scope)
    except TelegramError as error:  # the menu is a convenience, the update goes on without it
        log.warning("menu-not-published", error=type(error).__name__)


def _languages(services: Services) -> tuple[tuple[str | None, str], ...]:
    """Pairs of Telegram's language code and our locale; code None is Telegram's default."""
    locales = services.profile.locales
    short: dict[str | None, str] = {None: locales[0]}
    for locale in locales:
        code = locale.replace("_", "-").split("-")[0]
        if len(code) == ALPHA2:
            short.setdefault(code, locale)
    return tuple(short.items())
