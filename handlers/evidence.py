"""Sends evidence to whoever asked for it: protected, behind a spoiler, in private alone."""

from telegram.error import BadRequest

from domain.case import Case
from domain.errors import Refusal
from domain.report import Evidence
from handlers.context import Context
from handlers.parcels import Piece, albums, media, pieces, upload

UPLOAD_SECONDS = 120.0  # twenty megabytes over an office's line

Read = tuple[Piece, bytes]


async def send(ctx: Context, chat: int, case: Case, files: tuple[tuple[Evidence, str], ...]) -> int:
    """Send the kept files of a case; returns how many of them could not be had."""
    missing = 0
    for album in albums(pieces(files)):
        found = await _read(ctx, album)
        missing += len(album) - len(found)
        if found:
            await _send(ctx, chat, case, found, of=len(files))
    return missing


async def _read(ctx: Context, album: tuple[Piece, ...]) -> list[Read]:
    found = []
    for piece in album:
        try:
            found.append((piece, await ctx.house.read_file(piece.stored_as)))
        except Refusal:
            continue  # its bytes are gone; the others are shown all the same
    return found


async def _send(ctx: Context, chat: int, case: Case, found: list[Read], *, of: int) -> None:
    try:
        if len(found) > 1:
            await _album(ctx, chat, case, found, of)
        else:
            await _alone(ctx, chat, case, found[0], of)
    except BadRequest:
        # Telegram does not take every picture as one (a bomb, a torn one): then as plain files.
        for read in found:
            await _as_document(ctx, chat, case, read, of)


async def _album(ctx: Context, chat: int, case: Case, found: list[Read], of: int) -> None:
    await ctx.bot.send_media_group(
        chat,
        [media(case.number, piece, data, _caption(ctx, case, piece, of)) for piece, data in found],
        protect_content=True,
        read_timeout=UPLOAD_SECONDS,
        write_timeout=UPLOAD_SECONDS,
    )


async def _alone(ctx: Context, chat: int, case: Case, read: Read, of: int) -> None:
    piece, data = read
    file = upload(case.number, piece, data)
    caption = _caption(ctx, case, piece, of)
    if piece.is_photo:
        await ctx.bot.send_photo(
            chat, file, caption=caption, has_spoiler=True, protect_content=True
        )
    elif piece.way == "look":
        await ctx.bot.send_video(
            chat, file, caption=caption, has_spoiler=True, protect_content=True
        )
    elif piece.way == "animation":
        await ctx.bot.send_animation(
            chat, file, caption=caption, has_spoiler=True, protect_content=True
        )
    elif piece.way == "voice":
        await ctx.bot.send_voice(chat, file, caption=caption, protect_content=True)
    elif piece.way == "listen":
        await ctx.bot.send_audio(chat, file, caption=caption, protect_content=True)
    else:
        await _as_document(ctx, chat, case, read, of)


async def _as_document(ctx: Context, chat: int, case: Case, read: Read, of: int) -> None:
    piece, data = read
    await ctx.bot.send_document(
        chat,
        upload(case.number, piece, data),
        caption=_caption(ctx, case, piece, of),
        disable_content_type_detection=True,
        protect_content=True,
    )


def _caption(ctx: Context, case: Case, piece: Piece, of: int) -> str:
    return ctx.say("staff-file-caption", number=case.number, place=str(piece.place), of=str(of))
