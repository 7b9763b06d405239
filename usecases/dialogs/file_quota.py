"""How many bytes of files one person may send, so that one account cannot fill the disk."""

from conversation.form import GivenFile
from domain.report import MAX_FILE_BYTES
from storage.engine import quotas
from usecases.core.request import Request

HOUR, DAY = 3600, 24 * 3600
KB = 1024
KB_OF_MB = 1024
SCARCE_SHARE = 10  # of what is allowed in an hour; while space is scarce, for a day
UNKNOWN_KB = 1024  # counted for a file whose size Telegram does not say


def use(req: Request, file: GivenFile) -> int | None:
    """Count a file; None if it may be sent, else when (unix seconds) the window ends.

    While space is scarce, what is left is for those who have not sent much that day.
    """
    size = -(-file.size // KB) or UNKNOWN_KB
    an_hour = req.conditions.file_mb_per_hour * KB_OF_MB
    scarce_day = max(an_hour // SCARCE_SHARE, MAX_FILE_BYTES // KB)
    a_day = scarce_day if req.conditions.scarce else DAY // HOUR * an_hour
    who = req.actor.who
    opens = quotas.use(req.tx, who, "file-kb-day", a_day, DAY, req.now, amount=size)
    if opens is not None:
        return opens
    opens = quotas.use(req.tx, who, "file-kb", an_hour, HOUR, req.now, amount=size)
    if opens is not None:  # what is not taken is not counted: the rest of its message may be kept
        quotas.use(req.tx, who, "file-kb-day", a_day, DAY, req.now, amount=-size)
    return opens
