"""/categories: admins see, add, rename, retire; a second admin confirms each change."""

import pytest

from domain.network.people import Role
from domain.taxonomy import CHILD_ABUSE, FilePolicy
from handlers.categories.callbacks import (
    AddCategory,
    AnswerCategoryProposal,
    CategoryHistoryOf,
    ChangeCategory,
    ListCategories,
    RestoreCategory,
    RetireCategory,
    RetireCategorySurely,
    SeeCategory,
    SeeCategoryProposal,
)
from storage.audit import journal
from storage.cases import cases
from storage.categories import category_rows
from storage.network import people, units
from tests.dialogs.moderation.test_casework import files
from tests.support.chat import talking


@pytest.fixture
async def second(world):
    """Another admin."""
    return await world.staff("Deng", Role.ADMIN)


async def of(world, code):
    """A category as the database has it."""
    return (await world.db.run(units.load)).taxonomy.find(code)


async def mark(world, code="rumour"):
    """The mark of the change that waits for a category."""
    waits = await world.db.run(category_rows.proposal, code)
    return waits.mark if waits else "0"


async def opens(admin, *labels):
    await admin.says("/categories")
    for label in labels:
        await admin.taps(label)


async def proposes(admin, field, answer, *, category="Rumours"):
    await opens(admin, category, field)
    await admin.says(answer)
    await admin.taps("Save")


async def confirms(second):
    await second.taps("See the change")
    await second.taps("✅ Confirm and use")


async def test_an_admin_sees_a_category_with_all_that_follows_from_it(admin):
    await opens(admin, "Rumours")
    said = admin.texts(1)
    for words in ("谣言类 / Rumours", "Public order", "Article 29", ": 3", "365 days"):
        assert words in said
    await admin.taps("Disasters")
    assert "Rumours › " in admin.texts(1)


async def test_a_new_name_is_read_by_citizens_once_a_second_admin_has_confirmed_it(
    world, admin, second, citizen, lead, moderator
):
    await proposes(admin, "Names", "传言类\nHearsay")
    assert "谣言类 / Rumours → 传言类 / Hearsay" in admin.texts(2)
    admin.sees("category-kept")
    assert (await of(world, "rumour")).names["en"] == "Rumours"

    second.sees("notice-category_proposed", name="He", category="Hearsay")
    await confirms(second)
    second.sees("category-confirmed")
    for talker in (admin, lead):
        talker.saw("notice-category_changed", name="Deng", category="Hearsay")
        assert "• Names" in talker.texts()
    for talker in (lead, moderator):
        assert "wants to change" not in talker.texts()
    assert "Hearsay" not in moderator.texts()
    await citizen.says("https://example.org/shop")
    assert "Hearsay" in citizen.labels()
    assert "Rumours" not in citizen.labels()
    verbs = [entry.verb for entry in await world.db.run(journal.of_case, 0)]
    assert verbs == ["category_propose", "category_change"]


@pytest.mark.soak
async def test_the_history_says_who_proposed_what_and_the_values_before(
    world, admin, second, citizen
):
    await proposes(admin, "Names", "传言类\nHearsay")
    await confirms(second)
    await opens(second, "Hearsay", "History")
    assert "He" in second.texts(1)
    assert "谣言类 / Rumours → 传言类 / Hearsay" in second.texts(1)


async def test_a_changed_deadline_holds_for_new_cases_and_stands_in_the_rules(
    world, admin, second, citizen
):
    await opens(admin, "Fraud", "Deadlines")
    await admin.taps("Result")
    await admin.says("4")
    await admin.taps("Save")
    await confirms(second)
    assert dict((await of(world, "fraud")).clocks) == {"close_days": 4}
    await citizen.says("/rules")
    for _ in range(4):
        await citizen.taps("Next")
    citizen.sees("rules-close-own", category="Fraud", close_days=4)


@pytest.mark.soak
async def test_rules_are_chosen_by_their_codes_and_unknown_ones_are_named(world, admin, second):
    await opens(admin, "Rumours", "Rules")
    await admin.says("ecology-6-8 criminal-999")
    admin.sees("category-rule-unknown", code="criminal-999")
    await admin.says("ecology-6-8，public_security-29 criminal-246")
    said = admin.texts(1)
    assert "+ Criminal Law, Article 246 (criminal-246)" in said
    assert "− Cybersecurity Law, Article 13 (cybersecurity-13)" in said
    assert "ecology-6-8" not in said  # it stays
    await admin.taps("Save")
    await confirms(second)
    kept = ("ecology-6-8", "public_security-29", "criminal-246")
    assert (await of(world, "rumour")).rules == kept


async def test_a_new_category_takes_reports_and_stays_when_a_profile_is_imported(
    world, admin, second, citizen
):
    await opens(admin, "Add a category")
    for answer in ("online_games", "网络游戏类\nOnline games", "ecology-6-9", "morals laws"):
        await admin.says(answer)
    await admin.taps("Leave empty")
    await admin.taps("Save")
    await confirms(second)
    made = await of(world, "online_games")
    assert (made.rules, made.bottom_lines, made.own) == (("ecology-6-9",), ("morals", "laws"), True)

    await citizen.says("https://example.org/shop")
    await citizen.taps("Online games")
    await citizen.taps("Skip")
    await citizen.taps("Submit report")
    assert (await world.db.run(cases.get, 1)).category == "online_games"


async def test_one_below_another_takes_its_values_and_its_protection(world, admin, second):
    await opens(admin, "Fraud", "Add below it")
    await admin.says("fake_tickets")
    await admin.says("虚假票务\nFalse tickets")
    for _ in ("rules", "lines", "hotline"):
        await admin.taps("As the one above")
    await admin.taps("Save")
    await confirms(second)
    made, above = await of(world, "fake_tickets"), await of(world, "fraud")
    assert (made.parent, made.rules, made.bottom_lines) == (
        "fraud",
        above.rules,
        above.bottom_lines,
    )
    assert (made.hotline, made.minimum) == (above.hotline, above.minimum)


async def test_a_retired_category_takes_no_new_report_and_running_cases_keep_it(
    world, admin, second, citizen, moderator
):
    case = await files(world, citizen)
    await opens(admin, "Fraud", "Retire")
    admin.sees("category-retire-ask", category="Fraud", below=6)
    await admin.taps("Yes, retire it")
    assert not (await of(world, "fraud")).retired
    await confirms(second)
    assert (await of(world, "fraud")).retired

    await citizen.says("https://example.org/another")
    assert "Fraud" not in citizen.labels()
    await moderator.says(f"/case {case.number}")
    assert "Fraud" in moderator.texts(1)

    await opens(admin, "🚫 Fraud", "Offer it again")
    await confirms(second)
    assert not (await of(world, "fraud")).retired


async def test_child_abuse_keeps_its_protection_whatever_is_pressed(world, admin, second):
    await opens(admin, "Sexual content", "Child sexual abuse")
    assert "Retire" not in admin.labels()
    admin.sees("category-is-protected")
    for code in (CHILD_ABUSE, "sexual"):
        for button in (RetireCategorySurely(code), RetireCategory(code)):
            said = await admin.presses(admin.last["message_id"], button.pack())
            assert said == admin.words("category-protected")
    await admin.presses(admin.last["message_id"], ChangeCategory(CHILD_ABUSE, "level").pack())
    assert "City" not in admin.labels()  # its lowest level only goes up, and is the highest
    await admin.presses(admin.last["message_id"], ChangeCategory(CHILD_ABUSE, "hotline").pack())
    assert "Leave empty" not in admin.labels()
    for field in ("files", "closed", "parent", "retired"):
        forged = ChangeCategory(CHILD_ABUSE, field).pack()
        said = await admin.presses(admin.last["message_id"], forged)
        assert said == admin.words("answer-stale")
    found = await of(world, CHILD_ABUSE)
    assert found.closed
    assert found.files is FilePolicy.NONE


async def test_who_proposed_cannot_confirm_by_any_press(world, admin, second):
    await proposes(admin, "Names", "传言类\nHearsay")
    assert "✅ Confirm and use" not in admin.labels()
    forged = AnswerCategoryProposal("rumour", "yes", await mark(world)).pack()
    said = await admin.presses(admin.last["message_id"], forged)
    assert said == admin.words("category-second")
    assert (await of(world, "rumour")).names["en"] == "Rumours"


@pytest.mark.soak
async def test_a_change_can_be_dropped_and_then_no_longer_waits(world, admin, second):
    await proposes(admin, "Names", "传言类\nHearsay")
    await opens(second, "⏳ Hearsay", "Drop this change")
    second.sees("category-dropped")
    forged = AnswerCategoryProposal("rumour", "yes", await mark(world)).pack()
    said = await second.presses(second.last["message_id"], forged)
    assert said == second.words("category-proposal-gone")


async def test_a_proposal_of_who_is_no_admin_any_more_changes_nothing(world, admin, second):
    await proposes(admin, "Names", "传言类\nHearsay")

    def dismiss(tx):
        people.set_admin(tx, people.who_is(tx, admin.account), admin=False)

    await world.db.run(dismiss)
    await confirms(second)
    second.sees("category-void")
    assert (await of(world, "rumour")).names["en"] == "Rumours"


async def test_what_was_replaced_after_a_second_admin_saw_it_is_shown_again_not_confirmed(
    world, admin, second
):
    await proposes(admin, "Names", "传言类\nHearsay")
    await second.taps("See the change")
    shown, yes = second.data("✅ Confirm and use")
    no = second.data("Drop this change")[1]
    await proposes(admin, "Names", "随便\nWhatever")

    for button in (yes, no):
        assert await second.presses(shown, button) == second.words("proposal-replaced")
        assert "→ 随便 / Whatever" in second.texts(2)  # above the notice that has come meanwhile
        assert (await of(world, "rumour")).names["en"] == "Rumours"
    await second.taps("✅ Confirm and use")
    assert (await of(world, "rumour")).names["en"] == "Whatever"


@pytest.mark.soak
async def test_a_name_that_looks_like_another_categorys_is_refused(world, admin, second):
    await opens(admin, "Rumours", "Names")
    await admin.says("传言类\nＦＲＡＵＤ")
    assert await admin.taps("Save") == admin.words("category-name-taken")


@pytest.mark.soak
async def test_a_change_made_meanwhile_is_not_overwritten(world, admin, second):
    await opens(second, "Rumours", "Kept for")
    await second.says("100")  # open, not saved yet
    third = await world.staff("Xu", Role.ADMIN)
    await proposes(admin, "Names", "传言类\nHearsay")
    await confirms(third)
    assert await second.taps("Save") == second.words("category-changed-meanwhile")
    found = await of(world, "rumour")
    assert (found.names["en"], found.retention_days) == ("Hearsay", 365)


async def test_an_only_admin_changes_a_category_at_once_where_the_settings_say_so(
    installed_url, tmp_path
):
    async with talking(installed_url, tmp_path, one_admin=True) as world:
        admin = await world.staff("He", Role.ADMIN)
        await proposes(admin, "Names", "传言类\nHearsay")
        admin.sees("category-saved")
        assert (await of(world, "rumour")).names["en"] == "Hearsay"


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.LEAD])
async def test_nobody_but_admins_sees_or_changes_a_category(world, admin, second, role):
    await proposes(admin, "Names", "传言类\nHearsay")
    talker = await world.staff("Sun", role)
    await talker.says("/categories")
    talker.sees("refusal-not-allowed")
    for button in (
        ListCategories(0),
        SeeCategory("fraud"),
        ChangeCategory("fraud", "names"),
        AddCategory(""),
        RetireCategory("fraud"),
        RetireCategorySurely("fraud"),
        RestoreCategory("fraud"),
        CategoryHistoryOf("fraud", 0),
        SeeCategoryProposal("rumour"),
        AnswerCategoryProposal("rumour", "yes", await mark(world)),
    ):
        said = await talker.presses(talker.last["message_id"], button.pack())
        assert said == talker.words("refusal-not-allowed")
    assert (await of(world, "rumour")).names["en"] == "Rumours"


@pytest.mark.parametrize(
    ("field", "answer", "key"),
    [
        ("Names", "one line alone", "unit-names-lines"),
        ("Kept for", "for ever", "unit-bad-time"),
        ("Hotline", "call us", "unit-bad-phone"),
        ("Bottom lines", "virtue", "category-line-unknown"),
    ],
)
async def test_a_bad_value_is_refused_kindly_and_asked_again(admin, second, field, answer, key):
    await opens(admin, "Rumours", field)
    await admin.says(answer)
    params = {"count": 2, "most": 3660, "code": "virtue"}
    assert admin.words(key, **params) in admin.texts(2)
    await admin.taps("Cancel")
    assert "Rumours" in admin.texts(1)  # back on its card


async def test_a_code_that_was_used_once_is_refused(admin, second):
    await opens(admin, "Add a category")
    await admin.says("Fraud!")
    admin.sees("category-bad-code", most=20)
    await admin.says("fraud")
    admin.sees("category-code-taken", code="fraud")
