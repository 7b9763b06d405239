"""Build the storage part of a process: database, profile, evidence store, services."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.config.languages import catalog_of
from bot.config.resources import files_of, profile_of
from bot.config.settings import Settings
from bot.monitoring import disk_space
from bot.runtime import clock
from domain.profile import Profile
from handlers.core.services import Services
from handlers.renderers import SCREENS
from locales.catalog import Catalog
from storage.core.database_url import sqlite_file
from storage.crypto.encryption import KeyRing
from storage.engine import file_modes
from storage.engine.database import Database
from storage.files.blobs import Files
from storage.wiring import open_database
from usecases.core import profile as core_profile
from usecases.flows import FLOWS


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageParts:
    """The database, the evidence store, and the services that every handler gets."""

    db: Database
    files: Files
    services: Services


@asynccontextmanager
async def open_storage(
    settings: Settings,
    *,
    words: Catalog | None,
    now: Callable[[], float],
    steady: Callable[[], float] | None,
) -> AsyncIterator[StorageParts]:
    """Open and upgrade the database, and close it at the end.

    `now` returns unix seconds. `steady` is a monotonic clock: by default this machine's, or `now`
    if that is not this machine's clock.
    """
    file = sqlite_file(settings.database_url)
    if file is not None:
        file_modes.tighten(file)
    db = await open_database(settings.database_url, KeyRing.parse(settings.seal_keys_text))
    try:
        db.name_admins(settings.admins)
        profile = await _profile(db, settings, int(now()))
        space = disk_space.FreeSpace(settings)
        services = Services(
            db=db,
            words=words or catalog_of(settings),
            profile=profile,
            now=now,
            read_file=_unread,
            admins=frozenset(settings.admins),
            locale=settings.locale,
            flows=FLOWS,
            screens=SCREENS,
            limits=_limits(settings),
            no_room=space.full,
            scarce=space.scarce,
            steady=steady or (time.monotonic if now is time.time else now),
        )
        await clock.glance(db, services)
        yield StorageParts(db=db, files=files_of(settings), services=services)
    finally:
        await db.close()


def _limits(settings: Settings) -> dict[str, int]:
    return {
        "reports_per_hour": settings.reports_per_hour,
        "tracks_per_hour": settings.tracks_per_hour,
        "additions_per_hour": settings.additions_per_hour,
        "identities_per_day": settings.identities_per_day,
        "flood_per_minute": settings.flood_per_minute,
        "file_mb_per_hour": settings.file_mb_per_hour,
        "leftovers_kept_days": settings.leftovers_kept_days,
        "gather_seconds": settings.gather_seconds,
        "mail": settings.mails,
        "one_admin": settings.one_admin,
    }


async def _unread(_: str) -> bytes:
    raise RuntimeError("the delivery part, which reads files, is not built yet")


async def _profile(db: Database, settings: Settings, now: int) -> Profile:
    """The profile in the database; at the first start it is installed from its folder."""
    installed = await db.run(core_profile.profile)
    if installed is None:
        await db.run(core_profile.install_profile, profile_of(settings), now)
        installed = await db.run(core_profile.profile)
    assert installed is not None  # it was just written
    await db.run(core_profile.fix_promises, installed)
    return installed
