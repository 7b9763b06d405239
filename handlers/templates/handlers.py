"""/templates: handlers to list and change templates, and to use them at questions of a form."""

from msgspec.structs import replace
from telegram import Update

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from handlers.dialogs.callbacks import MoreTemplates, ReadTemplate
from handlers.templates import screens
from handlers.templates.callbacks import (
    AddTemplate,
    ChangeTemplate,
    DropSurely,
    DropTemplate,
    SeeTemplate,
    TemplatesOf,
    TurnTemplateUnits,
    UseTemplate,
)
from handlers.ui import unit_picker
from usecases.moderation import template_use, templates


async def on_templates(update: Update, ctx: Context) -> None:
    """/templates: the templates of the person's unit, or a choice of units."""
    units, word = await ctx.run(templates.units), ctx.word
    meant = unit_picker.meant(units, word) if word else units
    if len(meant) != 1:
        screen = unit_picker.screen(ctx.localizer, screens.UNITS, units, word=word)
        await show(update, ctx, screen)
        return
    found = await ctx.run(templates.listed, meant[0].code)
    await show(update, ctx, screens.listed(ctx.localizer, found))


async def on_turn(update: Update, ctx: Context) -> None:
    """Another page of the units to choose from."""
    page = incoming.pressed(update, TurnTemplateUnits).page
    units = await ctx.run(templates.units)
    screen = unit_picker.screen(ctx.localizer, screens.UNITS, units, page=page)
    await show(update, ctx, screen)


async def on_list(update: Update, ctx: Context) -> None:
    """A page of a unit's templates."""
    pressed = incoming.pressed(update, TemplatesOf)
    if unit_picker.is_gone(ctx.profile, pressed.unit):
        units = await ctx.run(templates.units)
        screen = unit_picker.screen(ctx.localizer, screens.UNITS, units)
        await show(update, ctx, screen.led_by(ctx.say("choice-gone")))
        return
    found = await ctx.run(templates.listed, pressed.unit, pressed.start)
    await show(update, ctx, screens.listed(ctx.localizer, found))


async def on_see(update: Update, ctx: Context) -> None:
    """Show one template with its placeholders."""
    found = await ctx.run(templates.look, incoming.pressed(update, SeeTemplate).template_id)
    await show(update, ctx, screens.one(ctx.localizer, found))


async def on_add(update: Update, ctx: Context) -> None:
    """Open the form for a new template, below the list."""
    outcome = await ctx.run(templates.begin, incoming.pressed(update, AddTemplate).unit)
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_change(update: Update, ctx: Context) -> None:
    """Open the form to change a template; the message with the old text stays."""
    outcome = await ctx.run(
        templates.begin_change, incoming.pressed(update, ChangeTemplate).template_id
    )
    await show(update, ctx, replace(render.outcome(ctx, outcome), fresh=True))


async def on_drop(update: Update, ctx: Context) -> None:
    """Ask whether to delete a template."""
    found = await ctx.run(templates.look, incoming.pressed(update, DropTemplate).template_id)
    await show(update, ctx, screens.drop_surely(ctx.localizer, found))


async def on_drop_surely(update: Update, ctx: Context) -> None:
    """Delete a template and show the list."""
    found = await ctx.run(templates.drop, incoming.pressed(update, DropSurely).template_id)
    await show(update, ctx, screens.listed(ctx.localizer, found))


async def on_more(update: Update, ctx: Context) -> None:
    """Show the question again with another page of templates."""
    pressed = incoming.pressed(update, MoreTemplates)
    outcome = await ctx.run(template_use.more, pressed.draft, pressed.start)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_read(update: Update, ctx: Context) -> None:
    """Show a template's text as it would be sent."""
    pressed = incoming.pressed(update, ReadTemplate)
    found = await ctx.run(template_use.prepare, pressed.draft, pressed.template_id)
    await show(update, ctx, screens.read(ctx.localizer, found))


async def on_use(update: Update, ctx: Context) -> None:
    """Answer the question with the template that was shown."""
    pressed = incoming.pressed(update, UseTemplate)
    outcome = await ctx.run(template_use.use, pressed.draft, pressed.template_id, seen=pressed.seen)
    await show(update, ctx, render.outcome(ctx, outcome))


def register(router: Router) -> None:
    """Register the staff's command; the use cases check who may change templates."""
    router.command("templates", on_templates)
    router.button(TemplatesOf, on_list)
    router.button(TurnTemplateUnits, on_turn)
    router.button(SeeTemplate, on_see)
    router.button(AddTemplate, on_add)
    router.button(ChangeTemplate, on_change)
    router.button(DropTemplate, on_drop)
    router.button(DropSurely, on_drop_surely)
    router.button(MoreTemplates, on_more)
    router.button(ReadTemplate, on_read)
    router.button(UseTemplate, on_use)
