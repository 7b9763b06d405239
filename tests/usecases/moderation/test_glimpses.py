"""What a case in a list of staff is about: its reporter's first words, else its address."""

import pytest

from conversation.form import Given
from storage.cases import cases
from tests.support.life import CITIZEN, Life
from usecases.moderation import glimpses
from usecases.session import by_system

WORDS = "Somebody in the chat group promises 3000 a day."
LINK = "https://one.example.com/a"
SKIP = Given(command="skip")


async def about(life, **answers):
    filed = (await life.files(CITIZEN, **answers)).report

    def job(req):
        return glimpses.of_cases(req, (cases.get(req.tx, filed.case_id),))

    found = await life.db.run(by_system, life.conditions, job)
    return found[filed.case_id].about if found else None


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"link": Given(text=LINK), "words": SKIP}, "one.example.com"),
        ({"link": Given(text=LINK), "words": Given(text=WORDS)}, WORDS),
        ({"link": Given(text=f"{LINK} {WORDS}"), "words": SKIP}, WORDS),
        ({"link": Given(text=f"On {LINK} they sell"), "words": SKIP}, "On … they sell"),
        ({"link": Given(text=WORDS), "words": Given(text=WORDS)}, WORDS),
        ({"link": Given(text=WORDS), "words": Given(text="Room 5.")}, f"{WORDS} Room 5."),
    ],
    ids=[
        "an address alone",
        "an address, then words",
        "an address before the words",
        "an address in the words",
        "the same words twice",
        "words that say where it is, then more",
    ],
)
async def test_a_case_is_named_by_its_first_words(db, profile, answers, expected):
    assert await about(Life(db, profile), **answers) == expected


CONTACT = {"identity": Given(choice="real_name"), "contact": Given(text="13800138000")}


@pytest.mark.parametrize(("danger", "expected"), [(False, "call […] now"), (True, None)])
async def test_a_contact_in_the_words_is_left_out_but_in_danger(db, profile, danger, expected):
    words = "call 13800138000 now"
    found = await about(Life(db, profile), words=Given(text=words), danger=danger, **CONTACT)
    assert found == (expected or words)


async def test_of_a_closed_category_nothing_is_said(db, profile):
    closed = {"category": Given(choice="sexual"), "subcategory": Given(choice="child_abuse")}
    assert await about(Life(db, profile), words=Given(text=WORDS), **closed) is None
