"""The rules that decisions cite: admins list, view and change them, from /categories."""

from msgspec.structs import replace
from telegram import Update

from handlers.categories import rule_screens
from handlers.categories.callbacks import (
    ChangeRule,
    ListRules,
    RestoreRule,
    RetireRule,
    SeeRule,
)
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from usecases.categories import rule_editing


async def on_list(update: Update, ctx: Context) -> None:
    """A page of the rules."""
    found = await ctx.run(rule_editing.listed, incoming.pressed(update, ListRules).page)
    await show(update, ctx, rule_screens.listed(ctx.localizer, found))


async def on_see(update: Update, ctx: Context) -> None:
    """Show one rule."""
    found = await ctx.run(rule_editing.look, incoming.pressed(update, SeeRule).rule)
    await show(update, ctx, rule_screens.card(ctx.localizer, found))


async def on_change(update: Update, ctx: Context) -> None:
    """Ask for a new value, or for all values of a new rule."""
    pressed = incoming.pressed(update, ChangeRule)
    asked = await ctx.run(rule_editing.begin, pressed.rule, pressed.field)
    await show(update, ctx, replace(render.outcome(ctx, asked), fresh=True))


async def on_retire(update: Update, ctx: Context) -> None:
    """Retire a rule, or propose it."""
    outcome = await ctx.run(rule_editing.retire, incoming.pressed(update, RetireRule).rule)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_restore(update: Update, ctx: Context) -> None:
    """Make a rule citable again, or propose it."""
    outcome = await ctx.run(rule_editing.restore, incoming.pressed(update, RestoreRule).rule)
    await show(update, ctx, render.outcome(ctx, outcome))


def register(router: Router) -> None:
    """Register the buttons; the use cases check permissions."""
    router.button(ListRules, on_list)
    router.button(SeeRule, on_see)
    router.button(ChangeRule, on_change)
    router.button(RetireRule, on_retire)
    router.button(RestoreRule, on_restore)
