"""The bottom lines where they matter: categories, the rule, the decision, and what is counted."""

import pytest
from markupsafe import escape

from handlers.reporting.screens import decision
from tests.dialogs.moderation.test_casework import GONE, accepts, decides, files
from tests.support.by_hand import to_review


def line(talker, locale="en"):
    profile = talker.world.jubao.services.profile
    return profile.taxonomy.bottom_line("citizens_rights").names[locale]


async def test_a_citizen_reads_the_lines_of_the_category_chosen(citizen):
    await citizen.says("https://example.org/shop")
    await citizen.taps("Fraud")
    taxonomy = citizen.world.jubao.services.profile.taxonomy
    named = [taxonomy.bottom_line(each).names["en"] for each in taxonomy.find("fraud").bottom_lines]
    citizen.sees("bottom-lines", lines=" · ".join(named))


async def test_they_stand_on_the_review_too(citizen):
    await to_review(citizen)
    taxonomy = citizen.world.jubao.services.profile.taxonomy
    assert taxonomy.bottom_line("citizens_rights").names["en"] in citizen.texts(1)


async def test_the_rule_and_its_line_go_from_the_choice_to_the_notice(
    world, citizen, moderator, lead
):
    await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await moderator.taps_on_card("Decide")
    await moderator.taps("Already gone")
    await moderator.taps("Change rule")
    assert f"· {line(moderator)}" in moderator.texts(1)  # where the rule is chosen
    await moderator.taps("Cancel")

    await decides(moderator)
    lead.sees("bottom-line", line=line(lead))  # where it is confirmed
    assert citizen.words("bottom-line", line=line(citizen)) not in citizen.texts()
    await lead.taps("Confirm and send")
    citizen.saw("bottom-line", line=line(citizen))


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
async def test_the_decision_names_it_in_the_language_of_its_reader(world, citizen, locale):
    services = world.jubao.services
    said = decision(services.localizer(locale), "finding", "removed", "criminal-266", "why", 100)
    name = line(citizen, locale)
    expected = str(escape(services.words.say(locale, "bottom-line", line=name)))
    assert expected in str(said).splitlines()


@pytest.mark.soak
async def test_where_no_rule_was_broken_no_line_is_named(world, citizen, moderator, lead):
    await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator, outcome="Not upheld", feedback="It breaks no rule.")
    await lead.taps("Confirm and send")
    assert "It breaks no rule." in citizen.texts()
    assert citizen.words("bottom-line", line=line(citizen)) not in citizen.texts()


async def test_the_figures_say_how_many_were_upheld_for_each_line(world, citizen, moderator, lead):
    for outcome in (GONE, "Not upheld"):
        await files(world, citizen)
        await accepts(moderator)
        await moderator.taps_on_card("Start checking")
        await decides(moderator, outcome=outcome)
        await lead.taps("Confirm and send")
        world.later(60)  # more in a minute would be one message
    await lead.says("/figures")
    lead.sees("figures-line", line=line(lead), count="1")
    assert lead.words("figures-line-unknown") not in lead.texts(1)

    await lead.taps("Another category")
    await lead.taps("Fraud")
    assert lead.words("figures-by-line") not in lead.texts(1)  # lines are counted for all together


@pytest.mark.soak
async def test_a_line_alone_still_carries_no_decision(world, citizen, moderator):
    await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await moderator.taps_on_card("Decide")
    await moderator.taps("Already gone")
    await moderator.taps("Change rule")
    await moderator.says(line(moderator))
    moderator.sees("answer-button-wanted")
