"""Several people report one thing: suggested, joined by a person, each with a code of their own."""

import io
import re

import pytest
from PIL import Image

from conversation.form import Given
from domain.network.people import Role
from domain.status import Status
from handlers.moderation.callbacks import JoinAgreed, JoinTo
from storage.audit import journal
from storage.cases import cases
from storage.engine.tables import reports as report_rows
from storage.reporting import reports
from tests.dialogs.moderation.test_casework import accepts, decides, files, newest, now
from tests.dialogs.network.test_network import open_card
from tests.support.by_hand import submit, to_review
from tests.support.decisions import refuses

LINK = "https://example.org/shop"
STALE = ("answer-stale", "refusal-not-allowed")


@pytest.fixture
def other(world):
    """Somebody else who reports the same."""
    return world.person("Gu")


def tail(talker):
    """The end of somebody's query code, as the receipt has it."""
    return re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-([0-9A-Z]{4})", talker.texts())[1]


async def reports_by_hand(talker, words, link=LINK):
    """A report through its questions, up to its review."""
    await talker.says("/report")
    await to_review(talker, link, words=words)


async def test_what_has_the_same_address_is_suggested_and_joined_by_a_person(
    world, citizen, other, moderator
):
    first = await files(world, citizen, words=Given(text="they took my money in spring"))
    await reports_by_hand(other, "my aunt lost her savings")
    await other.taps("Submit report")
    second = await world.db.run(cases.get, 2)

    assert "May be the same as:" in newest(moderator)
    assert f"{first.number} · same address" in newest(moderator)
    await moderator.taps(f"Join {first.number}")
    moderator.sees("join-sure-ask")
    assert (await now(world, second)).status is Status.SUBMITTED
    await moderator.taps("Yes, join")

    joined, grown = await now(world, second), await now(world, first)
    assert (joined.status, joined.joined_to, joined.due_at) == (Status.JOINED, first.id, None)
    assert grown.status is Status.SUBMITTED
    assert len(await world.db.run(reports.of_case, first.id)) == 2
    other.saw("notice-joined")
    await open_card(moderator, first)
    assert moderator.words("join-people", count=2) in newest(moderator)
    assert "my aunt lost her savings" in newest(moderator)
    for case in (first, second):
        verbs = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
        assert verbs == ["submit", "join"]
        assert await world.db.run(journal.first_break, case.id) is None


async def joined(world, citizen, other, moderator):
    first = await files(world, citizen, words=Given(text="they took my money in spring"))
    await files(world, other, words=Given(text="my aunt lost her savings"))
    await moderator.taps(f"Join {first.number}")
    await moderator.taps("Yes, join")
    return await now(world, first)


async def test_both_get_every_update_with_their_own_code_and_no_word_of_the_other(
    world, citizen, other, moderator, lead
):
    case = await joined(world, citizen, other, moderator)
    await open_card(moderator, case)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator, feedback="The shop was removed.")
    await lead.taps("Confirm and send")

    for one, words, another in (
        (citizen, "they took my money in spring", other),
        (other, "my aunt lost her savings", citizen),
    ):
        assert "The shop was removed." in one.texts()
        assert "has been accepted" in one.texts()
        assert words not in another.texts()
        assert tail(one) not in another.texts()
        await one.says("/cases")
        await one.taps(f"··{tail(one)}")
        one.sees("standing-others", others=1)


async def test_one_withdraws_and_the_case_goes_on_for_the_other(world, citizen, other, moderator):
    case = await joined(world, citizen, other, moderator)

    await citizen.taps("My reports")
    await citizen.taps(f"··{tail(citizen)}")
    await citizen.taps("Withdraw")
    await citizen.taps("Yes, withdraw it")

    assert (await now(world, case)).status is Status.SUBMITTED
    await open_card(moderator, case)
    await accepts(moderator)
    assert "has been accepted" in other.texts()
    assert "has been accepted" not in citizen.texts()


async def test_what_is_added_after_the_join_reaches_the_case(world, citizen, other, moderator):
    case = await joined(world, citizen, other, moderator)

    await other.taps("My reports")
    await other.taps(f"··{tail(other)}")
    await other.taps("Add evidence")
    await other.says("and the account ends in 42")

    moderator.sees("notice-reporter_added", number=case.number)
    assert "and the account ends in 42" in newest(moderator)
    assert "ends in 42" not in citizen.texts()


@pytest.mark.soak
async def test_a_question_asked_before_the_join_is_asked_no_more(world, citizen, other, moderator):
    first = await files(world, citizen)
    second = await files(world, other)
    await open_card(moderator, second)
    await moderator.taps_on_card("Ask reporter")
    await moderator.says("Which account of yours?")
    await other.taps("Answer the office")
    await other.says("the one ending in 42")
    await open_card(moderator, second)
    await moderator.taps(f"Join {first.number}")
    await moderator.taps("Yes, join")

    assert "Which account of yours?" not in citizen.texts()
    await open_card(moderator, first)
    assert "the one ending in 42" in newest(moderator)
    assert moderator.words("staff-message-asked") in newest(moderator)


async def test_nobody_joins_into_a_unit_they_do_not_work_in(world, citizen, other, moderator):
    theirs = await files(world, citizen, region=Given(choice="hengyang"))
    ours = await files(world, other)

    assert theirs.number not in newest(moderator)
    message, _ = moderator.data("More")
    forged = JoinTo(case_id=ours.id, to=theirs.id, seen=ours.version).pack()
    said = await moderator.presses(message, forged)

    assert said == moderator.words("case-unknown")
    assert (await now(world, ours)).status is Status.SUBMITTED


FORGED = ["j1:1:2:1", "j2:2:1:1", "j1:9:9:9", "j2:x:1:1", "j1:1:1", "j2:1"]


async def test_a_citizen_who_forges_a_button_learns_and_moves_nothing(
    world, citizen, other, moderator
):
    first, second = await files(world, citizen), await files(world, other)
    answers = {other.words("case-unknown"), *map(other.words, STALE)}
    for data in FORGED:
        said = await other.presses(other.last["message_id"], data)

        assert said in answers, data
        for case in (first, second):
            assert (await now(world, case)).status is Status.SUBMITTED, data
            assert case.number not in other.texts(), data


async def test_nothing_is_joined_in_a_group(world, citizen, other, moderator):
    await files(world, citizen)
    second = await files(world, other)
    group = await world.group(moderator, unit="changsha")
    await moderator.says("/queue", chat=group)
    message, _ = moderator.data(second.number, chat=group)
    for button in (JoinTo(2, 1, second.version), JoinAgreed(2, 1, second.version)):
        said = await moderator.presses(message, button.pack(), chat=group)
        assert said == moderator.words("press-not-for-you")
    assert (await now(world, second)).status is Status.SUBMITTED


async def test_a_suggested_case_can_be_looked_at_first(world, citizen, other, moderator):
    first = await files(world, citizen, words=Given(text="they took my money in spring"))
    await files(world, other, words=Given(text="my aunt lost her savings"))
    await moderator.taps_on_card(f"🔗 {first.number}")
    assert "they took my money in spring" in moderator.texts(2)


@pytest.mark.soak
async def test_the_lead_above_both_units_joins_across_them(world, citizen, other):
    province = await world.staff("Tan", Role.LEAD, unit="hunan")
    theirs = await files(world, citizen, region=Given(choice="hengyang"))
    ours = await files(world, other)

    await open_card(province, ours)
    await province.taps(f"Join {theirs.number}")
    await province.taps("Yes, join")

    assert (await now(world, ours)).joined_to == theirs.id


@pytest.mark.parametrize(
    ("typed", "key", "params"),
    [
        ("no idea", "case-bad-number", {}),
        ("2611-0777", "case-unknown", {}),
        ("2611-0001", "join-itself", {}),
        ("2611-0002", "join-not-open", {}),
    ],
)
async def test_a_number_that_cannot_be_joined_is_asked_for_again(
    world, citizen, other, moderator, typed, key, params
):
    first = await files(world, citizen)
    ended = await files(world, other, link=Given(text="https://example.net/else"))
    await open_card(moderator, ended)
    await refuses(moderator, "Not our responsibility", "Ask 12345.")
    await open_card(moderator, first)
    await moderator.taps_on_card("Join to case")

    await moderator.says(typed)

    moderator.sees(key, **params)
    moderator.sees("join-case-ask")


@pytest.mark.soak
async def test_a_second_press_of_an_old_button_joins_nothing_twice(
    world, citizen, other, moderator
):
    first = await files(world, citizen)
    await files(world, other)
    old = moderator.data(f"Join {first.number}")
    await moderator.taps(f"Join {first.number}")
    await moderator.taps("Yes, join")

    said = await moderator.presses(*old)

    assert said == moderator.words("case-moved-on")
    assert moderator.words("join-is-part", number=first.number) in newest(moderator)


async def test_the_question_and_the_card_that_follows_it_cannot_be_forwarded(
    world, citizen, other, moderator
):
    first = await files(world, citizen)
    await files(world, other)
    await moderator.taps(f"Join {first.number}")
    assert moderator.last["has_protected_content"]

    await moderator.taps("Yes, join")

    assert all(message["has_protected_content"] for message in moderator.chat[-2:])


@pytest.mark.soak
@pytest.mark.parametrize(("agreed", "key"), [(True, "join-agreed"), (False, "join-apart")])
async def test_what_a_reporter_wished_in_an_earlier_release_is_still_on_the_card(
    world, citizen, other, moderator, agreed, key
):
    """Then, a reporter was told of others before filing, and asked whether to join them."""
    first = await files(world, citizen)
    second = await files(world, other)
    wish = {"known_case": first.id, "join_agreed": agreed}
    filed = report_rows.update().where(report_rows.c.case_id == second.id).values(wish)
    await world.db.run(lambda tx: tx.execute(filed))

    await open_card(moderator, second)
    assert moderator.words(key, number=first.number) in newest(moderator)
    await moderator.taps(f"Join {first.number}")
    if not agreed:
        await moderator.taps("Yes, join")

    assert (await now(world, second)).joined_to == first.id
    other.saw("notice-joined")


async def test_a_picture_that_looks_alike_is_suggested(world, citizen, other, moderator):
    for talker, link, size in (
        (citizen, "https://example.org/a", 320),
        (other, "https://example.net/b", 200),
    ):
        await talker.says("/report")
        await to_review(talker, link, words="")
        await talker.sends("shot.png", data=shot(size))
        await submit(talker)
    await moderator.says("/case 2611-0002")

    assert "2611-0001 · similar picture" in newest(moderator)


def shot(size):
    """The same picture in any size."""
    picture = Image.new("L", (9, 8))
    picture.putdata([(x * 53 + y * 97 + x * y * 31) % 256 for y in range(8) for x in range(9)])
    found = io.BytesIO()
    picture.resize((size, size), Image.Resampling.BICUBIC).save(found, "PNG")
    return found.getvalue()
