"""Handlers for the ready texts of results, and for macros on a case."""

from msgspec.structs import replace
from telegram import Update

from domain.template import TextKind
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.incoming import only_in_private
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.templates import ready_text_screens, screens
from handlers.templates.callbacks import (
    AddMacro,
    ChangeReady,
    MacrosOf,
    ReadyTexts,
    SeeReady,
    ShippedAgain,
    UseMacro,
)
from usecases.core.outcomes import Asked
from usecases.moderation import forms, templates


async def on_ready_texts(update: Update, ctx: Context) -> None:
    """The results with a shipped text."""
    found = await ctx.run(templates.results, incoming.pressed(update, ReadyTexts).unit)
    await show(update, ctx, ready_text_screens.listed(ctx.localizer, found))


async def on_see(update: Update, ctx: Context) -> None:
    """The texts that a unit has for one result."""
    pressed = incoming.pressed(update, SeeReady)
    found = await ctx.run(templates.texts_of, pressed.unit, pressed.result)
    await show(update, ctx, ready_text_screens.one(ctx.localizer, found))


async def on_change(update: Update, ctx: Context) -> None:
    """Open the form to write another text than the shipped one; the message with it stays."""
    pressed = incoming.pressed(update, ChangeReady)
    outcome = await ctx.run(
        templates.begin_of_result, pressed.unit, pressed.kind, pressed.result, pressed.locale
    )
    await _show_below(update, ctx, outcome)


async def on_shipped_again(update: Update, ctx: Context) -> None:
    """Delete a unit's text, so that the shipped one is used again."""
    pressed = incoming.pressed(update, ShippedAgain)
    found = await ctx.run(templates.back_to_shipped, pressed.template_id)
    await show(update, ctx, ready_text_screens.one(ctx.localizer, found))


async def on_add_macro(update: Update, ctx: Context) -> None:
    """Open the form of a new macro, below the list."""
    unit = incoming.pressed(update, AddMacro).unit
    await _show_below(update, ctx, await ctx.run(templates.begin, unit, TextKind.MACRO))


async def on_macros(update: Update, ctx: Context) -> None:
    """The macros that can be used on a case now."""
    pressed = incoming.pressed(update, MacrosOf)
    only_in_private(update)
    found = await ctx.run(forms.list_macros, pressed.case_id, pressed.start, seen=pressed.seen)
    await show(update, ctx, replace(screens.macros(ctx.localizer, found), fresh=True))


async def on_use_macro(update: Update, ctx: Context) -> None:
    """Decide a case by a macro: open its form at the review, or at what must be asked."""
    pressed = incoming.pressed(update, UseMacro)
    only_in_private(update)
    outcome = await ctx.run(forms.begin_macro, pressed.case_id, pressed.macro, seen=pressed.seen)
    await show(update, ctx, render.outcome(ctx, outcome))


async def _show_below(update: Update, ctx: Context, outcome: Asked) -> None:
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


def register(router: Router) -> None:
    """Register the buttons; the use cases check who may change texts and use macros."""
    router.button(ReadyTexts, on_ready_texts)
    router.button(SeeReady, on_see)
    router.button(ChangeReady, on_change)
    router.button(ShippedAgain, on_shipped_again)
    router.button(AddMacro, on_add_macro)
    router.button(MacrosOf, on_macros)
    router.button(UseMacro, on_use_macro)
