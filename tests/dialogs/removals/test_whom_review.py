"""Before a request is sent, its author reads which addresses the asked site is not known to run."""

from tests.dialogs.removals.test_story import RULE, begins, cast, files_page

__all__ = ["cast"]


async def reviews(moderator, case, whom, targets=None):
    """The review of a request to this addressee; `targets`: numbers, all without."""
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Ask for measures")
    await moderator.says(whom)
    await moderator.taps("Remove it")
    if targets is None:
        await moderator.taps("All of them")
    else:
        await moderator.says(targets)
    await moderator.taps(RULE)
    await moderator.says("It copies the page of a bank.")
    assert "Send" in moderator.labels()
    return moderator.texts(1)


async def test_the_review_warns_of_addresses_that_the_asked_site_is_not_known_to_run(
    world, citizen, cast
):
    moderator = cast["moderator"]
    case = await files_page(
        world, citizen, "https://www.rednet.cn/fake https://shop.example/1 https://shop.example/2"
    )
    await begins(moderator)

    def warning(name, hosts):
        return moderator.words("removal-hosts-unknown", name=name, hosts=hosts)

    mixed = await reviews(moderator, case, "rednet")
    assert warning("Rednet", "shop[.]example") in mixed
    await moderator.taps("Cancel")
    sign = warning("", "")[:2]
    own = await reviews(moderator, case, "rednet", "1")
    assert sign not in own
    await moderator.taps("Cancel")
    city = await reviews(moderator, case, "changsha")
    assert sign not in city  # an office answers for more than its own hosts
    await moderator.taps("Cancel")
    outside = await reviews(moderator, case, "weibo")
    assert warning("Weibo", "www[.]rednet[.]cn, shop[.]example") in outside
