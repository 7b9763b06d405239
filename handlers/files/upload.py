"""Sends stored files to a chat, album by album: protected to staff, freely to a reporter."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from msgspec import Struct
from telegram import Bot, InputFile
from telegram.error import TelegramError

from domain.core.errors import FileGone
from handlers.files.albums import SentFile, media, upload
from handlers.files.strip_metadata import clean_aside

UPLOAD_SECONDS = 120.0  # enough for 20 MB over a slow line

_SPOILED = {"look", "animation"}

Read = tuple[SentFile, bytes]


class Address(Struct, frozen=True, kw_only=True):
    """Where and how to send files: the chat, the prefix of file names, and the captions.

    Files are sent without metadata if it can be removed. `holds`: a file whose metadata cannot be
    removed is not sent. `guarded`: behind a spoiler and not to be forwarded. `refuses`: tells
    whether an error is about the file itself, so that the others can still be sent.
    """

    bot: Bot
    chat: int
    name: str
    caption: Callable[[SentFile], str]
    read: Callable[[str], Awaitable[bytes]]
    guarded: bool
    holds: bool
    refuses: Callable[[TelegramError], bool]


class Unsent(Struct, frozen=True, kw_only=True):
    """The files that were not sent, by their place in the case.

    `gone`: no longer in the store. `refused`: rejected by Telegram. `held`: metadata could not be
    removed.
    """

    gone: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
    held: tuple[int, ...] = ()


async def post(address: Address, album: tuple[SentFile, ...]) -> Unsent:
    """Send the files of one album; a file that cannot be sent does not stop the others."""
    found, gone, held = await _read(address, album)
    return Unsent(gone=gone, held=held, refused=await _send(address, found) if found else ())


async def hand_out(bot: Bot, chat: int, data: bytes, name: str) -> None:
    """Send a file that we have made as a document with this name."""
    await bot.send_document(
        chat,
        InputFile(data, filename=name),
        disable_content_type_detection=True,
        read_timeout=UPLOAD_SECONDS,
        write_timeout=UPLOAD_SECONDS,
    )


async def _read(
    address: Address, album: tuple[SentFile, ...]
) -> tuple[list[Read], tuple[int, ...], tuple[int, ...]]:
    """The files to send with their bytes, and the places of files that are gone or held back."""
    found, gone, held = [], [], []
    for piece in album:
        try:
            data = await address.read(piece.stored_as)
        except FileGone:
            gone.append(piece.place)  # the others are still sent
            continue
        copy = await clean_aside(data, piece.file.mime)
        if copy is None and address.holds:
            held.append(piece.place)
        else:
            found.append((piece, data if copy is None else copy))
    return found, tuple(gone), tuple(held)


async def _send(address: Address, found: list[Read]) -> tuple[int, ...]:
    """Send as an album, or one by one if that is refused; returns the places of refused files."""
    if len(found) > 1:
        try:
            await _send_album(address, found)
        except TelegramError as error:
            if not address.refuses(error):
                raise
        else:
            return ()
    return tuple(
        [piece.place for piece, data in found if not await _send_one(address, piece, data)]
    )


async def _send_one(address: Address, piece: SentFile, data: bytes) -> bool:
    """Send one file, as a document if Telegram rejects it as a picture; False if both fail."""
    for send in (_send_single, _send_document) if piece.way != "document" else (_send_document,):
        try:
            await send(address, piece, data)
        except TelegramError as error:
            if not address.refuses(error):
                raise
        else:
            return True
    return False


async def _send_album(to: Address, found: list[Read]) -> None:
    await to.bot.send_media_group(
        to.chat,
        [
            media(to.name, piece, data, to.caption(piece), spoiler=to.guarded)
            for piece, data in found
        ],
        protect_content=to.guarded,
        read_timeout=UPLOAD_SECONDS,
        write_timeout=UPLOAD_SECONDS,
    )


async def _send_single(to: Address, piece: SentFile, data: bytes) -> None:
    """Send one file as its `way` says."""
    file, ways = upload(to.name, piece, data), _ways(to.bot)
    send = ways["photo" if piece.is_photo else piece.way]
    spoiler = {"has_spoiler": to.guarded} if piece.way in _SPOILED else {}
    await send(
        to.chat,
        file,
        caption=to.caption(piece),
        protect_content=to.guarded,
        read_timeout=UPLOAD_SECONDS,
        write_timeout=UPLOAD_SECONDS,
        **spoiler,
    )


def _ways(bot: Bot) -> Mapping[str, Callable[..., Awaitable[Any]]]:
    """The bot's method for each way to show a file."""
    return {
        "photo": bot.send_photo,
        "look": bot.send_video,
        "animation": bot.send_animation,
        "voice": bot.send_voice,
        "listen": bot.send_audio,
    }


async def _send_document(to: Address, piece: SentFile, data: bytes) -> None:
    await to.bot.send_document(
        to.chat,
        upload(to.name, piece, data),
        caption=to.caption(piece),
        disable_content_type_detection=True,
        protect_content=to.guarded,
        read_timeout=UPLOAD_SECONDS,
        write_timeout=UPLOAD_SECONDS,
    )
