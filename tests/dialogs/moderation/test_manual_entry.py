"""/enter: reports by phone, mail and visit, units' answers, appeals, mails that came back."""

import re

import pytest
from sqlalchemy import select

from domain.case import Priority
from domain.codes import code_from
from domain.network.people import Role
from domain.report import Channel, EvidenceState
from domain.status import Status
from handlers.moderation.callbacks import Enter
from handlers.reporting.callbacks import LinkReport
from storage.audit import journal
from storage.cases import cases, joins, messages, tasks
from storage.engine.tables import outbox
from storage.evidence import evidence_reading
from storage.reporting import offline_reports, reporter_links, reports
from tests.dialogs.moderation.test_casework import files
from tests.dialogs.reporting.test_report import CODE
from tests.support.by_hand import OPENED_BY, QUESTIONS, act, submit
from tests.support.decisions import refuses
from tests.support.life import Life

DAY = 24 * 3600

STEPS = {"channel": ("taps", "By phone"), **QUESTIONS}
BEFORE = {
    "material": "channel",
    "category": "channel",  # what was sent stays
    "subcategory": "category",
    "words": "subcategory",
    "region": "review",
    "identity": "review",
    "name": "identity",
    "contact": "name",
    "review": "contact",
}
KEPT = {
    "channel": "it came by phone, I think",
    "material": "no idea",
    "category": "it is fraud, I think",
    "subcategory": "a shop",
    "region": "it is in the south",
    "identity": "I do not know who",
    "review": "and they want more",
}
"""What is typed where a button is asked for: it is part of the report."""
BAD = {
    "name": ("http://x.example", "report-contact-bad-name"),
    "contact": ("call them maybe", "report-contact-bad-phone"),
}


async def until(person, name):
    await person.says("/enter")
    await person.taps("Report by phone")
    for step, answer in STEPS.items():
        if step in OPENED_BY:
            await person.taps(OPENED_BY[step])
        if step == name:
            return
        await act(person, answer)


async def enters(person):
    """A whole report; its code."""
    await until(person, "review")
    await submit(person)
    return codes(person)[-1]


def codes(person):
    """The codes that this person was shown."""
    return CODE.findall(person.texts())


async def now(world, case_id=1):
    return await world.db.run(cases.get, case_id)


async def test_a_report_that_came_by_phone_is_entered_and_gets_a_code(world, moderator, colleague):
    await until(moderator, "review")
    moderator.sees("entered-review-ask")
    await submit(moderator)

    report = await world.db.run(reports.get, 1)
    moderator.sees("entered-done", number="2611-0001")
    moderator.sees("entered-words")
    assert len(codes(moderator)) == 1
    assert "0731-88667349" in moderator.texts(2)
    assert (report.channel, report.status, report.unit) == (
        Channel.PHONE,
        Status.SUBMITTED,
        "changsha",
    )
    assert await world.db.run(reporter_links.reporter, 1) is None
    assert await world.db.run(reporter_links.has_contact, 1)
    colleague.saw("notice-new_case", number="2611-0001")
    [entry] = await world.db.run(journal.of_case, 1)
    assert (entry.verb, entry.reason, entry.to) == ("enter", "phone", "submitted")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
async def test_who_enters_a_report_is_not_addressed_as_its_reporter(world, language):
    person = await world.staff("Wu", Role.MODERATOR, language=language)
    words = person.words
    await person.says("/enter")
    await person.taps(words("entry-report"))
    await person.taps(words("entered-tick-danger"))
    await person.taps(words("channel-phone"))
    await person.says("https://example.org/shop they took my money")
    await person.taps("诈骗类" if language == "zh-hans" else "Fraud")
    await person.taps("刷单" if language == "zh-hans" else "Fake jobs")

    text = person.last["text"]
    assert words("entered-review-title") in text
    assert words("entered-review-danger") in text
    for key in ("review-title", "review-identity", "review-danger"):
        assert words(key) not in text
    assert person.labels()[0] == words("entered-submit")


async def test_danger_is_asked_first_and_alarms_when_the_report_is_entered(
    world, moderator, colleague
):
    await moderator.says("/enter")
    await moderator.taps("Report by phone")
    said = moderator.texts(1)
    danger = moderator.words("entered-danger-first", number="110")
    assert said.index(danger) < said.index(moderator.words("entered-channel-ask"))

    await moderator.taps("⬜ Somebody is in danger now")
    moderator.sees("entered-channel-ask")
    assert "☑️ Somebody is in danger now" in moderator.labels()
    for step, answer in STEPS.items():
        if step in OPENED_BY:
            await moderator.taps(OPENED_BY[step])
        if step == "category":
            assert "☑️ Somebody is in danger now" in moderator.labels()
        await act(moderator, answer)
    await submit(moderator)

    assert (await now(world)).priority is Priority.DANGER
    assert (await world.db.run(reports.get, 1)).danger


@pytest.mark.parametrize("name", [*STEPS, "review"])
async def test_every_question_is_asked_keeps_or_refuses_what_is_typed_and_goes_back(
    world, moderator, name
):
    await until(moderator, name)
    moderator.sees(f"entered-{name}-ask")
    if name in BAD:
        typed, key = BAD[name]
        await moderator.says(typed)
        assert moderator.words(key) in moderator.texts(1)
        moderator.sees(f"entered-{name}-ask")
    if name in KEPT:
        await moderator.says(KEPT[name])
        assert moderator.words("kept-words") in moderator.texts(1)
        moderator.sees(f"entered-{name}-ask")
    assert await world.db.run(reports.get, 1) is None
    if name == "channel":
        assert "Back" not in moderator.labels()
        return
    await moderator.taps("Back")
    moderator.sees(f"entered-{BEFORE[name]}-ask")


@pytest.mark.soak
async def test_back_from_the_review_loses_no_answer_that_was_opened_from_it(world, moderator):
    await until(moderator, "identity")
    await moderator.taps("Back")
    for label in ("Back", "Fake bank"):
        await moderator.taps(label)
    moderator.sees("entered-review-ask")
    await submit(moderator)

    assert (await now(world)).unit == "changsha"


@pytest.mark.soak
async def test_what_is_typed_at_any_question_is_in_the_report(world, moderator):
    await moderator.says("/enter")
    await moderator.taps("Report by phone")
    for name, answer in STEPS.items():
        if name in OPENED_BY:
            await moderator.taps(OPENED_BY[name])
        if name in KEPT:
            await moderator.says(KEPT[name])
        if name != "words":  # there is more than a link by now
            await act(moderator, answer)
    await moderator.says(KEPT["review"])
    await submit(moderator)

    await moderator.says("/case 2611-1")
    for typed in KEPT.values():
        assert typed in moderator.texts(1)


@pytest.mark.soak
async def test_an_answer_is_changed_at_the_review(world, moderator):
    await until(moderator, "review")
    await moderator.taps("✏️ How it came")
    await moderator.taps("By a visit")
    moderator.sees("entered-review-ask")
    await submit(moderator)

    assert (await world.db.run(reports.get, 1)).channel is Channel.WALK_IN


async def test_cancel_ends_it_and_an_unfinished_one_is_gone_on_with(world, moderator):
    await until(moderator, "words")
    await moderator.says("/queue")
    await moderator.says("/enter")
    await moderator.taps("Continue the unfinished report")
    moderator.sees("entered-go-on")
    moderator.sees("entered-words-ask")

    await moderator.taps("Cancel")
    await moderator.says("/enter")
    assert "Report by phone, email or visit" in moderator.labels()
    assert await world.db.run(reports.get, 1) is None


async def test_danger_at_the_review_wakes_and_hurries(world, moderator, colleague):
    await until(moderator, "review")
    await moderator.taps("Somebody is in danger")
    moderator.sees("report-danger-now", number="110")
    await submit(moderator)

    case = await now(world)
    assert case.priority == "danger"
    assert "110" in moderator.texts(2)


async def test_of_child_abuse_no_name_and_no_contact_is_asked(world, moderator):
    await moderator.says("/enter")
    await moderator.taps("Report by phone")
    await moderator.taps("By email")
    await moderator.says("https://example.org/x")
    taxonomy = world.jubao.services.profile.taxonomy
    closed = taxonomy.find("child_abuse")
    await moderator.taps(taxonomy.find(closed.parent).name("en"))
    await moderator.taps(closed.name("en"))
    await moderator.taps("Skip")
    moderator.sees("entered-closed")
    assert "Contact" not in moderator.labels()
    await submit(moderator)

    assert not await world.db.run(reporter_links.has_contact, 1)


async def test_the_typists_own_number_is_not_taken(world, moderator):
    await until(moderator, "contact")
    assert "Share my phone number" not in moderator.labels()
    await moderator.shares_phone("+8613900139000")
    assert moderator.words("answer-words-wanted") in moderator.texts(1)
    moderator.sees("entered-contact-ask")


@pytest.mark.parametrize("step", ["channel", "material", "category", "review"])
async def test_a_photo_is_evidence_of_the_report_whatever_is_asked(world, moderator, step):
    await until(moderator, step)
    await moderator.sends("a.jpg", caption="her husband paid on Sunday")
    for name in tuple(STEPS)[tuple(STEPS).index(step) :] if step != "review" else ():
        if name == "identity":
            break
        if name in OPENED_BY:
            await moderator.taps(OPENED_BY[name])
        if name != "words":  # the words below the photo are the answer
            await act(moderator, STEPS[name])
    world.later(3)
    await world.settle()
    await submit(moderator)
    await world.settle()

    await moderator.says("/case 2611-1")
    assert "her husband paid on Sunday" in moderator.texts(1)
    await moderator.taps_on_card("Evidence")
    assert any("photo" in message or "document" in message for message in moderator.chat[-3:])
    [file] = await world.db.run(evidence_reading.of_case, 1)
    assert file.state is EvidenceState.KEPT


async def test_a_report_may_be_a_photo_alone(world, moderator):
    await until(moderator, "material")
    await moderator.sends("a.jpg")
    for label in ("Continue", "Fraud", "Fake bank", "Region", "Changsha"):
        await moderator.taps(label)
    await submit(moderator)
    assert len(await world.db.run(evidence_reading.of_case, 1)) == 1


async def test_files_are_added_at_the_review_and_their_fingerprints_go_to_nobody(world, moderator):
    await until(moderator, "review")
    await moderator.taps("Add files")
    moderator.sees("entered-evidence-ask")
    await moderator.sends("a.jpg", "b.jpg")
    world.later(3)
    await world.settle()
    await moderator.taps("Done")
    await submit(moderator)
    await world.settle()

    assert len(await world.db.run(evidence_reading.of_case, 1)) == 2
    kinds = select(outbox.c.kind).where(outbox.c.report_id == 1)
    assert "fingerprints" not in (await world.db.run(lambda tx: tx.execute(kinds).scalars().all()))


async def test_of_child_abuse_no_file_is_taken(world, moderator):
    await moderator.says("/enter")
    await moderator.taps("Report by phone")
    await moderator.taps("By email")
    await moderator.says("https://example.org/x")
    taxonomy = world.jubao.services.profile.taxonomy
    closed = taxonomy.find("child_abuse")
    await moderator.taps(taxonomy.find(closed.parent).name("en"))
    await moderator.taps(closed.name("en"))
    await moderator.taps("Skip")
    assert "Add files" not in moderator.labels()
    await moderator.sends("a.jpg")
    await submit(moderator)
    assert await world.db.run(evidence_reading.of_case, 1) == ()


async def test_the_code_is_shown_once_and_on_no_card(world, moderator, colleague):
    code = await enters(moderator)
    for who in (moderator, colleague):
        await who.says("/case 2611-1")
        assert code not in who.last["text"]
        assert code[:9] not in who.last["text"]
    assert sum(code in m.get("text", "") for m in moderator.chat) == 1
    assert code not in colleague.texts()


async def test_nothing_that_was_entered_stands_in_clear(world, moderator, tmp_path):
    await until(moderator, "words")
    await moderator.says("canary-words")
    for label in ("Region", "Changsha", "Contact", "Use real name"):
        await moderator.taps(label)
    await moderator.says("Canary Nameson")
    await moderator.says("canary.mail@example.net")
    await submit(moderator)
    await moderator.says("/case 2611-1")
    await moderator.taps_on_card("Reporter’s words")
    await moderator.says("canary-heard")

    assert "canary-words" in moderator.texts()
    assert "Nameson" not in moderator.texts(2)
    assert "example.net" not in moderator.texts(2)
    [code] = codes(moderator)
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        for secret in ("canary", "Canary", "example.net", code, code[:9]):
            assert secret.encode() not in path.read_bytes(), (path.name, secret)


async def test_a_second_press_shows_the_same_code_and_files_nothing(world, moderator):
    await until(moderator, "review")
    press = moderator.data("Submit report")
    await moderator.presses(*press)
    first = codes(moderator)
    await moderator.presses(*press)

    moderator.sees("entered-again", number="2611-0001")
    assert codes(moderator) == first
    assert await world.db.run(reports.get, 2) is None


async def test_another_colleague_gets_no_code_by_the_same_press(world, moderator, colleague):
    await until(moderator, "review")
    _, data = moderator.data("Submit report")
    await moderator.taps("Submit report")

    await colleague.says("/queue")
    await colleague.presses(colleague.last["message_id"], data)
    assert codes(colleague) == []


async def test_the_card_says_how_it_came_and_that_people_must_tell(world, moderator):
    await enters(moderator)
    await moderator.says("/case 2611-1")
    moderator.sees("staff-came-phone")
    moderator.sees("staff-no-account")
    assert "I told the reporter" not in await moderator.card_labels()

    await moderator.taps("Accept")
    when = "Wednesday 25 Nov 12:00"
    moderator.sees("staff-untold", when=when)

    await moderator.taps_on_card("I told the reporter")
    assert moderator.words("staff-untold", when=when) not in moderator.texts(1)
    assert "told" in [entry.verb for entry in await world.db.run(journal.of_case, 1)]


async def test_whoever_holds_the_code_looks_it_up_and_has_heard(world, moderator, citizen):
    code = await enters(moderator)
    await moderator.says("/case 2611-1")
    await moderator.taps("Accept")
    assert await world.db.run(offline_reports.untold, 1)

    await citizen.says(f"/track {code}")
    citizen.sees("about-accepted")
    citizen.sees("standing-link")
    assert not await world.db.run(offline_reports.untold, 1)


async def test_the_only_reporter_reads_of_no_other_person_and_of_one_who_is_there(
    world, moderator, citizen
):
    code = await enters(moderator)
    await citizen.says(f"/track {code}")
    assert "other person" not in citizen.texts(1)

    # the same person reports it in the chat, too, and staff join both: still nobody else
    case = await files(world, citizen)
    await world.db.run(joins.move, case.id, 1, int(world.at[0]))
    await citizen.says(f"/track {code}")
    assert "other person" not in citizen.texts(1)
    await citizen.taps("Send me the news here")
    assert "other person" not in citizen.texts(1)

    other = world.person("Mary")
    third = await files(world, other)
    await world.db.run(joins.move, third.id, 1, int(world.at[0]))
    await citizen.says(f"/track {code}")
    citizen.sees("standing-others", others=1)
    await moderator.says("/case 2611-1")
    assert moderator.words("join-people", count=2) in moderator.texts(1)


async def test_a_reporter_ties_it_to_an_account_and_hears_everything_from_then_on(
    world, moderator, citizen
):
    code = await enters(moderator)
    await citizen.says(f"/track {code}")
    await citizen.taps("Send me the news here")
    citizen.sees("link-done")
    assert "Withdraw" in citizen.labels()

    await moderator.says("/case 2611-1")
    assert moderator.words("staff-no-account") not in moderator.texts(1)
    await moderator.taps("Accept")
    citizen.saw("notice-accepted", category="Fraud")
    await citizen.says("/cases")
    assert any(code[-4:] in label for label in citizen.labels())
    entries = await world.db.run(journal.of_case, 1)
    [tied] = [entry for entry in entries if entry.verb == "link"]
    assert tied.who == "report:1"


async def test_it_is_tied_once_and_never_by_whoever_entered_it(
    world, moderator, citizen, colleague
):
    code = await enters(moderator)
    await moderator.says(f"/track {code}")
    said = await moderator.taps("Send me the news here")
    assert said == moderator.words("link-not-yours")

    other = world.person("Tang")
    await other.says(f"/track {code}")
    late = other.data("Send me the news here")
    await citizen.says(f"/track {code}")
    await citizen.taps("Send me the news here")
    assert await other.presses(*late) == other.words("link-too-late")
    await other.says(f"/track {code}")
    other.sees("standing-kept-code")
    assert "Send me the news here" not in other.labels()[:1]


async def test_a_report_by_telegram_is_never_tied_to_another_account(world, citizen, moderator):
    filed = await files(world, citizen)
    code = await world.db.run(reports.code_of, 1)
    other = world.person("Tang")
    await other.says(f"/track {code}")
    assert other.words("button-link") not in other.labels()

    said = await other.presses(other.last["message_id"], LinkReport(code).pack())
    assert said == other.words("link-too-late")
    assert filed.id == 1


async def test_guessing_by_the_button_counts_like_guessing_by_the_command(world, citizen):
    await citizen.says("/start")
    message, guess = citizen.last["message_id"], LinkReport(code_from(42)).pack()
    await citizen.presses(message, guess)
    citizen.sees("track-unknown")
    for _ in range(19):
        assert await citizen.presses(message, guess) == ""

    said = await citizen.presses(message, guess)
    assert said == citizen.words("track-quota", opens_at="Wednesday 25 Nov 13:00")
    await citizen.says(f"/track {code_from(43)}")
    citizen.sees("track-quota", opens_at="Wednesday 25 Nov 13:00")


@pytest.mark.parametrize(
    "data", ["n1:moon", "n1", "n1:report:1", "rl1:moon", "rl1:", "rl1:K7F3-9QWM-2XTA:1", "n1:'--"]
)
async def test_a_forged_press_is_refused_kindly(world, moderator, data):
    said = await moderator.presses(moderator.last["message_id"], data)
    assert said in {moderator.words("answer-stale"), moderator.words("track-bad-code")}


async def test_reporters_and_custodians_enter_nothing(world, citizen, moderator):
    await citizen.says("/enter")
    assert citizen.words("refusal-not-allowed") in citizen.texts(1)
    for what in ("report", "answer", "bounce"):
        said = await citizen.presses(citizen.last["message_id"], Enter(what).pack())
        assert said == citizen.words("refusal-not-allowed")


async def test_nothing_is_entered_in_a_group(world, moderator):
    group = await world.group(moderator, unit="changsha")
    await moderator.says("/queue", chat=group)
    message = world.telegram.messages(group)[-1]["message_id"]
    said = await moderator.presses(message, Enter("report").pack(), chat=group)
    assert said == moderator.words("press-not-for-you")


@pytest.mark.soak
async def test_the_quota_of_staff_is_their_own_and_generous(world, moderator):
    for _ in range(12):
        await enters(moderator)
    assert (await world.db.run(reports.get, 12)).channel is Channel.PHONE
    await moderator.says("/report")
    moderator.sees("report-material-ask")


# What a unit without people here answers.


@pytest.fixture
async def parent(world):
    """A lead of the province."""
    return await world.staff("Liu", Role.LEAD, unit="hunan")


async def at_hengyang(world, citizen):
    """A case of a unit that has nobody here."""
    from conversation.form import Given  # noqa: PLC0415

    await citizen.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    filed = await life.files(citizen.account, region=Given(choice="hengyang"))
    await world.settle()
    return await world.db.run(cases.get, filed.report.case_id)


async def test_a_units_answer_is_entered_by_the_parent_and_the_card_shows_what_is_next(
    world, citizen, parent
):
    case = await at_hengyang(world, citizen)
    await parent.says("/enter")
    await parent.taps("A unit's answer")
    parent.sees("entry-number-ask")
    await parent.says("the one of yesterday")
    parent.sees("case-bad-number")
    await parent.says("2611-9999")
    parent.sees("case-unknown")
    parent.sees("entry-number-ask")
    await parent.says(case.number)
    parent.sees("unit_answer-channel-ask")
    await parent.taps("By email")
    await parent.says("We have taken the shop down.")

    assert "We have taken the shop down" in parent.last["text"]
    parent.sees("staff-message-unit_answer")
    parent.sees("channel-email")
    assert "Accept as another …" in await parent.card_labels()
    [said] = [
        m for m in await world.db.run(messages.last, case.id, limit=9) if m.kind == "unit_answer"
    ]
    assert (said.channel, said.text) == ("email", "We have taken the shop down.")
    assert "We have taken" not in citizen.texts()


async def test_a_unit_with_people_here_answers_for_itself(world, citizen, moderator, parent):
    case = await files(world, citizen)
    await parent.says("/enter")
    await parent.taps("A unit's answer")
    await parent.says(case.number)
    parent.sees("entry-unit-has-staff")
    await parent.taps("Cancel")
    parent.sees("cancel-done")


async def test_a_case_elsewhere_is_not_found(world, citizen, moderator):
    case = await at_hengyang(world, citizen)
    for what in ("A unit's answer", "Appeal by the reported", "A mail came back"):
        await moderator.says("/enter")
        await moderator.taps(what)
        await moderator.says(case.number)
        moderator.sees("case-unknown")


async def test_a_mail_that_came_back_is_a_task_for_the_parent(world, citizen, parent):
    case = await at_hengyang(world, citizen)
    await parent.says("/queue")
    await parent.taps("Done")
    await parent.says("/enter")
    await parent.taps("A mail came back")
    await parent.says(case.number)

    assert case.number in parent.texts(2)
    found = await world.db.run(tasks.of_units, ("hunan",), limit=9)
    assert [(task.task_kind, task.about) for task in found] == [("mail_bounced", "hengyang")]
    entries = await world.db.run(journal.of_case, case.id)
    assert ("enter", "mail_bounced") in [(entry.verb, entry.reason) for entry in entries]


async def test_an_appeal_of_the_affected_side_leads_to_its_form_or_to_the_card(
    world, citizen, moderator, lead
):
    case = await files(world, citizen)
    await moderator.says("/enter")
    await moderator.taps("Appeal by the reported")
    await moderator.says(case.number)
    assert case.number in moderator.last["text"]
    assert "Accept as another …" in await moderator.card_labels()

    await refuses(moderator, "Not our responsibility", "Not ours.")
    await moderator.says("/enter")
    await moderator.taps("Appeal by the reported")
    await moderator.says(case.number)
    moderator.sees("appeal_for-reason-ask")


async def test_what_a_reporter_without_an_account_says_by_phone_is_added(world, moderator, lead):
    await enters(moderator)
    await moderator.says("/case 2611-1")
    await moderator.taps_on_card("Reporter’s words")
    moderator.sees("heard-text-ask")
    await moderator.says("It was account 42.")

    assert "It was account 42." in moderator.last["text"]
    [said] = await world.db.run(messages.last, 1, limit=9)
    assert (said.kind, said.report_id, said.author) == ("addition", 1, "report:1")
    assert re.search(r"Addition · Reporter \w{4}", moderator.texts(2))
