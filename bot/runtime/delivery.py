"""Build the delivery part of a process: courier, broadcaster, mailer, fetcher, case files."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.config.settings import Settings
from bot.delivery.broadcaster import Broadcaster
from bot.delivery.case_file_sender import CaseFileSender
from bot.delivery.courier import Courier
from bot.delivery.fetcher import Fetcher
from bot.monitoring.counting import Counting
from bot.runtime.storage import StorageParts
from bot.runtime.telegram import TelegramParts

if TYPE_CHECKING:
    from bot.delivery.mail_server import MailServer
    from bot.delivery.mailer import Mailer


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryParts:
    """The background workers of delivery; `mailer` is None without a mail server."""

    courier: Courier
    broadcaster: Broadcaster
    fetcher: Fetcher
    case_files: CaseFileSender
    mailer: "Mailer | None"
    mail_server: "MailServer | None"

    def wake(self) -> None:
        """A notice was queued: all senders check now."""
        self.courier.wake()
        self.broadcaster.wake()
        if self.mailer is not None:
            self.mailer.wake()


def build_delivery(
    settings: Settings,
    storage: StorageParts,
    telegram: TelegramParts,
    metrics: Counting,
    *,
    on_fatal: Callable[[BaseException], None],
) -> DeliveryParts:
    """Build them, not yet running; `on_fatal` is called with an error that ends the process."""
    bot, db, services = telegram.app.bot, storage.db, storage.services
    fetcher = Fetcher(bot, db, storage.files, services)
    services.read_file = fetcher.read
    server = mailer = None
    if settings.mails:
        # Imported only if mail is sent: a megabyte.
        from bot.delivery.mail_server import MailServer  # noqa: PLC0415
        from bot.delivery.mailer import Mailer  # noqa: PLC0415

        server = MailServer.at(settings.smtp_url.get_secret_value(), settings.mail_from)
        mailer = Mailer(server, db, services, count=metrics.count_mail)
    return DeliveryParts(
        courier=Courier(bot, db, services, telegram.pacer, on_fatal),
        broadcaster=Broadcaster(
            bot, db, services, telegram.pacer, settings.broadcast_rate, on_fatal
        ),
        fetcher=fetcher,
        case_files=CaseFileSender(bot, db, services, fetcher.read),
        mailer=mailer,
        mail_server=server,
    )
