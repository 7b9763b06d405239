"""Nobody needs a command to begin: whatever is sent first is kept, and then asked about."""

import re

import pytest

from domain.network.people import Role
from domain.status import Status
from sandbox.cast import wording
from sandbox.messages.files import attached
from sandbox.telegram import File
from storage.cases import cases, messages
from storage.evidence import evidence_reading
from storage.network import people
from storage.reporting import drafts, reporter_links, reports, targets
from tests.dialogs.moderation.test_casework import PNG, newest
from tests.dialogs.reporting.test_report import CODE, submit, to_review, until
from tests.dialogs.reporting.test_talk import puts

SHOP = "they took my money on https://example.org/{}"
QUESTION = "Which account did you pay to?"
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@pytest.fixture
async def wu(world):
    """Somebody of the office of Changsha."""
    return await world.staff("Wu", Role.MODERATOR)


async def reported(person, number=1):
    """A report at Changsha, from its first message to its receipt; the tail of its code."""
    await person.says(SHOP.format(number))
    if "It is something new" in person.labels():
        await person.taps("It is something new")
    await to_review(person)
    await submit(person)
    return CODE.findall(person.texts())[-1]


async def asks(wu, number=1, question=QUESTION):
    """The office asks the reporter of a case."""
    await wu.says(f"/case 2611-{number:04}")
    await wu.taps_on_card("Ask reporter")
    await wu.says(question)


async def sends(person, **content):
    """A message as the Bot API writes it."""
    person.world.after_the_last(person.account)
    person.world.telegram.send(person.account, person.account, content)
    await person.world.settle()


async def said(world, case=1):
    """What has been written in a case, as (kind, text)."""
    return [(each.kind, each.text) for each in await world.db.run(messages.last, case, limit=20)]


def held(tx, account):
    """The texts that wait until their sender says what they are for."""
    draft = drafts.of_form(tx, people.who_is(tx, account), "held")
    return [] if draft is None else [piece.text for piece in draft.carried.pieces]


def told(person, key):
    """The newest message of the bot's with these words."""
    words = person.words(key)
    return [m for m in person.chat if m["from"]["is_bot"] and words in m.get("text", "")][-1]


# With nothing open.


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "text", ["what is this", "帮我看看？", "somebody cheated my mother yesterday"]
)
async def test_words_alone_are_kept_and_asked_about(world, language, text):
    person = world.person("Lin", language)
    await person.says(text)
    person.sees("held-report")
    assert person.words("kept-words") in person.last["text"]
    assert person.labels()[:3] == [
        person.words("button-report-this"),
        person.words("button-track"),
        person.words("button-hotlines"),
    ]
    assert await world.db.run(held, person.account) == [text]


@pytest.mark.parametrize("kind", ["voice", "sticker", "audio", "video_note"])
async def test_what_may_be_a_greeting_is_kept_and_asked_about(citizen, world, kind):
    file = File("a.bin", "application/octet-stream", b"sound")
    await sends(citizen, **attached(world.telegram, kind, file))
    citizen.sees("held-report")
    assert citizen.words("kept-files", count=1) in citizen.last["text"]
    await citizen.taps("Report this")
    citizen.sees("report-material-ask")
    await citizen.says("https://example.org/shop")
    await to_review(citizen, region="")
    await submit(citizen)
    assert len(await world.db.run(evidence_reading.of_report, 1)) == 1


async def test_somebodys_contact_begins_a_report_about_it(citizen, world):
    await sends(citizen, contact={"phone_number": "+8613900139000", "first_name": "Service"})
    citizen.sees("report-category-ask")
    await to_review(citizen, region="")
    await submit(citizen)
    [target] = await world.db.run(targets.of_report, 1)
    text = await world.db.run(reports.text_of, 1)
    assert "+8613900139000" in f"{target.raw} {text}"
    assert not await world.db.run(reporter_links.has_contact, 1)


@pytest.mark.parametrize("how", ["Report this", "/report"])
async def test_several_messages_before_it_is_said_what_they_are_for_are_one_report(
    citizen, world, how
):
    texts = ["hear me out", "somebody took my mother's money", "in the green app, last night"]
    for text in texts:
        await citizen.says(text)
        citizen.sees("held-report")
    await (citizen.says(how) if how == "/report" else citizen.taps(how))
    citizen.sees("report-category-ask")
    await to_review(citizen, region="")
    await submit(citizen)
    [place] = await world.db.run(targets.of_report, 1)
    assert [place.raw, *(await world.db.run(reports.text_of, 1)).split("\n\n")] == texts


async def test_a_link_after_words_that_were_kept_makes_a_report_of_both(citizen, world):
    await citizen.says("somebody took my mother's money")
    await citizen.says("https://example.org/shop")
    citizen.sees("report-category-ask")
    await to_review(citizen, region="")
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == "somebody took my mother's money"
    assert [t.raw for t in await world.db.run(targets.of_report, 1)] == ["https://example.org/shop"]


async def test_words_that_were_kept_can_be_given_up_and_had_back(citizen, world):
    await citizen.says("hear me out")
    await citizen.taps("Cancel")
    assert await world.db.run(held, citizen.account) == []
    await citizen.taps("Undo")
    citizen.sees("held-report")
    assert await world.db.run(held, citizen.account) == ["hear me out"]


# While an office waits for an answer.


async def test_a_typed_answer_is_shown_before_it_is_sent(citizen, world, wu):
    await reported(citizen)
    await asks(wu)
    await citizen.says("the one ending in 42")
    citizen.sees("held-yours")
    assert QUESTION in citizen.last["text"]
    assert "the one ending in 42" in citizen.last["text"]
    assert await said(world) == [("question", QUESTION)]
    await citizen.taps("Send")
    citizen.saw("answer-done")
    assert (await said(world))[-1] == ("answer", "the one ending in 42")
    assert (await world.db.run(cases.get, 1)).status is Status.SUBMITTED


async def test_what_is_something_new_becomes_a_report_and_no_answer(citizen, world, wu):
    await reported(citizen)
    await asks(wu)
    await citizen.says("another shop: https://shop-b.com/x")
    citizen.sees("held-yours")
    await citizen.taps("It is something new")
    citizen.sees("report-category-ask")
    await to_review(citizen)
    await submit(citizen)
    assert await said(world) == [("question", QUESTION)]
    assert (await world.db.run(cases.get, 1)).status is Status.NEEDS_INFO
    assert (await world.db.run(targets.of_report, 2))[0].raw == "https://shop-b.com/x"


async def test_an_answer_may_be_a_link_and_a_photo(citizen, world, wu):
    await reported(citizen)
    await asks(wu)
    await citizen.says("this one: https://pay-a.com/q")
    await citizen.sends("bill.png", data=PNG, caption="and this is the bill")
    citizen.sees("held-yours")
    await citizen.taps("Send")
    citizen.saw("answer-done")
    text = "this one: https://pay-a.com/q\n\nand this is the bill"
    assert (await said(world))[-1] == ("answer", text)
    assert len(await world.db.run(evidence_reading.of_report, 1)) == 1
    assert "https://pay-a.com/q" in [t.raw for t in await world.db.run(targets.of_report, 1)]


async def test_with_two_offices_waiting_it_is_asked_which_one_is_meant(citizen, world, wu):
    tails = [(await reported(citizen, number))[-4:] for number in (1, 2)]
    await asks(wu, 1)
    await asks(wu, 2, "And which shop?")
    await citizen.says("the one ending in 42")
    citizen.sees("held-which-answer")
    names = [citizen.words("button-answer-about", tail=tail) for tail in tails]
    assert set(names) <= set(citizen.labels())
    await citizen.taps(names[0])
    assert (await said(world, 1))[-1] == ("answer", "the one ending in 42")
    assert await said(world, 2) == [("question", "And which shop?")]


async def test_an_answer_that_was_kept_too_long_is_an_addition_and_not_lost(citizen, world, wu):
    await reported(citizen)
    await asks(wu)
    await citizen.says("the one ending in 42")
    send = citizen.data("Send")
    await citizen.replies(told(citizen, "notice-receipt")["message_id"], "it ends in 42")
    await citizen.presses(*send)
    assert [text for kind, text in await said(world) if kind != "question"] == [
        "it ends in 42",
        "the one ending in 42",
    ]


# A reply of Telegram's to something told of a report.


async def test_a_reply_to_the_question_is_the_answer(citizen, world, wu):
    await reported(citizen)
    await asks(wu)
    asked = [m for m in citizen.chat if QUESTION in m.get("text", "")][-1]
    await citizen.replies(asked["message_id"], "the one ending in 42")
    citizen.saw("answer-done")
    assert (await said(world))[-1] == ("answer", "the one ending in 42")


async def test_a_reply_to_the_receipt_is_an_addition(citizen, world, wu):
    await reported(citizen)
    await citizen.replies(told(citizen, "notice-receipt")["message_id"], "it is back")
    citizen.sees("addition-done")
    assert await said(world) == [("addition", "it is back")]
    assert "it is back" in newest(wu)


@pytest.mark.soak
async def test_a_reply_goes_to_its_report_while_another_is_being_written(citizen, world, wu):
    await reported(citizen)
    receipt = told(citizen, "notice-receipt")["message_id"]
    await until(citizen, "subcategory")
    await citizen.replies(receipt, "it is back")
    assert await said(world) == [("addition", "it is back")]
    await citizen.says("/start")
    await citizen.taps("Continue")
    citizen.sees("report-subcategory-ask")


@pytest.mark.parametrize("end", [Status.WITHDRAWN, Status.PURGED, "unlinked"])
async def test_a_reply_to_a_report_that_takes_nothing_more_gets_a_kind_word_and_is_kept(
    citizen, world, end
):
    await reported(citizen)
    receipt = told(citizen, "notice-receipt")["message_id"]
    if end == "unlinked":
        await citizen.says("/forgetme")
        await citizen.taps("Yes, forget me")
    elif end is Status.WITHDRAWN:
        await citizen.taps("Withdraw")
        await citizen.taps("Yes, withdraw it")
    else:
        await puts(world, await world.db.run(cases.get, 1), end)
    await citizen.replies(receipt, "it is back under another name")
    assert citizen.words("error-bug", reference="")[:30] not in citizen.texts(2)
    assert await said(world) == []
    assert await world.db.run(held, citizen.account) == ["it is back under another name"]
    why = {Status.WITHDRAWN: "report-withdrawn-already", Status.PURGED: "report-purged"}.get(end)
    if why:
        citizen.sees(why)
    citizen.sees("held-report" if end == "unlinked" else "held-report-or-add")


async def test_a_reply_to_ones_own_message_is_a_message_like_any(citizen, world):
    await citizen.says("/start")
    own = next(m for m in citizen.chat if not m["from"]["is_bot"])
    await citizen.replies(own["message_id"], "somebody took my money")
    citizen.sees("held-report")


# A photo with reports open.


@pytest.mark.parametrize("open_reports", [1, 3])
async def test_a_late_photo_is_added_to_the_report_that_is_chosen(citizen, world, wu, open_reports):
    tails = [(await reported(citizen, number + 1))[-4:] for number in range(open_reports)]
    await citizen.sends("late.png", data=PNG)
    citizen.sees("held-report-or-add")
    names = [citizen.words("button-add-to", tail=tail) for tail in tails]
    assert set(names) <= set(citizen.labels())
    await citizen.taps(names[0])
    citizen.sees("addition-done")
    assert len(await world.db.run(evidence_reading.of_report, 1)) == 1


async def test_a_late_photo_may_begin_a_new_report(citizen, world):
    await reported(citizen)
    await citizen.sends("late.png", data=PNG)
    await citizen.taps("Report this")
    citizen.sees("report-material-ask")
    await citizen.taps("Continue")
    citizen.sees("report-category-ask")


# A query code.


@pytest.mark.parametrize(
    "shape",
    [
        lambda code: code,
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " ").lower(),
        lambda code: code.replace("-", "–"),
        lambda code: code.replace("-", "."),
        lambda code: code.translate(FULL_WIDTH),
        lambda code: f"\n {code} ",
        lambda code: f"{code}。",
        lambda code: f"“{code}”.",
        lambda code: f"查询码：{code}",
        lambda code: f"My code is {code}.",
    ],
)
async def test_a_code_alone_is_looked_up_however_it_is_typed(citizen, world, shape):
    code = await reported(citizen)
    stranger = world.person("Mei")
    await stranger.says(shape(code))
    stranger.sees("about-submitted")
    assert stranger.words("standing-title", tail=code[-4:]) in stranger.last["text"]
    await until(citizen, "words")  # and while a report is open, it is no piece of it
    await citizen.says(shape(code))
    citizen.sees("about-submitted")
    await citizen.says("/start")
    await citizen.taps("Continue")
    citizen.sees("report-words-ask")


async def test_an_unknown_code_is_told_kindly_and_a_slip_is_named(citizen):
    await citizen.says("0000-0000-0000")
    citizen.sees("track-unknown")
    await citizen.says("K7F3-0000-0001")
    citizen.sees("track-mistyped")


async def test_words_before_what_only_looks_like_a_code_are_kept(citizen, world):
    told = "WeChat abcd-ef12-3456"  # its last character is right by chance
    await citizen.says(told)
    citizen.sees("held-report")
    assert await world.db.run(held, citizen.account) == [told]


async def test_guessing_codes_comes_to_an_end_without_the_command_too(citizen):
    for _ in range(20):
        await citizen.says("0000-0000-0000")
    await citizen.says("0000-0000-0000")
    assert citizen.words("track-unknown") not in citizen.texts(1)
    assert re.search(r"Nov 1[23]:", citizen.texts(1))


@pytest.mark.parametrize("word", ["ABRACADABRAS", "conversation", "thank-you-all", "13800138000"])
async def test_a_word_of_twelve_letters_or_a_number_is_no_code(citizen, word):
    await citizen.says(word)
    citizen.sees("held-report")


# Choices that are typed.


@pytest.mark.parametrize("typed", ["Fraud", "fraud", " FRAUD. ", "诈骗", "Ｆｒａｕｄ"])
async def test_a_choice_may_be_typed_in_either_language(citizen, world, typed):
    fraud = world.jubao.services.profile.taxonomy.find("fraud")
    await until(citizen, "category")
    await citizen.says(fraud.name("zh-Hans") if typed == "诈骗" else typed)
    citizen.sees("report-subcategory-ask")
    await citizen.says("Fake bank")
    citizen.sees("report-words-ask")
    await citizen.taps("Skip")
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == ""


@pytest.mark.parametrize("typed", ["Changsha", "changsha", "长沙", "Ｃhangsha"])
async def test_a_region_may_be_typed_in_either_language(citizen, world, typed):
    await until(citizen, "region")
    await citizen.says(typed)
    citizen.sees("report-review-ask")
    await submit(citizen)
    assert (await world.db.run(reports.get, 1)).unit == "changsha"


@pytest.mark.parametrize(
    "story",
    [
        "Fraud was done to my mother",
        "fraudsters",
        "Fraud! https://shop-b.com/x",
        "fr",
        "诈骗电话打了三次",
    ],
)
async def test_a_story_that_begins_with_a_label_is_no_choice(citizen, story):
    await until(citizen, "category")
    await citizen.says(story)
    citizen.sees("report-category-ask")
    assert citizen.words("kept-words") in citizen.last["text"]


@pytest.mark.parametrize("word", ["Send", "Report this", "It is something new"])
async def test_what_somebody_writes_before_a_report_is_never_a_button(citizen, world, wu, word):
    await reported(citizen)
    await asks(wu)
    await citizen.says(word)
    assert await world.db.run(held, citizen.account) == [word]
    assert await said(world) == [("question", QUESTION)]


async def test_a_caption_that_is_a_label_is_a_caption(citizen, world):
    await until(citizen, "category")
    content = attached(world.telegram, "photo", File("a.png", "image/png", PNG))
    await sends(citizen, **content, **wording("Fraud", "caption"))
    citizen.sees("report-category-ask")


async def test_a_query_code_among_other_words_never_reaches_the_office(citizen, wu):
    await until(citizen, "review")
    await submit(citizen)
    code = CODE.search(citizen.texts())[0]
    await citizen.says(f"{code} any news? please hurry")
    await citizen.taps("Add to report")
    await wu.says("/case 2611-0001")
    assert "any news? please hurry" in newest(wu)
    assert code not in newest(wu)
