"""Cases of people who lost their role are freed in batches, and only when roles have changed."""

from conversation.form import Given
from domain.network.people import Role, Verb
from domain.status import Status
from storage.audit import journal
from storage.cases import cases
from storage.network import people
from tests.support.life import CITIZEN, COLLEAGUE, LEAD, MODERATOR, Life
from usecases.cases import alarms, holders
from usecases.dialogs import dialogs
from usecases.moderation import assignment, casework
from usecases.reporting import forms as reporting_forms
from usecases.session import by_system


async def test_batch_by_batch_until_none_is_left(db, profile, monkeypatch):
    monkeypatch.setattr(holders, "BATCH", 2)
    life = Life(db, profile)
    await life.cast()
    for account in (MODERATOR, COLLEAGUE, MODERATOR, MODERATOR, LEAD):
        case_id = (await life.files()).report.case_id
        card = await life.does(account, casework.card, case_id)
        await life.does(account, assignment.take, case_id, seen=card.case.version)

    def look():
        return db.run(by_system, life.conditions, holders.look)

    assert [await look(), await look()] == [0, 0]
    who = await db.run(people.who_is, MODERATOR)
    await db.run(people.revoke, who, "changsha")
    assert [await look() for _ in range(4)] == [2, 1, 0, 0]
    left = await db.run(
        lambda tx: {each: people.account(tx, each) for each in holders.rows.of_all_cases(tx)}
    )
    assert set(left.values()) == {COLLEAGUE, LEAD}


async def appealed(life, taker):
    """A case that a moderator has refused and its reporter appeals; somebody has taken it."""
    case_id = (await life.files()).report.case_id
    card = await life.does(MODERATOR, casework.card, case_id)
    await life.moves(MODERATOR, card, Verb.REFUSE, ground="no_rule_broken", words="lawful")
    await life.does(CITIZEN, reporting_forms.begin_on_report, 1, "appeal")
    await life.does(CITIZEN, dialogs.answer, Given(text="they did not look at the video"))
    card = await life.does(taker, casework.card, case_id)
    await life.does(taker, assignment.take, case_id, seen=card.case.version)
    return await life.db.run(cases.get, case_id)


async def test_a_lead_who_becomes_a_moderator_gives_appeals_back_and_nothing_else(db, profile):
    life = Life(db, profile)
    await life.cast()
    case = await appealed(life, LEAD)
    plain = (await life.files()).report.case_id
    card = await life.does(LEAD, casework.card, plain)
    await life.does(LEAD, assignment.take, plain, seen=card.case.version)
    assert case.status is Status.APPEALED
    assert case.assignee is not None
    await db.run(by_system, life.conditions, holders.look)

    person = await life.appoint(LEAD, "changsha", Role.MODERATOR)
    assert await db.run(by_system, life.conditions, holders.look) == 1
    assert (await db.run(cases.get, case.id)).assignee is None
    assert (await db.run(cases.get, plain)).assignee == person.who
    last = (await db.run(journal.of_case, case.id))[-1]
    assert (last.verb, last.who) == (Verb.GIVE_BACK, "system")


async def test_a_decision_that_waits_stays_with_who_took_it(db, profile):
    life = Life(db, profile)
    await life.cast()
    case = await appealed(life, LEAD)
    person = await life.appoint(MODERATOR, "changsha", Role.MODERATOR)
    stands = {"status": Status.FEEDBACK_PENDING, "assignee": person.who}
    await db.run(lambda tx: cases.change(tx, case.id, seen=case.version, **stands))
    await life.appoint(COLLEAGUE, "changsha", Role.LEAD)
    assert await db.run(by_system, life.conditions, holders.look) == 0


async def test_an_alarm_on_an_appeal_wakes_those_alone_who_may_review_it(db, profile):
    life = Life(db, profile)
    await life.cast()
    case = await appealed(life, LEAD)

    def woken(req):
        return {people.account(req.tx, each.who) for each in alarms.woken(req, case)}

    assert await db.run(by_system, life.conditions, woken) == {LEAD}
