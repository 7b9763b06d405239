"""A profile that is imported over another: what it leaves out stays known for old cases."""

from msgspec.structs import replace

from domain.taxonomy import Taxonomy
from storage.network import units
from tests.support.life import NOON
from usecases.core import profile as core_profile


def without(taxonomy, category, rule):
    """The taxonomy with one category, its sub-categories and one rule taken out."""
    kept = (each for each in taxonomy.categories if category not in {each.code, each.parent})
    rules = (each for each in taxonomy.rules if each.code != rule)
    return Taxonomy(
        categories=tuple(
            replace(each, rules=tuple(code for code in each.rules if code != rule)) for each in kept
        ),
        rules=tuple(rules),
        bottom_lines=taxonomy.bottom_lines,
    )


async def installed(db, profile):
    await db.run(core_profile.install_profile, profile, NOON)
    return (await db.read(units.load)).taxonomy


async def test_what_an_imported_profile_leaves_out_is_kept_retired_until_it_is_back(db, profile):
    smaller = without(profile.taxonomy, "gambling", "criminal-303")

    found = await installed(db, replace(profile, taxonomy=smaller))
    assert "gambling" not in found.top
    assert found.under("gambling") == ()
    assert found.of("gambling", "casino").name("en") == "Online casinos and card games for money"
    assert found.rule("criminal-303").cited("en") == "Criminal Law, Article 303"
    assert found.may_cite("criminal-303", "gambling")

    again = await installed(db, replace(profile, taxonomy=smaller))
    assert again == found

    back = await installed(db, profile)
    assert back == profile.taxonomy
