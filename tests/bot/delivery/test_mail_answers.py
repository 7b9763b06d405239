"""The table of a mail server's answers: what each means for the mail."""

import ssl

import pytest
from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPConnectResponseError,
    SMTPConnectTimeoutError,
    SMTPDataError,
    SMTPHeloError,
    SMTPReadTimeoutError,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from bot.delivery.mail_answers import classify, is_ours
from bot.delivery.mail_server import NoTls
from usecases.delivery.mail_delivery import Undelivered

LATER, UNKNOWN, REFUSED = Undelivered.LATER, Undelivered.UNKNOWN, Undelivered.REFUSED


@pytest.mark.parametrize(
    ("error", "handed_over", "means"),
    [
        (SMTPRecipientRefused(550, "no such user", "u@c"), False, REFUSED),
        (SMTPRecipientRefused(553, "no such name", "u@c"), False, REFUSED),
        (SMTPRecipientRefused(450, "greylisted", "u@c"), False, LATER),
        (SMTPRecipientRefused(452, "mailbox full", "u@c"), False, LATER),
        (SMTPDataError(554, "not wanted"), True, REFUSED),
        (SMTPDataError(451, "later"), True, LATER),
        (SMTPSenderRefused(550, "who are you", "o@r"), False, LATER),
        (SMTPAuthenticationError(535, "wrong"), False, LATER),
        (SMTPHeloError(501, "your name?"), False, LATER),
        (SMTPResponseException(421, "closing"), False, LATER),
        (SMTPConnectResponseError(554, "no service"), False, LATER),
        (SMTPConnectError("refused"), False, LATER),
        (SMTPConnectTimeoutError("slow"), False, LATER),
        (NoTls("in clear"), False, LATER),
        (ssl.SSLError("certificate"), False, LATER),
        (TimeoutError(), False, LATER),
        (SMTPServerDisconnected("gone"), False, LATER),
        (SMTPServerDisconnected("gone"), True, UNKNOWN),
        (SMTPReadTimeoutError("slow"), True, UNKNOWN),
        (ConnectionResetError(), True, UNKNOWN),
        (TimeoutError(), True, UNKNOWN),
        (UnicodeEncodeError("ascii", "é", 0, 1, "no"), False, REFUSED),
    ],
    ids=repr,
)
def test_an_answer_is_read_as_the_table_says(error, handed_over, means):
    assert classify(error, handed_over=handed_over) is means


def test_an_operator_is_called_for_what_an_operator_can_mend():
    assert is_ours(SMTPAuthenticationError(535, "wrong"))
    assert is_ours(NoTls("in clear"))
    assert not is_ours(SMTPRecipientRefused(550, "no such user", "u@c"))
