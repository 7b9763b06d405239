"""What running a use case for somebody returns."""

from msgspec.structs import replace

from domain.network.people import Caller
from usecases import session
from usecases.core.outcomes import ChangedNetwork, Idle
from usecases.core.request import Conditions

NOW = 1_795_579_200
SOMEBODY = Caller(account=11, locale="en")


async def acted(db, profile, use_case):
    conditions = Conditions(profile=profile, now=NOW)
    return await db.run(session.acting, SOMEBODY, None, conditions, use_case)


async def test_whoever_changes_the_network_returns_the_new_profile(sqlite_db, profile):
    new = replace(profile, emergency="119")
    found = await acted(sqlite_db, profile, lambda _req: ChangedNetwork(profile=new))
    assert found.profile == new
    assert found.outcome == ChangedNetwork(profile=new)


async def test_whoever_changes_nothing_of_it_returns_no_profile(sqlite_db, profile):
    assert (await acted(sqlite_db, profile, lambda _req: Idle())).profile is None
    assert (await acted(sqlite_db, profile, lambda _req: ChangedNetwork())).profile is None
    assert (await acted(sqlite_db, profile, session.greet)).profile is None
