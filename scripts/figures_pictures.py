"""Generate a year of figures and open cases for the demo, and fetch the files that staff get."""

import asyncio
import math
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete

from domain.case import Case
from domain.figures.counting import Event
from domain.figures.figures import FigureKind, rounded
from domain.profile import Profile
from domain.status import Status
from scripts.phones import PATIENCE, Phone, Theatre
from storage.cases import cases
from storage.engine.database import Tx
from storage.engine.tables import cases as rows
from storage.figures import figures

SEED = 20261126
DAY = 24 * 3600
MONTHS = 12
SHARES = {
    FigureKind.ACCEPTED: 0.8,
    FigureKind.REFUSED: 0.1,
    FigureKind.UPHELD: 0.5,
    FigureKind.NOT_UPHELD: 0.25,
    FigureKind.REMOVED: 0.4,
    FigureKind.ANSWERED: 0.9,
    FigureKind.IN_TIME: 0.86,
    FigureKind.OVERDUE: 0.04,
    FigureKind.APPEAL_DECIDED: 0.06,
    FigureKind.APPEAL_CHANGED: 0.02,
}
HOURS = {FigureKind.TOOK_ACCEPT: 5, FigureKind.TOOK_CLOSE: 70, FigureKind.TOOK_REMOVE: 30}
OPEN = {  # unit: open cases, and how many of them are late
    "changsha": (31, 4),
    "hengyang": (18, 7),
    "yueyang": (14, 0),
    "zhuzhou": (12, 2),
    "changde": (11, 0),
    "shaoyang": (9, 1),
    "loudi": (6, 0),
    "xiangxi": (3, 0),
}
PAGE = {"width": 1100, "height": 1200}  # no column of its tables is cut off
BELOW = 24  # pixels of the page below its first table, with which the picture ends


def a_year(tx: Tx, profile: Profile, today: date) -> None:
    """Random counts for each unit and category, for this month and earlier ones.

    Bottom lines are counted for last month, which the report is about.
    """
    draw = random.Random(SEED)  # noqa: S311 - demo data, reproducible
    first = today.replace(day=1)
    lines = [line.code for line in profile.taxonomy.bottom_lines]
    for back in range(MONTHS):
        for unit in profile.units:
            for category in profile.taxonomy.top:
                received = int(draw.expovariate(1 / (2 + 6 * math.sin((back + 3) / 3) ** 2)))
                events = _events(draw, unit.code, category, received)
                figures.count(tx, events, first)
                upheld = (
                    sum(event.kind is FigureKind.UPHELD for event in events) if back == 1 else 0
                )
                for _ in range(upheld):
                    figures.count_line(tx, unit.code, draw.choice(lines), first)
        first = (first - timedelta(days=1)).replace(day=1)


def open_cases(tx: Tx, today: date, now: int) -> None:
    """Open cases of some units, without reports; some are late."""
    number = 9000
    for unit, (count, late) in OPEN.items():
        for place in range(count):
            number += 1
            case = Case(
                id=0,
                number=f"{today:%y%m}-{number}",
                status=Status.ACCEPTED,
                category="fraud",
                unit=unit,
                version=1,
                opened_at=now - (count - place) * DAY // 3,
                due_at=now - DAY if place < late else now + DAY,
            )
            cases.open_case(tx, case)


def drop_open_cases(tx: Tx) -> None:
    """Delete them, before anybody is told of the late ones."""
    tx.execute(delete(rows).where(rows.c.number.like("%-9%")))


def _events(draw: random.Random, unit: str, category: str, received: int) -> list[Event]:
    found = [Event(FigureKind.RECEIVED, unit, category)] * received
    for kind, share in SHARES.items():
        found += [Event(kind, unit, category)] * round(received * share)
    for kind, hours in HOURS.items():
        for _ in range(received):
            took = rounded(int(3600 * hours * draw.lognormvariate(0, 0.7)))
            found.append(Event(kind, unit, category, took))
    return found


async def take(theatre: Theatre, folder: Path, name: str, *, chinese: bool) -> None:
    """Request the year's picture and last month's report in chat, and save the files."""
    stage = theatre.stage
    profile = stage.jubao.services.profile
    today = profile.calendar.day_of(int(stage.jubao.services.now()))
    await stage.jubao.db.run(a_year, profile, today)
    await _take_board(theatre, folder, name, chinese=chinese)
    admin = await theatre.takes("He 何")
    await admin.begins()
    await admin.says("/figures")
    await admin.taps("一年走势图" if chinese else "A year as a picture")
    (folder / f"figures-{name}.png").write_bytes(await _newest(theatre, admin, "photo"))

    await admin.says("/export")
    await admin.taps("每月公开报告" if chinese else "Transparency report")
    month = f"{today.replace(day=1) - timedelta(days=1):%Y-%m}"
    await admin.taps(month)
    locale = "zh-Hans" if chinese else "en"
    page = await _newest(theatre, admin, f"{month}.{locale}.html")
    picture = await _newest(theatre, admin, f"{month}.{locale}.png")
    (folder / f"report-{name}.png").write_bytes(picture)
    browser = theatre.page.context.browser
    assert browser is not None
    paper = await browser.new_page(viewport=PAGE)
    await paper.set_content(page.decode())
    table = await paper.locator("table").first.bounding_box()
    assert table is not None
    whole = {"x": 0, "y": 0, "width": PAGE["width"], "height": table["y"] + table["height"] + BELOW}
    await paper.screenshot(path=folder / f"report-page-{name}.png", full_page=True, clip=whole)
    await paper.close()


async def _take_board(theatre: Theatre, folder: Path, name: str, *, chinese: bool) -> None:
    """Request the units side by side as a picture, as the lead of the unit above them does."""
    jubao = theatre.stage.jubao
    now = int(jubao.services.now())
    await jubao.db.run(open_cases, jubao.services.profile.calendar.day_of(now), now)
    lead = await theatre.takes("Tan 谭")
    await lead.begins()
    await lead.says("/board")
    await lead.taps("图" if chinese else "Picture")
    (folder / f"board-{name}.png").write_bytes(await _newest(theatre, lead, "photo"))
    await jubao.db.run(drop_open_cases)
    await theatre.hides("Tan 谭")


async def _newest(theatre: Theatre, phone: Phone, what: str) -> bytes:
    """The newest file in a chat that is a photo, or whose name has this ending."""
    telegram = theatre.stage.telegram
    for _ in range(PATIENCE // 100):
        for message in reversed(telegram.messages(phone.player.account)):
            for held in _files(message):
                kept = telegram.files[held["file_id"]]
                if what in message or kept.file.name.endswith(what):
                    return bytes(kept.file.data)
        await asyncio.sleep(0.1)
    raise TimeoutError(f"no {what} has come")


def _files(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [*message.get("photo", [])[-1:], *filter(None, [message.get("document")])]
