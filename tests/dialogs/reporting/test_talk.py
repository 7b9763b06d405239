"""Talk between an office and its reporters: asked and told, one or all, and who may answer."""

import pytest

from domain.network.people import Role
from domain.status import Status
from handlers.reporting.callbacks import OnReport
from storage.audit import journal
from storage.cases import cases, joins, messages
from storage.reporting import reports
from tests.dialogs.moderation.test_casework import PNG, accepts, decides, files, newest, now
from tests.support.chat import Talker
from tests.support.decisions import refuses
from usecases.operations import scheduled
from usecases.session import by_system

DAY = 24 * 3600


@pytest.fixture
def other(world):
    """Another citizen, who reported the same."""
    return world.person("Mei")


async def two(world, citizen, other, **answers):
    """A case that two have reported; the one who joined comes second, with these `answers`."""
    case = await files(world, citizen)
    await files(world, other, **answers)
    await join(world, 2, case.id)
    return await now(world, case)


async def join(world, start, to):
    """All reports of one case become another's."""

    def move(tx):
        joins.move(tx, start, to, int(world.at[0]))
        ended = {"status": Status.JOINED, "due_at": None, "remind_at": None, "joined_to": to}
        cases.change(tx, start, seen=cases.get(tx, start).version, **ended)

    await world.db.run(move)


async def alias(world, report_id):
    return (await world.db.run(reports.get, report_id)).alias


async def opens(person, case):
    await person.says(f"/case {case.number}")


async def test_a_word_to_the_reporter_moves_nothing_and_is_the_personal_one(
    world, citizen, moderator
):
    case = await files(world, citizen)
    assert case.word_due_at is not None

    await moderator.taps_on_card("Tell reporter")
    moderator.sees("tell-text-ask")
    await moderator.says("We have seen the shop & are <on> it.")

    told = await now(world, case)
    assert (told.status, told.word_due_at) == (Status.SUBMITTED, None)
    assert told.due_at == case.due_at
    citizen.saw("notice-told")
    assert "We have seen the shop & are <on> it." in citizen.texts()
    assert "Message to the reporter" in newest(moderator)
    written = [(e.verb, e.reason) for e in await world.db.run(journal.of_case, case.id)]
    assert written[-1] == ("tell", "We have seen the shop & are <on> it.")


async def test_what_was_told_is_replied_to_and_the_office_hears_of_it(world, citizen, moderator):
    case = await files(world, citizen)
    await moderator.taps_on_card("Tell reporter")
    await moderator.says("We have seen the shop.")

    await citizen.taps("Reply")
    await citizen.says("thank you, it has moved meanwhile")

    moderator.saw("notice-reporter_added", number=case.number)
    assert "thank you, it has moved meanwhile" in newest(moderator)


async def test_a_notice_leads_to_its_report_and_stays(world, citizen, moderator):
    case = await files(world, citizen)
    await files(world, citizen)
    await opens(moderator, case)
    await moderator.taps_on_card("Tell reporter")
    await moderator.says("We have seen the shop.")
    await citizen.taps("See report")
    assert "We have seen the shop." in citizen.texts()
    citizen.sees("about-submitted")
    assert str(case.id) == citizen.data("Withdraw")[1].split(":")[1]


async def test_words_after_a_newer_question_go_to_the_form_left_open_only_when_told_to(
    world, citizen, moderator
):
    case = await files(world, citizen)
    await citizen.says("/report")
    await citizen.says("https://example.org/second")
    world.later(60)
    await opens(moderator, case)
    await moderator.taps_on_card("Ask reporter")
    await moderator.says("Which account?")
    world.later(60)
    await citizen.says("the one ending in 42")
    citizen.sees("held-form-left-open")
    assert "Send" in citizen.labels()

    await citizen.taps("For the open form")
    citizen.sees("report-category-ask")


@pytest.mark.soak
async def test_two_words_of_one_moment_both_arrive(world, citizen, moderator):
    await files(world, citizen)
    for words in ("The first word.", "The second word."):
        await moderator.taps_on_card("Tell reporter")
        await moderator.says(words)

    assert "The first word." in citizen.texts()
    assert "The second word." in citizen.texts()


@pytest.mark.soak
async def test_a_word_on_a_referred_case_begins_its_month_anew(world, citizen, moderator):
    case = await files(world, citizen)

    def refer(tx):
        found = cases.get(tx, case.id)
        cases.change(
            tx, case.id, seen=found.version, status=Status.REFERRED, due_at=int(world.at[0]) + DAY
        )

    await world.db.run(refer)
    world.later(10 * DAY)
    await opens(moderator, case)
    await moderator.taps_on_card("Tell reporter")
    await moderator.says("The police are still at it.")

    due = (await now(world, case)).due_at
    assert 30 * DAY <= due - world.at[0] < 31 * DAY
    world.later(75 * DAY)
    await opens(moderator, case)
    await moderator.taps_on_card("Tell reporter")
    await moderator.says("They are at it, still.")
    longest = (await now(world, case)).due_at
    assert longest - case.opened_at < 93 * DAY  # three months, and not a month more


async def test_with_several_reporters_it_is_asked_who_is_meant(world, citizen, other, moderator):
    case = await two(world, citizen, other)
    await opens(moderator, case)

    await moderator.taps_on_card("Ask reporter")
    moderator.sees("ask-whom-ask")
    assert moderator.labels()[0] == moderator.words("whom-all")
    await moderator.taps(f"Reporter {await alias(world, 2)}")
    await moderator.says("Which account did you pay to?")

    assert "Which account did you pay to?" in other.texts()
    assert "Which account did you pay to?" not in citizen.texts()
    assert f"→ Reporter {await alias(world, 2)}" in newest(moderator)


async def test_whoever_was_not_asked_sees_neither_question_nor_button(
    world, citizen, other, moderator
):
    case = await two(world, citizen, other)
    await opens(moderator, case)
    await moderator.taps_on_card("Ask reporter")
    await moderator.taps(f"Reporter {await alias(world, 2)}")
    await moderator.says("Which account did you pay to?")

    await citizen.says("/cases")
    assert citizen.words("status-needs_info") not in " ".join(citizen.labels())
    await citizen.taps("··")
    citizen.sees("about-submitted")
    assert "Answer the office" not in citizen.labels()
    assert "Which account" not in citizen.texts()
    forged = OnReport(report_id=1, form="answer").pack()
    said = await citizen.presses(citizen.last["message_id"], forged)
    assert said == citizen.words("refusal-move")
    assert (await now(world, case)).status is Status.NEEDS_INFO


async def test_who_was_not_asked_hears_nothing_of_the_answer(world, citizen, other, moderator):
    case = await two(world, citizen, other)
    await opens(moderator, case)
    await moderator.taps_on_card("Ask reporter")
    await moderator.taps(f"Reporter {await alias(world, 2)}")
    await moderator.says("Which account did you pay to?")

    await other.taps("Answer the office")
    await other.says("the one ending in 42")

    other.saw("answer-done")
    for each in (citizen, other):
        assert each.words("notice-answered") not in each.texts()
    assert "ending in 42" not in citizen.texts()
    assert (await now(world, case)).status is Status.SUBMITTED


async def test_the_first_answer_moves_the_case_and_a_later_one_is_added(
    world, citizen, other, moderator
):
    case = await two(world, citizen, other)
    await opens(moderator, case)
    await moderator.taps_on_card("Ask reporter")
    await moderator.taps("Everybody")
    await moderator.says("Which account did you pay to?")
    assert "→ everybody" in newest(moderator)
    world.later(60)  # more in a minute would be one message
    await citizen.taps("Answer the office")
    late = other.data("Answer the office")

    await citizen.says("the one ending in 42")
    assert (await now(world, case)).status is Status.SUBMITTED
    other.saw("notice-answered")
    await other.presses(*late)
    await other.says("mine ended in 77")

    other.sees("addition-done")
    moderator.saw("notice-reporter_added", number=case.number)
    assert "the one ending in 42" in newest(moderator)
    assert "mine ended in 77" in newest(moderator)
    written = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert written == ["submit", "ask", "answer", "add"]
    assert await other.presses(*late) == other.words("refusal-move")


@pytest.mark.soak
async def test_an_alias_may_be_typed_and_an_unknown_one_is_told_kindly(
    world, citizen, other, moderator
):
    case = await two(world, citizen, other)
    await opens(moderator, case)
    await moderator.taps_on_card("Tell reporter")

    await moderator.says("ZZZZ")
    moderator.sees("whom-unknown")
    await moderator.says((await alias(world, 1)).lower())
    await moderator.says("Only you.")

    assert "Only you." in citizen.texts()
    assert "Only you." not in other.texts()


async def test_whoever_has_withdrawn_is_neither_asked_nor_told(world, citizen, other, moderator):
    case = await two(world, citizen, other)
    await opens(moderator, case)
    await moderator.taps_on_card("Tell reporter")
    await moderator.taps(f"Reporter {await alias(world, 2)}")
    await other.taps("Withdraw")
    await other.taps("Yes, withdraw it")

    await moderator.says("Only for you.")
    moderator.sees("refusal-nobody-to-write-to")
    assert "Only for you." not in citizen.texts()
    assert "Only for you." not in other.texts()
    await moderator.taps("Cancel")
    await moderator.taps_on_card("Tell reporter")
    moderator.sees("tell-text-ask")
    await moderator.says("You alone now.")
    assert "You alone now." in citizen.texts()


async def test_with_nobody_left_there_is_no_button_to_write(world, citizen, moderator):
    case = await files(world, citizen, danger=True)
    await citizen.taps("Withdraw")
    await citizen.taps("Yes, withdraw it")
    await opens(moderator, case)

    assert (await now(world, case)).status is Status.SUBMITTED
    assert "Ask reporter" not in await moderator.card_labels()
    assert "Tell reporter" not in await moderator.card_labels()


@pytest.mark.soak
async def test_only_who_was_asked_is_reminded(world, citizen, other, moderator):
    case = await two(world, citizen, other)
    await opens(moderator, case)
    await moderator.taps_on_card("Ask reporter")
    await moderator.taps(f"Reporter {await alias(world, 2)}")
    await moderator.says("Which account did you pay to?")
    until = "Wednesday 9 Dec 23:59"

    world.later(8 * DAY)
    await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
    await world.settle()

    other.saw("notice-question_reminder", until=until)
    assert citizen.words("notice-question_reminder", until=until) not in citizen.texts()


async def closed(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator)
    await lead.taps("Confirm and send")
    return case


async def not_accepted(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await moderator.taps_on_card("Take")
    await refuses(moderator, "Not our responsibility", "Please turn to the consumers' office.")
    return case


async def archived(world, citizen, moderator, lead):
    case = await closed(world, citizen, moderator, lead)
    await puts(world, case, Status.ARCHIVED)
    return case


async def puts(world, case, status):
    """Bring a case into a state that time alone brings it into."""

    def put(tx):
        cases.change(tx, case.id, seen=cases.get(tx, case.id).version, status=status)

    await world.db.run(put)


@pytest.mark.parametrize("end", [closed, not_accepted, archived])
async def test_what_is_added_after_the_end_reaches_who_had_the_case(
    world, citizen, moderator, colleague, lead, end
):
    case = await end(world, citizen, moderator, lead)

    await citizen.taps("Add evidence")
    await citizen.says("it is online again")

    citizen.sees("addition-done")
    moderator.saw("notice-reporter_added", number=case.number)
    assert "it is online again" in newest(moderator)
    assert colleague.words("notice-reporter_added", number=case.number) not in colleague.texts()


@pytest.mark.soak
async def test_what_is_added_after_the_end_reaches_the_unit_where_nobody_has_the_case(
    world, citizen, moderator, colleague, lead
):
    case = await not_accepted(world, citizen, moderator, lead)

    def leave(tx):
        cases.change(tx, case.id, seen=cases.get(tx, case.id).version, assignee=None)

    await world.db.run(leave)
    await citizen.taps("Add evidence")
    await citizen.says("it is online again")

    for person in (moderator, colleague, lead):
        person.saw("notice-reporter_added", number=case.number)


@pytest.mark.soak
async def test_who_had_the_case_and_works_there_no_more_is_not_the_one_to_tell(
    world, citizen, moderator, colleague, lead
):
    case = await not_accepted(world, citizen, moderator, lead)
    await lead.says("/staff")
    await lead.taps("Changsha Internet")
    await lead.taps("Remove Chen")
    await lead.taps("Yes, remove")

    await citizen.taps("Add evidence")
    await citizen.says("it is online again")

    colleague.saw("notice-reporter_added", number=case.number)


async def test_nothing_is_added_to_what_has_been_deleted(world, citizen, moderator):
    case = await files(world, citizen)
    begun = citizen.data("Add evidence")
    await citizen.presses(*begun)
    await puts(world, case, Status.PURGED)

    await citizen.says("it is online again")
    citizen.sees("report-purged")
    assert await citizen.presses(*begun) == citizen.words("report-purged")
    await citizen.says("/cases")
    await citizen.taps("··")
    assert "Add evidence" not in citizen.labels()
    assert await world.db.run(messages.last, case.id, limit=5) == ()


async def test_of_several_units_the_reporters_words_stay_with_the_one_that_has_the_case(
    world, citizen, moderator
):
    elsewhere = await world.staff("Tan", Role.MODERATOR, unit="hengyang")
    await files(world, citizen)
    await citizen.taps("Add evidence")
    await citizen.says("it is online again")

    assert "it is online again" not in elsewhere.texts()


def shown_to(world, person):
    """All that the bot has ever sent into somebody's chat: words, buttons, names of files."""
    sent = [
        params
        for method, params in world.telegram.sent
        if str(params.get("chat_id")) == str(person.account) and method != "setMyCommands"
    ]
    there = [m for m in person.chat if m["from"]["is_bot"]]
    without_chat = [
        {k: v for k, v in each.items() if k not in {"chat", "chat_id"}} for each in there
    ]
    plain = [{k: v for k, v in each.items() if k != "chat_id"} for each in sent]
    return repr([*plain, *without_chat])


def traces(world, person):
    """By what somebody could be known."""
    user = world.telegram.users[person.account]
    return [str(person.account), user.username, user.first_name]


async def test_staff_never_see_who_reports_and_reporters_never_see_who_works(world):
    telegram = world.telegram
    reporters = [
        Talker(world, telegram.add_user(name, username=username, language_code="en").id)
        for name, username in (("Linxiaoyu", "lin_reports"), ("Meihua", "mei_reports"))
    ]
    staff = [
        await world.staff("Chendawei", Role.MODERATOR),
        await world.staff("Zhoulihua", Role.LEAD),
    ]
    for number, person in enumerate(staff):
        telegram.users[person.account].username = f"works_here_{number}"
    moderator, lead = staff
    case = await two(world, *reporters)
    await opens(moderator, case)
    await moderator.taps_on_card("Tell reporter")
    await moderator.taps("Everybody")
    await moderator.sends("Chendawei.png", kind="photo", data=PNG)
    await moderator.sends("Chendawei.pdf", kind="document", data=b"%PDF-1.4 a form ")
    await moderator.says("We have seen the shop.")
    await moderator.taps_on_card("Ask reporter")
    await moderator.taps("Everybody")
    await moderator.says("Which account?")
    for person in reporters:
        await person.taps("Answer the office")
        await person.sends("Linxiaoyu.png", data=PNG + str(person.account).encode())
        await person.says("the one ending in 42")
        said = next(m for m in person.chat if m.get("text") == "the one ending in 42")
        await person.edits(said["message_id"], "the one ending in 43")
    await opens(moderator, case)
    await moderator.taps_on_card("Evidence")
    await moderator.taps("Accept")
    await moderator.taps_on_card("Start checking")
    await decides(moderator)
    await opens(lead, case)
    await lead.taps("Confirm and send")
    await reporters[0].taps("Appeal")
    await reporters[0].says("You looked at the wrong shop.")
    await reporters[1].taps("Add evidence")
    await reporters[1].says("it is online again")

    assert "Chendawei" in shown_to(world, lead)  # what is looked for would be found
    for seeing, unseen in ((staff, reporters), (reporters, staff), (reporters, reporters)):
        for eye in seeing:
            everything = shown_to(world, eye)
            assert len(everything) > 5000
            for other in unseen:
                found = [t for t in traces(world, other) if other is not eye and t in everything]
                assert found == [], (eye, found)
