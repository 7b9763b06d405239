"""A minimal bot on python-telegram-bot: it echoes messages."""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def on_text(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


def main(base_url: str) -> None:
    app = Application.builder().token("4242:bench").base_url(f"{base_url}/bot").build()
    app.add_handler(MessageHandler(filters.TEXT, on_text))
    app.run_polling()


if __name__ == "__main__":
    main(sys.argv[1])
