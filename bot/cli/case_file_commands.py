"""`jubao case-file`: write the case file of a referred case into a file."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.cli.commands import conditions_of, quiet_settings
from bot.config import own_files
from bot.config.languages import catalog_of
from bot.config.resources import files_of, opened_as_it_is
from bot.config.settings import Settings, SettingsError
from bot.core.errors import Failed, Refused
from domain.codes import parse_number
from domain.core.errors import Refusal
from domain.core.threads import in_thread
from handlers.case_files import building
from handlers.case_files.building import Built
from handlers.ui.localizer import Localizer
from storage.engine.database import Database
from storage.files import whole_files
from storage.files.blobs import place
from usecases.case_files import ordering, sealing
from usecases.session import by_system


def case_file(number: str, out: Path, recipient: str) -> str:
    """Write it; Failed for an unknown case or one that was not referred."""
    settings = quiet_settings()
    own_files.refuse_output(settings, out, "the case file")
    if out.exists():
        raise Refused(f"{out} exists: name another file")
    if not out.parent.is_dir():
        raise SettingsError(f"--out: there is no folder {out.parent}")
    if recipient:
        _check(recipient)

    async def write() -> Built:
        async with opened_as_it_is(settings) as db:
            return await _write(db, settings, number, recipient, out)

    built = asyncio.run(write())
    pdf = "" if built.has_pdf else "\nWithout a PDF: no font with Chinese (fonts-noto-cjk) is here."
    return f"{built.size} bytes written into {out}{pdf}"


def _check(recipient: str) -> None:
    try:
        sealing.key_of(recipient)
    except ValueError as why:
        raise SettingsError(f"--recipient: {why}") from None


async def _write(db: Database, settings: Settings, number: str, key: str, out: Path) -> Built:
    conditions = await conditions_of(db, settings)
    try:
        contents = await db.run(
            by_system, conditions, ordering.for_operator, parse_number(number), key
        )
    except Refusal as why:
        known = {"case_file-not_referred": f"case {number} was not referred"}
        raise Failed(known.get(why.key, f"there is no case {number}")) from why
    words, profile = catalog_of(settings), conditions.profile
    languages = [Localizer(words, profile, each) for each in profile.locales]
    with whole_files.replacing(out) as part:
        built = await building.build(contents, _reader(db, settings), languages, part.parent)
        await in_thread(built.path.replace, part)
    return built


def _reader(db: Database, settings: Settings) -> Callable[[str], Awaitable[bytes]]:
    files = files_of(settings)

    async def read(stored_as: str) -> bytes:
        sealed = await files.get(stored_as)
        return await asyncio.to_thread(db.cipher.open, sealed, place(stored_as))

    return read
