"""/broadcast and /broadcasts: admins write, test, approve, watch and stop broadcasts."""

from msgspec.structs import replace
from telegram import Update

from domain.broadcast import Act
from domain.core.errors import Refusal
from handlers.broadcasts import screens as broadcast_screens
from handlers.broadcasts.callbacks import (
    ActOn,
    AskStop,
    ChangePart,
    ListBroadcasts,
    NoMore,
    OpenCard,
    SeeBroadcast,
    SendToMe,
)
from handlers.core import incoming
from handlers.core.bot_api import send_screen
from handlers.core.context import Context
from handlers.core.reply import show, stop_spinner
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.directory import handlers as directory
from handlers.ui.markup import Screen, lines
from usecases.broadcasts import broadcast_lifecycle, follows


async def on_broadcast(update: Update, ctx: Context) -> None:
    """/broadcast: the first question of the form."""
    await show(update, ctx, render.outcome(ctx, await ctx.run(broadcast_lifecycle.begin)))


async def on_broadcasts(update: Update, ctx: Context) -> None:
    """/broadcasts: the list."""
    found = await ctx.run(broadcast_lifecycle.listed)
    await show(update, ctx, broadcast_screens.listed(ctx.localizer, found))


async def on_list(update: Update, ctx: Context) -> None:
    """Show a page of the list."""
    found = await ctx.run(
        broadcast_lifecycle.listed, incoming.pressed(update, ListBroadcasts).before or None
    )
    await show(update, ctx, broadcast_screens.listed(ctx.localizer, found))


async def on_see(update: Update, ctx: Context) -> None:
    """Show one broadcast."""
    found = await ctx.run(broadcast_lifecycle.look, incoming.pressed(update, SeeBroadcast).number)
    await show(update, ctx, broadcast_screens.card(ctx.localizer, found))


async def on_act(update: Update, ctx: Context) -> None:
    """Submit, approve, pause and so on; the pressed message shows the progress from then on."""
    pressed = incoming.pressed(update, ActOn)
    if pressed.act not in set(Act):
        raise Refusal("answer-stale")
    query = update.callback_query
    message = query.message if query else None
    found = await ctx.run(
        broadcast_lifecycle.act,
        pressed.number,
        Act(pressed.act),
        seen=pressed.seen,
        message_id=message.message_id if message else None,
    )
    await show(update, ctx, broadcast_screens.card(ctx.localizer, found))


async def on_ask_stop(update: Update, ctx: Context) -> None:
    """Ask whether to stop a broadcast for good."""
    found = await ctx.run(broadcast_lifecycle.look, incoming.pressed(update, AskStop).number)
    await show(update, ctx, broadcast_screens.ask_stop(ctx.localizer, found))


async def on_change(update: Update, ctx: Context) -> None:
    """Ask for one part again, or which part to change."""
    pressed = incoming.pressed(update, ChangePart)
    if not pressed.part:
        found = await ctx.run(broadcast_lifecycle.look, pressed.number)
        await show(update, ctx, broadcast_screens.parts(ctx.localizer, found))
        return
    outcome = await ctx.run(
        broadcast_lifecycle.begin_change, pressed.number, pressed.part, seen=pressed.seen
    )
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_to_me(update: Update, ctx: Context) -> None:
    """Send a test copy, exactly as recipients of that language get it."""
    pressed = incoming.pressed(update, SendToMe)
    if pressed.locale not in ctx.profile.locales:
        raise Refusal("answer-stale")
    body = (await ctx.run(broadcast_lifecycle.look, pressed.number)).broadcast.body
    localizer = replace(ctx.localizer, locale=pressed.locale)
    await stop_spinner(update, ctx)
    if update.effective_chat is not None:
        screen = broadcast_screens.message(localizer, body)
        await send_screen(ctx.bot, update.effective_chat.id, screen, photo=body.picture)


async def on_no_more(update: Update, ctx: Context) -> None:
    """Switch broadcasts off with one tap; the pressed message stays."""
    await ctx.run(follows.opt_out)
    await show(update, ctx, Screen(text=lines(ctx.say("broadcast-no-more-done")), fresh=True))


async def on_card(update: Update, ctx: Context) -> None:
    """Show a unit's card in a new message below the broadcast."""
    await directory.show_card(update, ctx, incoming.pressed(update, OpenCard).unit, fresh=True)


def register(router: Router) -> None:
    """Register the admins' commands, and the buttons below a broadcast."""
    router.command("broadcast", on_broadcast)
    router.place("broadcast", on_broadcast)
    router.command("broadcasts", on_broadcasts)
    router.place("broadcasts", on_broadcasts)
    router.button(ListBroadcasts, on_list)
    router.button(SeeBroadcast, on_see)
    router.button(ActOn, on_act)
    router.button(AskStop, on_ask_stop)
    router.button(ChangePart, on_change)
    router.button(SendToMe, on_to_me)
    router.button(NoMore, on_no_more)
    router.button(OpenCard, on_card)
