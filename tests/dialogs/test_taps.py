"""The shortest ways, counted: messages sent and buttons pressed until a thing is done."""

import re

from domain.network.people import Role
from tests.support.counting import counting

LINK_AND_STORY = "https://shop-a.com/item?id=7 这家店骗了我5000元，客服QQ 88866600"


async def test_a_link_with_words_is_one_message_and_three_taps(world):
    lin = world.person("Lin")
    with counting(lin) as did:
        await lin.says(LINK_AND_STORY)
        await lin.taps("Fraud")
        await lin.taps("False shopping")
        await lin.taps("Submit report")
    lin.saw("filed-code")
    assert (did.messages, did.taps) == (1, 3)


async def test_a_photo_first_is_one_message_and_four_taps(world):
    lin = world.person("Lin")
    with counting(lin) as did:
        await lin.sends("screen.jpg")
        for label in ("Continue", "Fraud", "False shopping", "Submit report"):
            await lin.taps(label)
    lin.saw("filed-code")
    assert (did.messages, did.taps) == (1, 4)


async def asked(world, question="Which account was the money sent to?"):
    """A reporter with a report whose office has asked something."""
    lin, wu = world.person("Lin"), await world.staff("Wu", Role.MODERATOR)
    await lin.says(LINK_AND_STORY)
    for label in ("Fraud", "False shopping", "Region", "Changsha", "Submit report"):
        await lin.taps(label)
    await wu.taps_on_card("Ask reporter")
    await wu.says(question)
    return lin, wu


async def test_an_answer_to_the_office_is_one_message_and_one_tap(world):
    lin, wu = await asked(world)
    with counting(lin) as did:
        await lin.says("农行尾号0001，户名李某")
        await lin.taps("Send")
    lin.saw("answer-done")
    assert (did.messages, did.taps) == (1, 1)
    assert "农行尾号0001" in wu.texts()


async def test_a_reply_to_the_office_is_one_message(world):
    lin, wu = await asked(world)
    told = [m for m in lin.chat if "Which account" in m.get("text", "")]
    await lin.replies(told[-1]["message_id"], "农行尾号0001，户名李某")
    lin.saw("answer-done")
    assert "农行尾号0001" in wu.texts()


async def test_a_query_code_is_one_message(world):
    lin, _ = await asked(world)
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", lin.texts())[0]
    for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " ")):
        await lin.says(typed)
        assert lin.words("standing-title", tail=code[-4:]) in lin.last["text"]
