"""kill -9 at any commit and any call of a report's whole life, from its first word to its end."""

import itertools
import re
import shutil
from collections import Counter

import pytest
from sqlalchemy import create_engine, select

from domain.network.people import Role
from sandbox.web.server import serve
from storage.engine.tables import evidence, inbox, outbox
from storage.queues.inbox import UpdateState
from tests.support.actors import Actor, Mortal
from tests.support.stage import CODE, TOKEN, Watched

SAMPLE = (128, 205)  # after the report: the citizen's steps are those of test_kill.py
SHARDS, MANY = 12, 200
PATIENCE = 60  # seconds: a start and a lease, on a machine that does much else
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
ACCOUNTS = {"Chen": 7_000_001, "Zhou": 7_000_002, "Lin": 7_000_003}
STAFF = {"Chen": Role.MODERATOR, "Zhou": Role.LEAD}
STEPS = (  # who does what, who sees what then
    ("Lin", "says", "/report", "Lin", "What would you like to report?"),
    ("Lin", "says", "https://example.org/shop", "Lin", "What kind of content is it?"),
    ("Lin", "taps", "Fraud", "Lin", "Which of these fits best?"),
    ("Lin", "taps", "Fake bank", "Lin", "In a few words: what is wrong with it?"),
    ("Lin", "says", "they took my money", "Lin", "Please check that everything is right"),
    ("Lin", "sends", "shop.png", "Lin", "📎 One file"),
    ("Lin", "taps", "Region", "Lin", "Which region"),
    ("Lin", "taps", "Changsha", "Lin", "Region: Changsha"),
    ("Lin", "taps", "Cancel", "Lin", "Discarded. Nothing was sent."),
    ("Lin", "taps", "Undo", "Lin", "It is back, just as it was."),
    ("Lin", "taps", "Submit report", "Lin", "This is your receipt"),
    ("Chen", "taps", "Take", "Chen", "👤 Yours"),
    ("Chen", "taps", "Accept as Fraud", "Lin", "has been accepted"),
    ("Chen", "taps", "Start checking", "Lin", "is being checked"),
    ("Chen", "taps", "Decide", "Chen", "Already gone"),
    ("Chen", "taps", "Already gone", "Chen", "You stand for the facts above."),
    ("Chen", "taps", "Change facts", "Chen", "the facts behind"),
    ("Chen", "says", "a copy of a bank's site", "Chen", "a copy of a bank's site"),
    ("Chen", "taps", "Send", "Zhou", "Confirm and send"),
    ("Zhou", "taps", "Confirm and send", "Lin", "There is a decision on your report."),
)
CARD = re.compile(r"Report ··\w{4}\n")  # where it stands, in one message edited in place
NEWS = (
    "This is your receipt",
    "has been accepted",
    "is being checked",
    "There is a decision on your report.",
)


@pytest.fixture
async def staffed(staffs):
    return await staffs({name: (ACCOUNTS[name], role) for name, role in STAFF.items()})


async def lives_through(number, staffed, folder, warm):
    """One life of a report with a death at this point: its name, None beyond the last."""
    folder.mkdir()
    shutil.copy(staffed, folder / "jubao.db")
    telegram = Watched()
    telegram.add_bot(token=TOKEN, username="crash_bot", name="Crash")
    for name, account in ACCOUNTS.items():
        telegram.add_user(name, id=account, language_code="en")
        telegram.users[account].started = True
    deaths = itertools.chain([number], itertools.repeat(0))
    async with serve(telegram, port=0) as url:
        stage = Mortal(telegram, url, folder, warm)
        async with stage.living(lambda: next(deaths)):
            await play(stage)
    check(stage, folder)
    return stage.deaths[0] if stage.deaths else None


async def play(stage):
    cast = {name: Actor(stage, each, patience=PATIENCE) for name, each in ACCOUNTS.items()}
    for who, how, what, whose, then in STEPS:
        if who in STAFF:
            cast[who].looks = f"/case {stage.look('SELECT number FROM cases')}"
        if how == "sends":
            cast[who].sends(what, PNG)
        await cast[who].does(how, what, lambda whose=whose, then=then: cast[whose].sees(then))
    lin = cast["Lin"]
    await lin.until(lambda: CODE.search(lin.shown()), "the query code")
    owed = "SELECT count(*) FROM outbox WHERE state = 0"
    wanted = "SELECT count(*) FROM evidence WHERE state = 'wanted'"
    await lin.until(lambda: not stage.look(owed) + stage.look(wanted), "all news and files")


def check(stage, folder):
    lin = Actor(stage, ACCOUNTS["Lin"])
    assert len(set(CODE.findall(lin.shown()))) == 1, stage.deaths
    assert stage.counts() == {"cases": 1, "reports": 1, "dead": 0, "receipts": 1}, stage.deaths
    texts = [message.get("text", "") for message in lin.chat]
    told = [text for text in texts if not CARD.match(text)]
    copies = [sum(news in text for text in told) for news in NEWS]
    assert min(copies) >= 1, (stage.deaths, copies)
    assert sum(copies) - len(copies) <= len(stage.deaths), (stage.deaths, copies)
    engine = create_engine(f"sqlite:///{folder}/jubao.db")
    with engine.connect() as sql:
        assert sql.execute(select(evidence.c.state)).scalars().all() == ["kept"], stage.deaths
        found = dict(sql.execute(select(inbox.c.update_id, inbox.c.state)).all())
        assert set(found) == set(range(1, stage.telegram.bot.next_update)), stage.deaths
        assert set(found.values()) <= {UpdateState.ACTED, UpdateState.ANSWERED}, stage.deaths
        owed = select(outbox.c.kind, outbox.c.state).where(outbox.c.state != 1)
        assert sql.execute(owed).all() == [], stage.deaths
    engine.dispose()


@pytest.mark.soak
@pytest.mark.parametrize("number", SAMPLE)
async def test_a_report_survives_a_death_at_some_points(number, staffed, tmp_path, warm):
    assert await lives_through(number, staffed, tmp_path / "run", warm)


@pytest.mark.soak
@pytest.mark.parametrize("shard", range(SHARDS))
async def test_a_report_survives_a_death_at_every_point(
    shard, staffed, tmp_path, warm, record_property
):
    """Every point that there is: until a life goes by without reaching the next."""
    names = []
    for number in itertools.count(1 + shard, SHARDS):
        name = await lives_through(number, staffed, tmp_path / str(number), warm)
        if name is None:
            break
        names.append(name)
    assert len(names) > MANY // SHARDS
    record_property("measured", {"deaths": len(names), **Counter(names)})
