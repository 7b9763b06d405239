"""What was given up is had back in time, by its owner alone; things are taken out of a draft."""

import pytest
from sqlalchemy import func, select

from conversation.form import Given, GivenFile
from domain.core.errors import BadAnswer
from domain.network.people import Caller, Verb
from storage.engine import tables
from storage.evidence import evidence_reading
from storage.network import people
from storage.reporting import told_messages
from tests.support.life import CITIZEN, MODERATOR, STRANGER, Life
from usecases.core.outcomes import Asked, Idle
from usecases.dialogs import dialogs
from usecases.dialogs.draft_lifecycle import UNDO_SECONDS
from usecases.moderation import casework
from usecases.moderation import forms as staff_forms
from usecases.operations import scheduled
from usecases.reporting import erasure, forms, review
from usecases.session import by_system
from usecases.suggestions import suggestion_box

LINK = "https://example.org/shop"


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    return life


async def begun(life, account=CITIZEN, text=LINK):
    """A report that has something in it."""
    await life.does(account, forms.start, fresh=True)
    return (await life.does(account, dialogs.answer, Given(text=text))).sheet.draft


async def sends_picture(life, number, account=CITIZEN):
    file = GivenFile(kind="photo", file_id=f"f{number}", unique_id=f"u{number}", size=1)
    life.at += 2
    asked = await life.does(account, dialogs.answer, Given(files=(file,), message_id=80 + number))
    return asked.sheet.draft


async def files_of(life, draft):
    return await life.db.run(evidence_reading.of_draft, draft.id)


async def count(life, table, *where):
    statement = select(func.count()).select_from(table).where(*where)
    return await life.db.run(lambda tx: tx.execute(statement).scalar_one())


# Undo.


async def test_a_report_that_was_discarded_is_had_back_with_all_that_was_sent(life):
    draft = await begun(life)
    await sends_picture(life, 1)
    given_up = await life.does(CITIZEN, dialogs.cancel)
    assert (given_up.undo, await life.does(CITIZEN, dialogs.resume)) == (draft.id, Idle())

    life.at += UNDO_SECONDS - 1
    await life.db.run(by_system, life.conditions, scheduled.erase_discarded_drafts)
    asked = await life.does(CITIZEN, dialogs.undo, draft.id)
    assert asked.note == "undo-done"
    assert asked.sheet.draft.carried.texts == (LINK,)
    assert len(await files_of(life, draft)) == 1


async def test_after_ten_minutes_it_is_erased_with_its_files_and_messages(life):
    draft = await begun(life)
    await sends_picture(life, 1)
    await life.does(CITIZEN, dialogs.cancel)
    life.at += UNDO_SECONDS + 1
    await life.db.run(by_system, life.conditions, scheduled.erase_discarded_drafts)
    with pytest.raises(BadAnswer, match="undo-too-late"):
        await life.does(CITIZEN, dialogs.undo, draft.id)
    assert await files_of(life, draft) == ()
    assert await count(life, tables.said, tables.said.c.draft_id == draft.id) == 0


async def test_nobody_takes_back_the_draft_of_another(life):
    draft = await begun(life)
    await life.does(CITIZEN, dialogs.cancel)
    with pytest.raises(BadAnswer, match="undo-too-late"):
        await life.does(STRANGER, dialogs.undo, draft.id)
    assert isinstance(await life.does(CITIZEN, dialogs.undo, draft.id), Asked)


async def test_a_second_press_on_cancel_or_undo_says_the_same_and_changes_nothing(life):
    draft = await begun(life)
    first = await life.does(CITIZEN, dialogs.cancel, draft.id)
    assert await life.does(CITIZEN, dialogs.cancel, draft.id) == first
    assert first == Idle(note="cancel-done", undo=draft.id)
    back = await life.does(CITIZEN, dialogs.undo, draft.id)
    again = await life.does(CITIZEN, dialogs.undo, draft.id)
    assert (again.note, again.sheet.draft) == (back.note, back.sheet.draft)
    with pytest.raises(BadAnswer, match="undo-too-late"):
        await life.does(STRANGER, dialogs.undo, draft.id)
    assert (await life.does(CITIZEN, dialogs.resume)).sheet.draft.id == draft.id


async def test_a_report_begun_meanwhile_gives_way_and_can_be_had_back_in_turn(life):
    first = await begun(life)
    await life.does(CITIZEN, dialogs.cancel)
    second = await begun(life, text="https://example.net/other")
    asked = await life.does(CITIZEN, dialogs.undo, first.id)
    assert (asked.sheet.draft.id, asked.undo) == (first.id, second.id)
    again = await life.does(CITIZEN, dialogs.undo, second.id)
    assert (again.sheet.draft.id, again.undo) == (second.id, first.id)


async def test_what_is_begun_anew_leaves_the_old_report_to_be_had_back(life):
    first = await begun(life)
    asked = await life.does(CITIZEN, forms.start, fresh=True)
    assert asked.undo == first.id
    back = await life.does(CITIZEN, dialogs.undo, first.id)
    assert back.sheet.draft.carried.texts == (LINK,)


async def adds(life, filed, number=None):
    """Opens an addition to a report, and sends a picture for it."""
    asked = await life.does(CITIZEN, forms.begin_on_report, filed.report.id, "addition")
    if number is not None:
        await sends_picture(life, number)
    return asked


async def test_an_addition_opened_again_keeps_the_files_that_were_sent_for_it(life):
    filed = await life.files()
    draft = (await adds(life, filed, 1)).sheet.draft
    again = await adds(life, filed, 2)
    assert (again.sheet.draft.id, again.note) == (draft.id, "dialogue-continue")
    await life.does(CITIZEN, dialogs.answer, Given(command="done"))
    assert len(await life.db.run(evidence_reading.of_report, filed.report.id)) == 2


async def test_an_addition_to_another_report_leaves_the_files_of_the_first_to_be_had_back(life):
    first, second = await life.files(), await life.files()
    draft = (await adds(life, first, 1)).sheet.draft
    other = await adds(life, second)
    assert (other.sheet.draft.report_id, other.undo) == (second.report.id, draft.id)
    back = await life.does(CITIZEN, dialogs.undo, draft.id)
    assert (back.sheet.draft.report_id, len(await files_of(life, draft))) == (first.report.id, 1)


async def test_a_suggestion_begun_anew_leaves_the_old_one_to_be_had_back(life):
    await life.does(CITIZEN, suggestion_box.begin)
    await life.does(CITIZEN, dialogs.answer, Given(choice="hunan"))
    asked = await life.does(CITIZEN, dialogs.answer, Given(text="answer within a week"))
    again = await life.does(CITIZEN, suggestion_box.begin)
    assert again.undo == asked.sheet.draft.id
    assert (await life.does(CITIZEN, suggestion_box.begin)).undo == ""  # nothing to lose


async def test_a_form_about_a_case_is_not_had_back_by_who_may_read_the_case_no_more(life):
    filed = await life.files(CITIZEN)
    card = await life.does(MODERATOR, casework.card, filed.report.case_id)
    await life.does(
        MODERATOR, staff_forms.begin_on_case, card.case.id, Verb.REFUSE, seen=card.case.version
    )
    asked = await life.does(MODERATOR, dialogs.answer, Given(choice="no_rule_broken"))
    draft = asked.sheet.draft

    def gives_up(tx):
        tx.execute(
            tables.drafts.update()
            .where(tables.drafts.c.id == draft.id)
            .values(discarded_at=life.at)
        )
        people.revoke(tx, draft.who, "changsha")

    await life.db.run(gives_up)
    with pytest.raises(BadAnswer, match="undo-too-late"):
        await life.does(MODERATOR, dialogs.undo, draft.id)


# Taking things out.


async def test_one_text_is_taken_out_and_the_rest_stays(life):
    await begun(life)
    life.at += 2
    asked = await life.does(CITIZEN, dialogs.answer, Given(text="they took my money"))
    draft = asked.sheet.draft
    key = draft.carried.pieces[-1].key
    left = await life.does(CITIZEN, review.take_out, draft.id, "text", key)
    assert left.sheet.draft.carried.texts == (LINK,)
    again = await life.does(CITIZEN, review.take_out, draft.id, "text", key)
    assert again.sheet.draft.carried.texts == (LINK,), "a second press changes nothing"


async def test_without_its_last_text_a_report_asks_for_material_again(life):
    draft = await begun(life)
    key = draft.carried.pieces[0].key
    asked = await life.does(CITIZEN, review.take_out, draft.id, "text", key)
    assert asked.step.name == "material"


async def test_one_file_is_taken_out_and_no_file_of_another_draft(life):
    draft = await begun(life)
    for number in (1, 2):
        await sends_picture(life, number)
    others = await begun(life, STRANGER)
    await sends_picture(life, 3, STRANGER)
    first, second = await files_of(life, draft)
    [theirs] = await files_of(life, others)

    asked = await life.does(CITIZEN, review.take_out, draft.id, "file", str(first.id))
    assert asked.sheet.files == 1
    await life.does(CITIZEN, review.take_out, draft.id, "file", str(theirs.id))
    assert [each.id for each in await files_of(life, draft)] == [second.id]
    assert [each.id for each in await files_of(life, others)] == [theirs.id]


async def test_nobody_takes_anything_out_of_the_draft_of_another(life):
    draft = await begun(life)
    with pytest.raises(BadAnswer, match="answer-stale"):
        await life.does(STRANGER, review.take_out, draft.id, "text", draft.carried.pieces[0].key)
    asked = await life.does(CITIZEN, dialogs.resume)
    assert asked.sheet.draft.carried.texts == (LINK,)


# Everything of somebody is forgotten.


async def test_forgetme_erases_discarded_drafts_and_which_message_told_of_which_report(life):
    filed = await life.files(CITIZEN)
    await begun(life)
    draft = await sends_picture(life, 1)
    await life.does(CITIZEN, dialogs.cancel)

    def tell(tx):
        who = people.meet(tx, Caller(account=CITIZEN, locale="en"), life.at).who
        told_messages.keep(tx, who, 700, filed.report.id, life.at)

    await life.db.run(tell)
    await life.does(CITIZEN, erasure.forget)
    assert await count(life, tables.drafts) == 0
    assert await count(life, tables.told_messages) == 0
    assert await files_of(life, draft) == ()
    with pytest.raises(BadAnswer, match="undo-too-late"):
        await life.does(CITIZEN, dialogs.undo, draft.id)
