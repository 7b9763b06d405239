"""Who acts on a request: roles beside, below and revoked, and who reported the case."""

import pytest

from conversation.form import Given
from domain.case import Outcome
from domain.network.people import Role
from domain.removals.removal import Answer, Check, State
from domain.status import Status
from handlers.removals.callbacks import (
    AnswerRemoval,
    BackSurely,
    GetLetter,
    IsBack,
    ListMeasures,
    LookedAt,
    OrderRemoval,
    SeeRemoval,
)
from storage.cases import joins
from storage.network import people
from tests.dialogs.removals.test_measures import asked, decides
from tests.dialogs.removals.test_story import (
    RULE,
    asks,
    begins,
    cast,
    files_page,
    removal,
)
from tests.support.life import Life

__all__ = ["cast"]


def acts(seen):
    return (
        AnswerRemoval(removal=1, answer=Answer.DONE, seen=seen),
        LookedAt(removal=1, check=Check.GONE, seen=seen),
        OrderRemoval(removal=1, seen=seen),
        GetLetter(removal=1),
        SeeRemoval(removal=1),
    )


async def test_who_was_revoked_meanwhile_does_nothing_with_an_old_card(world, citizen, cast):
    await asked(world, citizen, cast)
    await cast["site"].taps("Refused")  # the form for the reason is open
    for name, unit in (("site", "rednet"), ("moderator", "hunan"), ("lead", "hunan")):
        who = await world.db.run(lambda tx, name=name: people.who_is(tx, cast[name].account))
        await world.db.run(people.revoke, who, unit)
    before = await removal(world)
    await cast["site"].says("Because.")
    assert await removal(world) == before
    for name in ("site", "moderator", "lead"):
        person = cast[name]
        await person.says("/help")
        for button in acts(before.version):
            said = await person.presses(person.last["message_id"], button.pack())
            assert said == person.words("removal-unknown"), button
        said = await person.presses(
            person.last["message_id"], ListMeasures(which="by", after="-").pack()
        )
        assert said == person.words("refusal-not-allowed")
        assert "bank" not in person.texts(1)
    assert await removal(world) == before


async def test_staff_who_reported_the_case_neither_look_nor_order_nor_say_it_is_back(
    world, citizen, cast
):
    """A lead of the province has reported it as well: joined to the case of a citizen."""
    case = await files_page(world, citizen)
    await begins(cast["moderator"])
    await asks(cast["moderator"])
    lead = cast["lead"]
    await lead.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    link = Given(text="https://rednet.cn/fake-bank")
    filed = await life.files(lead.account, link=link, region=None)
    await world.settle()

    await world.db.run(joins.move, filed.report.case_id, case.id, int(world.at[0]))
    await cast["site"].taps("Refused")
    await cast["site"].says("No.")
    stuck = await removal(world)
    await lead.says("/help")
    for button in acts(stuck.version)[:4]:
        said = await lead.presses(lead.last["message_id"], button.pack())
        assert said == lead.words("refusal-own-report"), button
    assert await removal(world) == stuck
    assert "refused or not answered" not in lead.texts()
    await cast["site"].taps("Done")
    judge = await world.staff("Su", Role.LEAD, "hunan")
    await decides(world, cast["moderator"], judge, case, "Removed")
    said = await lead.presses(lead.last["message_id"], IsBack(case_id=case.id).pack())
    assert said == lead.words("refusal-own-report")
    assert (await removal(world)).back == 0


@pytest.mark.soak
async def test_two_say_at_once_that_it_is_back(world, citizen, cast):
    case = await asked(world, citizen, cast)
    await cast["site"].taps("Done")
    closed = await decides(world, cast["moderator"], cast["lead"], case, "Removed")
    assert closed.status is Status.CLOSED
    for number, person in enumerate((cast["moderator"], cast["lead"])):
        await person.says("/help")
        sure = BackSurely(case_id=case.id, times=number)
        said = await person.presses(person.last["message_id"], sure.pack())
        if number:
            assert said == person.words("removal-back-already")
    assert (await removal(world)).back == 1
    assert citizen.texts().count("It is back.") == 1


@pytest.mark.soak
async def test_what_is_back_and_refused_does_not_become_removed_again_on_an_appeal(
    world, citizen, cast
):
    case = await asked(world, citizen, cast)
    await cast["site"].taps("Done")
    await decides(world, cast["moderator"], cast["lead"], case, "Removed")
    await citizen.taps("Appeal")
    await citizen.says("It is there again.")
    judge = await world.staff("Su", Role.LEAD, "hunan")
    await cast["moderator"].says("/measures")
    await cast["moderator"].taps("👁 ")
    await cast["moderator"].taps("Still there")
    await cast["moderator"].taps("Yes, still there")
    await judge.says(f"/case {case.number}")
    await judge.taps_on_card("Change decision")
    assert "Removed" not in judge.labels()


@pytest.mark.soak
async def test_one_page_of_two_is_back_while_the_other_was_never_removed(world, citizen, cast):
    moderator, site = cast["moderator"], cast["site"]
    case = await files_page(world, citizen, "https://rednet.cn/1 https://rednet.cn/2")
    await begins(moderator)
    for number, answer in ((1, "Done"), (2, "Refused")):
        await moderator.says(f"/case {case.number}")
        await moderator.taps_on_card("Ask for measures")
        await moderator.taps("Rednet")
        await moderator.taps("Remove it")
        await moderator.says(str(number))
        await moderator.taps(RULE)
        await moderator.says("It copies the page of a bank.")
        await moderator.taps("Send")
        await site.taps(answer)
    await site.says("It is an advertisement.")
    closed = await decides(world, moderator, cast["lead"], case, "Removed")
    assert closed.outcome is Outcome.REMOVED
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("It is back")
    await moderator.taps("Yes, it is back")
    first, second = await removal(world, 1), await removal(world, 2)
    assert (first.state, first.back) == (State.ASKED, 1)
    assert (second.state, second.back) == (State.STUCK, 0)
    assert "rednet[.]cn/1" in moderator.texts(1)
    await moderator.says(f"/case {case.number}")
    assert "It is back" not in await moderator.card_labels()
