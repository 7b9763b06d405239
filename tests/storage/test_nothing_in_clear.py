"""A stolen database tells nothing: what people wrote is in none of its bytes."""

import base64
import secrets
from pathlib import Path

import pytest
from sqlalchemy import insert

from conversation.form import Given
from domain.notices.reporter_notices import QuestionNotice
from domain.report import EvidenceState
from storage.audit import journal
from storage.audit.journal import Entry
from storage.cases import messages
from storage.cases.messages import Message
from storage.engine.tables import documents
from storage.evidence import evidence
from storage.evidence.evidence import Offer
from storage.files.blobs import Files
from storage.network import people
from storage.queues import inbox, outbox
from storage.queues.inbox import Arrival
from storage.queues.outbox import Owed, Rank
from storage.reporting import drafts
from tests.support.life import CITIZEN, Life
from usecases.reporting import forms


@pytest.fixture
def canary() -> str:
    """Words that nobody else writes."""
    return f"canary{secrets.token_hex(8)}"


@pytest.fixture
def folder(database_url: str, request: pytest.FixtureRequest) -> Path:
    """Where the database keeps its files."""
    if database_url.startswith("sqlite"):
        return Path(database_url.partition("///")[2]).parent
    return Path(request.getfixturevalue("postgres").server.pgdata)


def files_with(folder: Path, words: str) -> list[str]:
    """The files in which words stand, as they are or thinly disguised."""
    plain = words.encode()
    looks = (plain, words.encode("utf-16-le"), words.encode("utf-16-be"), plain.hex().encode())
    looks += tuple(base64.b64encode(plain[shift:])[:-4] for shift in range(3))
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(look in path.read_bytes() for look in looks)
    ]


def write_everything(tx, canary: str, case_id: int) -> None:
    who = people.who_is(tx, CITIZEN)
    draft = drafts.active(tx, who)
    drafts.save(tx, draft.with_answer("words", f"draft {canary}"), 100)
    inbox.store(tx, 7, [Arrival(update_id=1, lane=who, body=f"update {canary}".encode())], 100)
    outbox.put(
        tx,
        Owed(
            notice=QuestionNotice(question=canary, until=100),
            recipient=who,
            rank=Rank.NEWS,
            order_key="person:x",
        ),
        100,
    )
    offered = Offer(
        kind="photo",
        file_id=f"id-{canary}",
        unique_id=f"unique-{canary}",
        size=1,
        mime="image/png",
        name=f"{canary}.png",
        album="",
        message_id=1,
    )
    evidence.offer(tx, offered, draft_id=draft.id, who=who, state=EvidenceState.OFFERED, now=100)
    messages.add(tx, Message(case_id=case_id, kind="note", author=who, text=canary, written_at=100))
    journal.add(
        tx,
        Entry(who=who, role=1, verb="accept", case_id=case_id, unit="changsha", reason=canary),
    )
    people.set_name(tx, who, canary)


async def test_no_word_of_anybody_is_found_in_the_files(db, profile, folder, canary):
    life = Life(db, profile)
    filed = await life.files(
        link=Given(text=f"https://example.org/{canary}"),
        words=Given(text=f"they wrote {canary}"),
        identity=Given(choice="real_name"),
        name=Given(text=canary),
        contact=Given(text=f"{canary}@example.org"),
    )
    await life.does(CITIZEN, forms.start, fresh=True)
    await db.run(write_everything, canary, filed.report.case_id)

    assert files_with(folder, canary) == []
    assert files_with(folder, filed.code) == []


async def test_the_search_would_find_them(db, folder, canary):
    def in_clear(tx) -> None:
        tx.execute(insert(documents).values(name="x", body=canary, version=1, changed_at=0))

    await db.run(in_clear)
    assert files_with(folder, canary) != []


async def test_stored_evidence_is_sealed(db, tmp_path, canary):
    files = Files(f"file:{tmp_path}/evidence")
    stored_as = db.cipher.fingerprint("file", canary)
    await files.put(stored_as, db.cipher.seal(canary.encode(), f"evidence:{stored_as}"))
    assert files_with(tmp_path / "evidence", canary) == []
    assert db.cipher.open(await files.get(stored_as), f"evidence:{stored_as}") == canary.encode()


async def test_what_was_deleted_is_wiped_from_the_file(sqlite_url, opens, canary):
    folder = Path(sqlite_url.partition("///")[2]).parent

    def write(tx) -> None:
        tx.execute(insert(documents).values(name="x", body=canary, version=1, changed_at=0))

    def erase(tx) -> None:
        tx.execute(documents.delete().where(documents.c.name == "x"))

    for use_case, expected in ((write, 1), (erase, 0)):
        db = await opens(sqlite_url)
        await db.run(use_case)
        await db.close()
        assert len(files_with(folder, canary)) == expected
