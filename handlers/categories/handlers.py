"""/categories: admins list, view and change categories, in private chats."""

from msgspec.structs import replace
from telegram import Update

from handlers.categories import rule_handlers, screens
from handlers.categories.callbacks import (
    AddCategory,
    AnswerCategoryProposal,
    CategoryHistoryOf,
    ChangeCategory,
    ListCategories,
    RestoreCategory,
    RetireCategory,
    RetireCategorySurely,
    SeeCategory,
    SeeCategoryProposal,
)
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import show
from handlers.core.router import Router
from handlers.dialogs import render
from usecases.categories import category_editing, category_proposals
from usecases.core.outcomes import DialogOutcome


async def on_categories(update: Update, ctx: Context) -> None:
    """/categories: the first page."""
    found = await ctx.run(category_editing.listed)
    await show(update, ctx, screens.listed(ctx.localizer, found))


async def on_page(update: Update, ctx: Context) -> None:
    """Another page."""
    page = incoming.pressed(update, ListCategories).page
    found = await ctx.run(category_editing.listed, page)
    await show(update, ctx, screens.listed(ctx.localizer, found))


async def on_see(update: Update, ctx: Context) -> None:
    """Show a category's card."""
    found = await ctx.run(category_editing.look, incoming.pressed(update, SeeCategory).category)
    await show(update, ctx, screens.card(ctx.localizer, found))


async def on_change(update: Update, ctx: Context) -> None:
    """Ask for a new value of one field, below the card."""
    pressed = incoming.pressed(update, ChangeCategory)
    asked = await ctx.run(category_editing.begin, pressed.category, pressed.field)
    await _ask(update, ctx, asked)


async def on_add(update: Update, ctx: Context) -> None:
    """Open the form of a new category."""
    asked = await ctx.run(category_editing.add, incoming.pressed(update, AddCategory).parent)
    await _ask(update, ctx, asked)


async def _ask(update: Update, ctx: Context, asked: DialogOutcome) -> None:
    await show(update, ctx, replace(render.outcome(ctx, asked), fresh=True))


async def on_retire(update: Update, ctx: Context) -> None:
    """Show what retiring means, and ask for confirmation."""
    code = incoming.pressed(update, RetireCategory).category
    found = await ctx.run(category_editing.ask_retire, code)
    await show(update, ctx, screens.retire_surely(ctx.localizer, found))


async def on_retire_surely(update: Update, ctx: Context) -> None:
    """Retire a category, or propose it."""
    code = incoming.pressed(update, RetireCategorySurely).category
    outcome = await ctx.run(category_editing.retire, code)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_restore(update: Update, ctx: Context) -> None:
    """Make a category available again, or propose it."""
    code = incoming.pressed(update, RestoreCategory).category
    outcome = await ctx.run(category_editing.restore, code)
    await show(update, ctx, render.outcome(ctx, outcome))


async def on_history(update: Update, ctx: Context) -> None:
    """Show the history of a category."""
    pressed = incoming.pressed(update, CategoryHistoryOf)
    found = await ctx.run(category_editing.history, pressed.category, pressed.before or None)
    await show(update, ctx, screens.history(ctx.localizer, found))


async def on_proposal(update: Update, ctx: Context) -> None:
    """Show the change that waits for a category."""
    code = incoming.pressed(update, SeeCategoryProposal).category
    found = await ctx.run(category_proposals.look, code)
    await show(update, ctx, screens.proposal(ctx.localizer, found))


async def on_answer(update: Update, ctx: Context) -> None:
    """Confirm or drop it."""
    pressed = incoming.pressed(update, AnswerCategoryProposal)
    confirms = pressed.word == screens.YES
    use_case = category_proposals.confirm if confirms else category_proposals.drop
    found = await ctx.run(use_case, pressed.category, pressed.mark)
    await show(update, ctx, screens.proposal(ctx.localizer, found))


def register(router: Router) -> None:
    """Register the admins' command and its buttons; the use cases check permissions."""
    rule_handlers.register(router)
    router.command("categories", on_categories)
    router.place("categories", on_categories)
    router.button(ListCategories, on_page)
    router.button(SeeCategory, on_see)
    router.button(ChangeCategory, on_change)
    router.button(AddCategory, on_add)
    router.button(RetireCategory, on_retire)
    router.button(RetireCategorySurely, on_retire_surely)
    router.button(RestoreCategory, on_restore)
    router.button(CategoryHistoryOf, on_history)
    router.button(SeeCategoryProposal, on_proposal)
    router.button(AnswerCategoryProposal, on_answer)
