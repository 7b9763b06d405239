"""Who reported a case acts on it in no way: others are asked, and asked for everything."""

import pytest

from conversation.form import Given
from domain.case import Outcome
from domain.core.errors import Refusal
from domain.identity import Purpose
from domain.network.people import Role, Verb
from domain.notices.case_notices import NewCaseNotice
from domain.status import Status
from storage.audit import journal
from storage.cases import cases
from storage.cases import joins as rows
from storage.cases import reviewers as rows_of_reviewers
from storage.engine.tables import reporter_links as links
from storage.identity import erasing, identities
from storage.network import people
from storage.queues import outbox
from storage.queues.outbox import Owed, Rank
from tests.support.life import ADMIN, CITIZEN, COLLEAGUE, LEAD, MODERATOR, STRANGER, Life
from tests.usecases.cases.test_merging import joins
from tests.usecases.moderation.test_casework import (
    appealed,
    card_of,
    checked,
    closed,
    rule,
    told,
    told_all,
)
from usecases import session
from usecases.cases import alarms, reviewers
from usecases.dialogs import dialogs
from usecases.identity import contact_requests
from usecases.moderation import assignment, casework, forms, manual_entry
from usecases.reporting import erasure, own_reports
from usecases.reporting import forms as reporting_forms
from usecases.session import by_system

PARENT_LEAD, CUSTODIAN, OTHER_CUSTODIAN = 81, 91, 92
GONE = {"outcome": "removed_by_unit", "seen_gone": "self"}
WORDS = {"facts": "seen", "feedback": "you were right"}


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


async def who(life, account):
    return await life.db.run(people.who_is, account)


async def reports_too(life, account, filed):
    """Somebody reports what is reported already, and a colleague joins the two."""
    again = await life.files(account)
    by = COLLEAGUE if account != COLLEAGUE else MODERATOR
    await joins(life, again.report, filed.report, by)


def chats(found):
    return {each.chat for each in found}


async def test_a_report_of_a_colleague_is_announced_to_the_others(life):
    await life.files(MODERATOR)
    assert chats(await told(life, "new_case")) == {COLLEAGUE, LEAD}


async def test_where_all_of_a_unit_have_reported_the_unit_above_is_asked(life):
    await life.appoint(PARENT_LEAD, "hunan", Role.LEAD)
    filed = await life.files(MODERATOR)
    for account in (COLLEAGUE, LEAD):
        again = await life.files(account)
        await joins(life, again.report, filed.report, PARENT_LEAD)
    await told_all(life)
    await life.does(STRANGER, session.greet)
    third = await life.files(STRANGER)
    await joins(life, third.report, filed.report, PARENT_LEAD)
    await life.does(STRANGER, adds, third.report.id)
    assert chats(await told(life, "reporter_added")) == {PARENT_LEAD}
    case = await life.db.run(cases.get, filed.report.case_id)
    asked = await life.db.run(by_system, life.conditions, alarms.woken, case)
    assert {person.who for person in asked} == {await who(life, PARENT_LEAD)}


async def test_a_decision_on_a_leads_own_report_goes_to_the_lead_above_and_its_reason_names_nobody(
    life,
):
    await life.appoint(PARENT_LEAD, "hunan", Role.LEAD)
    filed, card = await checked(life)
    await reports_too(life, LEAD, filed)
    await told_all(life)
    card = await card_of(life, MODERATOR, filed)
    words = {**GONE, "rule": rule(life), **WORDS}
    card = await life.moves(MODERATOR, card, Verb.DECIDE, **words)

    wanted = await told(life, "confirm_wanted")
    assert chats(wanted) == {PARENT_LEAD}
    assert wanted[0].notice.why == "alone"  # the words of it say of no lead why they may not
    with pytest.raises(Refusal, match="refusal-own-report"):
        await life.does(LEAD, casework.move, card.case.id, Verb.CONFIRM, seen=card.case.version)


async def test_an_attempt_on_an_own_report_is_written_nowhere(life):
    filed = await life.files(LEAD)
    before = await life.db.run(journal.of_case, filed.report.case_id)
    for verb in (Verb.ACCEPT, Verb.REFUSE, Verb.TRANSFER, Verb.NOTE):
        with pytest.raises(Refusal, match="refusal-own-report"):
            await life.does(LEAD, forms.begin_on_case, filed.report.case_id, verb, seen=1)
    assert await life.db.run(journal.of_case, filed.report.case_id) == before
    card = await card_of(life, LEAD, filed)
    assert (card.own, card.moves, card.deeds, card.can_take) == (True, (), (), False)


async def test_a_form_opened_before_the_own_report_was_joined_moves_nothing(life):
    filed, card = await checked(life)
    opened = await life.does(
        LEAD, forms.begin_on_case, card.case.id, Verb.NOTE, seen=card.case.version
    )
    await reports_too(life, LEAD, filed)
    with pytest.raises(Refusal, match="refusal-own-report"):
        await life.does(LEAD, forms_answer, opened)


def forms_answer(req, opened):
    return dialogs.answer(req, Given(text="a note", draft=opened.sheet.draft.id))


async def test_whoever_has_a_case_and_reports_the_same_is_not_asked_about_it_any_more(life):
    filed, card = await checked(life)
    assert card.case.assignee == await who(life, MODERATOR)
    await reports_too(life, MODERATOR, filed)
    await told_all(life)
    await life.does(CITIZEN, adds, filed.report.id)
    assert chats(await told(life, "reporter_added")) == {COLLEAGUE, LEAD}


def adds(req, report_id):
    opened = reporting_forms.begin_on_report(req, report_id, "addition")
    return dialogs.answer(req, Given(text="this one", draft=opened.sheet.draft.id))


async def test_a_notice_on_its_way_does_not_reach_who_has_reported_the_case(life):
    filed = await life.files(MODERATOR)
    await told_all(life)
    owed = Owed(
        notice=NewCaseNotice(),
        recipient=await who(life, MODERATOR),
        rank=Rank.NEWS,
        case_id=filed.report.case_id,
        order_key="staff",
    )
    await life.db.run(outbox.put, owed, life.at)
    assert [each.withheld for each in await told(life, "new_case")] == [True]


async def test_an_alarm_wakes_everybody_but_who_reported_the_danger(life):
    filed = await life.files(LEAD, danger=True)
    case = await life.db.run(cases.get, filed.report.case_id)
    found = await life.db.run(by_system, life.conditions, alarms.woken, case)
    assert {each.who for each in found} == {await who(life, MODERATOR), await who(life, COLLEAGUE)}


async def test_nobody_joins_a_case_to_one_that_they_reported(life):
    own = await life.files(MODERATOR)
    other = await life.files(CITIZEN)
    with pytest.raises(Refusal, match="refusal-own-report"):
        await joins(life, other.report, own.report, MODERATOR)


async def custodian(life, account):
    await life.does(account, session.greet)
    await life.db.run(people.set_custodian, await who(life, account), custodian=True)


async def test_a_custodian_who_reported_the_case_neither_hears_of_a_request_nor_answers_it(life):
    for account in (CUSTODIAN, OTHER_CUSTODIAN):
        await custodian(life, account)
    filed = await life.files(CITIZEN, identity=Given(choice="confidential"))
    again = await life.files(CUSTODIAN)
    await joins(life, again.report, filed.report)
    await told_all(life)
    card = await card_of(life, MODERATOR, filed)
    await life.moves(
        MODERATOR, card, Verb.ASK_IDENTITY, purpose=Purpose.CONTACT, reason="a witness is needed"
    )
    assert chats(await told(life, "identity_wanted")) == {OTHER_CUSTODIAN}
    (request,) = await life.db.run(identities.of_case, filed.report.case_id)
    with pytest.raises(Refusal, match="refusal-own-report"):
        await life.does(CUSTODIAN, contact_requests.grant, request.id)
    with pytest.raises(Refusal, match="refusal-own-report"):  # nor reads who asks, and why
        await life.does(CUSTODIAN, contact_requests.look, request.id)
    assert (await life.does(CUSTODIAN, contact_requests.listed)).views == ()
    assert len((await life.does(OTHER_CUSTODIAN, contact_requests.listed)).views) == 1
    await life.does(OTHER_CUSTODIAN, contact_requests.grant, request.id)

    again = await life.files(MODERATOR)  # and who asked reports the same before it is shown
    await joins(life, again.report, filed.report, COLLEAGUE)
    with pytest.raises(Refusal, match="refusal-own-report"):
        await life.does(MODERATOR, contact_requests.show, request.id)


async def changed(life, outcome=Outcome.REMOVED_BY_UNIT):
    """A refusal that the lead above has changed on an appeal."""
    await life.appoint(PARENT_LEAD, "hunan", Role.LEAD)
    filed, _ = await closed(life, "not_upheld")
    await appealed(life, filed)
    await told_all(life)
    card = await life.does(PARENT_LEAD, casework.card, filed.report.case_id)
    seen = {"seen_gone": "self"} if outcome == Outcome.REMOVED_BY_UNIT else {}
    words = {"outcome": outcome, **seen, "rule": rule(life), **WORDS}
    return filed, await life.moves(PARENT_LEAD, card, Verb.CHANGE, **words)


async def confirms(life, account, case):
    return await life.does(account, casework.move, case.id, Verb.CONFIRM, seen=case.version)


async def test_a_grave_change_on_an_appeal_waits_for_a_second_person(life):
    filed, card = await changed(life)

    assert card.case.status is Status.FEEDBACK_PENDING
    found = await told_all(life)
    assert chats(found["confirm_wanted"]) == {ADMIN}
    assert "appeal_result" not in found
    standing = await life.does(CITIZEN, own_reports.look, filed.report.id)
    assert (standing.kind, standing.result) == ("finding", "not_upheld")  # as it was told
    for account in (PARENT_LEAD, LEAD):  # who changed it, and who had confirmed what it changes
        with pytest.raises(Refusal, match="refusal-four-eyes"):
            await confirms(life, account, card.case)

    card = await confirms(life, ADMIN, card.case)

    assert (card.case.status, card.case.outcome) == (Status.CLOSED, Outcome.REMOVED_BY_UNIT)
    assert [each.notice.result for each in await told(life, "appeal_result")] == ["removed_by_unit"]
    standing = await life.does(CITIZEN, own_reports.look, filed.report.id)
    assert (standing.kind, standing.result) == ("appeal", "removed_by_unit")


async def test_a_change_that_is_sent_back_leaves_the_appeal_and_the_former_decision(life):
    filed, card = await changed(life)
    before = await life.db.run(cases.get, card.case.id)
    assert before.came_from is Status.APPEALED
    await told_all(life)
    card = await card_of(life, ADMIN, filed)

    card = await life.moves(ADMIN, card, Verb.SEND_BACK, reason="name the page")

    case = card.case
    assert (case.status, case.outcome, case.came_from) == (
        Status.APPEALED,
        Outcome.NOT_UPHELD,
        None,
    )
    assert (case.decided_by, case.confirmed_by) == (
        await who(life, MODERATOR),
        await who(life, LEAD),
    )
    assert PARENT_LEAD in chats(await told(life, "appeal_entered"))
    standing = await life.does(CITIZEN, own_reports.look, filed.report.id)
    assert standing.result == "not_upheld"
    card = await card_of(life, PARENT_LEAD, filed)  # who may judge it once more
    words = {**GONE, "rule": rule(life), **WORDS}
    card = await life.moves(PARENT_LEAD, card, Verb.CHANGE, **words)
    assert (await confirms(life, ADMIN, card.case)).case.status is Status.CLOSED


async def test_who_reported_judges_neither_the_appeal_nor_its_change(life):
    await life.appoint(PARENT_LEAD, "hunan", Role.LEAD)
    filed, _ = await closed(life)
    await appealed(life, filed)
    again = await life.files(STRANGER)
    case = await life.db.run(cases.get, filed.report.case_id)
    found = await life.db.run(by_system, life.conditions, reviewers.of_case, case)
    assert [each.who for each in found.reviewers.people] == [await who(life, PARENT_LEAD)]

    await life.db.run(move_into, again.report.case_id, case.id, await who(life, PARENT_LEAD))

    found = await life.db.run(by_system, life.conditions, reviewers.of_case, case)
    assert [each.who for each in found.reviewers.people] == [await who(life, ADMIN)]


def move_into(tx, start, to, reporter):
    """Join a report to a case, as one of this person."""
    (report_id,) = rows.move(tx, start, to, 1)
    tx.execute(links.update().where(links.c.report_id == report_id).values(who=reporter))


async def test_staff_who_forget_their_account_still_do_not_act_on_what_they_reported(life):
    filed = await life.files(LEAD)
    other = await life.files(MODERATOR)
    await joins(life, other.report, filed.report, COLLEAGUE)
    case = await life.db.run(cases.get, filed.report.case_id)

    for account in (LEAD, MODERATOR):
        await life.does(account, erasure.forget)

    both = {await who(life, LEAD), await who(life, MODERATOR)}
    asked = {*both, await who(life, COLLEAGUE), await who(life, ADMIN)}
    assert await life.db.run(rows_of_reviewers.reported, case.id, asked) == both
    for account in (LEAD, MODERATOR):
        with pytest.raises(Refusal, match="refusal-own-report"):
            await life.does(account, assignment.take, case.id, seen=case.version)
    await life.does(COLLEAGUE, assignment.take, case.id, seen=case.version)


async def test_the_mark_of_staff_is_no_fingerprint_and_goes_with_the_case_or_the_role(life):
    first, second = await life.files(LEAD), await life.files(LEAD)
    citizens = await life.files(CITIZEN)
    for account in (LEAD, CITIZEN):
        await life.does(account, erasure.forget)

    kept = await life.db.run(marks)
    assert None not in (kept[first.report.id], kept[second.report.id])
    assert kept[first.report.id] != kept[second.report.id]  # one says nothing about another
    assert await who(life, LEAD) not in kept.values()
    assert kept[citizens.report.id] is None

    await life.db.run(erasing.contents, first.report.case_id, life.at)
    kept = await life.db.run(marks)
    assert (kept[first.report.id], kept[second.report.id] is None) == (None, False)

    await life.db.run(people.revoke, await who(life, LEAD), "changsha")
    await life.does(LEAD, erasure.forget)
    assert set((await life.db.run(marks)).values()) == {None}


def marks(tx):
    return {row.report_id: row.staff_mark for row in tx.execute(links.select()).all()}


async def test_a_returned_mail_about_an_own_report_is_entered_by_a_colleague(life):
    filed = await life.files(LEAD)
    case = await life.db.run(cases.get, filed.report.case_id)
    with pytest.raises(Refusal, match="refusal-own-report"):
        await life.does(LEAD, enters_a_bounce, case.number)
    assert "enter" not in [each.verb for each in await life.db.run(journal.of_case, case.id)]
    await life.does(COLLEAGUE, enters_a_bounce, case.number)
    assert "enter" in [each.verb for each in await life.db.run(journal.of_case, case.id)]


def enters_a_bounce(req, number):
    opened = manual_entry.begin_by_number(req, "bounce")
    return dialogs.answer(req, Given(text=number, draft=opened.sheet.draft.id))
