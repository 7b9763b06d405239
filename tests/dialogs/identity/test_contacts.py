"""A reporter's contact: asked for with a reason, opened by a custodian, shown, and wiped again."""

import io
import re

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from bot.core import logs
from conversation.form import Given
from domain.identity import RequestState
from domain.network.people import Role
from handlers.identity.callbacks import AnswerRequest, MoreRequests, SeeRequest, ShowContact
from handlers.network.callbacks import Dismiss
from handlers.ui.callbacks import Go
from storage.audit import journal
from storage.cases import cases
from storage.engine.tables import reporter_links, reports
from storage.identity import identities
from storage.network import custodians, people
from storage.queues import outbox
from tests.support.life import Life
from usecases.core.request import Request
from usecases.delivery import outbox_delivery
from usecases.identity import contact_requests as verbs
from usecases.operations import scheduled
from usecases.session import by_system

LINK = re.compile(r"https://t\.me/jubao_test_bot\?start=(i_[\w-]+)")
PHONE, NAME = "+8613800138000", "Lin Canaria"
REASON = "The shop has moved, please ask where it is now."
DAY = 24 * 3600
REAL_NAME = {
    "identity": Given(choice="real_name"),
    "name": Given(text=NAME),
    "contact": Given(text="13800138000"),
}


async def files(world, citizen, **answers):
    await citizen.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    filed = await life.files(citizen.account, **{**REAL_NAME, **answers})
    await world.settle()
    return await world.db.run(cases.get, filed.report.case_id)


async def appointed(world, admin, name):
    """Somebody whom the admin makes a custodian, and whom somebody else confirmed long ago."""
    await admin.says("/grant")
    await admin.taps("➕ Custodian of identities")
    found = LINK.search(admin.texts(1))
    assert found, admin.texts(1)
    talker = world.person(name)
    await talker.says(f"/start {found[1]}")

    def confirmed(tx):
        assert custodians.confirm(tx, people.who_is(tx, talker.account), 1)

    await world.db.run(confirmed)
    return talker


@pytest.fixture
async def custodian(world, admin):
    return await appointed(world, admin, "Li")


async def asks(moderator, purpose="to reach the reporter", reason=REASON):
    await moderator.taps_on_card("Request contact")
    await moderator.taps(purpose)
    await moderator.says(reason)


async def opened(world, citizen, moderator, custodian):
    """A case whose contact a custodian has opened to the moderator."""
    case = await files(world, citizen)
    await asks(moderator)
    await custodian.taps("Yes, open it")
    return case


async def the_request(world):
    return await world.db.run(identities.get, 1)


async def sweeps(world):
    await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
    await world.settle()


def contacts_in(talker):
    """The messages in a chat in which the contact stands."""
    return [m for m in talker.chat if PHONE in m.get("text", "")]


async def test_a_contact_is_asked_for_opened_shown_and_wiped(world, citizen, moderator, custodian):
    case = await files(world, citizen)

    await moderator.taps_on_card("Request contact")
    moderator.sees("ask_identity-purpose-ask")
    await moderator.taps("to reach the reporter")
    await moderator.says("need it")
    moderator.sees("answer-too-short", least=10)
    await moderator.says(REASON)
    assert moderator.words("custody-state-waiting") in moderator.texts(1)

    custodian.sees("notice-identity_wanted")
    asked = custodian.texts(1)
    for part in (case.number, "Changsha", "to reach the reporter", "Chen", REASON):
        assert part in asked
    await custodian.taps("Yes, open it")
    custodian.sees("custody-state-granted")

    moderator.sees("notice-identity_granted", number=case.number, alias=alias_in(asked))
    assert contacts_in(moderator) == []
    await moderator.taps_on_card("Show contact")
    shown = contacts_in(moderator)
    assert len(shown) == 1
    assert NAME in shown[0]["text"]
    assert shown[0]["has_protected_content"]
    assert contacts_in(custodian) == []

    world.later(599)
    await world.settle()
    assert contacts_in(moderator) == shown
    world.later(1)
    await world.settle()
    assert contacts_in(moderator) == []
    assert NAME not in moderator.texts()

    written = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert written == ["submit", "ask_identity", "answer_identity", "show_identity"]
    assert await world.db.run(journal.first_break, case.id) is None


def alias_in(text):
    found = re.search(r"Reporter (\w+)", text)
    assert found, text
    return found[1]


async def test_a_showing_is_written_before_anything_is_shown(world, citizen, moderator, custodian):
    case = await opened(world, citizen, moderator, custodian)
    world.wire.faults["sendMessage"] = RetryAfter(30)

    await moderator.taps_on_card("Show contact")

    assert contacts_in(moderator) == []
    written = await world.db.run(journal.of_case, case.id)
    assert [entry.verb for entry in written][-1] == "show_identity"
    world.later(31)
    await world.settle()
    assert len(contacts_in(moderator)) == 1


async def test_a_no_has_its_reason_and_shows_nothing(world, citizen, moderator, custodian):
    case = await files(world, citizen)
    await asks(moderator)

    await custodian.taps("No")
    custodian.sees("answer_identity-reason-ask")
    await custodian.says("Ask by the case first.")

    custodian.sees("custody-state-refused")
    assert moderator.words("custody-state-refused") in moderator.texts(1)
    assert "Ask by the case first." in moderator.texts(1)
    assert "Show contact" not in await moderator.card_labels()
    said = await moderator.presses(moderator.last["message_id"], ShowContact(1).pack())
    assert said == moderator.words("custody-over")
    reasons = [entry.reason for entry in await world.db.run(journal.of_case, case.id)]
    assert reasons[-1] == "refused: Ask by the case first."


async def test_nobody_answers_their_own_request(world, citizen, moderator, custodian, lead):
    def make(tx):
        people.set_custodian(tx, people.who_is(tx, moderator.account), custodian=True)

    await world.db.run(make)
    await files(world, citizen)
    await asks(moderator)

    assert moderator.words("notice-identity_wanted") not in moderator.texts()
    for word in ("yes", "no"):
        data = AnswerRequest(1, word).pack()
        said = await moderator.presses(moderator.last["message_id"], data)
        assert said == moderator.words("custody-own")
    assert (await the_request(world)).state is RequestState.WAITING


@pytest.mark.soak
async def test_of_two_custodians_the_slower_one_is_told_so(world, citizen, moderator, admin):
    first, second = [await appointed(world, admin, name) for name in ("Li", "Ma")]
    await files(world, citizen)
    await asks(moderator)
    late = second.data("No")

    await first.taps("Yes, open it")

    assert await second.presses(*late) == second.words("custody-answered")
    assert (await the_request(world)).state is RequestState.GRANTED


async def test_where_nobody_else_could_answer_nobody_can_ask(world, citizen, moderator):
    await files(world, citizen)
    assert "Request contact" not in await moderator.card_labels()
    case = await world.db.run(cases.get, 1)

    message, _ = moderator.data("More")
    said = await moderator.presses(message, f"m1:1:ask_identity:{case.version}")

    assert said == moderator.words("custody-no-custodian")


@pytest.mark.soak
async def test_where_no_contact_was_left_there_is_none_to_ask_for(
    world, citizen, moderator, custodian
):
    await files(world, citizen, identity=Given(choice="anonymous"))

    assert "Note" in await moderator.card_labels()
    assert "Request contact" not in await moderator.card_labels()


async def test_of_a_closed_category_nobody_asks_for_a_contact(world, citizen, moderator, custodian):
    taxonomy = world.jubao.services.profile.taxonomy
    closed = next(c for c in taxonomy.categories if taxonomy.is_closed(c.parent or "", c.code))
    province = await world.staff("Tan", Role.MODERATOR, unit="hunan")
    case = await files(world, citizen)
    assert "Request contact" in await moderator.card_labels()

    await moderator.taps_on_card("Accept as another")
    await moderator.taps(taxonomy.find(closed.parent).name("en"))
    await moderator.taps(closed.name("en"))  # which belongs to the province at least
    await province.says(f"/case {case.number}")

    for person in (moderator, province):
        assert "Request contact" not in await person.card_labels()
    assert "Note" in await province.card_labels()


@pytest.mark.soak
async def test_a_day_has_room_for_so_many_requests_and_says_when_there_is_more(
    world, moderator, custodian
):
    for number in range(6):
        await files(world, world.person(f"Lin {number}"))
        await moderator.says(f"/case 2611-000{number + 1}")
        await asks(moderator)

    assert "You can ask for 5 contacts a day." in moderator.texts(1)
    assert "Why do you need it?" in moderator.texts(1)
    assert len(await world.db.run(identities.since, 0)) == 5
    world.later(DAY)
    await moderator.says(REASON)
    assert len(await world.db.run(identities.since, 0)) == 6


@pytest.mark.soak
async def test_the_same_contact_is_not_asked_for_twice_at_a_time(
    world, citizen, moderator, custodian
):
    await files(world, citizen)
    await asks(moderator)

    await asks(moderator)

    moderator.sees("custody-waiting")
    assert len(await world.db.run(identities.since, 0)) == 1


@pytest.mark.soak
async def test_a_yes_is_good_for_three_showings(world, citizen, moderator, custodian):
    await opened(world, citizen, moderator, custodian)
    button = moderator.data("Show contact")

    for _ in range(3):
        await moderator.presses(*button)
        world.later(600)
        await world.settle()
    said = await moderator.presses(*button)

    assert said == moderator.words("custody-over")
    assert contacts_in(moderator) == []
    assert (await the_request(world)).shown == 3


async def test_a_yes_is_good_for_a_day(world, citizen, moderator, custodian):
    await opened(world, citizen, moderator, custodian)
    world.later(DAY)

    said = await moderator.taps_on_card("Show contact")

    assert said == moderator.words("custody-over")
    assert contacts_in(moderator) == []


async def test_who_has_lost_the_role_sees_no_contact(world, citizen, moderator, custodian):
    await opened(world, citizen, moderator, custodian)
    who = await world.db.run(people.who_is, moderator.account)
    await world.db.run(people.revoke, who, "changsha")

    said = await moderator.taps_on_card("Show contact")

    assert said == moderator.words("refusal-not-allowed")
    assert contacts_in(moderator) == []


async def test_whoever_loses_the_role_while_it_is_on_its_way_does_not_get_it(
    world, citizen, moderator, custodian
):
    await opened(world, citizen, moderator, custodian)
    world.wire.faults["sendMessage"] = RetryAfter(30)
    await moderator.taps_on_card("Show contact")
    who = await world.db.run(people.who_is, moderator.account)
    await world.db.run(people.revoke, who, "changsha")

    world.later(31)
    await world.settle()

    assert contacts_in(moderator) == []
    assert moderator.words("custody-over") in moderator.texts(1)


async def test_others_cannot_show_it_to_themselves(
    world, citizen, moderator, custodian, colleague, lead
):
    await opened(world, citizen, moderator, custodian)

    for other in (colleague, lead, custodian, citizen):
        said = await other.presses(other.last["message_id"], ShowContact(1).pack())
        assert said == other.words("custody-unknown")
        assert contacts_in(other) == []


async def test_nothing_is_shown_in_a_group(world, citizen, moderator, custodian):
    await opened(world, citizen, moderator, custodian)
    group = await world.group(moderator, custodian, unit="changsha")
    await moderator.says("/queue", chat=group)
    message = world.telegram.messages(group)[-1]["message_id"]

    for talker, button in ((moderator, ShowContact(1)), (custodian, SeeRequest(1))):
        said = await talker.presses(message, button.pack(), chat=group)
        assert said == talker.words("press-not-for-you")
    assert contacts_in(moderator) == []
    assert (await the_request(world)).shown == 0


async def test_a_contact_whose_arrival_nobody_knows_of_is_not_sent_again_by_itself(
    world, citizen, moderator, custodian
):
    case = await opened(world, citizen, moderator, custodian)
    button = moderator.data("Show contact")
    sent = len(world.telegram.sent)
    world.wire.faults["sendMessage"] = NetworkError("lost")

    await moderator.presses(*button)
    for _ in range(5):
        world.later(3600)
        await world.settle()

    assert contacts_in(moderator) == []
    assert PHONE not in str(world.telegram.sent[sent:])
    moderator.sees("notice-identity_uncertain", number=case.number)
    await moderator.taps_on_card("Show contact")
    assert len(contacts_in(moderator)) == 1


@pytest.mark.soak
async def test_a_courier_that_never_came_back_may_have_said_it(
    world, citizen, moderator, custodian
):
    case = await opened(world, citizen, moderator, custodian)

    def dies(tx):
        person = people.get(tx, people.who_is(tx, moderator.account))
        req = Request(tx, world.jubao.services.conditions(), person)
        verbs.show(req, 1)
        return outbox_delivery.claim(req.acting_as(None), limit=50, lease=120)

    claimed = await world.db.run(dies)
    assert [each.kind for each in claimed] == ["identity"]
    world.later(121)
    for _ in range(2):  # first it is given up, then that is told
        await world.settle()

    assert contacts_in(moderator) == []
    moderator.sees("notice-identity_uncertain", number=case.number)


async def test_a_wipe_that_fails_is_tried_again(world, citizen, moderator, custodian):
    await opened(world, citizen, moderator, custodian)
    await moderator.taps_on_card("Show contact")

    world.later(600)
    world.wire.faults["deleteMessage"] = NetworkError("lost")
    await world.settle()
    assert len(contacts_in(moderator)) == 1
    world.later(10)
    await world.settle()

    assert contacts_in(moderator) == []


@pytest.mark.soak
async def test_a_contact_that_somebody_deleted_first_is_wiped_already(
    world, citizen, moderator, custodian
):
    await opened(world, citizen, moderator, custodian)
    await moderator.taps_on_card("Show contact")
    (message,) = contacts_in(moderator)
    world.wire.faults["deleteMessage"] = BadRequest("Message to delete not found")

    world.later(600)
    await world.settle()

    assert await states(world, "wipe") == [outbox.NoticeState.SENT]
    assert message


async def states(world, kind):
    def look(tx):
        table = outbox.outbox
        rows = tx.execute(table.select().where(table.c.kind == kind)).all()
        return [outbox.NoticeState(row.state) for row in rows]

    return await world.db.run(look)


@pytest.mark.soak
async def test_who_has_blocked_the_bot_meanwhile_finds_it_wiped_when_they_come_back(
    world, citizen, moderator, custodian
):
    await opened(world, citizen, moderator, custodian)
    await moderator.taps_on_card("Show contact")
    world.later(600)
    world.wire.faults["deleteMessage"] = Forbidden("bot was blocked by the user")
    await world.settle()
    assert len(contacts_in(moderator)) == 1

    world.later(3 * 3600)
    await moderator.says("/queue")
    await world.settle()

    assert contacts_in(moderator) == []


async def test_what_telegram_does_not_let_us_delete_any_more_is_asked_to_be_deleted(
    world, citizen, moderator, custodian
):
    case = await opened(world, citizen, moderator, custodian)
    await moderator.taps_on_card("Show contact")

    world.later(3 * DAY)  # the machine was down
    await world.settle()

    moderator.sees("notice-identity_not_wiped", number=case.number)


async def test_a_request_that_nobody_answers_lapses_and_can_be_made_again(
    world, citizen, moderator, custodian
):
    case = await files(world, citizen)
    await asks(moderator)
    world.later(7 * DAY + 1)

    await sweeps(world)

    moderator.sees("notice-identity_lapsed", number=case.number)
    assert await custodian.taps("Yes, open it") == custodian.words("custody-answered")
    await moderator.says(f"/case {case.number}")
    await asks(moderator)
    assert len(await world.db.run(identities.since, 0)) == 2


async def test_a_contact_that_its_reporter_has_taken_back_cannot_be_shown(
    world, citizen, moderator, custodian
):
    await opened(world, citizen, moderator, custodian)

    def forget(tx):
        tx.execute(reporter_links.update().values(contact=None))

    await world.db.run(forget)

    assert await moderator.taps_on_card("Show contact") == moderator.words("custody-gone")


async def test_the_lead_reads_once_a_day_who_asked_and_no_contact(
    world, citizen, moderator, custodian, lead
):
    await opened(world, citizen, moderator, custodian)
    await moderator.taps_on_card("Show contact")
    await sweeps(world)
    assert "Requests for contacts" not in lead.texts()

    world.later(DAY - 3 * 3600)  # nine in the morning
    for _ in range(3):
        await sweeps(world)
        world.later(60)

    assert lead.texts().count("Requests for contacts") == 1
    lead.saw("custody-digest-row", name="Chen", asked=1, granted=1, refused=0, shown=1)
    assert PHONE not in lead.texts()
    world.later(DAY)
    await sweeps(world)
    assert lead.texts().count("Requests for contacts") == 1


async def test_with_several_reports_it_is_asked_whose_contact(world, citizen, moderator, custodian):
    first = await files(world, citizen)
    second = await files(world, world.person("Mo"))

    def join(tx):
        tx.execute(reports.update().where(reports.c.case_id == second.id).values(case_id=first.id))

    await world.db.run(join)
    await moderator.says(f"/case {first.number}")

    await moderator.taps_on_card("Request contact")
    moderator.sees("ask_identity-which-ask")
    labels = [label for label in moderator.labels() if label.startswith("Reporter ")]
    assert len(labels) == 2
    await moderator.says(labels[1].removeprefix("Reporter ").lower())
    await moderator.taps("along with a referral")
    await moderator.says(REASON)

    request = await the_request(world)
    assert (request.report_id, request.purpose) == (2, "referral")


# Custodians


async def test_a_custodian_sees_no_case_and_has_a_menu_of_their_own(
    world, citizen, moderator, custodian
):
    case = await files(world, citizen)

    await custodian.says(f"/case {case.number}")
    custodian.sees("case-unknown")
    await custodian.says("/queue")
    custodian.sees("refusal-not-allowed")
    await custodian.says("/help")
    assert "/identities" in custodian.texts(1)
    assert "/queue" not in custodian.texts(1)
    await moderator.says("/help")
    assert "/identities" not in moderator.texts(1)


async def test_what_waits_is_listed_and_opened_from_the_list(world, citizen, moderator, custodian):
    await custodian.says("/identities")
    custodian.sees("custody-list-empty")
    case = await files(world, citizen)
    await asks(moderator)

    await custodian.says("/identities")
    await custodian.taps(case.number)
    assert REASON in custodian.texts(1)
    await custodian.taps("Yes, open it")

    await custodian.says("/identities")
    custodian.sees("custody-list-empty")


@pytest.mark.soak
async def test_a_long_list_is_turned_page_by_page(world, moderator, custodian):
    world.jubao.services.limits["identities_per_day"] = 100
    for number in range(10):
        await files(world, world.person(f"Lin {number}"))
        await moderator.says(f"/case 2611-{number + 1:04}")
        await asks(moderator)

    await custodian.says("/identities")
    first = [label for label in custodian.labels() if label.startswith("2611")]
    await custodian.taps("Next")
    second = [label for label in custodian.labels() if label.startswith("2611")]

    assert len(first) == 8
    assert len(set(first + second)) == 10


async def test_only_custodians_see_what_waits(world, moderator, admin):
    for talker in (moderator, admin):
        await talker.says("/identities")
        talker.sees("refusal-not-allowed")


async def test_only_admins_appoint_custodians(world, moderator, lead, citizen):
    await citizen.says("/start")
    for talker in (moderator, lead, citizen):
        for place in ("custodians", "invite_custodian"):
            said = await talker.presses(talker.last["message_id"], Go(place).pack())
            assert said == talker.words("refusal-not-allowed")
    await lead.says("/grant")
    assert "➕ Custodian of identities" not in lead.labels()


async def test_a_custodian_is_dismissed_after_a_second_question(
    world, citizen, moderator, custodian, admin
):
    await admin.says("/revoke")
    await admin.taps("Custodians of identities")
    await admin.taps("Remove Li")
    admin.sees("custodian-dismiss-ask", name="Li")

    await admin.taps("Yes, remove")

    admin.sees("staff-people-none")
    await custodian.says("/identities")
    custodian.sees("refusal-not-allowed")
    await files(world, citizen)
    assert "Request contact" not in await moderator.card_labels()
    entries = await world.db.run(journal.of_case, 0)
    assert [entry.verb for entry in entries] == ["invite", "named", "revoke", "denied"]


FORGED = [
    *("i1:0", "i1:9999999999999999999", "i1:x", "i2:1:maybe", "i2:99:yes", "i3:99", "i4:-"),
    *("i4:1.2.3", "i4:'; drop table", Dismiss("0").pack(), Dismiss("").pack(), "i6:x"),
    MoreRequests("1.1").pack(),
]


async def test_a_forged_press_is_refused_kindly(world, citizen, moderator, custodian):
    await files(world, citizen)
    await asks(moderator)
    for data in FORGED:
        said = await moderator.presses(moderator.last["message_id"], data)

        assert said, data
        assert not said.startswith(moderator.words("error-bug", reference="")[:20]), data


# Nothing in clear


async def test_a_contact_stands_nowhere_in_clear_before_while_and_after_it_is_shown(
    world, citizen, moderator, custodian, tmp_path
):
    log = io.StringIO()
    logs.set_up(level="debug", form="json", stream=log)

    async def nowhere():
        for path in tmp_path.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                for secret in (NAME, "Canaria", PHONE, PHONE[3:], REASON):
                    assert secret.encode() not in data, (path.name, secret)
        for secret in (NAME, "Canaria", PHONE[3:], REASON):
            assert secret not in log.getvalue()

    await files(world, citizen)
    await asks(moderator)
    await nowhere()
    await custodian.taps("Yes, open it")
    await moderator.taps_on_card("Show contact")
    assert len(contacts_in(moderator)) == 1
    await nowhere()
    world.wire.faults["sendMessage"] = NetworkError("lost")
    await moderator.taps_on_card("Show contact")
    world.later(600)
    await world.settle()
    assert contacts_in(moderator) == []
    await nowhere()
    assert (await the_request(world)).shown == 2


async def test_being_forgotten_gives_nobody_more_requests(world, moderator, custodian):
    world.jubao.services.limits["identities_per_day"] = 1
    for number in (1, 2):
        await files(world, world.person(f"Lin {number}"))
    await asks(moderator)
    world.later(2 * 3600)
    await moderator.says("/forgetme")
    await moderator.presses(moderator.last["message_id"], Go("forget-surely").pack())

    await moderator.says("/case 2611-0001")
    await asks(moderator)

    assert "You can ask for 1 contacts a day." in moderator.texts(1)


async def test_the_yes_of_a_custodian_ends_with_their_office(
    world, admin, citizen, moderator, custodian
):
    await opened(world, citizen, moderator, custodian)
    await admin.says("/revoke")
    await admin.taps("Custodians of identities")
    await admin.taps("Remove Li")
    await admin.taps("Yes, remove")
    (request,) = await world.db.run(identities.of_case, 1)

    said = await moderator.presses(moderator.last["message_id"], ShowContact(request.id).pack())

    assert said == moderator.words("custody-over")
    assert PHONE not in moderator.texts()
