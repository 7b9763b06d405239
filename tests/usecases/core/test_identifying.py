"""Whoever of a case's many reporters it is: what identifies them is taken out of staff's texts."""

import pytest
from sqlalchemy import update

from domain.draft import Draft
from domain.network.people import Caller
from storage.cases import cases
from storage.engine.tables import reporter_links, reports
from storage.network import people
from storage.reporting import identifying_data
from storage.reporting.reporter_links import correct_contact
from tests.support.filed import ANSWERS
from tests.support.life import Life
from tests.support.statements import heard
from usecases.core import identifying
from usecases.core.request import Request
from usecases.reporting import filing

MANY = 100


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


async def crowd(life, many):
    """A case that so many people have reported; the last one's report and phone number."""

    def file(tx):
        for number in range(many):
            person = people.meet(tx, Caller(account=5_550_100_000 + number, locale="en"), life.at)
            named = {"name": f"Witness{number:03}", "contact": {"phone": f"+8613800{number:06}"}}
            draft = Draft(
                id=f"d{number}",
                who=person.who,
                form="report",
                answers={**ANSWERS, **named, "review": {"danger": False, "good_faith": True}},
            )
            last = filing.file(Request(tx, life.conditions, person), draft)
        tx.execute(update(reports).values(case_id=1))
        correct_contact(tx, last.report.id, phone="+8613911112222")
        return last

    return await life.db.run(file)


async def test_of_a_hundred_reporters_the_last_is_protected_like_the_first(life):
    last = await crowd(life, MANY)
    alias = last.report.alias

    def left(tx):
        case = cases.get(tx, 1)
        said = (
            f"code {last.code}, call 138 0000 0099 or 13911112222",
            f"{alias} says so, Witness099 too, account 5550100099; not 13900139000",
            f"The first: 13800000000, {identifying_data.page(tx, 1, after=0, most=1)[0].alias}.",
            " ",
        )
        with heard(tx) as (_, asked):
            found = identifying.split(tx, case, *said)
        return found, len(asked), identifying.left_out(tx, case, said[0])

    found, asked, alone = await life.db.run(left)

    assert [identifying.LEFT_OUT.join(each) for each in found] == [
        "code […], call […] or […]",
        "[…] says so, […] too, account […]; not 13900139000",
        "The first: […], […].",
        "",
    ]
    assert alone == "code […], call […] or […]"
    pages = -(-MANY // identifying.PAGE)
    assert asked == 2 * pages + 1  # rows and keys of each, and that there is no other


async def test_a_reporter_whose_account_cannot_be_written_to_is_protected_all_the_same(life):
    await crowd(life, 1)
    text = "account 5550100000, called Witness000"

    def left(tx):
        people.set_unreachable(tx, people.who_is(tx, 5_550_100_000), life.at)
        before = identifying.left_out(tx, cases.get(tx, 1), text)
        tx.execute(update(reporter_links).values(who=None, contact=None))
        return before, identifying.left_out(tx, cases.get(tx, 1), text)

    assert await life.db.run(left) == ("account […], called […]", text)
