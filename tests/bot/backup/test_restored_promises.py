"""What reporters were told after a backup, in what is restored from it.

The backup has what was promised when it was made. A later day that follows from the profile holds
again once that profile is imported; what a lost decision had told cannot be known.
"""

from domain.network.people import Verb
from storage.cases import cases
from tests.support.life import MODERATOR
from tests.usecases.cases.test_promises import imports, kept_for
from tests.usecases.cases.test_recounting import THURSDAY, day_off, runs
from usecases.moderation import casework

DAY = 24 * 3600


async def test_a_later_day_that_was_promised_after_the_backup_holds_again_after_the_import(
    source, empty, opens
):
    life, path = source.life, empty.folder / "old.tar"
    ended, running, ends = [await life.files() for _ in range(3)]
    await refuses(life, ended)
    promised = (await case(life, ended)).retain_until
    assert (await source.types("backup", str(path))).code == 0
    of_then = life.profile

    later = kept_for(day_off(of_then, THURSDAY), 2000)
    await imports(life, later)
    await runs(life)
    told = (await case(life, running)).due_at
    await refuses(life, ends)
    told_after = (await case(life, ends)).retain_until
    assert told_after == life.at + 2000 * DAY

    ran = await empty.types("restore", str(path))

    assert ran.code == 0, ran
    life.db, life.profile = await opens(empty.url), of_then
    assert (await case(life, running)).due_at < told  # so the bot must not run yet
    await imports(life, later)
    await runs(life)
    assert (await case(life, running)).due_at == told
    assert (await case(life, ended)).retain_until == promised
    life.at += DAY
    await refuses(life, ends)  # its decision was lost with all that came after the backup
    assert (await case(life, ends)).retain_until == told_after + DAY

    await imports(life, kept_for(of_then, 30))  # nor does a profile of another day shorten it
    await runs(life)
    assert (await case(life, running)).due_at == told
    assert (await case(life, ended)).retain_until == promised
    assert (await case(life, ends)).retain_until == told_after + DAY


async def case(life, filed):
    return await life.db.read(cases.get, filed.report.case_id)


async def refuses(life, filed):
    """End a case at once."""
    card = await life.does(MODERATOR, casework.card, filed.report.case_id)
    await life.moves(MODERATOR, card, Verb.REFUSE, ground="no_rule_broken", words="it is lawful")
