"""What must not be changed about a rule, and by which key it is known."""

import pytest
from msgspec.structs import replace

from domain.categories import rule_changes, subjects
from domain.taxonomy import Rule, Taxonomy
from tests.support.shipped import PROFILE

FRAUD = PROFILE.taxonomy.rule("criminal-266")


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (replace(FRAUD, about={"zh-Hans": "骗", "en": "deceit"}), ""),
        (replace(FRAUD, article={}), ""),
        (replace(FRAUD, about={"en": "deceit"}), "category-names-missing"),
        (replace(FRAUD, article={"en": "Article 1"}), "category-names-missing"),
        (replace(FRAUD, bottom_line="virtue"), "category-rules-gone"),
        (replace(FRAUD, retired=True), ""),
    ],
)
def test_a_change_is_refused_for_the_reason_that_is_named(new, why):
    assert rule_changes.problem(PROFILE, new) == why


def test_a_category_is_not_left_without_a_rule():
    rumour = replace(PROFILE.taxonomy.find("rumour"), rules=("ecology-6-8",))
    profile = replace(PROFILE, taxonomy=PROFILE.taxonomy.with_category(rumour))
    only = replace(profile.taxonomy.rule("ecology-6-8"), retired=True)
    assert rule_changes.problem(profile, only) == "rule-last"
    retired = profile.taxonomy.with_category(replace(rumour, retired=True))
    rest = replace(profile, taxonomy=retired)
    below = [each.code for each in retired.categories if each.parent == "rumour"]
    assert below  # those below it have rules of their own
    assert rule_changes.problem(rest, only) in {"", "rule-last"}


def test_a_retired_rule_is_offered_no_more_but_still_named():
    gone = PROFILE.taxonomy.with_rule(replace(FRAUD, retired=True))
    assert FRAUD.code in PROFILE.taxonomy.rules_for("fraud")
    assert FRAUD.code not in gone.rules_for("fraud")
    assert gone.rule(FRAUD.code).cited("en") == FRAUD.cited("en")
    assert Taxonomy.from_document(gone.to_document()) == gone


def test_rules_and_categories_are_known_by_keys_that_never_meet():
    taxonomy = PROFILE.taxonomy
    everything = (*taxonomy.categories, *taxonomy.rules)
    keys = [subjects.key_of(each) for each in everything]
    assert len(set(keys)) == len(everything)
    assert [subjects.find(taxonomy, key) for key in keys] == list(everything)
    assert subjects.find(taxonomy, "rule.nowhere") is subjects.find(taxonomy, "nowhere") is None


def test_a_rule_is_stored_as_it_was():
    assert Rule(**FRAUD.to_document()) == FRAUD
    assert subjects.verb(None, FRAUD) == "rule_add"
    assert subjects.verb(FRAUD, replace(FRAUD, retired=True)) == "rule_retire"
    assert subjects.changes(FRAUD, replace(FRAUD, crime=False)) == {"crime": ("yes", "no")}
