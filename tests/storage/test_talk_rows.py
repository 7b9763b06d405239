"""What is said between an office and its reporters, and the files that go along."""

import pytest

from domain.report import EvidenceState
from storage import evidence, messages, outbox
from storage.evidence import Offer
from storage.messages import Message
from tests.support.life import CITIZEN, Life

NOW = 1000


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    await life.files(CITIZEN)
    await life.files(CITIZEN)
    return life


def a_message(kind, **changes):
    base = {"case_id": 1, "kind": kind, "author": "chen", "text": f"a {kind}", "written_at": NOW}
    return Message(**{**base, **changes})


async def test_a_message_comes_back_as_it_was_written(life):
    row = await life.db.run(messages.add, a_message("told", report_id=1, version_of=7))
    found = await life.db.run(messages.get, row)
    assert (found.id, found.report_id, found.version_of) == (row, 1, 7)
    assert (found.kind, found.text, found.author) == ("told", "a told", "chen")
    assert await life.db.run(messages.get, row + 1) is None


async def test_the_last_question_is_to_one_or_to_all_and_answered_by_each(life):
    assert await life.db.run(messages.last_question, 1) is None
    await life.db.run(messages.add, a_message("question", report_id=1))
    await life.db.run(messages.add, a_message("answer", report_id=1, author="report:1"))
    await life.db.run(messages.add, a_message("question", text="and which shop?"))
    asked = await life.db.run(messages.last_question, 1)
    assert asked.text == "and which shop?"
    assert asked.concerns(1)
    assert asked.concerns(2)
    assert not a_message("question", report_id=1).concerns(2)
    assert not await life.db.run(messages.answered, asked, 1)
    await life.db.run(messages.add, a_message("answer", report_id=2, author="report:2"))
    assert not await life.db.run(messages.answered, asked, 1)
    assert await life.db.run(messages.answered, asked, 2)


async def offers(life, draft, unique, state=EvidenceState.WANTED):
    offer = Offer(
        kind="photo", file_id="f", unique_id=unique, size=1, mime="", name="", album="",
        message_id=1,
    )  # fmt: skip
    await life.db.run(evidence.offer, offer, draft_id=draft, who="chen", state=state, now=NOW)


async def test_files_sent_along_belong_to_their_message_and_are_no_evidence(life):
    row = await life.db.run(messages.add, a_message("told"))
    await offers(life, "draft", "one")
    await offers(life, "draft", "two")
    await life.db.run(evidence.send_along, "draft", 1, row)
    assert await life.db.run(evidence.awaited, row) == 2
    assert await life.db.run(evidence.of_case, 1) == ()
    wanted = await life.db.run(evidence.due, NOW, limit=4, lease=9)
    for each in wanted:
        assert await life.db.run(evidence.goes_with, each.id) == row
        await life.db.run(
            evidence.kept, each.id, sha256="ab", size=2, mime="image/png", stored_as=f"s{each.id}"
        )
    assert await life.db.run(evidence.awaited, row) == 0
    assert [name for _, name in await life.db.run(evidence.enclosed, row)] == ["s1", "s2"]
    found = await life.db.run(evidence.outgoing, 1)
    assert [file.mime for file in found[row]] == ["image/png", "image/png"]
    assert await life.db.run(evidence.stored_names, 1) == {}


async def test_a_reporters_file_goes_with_no_message(life):
    await offers(life, "draft", "one")
    await life.db.run(evidence.attach, "draft", 1, 1)
    assert await life.db.run(evidence.goes_with, 1) is None
    assert len(await life.db.run(evidence.of_case, 1)) == 1
    assert await life.db.run(evidence.outgoing, 1) == {}


async def test_what_has_come_through_of_a_notice_is_remembered_by_whoever_holds_it(db):
    notice = outbox.Notice(
        kind="files", recipient="anna", params={"row": 1}, rank=outbox.Rank.NEWS, order_key="x"
    )
    await db.run(outbox.put, notice, NOW)
    (held,) = await db.run(outbox.claim_due, NOW, limit=9, lease=60)
    await db.run(outbox.amend, held, {"row": 1, "through": 2}, NOW + 100)
    assert await db.run(outbox.claim_due, NOW + 99, limit=9, lease=60) == ()
    (again,) = await db.run(outbox.claim_due, NOW + 100, limit=9, lease=60)
    assert again.notice.params == {"row": 1, "through": 2}
    await db.run(outbox.amend, held, {"row": 1, "through": 9}, NOW + 500)  # overtaken: nothing
    (last,) = await db.run(outbox.claim_due, NOW + 200, limit=9, lease=60)
    assert last.notice.params == {"row": 1, "through": 2}
