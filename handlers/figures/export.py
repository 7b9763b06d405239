"""/export: sends cases, figures or journal to an admin as a file."""

import asyncio
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import Update
from telegram.error import TelegramError

from handlers.core import incoming
from handlers.core.context import Context
from handlers.core.reply import send, show
from handlers.core.router import Router
from handlers.figures import export_screens, readable
from handlers.figures.callbacks import ExportAgain, ExportNow, ExportWhat, ExportWhen
from handlers.files.upload import hand_out
from usecases.figures import case_export, export_files
from usecases.figures.case_export import Permit

SEEN_EVERY = 5.0  # seconds between updates of the progress message
MOST_BYTES = 49_000_000  # the Bot API's limit for uploads, less the rest of the request


async def on_export(update: Update, ctx: Context) -> None:
    """/export: ask what to export."""
    await ctx.run(case_export.offer)
    await show(update, ctx, export_screens.what(ctx.localizer))


async def on_what(update: Update, ctx: Context) -> None:
    """Ask for the period."""
    await ctx.run(case_export.offer)
    await show(
        update,
        ctx,
        export_screens.when(ctx.localizer, incoming.pressed(update, ExportWhat).kind),
    )


async def on_when(update: Update, ctx: Context) -> None:
    """Ask for the file format."""
    await ctx.run(case_export.offer)
    pressed = incoming.pressed(update, ExportWhen)
    await show(update, ctx, export_screens.form(ctx.localizer, pressed.kind, pressed.period))


async def on_now(update: Update, ctx: Context) -> None:
    """Write the export to the journal, then write and send the file."""
    pressed = incoming.pressed(update, ExportNow)
    permit = await ctx.run(case_export.permit_period, pressed.kind, pressed.period, pressed.form)
    await show(update, ctx, export_screens.begun(ctx.localizer, permit))
    assert update.effective_chat is not None
    with TemporaryDirectory(prefix="jubao-export-") as folder:
        path = Path(folder) / permit.wanted.file_name
        await _write(update, ctx, permit, path)
        await _hand_out(ctx, update.effective_chat.id, path)


async def _write(update: Update, ctx: Context, permit: Permit, path: Path) -> None:
    """Write the file; if it takes long, show the progress."""
    rows, is_slow = [0], False

    async def show_progress() -> None:
        with suppress(TelegramError):  # a failed progress message must not stop the export
            await show(update, ctx, export_screens.going(ctx.localizer, permit, rows[-1]))

    shape = readable.shape(ctx.localizer, permit)
    writing = asyncio.create_task(
        export_files.write(ctx.services.db, permit, path, shape, rows.append)
    )
    try:
        while not (await asyncio.wait({writing}, timeout=SEEN_EVERY))[0]:
            is_slow = True
            await show_progress()
    finally:
        writing.cancel()
        await asyncio.wait({writing})
    writing.result()
    if is_slow:
        await show_progress()


async def _hand_out(ctx: Context, chat: int, path: Path) -> None:
    data = await asyncio.to_thread(_read_if_sendable, path)
    if data is None:
        await send(ctx, chat, export_screens.too_large(ctx.localizer))
    else:
        await hand_out(ctx.bot, chat, data, path.name)


def _read_if_sendable(path: Path) -> bytes | None:
    """The bytes of the file; None if it is too large for the Bot API."""
    return path.read_bytes() if path.stat().st_size <= MOST_BYTES else None


def register(router: Router) -> None:
    """Register the admins' command and its buttons; the use cases check permissions."""
    router.command("export", on_export)
    router.button(ExportAgain, on_export)
    router.button(ExportWhat, on_what)
    router.button(ExportWhen, on_when)
    router.button(ExportNow, on_now)
