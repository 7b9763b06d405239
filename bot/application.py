"""The library's application with our handlers in it."""

from typing import Any, cast

from telegram.ext import Application, ContextTypes, ExtBot

from bot import finding
from bot.settings import Settings
from handlers import (
    broadcasts,
    custody,
    directory,
    duties,
    entering,
    errors,
    exports,
    figures,
    follows,
    gate,
    groups,
    hotline,
    inline,
    misuse,
    moderation,
    my_cases,
    my_data,
    network,
    pledges,
    report,
    search,
    start,
    suggestions,
    tasks,
    templates,
    transparency,
    units,
)
from handlers.context import App, Context
from handlers.house import House

ROOMS = (
    gate,
    start,
    my_cases,
    my_data,
    moderation,
    search,
    tasks,
    templates,
    units,
    duties,
    entering,
    custody,
    misuse,
    groups,
    network,
    hotline,
    pledges,
    exports,
    transparency,
    figures,
    directory,
    inline,
    broadcasts,
    follows,
    suggestions,
    report,  # after all others: it takes every word that nobody else wanted
    errors,
)
"""Every module of handlers, in the order in which they are asked."""


def build_app(house: House, wire: Any, poller: Any, settings: Settings) -> App:
    """The library's application with our handlers: no updater, no job queue, no persistence."""
    base = settings.api_base_url.rstrip("/")
    app: App = (
        Application.builder()
        .bot(
            ExtBot(
                settings.bot_token.get_secret_value(),
                base_url=f"{base}/bot",
                base_file_url=f"{base}/file/bot",
                request=wire,
                get_updates_request=poller,
            )
        )
        .updater(None)
        .job_queue(None)
        .context_types(
            # The library wants a class to call; ours is built already.
            ContextTypes(context=Context, bot_data=cast("type[House]", lambda: house))
        )
        .build()
    )
    for room in ROOMS:
        room.register(app)
    finding.gather(app)
    return app
