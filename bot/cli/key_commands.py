"""`jubao keys rotate`: encrypt all values and files again with the first key of the key ring."""

import asyncio
import sys
import time
from collections.abc import Callable

from bot.cli.commands import conditions_of, quiet_settings
from bot.config.resources import files_of, opened_as_it_is
from bot.core.errors import Failed
from storage.core.errors import KeyMissing
from storage.engine.database import Database
from usecases.core.request import Conditions
from usecases.evidence import file_marks
from usecases.operations import key_rotation, new_roots
from usecases.operations.key_rotation import Turned

EVERY = 5.0  # seconds between two progress lines
MOST_NAMED = 10  # failed values or files listed


def rotate(*, compromised: bool = False) -> str:
    """Encrypt everything again; Failed if something does not decrypt, or an old key is in use.

    `compromised`: with a new root secret first, since a thief has the keys and the database.
    """
    settings = quiet_settings()

    async def rotate_all() -> tuple[Turned, str]:
        async with opened_as_it_is(settings) as db:
            conditions = await conditions_of(db, settings)
            files = files_of(settings)
            await file_marks.refuse_disputed(db, files, conditions.now)
            if compromised:
                await _new_roots(db, conditions)
            result = await key_rotation.rotate(db, files, conditions, _progress_to_stderr())
            return result, db.cipher.key_ring.keys[0][0]

    result, name = asyncio.run(rotate_all())
    done = f"{result.values} values and {result.files} files were encrypted again with {name}"
    if result.failed:
        named = "\n".join(result.failed[:MOST_NAMED])
        raise Failed(f"{len(result.failed)} could not be opened", found=f"{done}\n{named}")
    if result.left:
        words = f"{result.left} values were encrypted with an older key meanwhile"
        raise Failed(f"{words}: start the bot with the new keys, then rotate again", found=done)
    return f"{done}; older keys are needed only for older backups"


async def _new_roots(db: Database, conditions: Conditions) -> None:
    try:
        found = await new_roots.change(db, conditions, _progress_to_stderr())
    except KeyMissing as why:
        raise Failed(str(why)) from why
    if found.done:
        sys.stderr.write("the first key has a new root secret already: encrypting the rest again\n")
        return
    sys.stderr.write(
        f"{found.people} people, {found.targets} links and {found.files} files have new "
        "fingerprints\n"
    )


def _progress_to_stderr() -> Callable[[str, int], None]:
    since = time.monotonic()

    def report(what: str, done: int) -> None:
        nonlocal since
        if time.monotonic() - since >= EVERY:
            since = time.monotonic()
            sys.stderr.write(f"{what}: {done} done\n")

    return report
