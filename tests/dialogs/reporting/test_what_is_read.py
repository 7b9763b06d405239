"""What people write as they write it: read on the real bot, told to them, and kept whole."""

from msgspec.structs import replace

from domain.link_identity import LinkIdentity, SiteRule
from storage.reporting import targets

UNTIL_REVIEW = ("Fraud", "Fake bank", "Skip", "Skip", "Changsha", "Stay anonymous")


async def filed(person, *typed):
    """Report with these messages as the answer to the first question."""
    await person.says("/report")
    for each in typed:
        await person.says(each)
    for button in UNTIL_REVIEW:
        await person.taps(button)
    await person.taps("good faith")
    await person.taps("Submit report")


async def test_addresses_are_read_by_the_rules_of_the_deployment(citizen, world):
    services = world.jubao.services
    rule = SiteRule(hosts=("a-one.com",), keep=("id",))
    services.profile = replace(services.profile, link_identity=LinkIdentity(sites=(rule,)))
    sent = "https://a-one.com/p?id=1&who=lin"
    await filed(citizen, sent)
    [target] = await world.db.run(targets.of_report, 1)
    assert (target.raw, target.normalised) == (sent, "https://a-one.com/p?id=1")
