"""Map an error of a command to its exit code and one line for stderr."""

from dataclasses import dataclass

from bot.config.file_problems import ProfileError
from bot.config.settings import SettingsError, read_settings
from bot.core.errors import Failed, Refused
from bot.core.logs import LEAST_SECRET, Redactor
from bot.core.tracebacks import format_error
from domain.core.errors import FilesAway
from storage.core import file_faults
from storage.core.errors import (
    DatabaseNotEmpty,
    DatabaseUnusable,
    KeyMissing,
    PlaceTaken,
    PoolerInTheWay,
    SchemaBehind,
    SchemaNewer,
    StorageBusy,
    StorageFull,
)

FAILED, USAGE, REFUSED = 1, 2, 3
LONGEST = 300  # characters of an unexpected error's message


@dataclass(frozen=True, slots=True)
class FailureReport:
    """Exit code and texts: `found` for stdout, `words` for stderr, and the traceback."""

    code: int
    words: str
    found: str
    traceback: str


def failure_report(error: Exception) -> FailureReport:
    """The exit code and texts for an error, secrets removed."""
    redactor = Redactor(_secrets())
    match error:
        case SettingsError():
            code = USAGE
        case (
            Refused()
            | DatabaseNotEmpty()
            | KeyMissing()
            | PlaceTaken()
            | PoolerInTheWay()
            | SchemaBehind()
            | SchemaNewer()
        ):
            code = REFUSED
        case _:
            code = FAILED
    return FailureReport(
        code=code,
        words=redactor.without_secrets(_words(error)),
        found=error.found if isinstance(error, Failed | Refused) else "",
        traceback=redactor.without_secrets(format_error(error, str)),
    )


def _words(error: Exception) -> str:
    match error:
        case SettingsError() | ProfileError():
            return str(error)
        case (
            Failed()
            | Refused()
            | DatabaseNotEmpty()
            | KeyMissing()
            | PlaceTaken()
            | PoolerInTheWay()
            | SchemaBehind()
            | SchemaNewer()
            | DatabaseUnusable()
        ):
            return str(error)
        case FilesAway():
            return f"the place of the evidence cannot be used now: {error.why}"
        case StorageBusy():
            return f"the database cannot be used now: {error}"
        case StorageFull():
            return f"there is no room left: {error}"
        case OSError() if error.filename is not None:
            return file_faults.sentence(error)
        case _:
            first = (str(error).splitlines() or [""])[0]
            return f"{type(error).__name__}: {first[:LONGEST]}" if first else type(error).__name__


def _secrets() -> tuple[str, ...]:
    try:
        return tuple(each for each in read_settings().secrets if len(each) >= LEAST_SECRET)
    except Exception:  # noqa: BLE001 - unreadable settings may be the error being reported
        return ()
