"""Staff search: by words, by taps, page by page, and by what they have kept."""

import pytest

from conversation.form import Given
from domain.network.people import Role
from domain.search.search import DAY
from handlers.moderation.callbacks import (
    DropKept,
    KeepSearch,
    OpenKept,
    Pick,
    Preset,
    Put,
    SeeFound,
    TurnSearchPage,
)
from storage.cases import filters
from storage.engine.tables import filters as table
from tests.dialogs.moderation.test_casework import accepts, decides, files, now
from tests.dialogs.moderation.test_lists import case_labels
from tests.dialogs.network.test_network import transfers_to
from tests.support import decisions
from usecases.moderation.search import MOST_KEPT, MOST_LOOKED_AT

GAMBLING = {"category": Given(choice="gambling"), "subcategory": Given(choice="casino")}


async def refuses(person, case):
    """Not accepted: a case in a state that is not the others'."""
    await person.says(f"/case {case.number}")
    await decisions.refuses(person, "Not our responsibility", "Not ours.")


def found(person):
    """The numbers that the newest message lists."""
    return case_labels(person.last)


def in_message(person, message_id):
    """The numbers that this message lists now."""
    return case_labels(next(m for m in person.chat if m["message_id"] == message_id))


async def test_without_words_the_newest_cases_are_shown_and_how_to_ask_for_others(
    world, citizen, moderator
):
    first = await files(world, citizen)
    world.later(60)
    second = await files(world, citizen)

    await moderator.says("/search")

    assert found(moderator) == [second.number, first.number]
    assert "/search example.org closed fraud >30d" in moderator.texts(1)
    for label in (
        "Unit",
        "State",
        "Category",
        "Age",
        "⏰ Overdue only",
        "✍️ To confirm",
        "🆘 Danger",
    ):
        assert label in moderator.labels()
    await moderator.taps(first.number)
    assert first.number in moderator.texts(1)
    assert "Accept as another …" in await moderator.card_labels()


async def test_a_number_opens_its_card(world, citizen, moderator):
    case = await files(world, citizen)

    await moderator.says(f"/search {case.number}")
    assert "Accept as another …" in await moderator.card_labels()
    await moderator.says("/search 2611-9999")
    moderator.sees("case-unknown")


@pytest.mark.soak
async def test_the_longest_card_has_room_for_words_that_were_not_understood(
    world, citizen, moderator
):
    case = await files(world, citizen, words=Given(text="long " * 800))

    await moderator.says(f"/search {case.number} {'blah' * 50}")

    assert "blah" in moderator.last["text"]
    assert "Read in full" in await moderator.card_labels()


FINDS = [
    ("example.org", {1, 2}),
    ("shop.example.org", {2}),
    ("other.example", set()),
    ("closed", set()),
    ("不予受理", {1}),
    ("new", {2, 3}),
    ("open fraud", {2}),
    ("gambling", {3}),
    ("changsha", {1, 2, 3}),
    ("长沙 open", {2, 3}),
    (">2d", {1}),
    ("<24h", {2, 3}),
    ("late", set()),
    ("danger", {3}),
    ("mine", set()),
    ("held", set()),
    ("example.org Changsha open fraud <3w", {2}),
    ("hxxps://SHOP[.]example[.]org/buy", {2}),
]


async def test_words_find_cases_in_any_order(world, citizen, moderator):
    first = await files(world, citizen)
    await refuses(moderator, first)
    world.later(3 * DAY)
    shop = Given(text="https://shop.example.org/buy")
    second = await files(world, citizen, link=shop)
    third = await files(
        world,
        citizen,
        link=Given(text="a game in an app"),
        **GAMBLING,
        danger=True,
    )
    cases = {1: first, 2: second, 3: third}

    for typed, numbers in FINDS:
        await moderator.says(f"/search {typed}")

        shown = {label.rpartition(" ")[2] for label in found(moderator)}
        assert shown == {cases[each].number for each in numbers}, typed
        if not numbers:
            moderator.sees("search-none")


@pytest.mark.soak
async def test_what_is_due_longest_comes_first_among_the_late(world, citizen, moderator):
    first = await files(world, citizen)
    world.later(DAY)
    second = await files(world, citizen)
    world.later(10 * DAY)

    await moderator.says("/search late")

    assert found(moderator) == [f"⏰ {first.number}", f"⏰ {second.number}"]
    await moderator.taps("✓ ⏰ Overdue only")
    assert found(moderator) == [f"⏰ {second.number}", f"⏰ {first.number}"]


async def test_words_that_mean_nothing_are_named_and_the_rest_is_looked_for(
    world, citizen, moderator
):
    case = await files(world, citizen)

    await moderator.says("/search moon fraud <b>bold</b> @me")

    moderator.sees("search-unknown", words="moon <b>bold<[/]b> [@]me")
    assert found(moderator) == [case.number]
    assert "Fraud" in moderator.texts(1)


async def test_what_the_screen_says_can_be_typed_again(world, citizen, moderator):
    case = await files(world, citizen)
    await moderator.says("/search example.org changsha open <30d fraud")
    said = moderator.texts(1).splitlines()[1]
    assert said.startswith("example[.]org · Changsha Internet Information Office · open · Fraud")

    await moderator.says(f"/search {said}")

    assert moderator.texts(1).splitlines()[1] == said
    assert found(moderator) == [case.number]


async def test_a_search_is_made_of_taps(world, citizen, moderator):
    first = await files(world, citizen)
    await refuses(moderator, first)
    world.later(60)
    second = await files(world, citizen, **GAMBLING)
    await moderator.says("/search")

    await moderator.taps("State")
    await moderator.taps("Not accepted")
    assert "✓ Not accepted" in moderator.labels()
    await moderator.taps("Show cases")
    assert found(moderator) == [first.number]
    assert "Not accepted" in moderator.texts(1).splitlines()[1]

    await moderator.taps("✓ State")
    await moderator.taps("New")
    await moderator.taps("Show cases")
    assert found(moderator) == [second.number, first.number]

    await moderator.taps("Category")
    await moderator.taps("Gambling")
    await moderator.taps("Show cases")
    assert found(moderator) == [second.number]

    await moderator.taps("Age")
    await moderator.taps("More than 7 days")
    moderator.sees("search-none")
    await moderator.taps("✓ Age")
    await moderator.taps("Any")
    assert found(moderator) == [second.number]

    await moderator.taps("✓ State")
    await moderator.taps("Any")
    assert "New" in moderator.labels()
    await moderator.taps("Show cases")
    await moderator.taps("Searches")
    assert found(moderator) == [second.number, first.number]


@pytest.mark.soak
async def test_of_many_units_a_picker_shows_some_at_a_time(world, citizen):
    case = await files(world, citizen)
    province = await world.staff("Tan", Role.LEAD, unit="hunan")
    await province.says("/search")
    assert found(province) == [case.number]

    await province.taps("Unit")
    assert "Changsha" in province.labels()
    await province.taps("More")
    assert "Rednet" in province.labels()
    await province.taps("Rednet")
    assert "✓ Rednet" in province.labels()
    await province.taps("Previous")
    assert "Changsha" in province.labels()
    await province.taps("Show cases")
    province.sees("search-none")

    await province.taps("✓ Unit")
    await province.taps("Changsha")
    await province.taps("Show cases")
    assert found(province) == [case.number]


async def test_pages_neither_repeat_nor_lose_what_comes_in_between(world, citizen, moderator):
    numbers = []
    for _ in range(10):
        numbers.insert(0, (await files(world, citizen)).number)
        world.later(600)
    await moderator.says("/search")
    first = found(moderator)
    between = await files(world, citizen)

    message, data = moderator.data("Next ›")
    await moderator.presses(message, data)

    assert first + in_message(moderator, message) == numbers
    await moderator.taps("« First")
    assert in_message(moderator, message) == [between.number, *numbers[:7]]


@pytest.mark.soak
async def test_from_a_found_case_one_comes_back_to_the_page_it_was_on(world, citizen, moderator):
    for _ in range(10):
        await files(world, citizen)
        world.later(600)
    await moderator.says("/search fraud")
    await moderator.taps("Next")
    second = found(moderator)

    await moderator.taps(second[1])
    assert "Accept as another …" in await moderator.card_labels()
    await moderator.taps("Back to results")

    assert found(moderator) == second


async def test_a_colleague_of_another_unit_finds_nothing_of_ours(world, citizen, moderator):
    case = await files(world, citizen)
    elsewhere = await world.staff("Tan", Role.LEAD, unit="hengyang")

    for typed in ("/search", "/search example.org", "/search open", "/search late danger"):
        await elsewhere.says(typed)
        elsewhere.sees("search-none")
    await elsewhere.says("/search changsha")
    elsewhere.sees("search-none-readable")
    await elsewhere.says(f"/search {case.number}")
    elsewhere.sees("case-unknown")
    assert case.number not in elsewhere.texts()


async def test_a_case_is_found_by_its_host_where_it_has_gone(world, citizen, moderator):
    case = await files(world, citizen)
    elsewhere = await world.staff("Tan", Role.MODERATOR, unit="hengyang")
    await transfers_to(moderator, case, "hengyang")
    assert (await now(world, case)).unit == "hengyang"

    await elsewhere.says("/search example.org")
    assert found(elsewhere) == [case.number]
    await moderator.says("/search example.org")
    moderator.sees("search-none")


@pytest.mark.soak
async def test_what_is_mine_and_what_is_held_are_found(world, citizen, moderator, colleague):
    case = await files(world, citizen)
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Take")

    await moderator.says("/search mine")
    assert found(moderator) == [case.number]
    await colleague.says("/search mine")
    colleague.sees("search-none")


@pytest.mark.soak
async def test_leads_see_at_a_tap_what_waits_for_their_word(world, citizen, moderator, lead):
    case = await files(world, citizen)
    await accepts(moderator)
    await moderator.taps_on_card("Start checking")
    await decides(moderator)

    await lead.says("/queue")
    await lead.taps("To confirm")

    assert found(lead) == [case.number]
    await moderator.says("/queue")
    assert "✍️ To confirm" not in moderator.labels()


@pytest.mark.parametrize("label", ["⏰ Overdue", "✍️ To confirm", "⚖️ Appeals", "🆘 Danger"])
async def test_the_searches_that_everybody_needs_are_buttons(world, citizen, moderator, label):
    await files(world, citizen)
    await moderator.says("/search")

    await moderator.taps(label)
    moderator.sees("search-none")
    await moderator.taps("Searches")
    await moderator.taps("All, without quarantine")
    assert len(found(moderator)) == 1


async def test_closed_categories_are_found_in_private_alone(world, citizen):
    province = await world.staff("Tan", Role.MODERATOR, unit="hunan")
    chat = await world.group(province, unit="hunan")
    closed = {"category": Given(choice="sexual"), "subcategory": Given(choice="child_abuse")}
    case = await files(world, citizen, **closed)
    await province.says("/search child abuse")
    assert found(province) == [case.number]
    _, data = province.data("State")

    await province.says("/search child abuse", chat=chat)
    await province.says("/queue", chat=chat)
    message = world.telegram.messages(chat)[-1]["message_id"]
    for forged in (data, Preset("all").pack(), TurnSearchPage(1, "-").pack(), OpenKept(0).pack()):
        said = await province.presses(message, forged, chat=chat)
        assert said == province.words("press-not-for-you")
    assert case.number not in str(world.telegram.messages(chat))


async def test_a_search_is_kept_opened_and_given_up(world, citizen, moderator, colleague):
    case = await files(world, citizen)
    await moderator.says("/search fraud open")

    await moderator.taps("Save this search")
    moderator.sees("keep-name-ask")
    await moderator.says("<i>Our</i>\nfrauds")
    moderator.sees("search-title")
    await moderator.says("/search")
    assert "⭐ <i>Our</i> frauds" in moderator.labels()

    await moderator.taps("⭐ <i>Our</i> frauds")
    assert found(moderator) == [case.number]
    await moderator.taps("⏰ Overdue only")
    moderator.sees("search-none")
    await moderator.says("/search")
    await moderator.taps("⭐ <i>Our</i> frauds")
    assert found(moderator) == [case.number]

    await colleague.says("/search")
    assert not [label for label in colleague.labels() if "frauds" in label]
    await moderator.says("/search")
    await moderator.taps("All saved searches")
    assert "<i>Our<[/]i> frauds" in moderator.texts(1)
    await moderator.taps("✕ <i>Our")
    moderator.sees("search-kept-none")


@pytest.mark.soak
async def test_a_search_under_a_known_name_takes_its_place(world, citizen, moderator):
    for typed in ("fraud", "gambling"):
        await moderator.says(f"/search {typed}")
        await moderator.taps("Save this search")
        await moderator.says("Ours")

    await moderator.says("/search")
    assert [label for label in moderator.labels() if "Ours" in label] == ["⭐ Ours"]
    await moderator.taps("⭐ Ours")
    assert "Gambling" in moderator.texts(1)


@pytest.mark.soak
async def test_there_is_room_for_so_many_kept_searches_and_no_more(world, moderator):
    for number in range(MOST_KEPT):
        await moderator.says("/search fraud")
        await moderator.taps("Save this search")
        await moderator.says(f"Search {number}")
    await moderator.says("/search")
    assert "⭐ Search 5" in moderator.labels()
    assert "⭐ Search 6" not in moderator.labels()

    await moderator.says("/search open")
    said = await moderator.taps("Save this search")
    assert said == moderator.words("search-too-many-kept", limit=MOST_KEPT)
    await moderator.says("/search")
    await moderator.taps("All saved searches")
    await moderator.taps("✕ Search 19")
    assert "✕ Search 19" not in moderator.labels()


async def test_a_name_that_is_none_is_asked_for_again(world, moderator):
    await moderator.says("/search fraud")
    await moderator.taps("Save this search")

    await moderator.says("n" * 41)
    moderator.sees("answer-too-long", limit=40, length=41)
    await moderator.says("Frauds")
    await moderator.says("/search")
    assert "⭐ Frauds" in moderator.labels()


@pytest.mark.soak
async def test_the_buttons_of_an_older_message_still_mean_its_own_search(world, citizen, moderator):
    oldest = await files(world, citizen)
    for _ in range(8):
        world.later(60)
        await files(world, citizen)
    await moderator.says("/search fraud")
    message, data = moderator.data("Next ›")
    await moderator.says("/search gambling")

    await moderator.presses(message, data)
    assert in_message(moderator, message) == [oldest.number]

    for _ in range(MOST_LOOKED_AT):
        await moderator.says("/search gambling")
    said = await moderator.presses(message, data)
    assert said == moderator.words("search-gone")
    rows = await world.db.run(lambda tx: tx.execute(table.select()).all())
    assert len(rows) == MOST_LOOKED_AT


async def test_nobody_gets_at_somebody_elses_searches(world, citizen, moderator, colleague):
    await files(world, citizen)
    await moderator.says("/search fraud")
    await moderator.taps("Save this search")
    await moderator.says("Mine alone")
    rows = await world.db.run(lambda tx: [row.id for row in tx.execute(table.select())])
    who = await world.db.run(lambda tx: tx.execute(table.select()).first().who)
    message = colleague.last["message_id"]

    for row in rows:
        for forged in (
            TurnSearchPage(row, "-"),
            Pick(row, "unit", 0),
            Put(row, "status", "closed"),
            Put(row, "mark", "late"),
            KeepSearch(row),
            OpenKept(row),
        ):
            said = await colleague.presses(message, forged.pack())
            assert said == colleague.words("search-gone")
        await colleague.presses(message, DropKept(row).pack())
    assert len(await world.db.run(filters.named, who)) == 1


async def test_a_citizen_finds_nothing_whatever_they_type_or_press(world, citizen, moderator):
    case = await files(world, citizen)
    await moderator.says("/search")
    message = citizen.last["message_id"]

    for typed in ("/search", "/search fraud", f"/search {case.number}"):
        await citizen.says(typed)
        citizen.sees("refusal-not-allowed")
    for forged in (
        Preset("all"),
        TurnSearchPage(1, "-"),
        Pick(1, "unit", 0),
        Put(1, "mark", "late"),
        Put(1, "unit", "changsha"),
        KeepSearch(1),
        OpenKept(1),
        OpenKept(0),
        DropKept(1),
        SeeFound(case.id, 1, "-"),
    ):
        said = await citizen.presses(message, forged.pack())
        assert said in {
            citizen.words("refusal-not-allowed"),
            citizen.words("search-gone"),
            citizen.words("case-unknown"),
        }
    assert case.number not in citizen.texts()


FORGED = [
    "f1:1:moon",
    "f1:1:1",
    "f1:1:1.99999999999999999999",
    "f1:x:-",
    "f1:1",
    "f1:99999999999999999999999:-",
    "f2:1:moon:0",
    "f2:1:unit:-5",
    "f2:1:unit:99",
    "f3:1:unit:hunan",
    "f3:1:unit:'; drop table filters; --",
    "f3:1:status:moon",
    "f3:1:category:moon",
    "f3:1:age:>7",
    "f3:1:age:",
    "f3:1:mark:moon",
    "f4:moon",
    "f8:1:1:moon",
    "f8:x:1:-",
    "f8:999:1:-",
    "f5:-1",
    "f6:-1",
    "f7:abc",
]


async def test_a_forged_press_is_refused_kindly(world, citizen, moderator):
    case = await files(world, citizen)
    reference = moderator.words("error-bug", reference="")[:20]
    await moderator.says("/search")
    for data in FORGED:
        said = await moderator.presses(moderator.last["message_id"], data)

        assert not said.startswith(reference), data
        await moderator.says("/search")
        assert found(moderator) == [case.number], data


HARMFUL = [
    "'; drop table cases; --",
    "%' or 1=1 --",
    "<script>alert(1)</script> & \u202e\u0000",
    "moon " * 700,
    ">" * 500,
    "2611-0001" * 50,
    "https://" + "a." * 1000 + "org",
    "\ud83d",
    "𝔣𝔯𝔞𝔲𝔡 " * 30,
]


@pytest.mark.soak
async def test_hostile_words_do_no_harm(world, citizen, moderator):
    case = await files(world, citizen)
    live = {"url", "mention", "text_link", "email"}
    for typed in HARMFUL:
        await moderator.says(f"/search {typed}")

        assert moderator.words("error-bug", reference="")[:20] not in moderator.texts(2), typed
        assert not [e for e in moderator.last.get("entities", []) if e["type"] in live], typed
        await moderator.says("/search fraud")
        assert found(moderator) == [case.number], typed


async def test_it_is_all_said_in_chinese_too(world, citizen):
    reader = await world.staff("Tan", Role.MODERATOR, language="zh-hans")
    case = await files(world, citizen)

    await reader.says("/search 诈骗 未办结 月亮")

    reader.sees("search-unknown", words="月亮")
    assert found(reader) == [case.number]
    assert "诈骗" in reader.texts(1)
    await reader.taps("状态")
    await reader.taps("已办结")
    await reader.taps("查看结果")
    assert found(reader) == [case.number]
