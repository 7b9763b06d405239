"""What it means that a mail was not taken; the one reading of every answer of a mail server."""

from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPHeloError,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from bot.delivery.mail_server import NoTls
from usecases.delivery.mail_delivery import Undelivered

FOR_GOOD = 500


def classify(error: Exception, *, handed_over: bool) -> Undelivered:
    """Read an error; `handed_over` where the mail's text may have reached the server.

    What is wrong with ourselves (the login, the sender, the greeting) is mended by an operator, so
    it is tried again; a 5xx about the recipient or the mail is for good.
    """
    match error:
        case SMTPAuthenticationError() | SMTPSenderRefused() | SMTPHeloError():
            return Undelivered.LATER
        case SMTPRecipientRefused() | SMTPDataError():
            return Undelivered.REFUSED if error.code >= FOR_GOOD else Undelivered.LATER
        case SMTPResponseException():
            return Undelivered.LATER  # an answer, so the mail was not taken
        case ValueError():
            return Undelivered.REFUSED  # no mail server could be told such an address
    return Undelivered.UNKNOWN if handed_over else Undelivered.LATER


def is_ours(error: Exception) -> bool:
    """Whether an operator has to mend something."""
    return isinstance(error, SMTPAuthenticationError | SMTPSenderRefused | SMTPHeloError | NoTls)
