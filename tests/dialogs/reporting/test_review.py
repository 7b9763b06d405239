"""The review of a report: what may be added, put right and taken out there, and danger."""

import pytest

from domain.report import MAX_MATERIAL
from domain.status import Status
from storage.cases import cases
from storage.evidence import evidence_reading
from storage.network import people
from storage.reporting import drafts, reporter_links, reports, targets
from tests.dialogs.moderation.test_casework import PNG
from tests.dialogs.reporting.test_report import CODE, STEPS, act, submit, to_review, until
from tests.support.life import NOON

TOLD = "they took my money on https://example.org/shop"


async def at_review(person, told=TOLD):
    await person.says(told)
    await to_review(person, region="")


async def taken_out(person, label):
    """Take something out of what was sent, and go back to the report."""
    await person.taps("✏️ What I sent")
    await person.taps(label)


async def test_a_link_written_apart_is_a_link_and_its_author_reads_it_as_they_wrote_it(
    world, citizen, moderator
):
    told = "http://  fake-police . com/app took my money, call me: 138 0013 8000"
    await citizen.says(told)
    await to_review(citizen)
    assert told in citizen.last["text"]
    assert [each["type"] for each in citizen.last["entities"]].count("code") == 1
    await citizen.taps("Contact")
    await citizen.taps("Leave contact")
    citizen.sees("report-contact-ask")  # it says that staff do not see it in the words above
    await citizen.says("13800138000")
    await submit(citizen)
    assert [each.normalised for each in await world.db.run(targets.of_report, 1)] == [
        "http://fake-police.com/app"
    ]
    await moderator.says("/case 2611-1")
    card = moderator.texts(1)
    assert "hxxp://fake-police[.]com/app" in card
    assert "138 0013 8000" not in card


# A region that is typed.


@pytest.mark.parametrize("typed", ["长沙", "长沙市", "Changsha", " changsha. ", "Ｃhangsha"])
async def test_the_name_of_a_region_at_the_review_is_the_region_and_says_so(citizen, world, typed):
    await at_review(citizen)
    await citizen.says(typed)
    citizen.sees("report-review-ask")
    assert citizen.words("report-region-typed") in citizen.last["text"]
    assert "Region: Changsha" in citizen.last["text"]
    await submit(citizen)
    assert (await world.db.run(reports.get, 1)).unit == "changsha"
    assert typed not in await world.db.run(reports.text_of, 1)


@pytest.mark.parametrize("typed", ["I live in Changsha", "Chang", "长", "岳阳的骗子", "Hunan"])
async def test_other_words_at_the_review_are_no_region(citizen, world, typed):
    await at_review(citizen)
    await citizen.says(typed)
    assert "Region:" not in citizen.last["text"]
    await submit(citizen)
    assert typed in await world.db.run(reports.text_of, 1)


async def test_a_typed_region_may_be_changed_and_its_name_be_added_to_the_words(citizen, world):
    await at_review(citizen)
    await citizen.says("长沙")
    await citizen.taps("Region")
    await citizen.taps("Skip")
    assert "Region:" not in citizen.last["text"]
    await citizen.taps("Add words")
    await citizen.says("长沙")
    assert "Region:" not in citizen.last["text"]
    await submit(citizen)
    assert "长沙" in await world.db.run(reports.text_of, 1)


async def test_a_region_that_was_chosen_is_not_changed_by_a_name(citizen, world):
    await at_review(citizen)
    await citizen.taps("Region")
    await citizen.taps("Changsha")
    assert citizen.words("report-region-typed") not in citizen.last["text"]
    await citizen.says("Yueyang")
    assert "Region: Changsha" in citizen.last["text"]
    assert "Yueyang" in citizen.last["text"]


async def test_an_edited_region_is_the_new_region(citizen):
    await at_review(citizen)
    await citizen.says("长沙")
    await citizen.edits(citizen.last["message_id"] - 1, "岳阳")
    assert "Region: Yueyang" in citizen.last["text"]


# What is added.


async def test_words_are_added_by_their_button(citizen, world):
    await at_review(citizen)
    await citizen.taps("Add words")
    citizen.sees("report-words-ask")
    assert "Skip" not in citizen.labels()
    await citizen.says("it was on Monday")
    citizen.sees("report-review-ask")
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == f"{TOLD}\n\nit was on Monday"


async def test_words_links_posts_and_files_are_added_without_a_button(citizen, world):
    channel = world.telegram.add_channel("Mill", username="mill")
    post = world.telegram.post(channel.id, "no water for three days!")
    await at_review(citizen)
    await citizen.says("it was on Monday")
    await citizen.says("https://shop-b.com/x")
    await citizen.forwards(channel.id, post["message_id"])
    await citizen.sends("a.png", data=PNG, caption="the bill")
    citizen.sees("report-review-ask")
    seen = citizen.last["text"]
    for part in ("it was on Monday", "https://shop-b.com/x", "no water", "the bill"):
        assert part in seen
    assert citizen.words("review-files", count=1) in seen
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == f"{TOLD}\n\nit was on Monday\n\nthe bill"
    assert len(await world.db.run(targets.of_report, 1)) == 3
    assert len(await world.db.run(evidence_reading.of_report, 1)) == 1


@pytest.mark.soak
async def test_files_are_added_by_their_button_until_done(citizen, world):
    await at_review(citizen)
    await citizen.taps("Add files")
    for name in ("a.png", "b.png"):
        await citizen.sends(name, data=PNG)
        citizen.sees("report-evidence-ask")
    await citizen.taps("Done")
    citizen.sees("report-review-ask")
    await submit(citizen)
    assert len(await world.db.run(evidence_reading.of_report, 1)) == 2


@pytest.mark.parametrize("name", ["Add words", "Add files", "Region", "Contact", "✏️ Category"])
async def test_back_from_what_was_opened_leaves_the_review_as_it_was(citizen, name):
    await until(citizen, "review")
    title = citizen.words("review-title")
    before = citizen.last["text"].partition(title)[2]
    await citizen.taps(name)
    await citizen.taps("Back")
    assert citizen.last["text"].partition(title)[2] == before


async def test_back_from_the_review_is_the_question_before_and_keeps_what_was_added_there(
    citizen, world
):
    await at_review(citizen)
    for label in ("Region", "Yueyang"):
        await citizen.taps(label)
    await citizen.taps("Back")
    citizen.sees("report-subcategory-ask")
    await citizen.taps("Fake bank")
    await submit(citizen)
    assert (await world.db.run(reports.get, 1)).unit == "yueyang"


async def test_back_from_a_region_that_was_only_looked_at_still_leads_further_back(citizen):
    await at_review(citizen)
    await citizen.taps("Region")
    await citizen.taps("Back")
    await citizen.taps("Back")
    citizen.sees("report-subcategory-ask")


# What is put right.


async def test_the_region_is_chosen_changed_and_left_out_again(citizen, world):
    await at_review(citizen)
    for choice in ("Yueyang", "Changsha"):
        await citizen.taps("Region")
        await citizen.taps(choice)
    assert "Changsha" in citizen.last["text"]
    assert "Yueyang" not in citizen.last["text"]
    await citizen.taps("Region")
    await citizen.taps("Skip")
    assert citizen.words("review-region") + ":" not in citizen.last["text"]
    await submit(citizen)
    assert (await world.db.run(cases.get, 1)).region == ""


async def test_a_category_is_changed_with_the_one_below_it_and_nothing_else(citizen, world):
    await until(citizen, "review")
    await citizen.taps("✏️ Category")
    citizen.sees("report-category-ask")
    await citizen.taps("Gambling")
    await citizen.taps(citizen.labels()[0])
    citizen.sees("report-review-ask")
    assert "Gambling" in citizen.last["text"]
    await submit(citizen)
    assert (await world.db.run(reports.get, 1)).category == "gambling"
    assert await world.db.run(reports.text_of, 1) == "they took my money"
    assert await world.db.run(reporter_links.has_contact, 1)


async def test_who_left_a_contact_may_stay_anonymous_after_all(citizen, world):
    await until(citizen, "review")
    assert "+8613800138000" in citizen.last["text"]
    await citizen.taps("Contact")
    await citizen.taps("Stay anonymous")
    citizen.sees("report-review-ask")
    assert "+8613800138000" not in citizen.last["text"]
    await submit(citizen)
    assert not await world.db.run(reporter_links.has_contact, 1)


async def test_a_contact_is_put_right(citizen, world):
    await until(citizen, "review")
    await citizen.taps("Contact")
    await citizen.taps("Leave contact")
    await citizen.says("lin@example.org")
    citizen.sees("report-review-ask")
    await submit(citizen)
    assert await world.db.run(reporter_links.contact_of, 1) == {"email": "lin@example.org"}


# What is taken out.


async def test_a_text_is_taken_out_and_the_rest_stays(citizen, world):
    await at_review(citizen)
    await citizen.says("this is my neighbour Wang")
    await taken_out(citizen, "🗑 this is my neighbour")
    assert "this is my neighbour Wang" not in " ".join(citizen.labels())
    await citizen.taps("Back")
    citizen.sees("report-review-ask")
    assert "Wang" not in citizen.last["text"]
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == TOLD


async def test_a_file_is_taken_out_and_is_not_kept_anywhere(citizen, world):
    await at_review(citizen)
    for name in ("a.png", "b.png"):
        await citizen.sends(name, data=PNG)
    await taken_out(citizen, "🗑 File 1")
    await world.settle()
    assert [label for label in citizen.labels() if "File" in label] == ["🗑 File 1"]
    await citizen.taps("Back")
    await submit(citizen)
    assert len(await world.db.run(evidence_reading.of_report, 1)) == 1
    assert len(await world.jubao.fetcher.files.names()) == 1


async def test_with_everything_taken_out_it_is_asked_what_is_reported(citizen, world):
    await at_review(citizen)
    await citizen.sends("a.png", data=PNG)
    await taken_out(citizen, "🗑 File 1")
    await citizen.taps("🗑 they took my money")
    citizen.sees("report-material-ask")
    await citizen.says("https://example.org/other")
    await citizen.taps("Skip")
    citizen.sees("report-review-ask")  # the category still stands
    await submit(citizen)
    assert [t.raw for t in await world.db.run(targets.of_report, 1)] == [
        "https://example.org/other"
    ]


async def test_what_is_sent_while_the_list_is_open_is_added(citizen):
    await at_review(citizen)
    await citizen.taps("✏️ What I sent")
    await citizen.says("it was on Monday")
    citizen.sees("report-review-ask")
    assert "it was on Monday" in citizen.last["text"]


async def test_something_taken_out_twice_is_taken_out_once(citizen):
    await at_review(citizen)
    await citizen.says("this is my neighbour Wang")
    await citizen.taps("✏️ What I sent")
    press = citizen.data("🗑 this is my neighbour")
    await citizen.presses(*press)
    await citizen.presses(*press)
    await citizen.taps("Back")
    citizen.sees("report-review-ask")
    assert "they took my money" in citizen.last["text"]
    never_left = citizen.words("dialogue-continue")
    assert never_left not in citizen.texts(3)
    await citizen.says("/report")  # now it was left
    await citizen.taps(citizen.words("button-continue"))
    assert never_left in citizen.texts(3)


async def test_more_than_fits_at_the_review_is_named_and_the_review_stays(citizen):
    await at_review(citizen)
    for part in range(4):
        await citizen.says(chr(0x4E00 + part) * 4096)
    citizen.sees("material-too-long", limit=MAX_MATERIAL, length=4 * 4096 + len(TOLD))
    citizen.sees("report-review-ask")


# Danger.


@pytest.mark.parametrize("name", ["material", "category", "review"])
async def test_danger_shows_the_number_at_once_and_the_office_has_an_hour(citizen, world, name):
    await until(citizen, name)
    await citizen.taps("danger")
    citizen.sees("report-danger-now", number="110")
    for step in list(STEPS)[list(STEPS).index(name) if name in STEPS else 99 : 4]:
        await act(citizen, STEPS[step])
    citizen.sees("review-danger")
    await submit(citizen)
    assert (await world.db.run(reports.get, 1)).due_at == NOON + 3600 + int(world.at[0] - NOON)


@pytest.mark.parametrize("name", ["material", "category", "review"])
async def test_danger_is_taken_back_by_another_press(citizen, world, name):
    await until(citizen, name)
    await citizen.taps("danger")
    assert "☑️ Somebody is in danger" in citizen.labels()
    await citizen.taps("danger")
    assert "🆘 Somebody is in danger" in citizen.labels()
    for step in list(STEPS)[list(STEPS).index(name) if name in STEPS else 99 : 4]:
        await act(citizen, STEPS[step])
    assert citizen.words("review-danger") not in citizen.last["text"]
    await submit(citizen)
    assert (await world.db.run(cases.get, 1)).alarm_at is None


async def test_danger_on_the_first_screen_begins_a_report_that_says_so(citizen, world):
    await citizen.says("/start")
    await citizen.taps("🆘 Somebody is in danger")
    citizen.sees("report-danger-now", number="110")
    citizen.sees("report-material-ask")
    await citizen.says(TOLD)
    await to_review(citizen, region="")
    citizen.sees("review-danger")
    await submit(citizen)
    assert (await world.db.run(cases.get, 1)).alarm_at is not None


# Closed categories.


async def child_abuse(person, told="https://example.org/terrible"):
    await person.says(told)
    taxonomy = person.world.jubao.services.profile.taxonomy
    for code in ("sexual", "child_abuse"):
        await person.taps(taxonomy.find(code).name("en"))


async def test_child_abuse_takes_the_address_alone(citizen, world):
    await citizen.sends("seen.jpg")
    await child_abuse(citizen)
    citizen.sees("files-forgotten")
    hotline = world.jubao.services.profile.taxonomy.find("child_abuse").hotline
    citizen.saw("report-closed", hotline=hotline, emergency="110")
    await citizen.sends("more.jpg")
    citizen.sees("files-never", hotline=hotline, emergency="110")
    assert not [name for name, _ in world.telegram.sent if name == "getFile"]
    if "Skip" in citizen.labels():
        await citizen.taps("Skip")
    citizen.sees("report-review-ask")
    assert not {"Add files", "Contact"} & set(citizen.labels())
    await submit(citizen)
    citizen.saw("filed")
    assert await world.db.run(evidence_reading.of_report, 1) == ()
    assert not await world.db.run(reporter_links.has_contact, 1)


async def test_child_abuse_is_reported_by_one_message_and_three_taps(citizen, world):
    await child_abuse(citizen, "seen here, please look: https://example.org/terrible")
    citizen.sees("report-review-ask")
    await submit(citizen)
    assert (await world.db.run(reports.get, 1)).status is Status.SUBMITTED


async def test_what_stands_under_a_file_that_is_never_taken_is_kept(citizen, world):
    await child_abuse(citizen)
    await citizen.sends("more.jpg", caption="there is a second page")
    citizen.sees("file-not-kept-never")
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == "there is a second page"
    assert await world.db.run(evidence_reading.of_report, 1) == ()


async def test_a_contact_left_before_the_category_became_a_closed_one_is_not_filed(citizen, world):
    await until(citizen, "review")
    await citizen.taps("✏️ Category")
    taxonomy = world.jubao.services.profile.taxonomy
    for code in ("sexual", "child_abuse"):
        await citizen.taps(taxonomy.find(code).name("en"))
    citizen.sees("report-review-ask")
    assert "+8613800138000" not in citizen.last["text"]
    await submit(citizen)
    assert not await world.db.run(reporter_links.has_contact, 1)


# Drafts of the release before, which asked in another order.


FORMER = {
    "link": {
        "text": "https://example.org/old",
        "links": [
            {
                "raw": "https://example.org/old",
                "normalised": "https://example.org/old",
                "host": "example.org",
                "disguised": False,
            }
        ],
    }
}
ANSWERED = {"category": "fraud", "subcategory": "fraud_site", "words": "they took my money"}


async def former(world, person, document):
    """A report that was begun with the release before, as it was stored."""
    await until(person, "category")

    def keep(tx):
        draft = drafts.of_form(tx, people.who_is(tx, person.account), "report")
        old = drafts.Draft(id=draft.id, who=draft.who, form="report")
        saved = old.with_document(document)
        drafts.save(tx, saved, int(world.at[0]))

    await world.db.run(keep)


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ({}, "category"),
        ({"category": "fraud"}, "subcategory"),
        (None, "review"),
        ({"evidence": 0, "region": "changsha"}, "review"),
        ({"evidence": 0, "region": None, "identity": "anonymous"}, "review"),
        ({"evidence": 0, "region": "changsha", "identity": "confidential"}, "contact"),
    ],
)
async def test_a_report_of_the_former_order_goes_on_where_it_stood(citizen, world, more, asked):
    below = world.jubao.services.profile.taxonomy.under("fraud")[0]
    full = {**ANSWERED, "subcategory": below}
    document = {**FORMER, **(full | (more or {}) if asked in {"review", "contact"} else more)}
    await former(world, citizen, document)
    await citizen.says("/start")
    await citizen.taps("Continue")
    citizen.sees(f"report-{asked}-ask")
    if asked == "contact":
        await citizen.says("13800138000")
    for step in {"category": 1, "subcategory": 2}.get(asked, 9), 3:
        for name in list(STEPS)[step : step + 1 if step < 3 else step]:
            await act(citizen, STEPS[name])
    if asked == "category":
        await citizen.taps("Fake bank")
    if "Skip" in citizen.labels():
        await citizen.taps("Skip")
    await submit(citizen)
    assert [t.raw for t in await world.db.run(targets.of_report, 1)] == ["https://example.org/old"]
    assert CODE.findall(citizen.texts())
    if asked in {"review", "contact"}:
        assert await world.db.run(reports.text_of, 1) == "they took my money"


@pytest.mark.parametrize("text", ["13912345678", "call me at +86 139 1234 5678", "lin@example.org"])
async def test_a_contact_typed_where_it_is_asked_how_to_report_is_no_word_of_the_report(
    citizen, world, text
):
    await until(citizen, "review")
    await citizen.taps("Contact")
    await citizen.says(text)
    await submit(citizen)
    assert await world.db.run(reporter_links.has_contact, 1)
    assert text not in await world.db.run(reports.text_of, 1)


@pytest.mark.parametrize("word", ["无", "N/A"])
async def test_a_word_for_no_contact_makes_the_report_anonymous(citizen, world, word):
    await until(citizen, "review")
    await citizen.taps("Contact")
    await citizen.taps("Leave contact")
    await citizen.says(word)
    citizen.sees("report-review-ask")
    assert "Anonymous" in citizen.texts()
    await submit(citizen)
    assert not await world.db.run(reporter_links.has_contact, 1)


async def test_a_report_with_a_name_says_how_to_leave_no_contact(citizen):
    await until(citizen, "review")
    await citizen.taps("Contact")
    await citizen.taps("Use real name")
    await citizen.says("无")
    citizen.sees("answer-empty")
    await citizen.says("Lin Xia")
    await citizen.says("无")
    citizen.sees("report-contact-none")


async def test_a_story_typed_there_is_a_story_even_with_a_number_in_it(citizen, world):
    await until(citizen, "review")
    await citizen.taps("Contact")
    story = (
        "He rang from 13912345678 and said that my parcel is lost and that he pays it back thrice."
    )
    await citizen.says(story)
    await citizen.taps("Stay anonymous")
    await submit(citizen)
    assert story in await world.db.run(reports.text_of, 1)
