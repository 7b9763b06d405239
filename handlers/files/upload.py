"""Sends kept files into a chat, album by album: to staff guarded, to a reporter as their own."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from msgspec import Struct
from telegram import Bot, InputFile
from telegram.error import TelegramError

from domain.core.errors import FileGone
from handlers.files.albums import SentFile, media, upload
from handlers.files.strip_metadata import clean_aside

UPLOAD_SECONDS = 120.0  # twenty megabytes over an office's line

_SPOILED = {"look", "animation"}

Read = tuple[SentFile, bytes]


class Address(Struct, frozen=True, kw_only=True):
    """Where files go: the chat, what their names begin with, and what stands under each.

    Every file goes without its metadata where that can be had. `holds`: one of which there is no
    clean copy is not sent. `guarded`: behind a spoiler, not to be passed on. `refuses`: whether an
    error is about the files alone, so that others may go.
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
    """Which files of a case did not arrive, by their places in it.

    `gone` are no longer in the store, `refused` are not taken by Telegram, `held` have no copy
    without metadata.
    """

    gone: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
    held: tuple[int, ...] = ()


async def post(address: Address, album: tuple[SentFile, ...]) -> Unsent:
    """Send pieces that travel together; one that cannot be sent leaves the others alone."""
    found, gone, held = await _read(address, album)
    return Unsent(gone=gone, held=held, refused=await _send(address, found) if found else ())


async def hand_out(bot: Bot, chat: int, data: bytes, name: str) -> None:
    """A file of our own making, as a document of this name."""
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
    """What to send, and the places of what is gone and of what is held."""
    found, gone, held = [], [], []
    for piece in album:
        try:
            data = await address.read(piece.stored_as)
        except FileGone:
            gone.append(piece.place)  # the others are sent all the same
            continue
        copy = await clean_aside(data, piece.file.mime)
        if copy is None and address.holds:
            held.append(piece.place)
        else:
            found.append((piece, data if copy is None else copy))
    return found, tuple(gone), tuple(held)


async def _send(address: Address, found: list[Read]) -> tuple[int, ...]:
    """Together, or where Telegram refuses that one by one; the places of those that it refuses."""
    if len(found) > 1:
        try:
            await _album(address, found)
        except TelegramError as error:
            if not address.refuses(error):
                raise
        else:
            return ()
    return tuple([piece.place for piece, data in found if not await _taken(address, piece, data)])


async def _taken(address: Address, piece: SentFile, data: bytes) -> bool:
    """Send one file; as a plain one where Telegram does not show it (a bomb, a torn picture)."""
    for send in (_alone, _as_document) if piece.way != "document" else (_as_document,):
        try:
            await send(address, piece, data)
        except TelegramError as error:
            if not address.refuses(error):
                raise
        else:
            return True
    return False


async def _album(to: Address, found: list[Read]) -> None:
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


async def _alone(to: Address, piece: SentFile, data: bytes) -> None:
    """One file as what it was found to be."""
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
    """By which method a file is sent that is to be shown so."""
    return {
        "photo": bot.send_photo,
        "look": bot.send_video,
        "animation": bot.send_animation,
        "voice": bot.send_voice,
        "listen": bot.send_audio,
    }


async def _as_document(to: Address, piece: SentFile, data: bytes) -> None:
    await to.bot.send_document(
        to.chat,
        upload(to.name, piece, data),
        caption=to.caption(piece),
        disable_content_type_detection=True,
        protect_content=to.guarded,
        read_timeout=UPLOAD_SECONDS,
        write_timeout=UPLOAD_SECONDS,
    )
