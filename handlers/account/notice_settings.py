"""What staff are told at once, when digests come, and quiet hours: one screen, and its buttons."""

from collections.abc import Iterable

from telegram import Update

from domain.notices.preferences import DIGEST_TIMES, HOUR, QUIET_HOURS, NoticeMode, Preferences
from handlers.account.callbacks import ChooseNotices, TypeNotices
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.incoming import only_in_private
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, grid, lines, paragraphs
from usecases.core.views import NoticeSettings
from usecases.moderation import notice_settings

PLACE = "notices"
_MODES = ("usual", *NoticeMode)


def screen(localizer: Localizer, found: NoticeSettings) -> Screen:
    """What is set now, and a button for each other choice."""
    chosen = found.preferences
    return Screen(
        text=paragraphs(
            bold(localizer.say("notices-title")),
            lines(*said(localizer, chosen)),
            localizer.say("notices-on-call") if found.on_call else None,
            localizer.say("notices-danger"),
        ),
        rows=(
            *grid(_modes(localizer, chosen)),
            *grid(_times(localizer, chosen)),
            *grid(_quiet(localizer, chosen)),
            (Key(label=localizer.say("button-back"), button=Go(where="settings")),),
        ),
    )


def said(localizer: Localizer, chosen: Preferences) -> tuple[str, str, str]:
    """What a person chose, in three sentences: how, when, and the quiet hours."""
    quiet = "–".join(map(clock, chosen.quiet)) if chosen.quiet else ""
    return (
        localizer.say(f"notices-is-{chosen.mode or 'usual'}"),
        localizer.say("notices-times", times=", ".join(map(clock, chosen.times))),
        localizer.say("notices-quiet", hours=quiet) if quiet else localizer.say("notices-no-quiet"),
    )


def clock(minute: int) -> str:
    """A time of the day, given in minutes after midnight."""
    return f"{minute // HOUR}:{minute % HOUR:02}"


def _modes(localizer: Localizer, chosen: Preferences) -> Iterable[Key]:
    for name in _MODES:
        label = localizer.say(f"notices-mode-{name}")
        yield _key("mode", name, label, on=name == (chosen.mode or "usual"))


def _times(localizer: Localizer, chosen: Preferences) -> Iterable[Key]:
    for name, times in DIGEST_TIMES.items():
        label = localizer.say(f"notices-times-{name}")
        yield _key("times", name, label, on=times == chosen.times)
    yield Key(label=localizer.say("notices-times-typed"), button=TypeNotices(what="times"))


def _quiet(localizer: Localizer, chosen: Preferences) -> Iterable[Key]:
    for name, hours in QUIET_HOURS.items():
        label = localizer.say(f"notices-quiet-{name}")
        yield _key("quiet", name, label, on=hours == chosen.quiet)
    yield Key(label=localizer.say("notices-quiet-typed"), button=TypeNotices(what="quiet"))


def _key(what: str, name: str, label: str, *, on: bool) -> Key:
    return Key(label=f"✅ {label}" if on else label, button=ChooseNotices(what=what, name=name))


async def on_look(update: Update, ctx: Context) -> None:
    """Show what is set now."""
    only_in_private(update)
    await show(update, ctx, screen(ctx.localizer, await ctx.run(notice_settings.look)))


async def on_choose(update: Update, ctx: Context) -> None:
    """Choose one of the offered values."""
    only_in_private(update)
    pressed = incoming.pressed(update, ChooseNotices)
    found = await ctx.run(notice_settings.choose, pressed.what, pressed.name)
    await show(update, ctx, screen(ctx.localizer, found))


async def on_type(update: Update, ctx: Context) -> None:
    """Ask for times that no button has."""
    only_in_private(update)
    what = incoming.pressed(update, TypeNotices).what
    await show(update, ctx, render.outcome(ctx, await ctx.run(notice_settings.begin_typing, what)))


def register(router: Router) -> None:
    """Register the buttons, which /settings and each digest lead to."""
    router.place(PLACE, on_look)
    router.button(ChooseNotices, on_choose)
    router.button(TypeNotices, on_type)
