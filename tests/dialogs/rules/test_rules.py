"""Everybody may read how a report goes: by command, from the start, from the receipt."""

import pytest
from msgspec.structs import replace

from domain.rules.procedure import STEPS
from handlers.rules.callbacks import SeeStep
from tests.support.by_hand import submit, to_review


async def test_a_citizen_reads_all_steps_and_goes_back(citizen):
    await citizen.says("/rules")
    for number, step in enumerate(STEPS, 1):
        citizen.sees("rules-title", place=str(number), places=str(len(STEPS)))
        citizen.sees(f"rules-step-{step}")
        if number < len(STEPS):
            await citizen.taps("Next")
    assert "Next" not in citizen.labels()
    await citizen.taps("Back")
    citizen.sees(f"rules-step-{STEPS[-2]}")


async def test_it_opens_from_the_receipt_which_stays(citizen):
    await to_review(citizen)
    await submit(citizen)
    receipt = citizen.last["message_id"]
    await citizen.taps("How it works")
    assert citizen.last["message_id"] > receipt
    citizen.saw("filed")
    citizen.sees("rules-step-send")


async def test_start_and_help_lead_to_it(citizen):
    await citizen.says("/start")
    await citizen.taps("How it works")
    citizen.sees("rules-step-send")
    await citizen.says("/help")
    assert f"/rules – {citizen.words('command-rules')}" in citizen.texts(1)


async def test_an_open_question_stays_open_meanwhile(citizen):
    await citizen.says("https://example.org/shop")
    await citizen.says("/rules")
    citizen.sees("rules-step-send")
    await citizen.taps("Fraud")
    citizen.sees("report-subcategory-ask")


@pytest.mark.parametrize("step", [-5, 99])
async def test_a_forged_step_shows_the_nearest(citizen, step):
    await citizen.says("/rules")
    await citizen.presses(citizen.last["message_id"], SeeStep(step).pack())
    citizen.sees(f"rules-step-{STEPS[0 if step < 0 else -1]}")


async def test_a_deadline_that_changes_is_read_at_once(world, citizen):
    services = world.jubao.services
    clocks = replace(services.profile.clocks, accept_days=97)
    services.profile = replace(services.profile, clocks=clocks)
    await citizen.says("/rules")
    await citizen.taps("Next")
    assert "97 working days" in citizen.texts(1)
