"""A decision is told once in full; the status card says its result."""

from tests.dialogs.moderation.test_casework import accepts, files
from tests.support.decisions import writes

REASON = "The shop was a copy of a bank's site."


async def test_reasons_and_stars_come_once(world, citizen, moderator, lead):
    await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Decide")
    await moderator.taps("Removed by the unit itself")
    await moderator.taps("I saw it myself")
    await writes(moderator, rule="Article 266", facts="a copy of a bank's site", words=REASON)
    await lead.taps("Confirm and send")
    texts = [each.get("text", "") for each in citizen.chat if each["from"]["is_bot"]]
    assert sum(REASON in text for text in texts) == 1
    stars = [
        each
        for each in citizen.chat
        for row in each.get("reply_markup", {}).get("inline_keyboard", [])
        if any("★" in button["text"] for button in row)
    ]
    assert len(stars) == 1
    assert sum(citizen.words("rate-ask") in text for text in texts) == 1
    citizen.saw("card-reasons-apart")

    # in full where the reporter looks for it
    await citizen.says("/cases")
    await citizen.taps("··")
    assert REASON in citizen.texts(1)
