import json

import pytest
from msgspec.structs import replace

from domain.network.units import Level
from domain.taxonomy import CHILD_ABUSE, BottomLine, Category, FilePolicy, Rule, Taxonomy


def category(code, parent=None, *rules, **more):
    names = {"zh-Hans": f"{code}类", "en": code}
    return Category(code=code, parent=parent, names=names, rules=rules, **more)


def rule(code, **more):
    return Rule(
        code=code,
        **more,
        law={"zh-Hans": "《中华人民共和国刑法》", "en": "Criminal Law"},
        article={"zh-Hans": "第二百六十六条", "en": "Article 266"},
        about={"zh-Hans": "诈骗", "en": "fraud"},
    )


TAXONOMY = Taxonomy(
    categories=(
        category("fraud", None, "r1", "r2", minimum=Level.CITY, clocks={"close_days": 3}),
        category("phishing", "fraud", "r2", "r3"),
        category("sexual", None, "r1"),
        category("obscene", "sexual"),
        category(CHILD_ABUSE, "sexual", "r3", files=FilePolicy.NONE, closed=True, hotline="12377"),
        category("old", None, "r1", retired=True),
        category("old_sub", "fraud", retired=True),
    ),
    rules=(rule("r1"), rule("r2"), rule("r3")),
    bottom_lines=(BottomLine(code="laws", names={"en": "Laws"}),),
)


def test_buttons_come_in_order_without_what_is_retired():
    assert TAXONOMY.top == ("fraud", "sexual")
    assert TAXONOMY.under("fraud") == ("phishing",)
    assert TAXONOMY.under("sexual") == ("obscene", CHILD_ABUSE)
    assert TAXONOMY.under("unheard_of") == TAXONOMY.under("") == ()


def test_old_cases_still_find_a_retired_category():
    assert TAXONOMY.find("old").name("en") == "old"
    assert TAXONOMY.find("unheard_of") is None


def test_the_narrower_category_counts_if_it_belongs_to_the_wider():
    assert TAXONOMY.of("fraud", "phishing").code == "phishing"
    assert TAXONOMY.of("fraud", "obscene").code == "fraud"
    assert TAXONOMY.of("fraud").code == "fraud"
    assert TAXONOMY.of("unheard_of", "phishing") is None


def test_the_narrower_category_s_rules_come_first_and_none_twice():
    assert TAXONOMY.rules_for("fraud") == ("r1", "r2")
    assert TAXONOMY.rules_for("fraud", "phishing") == ("r2", "r3", "r1")
    assert TAXONOMY.rules_for("") == ()


def test_crimes_come_after_all_other_rules_the_parent_s_included():
    taxonomy = Taxonomy(
        categories=(category("fraud", None, "c1", "r1"), category("phishing", "fraud", "c2", "r2")),
        rules=(rule("r1"), rule("r2"), rule("c1", crime=True), rule("c2", crime=True)),
    )
    assert taxonomy.rules_for("fraud", "phishing") == ("r2", "r1", "c2", "c1")


def test_what_a_new_profile_leaves_out_stays_known_but_cannot_be_chosen():
    newer = Taxonomy(
        categories=(category("fraud", None, "r1"), category("phishing", "fraud", "r1")),
        rules=(rule("r1"),),
    )
    kept = newer.keeping(TAXONOMY)
    assert kept.top == ("fraud",)
    assert kept.under("fraud") == ("phishing",)
    assert kept.of("sexual", "obscene").name("en") == "obscene"
    assert kept.find("sexual").retired
    assert kept.rule("r3").code == "r3"
    assert kept.find("phishing").rules == ("r1",)
    assert TAXONOMY.keeping(kept) == TAXONOMY


def test_a_decision_cites_only_rules_of_its_category():
    assert TAXONOMY.may_cite("r3", "fraud", "phishing")
    assert not TAXONOMY.may_cite("r3", "fraud")
    assert not TAXONOMY.may_cite("r9", "fraud")
    assert TAXONOMY.rule("r1").code == "r1"
    assert TAXONOMY.rule("r9") is None


def test_a_rule_is_cited_as_each_language_does():
    assert rule("x").cited("zh-Hans") == "《中华人民共和国刑法》第二百六十六条"
    assert rule("x").cited("en") == "Criminal Law, Article 266"
    whole = replace(rule("x"), article={})
    assert whole.cited("zh-Hans") == "《中华人民共和国刑法》"
    assert rule("x").cited("fr") == "《中华人民共和国刑法》第二百六十六条"


@pytest.mark.parametrize(
    ("chosen", "files"),
    [
        (("fraud",), True),
        (("fraud", "phishing"), True),
        (("sexual",), True),
        (("sexual", "obscene"), True),
        (("sexual", CHILD_ABUSE), False),
        ((CHILD_ABUSE,), False),
        (("fraud", CHILD_ABUSE), False),
        (("",), False),
        (("unheard_of", ""), False),
    ],
)
def test_files_are_taken_only_where_the_category_is_known_to_allow_them(chosen, files):
    assert TAXONOMY.files_allowed(*chosen) is files


def test_child_abuse_stays_closed_whatever_the_data_say():
    careless = Taxonomy(categories=(category("sexual"), category(CHILD_ABUSE, "sexual")), rules=())
    assert careless.is_closed("sexual", CHILD_ABUSE)
    assert not careless.files_allowed("sexual", CHILD_ABUSE)
    assert not careless.is_closed("sexual")


def test_the_minimum_level_is_the_category_s():
    assert TAXONOMY.minimum("fraud") is Level.CITY
    assert TAXONOMY.minimum("sexual") is TAXONOMY.minimum("unheard_of") is Level.SITE


def test_a_taxonomy_survives_json():
    written = json.dumps(TAXONOMY.to_document(), ensure_ascii=False)
    assert Taxonomy.from_document(json.loads(written)) == TAXONOMY


def test_a_rule_serves_its_own_line_else_the_first_of_its_category():
    lines = tuple(BottomLine(code=code, names={"en": code}) for code in ("laws", "rights"))
    taxonomy = replace(
        TAXONOMY,
        rules=(rule("r1"), rule("r2", bottom_line="rights"), rule("r3")),
        categories=(category("fraud", None, "r1", "r2", bottom_lines=("laws", "rights")),),
        bottom_lines=lines,
    )
    assert [taxonomy.line_of(code) for code in ("r1", "r2")] == ["laws", "rights"]
    assert taxonomy.line_of("r3") == taxonomy.line_of("unheard_of") == ""
    assert taxonomy.bottom_line("rights").names == {"en": "rights"}
    assert taxonomy.bottom_line("unheard_of") is None
    assert Taxonomy.from_document(taxonomy.to_document()) == taxonomy


PRESETS = replace(
    TAXONOMY,
    categories=(*TAXONOMY.categories, category("rumour", None, "c1", "r3"), category("bare")),
    rules=(*TAXONOMY.rules, rule("c1", crime=True)),
)


@pytest.mark.parametrize(
    ("kind", "preset"),
    [
        (("fraud", "phishing"), "r2"),  # the sub-category's own comes first
        (("sexual", "obscene"), "r1"),  # it has none: its category's
        (("fraud", ""), ""),  # not known closely enough: somebody chooses
        (("fraud", "obscene"), ""),  # as above: the sub-category is another's
        (("rumour", ""), "r3"),  # without sub-categories; a crime is nobody's default
        (("bare", ""), ""),
        (("unheard_of", ""), ""),
    ],
)
def test_a_decision_cites_the_first_rule_of_what_is_known_closely(kind, preset):
    assert PRESETS.preset_rule(*kind) == preset
    assert not preset or PRESETS.may_cite(preset, *kind)


def test_a_crime_is_no_preset_even_where_there_is_nothing_else():
    only = replace(PRESETS, categories=(category("theft", None, "c1"),))
    assert only.rules_for("theft") == ("c1",)
    assert only.preset_rule("theft") == ""


def test_the_rules_within_a_category_are_its_own_and_those_of_all_below_it():
    assert PRESETS.rules_within("fraud") == ("r1", "r2", "r3")
    assert PRESETS.rules_within("rumour") == ("r3", "c1")
    assert PRESETS.rules_within("unheard_of") == ()
