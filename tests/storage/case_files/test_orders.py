"""Orders of case files are claimed in their order, once, and go with the contents of the case."""

import pytest

from domain.case_files.orders import AuthorityAnswer, FileState, Order
from storage.case_files import answers, orders
from storage.cases import cases
from storage.engine.case_file_tables import authority_answers, case_files
from storage.identity import erasing
from tests.support.life import Life

LEASE = 60
KEY = "age1-a-key"


def order(case, at, **more):
    return Order(id=0, case_id=case.id, who="zhou", ordered_at=at, **more)


@pytest.fixture
async def case(db, profile):
    filed = await Life(db, profile).files()
    return await db.run(cases.get, filed.report.case_id)


async def test_the_first_that_is_due_is_claimed_and_hidden(db, case):
    await db.run(orders.add, order(case, 20))
    await db.run(orders.add, order(case, 10, recipient=KEY))
    assert await db.run(orders.claim, 5, lease=LEASE) is None
    assert not await db.run(orders.is_due, 5)

    first = await db.run(orders.claim, 30, lease=LEASE)
    second = await db.run(orders.claim, 30, lease=LEASE)

    assert (first.ordered_at, first.recipient, first.state) == (10, KEY, FileState.ORDERED)
    assert second.ordered_at == 20
    assert await db.run(orders.claim, 30, lease=LEASE) is None
    assert (await db.run(orders.claim, 31 + LEASE, lease=LEASE)).tries == 1


async def test_one_without_a_next_step_is_never_due(db, case):
    await db.run(orders.add, order(case, 10))
    found = await db.run(orders.claim, 10, lease=LEASE)

    await db.run(orders.change, found.id, state=FileState.DONE, due_at=None)

    assert not await db.run(orders.is_due, 10**9)
    assert (await db.run(orders.latest, case.id)).state is FileState.DONE


async def test_the_newest_answer_counts(db, case):
    for at, receipt in ((1, "A-1"), (2, "A-2")):
        said = AuthorityAnswer(
            case_id=case.id, receipt=receipt, answer="looking", who="zhou", entered_at=at
        )
        await db.run(answers.add, said)
    assert (await db.run(answers.latest, case.id)).receipt == "A-2"


async def test_all_of_it_goes_with_the_contents_of_the_case(db, case):
    await db.run(orders.add, order(case, 1))
    said = AuthorityAnswer(case_id=case.id, receipt="A", answer="b", who="zhou", entered_at=1)
    await db.run(answers.add, said)

    await db.run(erasing.contents, case.id, 2)

    for table in (case_files, authority_answers):
        assert (await db.run(lambda tx, table=table: tx.execute(table.select()).all())) == []
