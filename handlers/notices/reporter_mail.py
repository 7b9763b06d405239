"""The mail to a reporter without an account, in their language: short, and without any content."""

from handlers.core.services import Services
from handlers.notices.mail_notices import MailPage
from usecases.delivery.reporter_mail import ReporterMail


def page(services: Services, mail: ReporterMail) -> MailPage:
    """The state of the report, its code, and how to read the rest. It has no attachment."""
    localizer = services.localizer(mail.locale)
    phone = mail.unit.phone if mail.unit is not None else ""
    unit = localizer.unit(mail.unit.code) if mail.unit is not None else ""
    state = localizer.say(f"status-{mail.status}")
    ways = (
        localizer.say("news-mail-bot", bot=services.username) if services.username else "",
        localizer.say("news-mail-phone", unit=unit, phone=phone) if phone else "",
    )
    paragraphs = (
        localizer.say("news-mail-head", tail=mail.tail, state=state),
        localizer.say("news-mail-code", code=mail.code),
        "\n".join(filter(None, ways)),
        localizer.say("news-mail-end"),
    )
    return MailPage(
        subject=localizer.say("news-mail-subject"),
        sender=localizer.say("mail-sender"),
        text="\n\n".join(filter(None, paragraphs)) + "\n",
        attached=(),
    )
