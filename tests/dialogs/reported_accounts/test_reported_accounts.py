"""Reported accounts: on the card, by search, in the leads' list; measures, and when they end."""

import pytest

from conversation.form import Given
from domain.network.people import Role
from domain.search.search import DAY
from domain.status import Status
from handlers.reported_accounts.callbacks import SeeAccount, TurnAccounts
from storage.audit import journal
from storage.engine.account_tables import account_measures
from storage.reported_accounts import case_accounts
from tests.dialogs.moderation.test_casework import accepts, decides, files, newest, now
from tests.dialogs.moderation.test_clocks import ticks
from tests.dialogs.network.test_network import open_card
from tests.support.decisions import writes

LINK = "https://weibo.com/u/1234567890"
RULE = "Article 266"


async def named(world, case):
    found = await world.db.run(case_accounts.of_case, case.id)
    return [(each.account.platform, each.account.name) for each in found]


async def takes_measure(person, measure="Suspended", length="7 days"):
    """A decision whose outcome is a measure against the account."""
    await person.taps_on_card("Decide")
    await person.taps("Action against the account")
    await person.taps(measure)
    if length:
        await person.taps(length)
    await writes(
        person, rule=RULE, facts="it sells what it has not", words="The account was dealt with."
    )


async def upheld(world, citizen, moderator, lead, link=LINK, measure=""):
    """A case about an account, decided and confirmed."""
    case = await files(world, citizen, link=Given(text=link))
    await open_card(moderator, case)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    if measure:
        await takes_measure(moderator, measure)
    else:
        await decides(moderator)
    await open_card(lead, case)
    await lead.taps("Confirm and send")
    assert (await now(world, case)).status is Status.CLOSED
    return case


async def test_the_account_of_an_address_is_on_the_card(world, citizen, moderator):
    case = await files(world, citizen, link=Given(text=LINK))

    await open_card(moderator, case)

    assert "Account 1234567890 · Weibo" in newest(moderator)
    assert "1 case · none upheld" in newest(moderator)
    assert "History" in await moderator.card_labels()
    assert await named(world, case) == [("weibo", "1234567890")]


@pytest.mark.soak
async def test_a_case_without_one_has_a_button_to_name_it_and_no_history(world, citizen, moderator):
    case = await files(world, citizen)

    await open_card(moderator, case)

    assert "Account" not in newest(moderator)
    assert "Account" in await moderator.card_labels()
    assert "History" not in await moderator.card_labels()


async def test_staff_name_an_account_correct_it_and_take_it_off(world, citizen, moderator):
    case = await files(world, citizen)
    await open_card(moderator, case)

    await moderator.taps_on_card("Account")
    await moderator.taps("Douyin")
    await moderator.says("👍")
    moderator.sees("account-name-wanted")
    await moderator.says(LINK)
    moderator.sees("account-other-address")
    await moderator.says("https://www.douyin.com/user/MS4wLjABAAAA-x_1?from=share")
    assert "Account MS4wLjABAAAA-x_1 · Douyin" in newest(moderator)

    await moderator.taps_on_card("Account")
    await moderator.taps("MS4wLjABAAAA-x_1 · Douyin")
    await moderator.taps("Correct it")
    await moderator.taps("Weibo")
    await moderator.says("@假货王")
    assert await named(world, case) == [("weibo", "假货王")]

    await moderator.taps_on_card("Account")
    await moderator.taps("假货王 · Weibo")
    await moderator.taps("Take it off")
    assert "Account" not in newest(moderator)
    assert await named(world, case) == []
    assert (await now(world, case)).accounts == 0
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, case.id)]
    assert verbs == ["submit", "account", "account", "account"]


async def test_a_name_that_is_named_twice_is_there_once(world, citizen, moderator):
    case = await files(world, citizen, link=Given(text=LINK))
    await open_card(moderator, case)

    await moderator.taps_on_card("Account")
    await moderator.taps("Add an account")
    await moderator.taps("Weibo")
    await moderator.says("１２３４５６７８９０")

    assert await named(world, case) == [("weibo", "1234567890")]


@pytest.mark.soak
async def test_the_card_and_the_history_count_what_was_upheld(world, citizen, moderator, lead):
    first = await upheld(world, citizen, moderator, lead, measure="Suspended")
    for _ in range(2):
        await upheld(world, citizen, moderator, lead)
    case = await files(world, citizen, link=Given(text="https://m.weibo.cn/u/1234567890"))
    await open_card(moderator, case)

    assert "4 cases · 3 upheld" in newest(moderator)
    assert "Last measure: suspended for 7 days, on 25 Nov 2026" in newest(moderator)
    await moderator.taps_on_card("History")
    assert first.number in newest(moderator)
    assert "Action against the account" in newest(moderator)
    moderator.sees("account-only-upheld")
    entry = (await world.db.run(journal.of_case, case.id))[-1]
    assert entry.verb == "account_history"
    assert entry.who == (await world.db.run(who, moderator))

    await moderator.taps(f"‹ Case {case.number}")
    assert "Accept as another …" in await moderator.card_labels()


def who(tx, talker):
    return tx.cipher.fingerprint("person", str(talker.account))


@pytest.mark.soak
async def test_what_was_not_upheld_does_not_count_nor_does_an_appeal_that_waits(
    world, citizen, moderator, lead
):
    case = await files(world, citizen, link=Given(text=LINK))
    await open_card(moderator, case)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator, outcome="Not upheld")
    await lead.taps("Confirm and send")
    await open_card(moderator, case)
    assert "1 case · none upheld" in newest(moderator)

    second = await upheld(world, citizen, moderator, lead)
    await open_card(moderator, second)
    assert "2 cases · 1 upheld" in newest(moderator)
    await citizen.taps("Appeal")
    await citizen.says("It is still there.")
    assert (await now(world, second)).status is Status.APPEALED
    await open_card(moderator, second)
    assert "2 cases · none upheld" in newest(moderator)


@pytest.mark.parametrize("typed", ["@1234567890", "weibo @1234567890", "微博 1234567890", LINK])
async def test_a_search_finds_by_account(world, citizen, moderator, typed):
    case = await files(world, citizen, link=Given(text=LINK))

    await moderator.says(f"/search {typed}")

    assert "Account 1234567890 · Weibo" in newest(moderator)
    assert case.number in moderator.labels()
    entry = (await world.db.run(journal.of_case, case.id))[-1]
    assert entry.verb == "account_history"


async def test_a_search_that_finds_none_says_so_or_looks_for_the_host(world, citizen, moderator):
    case = await files(world, citizen, link=Given(text="https://weibo.com/ttarticle/p/show?id=9"))

    await moderator.says("/search weibo @nobody")
    assert "No case that you can read names weibo [@]nobody." in newest(moderator)
    await moderator.says("/search https://weibo.com/u/999")
    assert case.number in moderator.labels()


async def test_one_name_on_two_platforms_is_asked_about(world, citizen, moderator):
    await files(world, citizen, link=Given(text="https://x.com/fake_shop/status/1"))
    await files(world, citizen, link=Given(text="https://t.me/fake_shop/1"))

    await moderator.says("/search @Fake_Shop")
    moderator.sees("account-which")
    await moderator.taps("fake_shop · Telegram")

    assert "Account fake_shop · Telegram" in newest(moderator)


async def test_another_city_is_told_how_many_cases_there_are_and_sees_none_of_them(
    world, citizen, moderator, lead
):
    elsewhere = await upheld(world, citizen, moderator, lead)
    other = await world.staff("Tan", Role.MODERATOR, "hengyang")
    case = await files(world, citizen, link=Given(text=LINK), region=Given(choice="hengyang"))
    await open_card(other, case)

    assert "2 cases · 1 upheld" in newest(other)
    await other.taps_on_card("History")
    assert elsewhere.number not in newest(other)
    other.sees("account-elsewhere", count=1)
    row = (await world.db.run(case_accounts.of_case, elsewhere.id))[0].row
    told = await other.presses(other.last["message_id"], SeeAccount(row=row, after="-").pack())
    assert told == other.words("account-gone")


@pytest.mark.soak
async def test_the_history_has_pages(world, citizen, moderator):
    for _ in range(10):
        await files(world, citizen, link=Given(text=LINK))
        world.later(4000)
    await moderator.says("/search @1234567890")
    first = set(moderator.labels())

    await moderator.taps("Next ›")

    assert {"2611-0002", "2611-0001"} <= set(moderator.labels()) - first
    for after in ("x", "1.2.3", "-1.5", "9" * 40 + ".1"):
        data = SeeAccount(row=1, after=after).pack()
        told = await moderator.presses(moderator.last["message_id"], data)
        assert told == moderator.words("answer-stale")


async def test_leads_see_accounts_with_three_upheld_in_ninety_days(world, citizen, moderator, lead):
    for _ in range(2):
        await upheld(world, citizen, moderator, lead)
    await lead.says("/accounts")
    lead.sees("accounts-none")

    await upheld(world, citizen, moderator, lead)
    await lead.says("/accounts")
    assert "Account 1234567890 · Weibo" in newest(lead)
    lead.sees("accounts-upheld-here", count=3)
    await lead.taps("1234567890 · Weibo")
    assert "3 cases · 3 upheld" in newest(lead)
    looked = [
        entry.verb
        for entry in await world.db.run(lambda tx: list(journal.about_no_case(tx, ("accounts",))))
    ]
    assert looked == ["accounts", "accounts"]

    world.later(91 * DAY)
    await lead.says("/accounts")
    lead.sees("accounts-none")


async def test_accounts_are_for_leads(world, citizen, moderator, lead):
    for person in (moderator, citizen):
        await person.says("/accounts")
        person.sees("refusal-not-allowed")
    await lead.says("/accounts")
    data = TurnAccounts(after="1.bad").pack()
    told = await lead.presses(lead.last["message_id"], data)
    assert told == lead.words("answer-stale")


@pytest.mark.soak
async def test_a_measure_has_a_length_that_may_be_typed(world, citizen, moderator, lead):
    case = await files(world, citizen, link=Given(text=LINK))
    await open_card(moderator, case)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await moderator.taps_on_card("Decide")
    await moderator.taps("Action against the account")
    await moderator.taps("Muted")
    for typed in ("0", "400", "a week"):
        await moderator.says(typed)
        moderator.sees("measure-days-wanted", most=365)
    await moderator.says("10 days")
    await writes(
        moderator, rule=RULE, facts="it sells what it has not", words="The account was dealt with."
    )

    await open_card(lead, case)
    assert "muted for 10 days" in newest(lead)
    assert "muted for 10 days" not in citizen.texts()


@pytest.mark.soak
async def test_a_measure_against_one_of_several_accounts_counts_for_that_one(
    world, citizen, moderator, lead
):
    other = "https://weibo.com/u/9876543210"
    case = await files(world, citizen, link=Given(text=f"{LINK} {other}"))
    await open_card(moderator, case)
    await accepts(moderator)
    await moderator.taps_on_card("Decide")
    await moderator.taps("Action against the account")
    await moderator.taps("Suspended")
    await moderator.taps("7 days")
    moderator.sees("decide-whose-ask")
    for label in ("All of them", "1234567890 · Weibo", "9876543210 · Weibo"):
        assert label in moderator.labels()
    message, data = moderator.data("1234567890 · Weibo")
    await moderator.presses(message, data.rpartition(":")[0] + ":999")
    moderator.sees("measure-account-gone")
    moderator.sees("decide-whose-ask")
    await moderator.taps("9876543210 · Weibo")
    assert "9876543210 · Weibo" in moderator.last["text"]  # the review says against whom
    await writes(moderator, facts="it sells what it has not", words="The account was dealt with.")

    await open_card(lead, case)
    assert "suspended for 7 days\nAccount 9876543210 · Weibo" in newest(lead)
    await lead.taps("Confirm and send")
    await open_card(lead, case)
    first, second = newest(lead).split("Account 9876543210", 1)
    assert "Last measure" not in first.partition("Account 1234567890")[2]
    assert "Last measure: suspended for 7 days" in second


async def test_the_unit_is_reminded_on_the_day_a_measure_ends(world, citizen, moderator, lead):
    case = await upheld(world, citizen, moderator, lead, measure="Suspended")
    world.later(7 * DAY - 3600)
    await ticks(world)
    assert "has ended" not in moderator.texts()

    world.later(2 * 3600)
    await ticks(world)
    moderator.sees("notice-measure_ended", number=case.number, measure="suspended for 7 days")
    again = moderator.texts().count("has ended")
    await ticks(world)
    assert moderator.texts().count("has ended") == again


@pytest.mark.soak
async def test_a_measure_that_an_appeal_has_lifted_ends_silently(world, citizen, moderator, lead):
    case = await upheld(world, citizen, moderator, lead, measure="Suspended")
    await citizen.taps("Appeal")
    await citizen.says("It was not this account.")
    above = await world.staff("Wen", Role.LEAD, "hunan")
    await open_card(above, case)
    await above.taps("Change")
    await above.taps("Not upheld")
    await writes(above, facts="another account", words="The account had nothing to do with it.")
    admin = await world.staff("He", Role.ADMIN)
    await open_card(admin, case)
    await admin.taps("Confirm and send")
    assert (await now(world, case)).status is Status.CLOSED

    await open_card(moderator, case)
    assert "1 case · none upheld" in newest(moderator)
    assert "Last measure" not in newest(moderator)
    world.later(8 * DAY)
    await ticks(world)
    assert "has ended" not in moderator.texts()
    [row] = await world.db.run(lambda tx: tx.execute(account_measures.select()).all())
    assert row.reminded_at is not None


async def test_words_that_are_no_account_still_search_as_words_do(world, citizen, moderator):
    case = await files(world, citizen, link=Given(text="https://weibo.com/ttarticle/p/show?id=9"))

    await moderator.says("/search 微博 fraud")

    assert case.number in moderator.labels()


async def test_the_platform_of_a_short_link_is_offered_first(world, citizen, moderator):
    case = await files(world, citizen, link=Given(text="https://xhslink.com/a/b"))
    assert await named(world, case) == []
    await open_card(moderator, case)

    await moderator.taps_on_card("Account")

    assert moderator.labels()[:2] == ["Xiaohongshu", "Weibo"]


async def test_a_card_shows_three_accounts_and_how_many_more_there_are(world, citizen, moderator):
    links = " ".join(f"https://weibo.com/u/10{number}" for number in range(5))
    case = await files(world, citizen, link=Given(text=links))

    await open_card(moderator, case)

    moderator.sees("account-more", count=2)
    histories = [each for each in await moderator.card_labels() if each.startswith("History")]
    assert histories == ["History 100", "History 101", "History 102"]


async def test_what_a_reporter_adds_later_names_accounts_too(world, citizen, moderator):
    case = await files(world, citizen)
    await citizen.says("/cases")
    await citizen.taps("Add")
    await citizen.says(LINK)
    if "Done" in citizen.labels():
        await citizen.taps("Done")

    await open_card(moderator, case)

    assert "Account 1234567890 · Weibo" in newest(moderator)


async def test_what_a_reporter_leaves_of_themselves_is_no_reported_account(
    world, citizen, moderator
):
    text = "A shop on Telegram cheats, contact me at @lin_lin_88"
    case = await files(world, citizen, link=Given(text=text))

    await open_card(moderator, case)

    assert await named(world, case) == []


async def test_in_chinese_the_card_reads_as_a_person_would_say_it(world, citizen):
    chen = await world.staff("Chen", Role.MODERATOR, language="zh-hans")
    case = await files(world, citizen, link=Given(text=LINK))

    await open_card(chen, case)

    assert "账号 1234567890 · 微博\n1 个案件 · 尚无查实" in newest(chen)
