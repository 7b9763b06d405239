"""Read the admins' ids again while the process runs: on SIGHUP."""

from collections.abc import Callable

import structlog

from bot.config.settings import Settings, SettingsError, read_settings
from handlers.core.services import Services
from storage.engine.database import Database

log = structlog.get_logger("jubao.reload")


def admins(db: Database, services: Services, read: Callable[[], Settings] = read_settings) -> None:
    """Take over `JUBAO_ADMIN_IDS` from the settings as they are now; a fault changes nothing.

    Who is an admin by the settings is stored nowhere, so it holds from the next transaction on.
    """
    try:
        named = read().admins
    except SettingsError:
        log.warning("reload-failed", help="run `jubao settings` to see the fault")
        return
    db.name_admins(named)
    services.admins = frozenset(named)
    log.info("reloaded", admins=len(named))
