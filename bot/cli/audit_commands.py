"""`jubao audit verify`: check the journal's hash chains and list what was changed or removed."""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.backup import rescue
from bot.cli.commands import quiet_settings
from bot.config.own_files import heads_file
from bot.config.settings import SettingsError
from bot.core.errors import Failed
from bot.monitoring import journal_heads
from storage.audit.audit import AuditFinding, Flaw
from storage.audit.journal_order import Head
from storage.audit.roles import UnexplainedRole
from usecases.operations import audit
from usecases.operations.audit import AuditResult

STEP = 50_000  # entries between two progress lines
LEAST_LINK = 16  # characters of a head's hash: a shorter one could match by chance


def verify(reported: str | None, heads: Path | None) -> str:
    """Verify the whole journal against the newest kept head; return the result.

    `reported` is one more head (COUNT:HASH), `heads` one more file of kept heads. Raises Failed
    with all findings if it is broken, SettingsError if `reported` is malformed.
    """
    told = [] if reported is None else [_head(reported)]
    settings = quiet_settings()
    kept, compared = _kept(heads_file(settings), *([heads] if heads is not None else []))

    async def look() -> tuple[AuditResult, tuple[UnexplainedRole, ...]]:
        aside = Path(tempfile.gettempdir()) / f"jubao-audit-{os.geteuid()}"
        async with rescue.opened_or_copied(settings, aside) as opened:
            verified = await audit.verify(opened.db, [*told, *kept], _progress_to_stderr())
            return verified, await audit.roles(opened.db)

    result, roles = asyncio.run(look())
    text = f"{result.seen} entries, head {result.head}\n{compared}"
    if not result.findings and not roles:
        return f"{text}\nwhole"
    lines = [described(each, result.numbers) for each in result.findings]
    lines += [_role(each) for each in roles]
    why = "the journal is not what was written" if result.findings else "the journal lacks a role"
    raise Failed(why, found="\n".join([text, *lines]))


def _role(found: UnexplainedRole) -> str:
    where = f" of {found.unit}" if found.unit else ""
    return f"ROLE: {found.who} is {found.role}{where}, and no entry gave that"


def _kept(*files: Path) -> tuple[tuple[Head, ...], str]:
    """The newest head in each of these files, and a line for each that says so."""
    found, lines = [], []
    for path in files:
        newest = journal_heads.newest(path)
        if newest is None:
            lines.append(f"no head is kept in {path}: a cut at the end cannot be seen by it")
        else:
            found.append(newest.head)
            lines.append(f"compared with {newest}, kept in {path}")
    return tuple(found), "\n".join(lines)


def described(finding: AuditFinding, numbers: dict[int, str]) -> str:
    """One finding as a line; `numbers` are case numbers by case id."""
    place = finding.place
    match finding.flaw:
        case Flaw.CUT:
            return f"CUT: places {place} to {finding.until}, the end, are missing"
        case Flaw.OTHER:
            return f"OTHER: place {place} does not match a head from before"
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
