"""What must not be changed about a category, and what a change is stored as."""

import pytest
from msgspec.structs import replace

from domain.categories import category_changes
from domain.categories.category_changes import changes, problem, problems
from domain.network.units import Level
from domain.taxonomy import CHILD_ABUSE, FilePolicy, Taxonomy
from tests.support.shipped import PROFILE


def of(which, /, **values):
    return replace(PROFILE.taxonomy.find(which), **values)


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (of("rumour", names={"zh-Hans": "传言", "en": "Hearsay"}), ""),
        (of("rumour", retired=True), ""),
        (of("rumour", names={"en": "Hearsay"}), "category-names-missing"),
        (of("rumour", names={"zh-Hans": "诈骗类", "en": "Hearsay"}), "category-name-taken"),
        (of("rumour", rules=()), "category-no-rules"),
        (of("rumour", rules=("criminal-999",)), "category-rules-gone"),
        (of("rumour", bottom_lines=("virtue",)), "category-rules-gone"),
        (of("rumour", files=FilePolicy.NONE), "category-hotline-needed"),
        (of("rumour", clocks={"close_days": 11}), "category-clocks-unfit"),
        (of("phishing", parent="nowhere"), "category-parent-unfit"),
        (of("phishing", parent="loans"), "category-parent-unfit"),
        (of(CHILD_ABUSE, names={"zh-Hans": "儿童", "en": "Children"}), ""),
        (of(CHILD_ABUSE, closed=False), "category-protected"),
        (of(CHILD_ABUSE, files=FilePolicy.ALLOWED), "category-protected"),
        (of(CHILD_ABUSE, minimum=Level.CITY), "category-protected"),
        (of(CHILD_ABUSE, retired=True), "category-protected"),
        (of("sexual", retired=True), "category-protected"),
        (of("obscene", retired=True), ""),
    ],
)
def test_a_change_is_refused_for_the_reason_that_is_named(new, why):
    assert problem(PROFILE, new) == why


def test_all_reasons_are_named_each_once():
    new = of("rumour", names={"en": "Fraud"}, rules=("criminal-999",), bottom_lines=("virtue",))
    assert list(problems(PROFILE, new)) == [
        "category-names-missing",
        "category-name-taken",
        "category-rules-gone",
    ]
    assert list(problems(PROFILE, of("rumour"))) == []


def test_the_last_category_stays():
    taxonomy = PROFILE.taxonomy
    alone = tuple(
        replace(each, retired=each.parent is None and each.code != "fraud")
        for each in taxonomy.categories
    )
    profile = replace(PROFILE, taxonomy=replace(taxonomy, categories=alone))
    assert problem(profile, of("fraud", retired=True)) == "category-last"


def test_a_category_below_a_retired_one_cannot_come_back_alone():
    taxonomy = PROFILE.taxonomy
    gone = tuple(
        replace(each, retired=each.code in {"fraud", "loans"}) for each in taxonomy.categories
    )
    profile = replace(PROFILE, taxonomy=replace(taxonomy, categories=gone))
    assert problem(profile, of("loans", retired=False)) == "category-parent-unfit"


def test_a_new_closed_one_must_have_the_whole_protection():
    made = of("obscene", code="new_one", names={"zh-Hans": "新", "en": "New"}, closed=True)
    assert problem(PROFILE, made) == "category-protected"
    assert problem(PROFILE, replace(made, files=FilePolicy.NONE, hotline="12377")) == ""


def test_changes_are_told_field_by_field_and_of_a_new_one_all():
    old = of("rumour")
    assert changes(old, replace(old, clocks={"close_days": 2}, retired=True)) == {
        "clock": ("close_days=3", "close_days=2"),
        "retired": ("no", "yes"),
    }
    assert changes(None, old)["names"] == ("", "谣言类 / Rumours")
    assert set(changes(None, old)) <= set(category_changes.PUBLISHED)


def test_a_changed_category_stays_at_its_place_and_a_new_one_comes_last():
    taxonomy = PROFILE.taxonomy
    changed = taxonomy.with_category(of("fraud", retention_days=7))
    assert [each.code for each in changed.categories] == [e.code for e in taxonomy.categories]
    assert changed.find("fraud").retention_days == 7
    added = taxonomy.with_category(of("fraud", code="newest"))
    assert added.categories[-1].code == "newest"
    assert Taxonomy.from_document(added.to_document()) == added


def test_an_import_retires_what_its_files_lack_but_not_what_an_admin_has_added():
    before = PROFILE.taxonomy.with_category(of("rumour", code="games", own=True))
    before = before.with_category(of("rumour", code="former"))
    now = PROFILE.taxonomy.keeping(before)
    assert not now.find("games").retired
    assert now.find("former").retired
    gone = PROFILE.taxonomy.keeping(
        before.with_category(of("rumour", code="games", own=True, retired=True))
    )
    assert gone.find("games").retired
