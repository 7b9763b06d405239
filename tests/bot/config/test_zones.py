"""Case 10: JUBAO_TIMEZONE is for times that commands print; where it differs, that is said."""

import asyncio

import pytest

from bot.config import zones
from tests.support.shell import PATIENCE


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Chongqing", "PRC", "Asia/Singapore"])
def test_case_10_clocks_that_agree_are_nothing_to_say(zone):
    assert zones.difference(zone, "Asia/Shanghai") == ""


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Berlin", "UTC", "Asia/Urumqi"])
def test_case_10_another_zone_is_said_with_the_one_that_holds(zone):
    words = zones.difference(zone, "Asia/Shanghai")
    assert f"JUBAO_TIMEZONE is {zone} and holds for times that commands print" in words
    assert "deadlines, messages, figures and exports follow Asia/Shanghai" in words
    assert "clocks.toml" in words


def test_case_10_a_zone_with_summer_time_differs_from_one_without():
    assert zones.difference("Europe/London", "UTC") != ""


@pytest.mark.parametrize("installed", [False, True])
async def test_case_10_doctor_says_which_zone_holds(shell, installed):
    if installed:
        shell.has(shell.installed)
    ran = await shell.types("doctor", TIMEZONE="America/New_York")
    (line,) = [line for line in ran.out.splitlines() if "JUBAO_TIMEZONE" in line]
    assert line.startswith("note  timezone")
    assert "follow Asia/Shanghai" in line
    assert "JUBAO_TIMEZONE" not in (await shell.types("doctor")).out


async def test_case_10_an_unknown_zone_is_refused_by_name(shell):
    ran = await shell.types("doctor", TIMEZONE="Asia/Changsha")
    assert (ran.code, ran.complaint) == (
        2,
        "JUBAO_TIMEZONE: expected a time zone such as Asia/Shanghai; Asia/Changsha is none",
    )


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Shanghai"])
async def test_case_10_a_bot_that_starts_says_so_once(shell, telegram, zone):
    shell.has(shell.installed)
    process = await shell.starts("run", API_BASE_URL=telegram.url, TIMEZONE=zone)
    said = b""
    async with asyncio.timeout(PATIENCE):
        while b" ready " not in said:
            line = await process.stderr.readline()
            assert line, said.decode()
            said += line
    process.terminate()
    _, rest = await process.communicate()
    assert process.returncode == 0, rest.decode()
    warned = [each for each in (said + rest).decode().splitlines() if "timezones-differ" in each]
    if zone == "Asia/Shanghai":
        assert warned == []
        return
    (line,) = warned
    assert "warning" in line
    assert zones.difference(zone, "Asia/Shanghai") in line  # nothing of it is withheld
