"""A report that is given up, or begun anew, can be had back for ten minutes, with all of it."""

import pytest

from storage.evidence import evidence_reading
from storage.reporting import reports, targets
from tests.dialogs.moderation.test_casework import PNG
from tests.dialogs.reporting.test_report import submit, to_review, until
from usecases.dialogs.draft_lifecycle import UNDO_SECONDS
from usecases.operations import scheduled
from usecases.session import by_system


async def sweeps(world):
    """What the clock does now and then."""
    await world.db.run(by_system, world.jubao.services.conditions(), scheduled.sweep)
    await world.settle()


@pytest.mark.parametrize("how", ["/cancel", "Cancel"])
async def test_cancel_truly_ends(citizen, how):
    await until(citizen, "region")
    await (citizen.says(how) if how == "/cancel" else citizen.taps(how))
    citizen.sees("cancel-done")
    await citizen.says("/start")
    assert "Continue" not in citizen.labels()
    await citizen.says("/cancel")
    citizen.sees("cancel-nothing")


async def test_what_was_cancelled_is_had_back_just_as_it_was(citizen, world):
    await until(citizen, "review")
    await citizen.sends("a.png", data=PNG)
    await citizen.taps("Cancel")
    world.later(UNDO_SECONDS - 1)
    await sweeps(world)
    await citizen.taps("Undo")
    citizen.sees("undo-done")
    citizen.sees("report-review-ask")
    assert "+8613800138000" in citizen.last["text"]
    assert "they took my money" in citizen.last["text"]
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == "they took my money"
    assert len(await world.db.run(evidence_reading.of_report, 1)) == 1


@pytest.mark.soak
async def test_after_ten_minutes_it_is_gone_with_its_files(citizen, world):
    await citizen.sends("a.png", data=PNG)
    await citizen.says("they took my money on https://example.org/shop")
    await to_review(citizen, region="")
    assert await world.jubao.fetcher.files.names() == []  # nothing is fetched before filing
    await citizen.taps("Cancel")
    undo = citizen.data("Undo")
    world.later(UNDO_SECONDS + 61)
    await sweeps(world)
    assert await citizen.presses(*undo) == citizen.words("undo-too-late")
    assert await world.jubao.fetcher.files.names() == []


async def test_undo_while_another_report_is_open_sets_that_one_aside_in_its_turn(citizen, world):
    await citizen.says("they took my money on https://example.org/first")
    await citizen.taps("Cancel")
    undo = citizen.data("Undo")
    await citizen.says("they took my money on https://example.org/second")
    await citizen.presses(*undo)
    citizen.sees("undo-done")
    citizen.sees("report-category-ask")
    assert "Undo" in citizen.labels()
    await citizen.taps("Undo")
    citizen.sees("undo-done")
    await to_review(citizen, region="")
    await submit(citizen)
    [target] = await world.db.run(targets.of_report, 1)
    assert target.raw == "https://example.org/second"


async def test_start_again_can_be_undone_with_all_that_was_sent(citizen, world):
    await until(citizen, "review")
    await citizen.sends("a.png", data=PNG)
    await citizen.says("/report")
    await citizen.taps("Start again")
    citizen.sees("report-material-ask")
    await citizen.taps("Undo")
    citizen.sees("undo-done")
    citizen.sees("report-review-ask")
    await submit(citizen)
    assert await world.db.run(reports.text_of, 1) == "they took my money"
    assert len(await world.db.run(evidence_reading.of_report, 1)) == 1


async def test_undo_pressed_twice_changes_nothing_the_second_time(citizen, world):
    await until(citizen, "words")
    await citizen.taps("Cancel")
    undo = citizen.data("Undo")
    await citizen.presses(*undo)
    await citizen.presses(*undo)
    citizen.sees("report-words-ask")


async def test_nobody_else_has_it_back(citizen, world):
    await until(citizen, "words")
    await citizen.taps("Cancel")
    _, data = citizen.data("Undo")
    stranger = world.person("Mei")
    await stranger.says("/start")
    said = await stranger.presses(stranger.last["message_id"], data)
    assert said == stranger.words("undo-too-late")


async def test_what_was_begun_and_is_empty_leaves_nothing_to_undo(citizen):
    await citizen.says("/report")
    await citizen.taps("Cancel")
    citizen.sees("cancel-done")
    assert "Undo" not in citizen.labels()


@pytest.mark.soak
async def test_an_addition_that_was_given_up_is_had_back(citizen, world):
    await citizen.says("they took my money on https://example.org/shop")
    await to_review(citizen, region="")
    await submit(citizen)
    await citizen.taps("Add evidence")
    await citizen.sends("a.png", data=PNG)
    await citizen.taps("Cancel")
    await citizen.taps("Undo")
    citizen.sees("addition-content-ask")
    await citizen.taps("Done")
    citizen.sees("addition-done")
    assert len(await world.db.run(evidence_reading.of_report, 1)) == 1


@pytest.mark.soak
async def test_a_message_of_what_was_given_up_is_not_said_to_be_sent_when_it_is_edited(citizen):
    await until(citizen, "review")
    message = next(m for m in citizen.chat if m.get("text") == "they took my money")
    await citizen.taps("Cancel")
    await citizen.edits(message["message_id"], "never mind")
    citizen.sees("edited-unknown")
