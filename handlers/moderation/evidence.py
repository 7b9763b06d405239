"""Sends evidence to whoever asked for it: protected, behind a spoiler, in private alone."""

from domain.case import Case
from domain.core.errors import FilesAway
from domain.report import Evidence
from handlers.core.api_errors import refuses_content
from handlers.core.context import Context
from handlers.files.albums import SentFile, albums, pieces
from handlers.files.upload import Address, post


async def send(ctx: Context, chat: int, case: Case, files: tuple[tuple[Evidence, str], ...]) -> str:
    """Send the kept files of a case; returns what is to be said of those that could not be had."""

    def caption(piece: SentFile) -> str:
        place, of = str(piece.place), str(len(files))
        return ctx.say("staff-file-caption", number=case.number, place=place, of=of)

    address = Address(
        bot=ctx.bot,
        chat=chat,
        name=case.number,
        caption=caption,
        read=ctx.services.read_file,
        guarded=True,
        refuses=refuses_content,
    )
    try:
        unsent = [await post(address, album) for album in albums(pieces(files))]
    except FilesAway as away:
        return ctx.say(away.key)
    gone = sum(len(each.gone) for each in unsent)
    refused = sorted(place for each in unsent for place in each.refused)
    words = [
        ctx.say("staff-files-missing", count=gone) if gone else "",
        ctx.say("files-unsent", count=len(refused), places=_listed(refused)) if refused else "",
    ]
    return "\n".join(filter(None, words))


def _listed(places: list[int]) -> str:
    return ", ".join(map(str, places))
