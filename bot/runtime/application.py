"""python-telegram-bot's Application with all handlers."""

from typing import Any, cast

from telegram.ext import Application, ContextTypes, ExtBot

from bot.config.settings import Settings
from bot.intake import dispatch
from handlers import errors, start
from handlers.account import follows, my_data, notice_settings
from handlers.audit import handlers as audit
from handlers.broadcasts import handlers as broadcasts
from handlers.case_files import handlers as case_files
from handlers.categories import handlers as categories
from handlers.core import gate
from handlers.core.context import App, Context
from handlers.core.router import Router
from handlers.core.services import Services
from handlers.dialogs import handlers as dialogs
from handlers.directory import check, inline, pledges, proposals
from handlers.directory import handlers as directory
from handlers.figures import board, export, transparency
from handlers.figures import handlers as figures
from handlers.groups import handlers as groups
from handlers.identity import handlers as custody
from handlers.misuse import handlers as misuse
from handlers.moderation import (
    assignment,
    entry,
    search,
    several,
    task_handlers,
)
from handlers.moderation import handlers as moderation
from handlers.network import on_call, staff
from handlers.network import units as network
from handlers.removals import handlers as removals
from handlers.reported_accounts import handlers as reported_accounts
from handlers.reporting import messages, my_reports, report
from handlers.rules import handlers as rules
from handlers.suggestions import handlers as suggestions
from handlers.templates import handlers as templates
from handlers.templates import ready_texts

MODULES = (
    gate,
    start,
    my_reports,
    my_data,
    moderation,
    assignment,
    several,
    removals,
    case_files,
    search,
    task_handlers,
    templates,
    ready_texts,
    reported_accounts,
    staff,
    on_call,
    entry,
    custody,
    misuse,
    groups,
    network,
    categories,
    check,
    proposals,
    pledges,
    board,
    export,
    audit,
    transparency,
    figures,
    directory,
    inline,
    broadcasts,
    follows,
    notice_settings,
    suggestions,
    rules,
    report,
    dialogs,
    messages,  # last: it handles every message that no other handler takes
)
"""All modules with a `register` function; their message handlers are tried in this order."""


def build_app(services: Services, wire: Any, poller: Any, settings: Settings) -> App:
    """Build the Application with our handlers, without updater, job queue and persistence.

    `wire` and `poller` are the HTTP clients for calls and for `getUpdates`.
    """
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
            # The library calls a class to make bot_data; ours is an existing object.
            ContextTypes(context=Context, bot_data=cast("type[Services]", lambda: services))
        )
        .build()
    )
    router = Router()
    for module in MODULES:
        module.register(router)
    dispatch.add_handlers(app, router, dialogs.on_unknown_press)
    app.add_error_handler(errors.on_error)
    return app
