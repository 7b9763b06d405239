"""Each number of the first screen is as long as the list that its button opens, for everybody."""

import pytest
from msgspec.structs import replace

from conversation.form import Given
from domain.broadcast import Act, Body, BroadcastState, Repeat
from domain.categories.subjects import key_of
from domain.core.errors import NotAllowed
from domain.identity import ContactRequest, Purpose
from domain.network.people import Caller, Role, Verb
from domain.removals.removal import State
from storage.broadcasts import broadcasts
from storage.cases import cases
from storage.categories import category_rows
from storage.categories.category_rows import CategoryProposal
from storage.identity import identities
from storage.network import custodians, people, proposals
from storage.network.proposals import Proposal
from storage.removals import removals
from storage.suggestions import suggestions
from tests.storage.removals.test_removals import asked
from tests.support.life import ADMIN, CITIZEN, COLLEAGUE, LEAD, MODERATOR, Life
from tests.usecases.cases.test_promises import appeals
from usecases.broadcasts import broadcast_lifecycle
from usecases.categories import category_editing, category_proposals
from usecases.identity import contact_requests
from usecases.identity import custodians as offices
from usecases.moderation import assignment, casework, desk, search, second_person
from usecases.network import proposals as changes
from usecases.removals import measures
from usecases.suggestions import suggestion_box

SECOND, KEEPER, ABOVE, BESIDE, OVERLOOKS = 42, 43, 44, 45, 46
EVERYBODY = (ADMIN, SECOND, KEEPER, ABOVE, BESIDE, OVERLOOKS, LEAD, MODERATOR, COLLEAGUE, CITIZEN)
DAY = 24 * 3600


@pytest.fixture
async def life(db, profile):
    life = Life(db, profile)
    await life.cast()
    await life.appoint(ABOVE, "hunan", Role.LEAD)
    await life.appoint(OVERLOOKS, "hunan", Role.MODERATOR)
    await life.appoint(BESIDE, "hengyang", Role.LEAD)

    def offices_of(tx):
        for account in (SECOND, KEEPER, CITIZEN):
            people.meet(tx, Caller(account=account, locale="en"), life.at)
        people.set_admin(tx, people.who_is(tx, SECOND), admin=True)
        for account in (KEEPER, LEAD):
            custodians.name(tx, people.who_is(tx, account), by=people.who_is(tx, ADMIN))
            custodians.confirm(tx, people.who_is(tx, account), life.at - 2 * DAY)

    await db.run(offices_of)
    return life


async def decides(life, account, filed):
    """A decision that needs a second person."""
    card = await life.does(account, casework.card, filed.report.case_id)
    card = await life.moves(account, card, Verb.ACCEPT, category="fraud")
    seen = card.case.version
    card = await life.does(account, casework.move, card.case.id, Verb.CHECK, seen=seen)
    rule = life.profile.taxonomy.rules_for("fraud")[0]
    words = {"facts": "nothing was wrong", "feedback": "we looked at it"}
    await life.moves(account, card, Verb.DECIDE, outcome="not_upheld", rule=rule, **words)


async def refuses(life, account, filed):
    """What ends at once, and may be appealed."""
    card = await life.does(account, casework.card, filed.report.case_id)
    words = {"ground": "no_rule_broken", "words": "it is lawful"}
    await life.moves(account, card, Verb.REFUSE, **words)


async def cases_wait(life):
    """Cases in each state that counts, some by the very person who may not judge them."""
    links = [Given(text=f"https://site{number}.example.org/shop") for number in range(8)]
    taken, by_moderator, by_lead, refused, refused_by_lead, *_ = [
        await life.files(link=link) for link in links
    ]
    await life.files(LEAD, link=Given(text="https://lead.example.org"))
    await life.files(region=Given(choice="hengyang"), link=Given(text="https://by.example.org"))
    card = await life.does(MODERATOR, casework.card, taken.report.case_id)
    seen = card.case.version
    await life.does(MODERATOR, assignment.take, card.case.id, seen=seen)
    await decides(life, MODERATOR, by_moderator)
    await decides(life, LEAD, by_lead)
    for account, filed in ((MODERATOR, refused), (LEAD, refused_by_lead)):
        await refuses(life, account, filed)
        await appeals(life, filed)
    return await life.db.read(cases.get, taken.report.case_id)


def others_wait(tx, profile, case, at):
    """What waits besides cases: begun by one who may answer it, and by somebody else."""
    who = {account: people.who_is(tx, account) for account in EVERYBODY}
    for state in (*State, State.TO_CHECK):
        removals.add(tx, asked(case, state=state))
        removals.add(tx, replace(asked(case, state=state), unit="hunan", to="changsha"))
    removals.add(tx, replace(asked(case, state=State.TO_CHECK), unit="hengyang"))
    removals.add(tx, replace(asked(case), unit="hunan", to="changsha", case_id=case.id + 8))
    for number, (account, unit) in enumerate(
        [(CITIZEN, "changsha"), (LEAD, "changsha"), (LEAD, "hunan"), (CITIZEN, "hengyang")]
    ):
        words = {"locale": "en", "text": "an idea", "now": at, "due_at": at + number}
        suggestions.file(tx, uid=str(number), unit=unit, who=who[account], **words)
    for account in (MODERATOR, COLLEAGUE, LEAD):
        request = ContactRequest(
            id=0,
            case_id=case.id,
            report_id=1,
            unit=case.unit,
            asked_by=who[account],
            asked_at=at,
            purpose=Purpose.CONTACT,
            reason="to ask where the shop is now",
        )
        identities.ask(tx, request)
    identities.ask(tx, replace(request, case_id=case.id + 8, asked_by=who[COLLEAGUE]))  # the lead's
    units = [profile.unit(code) for code in ("changsha", "hengyang", "rednet")]
    for unit, account in zip(units, (ADMIN, SECOND, SECOND), strict=True):
        new = replace(unit, phone="0731-88667349")
        proposals.put(tx, Proposal(new=new, old=unit, who=who[account], at=at))
    fraud, rumour = map(profile.taxonomy.find, ("fraud", "rumour"))
    for old, account in ((fraud, ADMIN), (rumour, SECOND)):
        new = replace(old, retention_days=99)
        category_rows.propose(tx, CategoryProposal(new=new, old=old, who=who[account], at=at))
    for account in (ADMIN, SECOND, SECOND):
        body = Body(texts={"": "Please read this."})
        kept = broadcasts.add(tx, body, by=who[account], now=at, start_at=None, repeat=Repeat.ONCE)
        broadcasts.change(tx, kept, state=BroadcastState.WAITING)
    custodians.name(tx, who[COLLEAGUE], by=who[ADMIN])
    custodians.name(tx, who[BESIDE], by=who[SECOND])


async def pages(life, account, lister, entries):
    """All entries of a list, page after page; `entries` gives those of a page and its cursor."""
    shown, after = [], None
    while True:
        found, after = entries(await life.does(account, lister, after))
        shown += found
        if after is None:
            return shown


async def searched(life, account, name):
    """All cases that a prepared search finds in the units of this person."""
    first = await life.does(account, search.preset, name, own=True)
    shown, after = list(first.found.cases), first.found.after
    while after is not None:
        page = (await life.does(account, search.turn_page, first.id, after)).found
        shown, after = [*shown, *page.cases], page.after
    return shown


async def queued(life, account):
    found = await life.does(account, casework.queue)
    return [*found.tasks, *range(found.more_tasks)]


async def able(life, account, keys, look):
    """Those of these changes that this person may confirm."""
    views = [await life.does(account, look, key) for key in keys]
    return [view for view in views if view.able]


async def numbers(life, account):
    return await able(
        life, account, (u.code for u in await life.does(account, changes.listed)), changes.look
    )


async def categories(life, account):
    found = (await life.does(account, category_editing.listed)).waiting
    return await able(life, account, map(key_of, found), category_proposals.look)


async def ideas(life, account):
    """The suggestions that this person may answer."""
    found = await pages(
        life, account, suggestion_box.waiting, lambda found: (found.found, found.after)
    )
    views = [await life.does(account, suggestion_box.look, each.id) for each in found]
    return [view for view in views if view.may_answer]


async def announcements(life, account):
    found = await life.does(account, broadcast_lifecycle.listed)
    assert found.before is None
    views = [await life.does(account, broadcast_lifecycle.look, each.id) for each in found.found]
    return [view for view in views if Act.APPROVE in view.acts]


async def named(life, account):
    return [each for each in (await life.does(account, offices.listed)).waiting if each.able]


def case_list(lister):
    return lambda life, account: pages(
        life, account, lister, lambda found: (found.page.cases, found.page.after)
    )


def requests(which):
    return lambda life, account: pages(
        life,
        account,
        lambda req, after: measures.measures(req, which, after),
        lambda found: (found.listed, found.after),
    )


LISTS = {
    "tasks": queued,
    "new": lambda life, account: searched(life, account, "new"),
    "late": lambda life, account: searched(life, account, "late"),
    "to_confirm": case_list(second_person.to_confirm),
    "appeals": case_list(second_person.appeals),
    "mine": case_list(casework.mine),
    "to_do": requests(measures.TO_DO),
    "checks": requests(measures.TO_CHECK),
    "suggestions": ideas,
    "contacts": lambda life, account: pages(
        life, account, contact_requests.listed, lambda found: (found.views, found.after)
    ),
    "numbers": numbers,
    "categories": categories,
    "announcements": announcements,
    "custodians": named,
}
"""What the button of each number opens, by the number's name."""


async def of_list(life, account, name):
    """The length of a list; 0 where this person may not open it."""
    try:
        return len(await LISTS[name](life, account))
    except NotAllowed:
        return 0


@pytest.mark.parametrize("days", [0, 30])
async def test_every_number_is_as_long_as_the_list_that_its_button_opens(life, days):
    case = await cases_wait(life)
    await life.db.run(others_wait, life.profile, case, life.at)
    life.at += days * DAY

    counts = {}
    for account in EVERYBODY:
        shown = await life.does(account, desk.first_screen)
        counts[account] = dict(shown.counts) if shown is not None else {}
        found = {name: await of_list(life, account, name) for name in LISTS}
        assert {name for name, most in found.items() if most} <= set(counts[account]), account
        assert counts[account] == {name: found[name] for name in counts[account]}, account

    assert counts[CITIZEN] == {}
    assert counts[MODERATOR] | {"new": 0, "late": 0} == {
        **dict.fromkeys(counts[MODERATOR], 0),
        "mine": 2,  # also the decided one
        "to_do": 3,
        "checks": 2,
    }
    assert counts[LEAD]["to_do"] == 2  # nor what is asked about their own report
    assert counts[LEAD]["to_confirm"] == 1  # not the one that they decided
    assert counts[LEAD]["appeals"] == 1  # nor the appeal against their own refusal
    assert counts[ABOVE]["tasks"] >= 2  # both are for the unit above
    assert counts[ABOVE]["appeals"] == 0
    assert (counts[LEAD]["suggestions"], counts[ABOVE]["suggestions"]) == (1, 4)
    assert (counts[LEAD]["contacts"], counts[KEEPER]["contacts"]) == (2, 4)
    assert counts[KEEPER]["custodians"] == 2
    assert [counts[ADMIN][name] for name in ("numbers", "categories", "announcements")] == [2, 1, 2]
    assert [counts[SECOND][name] for name in ("numbers", "categories", "announcements")] == [
        1,
        1,
        1,
    ]
    assert counts[BESIDE]["checks"] == 1
    assert (counts[LEAD]["late"] > 0) is (days > 0)
