"""Sends evidence to staff who ask for it: without metadata, protected, behind a spoiler."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.case import Case
from domain.core.errors import FilesAway
from domain.report import Evidence
from handlers.core.api_errors import refuses_content
from handlers.core.context import Context
from handlers.files.albums import SentFile, albums, pieces
from handlers.files.upload import Address, Unsent, post
from handlers.moderation.callbacks import OpenUncleaned
from handlers.moderation.file_text import kinds
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, grid, lines

MOST_KEYS = 60  # files in one message: a line and a button each

Files = tuple[tuple[Evidence, str], ...]


async def send(
    ctx: Context, chat: int, case: Case, files: Files, *, only: int | None = None
) -> tuple[Screen, ...]:
    """Send the stored files of a case without metadata to a private chat.

    `only`: the id of one file, which is then sent even if its metadata cannot be removed.
    Returns screens about files that could not be sent, and about files that are held back because
    their metadata cannot be removed.
    """

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
        holds=only is None,
        refuses=refuses_content,
    )
    wanted = tuple(each for each in pieces(files) if only is None or each.file.id == only)
    try:
        unsent = [await post(address, album) for album in albums(wanted)]
    except FilesAway as away:
        return (Screen(text=lines(ctx.say(away.key))),)
    places = sorted(place for each in unsent for place in each.held)
    held = [each for each in wanted if each.place in places]
    missing = _missing(ctx, unsent)
    return (
        *((Screen(text=missing),) if missing else ()),
        *held_back(ctx.localizer, case, held),
    )


def held_back(localizer: Localizer, case: Case, found: Sequence[SentFile]) -> tuple[Screen, ...]:
    """The files that were held back, each with a button to send it all the same."""
    return tuple(
        _held(localizer, case, found[start : start + MOST_KEYS])
        for start in range(0, len(found), MOST_KEYS)
    )


def _held(localizer: Localizer, case: Case, found: Sequence[SentFile]) -> Screen:
    return Screen(
        text=lines(
            localizer.say("staff-files-held", number=case.number, count=len(found)),
            *(f"{each.place}. {kinds(localizer, each.file)}" for each in found),
        ),
        rows=grid(
            Key(
                label=localizer.say("staff-open-uncleaned", place=str(each.place)),
                button=OpenUncleaned(case_id=case.id, evidence_id=each.file.id),
            )
            for each in found
        ),
        protect=True,
    )


def _missing(ctx: Context, unsent: list[Unsent]) -> Markup:
    gone = sum(len(each.gone) for each in unsent)
    refused = sorted(place for each in unsent for place in each.refused)
    listed = ", ".join(map(str, refused))
    return lines(
        ctx.say("staff-files-missing", count=gone) if gone else None,
        ctx.say("files-unsent", count=len(refused), places=listed) if refused else None,
    )
