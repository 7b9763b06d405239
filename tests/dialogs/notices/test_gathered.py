"""Many additions to one case: the first is told at once, the others in one message and one mail."""

import pytest

from conversation.form import Given
from domain.network.people import Role
from storage.cases import cases
from tests.dialogs.notices.test_mail import SENDER, THERE, files
from tests.support.chat import alive, talking
from tests.support.life import Life
from tests.support.post import post_office, text
from usecases.dialogs import dialogs
from usecases.reporting import forms as reporting_forms

MINUTE = 60


@pytest.fixture
async def office():
    async with post_office() as found:
        yield found


@pytest.fixture
async def world(sqlite_url, tmp_path, office):
    """A bot that can send mail."""
    settings = {"smtp_url": office.url, "mail_from": SENDER, "locale": "en"}
    async with talking(sqlite_url, tmp_path, **settings) as found:
        yield found


@pytest.fixture
async def parent(world):
    """A lead of the province, above a unit that has nobody here."""
    return await world.staff("Liu", Role.LEAD, unit="hunan")


async def adds(world, citizen, *texts, report=1):
    """Additions to a report, as its form would bring them in; not delivered yet."""
    services = world.jubao.services
    life = Life(world.db, services.profile, int(world.at[0]), mail=services.conditions().mail)
    for each in texts:
        await life.does(citizen.account, reporting_forms.begin_on_report, report, "addition")
        await life.does(citizen.account, dialogs.answer, Given(text=each))
        await life.does(citizen.account, dialogs.answer, Given(command="done"))


async def withdraws(world, citizen, report):
    services = world.jubao.services
    life = Life(world.db, services.profile, int(world.at[0]), mail=services.conditions().mail)
    await life.does(citizen.account, reporting_forms.begin_on_report, report, "withdrawal")
    await life.does(citizen.account, dialogs.answer, Given(choice="yes"))


def of_mail(world, key, case, **params):
    """Words of a mail, which is in the first language of the profile."""
    services = world.jubao.services
    return services.words.say(services.profile.locales[0], key, number=case.number, **params)


def told(talker, key, **params):
    """How many messages with these words were sent; a card loses them when the case changes."""
    words = talker.words(key, **params)
    return sum(
        words in params["text"]
        for method, params in talker.world.telegram.sent
        if method == "sendMessage" and int(params["chat_id"]) == talker.account
    )


async def test_eight_additions_in_a_minute_are_two_messages_and_two_mails(
    world, office, citizen, parent
):
    case = await files(world, citizen)
    assert len(office.taken) == 1  # of the new case
    for number in range(8):
        await adds(world, citizen, f"it is there, too: https://more{number}.example.net/x")
        await world.settle()
        world.later(4)
    assert told(parent, "notice-reporter_added", number=case.number) == 1
    assert len(office.taken) == 2
    assert of_mail(world, "mail-reporter_added", case) in text(office.taken[1])

    world.later(9 * MINUTE)
    await world.settle()
    assert len(office.taken) == 2  # 9 minutes and 32 seconds after the first one
    world.later(MINUTE)
    await world.settle()
    many = parent.words("notice-reporter_added-gathered", number=case.number, count=7)
    shown = parent.texts(1)
    assert shown.startswith(many)
    assert "hxxps://more1[.]example[.]net/x" in shown.split("\n\n")[0]
    assert "more0[.]" not in shown.split("\n\n")[0]  # it was told with the first one
    assert parent.words("gathered-more", count=2) in shown
    (_, _, mail) = office.taken
    assert mail["To"] == THERE
    said = text(mail)
    assert of_mail(world, "mail-reporter_added-gathered", case, count=7) in said
    assert "· hxxps://more7" not in said  # five are named at the top, all below
    assert "hxxps://more7[.]example[.]net/x" in said
    assert len({each["Message-ID"] for each in office.taken}) == 3
    assert told(parent, "notice-reporter_added", number=case.number) == 1

    # then it begins anew: ten minutes after the last message the next one is told at once
    await adds(world, citizen, "and one more thing")
    await world.settle()
    assert len(office.taken) == 3
    world.later(10 * MINUTE)
    await world.settle()
    one = parent.words("notice-reporter_added-gathered", number=case.number, count=1)
    assert parent.texts(1).startswith(one)
    assert len(office.taken) == 4
    world.later(10 * MINUTE)
    await adds(world, citizen, "a week later")
    await world.settle()
    assert told(parent, "notice-reporter_added", number=case.number) == 2
    assert len(office.taken) == 5


@pytest.mark.soak
async def test_what_waits_holds_up_no_other_news_and_no_other_case(world, office, citizen, parent):
    case, other = [await files(world, citizen) for _ in range(2)]
    world.later(2 * MINUTE)
    await adds(world, citizen, "one thing", "another thing")
    await adds(world, citizen, "of the other case", report=2)
    await world.settle()
    for each in (case, other):
        assert told(parent, "notice-reporter_added", number=each.number) == 1
    mails = len(office.taken)

    # the case ends while the second addition waits: that is told at once, the addition in its time
    await withdraws(world, citizen, report=1)
    await world.settle()
    assert told(parent, "notice-reporter_withdrew", number=case.number) == 1
    assert of_mail(world, "mail-reporter_withdrew", case) in text(office.taken[mails])
    many = parent.words("notice-reporter_added-gathered", number=case.number, count=1)
    assert many not in parent.texts()
    world.later(10 * MINUTE)
    await world.settle()
    assert many in parent.texts()


async def test_what_waits_is_told_after_a_kill_too(sqlite_url, tmp_path, office):
    settings = {"smtp_url": office.url, "mail_from": SENDER, "locale": "en"}
    async with talking(sqlite_url, tmp_path, **settings) as world:
        parent = await world.staff("Liu", Role.LEAD, unit="hunan")
        citizen = world.person("Lin")
        case = await files(world, citizen)
        await adds(world, citizen, "one thing", "another thing", "a third thing")
        await world.settle()
        mails = len(office.taken)
    async with alive(world.wire, world.at, sqlite_url, tmp_path, **settings) as again:
        await again.settle()
        assert len(office.taken) == mails
        again.later(10 * MINUTE)
        await again.settle()
        assert len(office.taken) == mails + 1
    many = parent.words("notice-reporter_added-gathered", number=case.number, count=2)
    assert many in parent.texts(1)


@pytest.mark.soak
async def test_after_a_transfer_the_new_unit_has_the_case_and_the_former_one_hears_no_more(
    world, office, citizen, parent
):
    case = await files(world, citizen)
    await adds(world, citizen, "one thing", "another thing", "a third thing")
    await world.settle()
    mails = len(office.taken)
    await parent.says(f"/case {case.number}")
    await parent.taps_on_card("Transfer")
    await parent.taps("Changsha")
    await parent.says("It belongs there.")
    assert (await world.db.run(cases.get, case.id)).unit == "changsha"
    world.later(11 * MINUTE)
    await world.settle()
    assert not [each for each in office.taken[mails:] if each["To"] == THERE]


async def test_of_a_danger_to_life_each_is_told_at_once(world, office, citizen, parent):
    case = await files(world, citizen, danger=True)
    mails = len(office.taken)
    await adds(world, citizen, "one", "two", "three")
    await world.settle()
    assert told(parent, "notice-reporter_added", number=case.number) == 3
    assert len(office.taken) == mails + 3
