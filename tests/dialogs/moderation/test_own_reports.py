"""Staff who report something themselves: they read why a colleague has it, and nothing else."""

from domain.status import Status
from handlers.moderation.callbacks import MoveCase, ShowEvidence
from tests.dialogs.moderation.test_casework import files, newest, now


async def test_a_lead_who_reported_reads_why_a_colleague_has_the_case_and_can_press_nothing(
    world, lead, moderator
):
    case = await files(world, lead)

    moderator.sees("notice-new_case", number=case.number)
    assert lead.words("notice-new_case", number=case.number) not in lead.texts()
    await lead.says(f"/case {case.number}")
    assert lead.words("refusal-own-report") in newest(lead)
    assert not {"Accept as another …", "Take", "Note", "Do not accept"} & set(
        await lead.card_labels()
    )
    message = lead.last["message_id"]

    said = await lead.presses(message, MoveCase(case.id, "accept", case.version).pack())

    assert said == lead.words("refusal-own-report")
    assert (await now(world, case)).status is Status.SUBMITTED
    await moderator.taps("Accept")


async def test_the_files_of_an_own_report_are_opened_by_a_colleague(world, lead):
    case = await files(world, lead)
    said = await lead.presses(lead.last["message_id"], ShowEvidence(case.id).pack())
    assert said == lead.words("refusal-own-report")
