"""What is said between an office and its reporters, and the files that go along."""

import pytest
from msgspec.structs import replace

from domain.draft import Draft
from domain.network.people import Caller
from domain.notices.reporter_notices import (
    AcceptedNotice,
    FilesNotice,
    StatusCardNotice,
    ToldNotice,
    VerifyingNotice,
)
from domain.report import EvidenceState, Reached
from storage.cases import messages
from storage.cases.messages import Message
from storage.evidence import attachments, evidence, evidence_files, evidence_reading
from storage.evidence.evidence import Offer
from storage.network import people
from storage.queues import outbox, outbox_claims, undelivered
from storage.reporting import drafts, identifying_data, message_index, reporter_links
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
    await life.db.run(attachments.send_along, "draft", 1, row)
    assert await life.db.run(attachments.awaited, row) == 2
    assert await life.db.run(evidence_reading.of_case, 1) == ()
    wanted = await life.db.run(evidence.due, NOW, limit=4, lease=9)
    for each in wanted:
        assert await life.db.run(attachments.goes_with, each.id) == row
        await life.db.run(
            evidence.kept, each.id, sha256="ab", size=2, mime="image/png", stored_as=f"s{each.id}"
        )
    assert await life.db.run(attachments.awaited, row) == 0
    assert [name for _, name in await life.db.run(attachments.of_message, row)] == ["s1", "s2"]
    found = await life.db.run(attachments.of_case, 1)
    assert [file.mime for file in found[row]] == ["image/png", "image/png"]
    assert await life.db.run(evidence_files.names, 1) == {}


async def test_a_reporters_file_goes_with_no_message(life):
    await offers(life, "draft", "one")
    await life.db.run(evidence.attach, "draft", 1, 1)
    assert await life.db.run(attachments.goes_with, 1) is None
    assert len(await life.db.run(evidence_reading.of_case, 1)) == 1
    assert await life.db.run(attachments.of_case, 1) == {}


async def test_what_has_come_through_of_a_notice_is_remembered_by_whoever_holds_it(db):
    owed = outbox.Owed(
        notice=FilesNotice(row=1), recipient="anna", rank=outbox.Rank.NEWS, order_key="x"
    )
    await db.run(outbox.put, owed, NOW)
    (held,) = await db.run(outbox_claims.claim_due, NOW, limit=9, lease=60)
    await db.run(outbox_claims.amend, held, FilesNotice(row=1, through=2), NOW + 100)
    assert await db.run(outbox_claims.claim_due, NOW + 99, limit=9, lease=60) == ()
    (again,) = await db.run(outbox_claims.claim_due, NOW + 100, limit=9, lease=60)
    assert again.owed.notice == FilesNotice(row=1, through=2)
    await db.run(
        outbox_claims.amend, held, FilesNotice(row=1, through=9), NOW + 500
    )  # overtaken: nothing
    (last,) = await db.run(outbox_claims.claim_due, NOW + 200, limit=9, lease=60)
    assert last.owed.notice == FilesNotice(row=1, through=2)


async def says(db, message_id, step, text, draft="d1", who="anna", now=NOW):
    await db.run(message_index.keep, who, message_id, draft_id=draft, step=step, text=text, now=now)


async def test_a_message_said_what_it_said_until_another_answers_the_same(db):
    await says(db, 5, "words", "they took my money")
    found = await db.run(message_index.find, "anna", 5)
    assert (found.draft_id, found.step, found.report_id) == ("d1", "words", None)
    assert not await db.run(message_index.differs, found, "they took my money")
    assert await db.run(message_index.differs, found, "they took my car")
    assert await db.run(message_index.find, "ben", 5) is None
    await says(db, 6, "words", "they took my car")
    assert await db.run(message_index.find, "anna", 5) is None
    assert (await db.run(message_index.find, "anna", 6)).step == "words"


async def test_every_caption_of_a_form_is_its_own(db):
    await says(db, 5, message_index.CAPTIONS, "one")
    await says(db, 6, message_index.CAPTIONS, "two")
    assert {(await db.run(message_index.find, "anna", n)).step for n in (5, 6)} == {
        message_index.CAPTIONS
    }


async def test_what_was_said_is_filed_and_reworded(db):
    await says(db, 5, "content", "it is back")
    await db.run(message_index.filed, "d1", 7, 9)
    await db.run(message_index.reword, "anna", 5, "it is back again")
    found = await db.run(message_index.find, "anna", 5)
    assert (found.report_id, found.message_row) == (7, 9)
    assert not await db.run(message_index.differs, found, "it is back again")


async def test_what_was_said_is_forgotten_with_its_draft_and_in_time(db):
    await says(db, 5, "words", "a", draft="d1")
    await says(db, 6, "words", "b", draft="d2")
    await says(db, 7, "words", "c", draft="d3", now=NOW + 9)
    await db.run(message_index.forget, "d1")
    await db.run(message_index.purge, NOW + 5)
    there = [await db.run(message_index.find, "anna", n) is not None for n in (5, 6, 7)]
    assert there == [False, False, True]


async def test_nothing_of_what_was_said_stands_in_clear(db):
    await says(db, 5, "words", "they took my money")
    rows = await db.run(lambda tx: tx.execute(message_index.said.select()).all())
    assert "money" not in repr(rows)


async def test_what_has_a_newer_version_is_known(life):
    row = await life.db.run(messages.add, a_message("addition", report_id=1))
    edit = a_message("edit", report_id=1, version_of=row, earlier="", words="f0")
    other = a_message("edit", report_id=2, earlier="before")
    ids = [await life.db.run(messages.add, each) for each in (edit, other)]
    unknown = a_message("edit", report_id=2)  # as of an earlier release
    ids.append(await life.db.run(messages.add, unknown))
    stored = [
        replace(each, id=row_id) for each, row_id in zip((edit, other, unknown), ids, strict=True)
    ]
    assert list(await life.db.run(messages.edits, 1, [1, 2])) == stored
    assert list(await life.db.run(messages.edits, 1, [1])) == stored[:1]

    await life.db.run(messages.move, 1, 2)
    assert [each.earlier for each in await life.db.run(messages.edits, 2, [1, 2])] == [
        *("", "before", None)
    ]


async def test_a_draft_reworded_is_not_the_one_last_touched(db):
    first = Draft(id="d1", who="anna", form="report", answers={"words": "a", "region": "x"})
    await db.run(drafts.save, first, NOW)
    await db.run(drafts.save, Draft(id="d2", who="anna", form="answer"), NOW)
    await db.run(drafts.reword, first.reworded("words", "b"))
    assert (await db.run(drafts.active, "anna")).id == "d2"
    kept = await db.run(drafts.get, "d1")
    assert list(kept.answers.items()) == [("words", "b"), ("region", "x")]


async def test_a_contact_is_put_right_in_part(life):
    await life.db.run(reporter_links.correct_contact, 1, phone="+8613800138000")
    await life.db.run(reporter_links.correct_contact, 1, name="Lin")
    assert await life.db.run(reporter_links.contact_of, 1) == {
        "phone": "+8613800138000",
        "name": "Lin",
    }


async def test_what_a_contact_was_before_is_kept_to_take_it_out_of_words_and_shown_to_nobody(life):
    await life.db.run(reporter_links.correct_contact, 1, phone="+8613800138000")
    await life.db.run(reporter_links.correct_contact, 1, phone="+8613900139000")
    await life.db.run(reporter_links.correct_contact, 1, phone="+8613900139000", name="Lin")

    assert await life.db.run(reporter_links.contact_of, 1) == {
        "phone": "+8613900139000",
        "name": "Lin",
    }
    found = await life.db.run(identifying_data.of_reports, [1, 2])
    contacts = {
        each.report_id: {(kind, value) for kind, value in each.data if kind in {"phone", "name"}}
        for each in found
    }
    assert contacts[1] == {
        ("phone", "+8613900139000"),
        ("name", "Lin"),
        ("phone", "+8613800138000"),
    }
    assert contacts[2] == set()


TOLD = ToldNotice(text="x")


def news(notice=TOLD, **changes):
    """A notice to the reporter of the first report."""
    base = {
        "notice": notice, "recipient": "anna", "rank": outbox.Rank.NEWS,
        "order_key": "report:1", "report_id": 1, "dedupe": f"{notice.kind}:1:m1",
    }  # fmt: skip
    return outbox.Owed(**{**base, **changes})


async def settled(db, notice, state, *, keep=False):
    await db.run(outbox.put, notice, NOW)
    (held,) = await db.run(outbox_claims.claim_due, NOW, limit=9, lease=60)
    await db.run(outbox_claims.settle, held, state, NOW, keep=keep)
    return held.id


@pytest.mark.parametrize(
    ("state", "reached"),
    [
        (outbox.NoticeState.SENT, Reached.DELIVERED),
        (outbox.NoticeState.UNREACHABLE, Reached.BLOCKED),
        (outbox.NoticeState.UNCERTAIN, Reached.UNCERTAIN),
        (outbox.NoticeState.FAILED, Reached.LOST),
    ],
)
async def test_the_newest_news_of_a_report_says_how_far_it_came(db, state, reached):
    assert await db.run(undelivered.newest, 1) is None
    await settled(db, news(), state)
    assert await db.run(undelivered.newest, 1) is reached
    await db.run(outbox.put, news(StatusCardNotice(), dedupe="card:1"), NOW)
    assert await db.run(undelivered.newest, 1) is reached
    await db.run(outbox.put, news(VerifyingNotice(), dedupe="closed:1:3"), NOW)
    assert await db.run(undelivered.newest, 1) is Reached.ON_ITS_WAY
    assert await db.run(undelivered.reached, ["told:1:m1", "told:1:m2"]) == {"told:1:m1": reached}


async def test_what_was_missed_is_owed_again_in_its_order_or_let_go(db):
    kept = {"keep": True}
    old = await settled(
        db, news(AcceptedNotice(category="fraud")), outbox.NoticeState.UNREACHABLE, **kept
    )
    first = await settled(db, news(dedupe="a"), outbox.NoticeState.UNREACHABLE, **kept)
    second = await settled(db, news(dedupe="b"), outbox.NoticeState.UNCERTAIN, **kept)
    await settled(db, news(dedupe="c"), outbox.NoticeState.UNREACHABLE)  # emptied: cannot be told
    await settled(db, news(dedupe="d"), outbox.NoticeState.SENT)
    found = await db.run(undelivered.of_person, "anna")
    assert [(each.id, each.kind) for each in found] == [
        (old, "accepted"), (first, "told"), (second, "told"),
    ]  # fmt: skip
    assert await db.run(undelivered.last_of, 1, without={"told"}) == old
    await db.run(undelivered.let_go, [old])
    await db.run(undelivered.owe_again, [second, first], NOW + 5)
    (again,) = await db.run(outbox_claims.claim_due, NOW + 5, limit=9, lease=60)
    assert (again.id, again.tries, again.unknowns) == (first, 1, 0)
    assert again.owed.notice == ToldNotice(text="x")
    assert await db.run(undelivered.of_person, "anna") == ()


async def test_somebody_missed_something_until_they_are_met_again(db):
    caller = Caller(account=5, locale="en")
    who = (await db.run(people.meet, caller, NOW)).who
    assert not (await db.run(people.meet, caller, NOW)).missed
    await db.run(people.set_missed, who, NOW)
    assert (await db.run(people.meet, caller, NOW)).missed
    assert not (await db.run(people.meet, caller, NOW)).missed
