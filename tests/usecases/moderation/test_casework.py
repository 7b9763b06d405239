"""Cases moved by the use cases alone, on both databases: effects, guards, and who is told what."""

import pytest
from sqlalchemy import update

from conversation.form import Given
from domain.case import CITES_NO_RULE, Outcome
from domain.codes import code_from
from domain.core.errors import MovedOn, NotAllowed, NotFound, Refusal
from domain.network.people import Role, Verb
from domain.status import Status
from storage.audit import journal
from storage.cases import messages
from storage.cases.messages import Message
from storage.engine.tables import journal as table
from storage.network import people
from storage.queues import outbox_claims
from storage.reporting import reports
from tests.support.life import (
    ADMIN,
    CITIZEN,
    COLLEAGUE,
    LEAD,
    MODERATOR,
    STRANGER,
    Life,
)
from usecases.core.identifying import LEFT_OUT
from usecases.delivery import outbox_delivery
from usecases.dialogs import dialogs
from usecases.moderation import assignment, casework, forms
from usecases.reporting import forms as reporting_forms
from usecases.reporting import own_reports, reporter_actions
from usecases.session import by_system

DAY = 24 * 3600


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


async def told(life, kind):
    """Take all owed notices out of the outbox, settled; those of a kind."""
    return (await told_all(life)).get(kind, [])


async def told_all(life):
    """All owed notices by their kind."""
    found = {}
    for _ in range(20):
        owed = await life.db.run(
            by_system, life.conditions, outbox_delivery.claim, limit=50, lease=60
        )
        if not owed:
            break
        for each in owed:
            await life.db.run(by_system, life.conditions, outbox_delivery.sent, each, 1)
            found.setdefault(each.kind, []).append(each)
    return found


async def card_of(life, account, filed):
    return await life.does(account, casework.card, filed.report.case_id)


async def accepted(life):
    filed = await life.files()
    card = await card_of(life, MODERATOR, filed)
    return filed, await life.moves(MODERATOR, card, Verb.ACCEPT, category="fraud")


async def checked(life):
    filed, card = await accepted(life)
    seen = card.case.version
    return filed, await life.does(MODERATOR, casework.move, card.case.id, Verb.CHECK, seen=seen)


async def decided(life, outcome="removed_by_unit"):
    filed, card = await checked(life)
    seen = {"seen_gone": "self"} if outcome == "removed_by_unit" else {}
    texts = {"facts": "a shop", "feedback": "it is gone"}
    words = {"outcome": outcome, **seen, "rule": rule(life), **texts}
    if outcome in CITES_NO_RULE:
        del words["rule"]
    return filed, await life.moves(MODERATOR, card, Verb.DECIDE, **words)


def rule(life):
    return life.profile.taxonomy.rules_for("fraud")[0]


async def closed(life, outcome="removed_by_unit"):
    filed, card = await decided(life, outcome)
    seen = card.case.version
    return filed, await life.does(LEAD, casework.move, card.case.id, Verb.CONFIRM, seen=seen)


async def test_a_report_becomes_a_case_with_a_number_a_unit_and_a_clock(life):
    filed = await life.files()
    card = await card_of(life, MODERATOR, filed)
    assert card.case.number == "2611-0001"
    assert (card.case.status, card.case.unit) == (Status.SUBMITTED, "changsha")
    # One working day from Wednesday noon ends on Thursday at the close of office hours.
    assert card.case.due_at == life.at + DAY + 6 * 3600
    assert [target.raw for target in card.reports[0].targets] == ["https://example.org/shop"]
    assert card.reports[0].text == "they took my money"


async def test_numbers_run_on_within_a_month_and_begin_anew_in_the_next(life):
    for number in ("2611-0001", "2611-0002"):
        filed = await life.files()
        assert (await card_of(life, MODERATOR, filed)).case.number == number
    life.at += 10 * DAY
    filed = await life.files()
    assert (await card_of(life, MODERATOR, filed)).case.number == "2612-0001"


async def test_filing_tells_the_reporter_and_the_unit(life):
    filed = await life.files()
    owed = await told(life, "receipt")
    assert [(each.chat, each.facts.code) for each in owed] == [(CITIZEN, filed.code)]


async def test_the_units_moderators_are_told_and_nobody_else(life):
    await life.files()
    assert {each.chat for each in await told(life, "new_case")} == {MODERATOR, COLLEAGUE, LEAD}


async def test_a_unit_without_staff_has_its_parent_told(life):
    await life.files(region=Given(choice="yueyang"))
    assert {each.chat for each in await told(life, "new_case")} == {ADMIN}
    life.at += 60  # more in a minute would be one message
    await life.appoint(61, "hunan", Role.MODERATOR)
    await life.files(region=Given(choice="yueyang"))
    # A moderator above reads the case and may not move it: who may is told, too.
    assert {each.chat for each in await told(life, "new_case")} == {61, ADMIN}
    life.at += 60
    await life.appoint(62, "hunan", Role.LEAD)
    await life.files(region=Given(choice="yueyang"))
    assert {each.chat for each in await told(life, "new_case")} == {61, 62}


async def test_danger_to_life_has_an_hour_and_wakes_unit_and_parent(life):
    await life.appoint(61, "hunan", Role.LEAD)
    filed = await life.files(danger=True)
    card = await card_of(life, MODERATOR, filed)
    assert card.case.due_at == life.at + 3600
    owed = await told_all(life)
    assert {each.chat for each in owed["alarm"]} == {MODERATOR, COLLEAGUE, LEAD, 61}
    assert "new_case" not in owed  # whoever is woken reads the card in the alarm


async def test_the_queue_has_danger_first_then_the_oldest_and_ends_with_the_last_page(life):
    first = await life.files()
    for second in range(casework.PAGE):
        life.at += 1
        await life.files(100 + second)
    life.at += 1
    danger = await life.files(danger=True)
    page = (await life.does(MODERATOR, casework.queue)).page
    ids = [case.id for case in page.cases]
    assert ids[:2] == [danger.report.case_id, first.report.case_id]
    rest = (await life.does(MODERATOR, casework.queue, page.after)).page
    assert len(ids) + len(rest.cases) == casework.PAGE + 2
    assert rest.after is None
    assert not set(ids) & {case.id for case in rest.cases}


async def test_a_colleague_elsewhere_sees_nothing(life):
    filed = await life.files()
    await life.appoint(71, "yueyang", Role.LEAD)
    for account in (71, STRANGER, CITIZEN):
        with pytest.raises(NotFound):
            await life.does(account, casework.find, "2611-0001")
        with pytest.raises(NotFound):
            await life.does(account, assignment.take, filed.report.case_id, seen=1)
        with pytest.raises(NotFound):
            await life.does(account, forms.begin_on_case, filed.report.case_id, Verb.ACCEPT, seen=1)
    assert not (await life.does(71, casework.queue)).page.cases
    with pytest.raises(NotAllowed):
        await life.does(STRANGER, casework.queue)


async def test_accepting_confirms_the_category_and_sets_the_next_clock(life):
    _, card = await accepted(life)
    assert (card.case.status, card.case.category) == (Status.ACCEPTED, "fraud")
    assert card.is_mine
    owed = await told(life, "accepted")
    assert [each.chat for each in owed] == [CITIZEN]
    assert owed[0].notice.due_at == card.case.due_at > life.at + 5 * DAY


async def test_triage_may_change_the_category(life):
    filed = await life.files()
    card = await card_of(life, MODERATOR, filed)
    below = life.profile.taxonomy.under("gambling")
    words = {"category": "gambling", **({"subcategory": below[0]} if below else {})}
    card = await life.moves(MODERATOR, card, Verb.ACCEPT, **words)
    assert card.case.category == "gambling"
    assert card.case.subcategory == (below[0] if below else "")


async def test_not_accepted_has_a_reason_and_may_be_appealed_once(life):
    filed = await life.files()
    card = await card_of(life, MODERATOR, filed)
    card = await life.moves(
        MODERATOR, card, Verb.REFUSE, ground="out_of_remit", feedback="please turn to the police"
    )
    assert card.case.status is Status.NOT_ACCEPTED
    owed = await told(life, "not_accepted")
    assert owed[0].notice.feedback == "please turn to the police"
    assert owed[0].notice.appeal_until > life.at + 179 * DAY
    await appealed(life, filed)
    with pytest.raises(Refusal):
        await life.does(CITIZEN, reporting_forms.begin_on_report, filed.report.id, "appeal")


async def appealed(life, filed):
    await life.does(CITIZEN, reporting_forms.begin_on_report, filed.report.id, "appeal")
    await life.does(CITIZEN, dialogs.answer, Given(text="please look again"))


async def test_a_question_stops_the_clock_and_its_answer_lets_it_run(life):
    filed, card = await checked(life)
    due_at = card.case.due_at
    card = await life.moves(MODERATOR, card, Verb.ASK, question="which account was it?")
    assert card.case.status is Status.NEEDS_INFO
    assert [each.notice.question for each in await told(life, "question")] == [
        "which account was it?"
    ]
    life.at += 3 * DAY
    assert not card.case.is_overdue(due_at + 1)
    await life.does(CITIZEN, reporting_forms.begin_on_report, filed.report.id, "answer")
    await life.does(CITIZEN, dialogs.answer, Given(text="the red one"))
    card = await card_of(life, MODERATOR, filed)
    assert card.case.status is Status.VERIFYING
    # Six working days were left; from Saturday on the sixth is a Monday.
    assert card.case.due_at == due_at + 4 * DAY
    assert "the red one" in [message.text for message in card.messages]
    assert [each.chat for each in await told(life, "reporter_answered")] == [MODERATOR]


async def test_an_unanswered_question_lapses_after_its_time_and_not_before(life):
    filed, card = await checked(life)
    card = await life.moves(MODERATOR, card, Verb.ASK, question="which account?")
    assert Verb.LAPSE not in {move.verb for move in card.moves}
    with pytest.raises(Refusal):
        await life.moves(MODERATOR, card, Verb.LAPSE, sure="lapse")
    life.at += 15 * DAY
    card = await card_of(life, MODERATOR, filed)
    assert Verb.LAPSE in {move.verb for move in card.moves}
    card = await life.moves(MODERATOR, card, Verb.LAPSE, sure="lapse")
    assert card.case.status is Status.NOT_ACCEPTED
    assert len(await told(life, "lapsed")) == 1


async def test_measures_need_a_rule_of_the_category_and_words(life):
    _, card = await checked(life)
    asked = {"addressee": "phone", "told": "the host", "what": "remove"}
    found = {"rule": rule(life), "facts": "it is a fraud", "send": "yes"}
    card = await life.moves(MODERATOR, card, Verb.MEASURES, **asked, **found)
    assert card.case.status is Status.ACTING
    assert card.case.first_action_at == life.at
    assert len(await told(life, "acting")) == 1


async def test_a_decision_is_told_only_when_a_lead_has_confirmed_it(life):
    _, card = await decided(life)
    assert card.case.status is Status.FEEDBACK_PENDING
    assert not await told(life, "closed")
    with pytest.raises(Refusal):
        await life.does(
            COLLEAGUE, casework.move, card.case.id, Verb.CONFIRM, seen=card.case.version
        )
    card = await life.does(LEAD, casework.move, card.case.id, Verb.CONFIRM, seen=card.case.version)
    assert card.case.status is Status.CLOSED
    [news] = await told(life, "closed")
    assert (news.notice.outcome, news.notice.feedback) == ("removed_by_unit", "it is gone")
    assert news.notice.rule == rule(life)


async def test_nobody_confirms_a_grave_decision_of_their_own(life):
    await life.appoint(MODERATOR, "changsha", Role.LEAD)
    _, card = await decided(life, "not_upheld")
    with pytest.raises(Refusal) as refusal:
        await life.does(
            MODERATOR, casework.move, card.case.id, Verb.CONFIRM, seen=card.case.version
        )
    assert refusal.value.key == "refusal-four-eyes"
    assert Verb.CONFIRM not in {move.verb for move in card.moves}


async def test_a_void_decision_cites_no_rule(life):
    _, card = await decided(life, "void")
    assert card.decision.rule == ""
    assert card.decision.result == "void"


async def test_a_decision_sent_back_returns_to_its_author(life):
    filed, card = await decided(life)
    card = await card_of(life, LEAD, filed)
    card = await life.moves(LEAD, card, Verb.SEND_BACK, reason="name the account")
    assert (card.case.status, card.case.outcome) == (Status.VERIFYING, None)
    assert [each.chat for each in await told(life, "sent_back")] == [MODERATOR]


async def test_an_appeal_is_judged_by_somebody_else(life):
    filed, card = await closed(life)
    await appealed(life, filed)
    assert (await card_of(life, LEAD, filed)).case.status is Status.APPEALED
    assert not {Verb.DISMISS} & {m.verb for m in (await card_of(life, LEAD, filed)).moves}
    await life.appoint(81, "hunan", Role.LEAD)
    card = await life.does(81, casework.card, filed.report.case_id)
    card = await life.moves(81, card, Verb.DISMISS, feedback="it was right")
    assert card.case.status is Status.CLOSED
    [news] = await told(life, "appeal_result")
    assert news.notice.feedback == "it was right"
    with pytest.raises(Refusal):
        await life.does(CITIZEN, reporting_forms.begin_on_report, filed.report.id, "appeal")


async def test_an_appeal_may_change_or_remit_the_decision(life):
    await life.appoint(81, "hunan", Role.LEAD)
    filed, _ = await closed(life, "not_upheld")
    await appealed(life, filed)
    card = await life.does(81, casework.card, filed.report.case_id)
    words = {
        "outcome": "removed_by_unit",
        "seen_gone": "self",
        "rule": rule(life),
        "facts": "seen",
        "feedback": "you were right",
    }
    card = await life.moves(81, card, Verb.CHANGE, **words)
    assert card.case.status is Status.FEEDBACK_PENDING
    seen = card.case.version
    card = await life.does(ADMIN, casework.move, card.case.id, Verb.CONFIRM, seen=seen)
    assert (card.case.status, card.case.outcome) == (Status.CLOSED, Outcome.REMOVED_BY_UNIT)
    other, _ = await closed(life, "not_upheld")
    await appealed(life, other)
    card = await life.does(81, casework.card, other.report.case_id)
    card = await life.moves(81, card, Verb.REMIT, feedback="look at the second page")
    assert (card.case.status, card.case.closed_at) == (Status.VERIFYING, None)


async def test_a_withdrawn_report_ends_its_case_unless_a_life_is_in_danger(life):
    for danger, status in ((False, Status.WITHDRAWN), (True, Status.SUBMITTED)):
        filed = await life.files(danger=danger)
        await life.does(CITIZEN, reporting_forms.begin_on_report, filed.report.id, "withdrawal")
        await life.does(CITIZEN, dialogs.answer, Given(choice="yes"))
        assert (await card_of(life, MODERATOR, filed)).case.status is status
        standing = await life.does(CITIZEN, own_reports.look, filed.report.id)
        assert standing.report.status is Status.WITHDRAWN


async def test_of_two_moderators_one_wins_and_the_other_hears_of_it(life):
    filed = await life.files()
    await life.does(MODERATOR, assignment.take, filed.report.case_id, seen=1)
    with pytest.raises(MovedOn):
        await life.does(COLLEAGUE, assignment.take, filed.report.case_id, seen=1)
    with pytest.raises(MovedOn):
        await life.does(COLLEAGUE, forms.begin_on_case, filed.report.case_id, Verb.ACCEPT, seen=1)


async def test_a_form_outlived_by_its_case_moves_nothing_and_keeps_the_words(life):
    filed, card = await decided(life)
    card = await card_of(life, LEAD, filed)
    await life.does(LEAD, forms.begin_on_case, card.case.id, Verb.SEND_BACK, seen=card.case.version)
    await life.does(ADMIN, casework.move, card.case.id, Verb.CONFIRM, seen=card.case.version)
    with pytest.raises(MovedOn):
        await life.does(LEAD, dialogs.answer, Given(text="name the account"))
    assert (await card_of(life, LEAD, filed)).case.status is Status.CLOSED
    assert (await life.does(LEAD, dialogs.refused)).form.name == Verb.SEND_BACK


async def test_a_moderator_who_lost_the_role_can_press_nothing_any_more(life):
    filed = await life.files()
    await life.appoint(MODERATOR, "yueyang", Role.MODERATOR)

    def dismiss(tx):
        people.revoke(tx, people.who_is(tx, MODERATOR), "changsha")

    await life.db.run(dismiss)
    with pytest.raises(NotFound):
        await life.does(MODERATOR, forms.begin_on_case, filed.report.case_id, Verb.ACCEPT, seen=1)


async def test_a_note_stays_among_colleagues(life):
    filed = await life.files()
    card = await card_of(life, MODERATOR, filed)
    await told(life, "new_case")
    card = await life.moves(MODERATOR, card, Verb.NOTE, text="seems to be known in Yueyang")
    assert [message.kind for message in card.messages] == ["note"]
    assert not await life.db.run(outbox_claims.claim_due, life.at, limit=5, lease=1)


async def test_every_move_is_in_the_journal_and_the_chain_holds(life):
    _, card = await closed(life)
    entries = await life.db.run(journal.of_case, card.case.id)
    assert [entry.verb for entry in entries] == ["submit", "accept", "check", "decide", "confirm"]
    assert [entry.to for entry in entries][-1] == Status.CLOSED
    assert await life.db.run(journal.first_break, card.case.id) is None


async def test_a_changed_entry_of_the_journal_is_found(life):
    _, card = await closed(life)

    def forge(tx):
        tx.execute(
            update(table)
            .where(table.c.case_id == card.case.id, table.c.verb == "decide")
            .values(who="somebody-else")
        )

    await life.db.run(forge)
    assert await life.db.run(journal.first_break, card.case.id) is not None


async def test_an_addition_reaches_the_unit_even_after_closing(life):
    filed, _ = await closed(life)
    await told(life, "new_case")
    await life.does(CITIZEN, reporting_forms.begin_on_report, filed.report.id, "addition")
    await life.does(CITIZEN, dialogs.answer, Given(text="they are back"))
    assert [each.chat for each in await told(life, "reporter_added")] == [MODERATOR]


async def test_a_query_code_opens_a_report_from_any_account_and_shows_no_buttons(life):
    filed = await life.files()
    standing = await life.does(STRANGER, own_reports.track, filed.code.lower())
    assert standing.report.status is Status.SUBMITTED
    assert not standing.own
    assert not standing.verbs


async def test_unknown_codes_look_alike_and_are_throttled(life):
    filed = await life.files()
    other = filed.code
    unknown = next(code for n in range(9) if (code := code_from(n)) != other)
    for _ in range(20):
        assert await life.does(STRANGER, own_reports.track, unknown) is None
    with pytest.raises(Refusal) as refusal:
        await life.does(STRANGER, own_reports.track, other)
    assert refusal.value.key == "track-quota"


async def test_somebody_elses_report_looks_like_none(life):
    filed = await life.files()
    for use_case in (own_reports.look, own_reports.may_add):
        with pytest.raises(NotFound) as refusal:
            await life.does(STRANGER, use_case, filed.report.id)
        assert refusal.value.key == "track-unknown"
        with pytest.raises(NotFound) as refusal:
            await life.does(STRANGER, use_case, 999_999)
        assert refusal.value.key == "track-unknown"


async def test_a_closed_report_can_be_rated(life):
    filed, _ = await closed(life)
    standing = await life.does(CITIZEN, own_reports.look, filed.report.id)
    assert standing.can_rate
    standing = await life.does(CITIZEN, reporter_actions.rate, filed.report.id, 4)
    assert standing.report.rating == 4
    with pytest.raises(Refusal):
        await life.does(CITIZEN, reporter_actions.rate, filed.report.id, 6)


@pytest.mark.parametrize("danger", [False, True])
async def test_a_contact_that_a_custodian_guards_is_left_out_of_what_staff_read(life, danger):
    words = "They took my money. Call me: 138 0013 8000."
    filed = await life.files(
        identity=Given(choice="confidential"),
        contact=Given(text="13800138000"),
        words=Given(text=words),
        danger=danger,
    )
    later = Message(
        case_id=filed.report.case_id,
        report_id=filed.report.id,
        kind="addition",
        author="",
        text="Or at 138-0013-8000.",
        written_at=1,
    )
    await life.db.run(messages.add, later)
    card = await life.does(MODERATOR, casework.card, filed.report.case_id)
    [report] = card.reports
    added = card.messages[-1].text
    assert ("8000" in report.text, "8000" in added) == (danger, danger)
    assert report.text == (words if danger else words.replace("138 0013 8000", LEFT_OUT))
    assert "Or at" in added
    assert await life.db.run(reports.text_of, filed.report.id) == words  # nothing stored changes


async def test_a_contact_is_left_out_of_a_described_place(life):
    guarded = {
        "identity": Given(choice="confidential"),
        "contact": Given(text="13800138000"),
        "link": Given(text="A chat group that I joined as 138 0013 8000"),
    }
    first = await life.files(**guarded)
    card = await life.does(MODERATOR, casework.card, first.report.case_id)
    shown = [place.raw for place in card.reports[0].targets] + [card.reports[0].text]
    assert not any("8000" in each for each in shown), shown
