"""A page is asked for once in two cases; what was seen before the second one proves nothing."""

import pytest

from conversation.form import Given
from domain.removals import rules
from domain.removals.removal import Answer, Ask, Check, State
from storage.cases import cases
from storage.removals import removals
from tests.storage.removals.test_removals import asked
from tests.support.life import CITIZEN, STRANGER, Life
from usecases.cases import removal_proofs
from usecases.session import by_system

PAGE, OTHER = "https://example.org/shop", "https://example.org/else"
DAY = 24 * 3600


@pytest.fixture
async def life(db, profile):
    return Life(db, profile)


async def two_cases(life, again=PAGE):
    """A page, and the report of it (or of another page) a day later, as their cases."""
    found = []
    for who, link in ((CITIZEN, PAGE), (STRANGER, again)):
        filed = await life.files(who, link=Given(text=link))
        found.append(await life.db.run(cases.get, filed.report.case_id))
        life.at += DAY
    return found


async def provable(life, case):
    found = await life.db.run(by_system, life.conditions, removal_proofs.of_case, case)
    return {outcome.value for outcome in rules.provable(found)}


def seen_gone(case, at, **changes):
    done = {"what": Ask.REMOVE, "days": None, "state": State.SETTLED, "check": Check.GONE}
    return asked(case, addresses=(PAGE,), **{**done, "checked_at": at, **changes})


async def test_what_was_seen_gone_since_the_report_proves_it_too(life):
    first, second = await two_cases(life)
    assert "removed" not in await provable(life, second)
    await life.db.run(removals.add, seen_gone(first, life.at))
    assert "removed" in await provable(life, second)
    gone = await life.db.run(by_system, life.conditions, removal_proofs.gone_elsewhere, second)
    assert gone == life.at


async def test_what_was_seen_before_it_was_reported_again_proves_nothing(life):
    first, second = await two_cases(life)
    await life.db.run(removals.add, seen_gone(first, second.opened_at - 1))
    assert "removed" not in await provable(life, second)


async def test_another_page_proves_nothing(life):
    first, second = await two_cases(life, again=OTHER)
    await life.db.run(removals.add, seen_gone(first, life.at))
    assert "removed" not in await provable(life, second)


async def test_a_refusal_since_then_counts_as_well(life):
    first, second = await two_cases(life)
    refused = {"state": State.STUCK, "check": None, "checked_at": None, "answer": Answer.REFUSED}
    await life.db.run(removals.add, seen_gone(first, None, answered_at=life.at, **refused))
    assert "provider_refused" in await provable(life, second)
    assert "removed" not in await provable(life, second)
