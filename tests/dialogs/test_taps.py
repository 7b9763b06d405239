"""The shortest ways, counted: messages sent and buttons pressed until a thing is done."""

import re

from domain.network.people import Role

LINK_AND_STORY = "https://shop-a.com/item?id=7 这家店骗了我5000元，客服QQ 88866600"


class Counter:
    """Counts what somebody does."""

    def __init__(self, talker):
        self.talker, self.messages, self.taps_made = talker, 0, 0

    async def says(self, text):
        self.messages += 1
        await self.talker.says(text)

    async def sends(self, *names):
        self.messages += 1
        await self.talker.sends(*names)

    async def taps(self, label):
        self.taps_made += 1
        await self.talker.taps(label)


async def test_a_link_with_words_is_one_message_and_three_taps(world):
    lin = Counter(world.person("Lin"))
    await lin.says(LINK_AND_STORY)
    await lin.taps("Fraud")
    await lin.taps("False shopping")
    await lin.taps("Submit report")
    lin.talker.saw("filed-code")
    assert (lin.messages, lin.taps_made) == (1, 3)


async def test_a_photo_first_is_one_message_and_four_taps(world):
    lin = Counter(world.person("Lin"))
    await lin.sends("screen.jpg")
    for label in ("Continue", "Fraud", "False shopping", "Submit report"):
        await lin.taps(label)
    lin.talker.saw("filed-code")
    assert (lin.messages, lin.taps_made) == (1, 4)


async def asked(world, question="Which account was the money sent to?"):
    """A reporter with a report whose office has asked something."""
    lin, wu = world.person("Lin"), await world.staff("Wu", Role.MODERATOR)
    await lin.says(LINK_AND_STORY)
    for label in ("Fraud", "False shopping", "Region", "Changsha", "Submit report"):
        await lin.taps(label)
    await wu.taps("Ask reporter")
    await wu.says(question)
    return lin, wu


async def test_an_answer_to_the_office_is_one_message_and_one_tap(world):
    lin, wu = await asked(world)
    lin = Counter(lin)
    await lin.says("农行尾号0001，户名李某")
    await lin.taps("Send")
    lin.talker.saw("answer-done")
    assert (lin.messages, lin.taps_made) == (1, 1)
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
