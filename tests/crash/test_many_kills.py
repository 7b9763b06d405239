"""Many people report at once while the process dies again and again: nothing is lost."""

import asyncio
import random
import secrets
import shutil
from collections import Counter

import pytest
from sqlalchemy import create_engine, select

from domain.network.people import Role
from sandbox.web.server import serve
from storage.engine.tables import cases, inbox, outbox, reports
from storage.queues.inbox import UpdateState
from storage.queues.outbox import NoticeState
from tests.crash.test_kill import STEPS as ALONE
from tests.support.actors import Actor, Mortal
from tests.support.stage import TOKEN, Watched
from usecases.delivery.outbox_delivery import MOST_UNKNOWNS

AT_A_TIME = 40
CROWD_SECONDS = 240  # somebody waits for many, and for many starts
MODERATORS = 4
NEWS = ("This is your receipt", "has been accepted")
STEPS = (ALONE[0], ("says", "https://example.org/shop-{}", ALONE[1][2]), *ALONE[2:])
ACCEPT = "Accept as Fraud"
NUMBER = "SELECT coalesce(max(number), '') FROM cases WHERE id = {}"
STATUS = "SELECT status FROM cases WHERE id = {}"


async def reports_once(stage, number, seats):
    async with seats:
        user = stage.telegram.add_user(f"R{number}", language_code="en")
        person = Actor(stage, user.id, looks="/start", patience=CROWD_SECONDS)
        for how, what, then in STEPS:
            await person.does(how, what.format(number), lambda then=then: person.sees(then))
    return person


async def takes_up(stage, person, numbers):
    """A moderator takes up one case after the other, and looks again where nothing comes of it."""
    for number in numbers:
        named, asked = NUMBER.format(number), STATUS.format(number)
        await person.until(lambda named=named: stage.look(named), named, seconds=CROWD_SECONDS)
        case = stage.look(named)  # it begins with the month
        for _ in range(20):
            await accepts(person, case, lambda asked=asked: stage.look(asked) == "accepted")
            if stage.look(asked) == "accepted":
                break
        assert stage.look(asked) == "accepted", person.shown()[-2000:]


async def accepts(person, case, done):
    known = len(person.chat)
    person.says(f"/case {case}")
    if not await person.waits(lambda: _newest(person, known, ACCEPT), 5):
        return
    person.stage.telegram.press(person.account, person.account, *_newest(person, known, ACCEPT))
    await person.waits(done, 5)


def _newest(person, known, label):
    for message in reversed(person.chat[known:]):
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if button["text"] == label:
                    return message["message_id"], button["callback_data"]
    return None


async def survives(many, kills, seed, folder, staffed, warm):
    """So many reports through so many deaths; what it cost."""
    shutil.copy(staffed, folder / "jubao.db")
    dice = random.Random(seed)
    # Spread over the points that so many reports pass; the last are reached without a death.
    each = max(1, 60 * many // kills)
    deaths = iter([dice.randint(1, 2 * each) for _ in range(kills)])
    telegram = Watched()
    telegram.add_bot(token=TOKEN, username="crash_bot", name="Crash")
    async with serve(telegram, port=0) as url:
        stage = Mortal(telegram, url, folder, warm)
        staff = []
        for number in range(MODERATORS):
            account = 7_000_001 + number
            telegram.add_user(f"M{number}", id=account, language_code="en")
            telegram.users[account].started = True
            staff.append(Actor(stage, account))
        async with stage.living(lambda: next(deaths, 0)):
            seats = asyncio.Semaphore(AT_A_TIME)
            found = await asyncio.gather(
                *(reports_once(stage, number, seats) for number in range(many)),
                *(
                    takes_up(stage, each, range(1 + place, many + 1, MODERATORS))
                    for place, each in enumerate(staff)
                ),
            )
            owed = "SELECT count(*) FROM outbox WHERE state = 0"
            await staff[0].until(lambda: not stage.look(owed), "all news", seconds=CROWD_SECONDS)
    return stage, check(stage, folder, found[:many])


def check(stage, folder, persons):
    engine = create_engine(f"sqlite:///{folder}/jubao.db")
    with engine.connect() as sql:
        found = dict(sql.execute(select(inbox.c.update_id, inbox.c.state)).all())
        filed = sql.execute(select(reports.c.case_id)).scalars().all()
        opened = sql.execute(select(cases.c.id)).scalars().all()
        columns = outbox.c.kind, outbox.c.state, outbox.c.unknowns
        not_sent = sql.execute(select(*columns).where(outbox.c.state != NoticeState.SENT)).all()
    engine.dispose()
    updates = set(range(1, stage.telegram.bot.next_update))
    assert set(found) == updates  # none that Telegram handed out is missing
    assert set(found.values()) <= {UpdateState.ACTED, UpdateState.ANSWERED}
    assert len(filed) == len(set(filed)) == len(opened) == len(persons)
    # What three deaths have met between call and commit may have come three times, and nobody knows
    # whether it has come at all. It is not sent a fourth time before its reader writes.
    met_thrice = NoticeState.UNCERTAIN, MOST_UNKNOWNS
    assert {(each.state, each.unknowns) for each in not_sent} <= {met_thrice}, not_sent
    assert len(not_sent) * MOST_UNKNOWNS <= len(stage.deaths) + stage.doubts
    copies = Counter()
    for person in persons:
        for news in NEWS:
            copies[sum(news in message.get("text", "") for message in person.chat)] += 1
    assert set(copies) <= {1, 2, 3}, copies
    extra = sum((number - 1) * times for number, times in copies.items())
    assert extra <= len(stage.deaths) + stage.doubts
    return {
        "reports": len(persons),
        "kills": len(stage.deaths),
        "updates": len(updates),
        "news": sum(copies.values()),
        "extra_copies": extra,
        "in_doubt_at_a_kill": stage.doubts,
        "most_copies": max(copies),
        "uncertain": len(not_sent),
    }


@pytest.fixture
async def staffed(staffs):
    return await staffs({f"M{n}": (7_000_001 + n, Role.MODERATOR) for n in range(MODERATORS)})


@pytest.fixture
def quick(monkeypatch):
    """Limits that a crowd of one unit in a few minutes would meet."""
    monkeypatch.setenv("JUBAO_SEND_RATE", "1000")
    monkeypatch.setenv("JUBAO_FLOOD_PER_MINUTE", "100000")
    monkeypatch.setenv("JUBAO_TEST_QUICK", "1")


async def test_a_few_reports_through_a_few_kills(staffed, tmp_path, warm, quick):
    seed = secrets.randbits(32)
    print("seed", seed)
    stage, _ = await survives(6, 2, seed, tmp_path, staffed, warm)
    assert stage.deaths


@pytest.mark.soak
async def test_a_thousand_reports_through_two_hundred_kills(
    staffed, tmp_path, warm, quick, record_property
):
    seed = secrets.randbits(32)
    print("seed", seed)
    stage, figures = await survives(1000, 200, seed, tmp_path, staffed, warm)
    assert len(stage.deaths) == 200
    record_property("measured", {**figures, "seed": seed})
