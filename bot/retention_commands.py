"""`jubao retention`: what is past its time, counted; and let go, unless it is only looked at."""

import asyncio

from bot import evidence_place
from bot.commands import quiet_settings, scene_of
from bot.exits import Failed
from bot.ground import files_of, opened_as_it_is
from domain.orphans import Held
from usecases import retention
from usecases.retention import MOST, Agreement

_WHY = {
    Held.BEHIND: "this database is a copy, or was restored: another one may have stored them",
    Held.FIRST: "they were there when it looked for the first time",
    Held.MANY: "they are more than a tenth",
}


def retain(*, dry_run: bool) -> str:
    """Count everything, and let it go; Failed, after all was said, where a file is missing."""
    settings = quiet_settings()
    evidence_place.check(settings)

    async def look() -> tuple[dict[str, int], Agreement]:
        async with opened_as_it_is(settings) as db:
            files = files_of(settings)
            await evidence_place.look_around(settings, db, files)
            scene = await scene_of(db, settings)
            found = await db.read(retention.due, scene)
            if not dry_run:
                await retention.apply(db, scene)
            agreed = await retention.reconcile(
                db, files, scene.now, remove=not dry_run, by_hand=True
            )
            return found, agreed

    found, agreed = asyncio.run(look())
    counts = {**found, "files that no row speaks of": agreed.orphans}
    lines = [f"{_said(count):>8}  {kind}" for kind, count in counts.items()]
    lines += [f"unknown: {name}" for name in agreed.unknown]
    if agreed.held is not None:
        lines.append(
            f"the bot leaves them alone ({_WHY[agreed.held]}): `jubao retention` erases them"
        )
    lines.append("nothing was changed" if dry_run else "done; the running bot erases the files")
    text = "\n".join(lines)
    if agreed.missing_count:
        named = "\n".join(f"missing: {name}" for name in agreed.missing)
        raise Failed(f"{agreed.missing_count} files are not there", found=f"{text}\n{named}")
    return text


def _said(count: int) -> str:
    return f"{count}+" if count >= MOST else str(count)
