"""Staff at work on cases: the whole life of a case, its guards, and who is told what."""

import pytest
from telegram.error import BadRequest

from conversation.form import Given
from domain.case import Outcome
from domain.network.people import Role
from domain.status import Status
from handlers.moderation.callbacks import MoveCase, ReadCase, ShowEvidence
from handlers.ui.callbacks import SeeCase, TurnPage
from storage.audit import journal
from storage.cases import cases
from tests.support import media
from tests.support.by_hand import submit, to_review
from tests.support.decisions import refuses, writes
from tests.support.life import Life

FRAUD, RULE = "Fraud", "Article 266"
PNG = media.PNG


async def files(world, citizen, **answers):
    """A report as the questions would have brought it in."""
    await citizen.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    filed = await life.files(citizen.account, **answers)
    await world.settle()
    return await world.db.run(cases.get, filed.report.case_id)


async def with_files(world, citizen, *names, kind="photo", data=PNG):
    """A report with files, through its questions."""
    await to_review(citizen, words="")
    await citizen.sends(*names, kind=kind, data=data)
    world.later(3)  # an album is over when nothing more of it comes
    await world.settle()
    await submit(citizen)
    return await world.db.run(cases.get, 1)


async def now(world, case):
    return await world.db.run(cases.get, case.id)


async def accepts(person):
    await person.taps("Accept")


GONE = "Removed by the unit itself"


async def decides(person, outcome=GONE, feedback="The shop was removed."):
    await person.taps_on_card("Decide")
    await person.taps(outcome)
    if outcome == GONE:
        await person.taps("I saw it myself")
    rule = None if outcome == "Not upheld" else RULE  # no rule was broken, and none is cited
    await writes(person, rule=rule, facts="a copy of a bank's site", words=feedback)


def newest(person):
    """The newest message's text."""
    return person.texts(1)


async def test_a_case_from_its_first_look_to_its_confirmed_decision(
    world, citizen, moderator, lead
):
    case = await files(world, citizen)
    moderator.sees("notice-new_case", number=case.number)

    await moderator.taps("Accept")
    assert (await now(world, case)).status is Status.ACCEPTED
    assert "has been accepted" in citizen.texts()

    await moderator.taps_on_card("Ask reporter")
    await moderator.says("Which account did you pay to?")
    assert (await now(world, case)).status is Status.NEEDS_INFO
    assert "Which account did you pay to?" in citizen.texts()

    await citizen.taps("Answer the office")
    await citizen.says("the one ending in 42")
    moderator.sees("notice-reporter_answered", number=case.number)
    assert "the one ending in 42" in newest(moderator)

    await moderator.taps_on_card("Start checking")
    await decides(moderator)
    assert (await now(world, case)).status is Status.FEEDBACK_PENDING
    assert "Confirm and send" not in await moderator.card_labels()

    lead.sees("notice-confirm_wanted", number=case.number)
    await lead.taps("Confirm and send")

    closed = await now(world, case)
    assert (closed.status, closed.outcome) == (Status.CLOSED, Outcome.REMOVED_BY_UNIT)
    assert "The shop was removed." in citizen.texts()
    assert "a copy of a bank's site" not in citizen.texts()
    written = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert written == ["submit", "accept", "ask", "answer", "check", "decide", "confirm"]
    assert await world.db.run(journal.first_break, case.id) is None


async def test_the_form_is_asked_below_the_card_which_stays_to_be_read(world, citizen, moderator):
    await files(world, citizen)
    card = moderator.last["message_id"]

    await moderator.taps_on_card("Ask reporter")

    assert moderator.last["message_id"] > card
    moderator.sees("ask-question-ask")
    assert "they took my money" in moderator.texts(2)


@pytest.mark.soak
async def test_a_form_given_up_changes_nothing(world, citizen, moderator):
    case = await files(world, citizen)

    await moderator.taps_on_card("Do not accept")
    await moderator.taps("Cancel")

    assert (await now(world, case)).status is Status.SUBMITTED
    await moderator.says("/case " + case.number)
    assert "Accept as another …" in await moderator.card_labels()


async def test_a_report_is_not_accepted_and_its_reporter_reads_why(world, citizen, moderator):
    case = await files(world, citizen)

    await refuses(moderator, "Not our responsibility", "Please turn to the consumers' office.")

    assert (await now(world, case)).status is Status.NOT_ACCEPTED
    assert "Please turn to the consumers' office." in citizen.texts()


async def test_a_category_is_corrected_at_triage(world, citizen, moderator):
    case = await files(world, citizen)

    await moderator.taps_on_card("Accept as another")
    await moderator.taps("Gambling")
    moderator.sees("accept-subcategory-ask")
    await moderator.taps("Sports betting")

    found = await now(world, case)
    assert (found.category, found.subcategory) == ("gambling", "betting")


async def test_measures_are_asked_for_only_once_the_evidence_was_seen(world, citizen, moderator):
    case = await with_files(world, citizen, "bank.png")
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")

    said = await moderator.taps_on_card("Ask for measures")
    assert said == moderator.words("refusal-evidence-unseen")

    await moderator.taps_on_card("Evidence")
    await moderator.taps_on_card("Ask for measures")
    await moderator.taps("Told by phone")
    await moderator.says("the host")
    await moderator.taps("Remove it")
    await moderator.taps(RULE)
    await moderator.says("a copy of a bank's site: please remove")
    await moderator.taps("Send")

    assert (await now(world, case)).status is Status.ACTING
    assert "⏳ Asked" in newest(moderator)
    assert "please remove" not in citizen.texts()


async def test_evidence_comes_when_asked_for_behind_a_spoiler_and_protected(
    world, citizen, moderator
):
    case = await with_files(world, citizen, "a.png", "b.png", "c.png")
    before = [m for m in moderator.chat if "photo" in m]
    await moderator.taps_on_card("Evidence")

    sent = [(name, params) for name, params in world.telegram.sent if name == "sendMediaGroup"]
    photos = [m for m in moderator.chat if "photo" in m]
    assert before == []
    assert len(sent) == 1
    assert sent[0][1]["protect_content"]
    assert [photo["caption"] for photo in photos] == [
        f"{case.number} · {place} of 3" for place in (1, 2, 3)
    ]
    assert all(photo["has_media_spoiler"] for photo in photos)
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert verbs == ["submit", *["store_evidence"] * 3, "open_evidence"]


async def test_a_document_comes_under_a_neutral_name(world, citizen, moderator):
    case = await with_files(
        world, citizen, "my-name-is-lin.pdf", kind="document", data=b"%PDF-1.4 1 0 obj a bill "
    )

    await moderator.taps_on_card("Evidence")
    await moderator.taps("Open it anyway")

    (document,) = [m["document"] for m in moderator.chat if "document" in m]
    assert document["file_name"] == f"{case.number}-01.pdf"


async def test_a_picture_that_telegram_does_not_take_comes_as_a_plain_file(
    world, citizen, moderator
):
    case = await with_files(world, citizen, "bomb.png")
    world.wire.faults["sendPhoto"] = BadRequest("PHOTO_INVALID_DIMENSIONS")

    await moderator.taps_on_card("Evidence")

    (document,) = [m["document"] for m in moderator.chat if "document" in m]
    assert document["file_name"] == f"{case.number}-01.png"


@pytest.mark.parametrize(
    ("kind", "data", "method"),
    [
        ("document", media.picture("GIF"), "sendAnimation"),
        ("video", media.film(b"mp42"), "sendVideo"),
        ("audio", media.mp3(), "sendAudio"),
        ("voice", media.opus(), "sendVoice"),
        ("document", media.film(b"3gp5"), "sendDocument"),
    ],
)
async def test_a_file_comes_as_what_it_is(world, citizen, moderator, kind, data, method):
    await with_files(world, citizen, "a.jpg", kind=kind, data=data)
    known = len(world.telegram.sent)

    await moderator.taps_on_card("Evidence")

    sent = [(name, params) for name, params in world.telegram.sent[known:] if "send" in name]
    assert [name for name, _ in sent] == [method]
    assert sent[0][1]["protect_content"]


async def test_a_file_that_is_gone_is_said_and_the_others_come(world, citizen, moderator):
    await with_files(world, citizen, "a.png", "b.png")
    names = await world.jubao.fetcher.files.names()
    await world.jubao.fetcher.files.delete(names[0])

    await moderator.taps_on_card("Evidence")

    assert len([m for m in moderator.chat if "photo" in m]) == 1
    moderator.sees("staff-files-missing", count=1)


@pytest.mark.soak
async def test_a_case_without_files_has_none_to_open(world, citizen, moderator):
    case = await files(world, citizen)
    message, _ = moderator.data("More")

    assert "Evidence" not in await moderator.card_labels()
    said = await moderator.presses(message, ShowEvidence(case_id=case.id).pack())
    assert said == moderator.words("evidence-none")


async def test_a_decision_is_sent_back_with_its_reason(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator)
    assert citizen.words("about-feedback_pending") in citizen.texts()

    await lead.taps_on_card("Send back")
    await lead.says("Name the shop, please.")

    assert (await now(world, case)).status is Status.VERIFYING
    moderator.sees("notice-sent_back", number=case.number)
    assert "Name the shop, please." in newest(moderator)
    assert "Earlier decision" in newest(moderator)
    assert "Name the shop, please." not in citizen.texts()
    assert citizen.words("about-feedback_pending") not in citizen.texts()  # the status card
    assert citizen.words("about-verifying") in citizen.texts()


async def test_a_note_is_read_by_colleagues_and_by_nobody_else(
    world, citizen, moderator, colleague
):
    case = await files(world, citizen)

    await moderator.taps_on_card("Note")
    await moderator.says("I know this shop <b> & well.")

    await colleague.says(f"/case {case.number}")
    assert "Note · Chen" in newest(colleague)
    assert "I know this shop <b> & well." in newest(colleague)
    assert "I know this shop" not in citizen.texts()


async def test_of_two_moderators_the_slower_one_gets_a_word_and_a_fresh_card(
    world, citizen, moderator, colleague
):
    case = await files(world, citizen)
    slow = colleague.data("Take")
    await moderator.taps_on_card("Take")

    said = await colleague.presses(*slow)

    assert said == colleague.words("case-moved-on")
    assert "👤 Chen" in colleague.chat[-1]["text"]
    _, fresh = await colleague.data_on_card("Take")
    assert fresh == f"m1:{case.id}:take:2"
    assert "👤 Yours" in newest(moderator)


async def test_a_form_that_came_too_late_is_dropped_and_the_case_shown(
    world, citizen, moderator, colleague
):
    case = await files(world, citizen)
    await colleague.taps_on_card("Ask reporter")
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator)

    await colleague.says("Which account did you pay to?")

    assert "2611-0001 has changed since you opened this form: " in colleague.texts(2)
    assert "Which account did you pay to?" in colleague.texts(2)
    assert "Decision to be confirmed" in newest(colleague)
    assert (await now(world, case)).status is Status.FEEDBACK_PENDING
    assert "Which account" not in citizen.texts()
    await colleague.says("and now?")
    colleague.sees("held-staff")  # nothing else is open
    assert "and now?" not in citizen.texts()


async def test_a_choice_that_came_too_late_is_answered_with_the_case_as_it_stands(
    world, citizen, moderator, colleague
):
    await files(world, citizen)
    await colleague.taps_on_card("Accept as another")
    late = colleague.data(FRAUD)
    await accepts(moderator)

    said = await colleague.presses(*late)

    assert "accepted (Chen, " in said
    assert "Start checking" in await colleague.card_labels()


async def test_who_decided_does_not_confirm(world, citizen, lead):
    case = await files(world, citizen)
    await accepts(lead)
    await lead.taps_on_card("Start checking")
    await decides(lead)
    assert "Confirm and send" not in await lead.card_labels()

    seen = (await now(world, case)).version
    message, _ = lead.data("More")
    said = await lead.presses(message, MoveCase(case.id, "confirm", seen).pack())

    assert said == lead.words("refusal-four-eyes")
    assert (await now(world, case)).status is Status.FEEDBACK_PENDING


async def test_who_may_not_confirm_gains_nothing_by_a_forged_press(world, citizen, moderator):
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator)
    seen = (await now(world, case)).version
    message, _ = moderator.data("More")

    said = await moderator.presses(message, MoveCase(case.id, "confirm", seen).pack())

    assert said == moderator.words("refusal-move")


async def test_an_appeal_is_judged_by_somebody_who_had_no_part_in_the_decision(
    world, citizen, moderator, lead
):
    other = await world.staff("Ma", Role.LEAD)
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator, outcome="Not upheld")
    await lead.taps("Confirm and send")

    await citizen.taps("Appeal")
    await citizen.says("You looked at the wrong shop.")

    other.sees("notice-appeal_entered", number=case.number)
    assert "You looked at the wrong shop." in newest(other)
    assert "Dismiss appeal" not in await lead.card_labels()
    await other.taps_on_card("Dismiss appeal")
    await writes(other, words="It is the right one.")
    assert (await now(world, case)).status is Status.CLOSED
    assert "It is the right one." in citizen.texts()


async def test_an_appeal_leads_back_to_checking(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await refuses(moderator, "Not our responsibility", "Not ours.")
    await citizen.taps("Appeal")
    await citizen.says("It is yours, look again.")

    await lead.taps_on_card("Check again")
    await writes(lead, words="It is ours after all.")

    assert (await now(world, case)).status is Status.VERIFYING
    moderator.saw("notice-remitted", number=case.number)


async def test_a_reporter_sees_no_case_whatever_they_press_or_type(world, citizen, moderator):
    case = await files(world, citizen)
    message = citizen.last["message_id"]

    for forged in (
        SeeCase(case.id),
        ReadCase(case.id),
        MoveCase(case.id, "take", case.version),
        MoveCase(case.id, "note", case.version),
        ShowEvidence(case.id),
        TurnPage("queue", "-"),
    ):
        said = await citizen.presses(message, forged.pack())
        assert said in {citizen.words("case-unknown"), citizen.words("refusal-not-allowed")}
    for typed in ("/queue", "/mine", f"/case {case.number}"):
        await citizen.says(typed)
    assert case.number not in citizen.texts()
    assert (await now(world, case)).assignee is None


FORGED = [
    "m1:1:fly:1",
    "m1:1:confirm",
    "m1::take:1",
    "m1:99999999999999999999999:take:1",
    "k1:0x1",
    "k1:99999999999999999999999",
    "k2:-1",
    "v1:abc",
    "q1:queue:1.2",
    "q1:queue:'; drop table cases; --",
    "q1:moon:1.2.99999999999999999999999",
    "s1:moon:9",
    "s1:changsha:77",
    "s2:moon",
    "s3:changsha:",
    "s4:changsha:0",
    "b1:changsha",
]


async def test_a_forged_press_is_refused_kindly(world, citizen, moderator, lead):
    await files(world, citizen)
    reference = lead.words("error-bug", reference="")[:20]
    for data in FORGED:
        said = await lead.presses(lead.last["message_id"], data)

        assert said, data
        assert not said.startswith(reference), data


async def test_the_queue_shows_the_oldest_first_and_danger_before_it(world, citizen, moderator):
    first = await files(world, citizen)
    world.later(60)
    second = await files(world, citizen)
    world.later(60)
    danger = await files(world, citizen, danger=True)
    world.later(2 * 3600)

    await moderator.says("/queue")

    shown = [label for label in moderator.labels() if "2611-" in label]
    assert shown == [f"🆘⏰ {danger.number}", first.number, second.number]
    await moderator.taps(second.number)
    assert f"\n{second.number}" in "\n" + newest(moderator)
    await moderator.taps_on_card("☰ Queue")
    assert "Queue · Changsha" in newest(moderator)


@pytest.mark.soak
async def test_a_long_queue_is_turned_page_by_page(world, citizen, moderator):
    numbers = [(await files(world, citizen)).number for _ in range(10)]

    await moderator.says("/queue")
    first = [label for label in moderator.labels() if "2611-" in label]
    await moderator.taps("Next")
    second = [label for label in moderator.labels() if "2611-" in label]

    assert first + second == numbers
    assert len(first) == 8


async def test_mine_is_what_one_has_taken(world, citizen, moderator):
    case = await files(world, citizen)
    await moderator.says("/mine")
    moderator.sees("staff-mine-empty")

    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Take")
    await moderator.says("/mine")

    assert case.number in moderator.labels()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("/case", "case-which"),
        ("/case moon", "case-bad-number"),
        ("/case 2611-9999", "case-unknown"),
    ],
)
async def test_a_number_that_is_none_is_said_kindly(world, moderator, typed, key):
    await moderator.says(typed)

    moderator.sees(key)


async def test_a_colleague_elsewhere_does_not_see_the_case(world, citizen, moderator):
    elsewhere = await world.staff("Tan", Role.LEAD, unit="hengyang")
    case = await files(world, citizen)

    await elsewhere.says(f"/case {case.number}")

    elsewhere.sees("case-unknown")


async def test_a_long_report_is_cut_on_the_card_and_read_in_full_behind_a_button(
    world, citizen, moderator
):
    text = "".join(f"<{n}>" for n in range(900))[:4000]
    await files(world, citizen, words=Given(text=text))
    await moderator.taps("Accept")
    await moderator.taps_on_card("Ask reporter")
    await moderator.says("q" * 2000)

    await moderator.taps_on_card("Read in full")

    whole = "".join(moderator.texts(4).split())
    assert text[:1500] in whole
    assert text[-900:] in whole
    assert "q" * 1500 in whole
    assert "Back to the case" in moderator.labels()
    await moderator.taps("Back to the case")
    assert "Read in full" in await moderator.card_labels()


async def test_staff_never_see_a_live_link(world, citizen, moderator):
    await files(world, citizen, words=Given(text="see https://evil.example/x and @rumours /queue"))

    card = moderator.last
    assert "evil[.]example" in card["text"]
    live = {"url", "mention", "text_link", "bot_command", "email"}
    assert not [e for e in card["entities"] if e["type"] in live]
