"""The mailer: claims mails from the outbox, sends them by SMTP, stores the result."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import orjson
import structlog

from bot.core.loop import WakeableLoop
from bot.delivery.mail_address import in_ascii
from bot.delivery.mail_answers import classify, is_ours
from bot.delivery.mail_server import ALL_SECONDS, Lost, MailServer
from handlers.core.services import Services
from handlers.notices import mail_notices, reporter_mail
from handlers.notices.mail_notices import MailPage
from storage.engine.database import Database
from usecases.delivery import mail_delivery
from usecases.delivery.mail_delivery import Outgoing, Undelivered
from usecases.delivery.reporter_mail import ReporterMail
from usecases.session import by_system

log = structlog.get_logger("jubao.mailer")

LEASE_SECONDS = int(3 * ALL_SECONDS)
STOP_SECONDS = 5.0  # at the end, wait so long for the mail being sent
IDLE_SECONDS = 5.0  # between two checks: other processes queue mails, too
EVERY = 1.0  # seconds between two mails: a small server may block faster senders


def rendered(services: Services, outgoing: Outgoing, sender: str) -> MailPage:
    """A mail in words: to a unit, a provider or a reporter; `sender` is our mail address."""
    if isinstance(outgoing, ReporterMail):
        return reporter_mail.page(services, outgoing)
    return mail_notices.page(services, outgoing, sender)


def composed(page: MailPage, outgoing: Outgoing, sender: str, zone: ZoneInfo) -> bytes:
    """A mail as bytes; raises ValueError if an address or name contains a line break.

    Domains are written in ASCII (`in_ascii`).
    """
    domain = sender.rpartition("@")[2]
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = Address(display_name=page.sender, addr_spec=sender)
    mail["To"] = Address(addr_spec=in_ascii(outgoing.address))
    if page.reply_to:
        mail["Reply-To"] = Address(addr_spec=in_ascii(page.reply_to))
    mail["Subject"] = page.subject
    mail["Date"] = format_datetime(datetime.fromtimestamp(outgoing.at, zone))
    mail["Message-ID"] = f"<{outgoing.mark}@{domain}>"
    mail["References"] = f"<{outgoing.thread}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(page.text, cte="base64")  # so that no server on the way changes it
    for name, facts in page.attached:
        mail.add_attachment(
            orjson.dumps(facts, option=orjson.OPT_INDENT_2),
            maintype="application",
            subtype="json",
            filename=name,
        )
    return mail.as_bytes()


@dataclass(slots=True)
class Mailer:
    """Sends due mails until cancelled. Call `wake` after a mail was queued."""

    server: MailServer
    db: Database
    services: Services
    every: float = EVERY
    count: Callable[[str], None] = lambda _outcome: None
    _loop: WakeableLoop = field(init=False)

    def __post_init__(self) -> None:
        self._loop = WakeableLoop(self._step, log, "mailer-failed", IDLE_SECONDS)

    def wake(self) -> None:
        """A mail was queued: check now."""
        self._loop.wake()

    async def run(self) -> None:
        """Send until cancelled; then finish the mail being sent."""
        await self._loop.run()

    async def deliver(self) -> int:
        """Send what is due now; returns how many mails."""
        count = 0
        while await self._send_next():
            count += 1
        return count

    async def _step(self) -> float:
        """Send one mail and pause; returns the seconds to wait if none was due."""
        if await self._send_next():
            await asyncio.sleep(self.every)  # not a wait of the loop, which `wake` would end
            return 0.0
        due = await self.db.run(mail_delivery.next_due)
        left = due - self.services.now() if due is not None else 0.0
        # A mail that is due and was not claimed waits for an older one of its case.
        return min(IDLE_SECONDS, left) if left > 0 else IDLE_SECONDS

    async def _send_next(self) -> bool:
        """Send the next mail, finished even if cancelled; returns False if none is due."""
        claimed = await self.db.run(
            by_system, self.services.conditions(), mail_delivery.claim, limit=1, lease=LEASE_SECONDS
        )
        for outgoing in claimed:
            at_work = asyncio.create_task(self._send(outgoing))
            try:
                await asyncio.shield(at_work)
            except asyncio.CancelledError:
                await asyncio.wait({at_work}, timeout=STOP_SECONDS)
                at_work.cancel()
                await asyncio.gather(at_work, return_exceptions=True)
                raise
        return bool(claimed)

    async def _send(self, outgoing: Outgoing) -> None:
        why = await self._send_by_smtp(outgoing)
        conditions = self.services.conditions()
        self.count("sent" if why is None else why.value)
        if why is None:
            await self.db.run(by_system, conditions, mail_delivery.sent, outgoing)
        else:
            await self.db.run(by_system, conditions, mail_delivery.failed, outgoing, why)

    async def _send_by_smtp(self, outgoing: Outgoing) -> Undelivered | None:
        if not outgoing.readable:
            log.error("notice-unreadable", kind=outgoing.news)
            return Undelivered.REFUSED
        zone = ZoneInfo(self.services.profile.timezone)
        try:
            page = rendered(self.services, outgoing, self.server.sender)
            mail = composed(page, outgoing, self.server.sender, zone)
        except Exception as error:
            log.exception(
                "mail-not-rendered", addressee=outgoing.addressee, error=type(error).__name__
            )
            return Undelivered.REFUSED
        try:
            await self.server.send(outgoing.address, mail)
        except Lost as lost:
            why = classify(lost.cause, handed_over=lost.handed_over)
            write_log = log.error if is_ours(lost.cause) else log.warning
            write_log(
                "mail-not-accepted", addressee=outgoing.addressee, error=str(lost), means=why.value
            )
            return why
        return None
