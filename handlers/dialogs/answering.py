"""Show what a step of a dialog came to; a receipt that was shown is no longer owed."""

from telegram import Update

from handlers.core.context import Context
from handlers.core.reply import show
from handlers.dialogs import render
from handlers.ui.markup import Screen
from usecases.core.outcomes import DialogOutcome, Filed
from usecases.delivery import replies
from usecases.session import by_system


async def show_outcome(
    update: Update, ctx: Context, outcome: DialogOutcome, screen: Screen | None = None
) -> int | None:
    """Show an outcome, as `screen` where one is given; the id of the message, where it is known.

    Between the reply and the note that it came through, the process may die: then the receipt is
    sent a second time. The other way round, none might come.
    """
    shown_in = await show(update, ctx, screen or render.outcome(ctx, outcome))
    if isinstance(outcome, Filed) and ctx.person is not None:
        services = ctx.services
        await services.db.run(
            by_system,
            services.conditions(),
            replies.receipt_shown,
            ctx.person.who,
            outcome.report.id,
            shown_in,
        )
    return shown_in
