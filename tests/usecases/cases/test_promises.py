"""Until when contents are kept is fixed when it is told; no profile of later days changes it."""

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from conversation.form import Given
from domain import clockwork
from domain.network.people import Verb
from domain.status import Status
from storage.cases import cases
from storage.engine import counters
from storage.engine.tables import cases as case_rows
from storage.engine.tables import outbox as notices
from storage.files.blobs import Files
from storage.queues import outbox
from tests.support.life import CITIZEN, LEAD, MODERATOR, NOON, Life
from tests.usecases.moderation.test_casework import closed
from tests.usecases.operations.test_retention import refused
from usecases.core import profile as core_profile
from usecases.dialogs import dialogs
from usecases.evidence import fetching
from usecases.moderation import casework
from usecases.operations import scheduled
from usecases.reporting import forms
from usecases.session import by_system

DAY = 24 * 3600
FRAUD, LONGEST = 1095, 1095


@pytest.fixture
async def life(db, profile, tmp_path):
    life = Life(db, profile)
    life.store = Files(f"file:{tmp_path}/evidence")
    await life.cast()
    return life


def without(profile, code):
    """The profile with a category, and all below it, taken out."""
    kept = [each for each in profile.taxonomy.categories if code not in {each.code, each.parent}]
    return replace(profile, taxonomy=replace(profile.taxonomy, categories=tuple(kept)))


def kept_for(profile, days):
    """The profile with other days for every category."""
    changed = tuple(replace(each, retention_days=days) for each in profile.taxonomy.categories)
    return replace(profile, taxonomy=replace(profile.taxonomy, categories=changed))


async def imports(life, profile):
    """`jubao profile import`, and the bot with it."""
    await life.db.run(core_profile.install_profile, profile, life.at)
    life.profile = profile


async def appeals(life, filed):
    await life.does(CITIZEN, forms.begin_on_report, filed.report.id, "appeal")
    await life.does(CITIZEN, dialogs.answer, Given(text="please look again"))


async def case_of(life, filed):
    return await life.db.read(cases.get, filed.report.case_id)


async def days_on(life, days):
    life.at += days * DAY
    for _ in range(3):
        await life.db.run(by_system, life.conditions, scheduled.sweep)


def told(tx, kind):
    """The days that reporters were told in notices of this kind."""
    rows = tx.execute(select(notices.c.dedupe, notices.c.sealed).where(notices.c.kind == kind))
    return [
        tx.cipher.open_json(row.sealed, outbox.sealed_at(row.dedupe)).get("kept_until")
        for row in rows
    ]


async def as_in_the_first_release(life, **values):
    """Rows as they were while no day was stored at the end of a case."""

    def forget(tx):
        tx.execute(update(case_rows).values(**{"retain_until": None, **values}))
        counters.put(tx, core_profile.PROMISED, 0)

    await life.db.run(forget)


async def test_a_category_taken_out_of_the_profile_changes_nothing_about_what_was_promised(life):
    filed = await refused(life, 0)
    promised = NOON + FRAUD * DAY
    assert await life.db.read(told, "not_accepted") == [promised]
    assert (await case_of(life, filed)).retain_until == promised

    await imports(life, without(life.profile, "fraud"))
    await days_on(life, 400)
    found = await case_of(life, filed)
    assert (found.status, found.retain_until) == (Status.ARCHIVED, promised)
    assert await life.db.run(fetching.files_dropped) == {}

    await days_on(life, FRAUD - 400 - 1)
    assert (await case_of(life, filed)).status is Status.ARCHIVED
    await days_on(life, 1)
    assert (await case_of(life, filed)).status is Status.PURGED


async def test_fewer_days_in_a_new_profile_are_for_what_ends_under_it(life):
    before = await refused(life, 0)
    await imports(life, kept_for(life.profile, 30))
    after = await refused(life, 1)
    await days_on(life, 200)
    assert (await case_of(life, before)).status is Status.ARCHIVED
    assert (await case_of(life, after)).status is Status.PURGED


async def test_an_appeal_and_a_second_end_never_keep_less_long_than_was_told_first(life):
    filed = await refused(life, 0)
    promised = (await case_of(life, filed)).retain_until
    await imports(life, kept_for(life.profile, 30))
    life.at += DAY

    await appeals(life, filed)
    await days_on(life, 2)
    assert (await case_of(life, filed)).retain_until == promised

    card = await life.does(LEAD, casework.card, filed.report.case_id)
    await life.moves(LEAD, card, Verb.DISMISS, feedback="the decision stands")
    ended = await case_of(life, filed)
    assert (ended.status, ended.retain_until) == (Status.CLOSED, promised)
    assert await life.db.read(told, "appeal_result") == [promised]


async def test_a_second_end_keeps_longer_where_that_is_longer(life):
    filed = await refused(life, 0)
    life.at += 3 * DAY
    await appeals(life, filed)
    card = await life.does(LEAD, casework.card, filed.report.case_id)
    await life.moves(LEAD, card, Verb.DISMISS, feedback="the decision stands")
    ended = await case_of(life, filed)
    assert ended.retain_until == NOON + (3 + FRAUD) * DAY
    assert await life.db.read(told, "appeal_result") == [ended.retain_until]


@pytest.mark.parametrize(
    ("category", "days"), [("fraud", FRAUD), ("vulgar", 365), ("no-such-one", LONGEST)]
)
async def test_what_ended_under_the_first_release_is_fixed_at_the_first_start(life, category, days):
    filed = await refused(life, 0)
    await as_in_the_first_release(life, category=category, subcategory="")
    await life.db.run(core_profile.fix_promises, life.profile)
    assert (await case_of(life, filed)).retain_until == NOON + days * DAY

    await life.db.run(core_profile.fix_promises, kept_for(life.profile, 9999))
    assert (await case_of(life, filed)).retain_until == NOON + days * DAY


async def test_a_profile_that_is_imported_before_the_first_start_comes_after_the_promises(life):
    filed = await refused(life, 0)
    await as_in_the_first_release(life)
    await imports(life, without(life.profile, "fraud"))
    assert (await case_of(life, filed)).retain_until == NOON + FRAUD * DAY


async def test_the_year_that_an_unknown_category_was_archived_with_becomes_the_longest_time(life):
    filed = await refused(life, 0)
    await as_in_the_first_release(
        life, category="no-such-one", status=Status.ARCHIVED, retain_until=NOON + 365 * DAY
    )
    await life.db.run(core_profile.fix_promises, life.profile)
    assert (await case_of(life, filed)).retain_until == NOON + LONGEST * DAY


async def test_what_is_archived_under_a_known_category_keeps_its_day(life):
    filed = await refused(life, 0)
    await as_in_the_first_release(life, status=Status.ARCHIVED, retain_until=NOON + 9 * DAY)
    await life.db.run(core_profile.fix_promises, life.profile)
    assert (await case_of(life, filed)).retain_until == NOON + 9 * DAY


async def test_every_end_tells_the_day_that_is_stored_with_it(life):
    taken_back = await life.files()
    await life.does(CITIZEN, forms.begin_on_report, taken_back.report.id, "withdrawal")
    await life.does(CITIZEN, dialogs.answer, Given(choice="yes"))
    decided, _ = await closed(life)
    for kind, filed in (("withdrawn", taken_back), ("closed", decided)):
        stored = (await case_of(life, filed)).retain_until
        assert stored == life.at + FRAUD * DAY
        assert await life.db.read(told, kind) == [stored]


async def test_a_question_may_be_answered_until_the_day_that_was_told(life):
    filed = await life.files()
    card = await life.does(MODERATOR, casework.card, filed.report.case_id)
    await life.moves(MODERATOR, card, Verb.ASK, question="Which account?")
    found = await case_of(life, filed)
    told_until = found.answer_until
    assert told_until is not None
    shorter = replace(life.profile, clocks=life.profile.clocks.adjusted({"needs_info_days": 8}))

    await imports(life, shorter)
    life.at += 9 * DAY

    found = await case_of(life, filed)
    assert clockwork.answer_until(life.profile, found, found.paused_at) == told_until
