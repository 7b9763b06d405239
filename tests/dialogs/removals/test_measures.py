"""Removal requests as people use them: asking, answering, reminding, looking, and who may not."""

import pytest

from conversation.form import Given
from domain.case import Outcome
from domain.network.people import Role
from domain.removals.removal import Addressed, Answer, Ask, Check, State
from domain.status import Status
from handlers.removals.callbacks import (
    AnswerRemoval,
    GetLetter,
    IsBack,
    LookedAt,
    OrderRemoval,
    SeeRemoval,
)
from storage.cases import cases, joins
from storage.reporting import reporter_links
from tests.dialogs.moderation.test_casework import with_files
from tests.dialogs.removals.test_story import (
    DAY,
    HOUR,
    RULE,
    asks,
    begins,
    cast,
    files_page,
    later,
    removal,
)
from tests.support.decisions import writes
from tests.support.life import Life

__all__ = ["cast"]


async def asked(world, citizen, cast, **form):
    """The province has asked the site; the case as it is then."""
    case = await files_page(world, citizen)
    await begins(cast["moderator"])
    await asks(cast["moderator"], **form)
    return case


async def now(world, case):
    return await world.db.run(cases.get, case.id)


async def decides(world, moderator, lead, case, outcome, *, rule=True):
    """Decide and confirm."""
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Decide")
    await moderator.taps(outcome)
    cited = RULE if rule else None
    await writes(
        moderator, rule=cited, facts="These are the facts.", words="These are the reasons."
    )
    await lead.says(f"/case {case.number}")
    await lead.taps("Confirm and send")
    return await now(world, case)


async def test_somebody_is_told_by_phone_and_the_answer_is_entered(world, citizen, cast):
    moderator = cast["moderator"]
    case = await files_page(world, citizen, "https://shop.example/fake")
    await begins(moderator)
    await moderator.taps_on_card("Ask for measures")
    await moderator.taps("Told by phone")
    moderator.sees("measures-told-ask")
    await moderator.says("Ms Hu of the host, 0731-1234567")
    await moderator.taps("Remove it")
    await moderator.taps(RULE)
    await moderator.says("It copies the page of a bank.")
    assert "Ms Hu of the host" in moderator.texts(1)  # what is asked, before it is sent
    await moderator.taps("Send")

    found = await removal(world)
    assert (found.kind, found.to, found.what) == (Addressed.PHONE, "", Ask.REMOVE)
    assert found.told == "Ms Hu of the host, 0731-1234567"
    assert "has asked the site to remove it" in citizen.texts()
    assert "Ms Hu" not in citizen.texts()

    await moderator.taps_on_card("Request: ")
    moderator.sees("removal-which-buttons")
    await moderator.taps("Letter")
    letter = moderator.texts(2)
    assert "To: Ms Hu of the host, 0731-1234567" in letter
    assert "hxxps://shop[.]example/fake" in letter
    assert "It copies the page of a bank." in letter
    assert "致：" in letter  # in both languages
    [sent] = [each["document"] for each in moderator.chat if "document" in each]
    assert sent["file_name"] == "xarf.json"
    await moderator.taps("Done")
    moderator.sees("removal-note-done")
    closed = await decides(world, moderator, cast["lead"], case, "Removed")
    assert (closed.status, closed.outcome) == (Status.CLOSED, Outcome.REMOVED)


async def test_a_unit_is_typed_some_addresses_are_chosen_and_a_length_is_typed(
    world, citizen, cast
):
    moderator = cast["moderator"]
    pages = " ".join(f"https://shop.example/{number}" for number in (1, 2, 3))
    await files_page(world, citizen, pages)
    await begins(moderator)
    await moderator.taps_on_card("Ask for measures")
    await moderator.says("no such unit anywhere")
    moderator.sees("removal-whom-unknown")
    await moderator.says("rednet")
    await moderator.taps("Suspend the account")
    await moderator.says("many")
    moderator.sees("removal-days-unknown", most=365)
    await moderator.says("10")
    assert "2.\nhxxps://shop[.]example/2" in moderator.texts(1)
    await moderator.says("4")
    moderator.sees("removal-targets-unknown", count=3)
    await moderator.says("1, 3")
    await moderator.taps(RULE)
    await moderator.says("It sells nothing.")
    await moderator.taps("Send")

    found = await removal(world)
    assert (found.to, found.what, found.days) == ("rednet", Ask.SUSPEND, 10)
    assert found.addresses == ("https://shop.example/1", "https://shop.example/3")
    assert "Suspend the account for 10 days" in cast["site"].texts(1)
    assert "has asked Rednet for measures" in citizen.texts()


@pytest.mark.soak
async def test_of_two_who_answer_the_second_is_told_how_it_stands(world, citizen, cast):
    await asked(world, citizen, cast)
    site, site_lead = cast["site"], cast["site_lead"]
    first = await removal(world)
    await site.taps("Done")
    await site_lead.taps("Refused")

    site_lead.sees("removal-moved-on")
    site_lead.sees("removal-answer-done")
    assert (await removal(world)).answer is Answer.DONE
    again = AnswerRemoval(removal=first.id, answer=Answer.DONE, seen=first.version)
    await site.presses(site.last["message_id"], again.pack())  # a second press
    assert (await removal(world)).version == first.version + 1
    site.sees("removal-moved-on")


@pytest.mark.soak
async def test_a_refusal_may_become_a_yes_and_half_of_it_may_become_all(world, citizen, cast):
    await asked(world, citizen, cast)
    site = cast["site"]
    await site.taps("Refused")
    await site.says("We must ask first.")
    await site.taps("Partly")
    await site.says("One of two copies is gone.")
    assert (await removal(world)).state is State.TO_CHECK
    assert "Partly" in site.labels()  # another part may be done
    await site.taps("Done")
    assert ((await removal(world)).answer, (await removal(world)).reason) == (Answer.DONE, "")


async def test_what_a_site_is_asked_for_stands_on_its_first_screen_until_it_is_done(
    world, citizen, cast
):
    site = cast["site"]
    await site.says("/start")
    site.sees("desk-none")
    case = await asked(world, citizen, cast)
    await site.says("/start")
    site.sees("desk-to_do", count="1")
    await site.taps("📮 Asked of you (1)")
    assert f"{case.number}/1" in site.texts(1)
    await site.taps(f"{case.number}/1")
    await site.taps("Done")
    await site.says("/start")
    site.sees("desk-none")


async def test_people_of_the_site_are_reminded_then_the_unit_above_may_order(world, citizen, cast):
    case = await asked(world, citizen, cast)
    number = f"{case.number}/1"
    await later(world, 11 * HOUR)
    assert "half of the time" not in cast["site"].texts()
    await later(world, 2 * HOUR)
    cast["site"].saw("notice-removal_asked-reminded", number=number)
    assert (await removal(world)).state is State.ASKED

    await later(world, 12 * HOUR)
    found = await removal(world)
    assert (found.state, found.answer, found.overdue_level) == (State.STUCK, Answer.NONE, 1)
    cast["lead"].saw("notice-removal_stuck", number=number)
    cast["moderator"].saw("notice-removal_news", number=number)
    assert citizen.texts().count("has been passed up to") == 1
    await later(world, 5 * DAY)
    assert citizen.texts().count("has been passed up to") == 1

    closed = await decides(world, cast["moderator"], cast["lead"], case, "Provider refused")
    assert closed.outcome is Outcome.PROVIDER_REFUSED
    assert (await removal(world)).state is State.SETTLED


async def test_what_is_still_there_is_asked_for_again_and_reporters_hear_it(world, citizen, cast):
    case = await asked(world, citizen, cast)
    await cast["site"].taps("Done")
    assert (await now(world, case)).removed_at is not None
    await cast["moderator"].says("/measures")
    await cast["moderator"].taps(f"👁 {case.number}/1")
    await cast["moderator"].taps("Still there")
    await cast["moderator"].taps("Yes, still there")

    found = await removal(world)
    assert (found.state, found.answer, found.check) == (State.ASKED, None, Check.STILL_THERE)
    assert found.due_at == int(world.at[0]) + DAY
    assert (await now(world, case)).removed_at is None
    cast["site"].saw("notice-removal_asked-still_there", number=f"{case.number}/1")
    assert "it is still there. It has asked again" in citizen.texts()
    await cast["moderator"].says(f"/case {case.number}")
    await cast["moderator"].taps_on_card("Decide")
    assert "Removed" not in cast["moderator"].labels()


@pytest.mark.soak
async def test_with_the_only_report_the_request_ends_and_the_site_is_told(world, citizen, cast):
    case = await asked(world, citizen, cast)
    await citizen.taps("Withdraw")
    await citizen.taps("Yes")
    assert (await now(world, case)).status is Status.WITHDRAWN
    assert (await removal(world)).state is State.SETTLED
    cast["site"].saw("notice-removal_asked-settled", number=f"{case.number}/1")


async def test_where_no_rule_is_broken_nothing_is_asked_any_more(world, citizen, cast):
    case = await asked(world, citizen, cast)
    await decides(world, cast["moderator"], cast["lead"], case, "Not upheld", rule=False)
    assert (await removal(world)).state is State.SETTLED
    cast["site"].saw("notice-removal_asked-settled", number=f"{case.number}/1")
    await cast["site"].says("/measures")
    cast["site"].sees("measures-by-empty")


@pytest.mark.soak
async def test_a_request_goes_along_with_its_case(world, citizen, cast):
    case = await asked(world, citizen, cast)
    changsha = await world.staff("Wu", Role.MODERATOR, "changsha")
    await changsha.says("/measures")
    changsha.sees("measures-by-empty")
    await cast["moderator"].says(f"/case {case.number}")
    await cast["moderator"].taps_on_card("Transfer")
    await cast["moderator"].says("changsha")
    await cast["moderator"].says("The shop is in Changsha.")
    assert (await removal(world)).unit == "changsha"
    await changsha.says("/measures")
    await changsha.taps(f"{case.number}/1")
    await changsha.taps("Gone")
    await changsha.taps("Yes, gone")
    assert (await removal(world)).check is Check.GONE


async def test_what_a_unit_removed_itself_is_asked_of_it_when_it_is_back(
    world, citizen, moderator, lead
):
    await citizen.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    filed = await life.files(citizen.account)
    await world.settle()
    case = await world.db.run(cases.get, filed.report.case_id)
    await begins(moderator)
    await moderator.taps_on_card("Decide")
    await moderator.taps("Removed by the unit itself")
    await moderator.says("Guo, editor on duty")
    await writes(
        moderator, rule=RULE, facts="a copy of a bank's site", words="The shop was removed."
    )
    assert "Seen gone by: Guo, editor on duty" in lead.texts(1)
    await lead.taps("Confirm and send")
    assert "Guo" not in citizen.texts()

    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("It is back")
    await moderator.taps("Yes, it is back")
    found = await removal(world)
    assert (found.unit, found.to, found.back) == ("changsha", "changsha", 1)
    assert found.facts == "a copy of a bank's site"
    again = IsBack(case_id=case.id)
    said = await moderator.presses(moderator.last["message_id"], again.pack())
    assert said == moderator.words("removal-back-already")
    assert citizen.texts().count("It is back.") == 1
    await moderator.says(f"/case {case.number}")
    assert "It is back" not in await moderator.card_labels()


BUTTONS = (
    GetLetter(removal=1),
    AnswerRemoval(removal=1, answer=Answer.DONE, seen=1),
    AnswerRemoval(removal=1, answer=Answer.REFUSED, seen=1),
    LookedAt(removal=1, check=Check.GONE, seen=1),
    OrderRemoval(removal=1, seen=1),
    SeeRemoval(removal=1),
)


@pytest.mark.parametrize("button", BUTTONS, ids=lambda each: each.pack())
async def test_who_is_neither_of_the_site_nor_of_the_office_learns_nothing(
    world, citizen, cast, button
):
    await asked(world, citizen, cast)
    before = await removal(world)
    stranger = world.person("Ma")
    await stranger.says("/start")
    others = (stranger, citizen, await world.staff("Xie", Role.LEAD, "hengyang"))
    for person in others:
        await person.says("/help")
        said = await person.presses(person.last["message_id"], button.pack())
        assert said == person.words("removal-unknown")
        assert "bank" not in person.texts(1)
    assert await removal(world) == before


async def test_people_of_the_site_neither_order_nor_look(world, citizen, cast):
    await asked(world, citizen, cast)
    site = cast["site_lead"]
    await site.taps("Refused")
    await site.says("No.")
    seen = (await removal(world)).version
    for button in (
        OrderRemoval(removal=1, seen=seen),
        LookedAt(removal=1, check=Check.GONE, seen=seen),
    ):
        said = await site.presses(site.last["message_id"], button.pack())
        assert said == site.words("refusal-not-allowed")
    assert (await removal(world)).state is State.STUCK


async def test_who_reported_it_is_not_asked_and_may_not_answer(world, citizen, cast):
    """Somebody of the site has reported the page: a colleague of theirs answers."""
    site = cast["site"]
    await site.says("/start")
    life = Life(world.db, world.jubao.services.profile, int(world.at[0]))
    filed = await life.files(
        site.account, link=Given(text="https://rednet.cn/fake-bank"), region=None
    )
    await world.settle()
    case = await world.db.run(cases.get, filed.report.case_id)
    await begins(cast["moderator"])
    await asks(cast["moderator"])
    assert "asked of your site" not in site.texts()
    cast["site_lead"].sees("notice-removal_asked-asked", number=f"{case.number}/1")
    await site.says("/measures")
    assert "2611-" not in site.texts(1)
    said = await site.presses(site.last["message_id"], BUTTONS[1].pack())
    assert said == site.words("refusal-own-report")
    assert (await removal(world)).state is State.ASKED


async def test_nothing_of_any_reporter_is_in_a_card_for_the_site(world, citizen, cast):
    other = await files_page(world, world.person("Gu"))
    later = (await world.db.run(reporter_links.link, 1)).alias
    case = await files_page(world, citizen)
    alias = (await world.db.run(reporter_links.link, 2)).alias
    await begins(cast["moderator"])
    await asks(cast["moderator"], finding=f"{alias} found a bank's copied page, {later} too.")
    assert f"[…] found a bank's copied page, {later} too." in cast["site"].texts(1)
    await world.db.run(joins.move, other.id, case.id, int(world.at[0]))  # one of its reporters now
    await cast["site"].taps("Refused")
    await cast["site"].says("No.")
    for person in (cast["site"], cast["site_lead"]):
        await person.says("/measures")
        await person.taps(case.number)
        seen = person.texts(1)
        assert "[…] found a bank's copied page, […] too." in seen
        for report_id in (1, 2):
            link = await world.db.run(reporter_links.link, report_id)
            assert link.alias not in seen
        for word in ("they took my money", "13800138000", "Lin", "Gu", "Luo", "Reporter"):
            assert word not in seen
    assert "Peng" not in cast["site_lead"].texts()


@pytest.mark.soak
async def test_a_site_reads_its_card_in_its_language(world, citizen):
    luo = await world.staff("Luo", Role.MODERATOR, "hunan")
    site = await world.staff("Peng", Role.MODERATOR, "rednet", language="zh-hans")
    case = await files_page(world, citizen)
    await begins(luo)
    await asks(luo)
    site.sees("notice-removal_asked-asked", number=f"{case.number}/1")
    assert {"已办理", "部分办理", "不予办理"} <= set(site.labels())
    await site.taps("不予办理")
    site.sees("removal_answer-reason-ask")
    await site.says("需要核实。")
    site.sees("removal-note-refused")


async def test_an_outcome_that_burdens_somebody_needs_the_evidence_opened(
    world, citizen, moderator
):
    case = await with_files(world, citizen, "bank.png")
    await begins(moderator)
    await moderator.taps_on_card("Decide")
    said = await moderator.taps("Removed by the unit itself")
    assert said == moderator.words("refusal-evidence-unseen")
    said = await moderator.taps("Restricted")
    assert said == moderator.words("refusal-evidence-unseen")
    await moderator.taps("Cancel")
    await moderator.taps_on_card("Evidence")
    await moderator.says(f"/case {case.number}")
    await moderator.taps_on_card("Decide")
    await moderator.taps("Restricted")
    moderator.sees("decide-sure-ask")


@pytest.mark.soak
async def test_an_outcome_that_burdens_nobody_needs_no_evidence_opened(world, citizen, moderator):
    await with_files(world, citizen, "bank.png")
    await begins(moderator)
    await moderator.taps_on_card("Decide")
    await moderator.taps("Not upheld")
    moderator.sees("decide-sure-ask")
    moderator.sees("ready-seen-unopened")
