"""A broadcast on python-telegram-bot in its usual form: gather with AIORateLimiter."""

import asyncio
import sys

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, Application, CommandHandler, ContextTypes


async def on_start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text("Welcome.")


async def broadcast(app: Application, readers: int) -> None:  # type: ignore[type-arg]
    async def send(chat: int) -> None:
        try:
            await app.bot.send_message(chat, "The number to call is 0731-81127410.")
        except TelegramError:
            return

    await asyncio.gather(*(send(chat) for chat in range(1, readers + 1)))


def main(base_url: str, readers: int, retries: int) -> None:
    async def begin(app: Application) -> None:  # type: ignore[type-arg]
        app.create_task(broadcast(app, readers))

    app = (
        Application.builder()
        .token("4242:bench")
        .base_url(f"{base_url}/bot")
        .concurrent_updates(True)
        .connection_pool_size(256)
        .pool_timeout(600)
        .rate_limiter(AIORateLimiter(max_retries=retries))
        .post_init(begin)
        .build()
    )
    app.add_handler(CommandHandler("start", on_start))
    app.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
