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

from handlers.core.api_errors import Answer, Fault, Phase, classify
from usecases.delivery.retries import Failure


def caused(error, phase):
    error.__cause__ = Fault(phase, "Test")
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (RetryAfter(7), Answer(failure=Failure.NOT_SENT, after=7)),
        (caused(NetworkError("connect"), Phase.CONNECT), Answer(failure=Failure.NOT_SENT)),
        (caused(TimedOut("pool"), Phase.POOL), Answer(failure=Failure.NOT_SENT)),
        (caused(TimedOut("read"), Phase.READ), Answer(failure=Failure.UNKNOWN)),
        (caused(NetworkError("reset"), Phase.READ), Answer(failure=Failure.UNKNOWN)),
        (NetworkError("Bad Gateway"), Answer(failure=Failure.UNKNOWN)),
        (Forbidden("Forbidden: bot was blocked by the user"), Answer(failure=Failure.GONE)),
        (Forbidden("Forbidden: user is deactivated"), Answer(failure=Failure.GONE)),
        (Forbidden("Forbidden: bot was kicked from the group chat"), Answer(failure=Failure.GONE)),
        (BadRequest("Chat not found"), Answer(failure=Failure.GONE)),
        (
            BadRequest("Not enough rights to send text messages to the chat"),
            Answer(failure=Failure.GONE),
        ),
        (BadRequest("Message thread not found"), Answer(failure=Failure.TOPIC_LOST)),
        (BadRequest("TOPIC_ID_INVALID"), Answer(failure=Failure.TOPIC_LOST)),
        (BadRequest("TOPIC_DELETED"), Answer(failure=Failure.TOPIC_LOST)),
        (BadRequest("TOPIC_CLOSED"), Answer(failure=Failure.TOPIC_CLOSED)),
        (BadRequest("The chat is not a forum"), Answer(failure=Failure.NO_TOPICS)),
        (BadRequest("Not enough rights to create a topic"), Answer(failure=Failure.NO_TOPICS)),
        (
            BadRequest("Not enough rights to manage topics in the chat"),
            Answer(failure=Failure.NO_TOPICS),
        ),
        (BadRequest("Message is not modified: specified new…"), Answer(settled=True)),
        (BadRequest("TOPIC_NOT_MODIFIED"), Answer(settled=True)),
        (BadRequest("Query is too old and response timeout expired…"), Answer(settled=True)),
        (BadRequest("Message to edit not found"), Answer(failure=Failure.CARD_LOST)),
        (BadRequest("Can't parse entities: …"), Answer(failure=Failure.REFUSED)),
        (RetryAfter(timedelta(seconds=9)), Answer(failure=Failure.NOT_SENT, after=9)),
        (ChatMigrated(-100123), Answer(chat=-100123)),
        (InvalidToken("Unauthorized"), Answer(fatal=True)),
        (TelegramError("Invalid server response"), Answer(failure=Failure.UNKNOWN)),
    ],
    ids=str,
)
def test_an_answer_is_read_as_the_table_says(error, expected):
    assert classify(error) == expected
