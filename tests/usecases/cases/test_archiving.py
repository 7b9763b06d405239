"""An emptied case leaves nothing behind: no word in a row, no byte in the file, nor who it was."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, select

from conversation.form import Given
from domain.network.people import Role, Verb
from domain.report import EvidenceState
from domain.routing import HandoverKind, Hop
from domain.status import Status
from storage.audit import journal
from storage.cases import cases, transfers
from storage.engine.public_tables import META
from storage.engine.tables import identity_requests, likenesses, sanctions
from storage.engine.tables import outbox as outbox_rows
from storage.evidence import evidence, evidence_files, evidence_reading
from storage.evidence.evidence import Offer
from storage.network import people
from storage.queues import outbox_claims
from storage.reporting import drafts, reporter_links, reports
from tests.support.life import CITIZEN, LEAD, MODERATOR, Life
from usecases.cases import archiving
from usecases.core import profile as core_profile
from usecases.delivery import outbox_delivery
from usecases.dialogs import dialogs
from usecases.moderation import casework
from usecases.operations import scheduled
from usecases.reporting import forms
from usecases.session import by_system

DAY = 24 * 3600
CANARY = "canary-of-a-reporter"
TOPICS = ("cases", "people", "units", "documents", "secrets")


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


def extras(tx, case_id, report_id):
    """What other rooms keep of a case, too."""
    who = people.who_is(tx, CITIZEN)
    hop = Hop(kind=HandoverKind.TRANSFER, start="x", to="y", who="z", reason=CANARY, moved_at=5)
    transfers.add(tx, case_id, hop)
    tx.execute(
        likenesses.insert().values(case_id=case_id, report_id=report_id, kind="url", value="v" * 32)
    )
    sealed = tx.cipher.seal(CANARY.encode(), "x")
    tx.execute(
        sanctions.insert().values(
            who=who,
            kind="warning",
            case_id=case_id,
            report_id=report_id,
            unit="changsha",
            sealed=sealed,
            imposed_by="x",
            imposed_at=1,
        )
    )
    draft_id = drafts.active(tx, who).id
    for number, state in enumerate((EvidenceState.WANTED, EvidenceState.REFUSED)):
        offered = Offer(
            kind="photo",
            file_id=CANARY,
            unique_id=f"{CANARY}{number}",
            size=1,
            mime="image/png",
            name=f"{CANARY}.png",
            album="",
            message_id=number,
        )
        evidence.offer(tx, offered, draft_id=draft_id, who=who, state=state, now=5)
    evidence.attach(tx, draft_id, report_id, case_id)
    [wanted] = evidence.due(tx, 10, limit=1, lease=1)
    evidence.kept(tx, wanted.id, sha256="ab" * 32, size=1, mime="image/png", stored_as="bytes")


async def a_full_case(life):
    """A case with words in every place that has room for words."""
    filed = await life.files(
        link=Given(text=f"https://example.org/{CANARY}"),
        words=Given(text=f"they wrote {CANARY}"),
        identity=Given(choice="real_name"),
        name=Given(text="Canaria Nameson"),
        contact=Given(text="canary@example.org"),
    )
    case_id = filed.report.case_id
    card = await life.does(MODERATOR, casework.card, case_id)
    card = await life.moves(MODERATOR, card, Verb.NOTE, text=f"note {CANARY}")
    card = await life.moves(MODERATOR, card, Verb.ACCEPT, category="fraud")
    card = await life.moves(MODERATOR, card, Verb.ASK, question=f"which {CANARY}?")
    await life.does(CITIZEN, forms.begin_on_report, filed.report.id, "answer")
    await life.does(CITIZEN, dialogs.answer, Given(text=f"the {CANARY}"))
    card = await life.does(MODERATOR, casework.card, case_id)
    card = await life.does(MODERATOR, casework.move, case_id, Verb.CHECK, seen=card.case.version)
    words = {
        "outcome": "removed_by_unit",
        "seen_gone": "self",
        "rule": life.profile.taxonomy.rules_for("fraud")[0],
        "facts": f"facts {CANARY}",
        "feedback": f"feedback {CANARY}",
    }
    card = await life.moves(MODERATOR, card, Verb.DECIDE, **words)
    await life.does(LEAD, casework.move, case_id, Verb.CONFIRM, seen=card.case.version)
    await life.does(CITIZEN, forms.begin_on_report, filed.report.id, "addition")
    await life.db.run(extras, case_id, filed.report.id)
    await life.does(CITIZEN, dialogs.cancel)
    return filed


def sealed_values(tx):
    """Every encrypted value that there is, but for those of the house itself."""
    return {
        value
        for table in META.sorted_tables
        if table.name not in TOPICS
        for column in table.columns
        if isinstance(column.type, LargeBinary)
        for value in tx.execute(select(column)).scalars()
        if value
    }


async def emptied(life):
    """Time passes until the case is empty; what was owed meanwhile is told."""
    for days in (182, 4 * 365):
        for _ in range(20):
            for each in await life.db.run(
                by_system, life.conditions, outbox_delivery.claim, limit=50, lease=60
            ):
                await life.db.run(by_system, life.conditions, outbox_delivery.sent, each, 1)
        life.at += days * DAY
        await life.db.run(by_system, life.conditions, scheduled.sweep)


async def test_an_emptied_case_keeps_number_category_state_times_and_unit(life):
    filed = await a_full_case(life)
    before = await life.db.run(cases.get, filed.report.case_id)
    await emptied(life)
    after = await life.db.run(cases.get, filed.report.case_id)
    assert after.status is Status.PURGED
    assert (after.host, after.region, after.assignee) == ("", "", None)
    for kept in ("number", "category", "unit", "opened_at", "closed_at", "accepted_at", "outcome"):
        assert getattr(after, kept) == getattr(before, kept)


async def test_nothing_that_was_sealed_of_it_is_left_in_any_row(life):
    filed = await a_full_case(life)
    before = await life.db.run(sealed_values)
    await emptied(life)
    left = await life.db.run(sealed_values)
    assert len(before) > 15
    assert not before & left
    assert await life.db.run(reports.text_of, filed.report.id) == ""
    assert await life.db.run(transfers.of_case, filed.report.case_id)  # the way stays, wordless
    assert await life.db.run(journal.first_break, filed.report.case_id) is None


async def test_nothing_leads_from_it_to_its_reporter(life):
    filed = await a_full_case(life)
    await emptied(life)
    who = await life.db.run(people.who_is, CITIZEN)

    def traces(tx):
        found = []
        for table in META.sorted_tables:
            for column in table.columns:
                if table.name in {"people", "quotas"} or isinstance(column.type, LargeBinary):
                    continue
                rows = tx.execute(select(column)).scalars()
                found += [f"{table.name}.{column.name}" for value in rows if value == who]
        return found

    assert await life.db.run(traces) == []
    assert await life.db.run(reporter_links.reporter, filed.report.id) is None
    assert not await life.db.run(reporter_links.has_contact, filed.report.id)

    def rows(tx, table):
        return tx.execute(select(table)).all()

    for table in (likenesses, sanctions, identity_requests, outbox_rows):
        assert not [
            row
            for row in await life.db.run(rows, table)
            if getattr(row, "report_id", None) or table in {likenesses, sanctions}
        ]


async def test_its_files_are_left_for_erasing_and_then_forgotten(life):
    filed = await a_full_case(life)
    await emptied(life)
    assert await life.db.run(evidence_reading.of_report, filed.report.id) == ()
    dropped = await life.db.run(evidence_files.dropped, limit=9)
    assert list(dropped.values()) == ["bytes"]


async def test_another_case_keeps_everything(life):
    await a_full_case(life)
    life.at += 4 * 365 * DAY
    other = await life.files(account=12, words=Given(text="another matter"))
    life.at -= 4 * 365 * DAY
    await emptied(life)
    assert await life.db.run(reports.text_of, other.report.id) == "another matter"
    assert await life.db.run(reporter_links.reporter, other.report.id) is not None


async def test_no_byte_of_it_is_left_in_the_file(sqlite_url, opens, profile):
    """A stolen file and a stolen key together tell nothing of what was emptied."""
    path = Path(sqlite_url.partition("///")[2])
    db = await opens(sqlite_url)
    await db.run(core_profile.install_profile, profile, 0)
    life = Life(db, profile)
    await life.cast()
    await a_full_case(life)
    sealed = [value[20:52] for value in await db.run(sealed_values)]
    for at_the_end in (False, True):
        if at_the_end:
            db = await opens(sqlite_url)
            life.db = db
            await emptied(life)
        await db.close()
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        data = path.read_bytes()  # noqa: ASYNC240 - nothing else runs
        found = [value for value in sealed if value in data]
        assert (not found) if at_the_end else found


async def test_what_cannot_be_told_any_more_is_not_told(life):
    await a_full_case(life)
    await emptied(life)
    owed = await life.db.run(outbox_claims.claim_due, life.at + 9 * DAY, limit=99, lease=1)
    assert not [each for each in owed if each.owed.report_id is not None]


async def test_only_the_clock_archives_and_purges(life):
    filed = await a_full_case(life)
    card = await life.does(LEAD, casework.card, filed.report.case_id)
    assert not {Verb.ARCHIVE, Verb.PURGE} & {move.verb for move in card.moves}
    await life.appoint(61, "hunan", Role.LEAD)
    card = await life.does(61, casework.card, filed.report.case_id)
    assert not {Verb.ARCHIVE, Verb.PURGE} & {move.verb for move in card.moves}
    assert await life.db.run(by_system, life.conditions, archiving.purge) == 0
