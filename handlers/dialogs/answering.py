"""Shows the outcome of a dialog's step, and marks a receipt as delivered once it was shown."""

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
    """Show an outcome, rendered as `screen` if given; returns the message's id if it is known.

    The receipt is marked as delivered after it was shown. If the process dies in between, it is
    sent a second time; in the other order it could be lost.
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
