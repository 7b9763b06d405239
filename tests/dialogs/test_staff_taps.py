"""What an act of staff costs, counted: buttons pressed, messages sent, characters typed."""

from domain.network.people import Role
from tests.support.by_hand import submit, to_review
from tests.support.counting import Acts, counting


async def filed(world, *hosts):
    """One report for each of these hosts, all by different people."""
    for host in hosts:
        person = world.person("Citizen")
        await to_review(person, f"https://{host}/x", words="they took my money")
        await submit(person)


async def test_a_clear_case_is_accepted_in_one_tap(world):
    wu = await world.staff("Wu", Role.MODERATOR)
    await filed(world, "first.com")
    with counting(wu) as did:
        await wu.taps("Accept")
    assert wu.words("staff-status-accepted") in wu.texts(1)
    assert did == Acts(taps=1)


async def test_the_next_case_is_one_tap(world):
    wu = await world.staff("Wu", Role.MODERATOR)
    await filed(world, "first.com", "second.com")
    await wu.says("/queue")
    await wu.taps("0001")
    with counting(wu) as did:
        await wu.taps("Next case")
    assert "second[.]com" in wu.last["text"]
    assert did == Acts(taps=1)
