"""The list of one's own reports: each says what it is about, to its owner alone."""

from conversation.form import Given
from tests.support.life import Life


async def listing(world, citizen, **answers):
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    await citizen.says("/start")
    for one in answers.pop("each", [{}]):
        await life.files(citizen.account, **{**answers, **one})
    await world.settle()  # the receipts come
    await citizen.says("/cases")
    citizen.sees("cases-title")
    return citizen.last["text"]


async def test_each_report_begins_with_its_own_words(world, citizen):
    words = ("they took my money", "a fake shop")
    each = [{"words": Given(text=text)} for text in words]
    text = await listing(world, citizen, each=each)
    assert all(said in text for said in words)
    assert any("a fake" in label for label in citizen.labels())


async def test_what_was_written_first_names_a_report_not_what_came_last(world, citizen):
    text = await listing(
        world,
        citizen,
        link=Given(text="a fake doctor in the market"),
        words=Given(text="beside the bakery"),
    )
    assert "a fake doctor in the market beside the bakery" in text


async def test_an_address_before_the_words_does_not_name_a_report(world, citizen):
    link = Given(text="https://shop.example.org/sale?id=7 they took my money")
    text = await listing(world, citizen, link=link, words=Given(command="skip"))
    assert "they took my money" in text
    assert "shop.example.org" not in text


async def test_a_report_without_words_says_its_address_as_it_was_written(world, citizen):
    link = Given(text="HTTPS://Shop.Example.org/Sale?id=7")
    text = await listing(world, citizen, link=link, words=Given(command="skip"))
    assert "HTTPS://Shop.Example.org/Sale?id=7" in text
    assert "hxxp" not in text


async def test_the_day_of_each_is_said(world, citizen):
    assert "25 Nov 2026" in await listing(world, citizen)


async def test_of_child_abuse_no_word_and_no_address_is_shown(world, citizen):
    text = await listing(
        world,
        citizen,
        category=Given(choice="sexual"),
        subcategory=Given(choice="child_abuse"),
        words=Given(text="they took my money"),
    )
    assert "they took" not in text + "".join(citizen.labels())
    assert "example" not in text + "".join(citizen.labels())


async def test_nobody_else_is_shown_what_a_report_is_about(world, citizen):
    await listing(world, citizen)
    stranger = world.person("Stranger")
    await stranger.says("/cases")
    stranger.sees("cases-none")
    assert "they took" not in stranger.texts()
