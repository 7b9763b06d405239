"""The report, question by question: a good, a bad, a skipped and a repeated answer."""

import re

import pytest

from domain.report import MAX_FILE_BYTES, MAX_FILES
from domain.status import Status
from sandbox.telegram import File
from storage.evidence import evidence_reading
from storage.reporting import reporter_links, reports, targets
from usecases.operations import scheduled
from usecases.session import by_system

STEPS = {
    "material": ("says", "https://example.org/shop"),
    "category": ("taps", "Fraud"),
    "subcategory": ("taps", "Fake bank"),
    "words": ("says", "they took my money"),
    "region": ("taps", "Changsha"),
    "identity": ("taps", "Use real name"),
    "name": ("says", "Lin Xiaoyu"),
    "contact": ("says", "138 0013 8000"),
}
OPENED = {"evidence": "Add files", "region": "Region", "identity": "Contact"}
"""What is asked only if it is opened from the review, and by which button."""
NEXT = {
    "material": "category",
    "category": "subcategory",
    "subcategory": "words",
    "words": "review",
    "region": "review",
    "identity": "name",
    "name": "contact",
    "contact": "review",
}
BAD = {
    "name": ("http://x.example", "report-contact-bad-name"),
    "contact": ("call me maybe", "report-contact-bad-phone"),
}
BESIDE = {
    "material": "no idea",
    "category": "a fraud, I think",
    "subcategory": "a shop",
    "region": "the south",
    "identity": "whoever asks",
}
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


async def act(person, step):
    how, what = step
    await (person.says(what) if how == "says" else person.taps(what))


async def until(person, name):
    """Answer everything before this question well; files are asked for from the review."""
    await person.says("/report")
    for step, answer in STEPS.items():
        if name == "evidence" and step == "region":
            await person.taps(OPENED[name])
            return
        if step in OPENED:
            await person.taps(OPENED[step])
        if step == name:
            return
        await act(person, answer)


async def to_review(person, *kind, region="Changsha"):
    """From the category on, with as few answers as may be."""
    for label in kind or ("Fraud", "Fake bank"):
        await person.taps(label)
    if "Skip" in person.labels():  # nothing but links has been sent
        await person.taps("Skip")
    if region:
        await person.taps("Region")
        await person.taps(region)
    person.sees("report-review-ask")


async def submit(person):
    """From the review."""
    await person.taps("Submit report")


async def test_a_citizen_reports_a_page(citizen, world):
    await until(citizen, "review")
    citizen.sees("report-review-ask")
    await submit(citizen)
    citizen.saw("filed")
    citizen.saw("notice-receipt")
    report = await world.db.run(reports.get, 1)
    assert (report.status, report.unit, report.category) == (
        Status.SUBMITTED,
        "changsha",
        "fraud",
    )
    assert [target.raw for target in await world.db.run(targets.of_report, 1)] == [
        "https://example.org/shop"
    ]
    assert await world.db.run(reports.text_of, 1) == "they took my money"
    assert await world.db.run(reporter_links.contact_of, 1) == {
        "name": "Lin Xiaoyu",
        "phone": "+8613800138000",
    }


async def test_the_receipt_has_code_unit_and_time_and_the_code_opens_the_report(citizen, world):
    await until(citizen, "review")
    await submit(citizen)
    [code] = set(CODE.findall(citizen.texts()))
    assert "Changsha Internet Information Office" in citizen.texts()
    assert "26 Nov 18:00" in citizen.texts()  # the next working day's end
    stranger = world.person("Somebody")
    await stranger.says(f"/track {code.lower()}")
    stranger.saw("status-submitted")


@pytest.mark.soak
@pytest.mark.parametrize("name", STEPS)
async def test_a_good_answer_brings_the_next_question(citizen, name):
    await until(citizen, name)
    citizen.sees(f"report-{name}-ask")
    await act(citizen, STEPS[name])
    citizen.sees(f"report-{NEXT[name]}-ask")


async def test_words_beside_the_link_leave_out_the_question_for_words(citizen):
    await citizen.says("they took my money on https://example.org/shop")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    citizen.sees("report-review-ask")


async def test_what_nobody_has_chosen_is_no_line_of_the_review(citizen, world):
    await citizen.says("they took my money on https://example.org/shop")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    seen = citizen.last["text"]
    assert citizen.words("known-anonymous") in seen
    assert f"{citizen.words('review-region')}:" not in seen
    await submit(citizen)
    assert not await world.db.run(reporter_links.has_contact, 1)


@pytest.mark.parametrize("name", BAD)
async def test_a_bad_answer_is_told_kindly_and_the_question_stays(citizen, name):
    await until(citizen, name)
    text, key = BAD[name]
    await citizen.says(text)
    citizen.sees(key)
    citizen.sees(f"report-{name}-ask")
    await act(citizen, STEPS[name])  # and it can still be answered
    citizen.sees(f"report-{NEXT[name]}-ask")


@pytest.mark.parametrize("name", BESIDE)
async def test_words_that_answer_no_question_are_kept_and_the_question_stays(citizen, world, name):
    await until(citizen, name)
    await citizen.says(BESIDE[name])
    assert citizen.words("kept-words") in citizen.last["text"]
    citizen.sees(f"report-{name}-ask")
    await act(citizen, STEPS[name])
    after = "review" if name == "subcategory" else NEXT[name]  # the words have been told by then
    citizen.sees(f"report-{after}-ask")


@pytest.mark.parametrize("name", ["name", "contact"])
async def test_a_story_told_where_a_name_or_a_number_is_asked_is_kept_beside_it(
    citizen, world, name
):
    story = "they said that I had won a prize, and then they took all of my money from the account"
    await until(citizen, name)
    await citizen.says(story)
    citizen.sees(f"report-{name}-ask")
    await act(citizen, STEPS[name])
    if name == "name":
        await act(citizen, STEPS["contact"])
    await submit(citizen)
    assert story in await world.db.run(reports.text_of, 1)


@pytest.mark.soak
@pytest.mark.parametrize("name", [*STEPS, "evidence"])
async def test_only_what_may_be_left_out_offers_to_be_skipped(citizen, name):
    await until(citizen, name)
    assert ("Skip" in citizen.labels()) == (name in {"words", "region"})
    assert (citizen.words("button-unsure") in citizen.labels()) == (name == "subcategory")
    assert "Cancel" in citizen.labels()


@pytest.mark.parametrize("name", ["words", "region"])
async def test_a_skipped_answer_brings_the_next_question(citizen, name):
    await until(citizen, name)
    await citizen.taps("Skip")
    citizen.sees(f"report-{NEXT[name]}-ask")


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("subcategory", "category"),
        ("words", "subcategory"),
        ("evidence", "review"),
        ("region", "review"),
        ("identity", "review"),
        ("review", "contact"),
    ],
)
async def test_back_asks_the_question_before(citizen, name, before):
    await until(citizen, name)
    await citizen.taps("Back")
    citizen.sees(f"report-{before}-ask")


async def test_at_the_first_question_there_is_no_way_back_and_nothing_is_lost(citizen):
    await until(citizen, "category")
    if "Back" in citizen.labels():
        await citizen.taps("Back")
    citizen.sees("report-category-ask")


@pytest.mark.parametrize("name", ["category", "subcategory", "region", "identity"])
async def test_a_button_pressed_twice_is_taken_once_and_nothing_is_lost(citizen, name):
    await until(citizen, name)
    press = citizen.data(STEPS[name][1])
    await citizen.presses(*press)
    said = await citizen.presses(*press)
    assert said == ""
    await citizen.says("/start")
    await citizen.taps("Continue")
    citizen.sees(f"report-{NEXT[name]}-ask")


@pytest.mark.parametrize("name", ["material", "words"])
async def test_words_sent_twice_are_taken_once_and_the_next_question_stays(citizen, world, name):
    await until(citizen, name)
    await act(citizen, STEPS[name])
    await act(citizen, STEPS[name])
    citizen.sees(f"report-{NEXT[name]}-ask")
    for step in list(STEPS)[list(STEPS).index(name) + 1 : 4]:
        await act(citizen, STEPS[step])
    await submit(citizen)
    assert len(await world.db.run(targets.of_report, 1)) == 1
    assert await world.db.run(reports.text_of, 1) == "they took my money"


async def test_a_double_tap_on_submit_files_once_and_repeats_the_code(citizen, world):
    await until(citizen, "review")
    press = citizen.data("Submit report")
    await citizen.presses(*press)
    await citizen.presses(*press)
    citizen.saw("filed-again")
    assert len(set(CODE.findall(citizen.texts()))) == 1
    assert await world.db.run(reports.get, 2) is None


async def test_submit_is_said_to_be_in_good_faith_and_needs_nothing_else(citizen, world):
    await citizen.says("they took my money on https://example.org/shop")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    assert citizen.labels()[0] == "Submit report in good faith"
    assert "good faith" in citizen.last["text"]
    await submit(citizen)
    assert await world.db.run(reports.get, 1) is not None


async def test_start_offers_to_go_on_and_continue_asks_the_open_question(citizen):
    await until(citizen, "region")
    await citizen.says("/start")
    citizen.sees("start-welcome")
    await citizen.taps("Continue")
    citizen.sees("report-region-ask")


async def test_report_again_asks_before_anything_entered_is_lost(citizen):
    await until(citizen, "region")
    await citizen.says("/report")
    assert {"Continue", "Start again"} <= set(citizen.labels())
    await citizen.taps("Continue")
    citizen.sees("report-region-ask")
    await citizen.says("/report")
    await citizen.taps("Start again")
    citizen.sees("report-material-ask")


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        ("https://example.org/a and http://example.com/b", 2),
        ("example.org/a", 1),
        ("hxxps://evil[.]example/x", 1),
        ("t.me/rumour_mill/12", 1),
    ],
)
async def test_links_of_all_kinds_are_found(citizen, world, typed, links):
    await citizen.says("/report")
    await citizen.says(typed)
    citizen.sees("report-category-ask")
    assert citizen.words("kept-links", count=links) in citizen.last["text"]


async def test_words_instead_of_a_link_are_kept_as_the_place(citizen, world):
    place = "the group 'easy money' in the green app, last night"
    await citizen.says("/report")
    await citizen.says(place)
    citizen.sees("report-category-ask")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    citizen.sees("report-review-ask")
    assert "easy money" in citizen.last["text"]
    await submit(citizen)
    assert [target.raw for target in await world.db.run(targets.of_report, 1)] == [place]


async def test_a_link_without_report_begins_one(citizen):
    await citizen.says("look at https://example.org/shop")
    citizen.sees("report-category-ask")


async def test_a_forwarded_post_begins_a_report_and_its_origin_is_kept(citizen, world):
    channel = world.telegram.add_channel("Mill", username="mill")
    post = world.telegram.post(channel.id, "no water for three days!")
    await citizen.forwards(channel.id, post["message_id"])
    citizen.sees("report-category-ask")
    await citizen.taps("Fraud")
    await citizen.taps("Fake bank")
    await submit(citizen)
    [target] = await world.db.run(targets.of_report, 1)
    assert (target.origin["username"], target.origin["message_id"]) == ("mill", post["message_id"])


async def test_a_photo_without_report_begins_one_and_is_kept(citizen, world):
    await citizen.sends("proof.jpg")
    citizen.sees("report-material-ask")
    assert citizen.words("kept-files", count=1) in citizen.last["text"]
    await citizen.says("https://example.org/shop")
    for step in ("category", "subcategory"):
        await act(citizen, STEPS[step])
    await submit(citizen)
    [file] = await world.db.run(evidence_reading.of_report, 1)
    assert (file.state, len(file.sha256)) == ("kept", 64)
    await citizen.taps("Fingerprints")
    assert file.sha256[:12] in citizen.texts()


async def test_after_a_photo_alone_continue_goes_on_without_a_place(citizen, world):
    await citizen.says("/report")
    assert "Continue" not in citizen.labels()
    await citizen.sends("proof.jpg")
    await citizen.taps("Continue")
    for step in ("category", "subcategory"):
        await act(citizen, STEPS[step])
    citizen.sees("report-review-ask")
    await submit(citizen)
    assert len(await world.db.run(evidence_reading.of_report, 1)) == 1


async def test_continue_of_an_earlier_screen_without_anything_sent_is_told_kindly(citizen):
    await citizen.sends("proof.jpg")
    _, data = citizen.data("Continue")
    await citizen.taps("Cancel")
    await citizen.presses(citizen.last["message_id"], data)
    assert citizen.words("report-category-ask") not in citizen.texts(1)


async def test_an_album_is_one_set_with_one_answer(citizen, world):
    await until(citizen, "evidence")
    before = len(citizen.chat)
    await citizen.sends("1.jpg", "2.jpg", "3.jpg")
    assert len(citizen.chat) == before + 3  # the parts, and not a word yet
    world.later(3)
    await world.settle()
    mine = [m for m in citizen.chat[before:] if m["from"]["is_bot"]]
    assert len(mine) == 1
    assert citizen.words("kept-files", count=3) in citizen.last["text"]
    await citizen.taps("Done")
    citizen.sees("report-review-ask")
    assert citizen.words("review-files", count=3) in citizen.last["text"]


@pytest.mark.parametrize("kind", ["document", "video", "voice", "audio", "video_note", "animation"])
async def test_files_of_every_kind_are_kept(citizen, world, kind):
    await until(citizen, "evidence")
    await citizen.sends("x.bin", kind=kind)
    assert citizen.words("kept-files", count=1) in citizen.last["text"]


async def test_a_file_too_big_is_told_kindly_and_not_kept(citizen):
    await until(citizen, "evidence")
    await citizen.sends("film.mp4", kind="video", data=bytes(MAX_FILE_BYTES + 1))
    citizen.sees("files-too-big", limit=20)
    citizen.sees("report-evidence-ask")


async def test_the_twenty_first_file_is_told_kindly(citizen, world):
    await until(citizen, "evidence")
    for part in range(MAX_FILES):
        world.telegram.upload(citizen.account, citizen.account, [_file(part)], kind="photo")
    await world.settle()
    await citizen.sends("one-more.jpg")
    citizen.sees("files-too-many", limit=MAX_FILES)
    await citizen.taps("Done")
    citizen.sees("report-review-ask")
    assert citizen.words("review-files", count=MAX_FILES) in citizen.last["text"]


def _file(number):
    return File(f"{number}.jpg", "image/jpeg", b"\xff\xd8\xff" + bytes([number]))


async def test_done_without_a_file_is_not_offered(citizen):
    await until(citizen, "evidence")
    assert "Done" not in citizen.labels()


async def test_a_phone_number_is_shared_by_one_tap(citizen, world):
    await until(citizen, "contact")
    await citizen.shares_phone("8613800138000")
    citizen.sees("report-review-ask")


async def test_somebody_elses_number_is_not_taken_by_a_tap(citizen, world):
    other = world.person("Other")
    await until(citizen, "contact")
    await citizen.shares_phone("8613800138000", of=other.account)
    citizen.sees("report-contact-ask")


async def test_the_eleventh_report_within_an_hour_waits_and_is_kept(citizen, world):
    for number in range(10):
        await citizen.says(f"https://example.org/{number} took my money")
        for step in ("category", "subcategory"):
            await act(citizen, STEPS[step])
        await submit(citizen)
    await until(citizen, "region")
    await act(citizen, STEPS["region"])
    said = await citizen.taps("Submit report")
    assert "10" in said
    world.later(3601)
    await citizen.taps("Submit report")
    assert await world.db.run(reports.get, 11) is not None


async def test_an_edited_answer_is_the_new_one_and_it_is_said(citizen, world):
    await until(citizen, "review")
    message = next(m for m in citizen.chat if m.get("text") == "they took my money")
    await citizen.edits(message["message_id"], "never mind")
    citizen.sees("edited-open")
    assert "never mind" in citizen.last["text"]


async def test_the_report_is_asked_in_the_language_of_the_account(world):
    lin = world.person("林", "zh-hans")
    await lin.says("/report")
    lin.sees("report-material-ask")
    assert "report" not in lin.last["text"].lower().replace("/privacy", "")
    other = world.person("Luc", "fr")  # no French here: the deployment's own language
    await other.says("/report")
    assert lin.words("report-material-ask") in other.last["text"]


async def test_a_draft_left_alone_is_remembered_once_and_ends_after_seven_days(citizen, world):
    await until(citizen, "region")
    for days, key in ((6.1, "notice-draft_reminder"), (1, "notice-draft_discarded")):
        world.later(days * 24 * 3600)
        for _ in range(2):
            await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
            await world.settle()
        citizen.sees(key, **({"days": 1} if "reminder" in key else {}))
    assert citizen.texts().count(citizen.words("notice-draft_reminder", days=1)) == 1


@pytest.mark.parametrize(
    ("payload", "key"),
    [
        ("r", "report-material-ask"),
        ("u_yueyang", "report-material-ask"),
        ("c_fraud", "report-material-ask"),
        ("u_yueyang_c_fraud", "report-material-ask"),
        ("nonsense", "start-welcome"),
        ("u_" + "x" * 60, "report-material-ask"),
    ],
)
async def test_deep_links_begin_where_they_say(citizen, payload, key):
    await citizen.says(f"/start {payload}")
    citizen.sees(key)


async def test_a_report_begun_from_a_units_link_goes_to_that_unit(citizen, world):
    await citizen.says("/start u_yueyang_c_fraud")
    await citizen.says("https://example.org/shop")
    citizen.sees("report-subcategory-ask")
    await citizen.taps("Fake bank")
    await citizen.taps("Skip")
    await submit(citizen)
    assert (await world.db.run(reports.get, 1)).unit == "yueyang"
