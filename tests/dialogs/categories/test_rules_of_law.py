"""The rules that decisions cite: admins see, add, change and retire them, with a second admin."""

import pytest

from domain.network.people import Role
from handlers.categories.callbacks import (
    AnswerCategoryProposal,
    CategoryHistoryOf,
    ChangeRule,
    ListRules,
    RestoreRule,
    RetireRule,
    SeeRule,
)
from storage.network import units
from tests.dialogs.categories.test_categories import confirms, opens
from tests.dialogs.moderation.test_casework import accepts, files

FRAUD = "criminal-266"


@pytest.fixture
async def second(world):
    """Another admin."""
    return await world.staff("Deng", Role.ADMIN)


async def of(world, code):
    return (await world.db.run(units.load)).taxonomy.rule(code)


async def sees(admin, code):
    """The card of a rule, as its number in the list leads to it."""
    await opens(admin, "☰ Rules")
    await admin.presses(admin.last["message_id"], SeeRule(code).pack())


async def test_the_list_cites_each_rule_and_leads_to_it(admin):
    await opens(admin, "☰ Rules")
    admin.sees("rule-list-title", page="1", pages="9")
    assert "1. Provisions on the Governance" in admin.texts(1)
    await admin.taps("Next")
    await admin.taps("3")
    assert "Bottom line: " in admin.texts(1)


async def test_a_rule_says_what_it_is_about_and_where_it_is_cited(admin):
    await sees(admin, FRAUD)
    said = admin.texts(1)
    for words in ("Criminal Law, Article 266", "诈骗 / fraud", "Only a court", "Fraud"):
        assert words in said


async def test_a_new_rule_can_be_cited_once_it_is_named_under_a_category(
    world, admin, second, citizen, moderator
):
    await opens(admin, "☰ Rules", "Add a rule")
    for answer in (
        "advertising-28",
        "《中华人民共和国广告法》\nAdvertising Law",
        "第二十八条\nArticle 28",
        "虚假广告\nfalse advertising",
    ):
        await admin.says(answer)
    for label in ("Truthfulness of information", "An office can apply it", "Save"):
        await admin.taps(label)
    admin.sees("category-kept")
    assert await of(world, "advertising-28") is None
    await confirms(second)
    made = await of(world, "advertising-28")
    assert made.cited("en") == "Advertising Law, Article 28"
    assert (made.bottom_line, made.crime) == ("truthfulness", False)

    await opens(admin, "Fraud", "Rules")
    await admin.says("+advertising-28")
    await admin.taps("Save")
    await confirms(second)
    await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await moderator.taps_on_card("Decide")
    await moderator.taps("Already gone")
    await moderator.taps("Change rule")
    cited = "Advertising Law, Article 28 · Truthfulness of information"
    assert cited in moderator.texts(1)


async def test_a_changed_text_is_what_a_reporter_reads(world, admin, second):
    await sees(admin, FRAUD)
    await admin.taps("About")
    await admin.says("骗取财物\ntaking money by deceit")
    assert "诈骗 / fraud → 骗取财物 / taking money by deceit" in admin.texts(1)
    await admin.taps("Save")
    await confirms(second)
    localizer = world.jubao.services.localizer("en")
    assert "taking money by deceit" in localizer.rule_with_subject(FRAUD)

    await sees(second, FRAUD)
    await second.taps_on_card("History")
    assert "诈骗 / fraud → 骗取财物 / taking money by deceit" in second.texts(1)
    second.sees("category-history-of", category="Criminal Law, Article 266")


@pytest.mark.soak
async def test_a_retired_rule_is_not_offered_and_can_come_back(world, admin, second):
    await sees(admin, FRAUD)
    await admin.taps("Retire")
    await confirms(second)
    profile = world.jubao.services.profile
    assert FRAUD not in profile.taxonomy.rules_for("fraud")
    assert not profile.taxonomy.may_cite(FRAUD, "fraud")
    assert world.jubao.services.localizer("en").rule(FRAUD) == "Criminal Law, Article 266"

    await sees(admin, FRAUD)
    admin.sees("rule-is-retired")
    await admin.taps("Use it again")
    await confirms(second)
    assert FRAUD in world.jubao.services.profile.taxonomy.rules_for("fraud")


@pytest.mark.soak
async def test_the_last_rule_of_a_category_stays(world, admin, second):
    await opens(admin, "Vulgar content", "Rules")
    await admin.says("ecology-7-9")
    await admin.taps("Save")
    await confirms(second)
    await sees(admin, "ecology-7-9")
    said = await admin.taps("Retire")
    assert said == admin.words("rule-last")
    assert not (await of(world, "ecology-7-9")).retired


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.LEAD])
async def test_nobody_but_admins_sees_or_changes_a_rule(world, second, role):
    talker = await world.staff("Sun", role)
    for button in (
        ListRules(0),
        SeeRule(FRAUD),
        ChangeRule(FRAUD, "about"),
        ChangeRule("", ""),
        RetireRule(FRAUD),
        RestoreRule(FRAUD),
        CategoryHistoryOf(f"rule.{FRAUD}", 0),
        AnswerCategoryProposal(f"rule.{FRAUD}", "yes", "0"),
    ):
        said = await talker.presses(talker.last["message_id"], button.pack())
        assert said == talker.words("refusal-not-allowed")


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        (["No Spaces"], "rule-bad-code"),
        ([FRAUD], "rule-code-taken"),
        (["new-1", "one line alone"], "unit-names-lines"),
        (["new-1", "x" * 201 + "\ny"], "answer-too-long"),
    ],
)
async def test_a_bad_value_is_refused_kindly(admin, second, answers, key):
    await opens(admin, "☰ Rules", "Add a rule")
    for answer in answers:
        await admin.says(answer)
    params = {"most": 32, "code": FRAUD, "count": 2, "limit": 200, "length": 201}
    assert admin.words(key, **params) in admin.texts(2)
