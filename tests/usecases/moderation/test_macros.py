"""Which macros may be used on a case is found out once, however many macros there are."""

import pytest

from domain.case import Outcome
from domain.network.people import Verb
from domain.template import Template, TextKind
from storage.cases import cases, templates
from tests.support.life import MODERATOR, Life
from tests.support.statements import heard
from usecases.cases.decided_before import DECIDABLE
from usecases.moderation import macros


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    await life.files()
    return life


async def adds(life, results):
    def add(tx):
        for number, (verb, result) in enumerate(results):
            template = Template(
                id=0,
                unit="changsha",
                verb=verb,
                locale="en",
                title=f"Macro {number} {result}",
                body="",
                written_at=1,
                kind=TextKind.MACRO,
                result=result,
            )
            templates.add(tx, template, by="x")

    await life.db.run(add)


async def look(life):
    """The titles of the usable macros, and how many statements that took."""

    def of_case(req):
        with heard(req.tx) as (_, said):
            found = macros.of_case(req, cases.get(req.tx, 1))
        return [each.result for each in found], len(said)

    return await life.does(MODERATOR, of_case)


async def test_a_card_asks_once_for_all_macros(life):
    assert (await life.db.run(cases.get, 1)).status in DECIDABLE
    grounds = [(Verb.REFUSE, "no_rule_broken")]
    outcomes = [(Verb.DECIDE, outcome.value) for outcome in Outcome]
    await adds(life, [*grounds, *outcomes])
    usable, few = await look(life)
    await adds(life, [*grounds, *outcomes] * 9)
    many_usable, many = await look(life)
    assert many == few
    assert many_usable.count("no_rule_broken") == 10
    assert sorted(many_usable) == sorted(usable * 10)
    assert "removed" not in usable  # nothing proves it in this case
    assert few <= 9  # of the case, the macros, and what each kind of result depends on
