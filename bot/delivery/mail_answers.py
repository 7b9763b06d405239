"""Classify the errors of a mail server."""

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
    """Whether to retry after an error; `handed_over`: the mail's text may have reached the server.

    Errors of our configuration (login, sender, greeting) are retried, for an operator can fix
    them; a 5xx about the recipient or the mail is permanent.
    """
    match error:
        case SMTPAuthenticationError() | SMTPSenderRefused() | SMTPHeloError():
            return Undelivered.LATER
        case SMTPRecipientRefused() | SMTPDataError():
            return Undelivered.REFUSED if error.code >= FOR_GOOD else Undelivered.LATER
        case SMTPResponseException():
            return Undelivered.LATER  # the server answered, so the mail was not accepted
        case ValueError():
            return Undelivered.REFUSED  # the address is invalid
    return Undelivered.UNKNOWN if handed_over else Undelivered.LATER


def is_ours(error: Exception) -> bool:
    """Whether the error is in our configuration, for an operator to fix."""
    return isinstance(error, SMTPAuthenticationError | SMTPSenderRefused | SMTPHeloError | NoTls)
