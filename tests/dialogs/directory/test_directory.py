"""The public directory: two taps at most, a word, a link, a picture to print."""

import pytest

from handlers.directory import screens as directory_screens
from handlers.directory.callbacks import SeeOffice

CHANGSHA = "Changsha Internet Information Office"


async def test_two_taps_lead_to_the_number_of_an_office(citizen):
    await citizen.says("/start")
    await citizen.taps("Hotlines")
    citizen.sees("directory-title")
    await citizen.taps(CHANGSHA)

    citizen.sees("directory-phone")
    assert "0731-88667349" in citizen.last["text"]
    assert "csswwxb@163.com" in citizen.last["text"]


async def test_the_area_of_an_office_is_named_in_the_readers_language(citizen, world):
    await citizen.says("/directory changsha")
    assert "For: Changsha\n" in citizen.last["text"]
    assert "长沙市" not in citizen.last["text"]

    await citizen.says("/directory hunan")  # its area is known in Chinese only
    assert "湖南" not in citizen.last["text"]

    chinese = world.person("Li", "zh")
    await chinese.says("/directory changsha")
    assert "长沙市" in chinese.last["text"]


async def test_two_taps_lead_to_a_site_and_back(citizen):
    await citizen.says("/directory")
    await citizen.taps("Sites")
    await citizen.taps("Mango TV")
    citizen.sees("directory-hosts", hosts="hunantv.com, mgtv.com")

    await citizen.taps("Hotlines")
    assert CHANGSHA in citizen.labels()
    assert "Mango TV" not in citizen.labels()


@pytest.mark.parametrize(
    "word", ["长沙市委", "changsha", "cssw", "Changsha Internet", "CHANGSHA INTERNET"]
)
async def test_a_word_in_any_writing_finds_the_office(citizen, word):
    await citizen.says(f"/directory {word}")

    assert "0731-88667349" in citizen.last["text"]


@pytest.mark.parametrize("word", ["www.mgtv.com", "https://www.mgtv.com/b/1.html", "mgtv"])
async def test_an_address_finds_the_site_that_is_responsible(citizen, word):
    await citizen.says(f"/directory {word}")

    assert "0731-82871680" in citizen.last["text"]


async def test_a_word_that_may_mean_several_offers_them(citizen):
    await citizen.says("/directory hengyang")
    assert "0734-8214195" in citizen.last["text"]  # its code

    await citizen.says("/directory 衡阳")
    citizen.sees("directory-which")
    await citizen.taps("Hengyang News Net")
    assert "0734-8888057" in citizen.last["text"]


@pytest.mark.parametrize("word", ["nowhere", "<b>", "%s{}", "x" * 3000])
async def test_a_word_that_means_nothing_costs_nothing(citizen, word):
    await citizen.says(f"/directory {word}")

    citizen.sees("directory-none")
    assert CHANGSHA in citizen.labels()


async def test_a_masked_address_is_shown_as_it_is_published_and_said_to_be(citizen):
    await citizen.says("/directory cdyee")

    assert "11******175@qq.com" in citizen.last["text"]
    citizen.sees("directory-masked")


async def test_a_report_begins_at_the_office_whose_card_it_is(citizen):
    await citizen.says("/directory hengyang")
    await citizen.taps("Report here")

    citizen.sees("report-material-ask")
    await citizen.says("https://example.org/shop")
    for label in ("Fraud", "Fake bank", "Skip"):
        await citizen.taps(label)
    await citizen.taps("Submit report")
    assert "Hengyang Internet Information Office" in citizen.texts(1)


async def test_a_link_opens_the_card_and_an_unknown_one_the_start(citizen):
    await citizen.says("/start d_changsha")
    citizen.sees("directory-phone")

    await citizen.says("/start d_atlantis")
    citizen.sees("start-welcome")


async def test_a_card_is_shared_by_its_link_and_drawn_as_a_picture(citizen, world):
    await citizen.says("/directory changsha")
    keys = [key for row in citizen.last["reply_markup"]["inline_keyboard"] for key in row]
    assert [key["url"] for key in keys if "url" in key] == [
        "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fjubao_test_bot%3Fstart%3Dd_changsha"
    ]
    await citizen.taps("QR code")

    method, sent = world.telegram.sent[-1]
    assert method == "sendPhoto"
    assert sent["caption"] == CHANGSHA


def test_the_picture_is_a_png_that_says_the_link(profile):
    unit = profile.unit("changsha")

    assert directory_screens.drawn("jubao_test_bot", unit).startswith(b"\x89PNG\r\n")
    assert directory_screens.deep_link("b", unit) == "https://t.me/b?start=d_changsha"


async def test_a_press_for_a_unit_that_is_gone_is_refused_kindly(citizen):
    await citizen.says("/directory")
    pressed = SeeOffice(unit="atlantis").pack()

    assert await citizen.presses(citizen.last["message_id"], pressed) == citizen.words(
        "unit-unknown"
    )


async def test_in_chinese_it_is_the_same(world):
    citizen = world.person("Wang", "zh-hans")
    await citizen.says("/directory mango")

    citizen.sees("directory-phone")
    assert "芒果TV" in citizen.last["text"]
