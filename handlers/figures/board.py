"""/board: handlers of the board of units, for leads and admins."""

import asyncio

from telegram import Update

from domain.core.errors import BadAnswer
from domain.search.search import Filter, SearchFlag
from domain.status import OPEN
from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.incoming import only_in_private
from handlers.core.reply import show, stop_spinner
from handlers.core.router import Router
from handlers.figures import board_chart, board_screens
from handlers.figures.callbacks import BoardCases, BoardPage, BoardPicture, SeeBoardUnit
from handlers.moderation.search import show_found
from handlers.ui import charts
from usecases.figures import board
from usecases.moderation import search


async def on_board(update: Update, ctx: Context) -> None:
    """/board: the first page."""
    await show(update, ctx, board_screens.board(ctx.localizer, await ctx.run(board.look)))


async def on_page(update: Update, ctx: Context) -> None:
    """Another page, or the first one again."""
    only_in_private(update)
    start = incoming.pressed(update, BoardPage).start
    found = await ctx.run(board.look)
    await show(update, ctx, board_screens.board(ctx.localizer, found, max(0, start)))


async def on_unit(update: Update, ctx: Context) -> None:
    """One unit with its people."""
    only_in_private(update)
    found = await ctx.run(board.unit, incoming.pressed(update, SeeBoardUnit).unit)
    await show(update, ctx, board_screens.unit(ctx.localizer, found))


async def on_cases(update: Update, ctx: Context) -> None:
    """The open or the late cases of a unit, as a search."""
    only_in_private(update)
    pressed = incoming.pressed(update, BoardCases)
    await ctx.run(board.unit, pressed.unit)
    wanted = {
        "open": Filter(units=frozenset({pressed.unit}), statuses=OPEN),
        "late": Filter(units=frozenset({pressed.unit}), marks=frozenset({SearchFlag.LATE})),
    }
    if pressed.which not in wanted:
        raise BadAnswer("answer-stale")
    await show_found(update, ctx, await ctx.run(search.begin, wanted[pressed.which]))


async def on_picture(update: Update, ctx: Context) -> None:
    """The board as a picture."""
    only_in_private(update)
    found = await ctx.run(board.look)
    charts.check()
    await stop_spinner(update, ctx)
    if update.effective_chat is not None:
        picture = await asyncio.to_thread(board_chart.drawn, ctx.localizer, found)
        await ctx.bot.send_photo(update.effective_chat.id, picture, protect_content=True)


def register(router: Router) -> None:
    """Register the command of leads and admins; the use cases check permissions."""
    router.command("board", on_board)
    router.place("board", on_board)
    router.button(BoardPage, on_page)
    router.button(SeeBoardUnit, on_unit)
    router.button(BoardCases, on_cases)
    router.button(BoardPicture, on_picture)
