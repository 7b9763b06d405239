"""python-telegram-bot in its usual form: ConversationHandler, in memory, one update at a time."""

# mypy: disable-error-code="union-attr, arg-type, index"
# (in its usual form, without checks for None)

import itertools
import sys
import warnings
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)
from telegram.warnings import PTBUserWarning

from bench.peers.form import FILED, QUESTIONS

Context = ContextTypes.DEFAULT_TYPE
numbers = itertools.count(1)


def keyboard(choices: tuple[str, ...]) -> InlineKeyboardMarkup | None:
    if not choices:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(c, callback_data=c)] for c in choices])


async def on_report(update: Update, context: Context) -> int:
    context.user_data.clear()
    await update.message.reply_text(QUESTIONS[0][1])
    return 0


async def on_text(update: Update, context: Context) -> int:
    at = len(context.user_data)
    context.user_data[QUESTIONS[at][0]] = update.message.text
    _, words, choices = QUESTIONS[at + 1]
    await update.message.reply_text(words, reply_markup=keyboard(choices))
    return at + 1


async def on_press(update: Update, context: Context) -> int:
    query = update.callback_query
    await query.answer()
    at = len(context.user_data)
    context.user_data[QUESTIONS[at][0]] = query.data
    if at + 1 == len(QUESTIONS):
        await query.edit_message_text(FILED.format(number=next(numbers)))
        return ConversationHandler.END
    _, words, choices = QUESTIONS[at + 1]
    await query.edit_message_text(words, reply_markup=keyboard(choices))
    return at + 1


def main(base_url: str) -> None:
    app = Application.builder().token("4242:bench").base_url(f"{base_url}/bot").build()
    text = MessageHandler(filters.TEXT & ~filters.COMMAND, on_text)
    press = CallbackQueryHandler(on_press)
    states: dict[Any, Any] = {
        at: [press if choices else text] for at, (_, _, choices) in enumerate(QUESTIONS)
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PTBUserWarning)  # buttons and texts in one dialogue
        app.add_handler(
            ConversationHandler(
                entry_points=[CommandHandler("report", on_report)],
                states=states,
                fallbacks=[CommandHandler("report", on_report)],
            )
        )
    app.run_polling()


if __name__ == "__main__":
    main(sys.argv[1])
