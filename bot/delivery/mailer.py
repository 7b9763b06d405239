"""The mailer: takes owed mails from the outbox, hands them in, writes down what came of it."""

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
from bot.delivery.mail_answers import classify, is_ours
from bot.delivery.mail_server import ALL_SECONDS, Lost, MailServer
from handlers.core.services import Services
from handlers.notices import mail_notices
from handlers.notices.mail_notices import MailPage
from storage.engine.database import Database
from usecases.delivery import mail_delivery
from usecases.delivery.mail_delivery import OutgoingMail, Undelivered
from usecases.session import by_system

log = structlog.get_logger("jubao.mailer")

LEASE_SECONDS = int(3 * ALL_SECONDS)
STOP_SECONDS = 5.0  # a mail that is being handed in at the end may still arrive
IDLE_SECONDS = 5.0  # other processes may owe something, too
EVERY = 1.0  # seconds between two mails: an office's server takes more for an attack


def written(page: MailPage, letter: OutgoingMail, sender: str, zone: ZoneInfo) -> bytes:
    """A mail as bytes; ValueError where an address or a name would break out of its header."""
    domain = sender.rpartition("@")[2]
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = Address(display_name=page.sender, addr_spec=sender)
    mail["To"] = Address(addr_spec=letter.unit.email or "")
    if page.reply_to:
        mail["Reply-To"] = Address(addr_spec=page.reply_to)
    mail["Subject"] = page.subject
    mail["Date"] = format_datetime(datetime.fromtimestamp(letter.at, zone))
    mail["Message-ID"] = f"<{letter.mark}@{domain}>"
    mail["References"] = f"<{letter.thread}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(page.text, cte="base64")  # an old server on the way changes nothing in it
    mail.add_attachment(
        orjson.dumps(page.facts, option=orjson.OPT_INDENT_2),
        maintype="application",
        subtype="json",
        filename=f"{letter.case.number}.json",
    )
    return mail.as_bytes()


@dataclass(slots=True)
class Mailer:
    """Hands mails in until cancelled. `wake` it when something was written."""

    server: MailServer
    db: Database
    services: Services
    every: float = EVERY
    count: Callable[[str], None] = lambda _outcome: None
    _loop: WakeableLoop = field(init=False)

    def __post_init__(self) -> None:
        self._loop = WakeableLoop(self._step, log, "mailer-stumbled", IDLE_SECONDS)

    def wake(self) -> None:
        """Something is owed: look now."""
        self._loop.wake()

    async def run(self) -> None:
        """Hand in for ever; at the end, let what is being handed in arrive."""
        await self._loop.run()

    async def deliver(self) -> int:
        """Hand in everything that is due now, once; returns how much that was."""
        count = 0
        while await self._next():
            count += 1
        return count

    async def _step(self) -> float:
        """Hand one in and keep the pace; the seconds to rest where none was due."""
        if await self._next():
            await asyncio.sleep(self.every)  # a wake must not make us faster
            return 0.0
        due = await self.db.run(mail_delivery.next_due)
        left = due - self.services.now() if due is not None else 0.0
        # What is due and was not claimed waits behind an older mail of its case.
        return min(IDLE_SECONDS, left) if left > 0 else IDLE_SECONDS

    async def _next(self) -> bool:
        """The next mail, whole even where we are stopped meanwhile; False where none is due."""
        claimed = await self.db.run(
            by_system, self.services.conditions(), mail_delivery.claim, limit=1, lease=LEASE_SECONDS
        )
        for letter in claimed:
            at_work = asyncio.create_task(self._one(letter))
            try:
                await asyncio.shield(at_work)
            except asyncio.CancelledError:
                await asyncio.wait({at_work}, timeout=STOP_SECONDS)
                at_work.cancel()
                await asyncio.gather(at_work, return_exceptions=True)
                raise
        return bool(claimed)

    async def _one(self, letter: OutgoingMail) -> None:
        why = await self._hand_in(letter)
        conditions = self.services.conditions()
        self.count("sent" if why is None else why.value)
        if why is None:
            await self.db.run(by_system, conditions, mail_delivery.sent, letter)
        else:
            await self.db.run(by_system, conditions, mail_delivery.failed, letter, why)

    async def _hand_in(self, letter: OutgoingMail) -> Undelivered | None:
        if not letter.readable:
            log.error("notice-unreadable", kind=letter.news)
            return Undelivered.REFUSED
        zone = ZoneInfo(self.services.profile.timezone)
        try:
            page = mail_notices.page(self.services, letter)
            mail = written(page, letter, self.server.sender, zone)
        except Exception as error:
            log.exception("mail-not-written", unit=letter.unit.code, error=type(error).__name__)
            return Undelivered.REFUSED
        try:
            await self.server.send(letter.unit.email or "", mail)
        except Lost as lost:
            why = classify(lost.cause, handed_over=lost.handed_over)
            said = log.error if is_ours(lost.cause) else log.warning
            said("mail-not-taken", unit=letter.unit.code, error=str(lost), means=why.value)
            return why
        return None
