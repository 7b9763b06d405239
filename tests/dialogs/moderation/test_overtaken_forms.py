"""Forms on a case that others change meanwhile: said once, and nothing typed is lost."""

import pytest

from domain.status import Status
from storage.cases import cases
from tests.dialogs.moderation.test_casework import accepts, decides, files, newest, now

LONG = ("The page of a bank is copied, word for word. " * 40).strip()


async def withdraws(citizen):
    await citizen.says("/cases")
    await citizen.taps("··")
    await citizen.taps("Withdraw")
    await citizen.taps("Yes, withdraw it")


async def to_decision(person):
    """A decision up to its review, with facts in one's own words."""
    await person.taps_on_card("Start checking")
    await person.taps_on_card("Decide")
    await person.taps("Not upheld")
    await person.taps("Change facts")
    await person.says(LONG)


def quotes(person, most=4):
    """The texts quoted in the newest messages."""
    found = []
    for message in person.chat[-most:]:
        text = message.get("text", "").encode("utf-16-le")
        for each in message.get("entities", []):
            if each["type"] in {"blockquote", "expandable_blockquote"}:
                start, end = 2 * each["offset"], 2 * (each["offset"] + each["length"])
                found.append(text[start:end].decode("utf-16-le"))
    return found


async def test_a_withdrawn_case_is_named_at_the_next_answer_and_gives_back_the_text(
    world, citizen, moderator
):
    case = await files(world, citizen)
    await moderator.taps_on_card("Ask reporter")
    await withdraws(citizen)
    assert (await now(world, case)).status is Status.WITHDRAWN
    before = len(moderator.chat)

    await moderator.says("Which account did you pay to?")

    said = [m["text"] for m in moderator.chat[before + 1 :]]
    assert sum("withdrawn (the reporter, " in text for text in said) == 1
    assert "withdrawn (the reporter, " in said[0]
    assert quotes(moderator, 2)[0] == "Which account did you pay to?"
    assert moderator.words("staff-status-withdrawn") in newest(moderator)


async def test_who_decided_first_is_named_and_what_was_written_is_given_back(
    world, citizen, moderator, colleague
):
    case = await files(world, citizen)
    await accepts(colleague)
    await to_decision(colleague)
    await colleague.taps("Change words")
    await moderator.says(f"/case {case.number}")
    await decides(moderator)
    before = len(colleague.chat)

    await colleague.says("What a reporter reads, in my words.")

    said = [m["text"] for m in colleague.chat[before + 1 :]]
    assert sum("decision written (Chen, " in text for text in said) == 1
    assert "".join(quotes(colleague)).count("word for word.") == LONG.count("word for word.")
    assert "What a reporter reads, in my words." in quotes(colleague)
    assert colleague.words("staff-status-feedback_pending") in newest(colleague)
    await colleague.says("and now?")
    colleague.sees("held-staff")  # nothing else is open


@pytest.mark.parametrize("label", ["Change words", "Send"])
async def test_a_press_on_the_review_says_who_was_first_and_gives_back_the_text(
    world, citizen, moderator, colleague, label
):
    case = await files(world, citizen)
    await accepts(colleague)
    await to_decision(colleague)
    late = colleague.data(label)
    await moderator.says(f"/case {case.number}")
    await decides(moderator)

    said = await colleague.presses(*late)

    assert "decision written (Chen, " in said
    assert "".join(quotes(colleague)).count("word for word.") == LONG.count("word for word.")


async def test_a_case_at_another_office_gives_back_the_text_and_shows_nothing_of_the_case(
    world, citizen, moderator, colleague
):
    case = await files(world, citizen)
    await colleague.taps_on_card("Note")
    moved = {"seen": case.version, "unit": "hengyang"}
    await world.db.run(cases.change, case.id, **moved)

    await colleague.says("I know this shop.")

    assert colleague.words("form-case-closed", number=case.number) in colleague.texts(3)
    assert "I know this shop." in quotes(colleague)
    assert "they took my money" not in colleague.texts(2)
    await colleague.says("and now?")
    colleague.sees("held-staff")
