"""What came in by a case's reports goes over to another case, and opens there."""

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from conversation.form import Given
from domain.identity import ContactRequest, Purpose
from domain.report import EvidenceState
from storage.cases import joins, messages
from storage.cases.messages import Message
from storage.engine.tables import case_hosts
from storage.engine.tables import reports as report_rows
from storage.evidence import evidence, evidence_reading
from storage.evidence.evidence import Offer
from storage.identity import identities
from storage.reporting import filing_rows, reporter_links, reports, similarity, targets
from tests.support.life import CITIZEN, STRANGER, Life

NOW = 1_800_000_000


@pytest.fixture
async def two(db, profile):
    """Two cases: one to be joined, and the one that grows."""
    life = Life(db, profile)
    start = await life.files(CITIZEN, link=Given(text="https://one.example.com/a"))
    to = await life.files(STRANGER, link=Given(text="https://two.example.net/b"))
    return start.report, to.report


def said(case_id, kind, text, **changes):
    message = Message(case_id=case_id, kind=kind, author="wu", text=text, written_at=NOW)
    return replace(message, **changes)


async def test_reports_targets_and_words_are_the_other_cases_now(db, two):
    joined, grown = two
    ids = await db.run(joins.move, joined.case_id, grown.case_id, NOW)

    assert ids == (joined.id,)
    assert await db.run(reports.of_case, joined.case_id) == ()
    found = await db.run(reports.of_case, grown.case_id)
    assert [(each.id, each.joined_at) for each in found] == [(joined.id, NOW), (grown.id, None)]
    assert await db.run(reports.text_of, joined.id) == "they took my money"
    [target] = await db.run(targets.of_report, joined.id)
    assert target.normalised == "https://one.example.com/a"
    assert await db.run(reports.code_of, joined.id) != await db.run(reports.code_of, grown.id)


async def test_messages_are_sealed_anew_for_their_place(db, two):
    joined, grown = two
    written = [
        said(joined.case_id, "question", "which account?", report_id=joined.id),
        said(joined.case_id, "answer", "the one ending in 42", report_id=joined.id),
        said(joined.case_id, "note", "a known gang", channel="phone"),
    ]
    for each in written:
        await db.run(messages.add, each)
    await db.run(messages.add, said(grown.case_id, "question", "since when?"))

    await db.run(joins.move, joined.case_id, grown.case_id, NOW)

    found = await db.run(lambda tx: messages.last(tx, grown.case_id, limit=9))
    assert [(each.kind, each.text, each.channel) for each in found] == [
        ("asked", "which account?", ""),
        ("answer", "the one ending in 42", ""),
        ("note", "a known gang", "phone"),
        ("question", "since when?", ""),
    ]
    assert await db.run(lambda tx: messages.last(tx, joined.case_id, limit=9)) == ()
    asked = await db.run(messages.last_question, grown.case_id)
    assert asked.text == "since when?", "what was asked of the joined one is not asked here"


async def test_files_go_along_and_can_still_be_fetched_and_opened(db, two):
    joined, grown = two
    offered = Offer(
        kind="photo",
        file_id="f",
        unique_id="u",
        size=1,
        mime="image/png",
        name="a.png",
        album="",
        message_id=1,
    )

    def attach(tx):
        evidence.offer(tx, offered, draft_id="d", who="lin", state=EvidenceState.WANTED, now=0)
        evidence.attach(tx, "d", joined.id, joined.case_id)

    await db.run(attach)
    await db.run(joins.move, joined.case_id, grown.case_id, NOW)

    assert [each.name for each in await db.run(evidence_reading.of_case, grown.case_id)] == [
        "a.png"
    ]
    [wanted] = await db.run(lambda tx: evidence.due(tx, NOW, limit=9, lease=60))
    assert wanted.file_id == "f"
    assert (await db.run(evidence_reading.place, wanted.id)).case_id == grown.case_id


async def test_a_request_to_see_the_contact_follows_its_report(db, two):
    joined, grown = two
    request = ContactRequest(
        id=0,
        case_id=joined.case_id,
        report_id=joined.id,
        unit="changsha",
        asked_by="wu",
        asked_at=NOW,
        purpose=Purpose.CONTACT,
        reason="to ask where the shop went",
    )
    await db.run(identities.ask, request)
    await db.run(joins.move, joined.case_id, grown.case_id, NOW)

    [found] = await db.run(identities.of_case, grown.case_id)
    assert found.reason == "to ask where the shop went"
    assert await db.run(identities.of_case, joined.case_id) == ()


async def test_the_grown_case_is_found_under_the_hosts_of_both(db, two):
    joined, grown = two
    await db.run(joins.move, joined.case_id, grown.case_id, NOW)

    hosts = select(case_hosts.c.host).where(case_hosts.c.case_id == grown.case_id)
    found = set(await db.run(lambda tx: tx.execute(hosts).scalars().all()))
    assert {"one.example.com", "example.com", "two.example.net", "example.net"} <= found


async def test_likenesses_go_along(db, two):
    joined, grown = two
    before = await db.run(similarity.of_case, joined.case_id)
    await db.run(joins.move, joined.case_id, grown.case_id, NOW)
    assert before
    assert set(before) <= set(await db.run(similarity.of_case, grown.case_id))


async def test_a_person_counts_once_however_many_reports_they_filed(db, profile):
    life = Life(db, profile)
    first = (await life.files(CITIZEN)).report
    again = (await life.files(CITIZEN)).report
    other = (await life.files(STRANGER)).report
    for each in (again, other):
        await db.run(joins.move, each.case_id, first.case_id, NOW)
    assert await db.run(reporter_links.people, first.case_id) == 2
    await db.run(filing_rows.withdraw, other.id, NOW)
    assert await db.run(reporter_links.people, first.case_id) == 1


async def test_a_wish_counts_until_it_is_granted_or_withdrawn(db, two):
    joined, grown = two
    assert await db.run(reports.wishes, joined.case_id) == ()
    wished = {"known_case": grown.case_id, "join_agreed": True}

    def wish(tx):
        tx.execute(report_rows.update().where(report_rows.c.id == joined.id).values(wished))

    await db.run(wish)
    [found] = await db.run(reports.wishes, joined.case_id)
    assert (found.known_case, found.agreed) == (grown.case_id, True)
    await db.run(joins.move, joined.case_id, grown.case_id, NOW)
    assert await db.run(reports.wishes, grown.case_id) == ()
