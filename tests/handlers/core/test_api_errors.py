"""The table of answers: what each error of the library means for a notice."""

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from handlers.core.api_errors import ApiAnswer, Fault, Phase, classify
from usecases.delivery.retries import Failure


def caused(error, phase):
    error.__cause__ = Fault(phase, "Test")
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (RetryAfter(7), ApiAnswer(failure=Failure.NOT_SENT, after=7)),
        (caused(NetworkError("connect"), Phase.CONNECT), ApiAnswer(failure=Failure.NOT_SENT)),
        (caused(TimedOut("pool"), Phase.POOL), ApiAnswer(failure=Failure.NOT_SENT)),
        (caused(TimedOut("read"), Phase.READ), ApiAnswer(failure=Failure.UNKNOWN)),
        (caused(NetworkError("reset"), Phase.READ), ApiAnswer(failure=Failure.UNKNOWN)),
        (NetworkError("Bad Gateway"), ApiAnswer(failure=Failure.UNKNOWN)),
        (Forbidden("Forbidden: bot was blocked by the user"), ApiAnswer(failure=Failure.GONE)),
        (Forbidden("Forbidden: user is deactivated"), ApiAnswer(failure=Failure.GONE)),
        (
            Forbidden("Forbidden: bot was kicked from the group chat"),
            ApiAnswer(failure=Failure.GONE),
        ),
        (BadRequest("Chat not found"), ApiAnswer(failure=Failure.GONE)),
        (
            BadRequest("Not enough rights to send text messages to the chat"),
            ApiAnswer(failure=Failure.GONE),
        ),
        (BadRequest("Message thread not found"), ApiAnswer(failure=Failure.TOPIC_LOST)),
        (BadRequest("TOPIC_ID_INVALID"), ApiAnswer(failure=Failure.TOPIC_LOST)),
        (BadRequest("TOPIC_DELETED"), ApiAnswer(failure=Failure.TOPIC_LOST)),
        (BadRequest("TOPIC_CLOSED"), ApiAnswer(failure=Failure.TOPIC_CLOSED)),
        (BadRequest("The chat is not a forum"), ApiAnswer(failure=Failure.NO_TOPICS)),
        (BadRequest("Not enough rights to create a topic"), ApiAnswer(failure=Failure.NO_TOPICS)),
        (
            BadRequest("Not enough rights to manage topics in the chat"),
            ApiAnswer(failure=Failure.NO_TOPICS),
        ),
        (BadRequest("Message is not modified: specified new…"), ApiAnswer(settled=True)),
        (BadRequest("TOPIC_NOT_MODIFIED"), ApiAnswer(settled=True)),
        (BadRequest("Query is too old and response timeout expired…"), ApiAnswer(settled=True)),
        (BadRequest("Message to edit not found"), ApiAnswer(failure=Failure.CARD_LOST)),
        (BadRequest("Can't parse entities: …"), ApiAnswer(failure=Failure.REFUSED)),
        (RetryAfter(timedelta(seconds=9)), ApiAnswer(failure=Failure.NOT_SENT, after=9)),
        (ChatMigrated(-100123), ApiAnswer(chat=-100123)),
        (InvalidToken("Unauthorized"), ApiAnswer(fatal=True)),
        (TelegramError("Invalid server response"), ApiAnswer(failure=Failure.UNKNOWN)),
    ],
    ids=str,
)
def test_an_answer_is_read_as_the_table_says(error, expected):
    assert classify(error) == expected
