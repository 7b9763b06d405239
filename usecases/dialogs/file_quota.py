"""How many bytes of files one person may send, so that one account cannot fill the disk."""

from conversation.form import GivenFile
from storage.engine import quotas
from usecases.core.request import Request

HOUR, DAY = 3600, 24 * 3600
KB = 1024
KB_OF_MB = 1024
UNKNOWN_KB = 1024  # counted for a file whose size Telegram does not say


def use(req: Request, file: GivenFile) -> int | None:
    """Count a file; None if it may be sent, else when (unix seconds) the window ends.

    While space is scarce, what is left is for those who have not sent much that day.
    """
    size = -(-file.size // KB) or UNKNOWN_KB
    an_hour = req.conditions.file_mb_per_hour * KB_OF_MB
    a_day = req.conditions.scarce_file_mb_per_day * KB_OF_MB if req.conditions.scarce else None
    who = req.actor.who
    opens = quotas.use(
        req.tx, who, "file-kb-day", a_day or DAY // HOUR * an_hour, DAY, req.now, amount=size
    )
    if opens is not None:
        return opens
    return quotas.use(req.tx, who, "file-kb", an_hour, HOUR, req.now, amount=size)
