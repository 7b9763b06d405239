"""Messages sent right after one another: all are kept, and one answer to all of them remains."""

import pytest

from domain.network.people import Role
from domain.report import MAX_FILE_BYTES, MAX_MATERIAL
from sandbox.telegram import File
from storage.cases import cases, messages
from storage.evidence import evidence_reading
from storage.network import people
from storage.reporting import drafts, reports, targets
from tests.dialogs.moderation.test_casework import files, newest
from tests.dialogs.reporting.test_report import CODE, submit, to_review, until
from usecases.dialogs.attachments import QUIET_SECONDS

PART = 4096  # as long as a message may be


def story(length, first=0x4E00):
    """A text in which no two passages are the same."""
    return "".join(chr(first + place % 5000) for place in range(length))


def answers(person, before):
    """What the bot has said since there were so many messages, and is still in the chat."""
    return [m for m in person.chat if m["from"]["is_bot"] and m["message_id"] > before]


def at(person):
    """The number of the newest message in a chat."""
    return max((m["message_id"] for m in person.chat), default=0)


async def quiet(world):
    """Until nothing more has come for a while."""
    world.later(QUIET_SECONDS)
    await world.settle()


async def reported(person):
    """Somebody's report, filed at Changsha; its case."""
    await person.says("they took my money on https://example.org/shop")
    await to_review(person)
    await submit(person)
    return await person.world.db.run(cases.get, 1)


async def test_four_forwards_together_are_one_report_with_one_answer(citizen, world):
    channel = world.telegram.add_channel("Mill", username="mill")
    posts = [world.telegram.post(channel.id, f"rumour {n}")["message_id"] for n in range(4)]
    for post in posts:
        world.telegram.forward(citizen.account, citizen.account, channel.id, post)
        await world.settle()
    await quiet(world)

    [only] = answers(citizen, 0)
    assert citizen.words("kept-posts", count=4) in only["text"]
    citizen.sees("report-category-ask")
    await to_review(citizen, region="")
    await submit(citizen)
    found = await world.db.run(targets.of_report, 1)
    assert [each.origin["message_id"] for each in found] == posts
    assert await world.db.run(reports.get, 2) is None


async def test_link_after_link_is_one_report_with_one_answer(citizen, world):
    links = [f"https://shop-{n}.com/a" for n in range(4)]
    await citizen.says_together(*links)

    [only] = answers(citizen, 0)
    assert citizen.words("kept-links", count=4) in only["text"]
    await to_review(citizen, region="")
    await submit(citizen)
    assert [each.raw for each in await world.db.run(targets.of_report, 1)] == links


async def test_a_comment_and_then_a_forward_are_one_report_with_one_answer(citizen, world):
    channel = world.telegram.add_channel("Mill", username="mill")
    post = world.telegram.post(channel.id, "no water for three days!")["message_id"]
    world.telegram.say(citizen.account, citizen.account, "this is a lie")
    await world.settle()
    world.telegram.forward(citizen.account, citizen.account, channel.id, post)
    await world.settle()
    await quiet(world)

    assert len(answers(citizen, 0)) == 1
    citizen.sees("report-category-ask")
    await to_review(citizen, region="")
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == "this is a lie"
    [target] = await world.db.run(targets.of_report, 1)
    assert target.origin["message_id"] == post


@pytest.mark.parametrize("captioned", [False, True])
async def test_an_album_before_anything_is_open_has_one_answer(citizen, world, captioned):
    caption = "he asked me to pay here" if captioned else None
    await citizen.sends("1.jpg", "2.jpg", "3.jpg", caption=caption)
    await quiet(world)
    [only] = answers(citizen, 0)
    assert citizen.words("kept-files", count=3) in only["text"]


async def test_an_album_after_a_report_leaves_its_code_where_it_is(citizen, world):
    await citizen.says("they took my money on https://example.org/shop")
    await to_review(citizen, region="")
    await submit(citizen)
    said = citizen.texts()
    await citizen.sends("1.jpg", "2.jpg", "3.jpg")
    await quiet(world)

    assert said in citizen.texts()
    assert CODE.findall(said)
    citizen.sees("held-report-or-add")


async def test_what_is_pasted_in_three_parts_is_kept_whole_and_in_its_order(citizen, world):
    parts = [story(PART), story(PART, 0x5A00), story(700, 0x6F00)]
    await citizen.says("/report")
    before = at(citizen)
    await citizen.says_together(*parts)

    assert len(answers(citizen, before)) == 1
    citizen.sees("report-category-ask")
    await to_review(citizen, region="")
    await submit(citizen)
    [place] = await world.db.run(targets.of_report, 1)
    assert place.raw == parts[0]
    assert await world.db.run(reports.text_of, 1) == "\n\n".join(parts[1:])


@pytest.mark.soak
async def test_what_is_more_than_fits_is_named_and_nothing_before_it_is_lost(citizen, world):
    parts = [story(PART, 0x4E00 + 600 * n) for n in range(5)]
    assert len("".join(parts[:3])) < MAX_MATERIAL < len("".join(parts[:4]))
    await citizen.says("https://example.org/shop")
    await citizen.says_together(*parts)

    link = len("https://example.org/shop")
    citizen.saw("material-too-long", limit=MAX_MATERIAL, length=4 * PART + link)
    await citizen.says("and it goes on")  # there is still room for that
    await to_review(citizen, region="")
    await submit(citizen)
    kept = await world.db.run(reports.text_of, 1)
    assert kept == "\n\n".join([*parts[:3], "and it goes on"])


@pytest.mark.soak
async def test_the_same_text_twice_is_kept_once(citizen, world):
    await citizen.says_together("they took my money", "they took my money")
    assert len(answers(citizen, 0)) == 1
    await citizen.taps("Report this")
    await citizen.says("https://example.org/shop")
    await to_review(citizen, region="")
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == "they took my money"


QUESTIONS = [
    "material",
    "category",
    "subcategory",
    "words",
    "evidence",
    "region",
    "identity",
    "review",
]


@pytest.mark.parametrize("name", QUESTIONS)
async def test_at_each_question_a_burst_is_kept_and_answered_once(citizen, world, name):
    await until(citizen, name)
    before = at(citizen)
    texts = [f"and this happened on day {number} of it" for number in range(4)]
    await citizen.says_together(*texts)

    assert len(answers(citizen, before)) == 1
    kept = await world.db.run(texts_kept, citizen.account)
    assert [text for text in kept if text in texts] == texts


def texts_kept(tx, account):
    """What the open report of an account has, piece by piece."""
    draft = drafts.of_form(tx, people.who_is(tx, account), "report")
    return [piece.text for piece in draft.carried.pieces]


@pytest.mark.soak
@pytest.mark.parametrize("name", ["name", "contact"])
async def test_a_burst_where_a_name_or_number_is_asked_loses_nothing(citizen, world, name):
    await until(citizen, name)
    long = "they first wrote to me in the green app and then asked me to pay a deposit of 5000"
    given = "Lin Xiaoyu" if name == "name" else "138 0013 8000"
    await citizen.says_together(long, given)
    if name == "name":
        citizen.sees("report-contact-ask")
        await citizen.says("138 0013 8000")
    citizen.sees("report-review-ask")
    await submit(citizen)
    assert long in await world.db.run(reports.text_of, 1)


async def test_a_burst_while_nothing_is_open_is_asked_about_once(citizen, world):
    await citizen.says_together("hear me out", "somebody took my money", "can you help me")
    [only] = answers(citizen, 0)
    citizen.sees("held-report")
    assert citizen.words("kept-words") in only["text"]
    await citizen.taps("Report this")
    await to_review(citizen, region="")
    await submit(citizen)
    [place] = await world.db.run(targets.of_report, 1)
    rest = await world.db.run(reports.text_of, 1)
    assert place.raw == "hear me out"
    assert rest == "somebody took my money\n\ncan you help me"


async def test_a_burst_during_an_addition_is_added_whole(citizen, world, moderator):
    case = await reported(citizen)
    await citizen.taps("Add evidence")
    before = at(citizen)
    await citizen.says_together("it is back", "under another name", "https://shop-b.com/x")

    said = await world.db.run(messages.last, case.id, limit=9)
    assert "\n".join(each.text for each in said).split("\n") == [
        "it is back",
        "under another name",
        "https://shop-b.com/x",
    ]
    done = citizen.words("addition-done")
    assert sum(done in m.get("text", "") for m in answers(citizen, before)) == 1
    await moderator.says(f"/case {case.number}")
    assert "under another name" in newest(moderator)


@pytest.mark.soak
async def test_files_and_words_of_an_addition_that_come_together_are_all_added(citizen, world):
    case = await reported(citizen)
    await citizen.taps("Add evidence")
    photo = [File("a.jpg", "image/jpeg", b"\xff\xd8\xff a")]
    world.telegram.upload(citizen.account, citizen.account, photo, kind="photo")
    await world.settle()
    world.telegram.say(citizen.account, citizen.account, "this is the bill")
    await world.settle()
    await quiet(world)
    if "Done" in citizen.labels():
        await citizen.taps("Done")

    [said] = await world.db.run(messages.last, case.id, limit=9)
    assert said.text == "this is the bill"
    assert len(await world.db.run(evidence_reading.of_report, 1)) == 1


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_what_cannot_be_kept_of_a_burst_is_named_in_its_answer(world, language):
    person = world.person("Lin", language)
    await person.says("https://example.org/shop")
    before = at(person)
    telegram, account = world.telegram, person.account
    telegram.say(account, account, "it happened here")
    await world.settle()
    telegram.send(account, account, {"location": {"longitude": 112.9, "latitude": 28.2}})
    await world.settle()
    telegram.say(account, account, "in front of the station")
    await world.settle()
    await quiet(world)

    [only] = answers(person, before)
    assert person.words("not-kept-location") in only["text"]
    person.sees("report-category-ask")


async def test_what_the_first_of_a_burst_could_not_keep_stays_named(citizen, world):
    await citizen.says("https://example.org/shop")
    world.after_the_last(citizen.account)
    film = [File("film.mp4", "video/mp4", bytes(MAX_FILE_BYTES + 1))]
    world.telegram.upload(citizen.account, citizen.account, film, kind="video", caption="at 1:20")
    await world.settle()
    for text in ("he asks for money", "and he threatens me"):
        world.telegram.say(citizen.account, citizen.account, text)
        await world.settle()
    await quiet(world)
    assert citizen.texts().count(citizen.words("file-not-kept-too_big", size=20)) == 1
    citizen.sees("report-category-ask")


async def test_a_message_that_did_not_fit_stays_named_when_more_comes(citizen, world):
    await citizen.says("https://example.org/shop")
    parts = [story(PART, 0x4E00 + 600 * n) for n in range(4)]
    await citizen.says_together(*parts, "and it goes on", "to this day")
    link = len("https://example.org/shop")
    citizen.saw("material-too-long", limit=MAX_MATERIAL, length=4 * PART + link)
    kept = await world.db.run(texts_kept, citizen.account)
    assert kept == ["https://example.org/shop", *parts[:3], "and it goes on", "to this day"]


@pytest.mark.soak
async def test_undo_is_not_taken_away_by_what_is_sent_next(citizen, world):
    await until(citizen, "review")
    await citizen.says("/report")
    await citizen.taps("Start again")
    await citizen.sends("1.jpg", "2.jpg", "3.jpg")
    await quiet(world)
    assert citizen.data("Undo")


@pytest.mark.soak
async def test_more_links_than_are_listed_are_said_in_the_answer_to_a_burst(citizen, world):
    sent = [" ".join(f"https://many-{m}.com/{n}" for n in range(15)) for m in (1, 2)]
    await citizen.says_together(*sent, "that is all")
    assert len(answers(citizen, 0)) == 1
    citizen.sees("report-link-many", most=20)


@pytest.mark.soak
async def test_another_question_opened_before_the_quiet_is_not_asked_twice(citizen, world):
    await until(citizen, "review")
    before = at(citizen)
    for text in ("one more thing", "and another"):
        world.telegram.say(citizen.account, citizen.account, text)
        await world.settle()
    await citizen.taps("Submit report")
    await quiet(world)
    citizen.saw("filed")
    shown = [m["text"] for m in answers(citizen, before)]
    assert not [text for text in shown if citizen.words("report-review-ask") in text]
    assert CODE.findall(citizen.texts())


async def test_submit_pressed_five_times_has_one_answer_and_one_report(citizen, world):
    await until(citizen, "review")
    where, data = citizen.data("Submit report")
    for _ in range(5):
        world.telegram.press(citizen.account, citizen.account, where, data)
    await world.settle()

    assert await world.db.run(reports.get, 2) is None
    assert len(set(CODE.findall(citizen.texts()))) == 1
    filed = (citizen.words("filed"), citizen.words("filed-again"))
    assert sum(any(each in m["text"] for each in filed) for m in answers(citizen, 0)) == 1
    receipts = [m for m in answers(citizen, 0) if citizen.words("notice-receipt") in m["text"]]
    assert len(receipts) == 1


@pytest.mark.parametrize("with_report", [False, True])
async def test_start_five_times_leaves_one_welcome(citizen, world, with_report):
    if with_report:
        await until(citizen, "category")
    before = at(citizen)
    await citizen.says_together(*["/start"] * 5)
    assert len(answers(citizen, before)) == 1
    citizen.sees("start-welcome")
    if with_report:
        await citizen.taps("Continue")
        citizen.sees("report-category-ask")
    await citizen.says("/start")  # later: the one before stays
    assert len(answers(citizen, before)) == 2


async def test_report_five_times_leaves_one_question(citizen, world):
    await citizen.says_together(*["/report"] * 5)
    assert len(answers(citizen, 0)) == 1
    citizen.sees("report-material-ask")


async def test_a_burst_of_staff_in_a_form_of_theirs_is_no_burst(citizen, world):
    moderator = await world.staff("Chen", Role.MODERATOR)
    await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await moderator.says_together("We have seen the shop.", "It is being checked.")
    assert "We have seen the shop." in citizen.texts()
