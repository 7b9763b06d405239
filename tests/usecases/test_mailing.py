"""Mails owed, claimed and settled, on both databases."""

import pytest
from msgspec.structs import replace

from conversation.step import Given
from domain.people import Role
from domain.tasks import Chore
from storage import outbox, people, tasks
from tests.support.life import MODERATOR, NOON, Life
from usecases import mailing
from usecases.mailing import Undelivered

HOUR = 3600


@pytest.fixture
async def life(db, profile):
    return Life(db, profile, mail=True)


async def owed(life, **answers):
    """A case of a unit without staff."""
    return await life.files(region=Given(choice="hengyang"), **answers)


async def claimed(life):
    return await life.db.run(mailing.claim, life.scene, limit=10, lease=60)


async def chores(life, unit="hunan"):
    return [task.chore for task in await life.db.run(tasks.of_units, (unit,), limit=9)]


async def test_a_letter_holds_where_and_what_and_nobody(life):
    await owed(life)
    [letter] = await claimed(life)

    assert (letter.news, letter.unit.code, letter.answers.code) == (
        "new_case",
        "hengyang",
        "hunan",
    )
    assert [place.address for place in letter.places] == ["hxxps://example[.]org/shop"]
    assert await claimed(life) == ()
    await life.db.run(mailing.sent, life.scene, letter)
    assert await life.db.run(mailing.next_due) is None


@pytest.mark.parametrize(
    ("why", "tries", "unknowns", "chore"),
    [
        (Undelivered.LATER, 1, 0, None),
        (Undelivered.LATER, 11, 0, None),
        (Undelivered.LATER, 12, 0, Chore.MAIL_FAILED),
        (Undelivered.REFUSED, 1, 0, Chore.MAIL_FAILED),
        (Undelivered.UNKNOWN, 1, 0, None),
        (Undelivered.UNKNOWN, 2, 1, None),
        (Undelivered.UNKNOWN, 3, 2, Chore.MAIL_UNCERTAIN),
        (Undelivered.UNKNOWN, 12, 0, Chore.MAIL_UNCERTAIN),
    ],
)
async def test_what_was_not_taken_goes_again_or_is_given_up(life, why, tries, unknowns, chore):
    await owed(life)
    [letter] = await claimed(life)
    tried = replace(letter.claimed, tries=tries, unknowns=unknowns)
    await life.db.run(mailing.failed, life.scene, replace(letter, claimed=tried), why)

    assert await chores(life) == ([chore] if chore else [])
    due = await life.db.run(mailing.next_due)
    assert due is None if chore else due == NOON + min(3 * HOUR, 60 * 2 ** (tries - 1))


async def test_the_marks_of_two_mails_differ_and_their_thread_is_the_cases(life):
    first = await owed(life)
    await owed(life)
    letters = await claimed(life)
    assert len({letter.mark for letter in letters}) == 2
    assert len({letter.thread for letter in letters}) == 2
    assert all(first.code not in letter.mark + letter.thread for letter in letters)


async def test_the_answers_are_entered_by_the_nearest_unit_above_with_staff(life):
    await life.appoint(MODERATOR, "changsha", Role.MODERATOR)
    link = Given(text="https://news.changsha.cn/a")
    category = Given(choice="vulgar")
    filed = await life.files(link=link, category=category, subcategory=Given(choice="clickbait"))
    assert filed.report.unit == "changshacn"
    [letter] = await claimed(life)
    assert letter.answers.code == "changsha"


async def test_who_is_there_gets_no_mail_and_no_task(life, profile):
    await life.appoint(MODERATOR, "hengyang", Role.MODERATOR)
    await owed(life)
    assert await claimed(life) == ()
    assert await chores(life) == []
    await life.db.run(people.revoke, (await life.does(MODERATOR, _me)).who, "hengyang")
    await owed(life)
    assert len(await claimed(life)) == 1


def _me(tx, person, scene):
    return person


async def test_what_was_switched_off_is_given_back_once(life):
    await owed(life)
    off = replace(life.scene, mail=False)
    await life.db.run(mailing.give_back, life.scene)
    assert await chores(life) == []
    for _ in range(2):
        await life.db.run(mailing.give_back, off)

    assert await chores(life) == [Chore.MAIL_MISSING]
    assert await life.db.run(mailing.next_due) is None
    assert await life.db.run(outbox.claim_due, NOON, limit=9, lease=9, way=outbox.Way.MAIL) == ()
