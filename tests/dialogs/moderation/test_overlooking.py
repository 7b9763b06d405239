"""Who reads whose cases: a unit's own people, those of the units above; nobody beside or below."""

import pytest

from conversation.form import Given
from domain.network.people import Role, Verb
from handlers.moderation.callbacks import MoveCase, ReadCase, ShowEvidence
from handlers.ui.callbacks import SeeCase
from tests.dialogs.moderation.test_casework import files

MOVES = ("Accept as another …", "Do not accept", "Ask reporter", "Take", "Transfer", "Note")


async def of_a_site(world, citizen):
    """A case of a site below the city of Changsha."""
    return await files(
        world,
        citizen,
        link=Given(text="https://news.changsha.cn/article/7"),
        category=Given(choice="vulgar"),
        subcategory=Given(choice="clickbait"),
    )


@pytest.mark.parametrize(("unit", "name"), [("hunan", "province"), ("changsha", "city")])
async def test_a_moderator_above_reads_a_sites_case_and_moves_nothing(world, citizen, unit, name):
    case = await of_a_site(world, citizen)
    assert case.unit == "changshacn"
    above = await world.staff("Li", Role.MODERATOR, unit=unit)

    await above.says(f"/case {case.number}")

    assert case.number in above.texts(1)
    assert "they took my money" in above.texts(1)
    assert not set(MOVES) & set(await above.card_labels())
    message = above.last["message_id"]
    for verb in (Verb.TAKE, Verb.NOTE, Verb.CHECK, Verb.ACCEPT):
        said = await above.presses(message, MoveCase(case.id, verb, case.version).pack())
        assert said in {above.words("refusal-not-allowed"), above.words("refusal-move")}


async def test_a_lead_above_may_move_it(world, citizen):
    case = await of_a_site(world, citizen)
    above = await world.staff("Li", Role.LEAD, unit="hunan")

    await above.says(f"/case {case.number}")

    assert {"Accept as another …", "Take"} <= set(await above.card_labels())


@pytest.mark.parametrize("unit", ["hengyang", "rednet", "cdyee"])
async def test_who_stands_beside_learns_nothing_by_any_way(world, citizen, unit):
    case = await of_a_site(world, citizen)
    beside = await world.staff("Yi", Role.LEAD, unit=unit)

    await beside.says(f"/case {case.number}")
    beside.sees("case-unknown")
    await beside.says("/queue")
    message = beside.last["message_id"]
    move = MoveCase(case.id, "take", case.version)
    for button in (SeeCase(case.id), ReadCase(case.id), ShowEvidence(case.id), move):
        assert await beside.presses(message, button.pack()) == beside.words("case-unknown")
    assert case.number not in beside.texts()


async def test_a_site_does_not_read_what_its_city_has(world, citizen):
    case = await files(world, citizen)
    assert case.unit == "changsha"
    below = await world.staff("Xu", Role.LEAD, unit="changshacn")

    await below.says(f"/case {case.number}")

    below.sees("case-unknown")


async def test_the_queue_of_a_moderator_holds_what_they_may_move_and_no_more(world, citizen):
    above = await world.staff("Li", Role.MODERATOR, unit="hunan")
    own = await world.staff("Xu", Role.MODERATOR, unit="changshacn")
    case = await of_a_site(world, citizen)

    await above.says("/queue")
    assert case.number not in above.texts(1)
    await own.says("/queue")
    assert case.number in own.texts(1)
