"""Inline mode (`@bot Changsha` in any chat): searches the directory, stores nothing."""

import structlog
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import InlineQueryLimit, ParseMode
from telegram.error import TelegramError
from telegram.ext import InlineQueryHandler

from domain.network.directory import at_work
from domain.network.units import Unit
from handlers.core.context import Context
from handlers.core.router import Router
from handlers.directory import handlers, screens
from handlers.ui.localizer import Localizer
from handlers.ui.markup import clean

CACHED = 300  # seconds that Telegram may cache an answer for the same person

log = structlog.get_logger("jubao.handlers")


async def on_inline(update: Update, ctx: Context) -> None:
    """Answer with the units that match the query; without a query the offices, top level first.

    It runs no use case, so that nothing about the person is stored.
    """
    query = update.inline_query
    assert query is not None  # it is registered for inline queries only
    localizer, word = ctx.localizer, clean(query.query).strip()
    found = handlers.meant_by(ctx, word) if word else at_work(ctx.profile.units, sites=False)
    shown = found[: InlineQueryLimit.RESULTS]
    key = "inline-report" if found else "inline-none"
    try:
        await query.answer(
            [_result(localizer, unit, ctx.services.username) for unit in shown],
            cache_time=CACHED,
            is_personal=True,  # the answer depends on the person's language
            button=InlineQueryResultsButton(localizer.say(key), start_parameter="r"),
        )
    except TelegramError as error:  # usually too late: the person typed on and a new query has come
        log.info("inline-not-answered", error=type(error).__name__)


def _result(localizer: Localizer, unit: Unit, username: str) -> InlineQueryResultArticle:
    report = f"https://t.me/{username}?start=u_{unit.code}"
    keys = (
        InlineKeyboardButton(localizer.say("directory-report-here"), url=report),
        InlineKeyboardButton(localizer.say("inline-open"), url=screens.deep_link(username, unit)),
    )
    level = localizer.say(f"level-{unit.level}")
    return InlineQueryResultArticle(
        id=unit.code,
        title=unit.name(localizer.locale),
        description=" · ".join(part for part in (level, unit.phone) if part),
        input_message_content=InputTextMessageContent(
            screens.card(localizer, unit, username).text,
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
        reply_markup=InlineKeyboardMarkup([keys]),
    )


def register(router: Router) -> None:
    """Register inline mode, for anybody in any chat."""
    router.other(InlineQueryHandler(on_inline))
