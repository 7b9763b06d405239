"""Handlers of /start with its deep links, /help, /language, /settings and /privacy."""

import re

from msgspec.structs import replace
from telegram import Update

from conversation.form import Given
from domain.network.people import Person
from handlers import start_screens
from handlers.account import settings
from handlers.core import incoming, menus
from handlers.core.context import Context
from handlers.core.reply import show, show_once
from handlers.core.router import Router, takes_nothing
from handlers.dialogs import render
from handlers.directory import handlers as directory
from handlers.network import staff
from handlers.ui.callbacks import Speak
from handlers.ui.markup import Screen
from handlers.ui.unit_picker import HOME
from usecases import session
from usecases.broadcasts import follows
from usecases.core.outcomes import Asked, Idle
from usecases.dialogs import dialogs
from usecases.moderation import desk
from usecases.notify import digests
from usecases.reporting import forms

REPORT, UNIT, CATEGORY, DIRECTORY, INVITATION = "r", "u_", "c_", "d_", "i_"
"""Payloads of deep links: `r` as a whole, the others as prefixes."""
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")  # all that Telegram lets a deep link carry


async def on_start(update: Update, ctx: Context) -> None:
    """/start: follow the deep link, or welcome the person and offer to go on with an open draft."""
    payload = "" if len(ctx.args or ()) > 1 else "".join(ctx.args or ())
    if payload.startswith(INVITATION):
        await staff.welcome(update, ctx, payload.removeprefix(INVITATION))
        person = await ctx.run(session.greet)  # read again: with the role just gained
        await _publish(update, ctx, person, person.locale)
    elif payload == REPORT:
        await _begin(update, ctx)
    elif payload.startswith((UNIT, CATEGORY)):
        await _begin(update, ctx, *_destination(ctx, payload))
    elif payload.startswith(DIRECTORY) and ctx.profile.unit(payload.removeprefix(DIRECTORY)):
        await directory.show_card(update, ctx, payload.removeprefix(DIRECTORY))
    else:
        await _welcome(update, ctx)


def _is_no_payload(_ctx: Context, behind: Given) -> bool:
    """Whether words or a link stand behind /start, instead of the payload of a deep link."""
    return PAYLOAD.fullmatch(behind.text.strip()) is None


def _destination(ctx: Context, payload: str) -> tuple[str | None, str | None]:
    """The unit and the category of `u_<unit>`, `c_<category>` or both; None for unknown ones."""
    unit, category = "", payload.removeprefix(CATEGORY)
    if payload.startswith(UNIT):
        unit, _, category = payload.removeprefix(UNIT).partition(f"_{CATEGORY}")
    found = ctx.profile.unit(unit)
    known = category in ctx.profile.taxonomy.top
    return (found.code if found and not found.retired else None, category if known else None)


async def _begin(
    update: Update, ctx: Context, unit: str | None = None, category: str | None = None
) -> None:
    outcome = await ctx.run(forms.start, unit=unit, category=category)
    screen = render.outcome(ctx, outcome)
    if _needs_a_language(update, ctx):
        screen = start_screens.with_languages(ctx.localizer, screen)
    await show(update, ctx, screen)


async def _welcome(update: Update, ctx: Context) -> None:
    outcome = await ctx.run(dialogs.refused)
    found = (
        await ctx.run(desk.first_screen) if ctx.person is not None and ctx.person.is_staff else None
    )
    screen = start_screens.welcome(ctx.localizer, outcome, found)
    if _needs_a_language(update, ctx):
        screen = start_screens.with_languages(ctx.localizer, screen)
    await show_once(update, ctx, screen, "start")
    if ctx.person is not None and ctx.person.is_staff:
        await _publish(update, ctx, ctx.person, ctx.locale)


def _needs_a_language(update: Update, ctx: Context) -> bool:
    """Whether the language is only a default: not chosen, and the account's is not available."""
    user, person = update.effective_user, ctx.person
    chosen = person is not None and person.chose_language
    return user is not None and not chosen and not ctx.services.speaks(user.language_code)


async def _publish(update: Update, ctx: Context, person: Person | None, locale: str) -> None:
    """Publish the command menu of a person whose role or language may have changed."""
    if person is not None and update.effective_chat is not None:
        chat = update.effective_chat.id
        await menus.publish_for(ctx.bot, ctx.services, chat, person, locale)


async def on_help(update: Update, ctx: Context) -> None:
    """/help: the commands that this person may use."""
    person = await ctx.run(session.greet)
    await show(update, ctx, start_screens.help_for(ctx.localizer, person))


async def on_language(update: Update, ctx: Context) -> None:
    """/language and its button."""
    await ctx.run(session.greet)
    await show(update, ctx, start_screens.languages(ctx.localizer))


async def on_speak(update: Update, ctx: Context) -> None:
    """A language was chosen: confirm in that language and publish the menu again."""
    locale = await ctx.run(session.choose_language, incoming.pressed(update, Speak).locale)
    localizer = replace(ctx.localizer, locale=locale)
    screen = render.idle(localizer, Idle(note="language-set"))
    if _needs_a_language(update, ctx):  # they may not have understood the screen before
        screen = (await _first_screen(ctx)).led_by(localizer.say("language-set"))
    await show(update, ctx, screen)
    await _publish(update, ctx, ctx.person, locale)


async def _first_screen(ctx: Context) -> Screen:
    """The open question, or the welcome if there is none, in the language just chosen."""
    outcome = await ctx.run(dialogs.refused)
    if isinstance(outcome, Asked):
        return render.outcome(ctx, outcome)
    return start_screens.welcome(ctx.localizer, outcome)


async def on_settings(update: Update, ctx: Context) -> None:
    """/settings and its button: the language, the follows, and a button to privacy."""
    found = await ctx.run(follows.wishes)
    staff = digests.is_told(ctx.person)
    await show(update, ctx, settings.settings(ctx.localizer, found, staff=staff))


async def on_privacy(update: Update, ctx: Context) -> None:
    """/privacy and its button."""
    await ctx.run(session.greet)
    await show(update, ctx, start_screens.privacy(ctx.localizer))


async def on_privacy_kept(update: Update, ctx: Context) -> None:
    """A button of /privacy: which data are kept, and how to see and unlink them."""
    await ctx.run(session.greet)
    await show(update, ctx, start_screens.privacy_kept(ctx.localizer))


async def on_privacy_contact(update: Update, ctx: Context) -> None:
    """A button of /privacy: who may see a reporter's contact."""
    await ctx.run(session.greet)
    await show(update, ctx, start_screens.privacy_contact(ctx.localizer))


def register(router: Router) -> None:
    """Register the general commands and their buttons."""
    router.command("start", on_start, leaves=_is_no_payload)
    router.command("help", on_help, leaves=takes_nothing)
    router.command("language", on_language, leaves=takes_nothing)
    router.command("settings", on_settings, leaves=takes_nothing)
    router.command("privacy", on_privacy, leaves=takes_nothing)
    router.place(HOME, on_start)
    router.place("help", on_help)
    router.place("language", on_language)
    router.place("settings", on_settings)
    router.place("privacy", on_privacy)
    router.place("privacy_kept", on_privacy_kept)
    router.place("privacy_contact", on_privacy_contact)
    router.button(Speak, on_speak)
