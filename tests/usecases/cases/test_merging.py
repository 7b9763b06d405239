"""Cases joined by the use cases alone: what is suggested, what is refused, what goes over."""

import asyncio

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from conversation.form import Given, GivenFile, Origin
from domain.case import Priority
from domain.core.errors import MovedOn, NotFound, Refusal
from domain.likeness import Trait
from domain.network.people import Role, Verb
from domain.notices.preferences import BURST_SECONDS
from domain.report import EvidenceState
from domain.status import Status
from storage.audit import journal
from storage.cases import cases, messages
from storage.engine.tables import cases as rows
from storage.engine.tables import reporter_links as links
from storage.engine.tables import reports as report_rows
from storage.evidence import evidence
from storage.evidence.evidence import Offer
from storage.network import people
from storage.removals import removed
from storage.reporting import reports, similarity
from tests.support.life import CITIZEN, COLLEAGUE, LEAD, MODERATOR, NOON, STRANGER, Life
from tests.support.statements import heard
from tests.usecases.moderation.test_casework import told
from usecases.core.request import Request
from usecases.dialogs import dialogs
from usecases.evidence import fetching
from usecases.moderation import case_card, casework, forms
from usecases.reporting import forms as reporting_forms
from usecases.reporting import own_reports, review
from usecases.session import by_system

HOUR = 3600
CROWD = ((links, links.c.report_id), (report_rows, report_rows.c.id))
LINK = Given(text="https://example.org/shop")
ELSEWHERE = Given(text="https://example.net/other")
STORY = (
    "A man who called himself a bank clerk asked for the code that came by message, and an hour "
    "later all that my mother had saved was gone; the number does not answer any more."
)


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


async def two(life, first=LINK, second=LINK, **answers):
    """The case that is there, and the one that comes in."""
    one = await life.files(CITIZEN, link=first)
    other = await life.files(STRANGER, link=second, **answers)
    return one.report, other.report


async def to_review(life, words, link=LINK, account=STRANGER):
    """Somebody else's report of the same link, with these words, answered up to its review."""
    await life.does(account, reporting_forms.start, fresh=True)
    for given in (
        link,
        Given(choice="fraud"),
        Given(choice=life.profile.taxonomy.under("fraud")[0]),
        words,
    ):
        turn = await life.does(account, dialogs.answer, given)
    assert turn.step.name == "review"
    return turn


async def change(life, report, **values):
    statement = update(rows).where(rows.c.id == report.case_id).values(**values)
    await life.db.run(lambda tx: tx.execute(statement))


async def case_of(life, report):
    return await life.db.run(cases.get, report.case_id)


async def card(life, report, account=MODERATOR):
    return await life.does(account, casework.card, report.case_id)


async def joins(life, report, to, account=MODERATOR):
    """Through the form, its number typed or chosen, and sure."""
    number = (await case_of(life, to)).number
    shown = await card(life, report, account)
    turn = await life.does(
        account, forms.begin_on_case, shown.case.id, Verb.JOIN, seen=shown.case.version
    )
    suggested = number in turn.step.choices(turn.sheet)
    given = Given(choice=number) if suggested else Given(text=number)
    await life.does(account, dialogs.answer, given)
    return await life.does(account, dialogs.answer, Given(choice="join"))


def alike(shown):
    return {each.case.id: each.traits for each in shown.joins.alike}


# What is suggested.


async def test_the_same_address_is_suggested_however_it_was_written(life):
    spelt = Given(text="hxxps://EXAMPLE[.]org:443/shop?utm_source=chat#top")
    one, other = await two(life, second=spelt)
    assert alike(await card(life, other)) == {one.case_id: (Trait.URL,)}
    assert alike(await card(life, one)) == {other.case_id: (Trait.URL,)}


async def test_two_forwards_of_one_post_are_one_and_its_address_too(life):
    origin = Origin(kind="channel", id=-1001, title="Loans", username="Cheap_Loans", message_id=12)
    post = Given(text="money at once, no questions", origin=origin)
    one, other = await two(life, post, replace(post, text="money at once"))
    third = (await life.files(COLLEAGUE, link=Given(text="t.me/cheap_loans/12"))).report

    assert alike(await card(life, other))[one.case_id] == (Trait.URL, Trait.ORIGIN)
    assert alike(await card(life, third))[one.case_id] == (Trait.URL,)


async def test_nearly_the_same_words_are_suggested_and_other_words_are_not(life):
    one = (await life.files(CITIZEN, link=LINK, words=Given(text=STORY))).report
    near = STORY.replace("mother", "aunt").upper()
    other = (await life.files(STRANGER, link=ELSEWHERE, words=Given(text=near))).report
    third = (await life.files(COLLEAGUE, link=Given(text="https://example.com/3"))).report

    assert alike(await card(life, other)) == {one.case_id: (Trait.TEXT,)}
    assert alike(await card(life, third)) == {}


async def test_the_same_file_is_suggested_also_where_it_arrives_late_or_as_an_addition(life):
    one, other = await two(life, LINK, ELSEWHERE)

    def comes(tx, report, number):
        offer = Offer(
            kind="photo",
            file_id="f",
            unique_id=str(number),
            size=1,
            mime="",
            name="",
            album="",
            message_id=1,
        )
        evidence.offer(tx, offer, draft_id=f"d{number}", who="x", state=EvidenceState.WANTED, now=0)
        if report is not None:
            evidence.attach(tx, f"d{number}", report.id, report.case_id)

    await life.db.run(comes, one, 1)
    await life.does(STRANGER, reporting_forms.begin_on_report, other.id, "addition")
    await life.does(
        STRANGER,
        dialogs.answer,
        Given(files=(GivenFile(kind="photo", file_id="g", unique_id="g", size=1),), message_id=3),
    )
    kept = {"sha256": "ab" * 32, "size": 1, "mime": "image/png", "stored_as": "s"}

    async def arrive():
        for wanted in await life.db.run(lambda tx: evidence.due(tx, NOON, limit=9, lease=1)):
            await life.db.run(
                by_system,
                life.conditions,
                fetching.file_kept,
                wanted,
                **kept,
                looks=0x1234_5678_9ABC_DEF0,
            )

    await arrive()
    assert alike(await card(life, one)) == {}, "the addition has not been sent off yet"
    await life.does(STRANGER, dialogs.answer, Given(command="done"))
    await arrive()

    assert alike(await card(life, one)) == {other.case_id: (Trait.FILE, Trait.PICTURE)}


@pytest.mark.parametrize(
    "values",
    [
        {"status": Status.CLOSED},
        {"status": Status.WITHDRAWN},
        {"status": Status.JOINED},
        {"quarantined_at": 1},
        {"unit": "hengyang"},  # not theirs to read
    ],
)
async def test_what_is_ended_or_set_aside_or_elsewhere_is_not_suggested(life, values):
    one, other = await two(life)
    await change(life, one, **values)
    assert alike(await card(life, other)) == {}


async def test_at_most_five_are_suggested_the_same_before_the_similar(life):
    similar = (await life.files(CITIZEN, link=ELSEWHERE, words=Given(text=STORY))).report
    same = [(await life.files(CITIZEN, link=LINK)).report for _ in range(6)]
    last = (await life.files(STRANGER, link=LINK, words=Given(text=STORY))).report

    found = [each.case.id for each in (await card(life, last)).joins.alike]
    assert found == [each.case_id for each in same[:5]], "the oldest first"
    assert similar.case_id not in found


async def test_of_many_reports_of_a_page_the_case_to_join_is_suggested_first(life):
    """What others have joined, else what is furthest along: not the newest, which are new, too."""
    first, second, *_, last = [(await life.files(CITIZEN, link=LINK)).report for _ in range(9)]
    await change(life, second, status=Status.ACCEPTED, accepted_at=NOON)

    async def suggested():
        return [each.case.id for each in (await card(life, last)).joins.alike]

    assert (await suggested())[:2] == [second.case_id, first.case_id]
    await change(life, first, status=Status.VERIFYING, accepted_at=NOON)
    assert (await suggested())[:2] == [first.case_id, second.case_id]
    await crowd(life, second, 1)
    assert (await suggested())[:2] == [second.case_id, first.case_id]
    assert len(await suggested()) == 5


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.ACCEPTED, Status.VERIFYING])
async def test_a_case_that_is_new_accepted_or_being_checked_is_given_suggestions(life, status):
    one, other = await two(life)
    await change(life, other, status=status, accepted_at=NOON)
    await change(life, one, accepted_at=NOON)
    shown = await card(life, other)
    assert alike(shown) == {one.case_id: (Trait.URL,)}
    assert shown.joins.alike[0].joinable
    assert Verb.JOIN in {move.verb for move in shown.moves}


async def test_a_case_on_which_measures_are_asked_for_is_given_no_suggestions(life):
    one, other = await two(life)
    await change(life, other, status=Status.ACTING)
    shown = await card(life, other)
    assert shown.joins.alike == ()
    assert Verb.JOIN not in {move.verb for move in shown.moves}
    assert one.case_id != other.case_id


# What is taken over.


async def test_a_life_in_danger_goes_over_with_its_clock_and_its_alarm(life):
    one, other = await two(life, danger=True)
    woken = await told(life, "alarm")
    joined = await case_of(life, other)
    assert woken
    assert joined.alarm_at is not None

    await joins(life, other, one)

    grown = await case_of(life, one)
    assert (grown.priority, grown.due_at) == (Priority.DANGER, joined.due_at)
    assert grown.alarm_at == joined.alarm_at, "it rings until somebody has it"
    assert (await case_of(life, other)).alarm_at is None
    assert await told(life, "alarm_over") == []
    queue = await life.does(MODERATOR, casework.queue)
    assert queue.page.cases[0].id == grown.id


async def test_whoever_has_the_danger_is_not_woken_again_by_another_report_of_it(life):
    one = (await life.files(CITIZEN, danger=True)).report
    other = (await life.files(STRANGER, danger=True)).report
    seen = (await case_of(life, one)).version
    await life.does(COLLEAGUE, casework.move, one.case_id, Verb.HAVE, seen=seen)
    await joins(life, other, one)
    assert (await case_of(life, one)).alarm_at is None
    assert {each.owed.case_id for each in await told(life, "reporter_joined")} == {one.case_id}


async def test_a_hold_a_word_that_is_owed_and_unseen_files_go_over(life):
    one, other = await two(life)
    await change(life, one, word_due_at=None, evidence_seen_at=5)
    await change(life, other, held_at=7, word_due_at=NOON + HOUR)
    offered = Offer(
        kind="photo", file_id="f", unique_id="u", size=1, mime="", name="", album="", message_id=1
    )

    def keeps(tx):
        evidence.offer(tx, offered, draft_id="d", who="x", state=EvidenceState.WANTED, now=0)
        evidence.attach(tx, "d", other.id, other.case_id)
        [wanted] = evidence.due(tx, NOON, limit=1, lease=1)
        evidence.kept(tx, wanted.id, sha256="ab", size=1, mime="", stored_as="s")

    await life.db.run(keeps)
    await joins(life, other, one)

    grown = await case_of(life, one)
    assert (grown.held_at, grown.word_due_at, grown.evidence_seen_at) == (7, NOON + HOUR, None)
    ended = await case_of(life, other)
    assert (ended.status, ended.due_at, ended.word_due_at) == (Status.JOINED, None, None)


async def test_a_case_whose_content_was_gone_is_looked_at_again_when_another_page_joins(life):
    one, other = await two(life, second=ELSEWHERE)
    case = await case_of(life, one)
    await life.db.run(removed.mark_all, case, NOON)
    await joins(life, other, one)
    assert (await case_of(life, one)).removed_at is None


async def test_a_case_whose_content_was_gone_stays_so_when_an_earlier_report_of_it_joins(life):
    one, other = await two(life)
    case = await case_of(life, one)
    await life.db.run(removed.mark_all, case, NOON + HOUR)
    await joins(life, other, one)
    assert (await case_of(life, one)).removed_at == NOON + HOUR


async def test_what_waits_in_quarantine_may_be_joined_to_what_is_worked_on(life):
    one, other = await two(life)
    await agrees(life, other, one)
    await change(life, other, quarantined_at=5)
    shown = await life.does(MODERATOR, casework.join_agreed, other.case_id, one.case_id, seen=1)
    assert shown.case.quarantined_at is None
    assert (await case_of(life, other)).quarantined_at is None


async def test_both_journals_say_with_what(life):
    one, other = await two(life)
    grown, joined = await case_of(life, one), await case_of(life, other)
    await joins(life, other, one)
    for case, reason in ((joined, grown.number), (grown, joined.number)):
        entries = await life.db.run(journal.of_case, case.id)
        assert (entries[-1].verb, entries[-1].reason) == ("join", reason)
        assert await life.db.run(journal.first_break, case.id) is None


async def test_what_joined_a_case_that_is_joined_itself_goes_on_with_it(life):
    one, other = await two(life)
    third = (await life.files(COLLEAGUE, link=LINK)).report
    await joins(life, third, other)
    await joins(life, other, one)

    found = await life.db.run(reports.of_case, one.case_id)
    assert [each.id for each in found] == [one.id, other.id, third.id]
    shown = await card(life, third)
    assert shown.joins.part_of is not None
    assert shown.joins.part_of.id == one.case_id, "not the one in between"
    assert shown.reports == ()
    heard = {each.owed.report_id for each in await told(life, "joined")}
    assert heard == {other.id, third.id}


async def test_news_of_the_two_cases_are_never_taken_for_each_other(life):
    """Both cases may have had a question at the same version; a reporter hears of each."""
    one, other = await two(life)

    async def asks(report, words):
        shown = await card(life, report)
        form = {"question": words}
        if shown.joins.people > 1:
            form = {"whom": "all", **form}
        await life.moves(MODERATOR, shown, Verb.ASK, **form)

    await asks(other, "which account?")
    await life.does(STRANGER, reporting_forms.begin_on_report, other.id, "answer")
    await life.does(STRANGER, dialogs.answer, Given(text="the one ending in 42"))
    await joins(life, other, one)
    await change(life, one, version=1)
    await asks(one, "since when?")

    heard = [
        e.notice.question for e in await told(life, "question") if e.owed.report_id == other.id
    ]
    assert heard == ["which account?", "since when?"]
    standing = await life.does(STRANGER, own_reports.look, other.id)
    assert standing.question == "since when?"
    theirs = await life.does(CITIZEN, own_reports.look, one.id)
    assert theirs.question == "since when?"


# What stands against it.


@pytest.mark.parametrize(
    ("values", "danger", "key"),
    [
        ({"status": Status.CLOSED}, False, "join-not-open"),
        ({"status": Status.ARCHIVED}, False, "join-not-open"),
        ({"quarantined_at": 1}, False, "join-quarantined"),
        ({"paused_at": 1, "status": Status.NEEDS_INFO}, True, "join-danger-waits"),
    ],
)
async def test_what_cannot_be_joined_is_refused_by_a_sentence(life, values, danger, key):
    one, other = await two(life, danger=danger)
    await change(life, one, **values)
    with pytest.raises(Refusal) as refused:
        await joins(life, other, one)
    assert refused.value.key == key
    assert (await case_of(life, other)).status is Status.SUBMITTED


async def test_what_ends_between_the_two_questions_is_not_joined(life):
    one, other = await two(life)
    shown = await card(life, other)
    await life.does(
        MODERATOR, forms.begin_join, other.case_id, one.case_id, seen=shown.case.version
    )
    await change(life, one, status=Status.CLOSED)
    await life.does(MODERATOR, dialogs.refused)  # the question can still be shown
    with pytest.raises(Refusal) as refused:
        await life.does(MODERATOR, dialogs.answer, Given(choice="join"))
    assert refused.value.key == "join-not-open"


async def test_it_takes_a_moderator_of_both_units(life):
    await life.appoint(MODERATOR, "changsha", Role.MODERATOR)
    one, other = await two(life)
    await change(life, one, unit="hunan")
    with pytest.raises(NotFound):
        await joins(life, other, one)
    province = await life.appoint(COLLEAGUE, "hunan", Role.MODERATOR)
    await life.db.run(people.revoke, province.who, "changsha")
    with pytest.raises(Refusal) as refused:  # the one above reads below, but does not move there
        await joins(life, other, one, COLLEAGUE)
    assert refused.value.key == "refusal-move"
    await life.appoint(LEAD, "hunan", Role.LEAD)
    await joins(life, other, one, LEAD)
    assert (await case_of(life, other)).joined_to == one.case_id


async def test_a_closed_category_joins_only_its_like(life):
    closed = {"category": Given(choice="sexual"), "subcategory": Given(choice="child_abuse")}
    one, other = await two(life, **closed)
    await life.appoint(MODERATOR, (await case_of(life, other)).unit, Role.MODERATOR)
    assert alike(await card(life, other))[one.case_id] == (Trait.URL,)
    assert not (await card(life, other)).joins.alike[0].joinable
    with pytest.raises(Refusal) as refused:
        await joins(life, other, one)
    assert refused.value.key == "join-closed"
    await joins(life, one, other)
    assert (await case_of(life, one)).joined_to == other.case_id


async def test_of_two_who_join_one_case_to_two_the_second_is_told(life):
    one, other = await two(life)
    third = (await life.files(STRANGER, link=LINK)).report
    shown = await card(life, other)
    for account, to in ((MODERATOR, one), (COLLEAGUE, third)):
        await life.does(
            account, forms.begin_join, other.case_id, to.case_id, seen=shown.case.version
        )
    await life.does(MODERATOR, dialogs.answer, Given(choice="join"))
    with pytest.raises(MovedOn):
        await life.does(COLLEAGUE, dialogs.answer, Given(choice="join"))
    assert (await case_of(life, other)).joined_to == one.case_id


async def agrees(life, report, to):
    """As an earlier release filed it: its reporter was told of that case, and agreed to join it."""
    wish = {"known_case": to.case_id, "join_agreed": True}
    filed = update(report_rows).where(report_rows.c.id == report.id).values(wish)
    await life.db.run(lambda tx: tx.execute(filed))


async def test_one_tap_joins_only_what_a_reporter_agreed_to(life):
    one, other = await two(life)
    await agrees(life, other, one)
    third = (await life.files(COLLEAGUE, link=ELSEWHERE)).report
    seen = (await case_of(life, other)).version
    with pytest.raises(MovedOn):
        await life.does(MODERATOR, casework.join_agreed, other.case_id, third.case_id, seen=seen)
    shown = await life.does(MODERATOR, casework.join_agreed, other.case_id, one.case_id, seen=seen)
    assert shown.case.id == one.case_id
    assert shown.joins.people == 2


async def test_an_agreement_follows_the_case_to_what_it_became_a_part_of(life):
    one, other = await two(life)
    await agrees(life, other, one)
    whole = (await life.files(COLLEAGUE, link=ELSEWHERE)).report
    await joins(life, one, whole)
    agreed = (await card(life, other)).joins.agreed
    assert agreed is not None
    assert agreed.id == whole.case_id


async def test_nobody_agrees_to_anything_before_filing_and_nothing_is_joined_by_one_tap(life):
    one, other = await two(life)
    assert await life.db.run(reports.wishes, other.case_id) == ()
    assert (await card(life, other)).joins.agreed is None
    with pytest.raises(MovedOn):
        await life.does(MODERATOR, casework.join_agreed, other.case_id, one.case_id, seen=1)


async def test_the_database_is_asked_the_same_for_a_link_that_is_known_and_a_fresh_one(life):
    """At the review and as it is filed: how long an answer takes tells nothing of others."""
    for _ in range(3):
        await life.files(CITIZEN)
    known = await asked(life, STRANGER, LINK)
    assert known == await asked(life, COLLEAGUE, Given(text="https://example.net/fresh"))
    assert len(known) > 1


async def asked(life, account, link):
    """The statements from the last question before the review until the report is filed."""
    life.at += BURST_SECONDS  # how staff are told depends on what they were told a moment ago
    turn = await to_review(life, Given(command="skip"), link, account)
    submit = Given(command="submit")

    def job(tx):
        person = people.get(tx, turn.sheet.draft.who)
        with heard(tx) as (loud, said):
            req = Request(loud, life.conditions, person)
            dialogs.resume(req)
            dialogs.answer(req, submit)
        return [statement for statement, _ in said]

    return await life.db.run(job)


async def test_words_that_are_sent_at_the_review_are_the_ones_it_is_like(life):
    """What a report is like is made for its review, and anew where it says something else then."""
    one = (await life.files(CITIZEN, link=ELSEWHERE, words=Given(text=STORY))).report
    shoes = Given(text="Nothing like that: they sell shoes which never come, and keep the money.")
    turn = await to_review(life, shoes)
    draft = turn.sheet.draft
    [said] = [piece.key for piece in draft.carried.pieces if piece.text == shoes.text]
    await life.does(STRANGER, review.take_out, draft.id, "text", said)
    await life.does(STRANGER, dialogs.answer, Given(text=STORY))
    filed = await life.does(STRANGER, dialogs.answer, Given(command="submit"))

    mine, theirs = [
        {mark for mark in await life.db.run(similarity.of_case, each) if mark.trait is Trait.TEXT}
        for each in (filed.report.case_id, one.case_id)
    ]
    assert mine == theirs != set()


async def test_additions_at_the_moment_of_the_join_all_reach_the_case_that_grows(life):
    """On PostgreSQL both run at once: the join waits for whoever is adding, or they for it."""
    one, other = await two(life)
    await agrees(life, other, one)
    seen = (await case_of(life, other)).version
    await life.does(STRANGER, reporting_forms.begin_on_report, other.id, "addition")

    await asyncio.gather(
        life.does(STRANGER, dialogs.answer, Given(text="and the account ends in 42")),
        life.does(MODERATOR, casework.join_agreed, other.case_id, one.case_id, seen=seen),
    )

    said = await life.db.run(lambda tx: messages.last(tx, one.case_id, limit=9))
    assert [each.text for each in said] == ["and the account ends in 42"]
    assert await life.db.run(similarity.of_case, other.case_id) == ()


async def crowd(life, report, count):
    """So many more people report the same, without a word."""

    def come(tx):
        own = tx.execute(select(report_rows).where(report_rows.c.id == report.id)).one()._mapping
        link = tx.execute(select(links).where(links.c.report_id == report.id)).one()._mapping
        for number in range(1000, 1000 + count):
            new = {"id": number, "uid": f"u{number}", "code_hash": f"h{number}"}
            sealed = tx.cipher.seal_json({"text": "x"}, f"reports.sealed:u{number}")
            tx.execute(report_rows.insert().values({**own, **new, "sealed": sealed}))
            tx.execute(links.insert().values({**link, "report_id": number, "who": f"w{number}"}))

    await life.db.run(come)


async def statements(life, ask):
    """How many the database is asked."""

    def job(tx):
        with heard(tx) as (loud, said):
            ask(loud)
        return len(said)

    return await life.db.run(job)


@pytest.mark.soak
async def test_a_case_that_hundreds_report_has_a_card_that_costs_no_more(life):
    report = (await life.files()).report
    case = await case_of(life, report)
    person = await life.appoint(MODERATOR, "changsha", Role.MODERATOR)

    def ask(tx):
        return case_card.card(Request(tx, life.conditions, person), case)

    await crowd(life, report, 100)
    few = await statements(life, ask)
    shown = await card(life, report)
    assert shown.joins.people == 101
    assert len(shown.reports) + shown.unread == 101
    await life.db.run(lambda tx: [tx.execute(t.delete().where(c >= 1000)) for t, c in CROWD])
    await crowd(life, report, 300)
    assert await statements(life, ask) == few


async def test_who_of_a_crowd_said_something_last_is_read(life):
    report = (await life.files()).report
    await crowd(life, report, 100)
    said = messages.Message(
        case_id=report.case_id,
        kind="addition",
        author="report:1099",
        text="I was there, too",
        written_at=NOON,
        report_id=1099,
    )
    await life.db.run(messages.add, said)
    shown = await card(life, report)
    assert shown.reports[-1].report.id == 1099
    assert len(shown.reports) + shown.unread == 101
