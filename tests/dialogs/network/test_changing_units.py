"""/units: an admin lists, adds and changes units; old and new are seen before anything is saved."""

import pytest
from msgspec.structs import replace

from domain.network.people import Role
from domain.network.units import Level
from handlers.network.callbacks import AddUnit, ChangeUnit, ListUnits, RetireSurely, SeeUnit
from storage.audit import journal
from storage.network import people, units
from tests.dialogs.moderation.test_casework import files
from tests.support.chat import talking
from tests.support.life import NOON

VOC = "Voc.com.cn (Huasheng Online)"
CHANGSHA = "Changsha Internet Information Office"


@pytest.fixture
async def world(installed_url, tmp_path):
    """An office with one admin, who changes public numbers alone."""
    async with talking(installed_url, tmp_path, one_admin=True) as found:
        yield found


async def opens(admin, name=VOC):
    """The card of a unit, by way of the list."""
    await admin.says("/units")
    while name not in " ".join(admin.labels()):
        await admin.taps("Next ›")
    await admin.taps(name)


async def changes(admin, field, *given, unit=VOC):
    await opens(admin, unit)
    await admin.taps(field)
    for each in given:
        if each in admin.labels():
            await admin.taps(each)
        else:
            await admin.says(each)


def unit(world, code="voc"):
    return world.jubao.services.profile.unit(code)


async def stored(world, code="voc"):
    return (await world.db.run(units.load)).unit(code)


async def test_all_units_are_listed_by_level_page_by_page(world, admin, moderator):
    await world.group(unit="changsha")
    await admin.says("/units")

    first = admin.texts(1)
    admin.sees("units-title", page="1", pages="4")
    assert first.index("Province") < first.index("City") < first.index(CHANGSHA)
    assert f"{CHANGSHA} · 👤 1 · 👥" in first
    assert "no people" in first
    seen = set(admin.labels())
    for _ in range(3):
        await admin.taps("Next ›")
        seen |= set(admin.labels())
    assert "Next ›" not in admin.labels()
    assert len(seen - {"Next ›", "‹ Previous", "➕ New unit"}) == 31
    await admin.taps("‹ Previous")
    admin.sees("units-title", page="3", pages="4")


async def test_a_card_says_everything_that_is_known(world, admin, moderator, lead, citizen):
    await world.group(lead, unit="changsha")
    await lead.says("/oncall")
    await lead.taps(CHANGSHA)
    await lead.taps("○ Chen")
    await files(world, citizen)

    await opens(admin, CHANGSHA)

    text = admin.texts(1)
    for part in (
        f"{CHANGSHA} · changsha",
        "Level: City",
        "Unit above: Hunan Internet",
        "长沙市委网宣(管)办 / Changsha",
        "Area: 长沙市",
        "Phone: 0731-88667349",
        "Email: csswwxb@163.com",
        "Site addresses: wfblxx.changsha.cn",
        "Own deadlines: –",
        "Group: connected",
        "On call now: Chen",
        "People: 2 · open cases: 1",
    ):
        assert part in text, text


async def test_a_change_is_seen_before_it_is_saved_and_holds_at_once(world, admin):
    await changes(admin, "Phone", "0731-84329525转8001")

    admin.sees("unit-save-ask")
    assert "Phone: 0731-84329525 → 0731-84329525转8001" in admin.texts(1)
    assert unit(world).phone == "0731-84329525"
    await admin.taps("Save")

    admin.sees("unit-saved")
    assert "Phone: 0731-84329525转8001" in admin.texts(1)
    assert unit(world).phone == (await stored(world)).phone == "0731-84329525转8001"
    [entry] = await world.db.run(journal.of_case, 0)
    assert (entry.verb, entry.unit, entry.reason) == ("unit_change", "voc", "phone")
    assert await world.db.run(journal.first_break, 0) is None


async def test_a_change_thought_better_of_leads_back_to_the_card(world, admin):
    await changes(admin, "Phone", "12377")
    await admin.taps("Back")
    admin.sees("unit-phone-ask")
    assert "Now: 0731-84329525" in admin.texts(1)

    await admin.taps("Cancel")

    assert f"{VOC} · voc" in admin.texts(1)
    assert unit(world).phone == "0731-84329525"


@pytest.mark.parametrize(
    ("field", "given", "line"),
    [
        ("Names", ["华声\nHuasheng"], "Names: 华声 / Huasheng"),
        ("Area", ["湖南"], "Area: 湖南"),
        ("Email", ["12***4@voc.com.cn"], "Email: 12***4@voc.com.cn (masked"),
        ("Email", ["Leave empty"], "Email: –"),
        ("Website", ["voc.com.cn"], "Website: https://voc.com.cn/"),
        ("Site addresses", ["voc.com.cn 华声.cn"], "Site addresses: voc.com.cn xn--"),
        ("Site addresses", ["Leave empty"], "Site addresses: –"),
        ("Unit above", [CHANGSHA], f"Unit above: {CHANGSHA}"),
        ("Unit above", ["hengyang"], "Unit above: Hengyang Internet"),
        ("Level", ["City"], "Level: City"),
        ("Own deadlines", ["Result (working days)", "4"], "Result (working days): 4"),
        ("Days off", ["2026-12-31..2027-01-02"], "Days off: 2026-12-31 2027-01-01 2027-01-02"),
        ("Extra working days", ["2026-12-26"], "Extra working days: 2026-12-26"),
    ],
)
async def test_everything_can_be_changed(world, admin, field, given, line):
    await changes(admin, field, *given)
    await admin.taps("Save")

    admin.sees("unit-saved")
    name = "Huasheng" if field == "Names" else VOC
    await admin.says("/units")
    assert unit(world) == await stored(world)
    await opens(admin, name)
    assert line in admin.texts(1)


async def test_own_clocks_hold_for_the_next_case(world, admin, citizen):
    await changes(admin, "Own deadlines", "Accept (working days)", "3", unit=CHANGSHA)
    assert "Usual: 1" in admin.texts(2)
    await admin.taps("Save")

    case = await files(world, citizen)

    day = 24 * 3600
    assert case.due_at == NOON + 5 * day + 6 * 3600  # Monday at the close


async def test_an_unfit_answer_is_refused_kindly_and_the_question_stays(world, admin):
    await changes(admin, "Site addresses", "rednet.cn")

    admin.sees("unit-host-taken", host="rednet.cn", unit="Rednet")
    admin.sees("unit-hosts-ask")
    await admin.says("localhost")
    admin.sees("unit-bad-host", host="localhost")
    await admin.says("weibo.com/changsha")
    admin.sees("unit-host-page", host="weibo.com/changsha", site="weibo.com")
    await admin.says("voc.cn")
    admin.sees("unit-save-ask")


@pytest.mark.soak
async def test_clocks_out_of_order_are_named_by_their_names(world, admin):
    await changes(admin, "Own deadlines", "Result (working days)", "11")

    admin.sees(
        "unit-clock-order", earlier="Result (working days)", later="Hard limit (working days)"
    )


async def test_a_new_unit_is_at_work_when_it_is_saved(world, admin):
    await admin.says("/units")
    await admin.taps("New unit")
    for given in (
        "hn-news",
        "Site",
        CHANGSHA,
        "新闻网\nNews Net",
        "Leave empty",
        "12377",
        "Leave empty",
        "Leave empty",
        "news.cn",
    ):
        await (admin.taps(given) if given in admin.labels() else admin.says(given))
    assert "Site addresses: news.cn" in admin.texts(1)
    assert unit(world, "hn-news") is None

    await admin.taps("Save")

    admin.sees("unit-added")
    found = unit(world, "hn-news")
    assert (found.level, found.parent, found.hosts) == (Level.SITE, "changsha", ("news.cn",))
    assert found == await stored(world, "hn-news")
    [entry] = await world.db.run(journal.of_case, 0)
    assert (entry.verb, entry.unit) == ("unit_add", "hn-news")
    newcomer = await world.staff("Hu", Role.MODERATOR, unit="hn-news")
    await newcomer.says("/queue")
    newcomer.sees("staff-queue-of", unit="News Net")


async def test_a_code_is_never_given_twice(world, admin):
    await admin.says("/units")
    await admin.taps("New unit")
    await admin.says("voc")

    admin.sees("unit-code-taken", code="voc")


async def test_of_two_admins_the_slower_one_sees_what_the_other_did(world, admin):
    other = await world.staff("Ma", Role.ADMIN)
    await changes(admin, "Area", "Changsha")
    await changes(other, "Area", "Yuelu")
    await other.taps("Save")

    said = await admin.taps("Save")

    assert said == admin.words("unit-changed-meanwhile")
    assert "Area: Yuelu" in admin.texts(2)
    assert f"{admin.words('form-typed')}\n\nChangsha" in admin.texts(2)
    assert unit(world).area == "Yuelu"


@pytest.mark.soak
async def test_what_is_the_same_is_not_saved(world, admin):
    await changes(admin, "Phone", "0731-84329525")
    admin.sees("unit-unchanged")

    await admin.taps("Save")

    assert await world.db.run(journal.of_case, 0) == ()


async def test_the_last_province_stays_one(world, admin):
    await opens(admin, "Hunan Internet")

    said = await admin.taps("Level")

    assert said == admin.words("unit-last-province")


async def test_nobody_but_an_admin_sees_or_changes_the_network(world, admin, lead, citizen):
    await admin.says("/units")
    for talker in (lead, citizen):
        await talker.says("/start")
        await talker.says("/units")
        talker.sees("refusal-not-allowed")
        message = talker.last["message_id"]
        for button in (
            ListUnits(0),
            SeeUnit("voc"),
            ChangeUnit("voc", "phone"),
            AddUnit(),
            RetireSurely("voc"),
        ):
            said = await talker.presses(message, button.pack())
            assert said == talker.words("refusal-not-allowed")
    assert not unit(world).retired


async def test_who_is_no_admin_any_more_saves_nothing(world, admin):
    await changes(admin, "Phone", "12377")

    def demote(tx):
        people.set_admin(tx, people.who_is(tx, admin.account), admin=False)

    await world.db.run(demote)
    said = await admin.taps("Save")

    assert said == admin.words("refusal-not-allowed")
    assert unit(world).phone == "0731-84329525"


async def test_a_unit_that_another_process_has_changed_is_shown_as_it_is(world, admin):
    await world.db.run(units.save, replace(unit(world), phone="110"), 5)

    await opens(admin)

    assert "Phone: 110" in admin.texts(1)


@pytest.mark.parametrize("forged", [ChangeUnit("voc", "code"), ChangeUnit("voc", "_unit")])
async def test_what_cannot_be_changed_is_not_asked(world, admin, forged):
    await admin.says("/units")

    said = await admin.presses(admin.last["message_id"], forged.pack())

    assert said == admin.words("answer-stale")


@pytest.mark.soak
async def test_the_command_is_in_an_admins_menu_alone(world, admin, lead):
    await admin.says("/help")
    assert "/units" in admin.texts(1)
    await lead.says("/help")
    assert "/units" not in lead.texts(1)
