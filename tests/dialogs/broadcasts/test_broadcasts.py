"""Broadcasts: one admin writes, another approves, everybody gets it once, and may say no."""

import asyncio

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.delivery import broadcaster
from domain.broadcast import KEPT_DAYS, TIME_TO_STOP, BroadcastDelivery, BroadcastState
from domain.network.people import Role
from handlers.core.api_errors import Fault, Phase
from storage.audit import journal
from storage.broadcasts import broadcasts, recipients
from tests.dialogs.moderation.test_clocks import ticks
from usecases.broadcasts import sending as broadcast_sending
from usecases.session import by_system

DAY = 24 * 3600
PARTS = {
    "picture": "Picture",
    "buttons": "Buttons",
    "cards": "Phone numbers",
    "start": "When",
}
TEXT = "Call 0731-81127410 at any hour <b>now</b>."


@pytest.fixture
async def second(world):
    """Another admin."""
    return await world.staff("Deng", Role.ADMIN)


async def changes(admin, part):
    """Open one part of the broadcast that the last card shows."""
    await admin.taps("✏️ Change")
    await admin.taps(part)


async def writes(admin, text=TEXT, start="At once", repeat="Once"):
    """A broadcast, kept as a draft."""
    await admin.says("/broadcast")
    await admin.says(text)
    admin.sees("broadcast-kept")
    if (start, repeat) == ("At once", "Once"):
        return
    await changes(admin, "When")
    if start == "At once":
        await admin.taps(start)
    else:
        await admin.says(start)
    await admin.taps(repeat)
    admin.sees("broadcast-kept")


async def approves(world, admin, second):
    """The second admin's yes, from the notice."""
    await admin.taps("Ask for approval")
    await second.taps("✅ Approve")


async def sends(world, admin, second, **what):
    """The whole way, until everybody has it."""
    await writes(admin, **what)
    await approves(world, admin, second)
    world.later(TIME_TO_STOP + 1)
    await world.broadcasts()


def got(talker, text=TEXT):
    """How often somebody got it."""
    return sum(m.get("text", "").startswith(text) for m in talker.chat if m["from"]["is_bot"])


async def test_everybody_gets_it_once_after_two_have_said_yes(world, citizen, admin, second):
    await citizen.says("/start")
    await writes(admin)
    assert "Readers now: 3" in admin.texts(1)
    await admin.taps("Send it to me")
    assert got(admin) == 1
    await approves(world, admin, second)
    assert "approved" in second.texts(1)

    await world.broadcasts()
    assert got(citizen) == 0  # there are two minutes to stop it
    world.later(TIME_TO_STOP + 1)
    await world.broadcasts()
    await world.broadcasts()

    assert got(citizen) == 1
    assert got(admin) == 2
    admin.saw("notice-broadcast_ended")
    assert "Sent: 3 of 3" in admin.texts()
    verbs = [e.verb for e in await world.db.run(journal.of_case, 0)]
    assert verbs == ["broadcast_change", "broadcast_submit", "broadcast_approve"]


async def test_whoever_wrote_it_cannot_approve_it(world, admin, second):
    await writes(admin)
    await admin.taps("Ask for approval")
    assert "✅ Approve" not in admin.labels()
    second.sees("notice-broadcast_wanted")
    _, data = second.data("✅ Approve")
    message, _ = admin.data("Discard")
    assert admin.words("broadcast-own") in await admin.presses(message, data)
    assert (await world.db.run(broadcasts.get, 1)).state is BroadcastState.WAITING


async def test_alone_one_learns_that_a_second_admin_is_needed(admin):
    await writes(admin)
    admin.sees("broadcast-alone")
    assert "Ask for approval" not in admin.labels()


async def test_no_citizen_and_no_moderator_broadcasts(citizen, lead):
    for each in (citizen, lead):
        for command in ("/broadcast", "/broadcasts"):
            await each.says(command)
            each.sees("refusal-not-allowed")


async def test_it_is_stopped_within_the_two_minutes(world, citizen, admin, second):
    await citizen.says("/start")
    await writes(admin)
    await approves(world, admin, second)
    await admin.says("/broadcasts")
    await admin.taps("1 · approved")
    await admin.taps("⏹ Stop")
    admin.sees("broadcast-stop-ask")
    await admin.taps("⏹ Stop")

    world.later(TIME_TO_STOP + 1)
    await world.broadcasts()
    assert got(citizen) == 0
    assert (await world.db.run(broadcasts.get, 1)).state is BroadcastState.STOPPED


async def test_what_was_sent_back_is_changed_and_asked_for_again(world, citizen, admin, second):
    await citizen.says("/start")
    await writes(admin)
    await admin.taps("Ask for approval")
    await second.taps_on_card("Send back")
    admin.sees("notice-broadcast_moved")
    await admin.taps("✏️ Change")
    await admin.taps("Text")
    await admin.taps("One for all")
    await admin.says("Shorter.")
    admin.sees("broadcast-kept")
    await approves(world, admin, second)
    world.later(TIME_TO_STOP + 1)
    await world.broadcasts()
    assert got(citizen, "Shorter.") == 1


async def test_an_old_button_changes_nothing(world, admin, second):
    await writes(admin)
    await admin.taps("Ask for approval")
    old = second.data("✅ Approve")
    await second.taps_on_card("Send back")
    assert second.words("broadcast-moved-on") in await second.presses(*old)
    assert (await world.db.run(broadcasts.get, 1)).state is BroadcastState.DRAFT


async def test_each_reader_gets_their_language_with_numbers_and_links(world, admin, second):
    lin, wang = world.person("Lin", "en"), world.person("Wang", "zh-hans")
    for each in (lin, wang):
        await each.says("/start")
    await writes(admin)
    await changes(admin, "Text")
    await admin.taps("One in each language")
    await admin.says("请举报。")
    await admin.says("Please report.")
    await changes(admin, "Buttons")
    await admin.says("How to report - https://example.org/report")
    await changes(admin, "Phone numbers")
    await admin.says("changsha\n岳阳")
    await approves(world, admin, second)
    world.later(TIME_TO_STOP + 1)
    await world.broadcasts()

    assert got(lin, "Please report.") == 1
    assert got(wang, "请举报。") == 1
    assert "0731-88667349" in lin.texts(1)
    assert "How to report" in lin.labels()
    await lin.taps("☎ Changsha")
    lin.sees("directory-phone")
    assert got(lin, "Please report.") == 1  # it stays above the card


async def test_a_picture_is_passed_on_with_words_below(world, citizen, admin, second):
    await citizen.says("/start")
    await writes(admin)
    await changes(admin, "Picture")
    await admin.sends("poster", kind="photo")
    await approves(world, admin, second)
    world.later(TIME_TO_STOP + 1)
    await world.broadcasts()
    assert citizen.last["photo"]
    assert citizen.last["caption"].startswith("Call 0731")


@pytest.mark.parametrize(
    ("step", "given", "key", "params"),
    [
        ("picture", "not a photo", "broadcast-picture-wanted", {}),
        ("buttons", "javascript:alert(1)", "broadcast-button-line", {}),
        ("buttons", "Go http://example.org/", "broadcast-button-line", {}),
        ("buttons", "Go" + " " * 3990 + "away", "broadcast-button-line", {}),
        ("cards", "nowhere", "suggestion-unit-unknown", {}),
        ("start", "some day", "broadcast-time-unread", {}),
        ("start", "2020-01-01 09:00", "broadcast-time-past", {}),
        ("start", "2027-02-31 09:00", "broadcast-time-unread", {}),
    ],
)
async def test_what_cannot_be_sent_is_said_kindly(admin, step, given, key, params):
    await writes(admin)
    await changes(admin, PARTS[step])
    await admin.says(given)
    admin.sees(key, **params)
    admin.sees(f"broadcast-{step}-ask")


async def test_two_messages_and_one_tap_ask_the_second_admin(world, citizen, admin, second):
    await citizen.says("/start")
    await admin.says("/broadcast")
    asked = admin.last["text"].splitlines()
    assert asked[0] == admin.words("broadcasts-title")  # and no count: it is the only question
    await admin.says(TEXT)
    assert "To: Everybody" in admin.texts(1)
    assert "Sent two minutes after approval" in admin.texts(1)
    await admin.taps("Ask for approval")
    await second.taps("✅ Approve")
    world.later(TIME_TO_STOP + 1)
    await world.broadcasts()
    assert got(citizen) == 1


@pytest.mark.soak
async def test_a_photo_with_a_caption_is_picture_and_text(world, citizen, admin, second):
    await citizen.says("/start")
    await admin.says("/broadcast")
    await admin.sends("poster", kind="photo", caption="Report it here.")
    admin.sees("broadcast-kept")
    await approves(world, admin, second)
    world.later(TIME_TO_STOP + 1)
    await world.broadcasts()
    assert citizen.last["photo"]
    assert citizen.last["caption"].startswith("Report it here.")


async def test_a_photo_without_a_word_and_a_file_are_asked_for_a_text(admin):
    await admin.says("/broadcast")
    await admin.sends("poster", kind="photo")
    admin.sees("answer-words-wanted")
    await admin.sends("poster", kind="document", caption="Report it here.")
    admin.sees("broadcast-picture-wanted")
    await admin.says("Report it here.")
    admin.sees("broadcast-kept")


@pytest.mark.parametrize("label", ["In an hour", "At 18:00", "Tomorrow 9:00"])
async def test_a_time_is_one_tap(world, admin, label):
    await writes(admin)
    await changes(admin, "When")
    await admin.taps(label)
    await admin.taps("Once")
    found = await world.db.run(broadcasts.get, 1)
    assert world.at[0] < found.start_at <= world.at[0] + 2 * DAY


async def test_a_time_is_typed_as_people_write_it(world, admin):
    await writes(admin)
    await changes(admin, "When")
    world.later(3600)  # the question may have been open for a while
    await admin.says("in two hours")
    await admin.taps("Once")
    found = await world.db.run(broadcasts.get, 1)
    assert abs(found.start_at - world.at[0] - 7200) <= 60


async def test_who_has_blocked_the_bot_is_counted_and_left_alone(world, citizen, admin, second):
    other = world.person("Gone")
    for each in (citizen, other):
        await each.says("/start")
    await writes(admin)
    await approves(world, admin, second)
    world.telegram.block(other.account)
    world.later(TIME_TO_STOP + 1)
    await world.broadcasts()
    assert got(citizen) == 1
    assert "Sent: 3 of 4" in admin.texts()
    assert "Blocked the bot or deleted their account: 1" in admin.texts()


async def test_no_more_of_them_by_one_tap_and_on_again_in_settings(world, citizen, admin, second):
    await citizen.says("/start")
    await sends(world, admin, second)
    await citizen.taps("No more announcements")
    citizen.sees("broadcast-no-more-done")
    await sends(world, admin, second, text="Second.")
    assert got(citizen, "Second.") == 0

    await citizen.says("/settings")
    citizen.sees("settings-unannounced")
    await citizen.taps("🔔 Turn announcements on")
    citizen.sees("settings-announced")
    await sends(world, admin, second, text="Third.")
    assert got(citizen, "Third.") == 1


async def test_only_those_who_follow_a_city_hear_of_it(world, admin, second):
    lin, wang = world.person("Lin"), world.person("Wang")
    for each in (lin, wang):
        await each.says("/settings")
    await lin.taps("Cities")
    lin.sees("follow-how")
    await lin.taps("Changsha")
    assert "✅ Changsha" in lin.labels()

    await writes(admin)
    await changes(admin, "Who it is for")
    await admin.taps("Followers of a city")
    await admin.taps("Changsha")
    assert "Readers now: 1" in admin.texts(1)
    await approves(world, admin, second)
    world.later(TIME_TO_STOP + 1)
    await world.broadcasts()
    assert (got(lin), got(wang)) == (1, 0)

    await lin.says("/settings")
    await lin.taps("Cities")
    await lin.taps("✅ Changsha")
    assert "✅ Changsha" not in lin.labels()


async def test_a_weekly_one_comes_again_until_it_is_stopped(world, citizen, admin, second):
    await citizen.says("/start")
    await sends(world, admin, second, repeat="Every week")
    assert got(citizen) == 1
    world.later(7 * DAY)
    await world.broadcasts()
    assert got(citizen) == 2

    await admin.says("/broadcasts")
    await admin.taps("3 · approved")
    await admin.taps("⏹ Stop")
    await admin.taps("⏹ Stop")
    world.later(8 * DAY)
    await world.broadcasts()
    assert got(citizen) == 2


async def test_it_leaves_at_the_local_time_that_was_asked_for(world, citizen, admin, second):
    await citizen.says("/start")
    await writes(admin, start="2099-12-01 09:00")
    await approves(world, admin, second)
    world.later(TIME_TO_STOP + 1)
    await world.broadcasts()
    assert got(citizen) == 0
    found = await world.db.run(broadcasts.get, 1)
    world.at[0] = float(found.start_at)
    await world.broadcasts()
    assert got(citizen) == 1


async def test_paused_it_stands_still_and_goes_on_where_it_was(world, admin, second):
    readers = [world.person(f"R{number}") for number in range(40)]
    for each in readers:
        await each.says("/start")
    await writes(admin)
    await approves(world, admin, second)
    world.later(TIME_TO_STOP + 1)
    assert await world.jubao.broadcaster._round() is None  # one batch
    await world.settle()
    await admin.says("/broadcasts")
    await admin.taps("1 · being sent")
    await admin.taps("⏸ Pause")
    await world.broadcasts()
    some = sum(map(got, readers))
    assert 0 < some < 40

    await admin.taps("▶️ Resume")
    await world.broadcasts()
    assert [got(each) for each in readers] == [1] * 40


async def test_who_was_being_written_to_when_it_crashed_never_gets_it_again(
    world, citizen, admin, second
):
    """Taken and never settled: nobody knows, so nobody is written to twice."""
    await citizen.says("/start")
    await writes(admin)
    await approves(world, admin, second)
    world.later(TIME_TO_STOP + 1)
    await world.jubao.broadcaster._advance(1)  # one is taken, and then the process is gone
    await world.broadcasts()
    counts = await world.db.run(recipients.counts, 1)
    assert (counts.of(BroadcastDelivery.SENT), counts.of(BroadcastDelivery.TRYING)) == (2, 1)
    world.later(3600)
    await world.broadcasts()
    counts = await world.db.run(recipients.counts, 1)
    assert (counts.of(BroadcastDelivery.SENT), counts.of(BroadcastDelivery.UNKNOWN)) == (2, 1)
    assert "Not clear whether it arrived: 1" in admin.texts()


async def test_who_got_what_is_forgotten_and_the_numbers_stay(world, citizen, admin, second):
    await citizen.says("/start")
    await sends(world, admin, second)
    world.later((KEPT_DAYS + 1) * DAY)
    await ticks(world)
    assert (await world.db.run(recipients.counts, 1)).all == 0
    await admin.says("/broadcasts")
    await admin.taps("1 · sent")
    assert "Sent: 3 of 3" in admin.texts(1)


async def test_forgotten_people_leave_no_trace_in_broadcasts(world, citizen, admin, second):
    await citizen.says("/settings")
    await citizen.taps("Cities")
    await citizen.taps("Changsha")
    await sends(world, admin, second)
    await citizen.says("/mydata")
    citizen.sees("mydata-follows", names="Changsha")
    await citizen.says("/forgetme")
    await citizen.taps("Yes, forget me")
    counts = await world.db.run(recipients.counts, 1)
    assert counts.all == 2
    await citizen.says("/mydata")
    assert "You follow" not in citizen.texts(1)


# What Telegram may answer.


async def running(world, citizen, admin, second):
    """A broadcast that is due, with one citizen and two admins to get it."""
    await citizen.says("/start")
    await writes(admin)
    await approves(world, admin, second)
    world.later(TIME_TO_STOP + 1)


async def counted(world, number=1):
    return dict((await world.db.run(recipients.counts, number)).by)


@pytest.mark.soak
async def test_after_a_429_everybody_waits_and_nobody_is_left_out(world, citizen, admin, second):
    await running(world, citizen, admin, second)
    world.jubao.broadcaster.clock = lambda: world.at[0]
    world.wire.faults["sendMessage"] = RetryAfter(0.01)
    sending = asyncio.create_task(world.broadcasts())
    pacer = world.jubao.broadcaster.pacer
    for _ in range(1000):
        if pacer.pause_left(citizen.account) > 0:
            break
        await asyncio.sleep(0.005)
    assert pacer.pause_left(citizen.account) > 0
    world.later(5)
    await sending
    assert await counted(world) == {BroadcastDelivery.SENT: 3}


@pytest.mark.soak
async def test_what_surely_did_not_arrive_is_sent_later(world, citizen, admin, second):
    await running(world, citizen, admin, second)
    away = NetworkError("connect")
    away.__cause__ = Fault(Phase.CONNECT, "ClientConnectorError")
    world.jubao.broadcaster.backoff.first = 0.01
    world.wire.faults["sendMessage"] = away
    await world.broadcasts()
    assert await counted(world) == {BroadcastDelivery.SENT: 3}


async def test_what_may_have_arrived_is_never_sent_again(world, citizen, admin, second):
    await running(world, citizen, admin, second)
    world.wire.faults["sendMessage"] = TimedOut("read")
    await world.broadcasts()
    assert await counted(world) == {BroadcastDelivery.SENT: 2, BroadcastDelivery.UNKNOWN: 1}
    assert got(citizen) + got(admin) + got(second) == 2


@pytest.mark.soak
async def test_after_a_doubt_telegram_is_asked_before_anybody_elses_copy_is_risked(
    world, citizen, admin, second, monkeypatch
):
    await running(world, citizen, admin, second)
    monkeypatch.setattr(broadcaster, "AT_ONCE", 1)
    asked = []

    async def away():
        asked.append(sum(map(got, (citizen, admin, second))))
        if len(asked) < 3:
            raise NetworkError("away")

    monkeypatch.setattr(type(world.jubao.app.bot), "get_me", lambda _: away())
    world.jubao.broadcaster.backoff.first = 0.01
    world.wire.faults["sendMessage"] = TimedOut("read")
    await world.broadcasts()
    assert asked[0] == asked[2] <= 1  # nothing was sent while it was away
    assert await counted(world) == {BroadcastDelivery.SENT: 2, BroadcastDelivery.UNKNOWN: 1}


@pytest.mark.soak
async def test_one_that_telegram_refuses_again_and_again_stands_still(
    world, citizen, admin, second, monkeypatch
):
    for number in range(10):
        await world.person(f"R{number}").says("/start")
    await running(world, citizen, admin, second)

    async def refused(*_, **__):
        raise BadRequest("wrong file identifier/HTTP URL specified")

    monkeypatch.setattr(broadcaster, "send_screen", refused)
    monkeypatch.setattr(broadcaster, "AT_ONCE", broadcaster.MOST_REFUSED)
    await world.broadcasts()
    assert (await world.db.run(broadcasts.get, 1)).state is BroadcastState.PAUSED
    counts = await counted(world)
    assert counts[BroadcastDelivery.WAITING] > 0
    assert counts[BroadcastDelivery.FAILED] >= broadcaster.MOST_REFUSED
    admin.saw("notice-broadcast_stumbled")


@pytest.mark.soak
async def test_stopped_in_the_middle_it_gives_back_whoever_was_not_written_to(
    world, citizen, admin, second
):
    await running(world, citizen, admin, second)
    world.jubao.broadcaster._hold_until = 1e12  # nothing may leave
    sending = asyncio.create_task(world.jubao.broadcaster.run())
    async with asyncio.timeout(20):
        while BroadcastDelivery.TRYING not in await counted(world):
            pass
    await asyncio.sleep(0.05)
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    assert await counted(world) == {BroadcastDelivery.WAITING: 3}
    world.jubao.broadcaster._hold_until = 0.0
    world.jubao.broadcaster._next_at = 0.0
    await world.broadcasts()
    assert await counted(world) == {BroadcastDelivery.SENT: 3}


async def test_the_card_that_was_pressed_tells_how_far_it_is(world, citizen, admin, second):
    await citizen.says("/start")
    await writes(admin)
    await admin.taps("Ask for approval")
    card, _ = second.data("✅ Approve")
    await second.taps("✅ Approve")

    def shown():
        return next(m["text"] for m in second.chat if m["message_id"] == card)

    assert "Broadcast 1 · approved" in shown()
    world.later(TIME_TO_STOP + 1)
    assert await world.jubao.broadcaster._round() is None
    await world.db.run(
        by_system, world.jubao.services.conditions(), broadcast_sending.show_progress, 1, 2.5
    )
    await world.settle()
    assert "Broadcast 1 · being sent" in shown()
    assert "2.5 a second, about one minute left" in shown()
    await world.broadcasts()
    assert "Broadcast 1 · sent" in shown()
    assert "Sent: 3 of 3" in shown()
