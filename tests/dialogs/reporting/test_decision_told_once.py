"""A decision is told once in full; the status card says its result, and follows all news."""

from tests.dialogs.moderation.test_casework import accepts, files
from tests.support.decisions import writes

REASON = "The shop was a copy of a bank's site."


def told(world, person, since):
    """What was sent to a person, or edited, from a point of the wire's record on."""
    return [
        params["text"]
        for _, params in world.telegram.sent[since:]
        if str(params.get("chat_id")) == str(person.account) and "text" in params
    ]


async def test_reasons_and_stars_come_once_and_the_check_not_after_the_decision(
    world, citizen, moderator, lead
):
    await files(world, citizen)
    await accepts(moderator)
    before = len(world.telegram.sent)
    await moderator.taps_on_card("Decide")  # straight from accepted: the check is implied
    await moderator.taps("Removed by the unit itself")
    await moderator.taps("I saw it myself")
    await writes(moderator, rule="Article 266", facts="a copy of a bank's site", words=REASON)
    checked, waits = (citizen.words(key) for key in ("notice-verifying", "status-feedback_pending"))
    said = [
        "checked" if checked in text else "waits"
        for text in told(world, citizen, before)
        if checked in text or waits in text
    ]
    assert said == ["checked", "waits"]

    before = len(world.telegram.sent)
    await lead.taps("Confirm and send")
    said = told(world, citizen, before)
    assert ["The shop was a copy" in text for text in said] == [True, False]  # the card follows
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
    citizen.saw("card-about-closed")
    assert citizen.words("about-closed") not in citizen.texts()  # the reasons are not below

    # in full where the reporter looks for it
    await citizen.says("/cases")
    await citizen.taps("··")
    assert REASON in citizen.texts(1)
