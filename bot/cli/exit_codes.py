"""How a command's failure is told: one clear line on stderr, and an exit code that scripts know."""

from dataclasses import dataclass

from bot.config.file_problems import ProfileError
from bot.config.settings import SettingsError, read_settings
from bot.core.errors import Failed, Refused
from bot.core.logs import Redactor
from bot.core.tracebacks import story
from domain.core.errors import FilesAway
from storage.core.errors import (
    KeyMissing,
    PlaceTaken,
    PoolerInTheWay,
    SchemaBehind,
    SchemaNewer,
    StorageBusy,
    StorageFull,
)

FAILED, USAGE, REFUSED = 1, 2, 3
LONGEST = 300  # characters of an error that nobody foresaw


@dataclass(frozen=True, slots=True)
class Ending:
    """How a command left: `found` is for stdout, `words` for stderr, `story` where it was asked."""

    code: int
    words: str
    found: str
    story: str


def ending(error: Exception) -> Ending:
    """What to say of a failure, without a secret in it, and the exit code."""
    redactor = Redactor(_secrets())
    match error:
        case SettingsError():
            code = USAGE
        case (
            Refused()
            | KeyMissing()
            | PlaceTaken()
            | PoolerInTheWay()
            | SchemaBehind()
            | SchemaNewer()
        ):
            code = REFUSED
        case _:
            code = FAILED
    return Ending(
        code=code,
        words=redactor.without_secrets(_words(error)),
        found=error.found if isinstance(error, Failed | Refused) else "",
        story=redactor.without_secrets(story(error, str)),
    )


def _words(error: Exception) -> str:
    match error:
        case SettingsError() | ProfileError():
            return str(error)
        case (
            Failed()
            | Refused()
            | KeyMissing()
            | PlaceTaken()
            | PoolerInTheWay()
            | SchemaBehind()
            | SchemaNewer()
        ):
            return str(error)
        case FilesAway():
            return f"the place of the evidence cannot be used now: {error.why}"
        case StorageBusy():
            return f"the database cannot be used now: {error}"
        case StorageFull():
            return f"there is no room left: {error}"
        case _:
            first = (str(error).splitlines() or [""])[0]
            return f"{type(error).__name__}: {first[:LONGEST]}" if first else type(error).__name__


def _secrets() -> tuple[str, ...]:
    try:
        return read_settings().secrets
    except Exception:  # noqa: BLE001 - the failure at hand may be that very one
        return ()
