"""How a command's failure is told: one clear line on stderr, and an exit code that scripts know."""

from dataclasses import dataclass

from bot.logs import Redactor
from bot.problems import ProfileError
from bot.settings import SettingsError, read_settings
from bot.stories import story
from domain.errors import FilesAway
from storage.errors import (
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


class Failed(Exception):  # noqa: N818 - said to the operator as it stands
    """It could not be done; the words say why, `found` is what goes to stdout all the same."""

    def __init__(self, words: str, *, found: str = "") -> None:
        super().__init__(words)
        self.found = found


class Refused(Exception):  # noqa: N818
    """It must not be done; the words say what is in its way, `found` is for stdout."""

    def __init__(self, words: str, *, found: str = "") -> None:
        super().__init__(words)
        self.found = found


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
