"""What reporters and sites learn of a request in unusual orders: never too much, nor too little."""

import pytest

from conversation.form import Given
from domain.removals.removal import Answer, Check, State
from handlers.removals.callbacks import AnswerRemoval
from storage.cases import cases
from tests.dialogs.removals.test_measures import asked
from tests.dialogs.removals.test_story import (
    HOUR,
    PAGE,
    RULE,
    asks,
    begins,
    cast,
    files_page,
    later,
    removal,
)
from tests.support.life import Life

__all__ = ["cast"]


@pytest.mark.soak
async def test_the_day_after_is_not_the_same_day(world, citizen, cast):
    """Reported at noon, removed at four in the morning: sixteen hours, but the next day."""
    await asked(world, citizen, cast)
    await later(world, 16 * HOUR)
    await cast["site"].says("/measures")
    await cast["site"].taps("2611-")
    await cast["site"].taps("Done")
    assert "It was removed on 26 Nov 2026, after 1 day, says Rednet." in citizen.texts()
    assert "same day" not in citizen.texts()


@pytest.mark.soak
async def test_the_last_word_on_what_was_removed_after_all_is_that_it_is_removed(
    world, citizen, cast
):
    await asked(world, citizen, cast)
    moderator, site = cast["moderator"], cast["site"]
    for look in ("Still there", "Gone"):
        await later(world, HOUR)
        await site.says("/measures")
        await site.taps("2611-")
        await site.taps("Done")
        await moderator.says("/measures")
        await moderator.taps("👁 ")
        await moderator.taps(look)
        if look == "Still there":
            await moderator.taps("Yes, still there")
    assert (await removal(world)).check is Check.GONE
    said = citizen.texts()
    assert said.count("says Rednet") == 2
    assert said.rindex("says Rednet") > said.rindex("it is still there")


@pytest.mark.soak
async def test_a_refusal_that_is_ordered_and_repeated_is_told_to_reporters_once(
    world, citizen, cast
):
    await asked(world, citizen, cast)
    for _ in range(3):
        await cast["site"].says("/measures")
        await cast["site"].taps("2611-")
        await cast["site"].taps("Refused")
        await cast["site"].says("No.")
        await cast["lead"].says("/measures")
        await cast["lead"].taps("⛔ ")
        await cast["lead"].taps("Order")
        await cast["lead"].says("Do it.")
        await cast["lead"].taps("1 working day")
    assert citizen.texts().count("has been passed up to") == 1


@pytest.mark.soak
async def test_a_part_that_a_person_saw_gone_is_settled(world, citizen, cast):
    await asked(world, citizen, cast)
    moderator, site = cast["moderator"], cast["site"]
    await site.taps("Partly")
    await site.says("One of two copies is gone.")
    await moderator.says("/measures")
    await moderator.taps("👁 ")
    await moderator.taps("Gone")
    await moderator.taps("Yes, gone")
    settled = await removal(world)
    assert settled.state is State.SETTLED
    assert not {"Done", "Partly", "Refused"} & set(moderator.labels())
    button = AnswerRemoval(removal=1, answer=Answer.DONE, seen=settled.version)
    for person in (site, moderator):
        said = await person.presses(person.last["message_id"], button.pack())
        assert said == person.words("removal-not-now")
    assert await removal(world) == settled
    assert citizen.texts().count("It was removed on") == 1


@pytest.mark.soak
async def test_the_addresses_that_were_chosen_are_asked_for_whatever_is_added_meanwhile(
    world, citizen, cast
):
    """Somebody adds an address to the first of two reports while the form is open."""
    moderator = cast["moderator"]
    await files_page(world, citizen, "https://shop.example/1 https://shop.example/2")
    other = world.person("Gu")
    second = await files_page(world, other, "https://shop.example/1 https://shop.example/9")
    case = await world.db.run(cases.get, 1)
    await moderator.says(f"/case {second.number}")
    await moderator.taps(f"Join {case.number}")
    await moderator.taps("Yes, join")
    await moderator.says(f"/case {case.number}")
    await begins(moderator)
    await moderator.taps_on_card("Ask for measures")
    await moderator.taps("Told by phone")
    await moderator.says("Ms Hu")
    await moderator.taps("Remove it")
    assert "3.\nhxxps://shop[.]example/9" in moderator.texts(1)
    await moderator.says("3")
    await moderator.taps(RULE)
    await moderator.says("It copies the page of a bank.")
    await citizen.says("/cases")
    await citizen.taps("they took my")
    await citizen.taps("Add evidence")
    await citizen.says("https://shop.example/5")
    await moderator.taps("Send")
    assert (await removal(world)).addresses == ("https://shop.example/9",)


async def test_what_a_reporter_left_stays_out_of_a_card_after_they_are_forgotten(
    world, citizen, cast
):
    await citizen.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    identity = Given(choice="real_name")
    await life.files(citizen.account, link=Given(text=PAGE), region=None, identity=identity)
    await world.settle()
    await begins(cast["moderator"])
    await asks(cast["moderator"], finding="Lin (138-0013 8000) found a copy of a bank's page.")
    await cast["site"].taps("Refused")
    await cast["site"].says("We must ask first.")
    await cast["lead"].says("/measures")
    await cast["lead"].taps("⛔ ")
    await cast["lead"].taps("Order")
    await cast["lead"].says("13800138000 will sue you.")
    await cast["lead"].taps("1 working day")
    await citizen.says("/forgetme")
    await citizen.taps("Yes, forget me")
    for person in (cast["site"], cast["moderator"]):
        await person.says("/measures")
        await person.taps("2611-0001/1")
        assert "found a copy of a bank's page." in person.texts(1)
        assert "will sue you." in person.texts(1)
        assert "8000" not in person.texts(1)


async def test_where_nobody_is_above_the_office_itself_decides_what_follows(world, citizen, cast):
    moderator = cast["moderator"]
    await files_page(world, citizen, "https://shop.example/fake")
    await begins(moderator)
    await moderator.taps_on_card("Ask for measures")
    for step in ("Told by phone", "Remove it"):
        await moderator.taps(step)
        if step == "Told by phone":
            await moderator.says("Ms Hu")
    await moderator.taps(RULE)
    await moderator.says("It copies the page of a bank.")
    await moderator.taps("Send")
    assert "It may break a rule." in citizen.texts()
    await moderator.taps_on_card("Request: ")
    await moderator.taps("Refused")
    await moderator.says("She will not.")
    assert "The office decides what follows." in citizen.texts()
    assert "passed up" not in citizen.texts()
