"""What people write as they write it: read on the real bot, told to them, and kept whole."""

import pytest
from msgspec.structs import replace

from domain.link_identity import LinkIdentity, SiteRule
from storage.reporting import targets

UNTIL_REVIEW = ("Fraud", "Fake bank", "Skip", "Skip", "Changsha", "Stay anonymous")


async def filed(person, *typed):
    """Report with these messages as the answer to the first question."""
    await person.says("/report")
    for each in typed:
        await person.says(each)
    for button in UNTIL_REVIEW:
        await person.taps(button)
    await person.taps("good faith")
    await person.taps("Submit report")


async def test_addresses_are_read_by_the_rules_of_the_deployment(citizen, world):
    services = world.jubao.services
    rule = SiteRule(hosts=("a-one.com",), keep=("id",))
    services.profile = replace(services.profile, link_identity=LinkIdentity(sites=(rule,)))
    sent = "https://a-one.com/p?id=1&who=lin"
    await filed(citizen, sent)
    [target] = await world.db.run(targets.of_report, 1)
    assert (target.raw, target.normalised) == (sent, "https://a-one.com/p?id=1")


@pytest.mark.parametrize(
    "described",
    [
        "微博@张三 昨晚8点",
        "抖音号dy888888",
        "av170001",
        "BV1xx",
        "QQ群 123456",
        "微博用户 @zhangsan_demo 天天造谣说要停水停电",
        "合同.doc 是假的，在微博",
        "1.网址打不开 2.微博@张三",
    ],
)
async def test_a_short_description_is_the_place_whole_and_without_an_address(
    citizen, world, described
):
    await filed(citizen, described)
    [target] = await world.db.run(targets.of_report, 1)
    assert (target.raw, target.normalised, target.host) == (described, "", "")


@pytest.mark.parametrize("said", ["在吗？", "我要举报", "no idea", "12377"])
async def test_what_says_nothing_of_a_place_is_asked_again(citizen, said):
    await citizen.says("/report")
    await citizen.says(said)
    citizen.sees("report-link-bad")
