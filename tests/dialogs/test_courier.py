"""News on their way: each answer of Telegram has its consequence, and nothing is told twice."""

import asyncio

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs
from telegram.error import NetworkError, RetryAfter, TimedOut

from domain.network.people import Role
from domain.notices.notice import Unreadable
from domain.notices.reporter_notices import VerifyingNotice
from domain.report import EvidenceState
from sandbox.telegram import File
from storage.core.errors import StorageBusy
from storage.engine.tables import evidence as evidence_rows
from storage.network import people, units
from storage.queues import outbox
from storage.reporting import reporter_links
from tests.support.by_hand import submit, to_review
from tests.support.chat import Unhurried
from tests.support.life import Life
from usecases.delivery import outbox_delivery
from usecases.dialogs.draft_lifecycle import UNDO_SECONDS
from usecases.network import staff
from usecases.operations import scheduled
from usecases.session import by_system


async def filed(citizen):
    await to_review(citizen)
    await submit(citizen)


async def files_unanswered(world, citizen):
    """A report whose reply never came, so that its receipt is sent as news; not sent yet."""
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    return await life.files(citizen.account)


async def states(world, kind):
    def look(tx):
        table = outbox.outbox
        rows = tx.execute(table.select().where(table.c.kind == kind)).all()
        return [(outbox.NoticeState(row.state), row.tries, row.unknowns) for row in rows]

    return await world.db.run(look)


async def test_every_move_is_told_once_and_the_card_is_edited_in_place(citizen, moderator, world):
    await filed(citizen)
    await moderator.says("/case 2611-1")
    await moderator.taps("Accept")
    await moderator.taps_on_card("Start checking")
    for key in ("notice-receipt", "notice-verifying"):
        assert citizen.texts().count(citizen.words(key)) == 1
    category = "Fraud"
    assert citizen.texts().count(citizen.words("notice-accepted", category=category)) == 1
    cards = [m for m in citizen.chat if citizen.words("about-verifying") in m.get("text", "")]
    assert len(cards) == 1
    assert "edit_date" in cards[0]


async def test_news_wait_out_a_pause_and_then_arrive_once(citizen, world):
    await citizen.says("/start")
    await files_unanswered(world, citizen)
    world.wire.faults["sendMessage"] = RetryAfter(30)
    await world.settle()
    assert citizen.words("notice-receipt") not in citizen.texts()
    world.later(31)
    await world.settle()
    assert citizen.texts().count(citizen.words("notice-receipt")) == 1
    assert (await states(world, "receipt"))[0][:2] == (outbox.NoticeState.SENT, 1)


@pytest.mark.parametrize("fault", [NetworkError("lost"), TimedOut("read")])
async def test_an_unknown_outcome_is_tried_three_times_in_all_and_then_uncertain(
    citizen, world, fault
):
    await citizen.says("/start")
    await filed(citizen)
    await world.settle()
    for _ in range(3):
        world.wire.faults["sendMessage"] = fault
        await owe_news(world)
        await world.settle()
        world.later(3600)
    assert (await states(world, "verifying"))[0] == (outbox.NoticeState.UNCERTAIN, 3, 2)


async def owe_news(world, report=1):
    """One more piece of news about a report, or the same one again."""

    def put(tx):
        notice = outbox.Owed(
            notice=VerifyingNotice(),
            recipient=reporter_links.reporter(tx, report),
            rank=outbox.Rank.NEWS,
            report_id=report,
            case_id=report,
            dedupe="again",
            order_key=f"report:{report}",
        )
        if not tx.execute(outbox.outbox.select().where(outbox.outbox.c.dedupe == "again")).first():
            outbox.put(tx, notice, int(world.at[0]))

    await world.db.run(put)


@pytest.mark.soak
async def test_a_reporter_who_blocked_the_bot_is_left_alone_until_they_write(
    citizen, moderator, world
):
    await filed(citizen)
    world.telegram.block(citizen.account)
    await world.settle()
    await moderator.says("/case 2611-1")
    await moderator.taps("Accept")
    assert (await states(world, "accepted"))[0][0] is outbox.NoticeState.UNREACHABLE
    await moderator.says("/case 2611-1")
    assert moderator.words("staff-report-unreachable") in moderator.last["text"]
    world.telegram.unblock(citizen.account)
    await citizen.says("/cases")
    await moderator.taps_on_card("Start checking")
    citizen.saw("notice-verifying")


async def test_a_deleted_card_is_sent_anew(citizen, moderator, world):
    await citizen.says("/start")
    await files_unanswered(world, citizen)
    await world.settle()
    await moderator.says("/case 2611-1")
    await moderator.taps("Accept")
    card = next(m for m in citizen.chat if citizen.words("about-accepted") in m.get("text", ""))
    world.telegram.delete(citizen.account, card["message_id"])
    await moderator.taps_on_card("Start checking")
    citizen.saw("about-verifying")


@pytest.mark.soak
async def test_a_group_that_moved_keeps_its_cards_and_one_that_is_lost_is_told(
    citizen, moderator, lead, world
):
    group = await world.group(moderator, lead, unit="changsha")
    await filed(citizen)
    assert "2611-0001" in world.telegram.messages(group)[-1]["text"]
    moved = world.telegram.add_group("Office", members=[moderator.account, lead.account])
    world.telegram.chats[group].moved_to = moved.id
    await moderator.says("/case 2611-1")
    await moderator.taps_on_card("Take")
    assert "2611-0001" in world.telegram.messages(moved.id)[-1]["text"]
    assert await world.db.run(units.group_of, "changsha") == moved.id
    world.telegram.remove_bot(moved.id)
    await moderator.taps("Accept")
    assert await world.db.run(units.group_of, "changsha") is None
    lead.saw("notice-group_lost", unit="Changsha Internet Information Office")


async def test_an_answer_that_did_not_come_through_is_shown_again(citizen, world):
    await citizen.says("/report")
    world.wire.faults["sendMessage"] = NetworkError("away")
    await citizen.says("https://example.org/shop")
    citizen.sees("dialogue-continue")
    citizen.sees("report-category-ask")


async def test_with_no_question_open_a_lost_answer_is_told_with_where_to_look(
    citizen, moderator, world
):
    for person, places in (
        (citizen, ["button-cases"]),
        (moderator, ["desk-go-queue", "desk-go-mine"]),
    ):
        world.wire.faults["sendMessage"] = NetworkError("away")
        await person.says("/cases")
        person.sees("notice-reply_lost")
        assert person.labels() == [person.words(key) for key in places]


async def test_a_refusal_that_did_not_come_through_leaves_the_question_open(citizen, world):
    await citizen.says("/report")
    world.wire.faults["sendMessage"] = NetworkError("away")
    await citizen.says("no idea")
    citizen.sees("report-material-ask")


async def test_a_file_that_cannot_be_had_now_is_fetched_later(citizen, world):
    await to_review(citizen)
    world.wire.faults["getFile"] = NetworkError("away")
    await citizen.sends("proof.jpg")
    await submit(citizen)
    citizen.saw("receipt-files-pending", files=1, count=1)
    world.later(60)
    await world.settle()
    citizen.saw("receipt-files-stored")


def stored_in(folder):
    """Everything in the place of the evidence, but for the mark of the store."""
    found = (path for path in (folder / "evidence").rglob("*") if path.is_file())
    return [path for path in found if path.name != "mark.json"]


def earlier_release_wanted_it(tx):
    """As an earlier release left the files of a draft: downloaded before the report was filed."""
    tx.execute(update(evidence_rows).values(state=EvidenceState.WANTED))


async def test_files_of_a_cancelled_report_are_erased_once_it_cannot_be_undone(
    citizen, world, tmp_path
):
    await to_review(citizen)
    await citizen.sends("proof.jpg")
    await world.db.run(earlier_release_wanted_it)
    await world.settle()
    assert stored_in(tmp_path)
    await citizen.taps("Cancel")
    world.later(UNDO_SECONDS + 1)
    await world.db.run(
        by_system, world.jubao.services.conditions(), scheduled.erase_discarded_drafts
    )
    await world.settle()
    assert not stored_in(tmp_path)


async def test_the_same_picture_in_two_reports_is_stored_once(citizen, world, tmp_path):
    for _ in range(2):
        await to_review(citizen)
        world.telegram.upload(
            citizen.account, citizen.account, [File("p.jpg", "image/jpeg", b"same")], kind="photo"
        )
        await world.settle()
        await submit(citizen)
    assert len(stored_in(tmp_path)) == 1


async def test_a_question_unanswered_for_a_week_is_reminded_of_once(citizen, moderator, world):
    await filed(citizen)
    await moderator.says("/case 2611-1")
    await moderator.taps_on_card("Ask reporter")
    await moderator.says("which account was it?")
    citizen.saw("notice-question", until="Wednesday 9 Dec 23:59")
    world.later(8 * 24 * 3600)
    for _ in range(2):
        await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
        await world.settle()
    words = citizen.words("notice-question_reminder", until="Wednesday 9 Dec 23:59")
    assert citizen.texts().count(words) == 1


async def test_an_invitation_by_the_operator_makes_an_admin(citizen, world):
    invited = await world.db.run(by_system, world.jubao.services.conditions(), staff.invite_admin)
    await citizen.says(f"/start i_{invited.token}")
    who = await world.db.run(people.who_is, citizen.account)
    assert (await world.db.run(people.get, who)).admin
    other = world.person("Late")
    await other.says(f"/start i_{invited.token}")
    other.sees("invitation-void")
    assert Role.ADMIN > Role.LEAD


class Stuck(Unhurried):
    """A pacer that never lets one chat's turn come."""

    chat = 0

    async def slot(self, chat: int, unless: asyncio.Event | None = None) -> bool:
        if chat == self.chat:
            await (unless or asyncio.Event()).wait()
            return False
        return True


async def test_news_that_must_wait_for_one_chat_hold_up_nobody_elses(world):
    slow, quick = world.person("Slow"), world.person("Quick")
    for person in (slow, quick):
        await person.says("/start")
    courier = world.jubao.courier
    courier.pacer = Stuck(rate=1e6, clock=lambda: 0.0)
    courier.pacer.chat = slow.account
    for person in (slow, quick):
        await files_unanswered(world, person)
    await owe_news(world, report=2)
    running = asyncio.create_task(courier.run())
    news = quick.words("notice-verifying")  # waits for the receipt, so it needs a second round
    for _ in range(1000):
        if news in quick.texts():
            break
        await asyncio.sleep(0.01)
    assert news in quick.texts()
    assert slow.words("notice-receipt") not in slow.texts()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@pytest.mark.parametrize("before", [True, False])
async def test_what_was_said_as_the_database_went_away_is_not_said_again(
    citizen, world, lose, before
):
    await citizen.says("/start")
    lose(outbox_delivery.sent, before=before)
    await files_unanswered(world, citizen)
    await world.settle()
    world.later(3600)
    await world.settle()
    assert citizen.texts().count(citizen.words("notice-receipt")) == 1
    assert [state for state, *_ in await states(world, "receipt")] == [outbox.NoticeState.SENT]


async def test_a_claim_of_which_the_courier_did_not_hear_is_taken_again_at_once(
    citizen, world, lose
):
    await citizen.says("/start")
    await files_unanswered(world, citizen)
    lose(outbox_delivery.claim)
    with pytest.raises(StorageBusy):
        await world.settle()
    assert citizen.words("notice-receipt") not in citizen.texts()
    running = asyncio.create_task(world.jubao.courier.run())
    for _ in range(200):
        await asyncio.sleep(0.02)
        if citizen.words("notice-receipt") in citizen.texts():
            break
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert citizen.texts().count(citizen.words("notice-receipt")) == 1


@pytest.mark.parametrize("body", [b'{"until": "soon"}', b"{}"])
async def test_a_notice_that_nobody_can_read_is_put_aside_and_holds_up_no_other(
    citizen, world, body
):
    await citizen.says("/start")
    await filed(citizen)

    def spoil(tx):
        for number, kind in enumerate(("question", "gossip", "identity", "wipe")):
            spoilt = outbox.Owed(
                notice=Unreadable(stored_kind=kind, why=""),
                recipient=reporter_links.reporter(tx, 1),
                rank=outbox.Rank.REPLY,
                report_id=1,
                case_id=1,
                dedupe=f"spoilt{number}",
                order_key=f"report:{number}",
            )
            outbox.put(tx, spoilt, int(world.at[0]))
            table = outbox.outbox
            sealed = tx.cipher.seal(body, outbox.sealed_at(f"spoilt{number}"))
            tx.execute(table.update().where(table.c.kind == kind).values(sealed=sealed))

    await world.db.run(spoil)
    await owe_news(world)
    with capture_logs() as log:
        await world.settle()

    citizen.saw("notice-verifying")
    for kind in ("question", "gossip", "identity", "wipe"):
        assert (await states(world, kind))[0][0] is outbox.NoticeState.FAILED, kind
    found = [line["kind"] for line in log if line["event"] == "notice-unreadable"]
    assert {"question", "gossip", "identity", "wipe"} <= set(found)
    assert len(found) == len(set(found))
