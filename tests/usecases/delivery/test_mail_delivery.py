"""Mails owed, claimed and settled, on both databases."""

import pytest
from msgspec.structs import replace

from conversation.form import Given
from domain.network.people import Role
from domain.tasks import TaskKind
from storage.cases import joins, tasks
from storage.network import people
from storage.queues import outbox, outbox_claims
from storage.reporting import reporter_links
from tests.support.life import CITIZEN, MODERATOR, NOON, STRANGER, Life
from usecases.delivery import mail_delivery
from usecases.delivery.mail_delivery import Undelivered
from usecases.dialogs import dialogs
from usecases.reporting import erasure, forms
from usecases.session import by_system

HOUR = 3600


@pytest.fixture
async def life(db, profile):
    return Life(db, profile, mail=True)


async def owed(life, **answers):
    """A case of a unit without staff."""
    return await life.files(region=Given(choice="hengyang"), **answers)


async def claimed(life):
    return await life.db.run(by_system, life.conditions, mail_delivery.claim, limit=10, lease=60)


async def task_kinds(life, unit="hunan"):
    return [task.task_kind for task in await life.db.run(tasks.of_units, (unit,), limit=9)]


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
    await life.db.run(by_system, life.conditions, mail_delivery.sent, letter)
    assert await life.db.run(mail_delivery.next_due) is None


@pytest.mark.parametrize(
    ("why", "tries", "unknowns", "task_kind"),
    [
        (Undelivered.LATER, 1, 0, None),
        (Undelivered.LATER, 11, 0, None),
        (Undelivered.LATER, 12, 0, TaskKind.MAIL_FAILED),
        (Undelivered.REFUSED, 1, 0, TaskKind.MAIL_FAILED),
        (Undelivered.UNKNOWN, 1, 0, None),
        (Undelivered.UNKNOWN, 2, 1, None),
        (Undelivered.UNKNOWN, 3, 2, TaskKind.MAIL_UNCERTAIN),
        (Undelivered.UNKNOWN, 12, 0, TaskKind.MAIL_UNCERTAIN),
    ],
)
async def test_what_was_not_taken_goes_again_or_is_given_up(life, why, tries, unknowns, task_kind):
    await owed(life)
    [letter] = await claimed(life)
    tried = replace(letter.claimed, tries=tries, unknowns=unknowns)
    await life.db.run(
        by_system, life.conditions, mail_delivery.failed, replace(letter, claimed=tried), why
    )

    assert await task_kinds(life) == ([task_kind] if task_kind else [])
    due = await life.db.run(mail_delivery.next_due)
    assert due is None if task_kind else due == NOON + min(3 * HOUR, 60 * 2 ** (tries - 1))


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
    assert await task_kinds(life) == []
    await life.db.run(people.revoke, (await life.does(MODERATOR, _me)).who, "hengyang")
    await owed(life)
    assert len(await claimed(life)) == 1


def _me(req):
    return req.actor


async def test_what_was_switched_off_is_given_back_once(life):
    await owed(life)
    off = replace(life.conditions, mail=False)
    await life.db.run(by_system, life.conditions, mail_delivery.give_back)
    assert await task_kinds(life) == []
    for _ in range(2):
        await life.db.run(by_system, off, mail_delivery.give_back)

    assert await task_kinds(life) == [TaskKind.MAIL_MISSING]
    assert await life.db.run(mail_delivery.next_due) is None
    assert (
        await life.db.run(outbox_claims.claim_due, NOON, limit=9, lease=9, way=outbox.Way.MAIL)
        == ()
    )


# The words of the reporters.

PHONE = {"identity": Given(choice="confidential"), "contact": Given(text="13800138000")}
NAMED = {**PHONE, "identity": Given(choice="real_name"), "name": Given(text="Lin Wei")}


async def read(life):
    """What the newest letter has to read: each report's texts, a star for what was taken out."""
    letter = (await claimed(life))[-1]
    return [["*".join(text.pieces) for text in texts] for texts in letter.words.reports]


async def test_a_letter_has_the_words_without_the_contact_that_was_left(life):
    said = Given(text="I am Lin Wei, call 138 0013 8000. He is at 13900139000, boss@evil.cn")
    await owed(life, words=said, **NAMED)
    assert await read(life) == [["I am *, call *. He is at 13900139000, boss@evil.cn"]]


async def test_a_letter_has_a_place_in_words_and_captions_and_what_was_added(life):
    place = Given(text="the app Mangguo, call 13800138000")
    filed = await owed(life, link=place, **PHONE)
    [first] = await claimed(life)
    await life.db.run(by_system, life.conditions, mail_delivery.sent, first)
    await life.does(CITIZEN, forms.begin_on_report, filed.report.id, "addition")
    await life.does(CITIZEN, dialogs.answer, Given(text="once more: 13800138000"))

    assert await read(life) == [["the app Mangguo, call *", "they took my money", "once more: *"]]


async def test_a_contact_that_was_put_right_is_taken_out_in_both_forms(life):
    said = Given(text="13800138000, no, 13900139000")
    filed = await owed(life, words=said, **PHONE)
    await life.db.run(reporter_links.correct_contact, filed.report.id, phone="+8613900139000")
    assert await read(life) == [["*, no, *"]]


async def test_the_code_and_the_account_are_taken_out_of_what_is_added(life):
    filed = await owed(life)
    await claimed(life)
    who = await life.db.run(reporter_links.reporter, filed.report.id)
    assert await life.db.run(people.address, who) == CITIZEN
    await life.does(CITIZEN, forms.begin_on_report, filed.report.id, "addition")
    await life.does(CITIZEN, dialogs.answer, Given(text=f"my code is {filed.code.lower()}"))
    life.at += 60  # the lease of the first one is over
    assert (await read(life))[0][-1] == "my code is *"


async def test_where_a_contact_was_erased_nobody_knows_where_it_stands_so_no_words_go(life):
    await owed(life, words=Given(text="call 13800138000"), **PHONE)
    await life.does(CITIZEN, erasure.forget)
    [letter] = await claimed(life)

    assert letter.words.reports == ()
    assert letter.words.left_out == 1


async def test_words_of_an_anonymous_report_go_also_when_its_reporter_is_forgotten(life):
    await owed(life)
    await life.does(CITIZEN, erasure.forget)
    assert await read(life) == [["they took my money"]]


async def test_of_what_was_withdrawn_no_words_go_unless_a_life_is_in_danger(life):
    async def withdrawn(**answers):
        filed = await owed(life, **answers)
        await life.does(CITIZEN, forms.begin_on_report, filed.report.id, "withdrawal")
        await life.does(CITIZEN, dialogs.answer, Given(choice="yes"))
        return await read(life)

    assert await withdrawn() == []
    assert await withdrawn(danger=True) == [["they took my money"]]


async def test_of_two_reports_of_one_person_a_contact_left_with_one_is_taken_out_of_both(life):
    first = await owed(life, words=Given(text="mine is 13800138000"), **PHONE)
    second = await owed(life, words=Given(text="again, 13800138000"))
    other = await owed(life, account=STRANGER, words=Given(text="he has 13800138000"))
    for each in (second, other):
        await life.db.run(joins.move, each.report.case_id, first.report.case_id, NOON)

    letters = [each for each in await claimed(life) if each.case.id == first.report.case_id]
    texts = ["*".join(text.pieces) for report in letters[0].words.reports for text in report]
    assert texts == ["mine is *", "again, *", "he has 13800138000"]
