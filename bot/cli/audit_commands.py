"""`jubao audit verify`: check the journal's hash chains and list what was changed or removed."""

import asyncio
import re
import sys
from collections.abc import Callable

from bot.cli.commands import quiet_settings
from bot.config.resources import opened_as_it_is
from bot.config.settings import SettingsError
from bot.core.errors import Failed
from storage.audit.audit import AuditFinding, Flaw
from storage.audit.journal_order import Head
from usecases.operations import audit
from usecases.operations.audit import AuditResult

STEP = 50_000  # entries between two progress lines
LEAST_LINK = 16  # characters of a head's hash: a shorter one could match by chance


def verify(reported: str | None) -> str:
    """Verify the whole journal, up to the head `reported` (COUNT:HASH) if given; return the result.

    Raises Failed with all findings if it is broken, SettingsError if `reported` is malformed.
    """
    head = None if reported is None else _head(reported)
    settings = quiet_settings()

    async def look() -> AuditResult:
        async with opened_as_it_is(settings) as db:
            return await audit.verify(db, head, _progress_to_stderr())

    result = asyncio.run(look())
    text = f"{result.seen} entries, head {result.head}"
    if not result.findings:
        return f"{text}\nwhole"
    lines = "\n".join(described(each, result.numbers) for each in result.findings)
    raise Failed("the journal is not what was written", found=f"{text}\n{lines}")


def described(finding: AuditFinding, numbers: dict[int, str]) -> str:
    """One finding as a line; `numbers` are case numbers by case id."""
    place = finding.place
    match finding.flaw:
        case Flaw.CUT:
            return f"CUT: places {place} to {finding.until}, the end, are missing"
        case Flaw.OTHER:
            return f"OTHER: place {place} does not match the given head"
        case Flaw.MISSING if finding.until is not None:
            return f"MISSING: places {place} to {finding.until} were taken out"
        case Flaw.MISSING:
            return f"MISSING: the entry of place {place} (row {finding.entry}) was taken out"
    at = [f"place {place}" if place is not None else "", _row(finding, numbers)]
    return f"{finding.flaw.value.upper()}: {', '.join(filter(None, at))}"


def _row(finding: AuditFinding, numbers: dict[int, str]) -> str:
    if finding.entry is None:
        return ""
    case = numbers.get(finding.case_id or 0)
    whose = f" of case {case}" if case else ""
    return f"row {finding.entry}{whose}"


def _head(reported: str) -> Head:
    count, _, link = reported.partition(":")
    link = link.removeprefix("h")  # the log writes an h before the hash
    if not count.isdecimal() or not re.fullmatch(rf"[0-9a-f]{{{LEAST_LINK},64}}", link):
        raise SettingsError("--head: expected COUNT:HASH, such as 1234:0123456789abcdef")
    return Head(int(count), link)


def _progress_to_stderr() -> Callable[[int, int], None]:
    reported = 0

    def progress(seen: int, of: int) -> None:
        nonlocal reported
        if seen // STEP > reported:
            reported = seen // STEP
            sys.stderr.write(f"{100 * seen // max(of, 1)} % looked at\n")

    return progress
