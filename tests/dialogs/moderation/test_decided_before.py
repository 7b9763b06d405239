"""The same content was decided before: shown to staff, and decided the same way in two taps."""

import pytest

from conversation.form import Given
from domain.case import Outcome
from domain.network.people import Role
from domain.status import Status
from handlers.moderation.callbacks import DecideSame
from storage.audit import journal
from storage.cases import cases, decisions
from tests.dialogs.moderation.test_casework import accepts, decides, files, newest, now
from tests.dialogs.network.test_network import open_card
from tests.support.decisions import refuses, writes

REASONS = "The bank has confirmed that the page is a copy."


@pytest.fixture
def other(world):
    return world.person("Gu")


async def decided(world, citizen, moderator, lead, outcome="Already gone"):
    """A page that was reported and decided."""
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator, outcome=outcome, feedback=REASONS)
    await lead.taps("Confirm and send")
    assert (await now(world, case)).status is Status.CLOSED
    return case


async def refused(world, citizen, moderator, ground="Breaks no rule"):
    """A page whose report was not accepted."""
    case = await files(world, citizen)
    await refuses(moderator, ground, REASONS)
    return case


async def verbs(world, case):
    return [entry.verb for entry in await world.db.run(journal.of_case, case.id)]


async def test_the_card_shows_how_the_same_page_was_decided(world, citizen, other, moderator, lead):
    first = await decided(world, citizen, moderator, lead)
    await files(world, other)

    card = newest(moderator)
    assert moderator.words("before-title") in card
    assert f"{first.number} · " in card
    assert "Already gone" in card
    assert "Article 266" in card
    assert "same address" in card
    assert "Same decision" in await moderator.card_labels()


@pytest.mark.soak
async def test_ten_reports_of_a_decided_page_cost_two_taps_each(world, citizen, moderator, lead):
    await decided(world, citizen, moderator, lead, outcome="Not upheld")
    for number in range(10):
        world.later(60)  # more in a minute would be one message
        talker = world.person(f"Gu{number}")
        case = await files(world, talker)
        await moderator.taps_on_card("Same decision")
        assert REASONS in newest(moderator)
        await moderator.taps("Send")

        waits = await now(world, case)
        assert (waits.status, waits.outcome) == (Status.FEEDBACK_PENDING, Outcome.NOT_UPHELD)
        assert REASONS not in talker.texts()
        await lead.taps("Confirm and send")
        assert (await now(world, case)).status is Status.CLOSED
        assert REASONS in talker.texts()
        assert await verbs(world, case) == [
            "submit",
            "same",
            "accept",
            "check",
            "decide",
            "confirm",
        ]


async def test_who_decided_the_same_does_not_confirm_it(world, citizen, other, moderator, lead):
    await decided(world, citizen, moderator, lead, outcome="Not upheld")
    await files(world, other)
    second = await world.db.run(cases.get, 2)
    await open_card(lead, second)
    await lead.taps_on_card("Same decision")
    await lead.taps("Send")

    assert (await now(world, second)).status is Status.FEEDBACK_PENDING
    assert "Confirm and send" not in await lead.card_labels()


@pytest.mark.soak
async def test_each_copied_answer_can_be_changed(world, citizen, other, moderator, lead):
    await decided(world, citizen, moderator, lead)
    second = await files(world, other)
    await moderator.taps_on_card("Same decision")
    await moderator.taps("Change result")
    await moderator.taps("Restricted")
    await moderator.taps("Change words")
    await moderator.says("The site has answered that it keeps the page.")
    await moderator.taps("Change facts")
    await moderator.says("seen on Monday")
    await moderator.taps("Send")

    found = await world.db.run(decisions.latest, second.id)
    assert found.result == Outcome.RESTRICTED
    assert found.facts == "seen on Monday"
    assert found.feedback == "The site has answered that it keeps the page."


async def test_a_rule_that_does_not_fit_is_asked(world, citizen, other, moderator, lead):
    await decided(world, citizen, moderator, lead)
    second = await files(world, other)
    await open_card(moderator, second)
    await moderator.taps_on_card("Accept as another")
    await moderator.taps("Gambling")
    await moderator.taps("Online casino")
    await moderator.taps_on_card("Same decision")

    moderator.sees("same-rule-ask")


async def test_what_was_not_accepted_is_not_accepted_in_two_taps(world, citizen, other, moderator):
    await refused(world, citizen, moderator)
    second = await files(world, other)
    await moderator.taps_on_card("Same decision")
    await moderator.taps("Send")

    assert (await now(world, second)).status is Status.NOT_ACCEPTED
    assert REASONS in other.texts()
    assert await verbs(world, second) == ["submit", "same", "refuse"]


@pytest.mark.parametrize("ground", ["Misuse", "Repeated by the same person"])
async def test_a_reason_about_the_reporter_says_nothing_about_the_page(
    world, citizen, other, moderator, ground
):
    await refused(world, citizen, moderator, ground)
    await files(world, other)

    assert moderator.words("before-title") not in newest(moderator)
    assert "Same decision" not in await moderator.card_labels()


@pytest.mark.soak
async def test_where_to_turn_instead_cannot_be_said_of_an_accepted_case(
    world, citizen, other, moderator
):
    await refused(world, citizen, moderator, "Not our responsibility")
    second = await files(world, other)
    await open_card(moderator, second)
    await accepts(moderator)

    assert moderator.words("before-title") in newest(moderator)
    assert "Same decision" not in await moderator.card_labels()


async def test_a_page_that_breaks_no_rule_is_not_upheld_once_it_was_accepted(
    world, citizen, other, moderator
):
    await refused(world, citizen, moderator)
    second = await files(world, other)
    await open_card(moderator, second)
    await accepts(moderator)
    await moderator.taps_on_card("Same decision")
    moderator.sees("same-facts-ask")
    await moderator.says("looked at again")
    await moderator.taps("Send")

    waits = await now(world, second)
    assert (waits.status, waits.outcome) == (Status.FEEDBACK_PENDING, Outcome.NOT_UPHELD)


async def test_words_in_another_language_are_warned_of_first(
    world, citizen, other, moderator, lead
):
    await decided(world, citizen, moderator, lead)
    await other.says("/language")
    await other.taps("中文")
    await files(world, other, words=Given(text="他们骗走了我的钱。"))
    await moderator.taps_on_card("Same decision")

    assert moderator.words("same-language-ask") in newest(moderator)


@pytest.mark.soak
async def test_a_decision_that_an_appeal_left_stands(world, citizen, other, moderator, lead):
    first = await decided(world, citizen, moderator, lead)
    judge = await world.staff("Hu", Role.LEAD, unit="hunan")
    await citizen.taps("Appeal")
    await citizen.says("look again")
    await open_card(judge, first)
    await judge.taps_on_card("Dismiss appeal")
    await writes(judge, words="It was gone.")
    await files(world, other)

    assert "Already gone" in newest(moderator)
    await moderator.taps_on_card("Same decision")
    assert REASONS in newest(moderator)


async def test_who_may_not_read_the_earlier_case_is_not_shown_it(
    world, citizen, other, moderator, lead
):
    elsewhere = await world.staff("Qu", Role.MODERATOR, unit="hengyang")
    await decided(world, citizen, moderator, lead)
    await files(world, other, region=Given(choice="hengyang"))

    assert elsewhere.words("before-title") not in newest(elsewhere)
    assert "Same decision" not in await elsewhere.card_labels()


async def test_who_reported_the_case_does_not_decide_it(world, citizen, moderator, lead):
    await decided(world, citizen, moderator, lead)
    second = await files(world, moderator)
    await open_card(moderator, second)
    message = moderator.last["message_id"]
    assert "Same decision" not in await moderator.card_labels()

    forged = DecideSame(case_id=second.id, seen=second.version).pack()
    said = await moderator.presses(message, forged)

    assert said == moderator.words("refusal-own-report")
    assert (await now(world, second)).status is Status.SUBMITTED


@pytest.mark.soak
async def test_a_case_that_has_moved_on_is_not_decided_by_an_old_form(
    world, citizen, other, moderator, lead
):
    await decided(world, citizen, moderator, lead)
    second = await files(world, other)
    await moderator.taps_on_card("Same decision")
    form = moderator.last["message_id"]
    _, data = moderator.data("Send")
    await open_card(lead, second)
    await lead.taps("Accept")
    said = await moderator.presses(form, data)

    assert said == moderator.words("case-moved-on")
    assert (await now(world, second)).status is Status.ACCEPTED


async def removed(world, citizen, moderator, lead):
    """A page that its unit has removed itself."""
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator, outcome=moderator.words("outcome-removed_by_unit"), feedback=REASONS)
    await lead.taps("Confirm and send")
    assert (await now(world, case)).outcome is Outcome.REMOVED_BY_UNIT
    return case


async def test_what_had_been_removed_can_be_said_to_be_back_from_the_new_card(
    world, citizen, other, moderator, lead
):
    first = await removed(world, citizen, moderator, lead)
    await files(world, other)
    assert moderator.words("verb-back") in await moderator.card_labels()

    await moderator.taps_on_card(moderator.words("verb-back"))
    await moderator.taps("Yes, it is back")

    verbs_of_first = await verbs(world, first)
    assert verbs_of_first[-1] == "back"


@pytest.mark.soak
async def test_what_is_only_gone_already_cannot_be_said_to_be_back(
    world, citizen, other, moderator, lead
):
    await decided(world, citizen, moderator, lead)
    await files(world, other)
    assert moderator.words("verb-back") not in await moderator.card_labels()


async def test_who_saw_it_gone_is_asked_anew(world, citizen, other, moderator, lead):
    await removed(world, citizen, moderator, lead)
    second = await files(world, other)
    await moderator.taps_on_card("Same decision")
    moderator.sees("same-seen_gone-ask")
    await moderator.says("Li of the site's office")
    await moderator.taps("Send")

    waits = await now(world, second)
    assert (waits.status, waits.outcome) == (Status.FEEDBACK_PENDING, Outcome.REMOVED_BY_UNIT)


async def test_what_names_a_reporter_of_the_other_case_is_not_copied(
    world, citizen, other, moderator, lead
):
    await files(world, citizen, identity=Given(choice="real_name"))
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator, outcome="Not upheld", feedback="Dear Lin, 138 0013 8000: no.")
    await lead.taps("Confirm and send")
    world.later(60)  # more in a minute would be one message
    case = await files(world, other)
    await moderator.taps_on_card("Same decision")
    assert "Dear […]" in newest(moderator)
    await moderator.taps("Send")
    decision = await world.db.run(decisions.latest, case.id)
    assert "8000" not in decision.facts + decision.feedback
    await lead.taps("Confirm and send")
    assert "Dear […]" in other.texts()
    assert "8000" not in other.texts()
