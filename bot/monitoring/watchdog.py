"""Check the health periodically; tell admins when a problem starts or ends, by chat and mail."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from typing import TYPE_CHECKING

import structlog

from bot.core.loop import repeat
from bot.delivery.mail_address import in_ascii
from bot.monitoring.health import Health, HealthCheck
from bot.monitoring.journal_heads import JournalWatch
from domain.clocks.clock_trust import Doubt
from domain.orphan_files import Held
from domain.troubles import Trouble
from handlers.core.services import Services
from locales.catalog import BASE
from storage.ops.health import HealthFacts
from usecases.operations import alerts
from usecases.session import by_system

if TYPE_CHECKING:
    from bot.delivery.mail_server import MailServer

log = structlog.get_logger("jubao.watchdog")

EVERY = 30.0


def troubles(
    checks: tuple[HealthCheck, ...], figures: HealthFacts | None = None
) -> Iterator[Trouble]:
    """The current problems.

    Besides failed checks these are a nearly full disk, a doubtful clock, unknown files that were
    kept, and decisions that nobody may review. What is not checked yet is no problem.
    """
    for check in checks:
        if check.name.startswith("disk_"):
            if check.facts["scarce"]:
                yield Trouble.DISK
        elif check.name == Trouble.FILES:
            if check.facts["held"] is not None:
                yield Trouble.BEHIND if check.facts["held"] == Held.BEHIND else Trouble.FILES
        elif check.name == "clock":
            if check.facts.get("doubt") not in {None, Doubt.UNCHECKED}:
                yield Trouble.CLOCK
        elif not check.ok:
            yield Trouble(check.name)
    if figures is not None and figures.nobody_may:
        yield Trouble.JUDGES


def unseen(checks: tuple[HealthCheck, ...]) -> frozenset[Trouble]:
    """Problems that were not checked since the start: neither present nor over."""
    compared = any(each.name == Trouble.FILES and each.facts["compared"] for each in checks)
    return frozenset() if compared else frozenset({Trouble.FILES, Trouble.BEHIND})


@dataclass(slots=True)
class Watch:
    """Reports problems that two checks in a row agree on: in chat, and by mail to `to`.

    In chat each is reported once, also across restarts.
    """

    health: Health
    services: Services
    mail: "MailServer | None" = None
    to: str = ""
    journal: JournalWatch | None = None
    _before: frozenset[Trouble] | None = None
    _mailed: set[Trouble] = field(default_factory=set)

    async def run(self, every: float = EVERY) -> None:
        """Check until cancelled."""
        await repeat(self.look, every=every, log=log, failed="health-check-failed", delay=every)

    async def look(self) -> None:
        """Check once."""
        checks, facts = await self.health.look()
        current = frozenset(troubles(checks, facts))
        if self.journal is not None and await self.journal.look():
            current |= {Trouble.JOURNAL}
        before, self._before = self._before, current
        if before is None:
            return
        wrong, well = current & before, frozenset(Trouble) - current - before - unseen(checks)
        await self._mail(wrong, well)
        already_reported = {Trouble.CLOCK}  # the scheduled job reports it in chat at once
        changed = await self.services.db.run(
            by_system,
            self.services.conditions(),
            alerts.note,
            wrong=sorted(wrong - already_reported),
            well=sorted(well - already_reported),
        )
        localizer = self.services.localizer(BASE)  # logs are in English
        for trouble in changed:
            over = trouble in well
            means = localizer.say(f"trouble-over-{trouble}" if over else f"trouble-{trouble}")
            log.warning("trouble", what=trouble.value, over=over, means=means)

    async def _mail(self, wrong: frozenset[Trouble], well: frozenset[Trouble]) -> None:
        """Report by mail, too: Telegram or the database may be what fails."""
        if self.mail is None or not self.to:
            return
        from bot.delivery.mail_server import Lost  # noqa: PLC0415 - only where mail is sent

        localizer = self.services.localizer(self.services.locale_for(None))
        news = [
            *((each, localizer.say(f"trouble-{each}")) for each in wrong - self._mailed),
            *((each, localizer.say(f"trouble-over-{each}")) for each in well & self._mailed),
        ]
        for trouble, words in sorted(news):
            try:
                await self.mail.send(self.to, self._letter(self.mail, words))
            except Lost as lost:
                log.warning("trouble-not-mailed", error=str(lost))
                continue  # the next check tries again
            self._mailed ^= {trouble}

    def _letter(self, server: "MailServer", words: str) -> bytes:
        mail = EmailMessage(policy=policy.SMTP)
        mail["From"] = Address(addr_spec=server.sender)
        mail["To"] = Address(addr_spec=in_ascii(self.to))
        mail["Subject"] = f"Jubao: {words}"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(words, cte="base64")
        return mail.as_bytes()
