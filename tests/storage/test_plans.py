"""Every list has its index: SQLite says how it would find the rows, never by reading them all."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from domain.broadcast import Body, BroadcastState, Scope
from domain.clocks.stray import WrongTimes
from domain.core.errors import NotFound
from domain.draft import Draft
from domain.figures.figures import Span
from domain.likeness import Trait
from domain.network.people import Role
from domain.notices.other_notices import GroupDigestNotice
from domain.reported_accounts.platforms import ReportedAccount
from domain.reviewers import WAITS
from domain.status import Status
from domain.tasks import TaskKind
from storage.audit import journal, journal_reading
from storage.broadcasts import broadcasts, recipients
from storage.case_files import answers as authority_answers
from storage.case_files import orders as case_file_orders
from storage.cases import (
    cases,
    clocks,
    decisions,
    holders,
    joins,
    messages,
    next_cases,
    reviewers,
    tasks,
    templates,
    ticks,
    waiting_counts,
)
from storage.categories import category_rows
from storage.engine.database import Tx
from storage.engine.tables import cases as cases_table
from storage.evidence import attachments, evidence, evidence_files, evidence_reading
from storage.figures import exports, figures, loads
from storage.identity import identities
from storage.misuse import quarantine, sanctions
from storage.network import card_places, custodians, duties, entries, people, proposals, units
from storage.queues import (
    inbox,
    outbox,
    outbox_claims,
    pending_news,
    preferences,
    undelivered,
    waiting_notices,
)
from storage.queues.pending_news import PendingNews
from storage.removals import removals
from storage.reported_accounts import account_lookups, account_measures, case_accounts
from storage.reporting import (
    drafts,
    identifying_data,
    message_index,
    offline_reports,
    reporter_links,
    reports,
    similarity,
    targets,
    told_messages,
)
from storage.reporting.similarity import SimilarityMark
from storage.suggestions import suggestions
from tests.support.statements import heard

A_DRAFT = Draft(id="d1", who="anna", form="report")


def _none(tx: Tx, ask: Callable[..., Any], *args: Any) -> None:
    """Ask for what is not there."""
    with pytest.raises(NotFound):
        ask(tx, *args)


UNITS = tuple(f"unit{number}" for number in range(31))
A_QUESTION = messages.Message(
    case_id=1, kind="question", author="anna", text="which?", written_at=0, id=1
)
AN_ACCOUNT = ReportedAccount("weibo", "1234567890")
A_JOIN = joins.Join(
    case_id=1, joined_at=0, status=Status.SUBMITTED, was={}, target_was={}, became={}, notes=(1,)
)
A_PIECE_OF_NEWS = PendingNews(case_id=7, kind="new_case", came_at=1)
BEHIND = exports.Place(100, 7)
SOME_DAYS = Span(date(2026, 10, 1), date(2026, 11, 25))
TO_ALL = Body(texts={"": "x"})
TO_FOLLOWERS = Body(texts={"": "x"}, scope=Scope.UNIT, which="changsha")
ASKED: dict[str, Callable[[Tx], Any]] = {
    "loads.by_unit": lambda tx: loads.by_unit(tx, UNITS, 100),
    "loads.by_person": lambda tx: loads.by_person(tx, "changsha", 100),
    "waiting_counts.read": lambda tx: waiting_counts.read(
        tx, units=UNITS, led=UNITS, own=UNITS, who="anna", now=100
    ),
    "next_cases.to_judge": lambda tx: next_cases.to_judge(
        tx, "anna", UNITS, Status.APPEALED, after="1.5.7", size=5
    ),
    "journal_reading.of_case": lambda tx: journal_reading.of_case(tx, 1, limit=11, before=99),
    "journal_reading.of_person": lambda tx: journal_reading.of_person(
        tx, ["anna"], limit=11, before=99
    ),
    "journal_reading.of_time": lambda tx: journal_reading.of_time(
        tx, 100, 200, limit=11, before=journal_reading.JournalPlace(150, 7)
    ),
    "category_rows.history": lambda tx: category_rows.history(tx, "fraud", limit=6, before=99),
    "category_rows.proposal": lambda tx: category_rows.proposal(tx, "fraud"),
    "figures.by_line": lambda tx: figures.by_line(tx, UNITS, SOME_DAYS),
    "inbox.waiting": lambda tx: inbox.waiting(tx, 7, limit=100, after=None),
    "inbox.waiting, a later page": lambda tx: inbox.waiting(tx, 7, limit=100, after=5),
    "inbox.failed": lambda tx: inbox.failed(tx, 7, 1),
    "inbox.answered": lambda tx: inbox.answered(tx, 7, [1, 2]),
    "inbox.unanswered": lambda tx: inbox.unanswered(tx, 7, 100),
    "inbox.oldest_waiting": inbox.oldest_waiting,
    "inbox.purge": lambda tx: inbox.purge(tx, 100),
    "outbox_claims.claim_due": lambda tx: outbox_claims.claim_due(tx, 100, limit=50, lease=60),
    "outbox_claims.next_due": outbox_claims.next_due,
    "groups.private_place": lambda tx: card_places.private_place(tx, 1, "anna", 7),
    "groups.open_cards": lambda tx: card_places.open_cards(tx, 1, most=20),
    "groups.cards_of": lambda tx: card_places.cards_of(tx, "anna", most=100),
    "groups.forget_private": lambda tx: card_places.forget_private(tx, "anna", 7),
    "groups.past_private": lambda tx: card_places.past_private(tx, 100),
    "groups.purge_private": lambda tx: card_places.purge_private(tx, 100),
    "ticks.of": lambda tx: ticks.of(tx, "anna", since=100),
    "ticks.drop": lambda tx: ticks.drop(tx, "anna", [1, 2]),
    "ticks.forget": lambda tx: ticks.forget(tx, 100, limit=10),
    "outbox.answered": lambda tx: outbox.answered(tx, "receipt:1", 100),
    "outbox.bring_forward": lambda tx: outbox.bring_forward(
        tx, "anna", "receipt", 100, unknown=False
    ),
    "waiting_notices.due_later": lambda tx: waiting_notices.due_later(
        tx, ("news:anna", "news:ben"), 100
    ),
    "outbox.was_queued": lambda tx: outbox.was_queued(tx, "card:1"),
    "reports.languages": lambda tx: reports.languages(tx, 1),
    "case_files.orders.is_due": lambda tx: case_file_orders.is_due(tx, 100),
    "case_files.orders.claim": lambda tx: case_file_orders.claim(tx, 100, lease=60),
    "case_files.orders.latest": lambda tx: case_file_orders.latest(tx, 7),
    "case_files.answers.latest": lambda tx: authority_answers.latest(tx, 7),
    "drafts.active": lambda tx: drafts.active(tx, "anna"),
    "drafts.of_form": lambda tx: drafts.of_form(tx, "anna", "report"),
    "drafts.count": lambda tx: drafts.count(tx, "anna"),
    "drafts.told_since_touched": lambda tx: drafts.told_since_touched(tx, A_DRAFT),
    "drafts.discarded_before": lambda tx: drafts.discarded_before(tx, 100, limit=10),
    "told_messages.about": lambda tx: told_messages.about(tx, "anna", 7),
    "outbox.settled_at": lambda tx: outbox.settled_at(tx, "receipt:1"),
    "told_messages.told_at": lambda tx: told_messages.told_at(tx, "anna", 7, 100),
    "told_messages.forget": lambda tx: told_messages.forget(tx, "anna", 7),
    "told_messages.past": lambda tx: told_messages.past(tx, 100),
    "told_messages.purge": lambda tx: told_messages.purge(tx, 100),
    "drafts.stale": lambda tx: drafts.stale(tx, 100, limit=10),
    "drafts.unreminded": lambda tx: drafts.unreminded(tx, "report", 100, limit=10),
    "evidence.due": lambda tx: evidence.due(tx, 100, limit=4, lease=60),
    "stored.dropped": lambda tx: evidence_files.dropped(tx, limit=10),
    "evidence_reading.of_case": lambda tx: evidence_reading.of_case(tx, 1),
    "enclosures.of_case": lambda tx: attachments.of_case(tx, 1),
    "enclosures.of_message": lambda tx: attachments.of_message(tx, 1),
    "enclosures.awaited": lambda tx: attachments.awaited(tx, 1),
    "stored.is_used": lambda tx: evidence_files.is_used(tx, "ab"),
    "cases.by_number": lambda tx: _none(tx, cases.by_number, "2611-0042"),
    "cases.queue": lambda tx: cases.queue(tx, ("changsha",), after=None, size=5),
    "cases.queue, a later page": lambda tx: cases.queue(tx, ("changsha",), after="1.5.7", size=5),
    "cases.queue, of all units": lambda tx: cases.queue(tx, UNITS, after="1.5.7", size=5),
    "cases.of_assignee": lambda tx: cases.of_assignee(tx, "anna", UNITS, after=None, size=5),
    "cases.paused_between": lambda tx: cases.paused_between(tx, (50, 7), 100, limit=10),
    "clocks.to_remind": lambda tx: clocks.to_remind(tx, 100, limit=10),
    "clocks.late": lambda tx: clocks.late(tx, 100, limit=10),
    "clocks.late, a day off": lambda tx: clocks.late(tx, 100, limit=10, off=("hunan",)),
    "clocks.running": lambda tx: clocks.running(tx, 7, limit=10),
    "clocks.opened_after": lambda tx: clocks.opened_after(tx, 100),
    "clocks.ended_within": lambda tx: clocks.ended_within(tx, WrongTimes(99, 1, 2), limit=10),
    "broadcasts.approved": broadcasts.approved,
    "removals.ordered": lambda tx: removals.ordered(tx, 7, limit=10),
    "suggestions.unanswered": lambda tx: suggestions.unanswered(tx, 7, limit=10),
    "clocks.words_due": lambda tx: clocks.words_due(tx, 100, limit=10),
    "clocks.alarms": lambda tx: clocks.alarms(tx, 100, limit=10),
    "clocks.ended": lambda tx: clocks.ended(tx, Status.CLOSED, 100, 200, limit=10),
    "clocks.to_purge": lambda tx: clocks.to_purge(tx, 100, limit=10),
    "journal.of_case": lambda tx: journal.of_case(tx, 1),
    "templates.of_unit": lambda tx: templates.of_unit(tx, "changsha", start=8, size=9),
    "templates.usable": lambda tx: templates.usable(tx, ("changsha", "hunan"), "ask"),
    "templates.macros": lambda tx: templates.macros(tx, ("changsha", "hunan")),
    "templates.of_results": lambda tx: templates.of_results(
        tx, ("changsha", "hunan"), ("misuse", "void")
    ),
    "templates.count": lambda tx: templates.count(tx, "changsha"),
    "missed.newest": lambda tx: undelivered.newest(tx, 1),
    "missed.reached": lambda tx: undelivered.reached(tx, ["told:1:m1", "files:1:m1"]),
    "missed.of_person": lambda tx: undelivered.of_person(tx, "anna"),
    "missed.last_of": lambda tx: undelivered.last_of(tx, 1, without=("told",)),
    "messages.edits": lambda tx: messages.edits(tx, 1, [1]),
    "evidence_reading.has": lambda tx: evidence_reading.has(tx, "d", "u"),
    "said.find": lambda tx: message_index.find(tx, "anna", 5),
    "said.keep": lambda tx: message_index.keep(
        tx, "anna", 5, draft_id="d", step="words", text="x", now=0
    ),
    "said.filed": lambda tx: message_index.filed(tx, "d", 1),
    "said.forget": lambda tx: message_index.forget(tx, "d"),
    "said.purge": lambda tx: message_index.purge(tx, 100),
    "messages.last_question": lambda tx: messages.last_question(tx, 1),
    "messages.answered": lambda tx: messages.answered(tx, A_QUESTION, 1),
    "messages.last": lambda tx: messages.last(tx, 1, limit=5),
    "people.staff_of": lambda tx: people.staff_of(tx, ("changsha",)),
    "people.staff_of, leads and deputies": lambda tx: people.staff_of(
        tx, ("changsha",), Role.LEAD, 100
    ),
    "groups.places": lambda tx: card_places.places(tx, 1),
    "groups.titles_due": lambda tx: card_places.titles_due(tx, 100, limit=10),
    "groups.forget_cards": lambda tx: card_places.forget_cards(tx, "changsha"),
    "groups.forget_topics": lambda tx: card_places.forget_topics(tx, "changsha"),
    "waiting_notices.count": lambda tx: waiting_notices.count(tx, "group:changsha", most=19),
    "waiting_notices.find": lambda tx: waiting_notices.find(
        tx, "digest:changsha:1", GroupDigestNotice
    ),
    "waiting_notices.drop": lambda tx: waiting_notices.drop(tx, "group:changsha", 100),
    "units.hold": lambda tx: units.hold(tx, "changsha"),
    "units.bound": lambda tx: units.bound(tx, ("changsha", "voc")),
    "cases.open_of": lambda tx: cases.open_of(tx, ("changsha", "voc"), limit=10),
    "cases.count_open": lambda tx: cases.count_open(tx, "changsha"),
    "duties.head_counts": lambda tx: duties.head_counts(tx, ("changsha", "voc")),
    "duties.members": lambda tx: duties.members(tx, "changsha", 100),
    "preferences.due": lambda tx: preferences.due(tx, 100, limit=10),
    "preferences.of": lambda tx: preferences.of(tx, ["anna", "ben"]),
    "preferences.chosen": lambda tx: preferences.chosen(tx, "anna"),
    "preferences.told_at": lambda tx: preferences.told_at(tx, "anna"),
    "pending_news.of": lambda tx: pending_news.of(tx, "anna", limit=10),
    "pending_news.notified": lambda tx: pending_news.notified(tx, ["anna"], 7, "new_case", 1),
    "pending_news.told": lambda tx: pending_news.told(tx, "anna", [A_PIECE_OF_NEWS], 100),
    "pending_news.told_at": lambda tx: [
        pending_news.told_at(tx, "anna", 7, "new_case", now) for now in (100, 101)
    ],
    "pending_news.set_told": lambda tx: pending_news.set_told(
        tx, "anna", 7, "new_case", 100, at=100, kept=50
    ),
    "messages.count_from": lambda tx: messages.count_from(tx, 7, ("addition", "answer"), 3),
    "targets.newest": lambda tx: targets.newest(tx, 7),
    "targets.newer": lambda tx: targets.newer(tx, 7, 3),
    "pending_news.forget": lambda tx: pending_news.forget(tx, "anna", 100),
    "pending_news.put_off": lambda tx: pending_news.put_off(tx, "anna", 100, latest=60),
    "pending_news.take_waiting": lambda tx: pending_news.take_waiting(tx, "anna", 100),
    "cases.by_ids": lambda tx: cases.by_ids(tx, [1, 2]),
    "duties.on_call": lambda tx: duties.on_call(tx, ("changsha", "hunan"), 100),
    "duties.end_over": lambda tx: duties.end_over(tx, 100, limit=10),
    "entered.untold": lambda tx: offline_reports.untold(tx, 1),
    "entered.is_linkable": lambda tx: offline_reports.is_linkable(tx, 1),
    "removals.by_us": lambda tx: removals.by_us(tx, ("changsha",), after=None, size=5),
    "removals.by_us, a later page": lambda tx: removals.by_us(
        tx, ("changsha",), after="100.7", size=5
    ),
    "removals.by_us, of all units": lambda tx: removals.by_us(tx, UNITS, after="5.7", size=5),
    "removals.of_us": lambda tx: removals.of_us(tx, ("rednet",), after=None, size=5),
    "removals.of_us, of all units": lambda tx: removals.of_us(tx, UNITS, after="5.7", size=5),
    "removals.to_do": lambda tx: removals.to_do(tx, UNITS, after="5.7", size=5),
    "removals.cases_to_do": lambda tx: removals.cases_to_do(tx, ("rednet",), most=100),
    "removals.of_case": lambda tx: removals.of_case(tx, 1),
    "removals.due": lambda tx: removals.due(tx, 100, limit=5),
    "removals.to_check": lambda tx: removals.to_check(tx, UNITS, after="5.7", size=5),
    "removals.count_to_check": lambda tx: removals.count_to_check(tx, UNITS, most=100),
    "suggestions.count_waiting": lambda tx: suggestions.count_waiting(tx, UNITS, "anna", most=100),
    "identities.waiting_cases": lambda tx: identities.waiting_cases(tx, "anna", most=100),
    "proposals.count": lambda tx: proposals.count(tx, but="anna", most=100),
    "category_rows.count_proposals": lambda tx: category_rows.count_proposals(
        tx, but="anna", most=100
    ),
    "broadcasts.count_waiting": lambda tx: broadcasts.count_waiting(tx, but="anna", most=100),
    "custodians.waiting": custodians.waiting,
    "tasks.of_units": lambda tx: tasks.of_units(tx, ("changsha", "hunan"), limit=5),
    "outbox_claims.claim_due, mail": lambda tx: outbox_claims.claim_due(
        tx, 100, limit=50, lease=60, way=outbox.Way.MAIL
    ),
    "identifying_data.page": lambda tx: identifying_data.page(tx, 1, after=5, most=60),
    "identifying_data.of_reports": lambda tx: identifying_data.of_reports(tx, [1, 2]),
    "holders.of_all_cases": lambda tx: list(holders.of_all_cases(tx)),
    "holders.taken": lambda tx: holders.taken(
        tx, "anna", but=("changsha",), reviews=("hunan",), limit=5
    ),
    "reporter_links.people": lambda tx: reporter_links.people(tx, 1),
    "reporter_links.others": lambda tx: reporter_links.others(tx, 1, 1, reader="anna"),
    "reports.wishes": lambda tx: reports.wishes(tx, 1),
    "joins.move": lambda tx: joins.move(tx, 1, 2, 0),
    "case_accounts.of_case": lambda tx: case_accounts.of_case(tx, 1),
    "case_accounts.get": lambda tx: case_accounts.get(tx, 1),
    "case_accounts.remove": lambda tx: case_accounts.remove(tx, 1, 1),
    "case_accounts.past": lambda tx: case_accounts.past(tx, 100, limit=10),
    "case_accounts.forget": lambda tx: case_accounts.forget(tx, 1),
    "account_lookups.figures": lambda tx: account_lookups.figures(tx, AN_ACCOUNT, since=100),
    "account_lookups.cases_of": lambda tx: account_lookups.cases_of(
        tx, AN_ACCOUNT, UNITS, after=(100, 7), size=9
    ),
    "account_lookups.newest": lambda tx: account_lookups.newest(tx, [AN_ACCOUNT], UNITS),
    "account_lookups.repeated": lambda tx: account_lookups.repeated(
        tx, UNITS, since=100, least=3, after=(200, "ab"), size=9
    ),
    "account_measures.of_decision": lambda tx: account_measures.of_decision(tx, 1),
    "account_measures.over": lambda tx: account_measures.over(tx, 100, limit=10),
    "account_measures.last_against": lambda tx: account_measures.last_against(
        tx, AN_ACCOUNT, since=100
    ),
    "account_measures.forget": lambda tx: account_measures.forget(tx, 1),
    "joins.with_several": lambda tx: joins.with_several(tx, (1, 2)),
    "joins.get": lambda tx: joins.get(tx, 1),
    "joins.went": lambda tx: joins.went(tx, 1, 2),
    "joins.move_back": lambda tx: joins.move_back(tx, A_JOIN, 2, (1, 2), between=(3,)),
    "joins.forget": lambda tx: joins.forget(tx, 100),
    "cases.ended": lambda tx: cases.ended(tx, (1, 2)),
    "cases.opened_between": lambda tx: cases.opened_between(tx, (50, 7), 60, 100, limit=5),
    "decisions.standing": lambda tx: decisions.standing(tx, 1),
    "targets.cases_with_same": lambda tx: targets.cases_with_same(tx, 1, most=20),
    "targets.has_any": lambda tx: targets.has_any(tx, 1, ["https://example.org"]),
    "targets.reporters": lambda tx: targets.reporters(tx, "https://example.org", but="anna"),
    "outbox.withdraw": lambda tx: outbox.withdraw(tx, "joined:1:to2"),
    "likenesses.of_case": lambda tx: similarity.of_case(tx, 1),
    "likenesses.move": lambda tx: similarity.move(tx, 1, 2),
    "cases.at_work": lambda tx: cases.at_work(tx, (1, 2)),
    "evidence_reading.fingerprints": lambda tx: evidence_reading.fingerprints(tx, "d"),
    "reporter_links.writable": lambda tx: reporter_links.writable(tx, 1),
    "reporter_links.reporter": lambda tx: reporter_links.reporter(tx, 1),
    "people.custodians": people.custodians,
    "people.admins": people.admins,
    "judges.waiting": lambda tx: reviewers.waiting(tx, UNITS, WAITS, after=7, limit=5),
    "reviewers.notified": lambda tx: reviewers.notified(
        tx, ("anna", "ben"), 1, "confirm_wanted", 100
    ),
    "judges.judged": lambda tx: reviewers.judged(tx, 1),
    "judges.reachable": lambda tx: reviewers.reachable(tx, ("anna", "ben")),
    "judges.keep_task": lambda tx: reviewers.keep_task(
        tx, TaskKind.JUDGE_ALONE, unit="hunan", about="changsha", case_id=1, now=0
    ),
    "judges.end_task": lambda tx: reviewers.end_task(tx, 1, "anna", 0),
    "duties.standing": duties.standing,
    "units.bound_by": lambda tx: units.bound_by(tx, "changsha"),
    "reporter_links.links_of": lambda tx: reporter_links.links_of(
        tx, 1, reporter_links.LinkFilter.LINKED, most=1
    ),
    "identities.of_case": lambda tx: identities.of_case(tx, 1),
    "identities.waiting": lambda tx: identities.waiting(tx, "anna", after=None, size=5),
    "identities.waiting, later": lambda tx: identities.waiting(tx, "li", after="1.7", size=5),
    "identities.waiting_before": lambda tx: identities.waiting_before(tx, 100, limit=5),
    "sanctions.warned": lambda tx: sanctions.warned(tx, ("anna", "ben")),
    "sanctions.running": lambda tx: sanctions.running(tx, ("anna", "ben"), 100),
    "sanctions.on_case": lambda tx: sanctions.on_case(tx, 1, 100),
    "sanctions.to_judge": lambda tx: sanctions.to_judge(tx, 1, 100),
    "quarantine.floods": quarantine.floods,
    "quarantine.letting_out": quarantine.letting_out,
    "quarantine.of_flood": lambda tx: quarantine.of_flood(tx, "changsha", 100, limit=5),
    "quarantine.over": lambda tx: quarantine.over(tx, 100, limit=5),
    "quarantine.end_wait": lambda tx: quarantine.end_wait(tx, "anna", 100),
    "quarantine.count": lambda tx: quarantine.count(tx, ("changsha", "yueyang")),
    "quarantine.page": lambda tx: quarantine.page(tx, ("changsha",), after=None, size=5),
    "quarantine.page, later": lambda tx: quarantine.page(tx, ("hunan",), after="1.7", size=5),
    "identities.since": lambda tx: identities.since(tx, 100),
    "entries.history": lambda tx: entries.history(tx, "changsha", limit=9),
    "entries.history, older": lambda tx: entries.history(tx, "changsha", limit=9, before=7),
    "broadcasts.newest": lambda tx: broadcasts.newest(tx, size=5, before=9),
    "broadcasts.first_in": lambda tx: broadcasts.first_in(tx, BroadcastState.SENDING),
    "broadcasts.over": lambda tx: broadcasts.over(tx, 100, limit=5),
    "broadcasts.shown_in": lambda tx: broadcasts.shown_in(tx, 1),
    "recipients.fill": lambda tx: recipients.fill(tx, 1, TO_ALL, after="x", limit=5),
    "recipients.fill, followers": lambda tx: recipients.fill(
        tx, 1, TO_FOLLOWERS, after="x", limit=5
    ),
    "recipients.claim": lambda tx: recipients.claim(tx, 1, 100, limit=5),
    "recipients.lose": lambda tx: recipients.lose(tx, 1, 100),
    "recipients.counts": lambda tx: recipients.counts(tx, 1),
    "recipients.forget": lambda tx: recipients.forget(tx, 1, limit=5),
    "recipients.followed": lambda tx: recipients.followed(tx, "anna"),
    "recipients.forget_person": lambda tx: recipients.forget_person(tx, "anna", 1),
    "people.addresses": lambda tx: people.addresses(tx, ("anna", "ben")),
    "figures.read": lambda tx: figures.read(tx, UNITS, SOME_DAYS),
    "figures.read, of a category": lambda tx: figures.read(tx, UNITS, SOME_DAYS, "fraud"),
    "figures.by_unit": lambda tx: figures.by_unit(tx, UNITS, SOME_DAYS),
    "figures.by_category": lambda tx: figures.by_category(tx, ("changsha",), SOME_DAYS),
    "figures.backlog": lambda tx: figures.backlog(tx, UNITS),
    "figures.backlog, of a category": lambda tx: figures.backlog(tx, UNITS, "fraud"),
    "exports.measure_cases": lambda tx: exports.measure_cases(tx, 100, 200),
    "exports.measure_journal": lambda tx: exports.measure_journal(tx, 100, 200),
    "exports.case_page": lambda tx: exports.case_page(tx, BEHIND, 200, last=9, limit=5, now=200),
    "exports.journal_page": lambda tx: exports.journal_page(tx, BEHIND, 200, last=9, limit=5),
    "suggestions.by_code": lambda tx: suggestions.by_code(tx, "ABCD"),
    "suggestions.codes_of": lambda tx: suggestions.codes_of(tx, "anna", most=5),
    "suggestions.waiting": lambda tx: suggestions.waiting(tx, UNITS, size=5),
    "suggestions.waiting, later": lambda tx: suggestions.waiting(tx, UNITS, size=5, after=(9, 7)),
    "suggestions.become_late": lambda tx: suggestions.become_late(tx, 100, limit=5),
    "suggestions.forget_words": lambda tx: suggestions.forget_words(tx, 100, limit=5),
}


def plans(tx: Tx, ask: Callable[[Tx], Any], explain: str = "EXPLAIN QUERY PLAN") -> Iterator[str]:
    """How SQLite, or another database, would run every statement of a function."""
    with heard(tx) as (asked, said):
        ask(asked)
    assert said
    for statement, parameters in said:
        for row in tx.sql.exec_driver_sql(f"{explain} {statement}", parameters):
            yield row[-1]


# No tables: the few rows that the statement itself has found so far.
MADE = {"SCAN names", "SCAN (subquery-2)"}


@pytest.mark.parametrize("name", ASKED)
async def test_no_list_reads_a_whole_table(sqlite_db, name):
    steps = await sqlite_db.run(lambda tx: list(plans(tx, ASKED[name])))
    assert steps
    assert [step for step in steps if step.startswith("SCAN") and step not in MADE] == []


@pytest.mark.parametrize("index", ["ix_cases_by_status", "ix_cases_late", "ix_cases_own"])
async def test_new_late_and_own_cases_are_counted_in_an_index_alone(sqlite_db, index):
    """A case is a large row: to read a hundred of them takes milliseconds among a million."""
    ask = ASKED["waiting_counts.read"]
    steps = await sqlite_db.run(lambda tx: list(plans(tx, ask)))
    assert [step for step in steps if f"COVERING INDEX {index} " in step]


@pytest.mark.parametrize(
    "name",
    [
        "inbox.waiting",
        "drafts.active",
        "outbox_claims.claim_due",
        "cases.queue",
        "cases.queue, of all units",
        "cases.of_assignee",
        "cases.opened_between",
        "drafts.stale",
        "clocks.to_remind",
        "removals.by_us",
        "removals.by_us, of all units",
        "removals.of_us",
        "removals.to_do",
        "removals.to_check",
        "removals.due",
        "clocks.late",
        "clocks.words_due",
        "clocks.alarms",
        "clocks.ended",
        "clocks.to_purge",
        "preferences.due",
        "pending_news.of",
        "groups.cards_of",
        "broadcasts.first_in",
        "recipients.fill",
        "recipients.fill, followers",
        "recipients.claim",
        "exports.case_page",
        "exports.journal_page",
    ],
)
async def test_the_index_gives_the_order_too(sqlite_db, name):
    steps = await sqlite_db.run(lambda tx: list(plans(tx, ASKED[name])))
    assert [step for step in steps if "TEMP B-TREE" in step] == []


async def test_a_list_without_an_index_would_be_noticed(sqlite_db):
    def by_region(tx: Tx) -> Any:
        return tx.execute(cases_table.select().where(cases_table.c.region == "x")).all()

    steps = await sqlite_db.run(lambda tx: list(plans(tx, by_region)))
    assert steps == ["SCAN cases"]


async def test_a_long_outbox_behind_us_does_not_slow_the_next_claim(sqlite_db):
    """What is settled is never looked at again: the plan starts at the state."""
    steps = await sqlite_db.run(lambda tx: list(plans(tx, ASKED["outbox_claims.claim_due"])))
    assert any("state=?" in step and "ix_outbox_way_state_rank_due_at_id" in step for step in steps)


async def test_of_what_thousands_share_only_the_newest_are_read(sqlite_db):
    """Each mark by its index alone, newest case first, no further than is wanted; then counted."""
    marks = [SimilarityMark(Trait.URL, "a"), SimilarityMark(Trait.TEXT, "b")]
    steps = await sqlite_db.run(
        lambda tx: list(plans(tx, lambda tx: similarity.sharing(tx, marks, but=3)))
    )
    searches = [step for step in steps if step.startswith("SEARCH")]
    assert searches
    for step in searches:
        assert "uq_likenesses" in step or "sqlite_autoindex_likenesses" in step, step
        assert "COVERING INDEX" in step, step
        assert "(value=?" in step
    scanned = {step.split()[1].rstrip("0123456789") for step in steps if step.startswith("SCAN")}
    assert scanned <= {"newest", "found"}
    sorted_for = [step for step in steps if "TEMP B-TREE" in step]
    assert sorted_for == ["USE TEMP B-TREE FOR GROUP BY"]
