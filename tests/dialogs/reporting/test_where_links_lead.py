"""A site's own link reaches the site, whatever is glued to it, and however its host was written."""

import pytest

from bot.config.directory_csv import read_directory, write_directory
from conversation.form import Given
from domain.profile import Profile
from storage.cases import cases
from storage.reporting import reports, targets
from tests.dialogs.reporting.test_report import submit, to_review
from tests.support.life import CITIZEN, Life
from tests.support.reporting import sent

ABOUT = {"category": "vulgar", "subcategory": "clickbait"}


async def reports_vulgar(citizen, text):
    """A report of what concerns sites, with everything left out that may be."""
    await citizen.says("/report")
    await citizen.says(text)
    await to_review(citizen, "Vulgar content", "Misleading headlines", region="")
    await submit(citizen)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://moment.rednet.cn🔥", ["https://moment.rednet.cn/"]),
        ("👉rednet.cn/abc👈", ["https://rednet.cn/abc"]),
        ("https://rednet.cn✅ 官网", ["https://rednet.cn/"]),
        ("https://www.rednet.cn,https://b-two.com/y", ["https://www.rednet.cn/", "https://b-two.com/y"]),
        ("https://a-one.com/x|备用https://rednet.cn/q", ["https://a-one.com/x", "https://rednet.cn/q"]),
        ("https://rednet.cn官网", ["https://rednet.cn/"]),
    ],
)  # fmt: skip
async def test_a_link_of_rednet_goes_to_rednet(citizen, world, text, links):
    await reports_vulgar(citizen, text)

    report = await world.db.run(reports.get, 1)
    assert report.unit == "rednet"
    assert [each.normalised for each in await world.db.run(targets.of_report, 1)] == links


async def test_a_name_on_another_platform_is_words_and_no_account_of_telegram(citizen, world):
    await reports_vulgar(citizen, "微博用户 @zhangsan_demo 天天造谣说要停水停电")

    [target] = await world.db.run(targets.of_report, 1)
    assert (target.normalised, target.raw) == ("", "微博用户 @zhangsan_demo 天天造谣说要停水停电")


MARKS = "、", "；", "\n"
MORE_MARKS = ",", " , ", ";", "，", "|", " "


@pytest.mark.parametrize(
    "between", [*MARKS, *(pytest.param(mark, marks=pytest.mark.soak) for mark in MORE_MARKS)]
)
async def test_both_hosts_of_one_cell_lead_to_their_unit(db, profile, tmp_path, between):
    imported = with_hosts(profile, tmp_path, f"rednet.cn{between}www.hunannews.cn")
    assert imported.by_code["rednet"].hosts == ("rednet.cn", "hunannews.cn")

    life = Life(db, imported)
    for number, host in enumerate(("rednet.cn", "www.rednet.cn", "hunannews.cn", "m.hunannews.cn")):
        given = sent(Given(text=f"https://{host}/a/1"))
        answers = {name: Given(choice=value) for name, value in ABOUT.items()}
        filed = await life.files(CITIZEN + 100 + number, link=given, **answers)
        assert (await db.run(cases.get, filed.report.case_id)).unit == "rednet"


def with_hosts(profile, folder, hosts):
    """The network with this in one cell of its directory."""
    written = write_directory(profile.units, profile.locales)
    assert written.count(",,rednet.cn,") == 1
    file = folder / "directory.csv"
    file.write_text(written.replace(",,rednet.cn,", f',,"{hosts}",'))
    units = read_directory(file, profile.locales)
    return Profile(
        **{name: getattr(profile, name) for name in Profile.__struct_fields__} | {"units": units}
    )
