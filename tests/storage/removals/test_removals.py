"""Rows of removal requests: what is written comes back, lists in order, versions, other cases."""

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from conversation.form import Given
from domain.core.errors import MovedOn, NotFound
from domain.removals.removal import Addressed, Answer, Ask, Check, Removal, State
from domain.routing import HandoverKind, Hop
from storage.cases import cases, clocks, joins, transfers
from storage.engine.removal_tables import removals as table
from storage.identity import erasing
from storage.removals import removals
from tests.support.life import CITIZEN, NOON, STRANGER, Life

CANARY = "canary-of-a-finding"


@pytest.fixture
async def life(db, profile):
    return Life(db, profile)


async def a_case(life, account=CITIZEN, link="https://example.org/shop"):
    filed = await life.files(account, link=Given(text=link))
    return await life.db.run(cases.get, filed.report.case_id)


def asked(case, **changes):
    removal = Removal(
        id=0,
        case_id=case.id,
        unit=case.unit,
        kind=Addressed.UNIT,
        to="rednet",
        what=Ask.SUSPEND,
        days=7,
        addresses=("https://example.org/shop",),
        rule="criminal-266",
        facts=CANARY,
        asked_by="c" * 32,
        asked_at=NOON,
        due_at=NOON + 100,
        state=State.ASKED,
        remind_at=NOON + 50,
    )
    return replace(removal, **changes)


async def test_what_is_written_comes_back_and_words_are_encrypted(db, life):
    case = await a_case(life)
    written = await db.run(removals.add, asked(case, told="the host", order="now"))
    assert await db.run(removals.get, written.id) == written
    assert written == replace(asked(case, told="the host", order="now"), id=written.id)
    row = await db.run(lambda tx: tx.execute(select(table)).one())
    assert CANARY.encode() not in bytes(row.sealed)
    with pytest.raises(NotFound):
        await db.run(removals.get, written.id + 1)


async def test_who_saw_an_earlier_version_changes_nothing(db, life):
    first = await db.run(removals.add, asked(await a_case(life)))
    answered = replace(
        first,
        state=State.TO_CHECK,
        answer=Answer.DONE,
        answered_by="p" * 32,
        answered_at=NOON,
        check=Check.GONE,
        reason="because",
    )
    changed = await db.run(removals.change, answered, seen=1)
    assert changed == replace(answered, version=2, remind_at=None)  # the clock is done with it
    with pytest.raises(MovedOn):
        await db.run(removals.change, replace(first, state=State.STUCK), seen=1)
    assert await db.run(removals.get, first.id) == changed


async def test_lists_have_the_first_due_first_page_by_page_and_nothing_settled(db, life):
    case = await a_case(life)
    for due in (5, 3, 9, 1, 7):
        state = State.SETTLED if due == 9 else State.ASKED
        await db.run(removals.add, asked(case, due_at=due, state=state))
    other = asked(case, unit="hunan", to="mgtv", due_at=2)
    await db.run(removals.add, other)

    found, after = [], None
    while True:
        page = await db.run(removals.by_us, ("changsha", "hunan"), after=after, size=2)
        found += [each.due_at for each in page.removals]
        if (after := page.after) is None:
            break
    assert found == [1, 2, 3, 5, 7]
    page = await db.run(removals.of_us, ("rednet",), after=None, size=9)
    assert [each.due_at for each in page.removals] == [1, 3, 5, 7]
    await db.run(removals.add, asked(case, due_at=6, state=State.TO_CHECK))
    await db.run(removals.add, asked(case, due_at=8, state=State.STUCK))
    page = await db.run(removals.of_us, ("rednet",), after=None, size=9)
    assert [each.due_at for each in page.removals] == [1, 3, 5, 6, 7, 8]
    page = await db.run(removals.to_do, ("rednet",), after=None, size=3)
    assert [each.due_at for each in page.removals] == [1, 3, 5]
    page = await db.run(removals.to_do, ("rednet",), after=page.after, size=3)
    assert [each.due_at for each in page.removals] == [7, 8]
    assert await db.run(removals.cases_to_do, ("rednet", "mgtv"), most=9) == (case.id,) * 6
    assert await db.run(removals.cases_to_do, ("rednet",), most=2) == (case.id,) * 2
    assert (await db.run(removals.by_us, ("yueyang",), after=None, size=9)).removals == ()


async def test_the_clock_gets_what_is_due_and_waits_for_an_answer(db, life):
    case = await a_case(life)
    first = await db.run(removals.add, asked(case, remind_at=50))
    await db.run(removals.add, asked(case, remind_at=60, state=State.STUCK))
    assert await db.run(removals.due, 49, limit=9) == ()
    assert [each.id for each in await db.run(removals.due, 70, limit=9)] == [first.id]


async def test_requests_go_along_where_their_case_goes(db, life):
    case = await a_case(life)
    await db.run(removals.add, asked(case))
    hop = Hop(
        kind=HandoverKind.TRANSFER, start=case.unit, to="hunan", who="x", reason="", moved_at=NOON
    )
    await db.run(transfers.add, case.id, hop)
    assert [each.unit for each in await db.run(removals.of_case, case.id)] == ["hunan"]

    other = await a_case(life, STRANGER, "https://example.org/other")
    await db.run(joins.move, case.id, other.id, NOON)
    assert await db.run(removals.of_case, case.id) == ()
    [moved] = await db.run(removals.of_case, other.id)
    assert (moved.unit, moved.facts) == (other.unit, CANARY)
    await db.run(erasing.contents, case.id, NOON)  # the key of the former case is gone, too
    assert (await db.run(removals.get, moved.id)).facts == CANARY


async def test_an_emptied_case_keeps_what_was_asked_and_no_word(db, life):
    case = await a_case(life)
    first = await db.run(removals.add, asked(case, reason="why not"))
    await db.run(erasing.contents, case.id, NOON)
    left = await db.run(removals.get, first.id)
    assert (left.facts, left.reason, left.addresses) == ("", "", ())
    assert (left.what, left.to) == (Ask.SUSPEND, "rednet")


async def test_a_case_is_not_put_away_while_a_request_is_open(db, life):
    case = await a_case(life)
    first = await db.run(removals.add, asked(case))
    ended = {"status": "closed", "closed_at": NOON}
    await db.run(cases.change, case.id, seen=case.version, **ended)

    def due(tx):
        return [each.id for each in clocks.ended(tx, "closed", NOON + 1, NOON + 1, limit=9)]

    assert await db.run(due) == []
    await db.run(removals.change, replace(first, state=State.SETTLED), seen=first.version)
    assert await db.run(due) == [case.id]


async def test_a_request_is_numbered_within_its_case(db, life):
    case, other = await a_case(life), await a_case(life, STRANGER, "https://example.org/o")
    for each in (case, other, case):
        await db.run(removals.add, asked(each))
    places = [
        await db.run(removals.place, each) for each in await db.run(removals.of_case, case.id)
    ]
    assert places == [1, 2]
