"""What a list says of a case: its host, else the reporter's words."""

import pytest

from conversation.form import Given
from storage.cases import cases
from storage.reporting import glimpses
from tests.support.life import CITIZEN, Life

WORDS = "Somebody in the chat group promises 3000 a day."


@pytest.mark.parametrize(
    ("answers", "about"),
    [
        ({"link": Given(text="https://one.example.com/a")}, "one.example.com"),
        ({"link": Given(text=WORDS), "words": Given(text=WORDS)}, WORDS),
        ({"link": Given(text="the chat group"), "words": Given(text=WORDS)}, WORDS),
    ],
    ids=["a host", "words alone", "a place in words, and words"],
)
async def test_a_glimpse_is_never_empty_where_the_reporter_wrote_words(db, profile, answers, about):
    filed = (await Life(db, profile).files(CITIZEN, **answers)).report

    def job(tx):
        return glimpses.of_cases(tx, (cases.get(tx, filed.case_id),))

    assert (await db.run(job))[filed.case_id].about == about
