"""The report, question by question: a good, a bad, a skipped, an edited and a repeated answer."""

import re

import pytest

from domain.report import MAX_FILE_BYTES, MAX_FILES, MAX_WORDS
from domain.status import Status
from sandbox.telegram import File
from storage.evidence import evidence_reading
from storage.reporting import reporter_links, reports, targets
from tests.support.life import NOON
from usecases.operations import scheduled
from usecases.session import by_system

STEPS = {
    "link": ("says", "https://example.org/shop"),
    "category": ("taps", "Fraud"),
    "subcategory": ("taps", "Fake bank"),
    "words": ("says", "they took my money"),
    "evidence": ("taps", "Skip"),
    "region": ("taps", "Changsha"),
    "identity": ("taps", "Use real name"),
    "name": ("says", "Lin Xiaoyu"),
    "contact": ("says", "138 0013 8000"),
}
BAD = {
    "link": ("no idea", "report-link-bad"),
    "category": ("fraud, I think", "answer-button-wanted"),
    "subcategory": ("a shop", "answer-button-wanted"),
    "words": ("x" * (MAX_WORDS + 1), "answer-too-long"),
    "evidence": ("here it comes", "report-evidence-wanted"),
    "region": ("the south", "answer-button-wanted"),
    "identity": ("whoever", "answer-button-wanted"),
    "name": ("http://x.example", "report-contact-bad-name"),
    "contact": ("call me maybe", "report-contact-bad-phone"),
}
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


async def act(person, step):
    how, what = step
    await (person.says(what) if how == "says" else person.taps(what))


async def until(person, name):
    """Answer everything before this question well."""
    await person.says("/report")
    for step, answer in STEPS.items():
        if step == name:
            return
        await act(person, answer)


async def submit(person):
    await person.taps("good faith")
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
    assert await world.db.run(reporter_links.has_contact, 1)


async def test_the_receipt_has_code_unit_and_time_and_the_code_opens_the_report(citizen, world):
    await until(citizen, "review")
    await submit(citizen)
    [code] = set(CODE.findall(citizen.texts()))
    assert "Changsha Internet Information Office" in citizen.texts()
    assert "26 Nov 18:00" in citizen.texts()  # the next working day's end
    stranger = world.person("Somebody")
    await stranger.says(f"/track {code.lower()}")
    stranger.saw("status-submitted")


@pytest.mark.parametrize("name", STEPS)
async def test_a_good_answer_brings_the_next_question(citizen, name):
    await until(citizen, name)
    citizen.sees(f"report-{name}-ask")
    await act(citizen, STEPS[name])
    names = [*STEPS, "review"]
    citizen.sees(f"report-{names[names.index(name) + 1]}-ask")


@pytest.mark.parametrize("name", BAD)
async def test_a_bad_answer_is_told_kindly_and_the_question_stays(citizen, name):
    await until(citizen, name)
    text, key = BAD[name]
    await citizen.says(text)
    params = {"limit": MAX_WORDS, "length": len(text)} if key == "answer-too-long" else {}
    citizen.sees(key, **params)
    citizen.sees(f"report-{name}-ask")
    await act(citizen, STEPS[name])  # and it can still be answered


@pytest.mark.parametrize("name", STEPS)
async def test_only_what_may_be_left_out_offers_to_be_skipped(citizen, name):
    await until(citizen, name)
    assert ("Skip" in citizen.labels()) == (name in {"words", "evidence", "region"})
    assert "Cancel" in citizen.labels()


@pytest.mark.parametrize("name", ["words", "evidence", "region"])
async def test_a_skipped_answer_brings_the_next_question(citizen, name):
    await until(citizen, name)
    await citizen.taps("Skip")
    names = [*STEPS, "review"]
    citizen.sees(f"report-{names[names.index(name) + 1]}-ask")


@pytest.mark.parametrize("name", list(STEPS)[1:])
async def test_back_asks_the_question_before(citizen, name):
    await until(citizen, name)
    await citizen.taps("Back")
    names = list(STEPS)
    citizen.sees(f"report-{names[names.index(name) - 1]}-ask")


@pytest.mark.parametrize("name", STEPS)
async def test_every_answer_can_be_changed_on_the_review(citizen, name):
    await until(citizen, "review")
    before = citizen.last["text"]
    label = {"subcategory": "Category"}.get(name)
    if label is None:
        label = citizen.words(f"review-{name}")
    await citizen.taps(f"✏️ {label}" if f"✏️ {label}" in citizen.labels() else label)
    asked = "category" if name == "subcategory" else name
    citizen.sees(f"report-{asked}-ask")
    again = {
        "category": [("taps", "Gambling")],
        "subcategory": [("taps", "Fraud"), ("taps", "Fake bank")],
        "identity": [("taps", "Stay anonymous")],
        "link": [("says", "https://example.org/other")],
        "words": [("says", "other words")],
        "evidence": [("taps", "Skip")],
        "region": [("taps", "Yueyang")],
        "name": [("says", "Wang Wei")],
        "contact": [("says", "lin@example.org")],
    }[name]
    for step in again:
        await act(citizen, step)
    for _ in range(2):
        if "Submit report" not in citizen.labels():
            await citizen.taps(citizen.labels()[0])  # a new category's own sub-category
    citizen.sees("report-review-ask")
    if name not in {"evidence", "subcategory"}:
        assert citizen.last["text"] != before


@pytest.mark.parametrize("name", ["category", "subcategory", "evidence", "region", "identity"])
async def test_a_button_pressed_twice_is_stale_and_nothing_is_lost(citizen, name):
    await until(citizen, name)
    press = citizen.data(STEPS[name][1])
    await citizen.presses(*press)
    said = await citizen.presses(*press)
    assert said == citizen.words("answer-stale")
    names = [*STEPS, "review"]
    await citizen.says("/start")
    await citizen.taps("Continue")
    citizen.sees(f"report-{names[names.index(name) + 1]}-ask")


@pytest.mark.parametrize("name", ["link", "words", "name", "contact"])
async def test_words_sent_twice_are_taken_once_and_the_next_question_stays(citizen, world, name):
    await until(citizen, name)
    await act(citizen, STEPS[name])
    await act(citizen, STEPS[name])
    names = [*STEPS, "review"]
    citizen.sees(f"report-{names[names.index(name) + 1]}-ask")
    assert "Cancel" in citizen.labels()


async def test_a_double_tap_on_submit_files_once_and_repeats_the_code(citizen, world):
    await until(citizen, "review")
    await citizen.taps("good faith")
    press = citizen.data("Submit report")
    await citizen.presses(*press)
    await citizen.presses(*press)
    citizen.saw("filed-again")
    assert len(set(CODE.findall(citizen.texts()))) == 1
    assert await world.db.run(reports.get, 2) is None


async def test_nothing_is_filed_without_the_good_faith_tick(citizen, world):
    await until(citizen, "review")
    said = await citizen.taps("Submit report")
    assert said == citizen.words("report-good-faith-missing")
    assert await world.db.run(reports.get, 1) is None
    await submit(citizen)
    assert await world.db.run(reports.get, 1) is not None


async def test_danger_shows_the_emergency_number_at_once_and_has_an_hour(citizen, world):
    await until(citizen, "review")
    await citizen.taps("danger")
    citizen.sees("report-danger-now", number="110")
    await submit(citizen)
    assert (await world.db.run(reports.get, 1)).due_at == NOON + 3600


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
    await citizen.taps("Start again")
    citizen.sees("report-link-ask")


async def test_cancel_truly_ends(citizen, world):
    await until(citizen, "region")
    await citizen.says("/cancel")
    citizen.sees("cancel-done")
    await citizen.says("/start")
    assert "Continue" not in citizen.labels()
    await citizen.says("/cancel")
    citizen.sees("cancel-nothing")


async def test_the_cancel_button_ends_as_well(citizen):
    await until(citizen, "words")
    await citizen.taps("Cancel")
    citizen.sees("cancel-done")


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
    if links > 1:
        citizen.sees("report-link-several")


async def test_words_instead_of_a_link_are_kept_as_the_place(citizen):
    await citizen.says("/report")
    await citizen.says("the group 'easy money' in the green app, last night")
    citizen.sees("report-link-as-text")
    citizen.sees("report-category-ask")


async def test_a_link_without_report_begins_one(citizen):
    await citizen.says("look at https://example.org/shop")
    citizen.sees("report-category-ask")


async def test_a_forwarded_post_begins_a_report_and_its_origin_is_kept(citizen, world):
    channel = world.telegram.add_channel("Mill", username="mill")
    post = world.telegram.post(channel.id, "no water for three days!")
    await citizen.forwards(channel.id, post["message_id"])
    citizen.sees("report-category-ask")
    for step in list(STEPS)[1:6]:
        await act(citizen, STEPS[step])
    await citizen.taps("Stay anonymous")
    await submit(citizen)
    [target] = await world.db.run(targets.of_report, 1)
    assert (target.origin["username"], target.origin["message_id"]) == ("mill", post["message_id"])


async def test_a_photo_without_report_begins_one_and_is_kept(citizen, world):
    await citizen.sends("proof.jpg")
    citizen.sees("report-link-ask")
    citizen.sees("files-kept", files=1)
    await citizen.says("https://example.org/shop")
    for step in ("category", "subcategory", "words"):
        await act(citizen, STEPS[step])
    await citizen.taps("Done")
    await citizen.taps("Skip")
    await citizen.taps("Stay anonymous")
    await submit(citizen)
    [file] = await world.db.run(evidence_reading.of_report, 1)
    assert (file.state, len(file.sha256)) == ("kept", 64)
    assert file.sha256[:12] in citizen.texts()


async def test_a_hello_begins_nothing(citizen):
    await citizen.says("hello")
    citizen.sees("idle")


async def test_an_album_is_one_set_with_one_answer(citizen, world):
    await until(citizen, "evidence")
    before = len(citizen.chat)
    await citizen.sends("1.jpg", "2.jpg", "3.jpg")
    assert len(citizen.chat) == before + 3  # the parts, and not a word yet
    world.later(3)
    await world.settle()
    assert len(citizen.chat) == before + 4
    citizen.sees("files-kept", files=3)
    await citizen.taps("Done")
    citizen.sees("report-region-ask")


@pytest.mark.parametrize("kind", ["document", "video", "voice", "audio", "video_note", "animation"])
async def test_files_of_every_kind_are_kept(citizen, world, kind):
    await until(citizen, "evidence")
    await citizen.sends("x.bin", kind=kind)
    citizen.sees("files-kept", files=1)


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
    citizen.sees("report-region-ask")


def _file(number):
    return File(f"{number}.jpg", "image/jpeg", b"\xff\xd8\xff" + bytes([number]))


async def test_done_without_a_file_is_told_kindly(citizen):
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


async def test_child_abuse_takes_the_address_alone(citizen, world):
    await citizen.sends("seen.jpg")
    await citizen.says("https://example.org/terrible")
    await citizen.taps(world.jubao.services.profile.taxonomy.find("sexual").name("en"))
    await citizen.taps(world.jubao.services.profile.taxonomy.find("child_abuse").name("en"))
    citizen.sees("files-forgotten")
    hotline = world.jubao.services.profile.taxonomy.find("child_abuse").hotline
    await citizen.sends("more.jpg")
    citizen.sees("files-never", hotline=hotline)
    assert not [name for name, _ in world.telegram.sent if name == "getFile"]
    await citizen.taps("Skip")
    await citizen.taps("Skip")
    citizen.sees("report-review-ask")
    await submit(citizen)
    citizen.saw("filed")
    assert await world.db.run(evidence_reading.of_report, 1) == ()
    assert not await world.db.run(reporter_links.has_contact, 1)


async def test_the_eleventh_report_within_an_hour_waits_and_is_kept(citizen, world):
    for number in range(10):
        await citizen.says(f"https://example.org/{number}")
        for step in list(STEPS)[1:6]:
            await act(citizen, STEPS[step])
        await citizen.taps("Stay anonymous")
        await submit(citizen)
    await until(citizen, "identity")
    await citizen.taps("Stay anonymous")
    await citizen.taps("good faith")
    said = await citizen.taps("Submit report")
    assert "10" in said
    world.later(3601)
    await citizen.taps("Submit report")
    assert await world.db.run(reports.get, 11) is not None


async def test_an_edited_answer_is_the_new_one_and_it_is_said(citizen, world):
    await until(citizen, "words")
    await citizen.says("they took my money")
    message = next(m for m in citizen.chat if m.get("text") == "they took my money")
    await citizen.edits(message["message_id"], "never mind")
    citizen.sees("edited-open")


async def test_the_report_is_asked_in_the_language_of_the_account(world):
    lin = world.person("林", "zh-hans")
    await lin.says("/report")
    lin.sees("report-link-ask")
    assert "report" not in lin.last["text"].lower().replace("/privacy", "")
    other = world.person("Luc", "fr")  # no French here: the deployment's own language
    await other.says("/report")
    assert other.last["text"] == lin.last["text"]


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
        ("r", "report-link-ask"),
        ("u_yueyang", "report-link-ask"),
        ("c_fraud", "report-link-ask"),
        ("u_yueyang_c_fraud", "report-link-ask"),
        ("nonsense", "start-welcome"),
        ("u_" + "x" * 60, "report-link-ask"),
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
    for _ in range(3):
        await citizen.taps("Skip")
    await citizen.taps("Stay anonymous")
    await submit(citizen)
    assert (await world.db.run(reports.get, 1)).unit == "yueyang"
