"""A join that is undone: reports, state, deadlines and notices are as before."""

import pytest
from sqlalchemy import select, update

from conversation.form import Given, GivenFile
from domain.case import Priority
from domain.core.errors import NotFound, Refusal
from domain.likeness import Trait
from domain.network.people import Role, Verb
from domain.status import Status
from storage.audit import journal
from storage.cases import cases, joins, messages
from storage.engine.public_tables import META
from storage.engine.tables import cases as case_rows
from storage.engine.tables import likenesses, targets
from storage.evidence import evidence_reading
from storage.reporting import reports, similarity
from tests.support.life import CITIZEN, COLLEAGUE, LEAD, MODERATOR, NOON, STRANGER, Life
from tests.support.recount import counted, recounted
from tests.usecases.cases.test_merging import (
    ELSEWHERE,
    LINK,
    STORY,
    alike,
    card,
    case_of,
    change,
)
from tests.usecases.cases.test_merging import joins as joins_to
from tests.usecases.moderation.test_casework import told
from usecases.cases import archiving
from usecases.cases import similarity as renewing
from usecases.dialogs import dialogs
from usecases.moderation import casework
from usecases.reporting import forms as reporting_forms
from usecases.reporting import own_reports
from usecases.session import by_system

HOUR, DAY = 3600, 24 * 3600


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


async def undo(life, report_or_case, account=MODERATOR):
    case_id = getattr(report_or_case, "case_id", None) or report_or_case.id
    case = await life.db.run(cases.get, case_id)
    return await life.does(account, casework.move, case.id, Verb.UNJOIN, seen=case.version)


async def snapshot(life, case_id):
    """All that stands in the database about a case, but for what every change leaves."""

    def read(tx):
        found = {}
        for table in META.sorted_tables:
            if table.name in {"journal", "case_joins", "joined_reports", "group_cards"}:
                continue
            if "case_id" in table.c:
                rows = tx.execute(select(table).where(table.c.case_id == case_id)).mappings()
            elif table.name == "cases":
                rows = tx.execute(select(table).where(table.c.id == case_id)).mappings()
            else:
                continue
            if table.name == "outbox":
                continue
            drop = {"sealed", "version", "id"} if table.name != "cases" else {"version"}
            found[table.name] = sorted(
                tuple(sorted((key, str(value)) for key, value in row.items() if key not in drop))
                for row in rows
            )
        return found

    return await life.db.run(read)


async def two(life, **answers):
    one = (await life.files(CITIZEN, link=LINK, words=Given(text=STORY))).report
    near = Given(text=STORY.replace("mother", "aunt"))
    other = (await life.files(STRANGER, link=LINK, words=near, **answers)).report
    return one, other


async def test_everything_of_both_cases_is_as_before(life):
    one, other = await two(life)
    await life.moves(
        MODERATOR, await card(life, other), Verb.NOTE, text="seen by the colleague of the day"
    )
    before = [await snapshot(life, each.case_id) for each in (one, other)]

    await joins_to(life, other, one)
    life.at += HOUR
    shown = await undo(life, other)

    assert shown.case.status is Status.SUBMITTED
    after = [await snapshot(life, each.case_id) for each in (one, other)]
    assert after == before


async def test_the_reports_are_read_and_each_reporter_finds_their_own_case(life):
    one, other = await two(life)
    codes = [await life.db.run(reports.code_of, each.id) for each in (one, other)]
    await joins_to(life, other, one)
    await undo(life, other)

    again = [await life.db.run(reports.code_of, each.id) for each in (one, other)]
    assert again == codes
    shown = await card(life, other)
    assert [view.report.id for view in shown.reports] == [other.id]
    assert "my aunt" in shown.reports[0].text
    assert [view.report.id for view in (await card(life, one)).reports] == [one.id]
    standing = await life.does(STRANGER, own_reports.look, other.id)
    assert (standing.others, standing.report.case_id) == (0, shown.case.id)


async def test_both_are_suggested_to_each_other_again(life):
    one, other = await two(life)
    suggested = alike(await card(life, other))
    assert suggested == {one.case_id: (Trait.URL, Trait.TEXT)}
    await joins_to(life, other, one)
    await undo(life, other)

    assert alike(await card(life, other)) == suggested
    assert alike(await card(life, one)) == {other.case_id: (Trait.URL, Trait.TEXT)}


async def test_an_accepted_case_comes_back_accepted_with_its_deadline_and_is_not_told_again(life):
    one, other = await two(life)
    for report in (one, other):
        await life.moves(MODERATOR, await card(life, report), Verb.ACCEPT, category="fraud")
    due_at = (await case_of(life, other)).due_at
    await joins_to(life, other, one)
    await undo(life, other)

    case = await case_of(life, other)
    assert (case.status, case.due_at, case.closed_at) == (Status.ACCEPTED, due_at, None)
    accepted = [e for e in await told(life, "accepted") if e.owed.report_id == other.id]
    assert len(accepted) == 1


async def test_news_of_the_join_that_had_not_gone_out_is_taken_back(life):
    one, other = await two(life)
    await joins_to(life, other, one)
    await undo(life, other)
    assert await told(life, "joined") == []


async def test_who_was_told_of_the_join_is_not_told_a_second_time(life):
    one, other = await two(life)
    await joins_to(life, other, one)
    assert len(await told(life, "joined")) == 1
    await undo(life, other)
    again = await card(life, other)
    assert again.case.status is Status.SUBMITTED
    await joins_to(life, other, one)
    assert await told(life, "joined") == []


async def test_a_danger_that_went_over_goes_back(life):
    one, other = await two(life, danger=True)
    before = [await case_of(life, each) for each in (one, other)]
    await joins_to(life, other, one)
    await undo(life, other)

    for report, was in zip((one, other), before, strict=True):
        case = await case_of(life, report)
        assert (case.priority, case.due_at, case.alarm_at) == (
            was.priority,
            was.due_at,
            was.alarm_at,
        )


async def test_a_danger_that_somebody_has_taken_rings_no_more(life):
    one, other = await two(life, danger=True)
    await joins_to(life, other, one)
    seen = (await case_of(life, one)).version
    await life.does(COLLEAGUE, casework.move, one.case_id, Verb.HAVE, seen=seen)
    await undo(life, other)

    case = await case_of(life, other)
    assert (case.priority, case.alarm_at) == (Priority.DANGER, None)


async def test_what_was_done_on_the_other_case_meanwhile_stays(life):
    one, other = await two(life)
    await joins_to(life, other, one)
    await life.moves(MODERATOR, await card(life, one), Verb.ACCEPT, category="fraud")
    due_at = (await case_of(life, one)).due_at
    await undo(life, other)

    assert (await case_of(life, one)).due_at == due_at
    assert (await case_of(life, one)).status is Status.ACCEPTED
    assert (await case_of(life, other)).status is Status.SUBMITTED


async def test_what_the_reporter_added_meanwhile_goes_along(life):
    one, other = await two(life)
    await joins_to(life, other, one)
    await life.does(STRANGER, reporting_forms.begin_on_report, other.id, "addition")
    await life.does(STRANGER, dialogs.answer, Given(text="see https://example.net/more"))
    await life.does(STRANGER, reporting_forms.begin_on_report, other.id, "addition")
    photo = GivenFile(kind="photo", file_id="g", unique_id="g", size=1)
    await life.does(STRANGER, dialogs.answer, Given(files=(photo,), message_id=3))
    await life.does(STRANGER, dialogs.answer, Given(command="done"))
    await undo(life, other)

    texts = [
        m.text for m in await life.db.run(lambda tx: messages.last(tx, other.case_id, limit=9))
    ]
    assert any("example.net/more" in text for text in texts)
    assert await life.db.run(lambda tx: messages.last(tx, one.case_id, limit=9)) == ()
    assert len(await life.db.run(evidence_reading.of_case, other.case_id)) == 1
    assert await life.db.run(evidence_reading.of_case, one.case_id) == ()
    of_case = select(targets.c.id).where(targets.c.case_id == other.case_id)
    assert len(await life.db.run(lambda tx: tx.execute(of_case).all())) == 2


async def test_a_chain_is_undone_from_either_end(life):
    one, other = await two(life)
    third = (await life.files(COLLEAGUE, link=LINK)).report
    await joins_to(life, third, other)
    await joins_to(life, other, one)
    await undo(life, third)
    assert [r.id for r in await life.db.run(reports.of_case, third.case_id)] == [third.id]
    assert [r.id for r in await life.db.run(reports.of_case, one.case_id)] == [one.id, other.id]
    await undo(life, other)
    assert [r.id for r in await life.db.run(reports.of_case, other.case_id)] == [other.id]
    assert [r.id for r in await life.db.run(reports.of_case, third.case_id)] == [third.id]

    await joins_to(life, third, other)
    await joins_to(life, other, one)
    await undo(life, other)
    assert [r.id for r in await life.db.run(reports.of_case, other.case_id)] == [other.id, third.id]
    await undo(life, third)
    assert [r.id for r in await life.db.run(reports.of_case, third.case_id)] == [third.id]


async def test_the_figures_and_the_journal_say_so(life):
    one, other = await two(life)
    await joins_to(life, other, one)
    await undo(life, other)

    def both(tx):
        return counted(tx), recounted(tx, life.profile.timezone)

    stands, again = await life.db.run(both)
    assert stands == again
    assert {kind for _, _, kind, _ in stands} >= {"joined", "unjoined"}
    for report in (one, other):
        entries = await life.db.run(journal.of_case, report.case_id)
        assert entries[-1].verb == "unjoin"
        assert await life.db.run(journal.first_break, report.case_id) is None


async def refused(life, report, account=MODERATOR):
    with pytest.raises(Refusal) as why:
        await undo(life, report, account)
    return why.value.key


async def test_after_a_day_it_cannot_be_undone_and_nothing_is_kept_of_it(life):
    one, other = await two(life)
    await joins_to(life, other, one)
    life.at += DAY
    assert Verb.UNJOIN in {move.verb for move in (await card(life, other)).moves}
    life.at += 1
    assert Verb.UNJOIN not in {move.verb for move in (await card(life, other)).moves}
    assert await refused(life, other) == "unjoin-too-late"
    await life.db.run(by_system, life.conditions, archiving.forget_joins)
    assert await life.db.run(joins.get, other.case_id) is None


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"status": Status.CLOSED}, "unjoin-decided"),
        ({"status": Status.FEEDBACK_PENDING}, "unjoin-decided"),
        ({"status": Status.NEEDS_INFO, "paused_at": NOON}, "unjoin-asked"),
    ],
)
async def test_what_became_of_the_other_case_stands_against_it(life, values, key):
    one, other = await two(life)
    await joins_to(life, other, one)
    await change(life, one, **values)
    assert await refused(life, other) == key


async def test_what_was_decided_meanwhile_stays_also_while_an_appeal_runs(life):
    one, other = await two(life)
    await joins_to(life, other, one)
    life.at += HOUR
    refusal = {"ground": "out_of_remit", "feedback": "please turn to the police"}
    turn = await life.moves(MODERATOR, await card(life, one), Verb.REFUSE, **refusal)
    assert turn.case.status is Status.NOT_ACCEPTED
    life.at += HOUR
    await life.does(CITIZEN, reporting_forms.begin_on_report, one.id, "appeal")
    await life.does(CITIZEN, dialogs.answer, Given(text="please look again"))
    again = await life.db.run(cases.get, one.case_id)
    assert again.status is Status.APPEALED
    assert Verb.UNJOIN not in {move.verb for move in (await card(life, other)).moves}
    assert await refused(life, other) == "unjoin-decided"


async def test_a_report_that_was_withdrawn_is_not_opened_again(life):
    one, other = await two(life)
    await joins_to(life, other, one)
    await life.does(STRANGER, reporting_forms.begin_on_report, other.id, "withdrawal")
    await life.does(STRANGER, dialogs.answer, Given(choice="yes"))
    assert await refused(life, other) == "unjoin-withdrawn"


async def test_who_reported_it_does_not_undo_it(life):
    one = (await life.files(CITIZEN, link=LINK)).report
    other = (await life.files(LEAD, link=LINK)).report
    await joins_to(life, other, one)
    assert await refused(life, other, LEAD) == "refusal-own-report"


async def test_it_takes_a_moderator_of_both_units(life):
    one, other = await two(life)
    await life.appoint(51_000, "hunan", Role.LEAD)
    await joins_to(life, other, one)
    statement = update(case_rows).where(case_rows.c.id == one.case_id).values(unit="hunan")
    await life.db.run(lambda tx: tx.execute(statement))
    assert await refused(life, other) == "unjoin-other-unit"
    await undo(life, other, 51_000)


async def test_a_stranger_learns_nothing(life):
    one, other = await two(life)
    await joins_to(life, other, one)
    with pytest.raises(NotFound):
        await undo(life, other, STRANGER)


async def test_a_case_that_was_decided_once_is_not_joined(life):
    one, other = await two(life)
    for report in (one, other):
        await life.moves(MODERATOR, await card(life, report), Verb.ACCEPT, category="fraud")
    case = await case_of(life, other)
    await life.does(MODERATOR, casework.move, case.id, Verb.CHECK, seen=case.version)
    await life.moves(
        MODERATOR,
        await card(life, other),
        Verb.DECIDE,
        outcome="already_gone",
        rule=life.profile.taxonomy.rules_for("fraud", other.subcategory)[0],
        facts="gone",
        feedback="It is gone.",
    )
    await life.moves(LEAD, await card(life, other), Verb.SEND_BACK, reason="look again")
    shown = await card(life, other)
    assert Verb.JOIN not in {move.verb for move in shown.moves}
    with pytest.raises(Refusal) as why:
        await joins_to(life, other, one)
    assert why.value.key == "join-decided"


async def test_an_accepted_case_is_not_joined_to_one_that_nobody_has_accepted(life):
    one = (await life.files(CITIZEN, link=LINK)).report
    other = (await life.files(STRANGER, link=ELSEWHERE)).report
    await life.moves(MODERATOR, await card(life, other), Verb.ACCEPT, category="fraud")
    with pytest.raises(Refusal) as why:
        await joins_to(life, other, one)
    assert why.value.key == "join-not-accepted"
    await joins_to(life, one, other)


async def test_marks_are_made_anew_from_what_is_kept(life):
    """Those of words, too: the same as when the report was filed."""
    report = (await life.files(CITIZEN, link=LINK, words=Given(text=STORY))).report
    before = await life.db.run(similarity.of_case, report.case_id)

    def renewed(tx):
        tx.execute(likenesses.delete().where(likenesses.c.case_id == report.case_id))
        renewing.renew(tx, report.case_id, [report.id])
        return similarity.of_case(tx, report.case_id)

    assert set(await life.db.run(renewed)) == set(before)
