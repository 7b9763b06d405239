"""What people write as they write it: read on the real bot, told to them, and kept whole."""

import pytest
from msgspec.structs import replace

from domain.link_identity import LinkIdentity, SiteRule
from domain.report import MAX_LINKS
from storage.reporting import reporter_links, reports, targets
from tests.dialogs.reporting.test_report import submit, to_review


async def filed(person, *typed):
    """Report with these messages as the answer to the first question."""
    await person.says("/report")
    for each in typed:
        await person.says(each)
    await to_review(person)
    await submit(person)


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
async def test_what_says_nothing_of_a_place_is_kept_and_the_place_is_asked_for_again(citizen, said):
    await citizen.says("/report")
    await citizen.says(said)
    assert citizen.words("kept-words") in citizen.last["text"]
    citizen.sees("report-material-ask")


@pytest.mark.soak
@pytest.mark.parametrize("fixture", ["citizen", "chinese"])
async def test_more_links_than_a_report_can_list_stay_in_its_words_and_that_is_said(world, fixture):
    person = world.person("Lin", "zh-hans" if fixture == "chinese" else "en")
    sent = " ".join(f"https://many-a.com/{number}" for number in range(25))
    await person.says("/report")
    await person.says(sent)
    person.sees("report-link-many", most=MAX_LINKS)


async def test_none_of_many_links_is_lost_whichever_message_it_came_in(citizen, world):
    sent = [f"https://many-{n}.com/{number}" for n in (1, 2) for number in range(15)]
    await citizen.says("/report")
    await citizen.says(" ".join(sent[:15]))
    assert citizen.words("kept-links", count=15) in citizen.last["text"]
    for button in ("Fraud", "Fake bank"):
        await citizen.taps(button)
    await citizen.says(f"all of these, too: {' '.join(sent[15:])}")
    citizen.sees("report-link-many", most=MAX_LINKS)
    await submit(citizen)
    listed = [each.raw for each in await world.db.run(targets.of_report, 1)]
    words = await world.db.run(reports.text_of, 1)
    assert len(listed) == MAX_LINKS
    assert all(each in listed or each in words for each in sent)


CONTACTS = {
    "13800138000 / 13900139000，张先生": "13900139000，张先生",
    "call me at +86 138-0013-8000 ext. 12": "ext. 12",
    "微信 abc12345，晚上8点后": "abc12345，晚上8点后",
}


@pytest.mark.parametrize("typed", CONTACTS)
async def test_a_contact_is_kept_and_shown_with_all_that_was_written_with_it(citizen, world, typed):
    await citizen.says("/report")
    await citizen.says("https://example.org/shop")
    await to_review(citizen)
    for button in ("Contact", "Leave contact"):
        await citizen.taps(button)
    await citizen.says(typed)
    shown = citizen.texts(1)
    assert all(part in shown for part in CONTACTS[typed].split("，"))
    await submit(citizen)
    left = await world.db.run(reporter_links.contact_of, 1)
    assert CONTACTS[typed] in left["words"]


async def test_a_contact_put_right_leaves_nothing_of_the_old_words(citizen, world):
    await citizen.says("/report")
    await citizen.says("https://example.org/shop")
    await to_review(citizen)
    for button in ("Contact", "Leave contact"):
        await citizen.taps(button)
    await citizen.says("13800138000 转 12")
    said = [each for each in citizen.chat if each["from"]["id"] == citizen.account][-1]
    await submit(citizen)
    await citizen.edits(said["message_id"], "13900139000")
    left = await world.db.run(reporter_links.contact_of, 1)
    assert left == {"phone": "+8613900139000"}
