"""Nothing on a reporter's screen is found again on the screen of staff: the alias is no code."""

import re

from tests.dialogs.reporting.test_talk import alias, opens, two

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def pairs(word):
    """Every two neighbouring letters."""
    return {word[at : at + 2].upper() for at in range(len(word) - 1)}


async def test_the_code_on_the_reporters_screen_finds_nothing_on_the_screen_of_staff(
    world, citizen, moderator
):
    other = world.person("Mei")
    case = await two(world, citizen, other)
    await opens(moderator, case)
    for report, person in enumerate((citizen, other), 1):
        [code] = set(CODE.findall(person.texts()))
        name = await alias(world, report)
        assert f"Reporter {name}" in moderator.texts()
        assert pairs(name) & pairs(code) == set()
        seen = moderator.texts() + " ".join(await moderator.card_labels())
        for part in code.split("-"):
            assert part not in seen


async def test_two_reporters_of_a_case_have_two_aliases(world, citizen):
    other = world.person("Mei")
    await two(world, citizen, other)
    assert await alias(world, 1) != await alias(world, 2)
