"""Handlers of the quarantine (list, release) and of appeals against a pause."""

import re

from msgspec.structs import replace
from telegram import Update

from domain.core.errors import Refusal
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.misuse import quarantine_screens
from handlers.misuse.callbacks import AppealPause, Quarantined, ReleaseAll
from handlers.ui.markup import lines
from usecases.misuse import forms, quarantine

_KEY_OF_A_PAGE = re.compile(r"\d{1,15}\.\d{1,15}", re.ASCII)


async def on_appeal(update: Update, ctx: Context) -> None:
    """Open the form for an appeal against a pause, in a new message."""
    pressed = incoming.pressed(update, AppealPause)
    outcome = await ctx.run(forms.begin_on_pause, pressed.sanction_id)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_list(update: Update, ctx: Context) -> None:
    """Show a page of the quarantine."""
    after = incoming.pressed(update, Quarantined).after
    if after == quarantine_screens.FIRST_PAGE:
        found = await ctx.run(quarantine.listed)
    elif _KEY_OF_A_PAGE.fullmatch(after):
        found = await ctx.run(quarantine.listed, after)
    else:
        raise Refusal("answer-stale")
    await show(update, ctx, quarantine_screens.listed(ctx.localizer, found))


async def on_release_all(update: Update, ctx: Context) -> None:
    """Release all cases of floods, after a confirmation; a scheduled job does it in batches."""
    if not incoming.pressed(update, ReleaseAll).sure:
        found = await ctx.run(quarantine.listed)
        await show(update, ctx, quarantine_screens.release_surely(ctx.localizer, found))
        return
    found = await ctx.run(quarantine.release_all)
    note = ctx.say("quarantine-released")
    if found.own_stay:
        note = lines(note, ctx.say("refusal-own-in-flood"))
    await show(update, ctx, quarantine_screens.listed(ctx.localizer, found, note=note))


def register(router: Router) -> None:
    """Register the buttons; the use cases check permissions."""
    router.button(AppealPause, on_appeal)
    router.button(Quarantined, on_list)
    router.button(ReleaseAll, on_release_all)
