"""What an idle `jubao run` has imported: memory that each installation pays for."""

import asyncio
import os
import shutil
import signal
import sys

import pytest

from tests.support.database import KEY_RING
from tests.support.processes import ROOT
from tests.support.shell import PATIENCE, TOKEN

SELDOM = {
    "PIL": "compares pictures, if the extra is installed",
    "aiohttp.web": "serves webhooks and metrics",
    "aiosmtplib": "sends mail, if there is a mail server",
    "alembic": "creates and upgrades the database",
    "asyncpg": "PostgreSQL",
    "bot.cli.everything": "commands with options",
    "bot.config.profile": "reads a profile's folder at the first start",
    "bot.doctor": "a command of its own",
    "click": "the command line of httpx",
    "cyclopts": "commands with options",
    "email_validator": "a citizen gives a mail address",
    "fpdf": "the summary of a case file",
    "matplotlib": "charts",
    "numpy": "charts",
    "obstore": "the first file that is stored or read",
    "openpyxl": "tables of Excel",
    "phonenumbers": "a citizen gives a phone number",
    "prometheus_client": "metrics",
    "puremagic": "files of no common kind",
    "pyrage": "case files for an authority's key",
    "pypinyin": "Chinese names of hosts",
    "requests": "a second HTTP client",
    "rich": "colours in a terminal",
    "sandbox": "the demo",
    "segno": "QR codes",
    "sqlalchemy.dialects.postgresql": "PostgreSQL",
    "sqlalchemy.orm": "nothing here",
    "tarfile": "backups",
    "xlsxwriter": "exports",
}
"""Packages that are imported with their first use, and what uses them."""

RUN = """
import atexit, gc, sys
from bot.__main__ import main
imported = lambda: [name for name, module in sys.modules.items() if module]
atexit.register(lambda: print(f"collects={gc.isenabled()}", *imported()))
main()
"""
FIRST_JOBS_DONE = b"journal-head"  # the last thing in a round of scheduled jobs, in office hours


def always_open(folder):
    """The profile shipped with the code, of an office that opens at midnight."""
    made = shutil.copytree(ROOT / "profiles/hunan", folder / "always-open")
    clocks = made / "clocks.toml"
    written = clocks.read_text(encoding="utf-8")
    assert "opens = 09:00:00" in written
    clocks.write_text(written.replace("opens = 09:00:00", "opens = 00:00:00"), encoding="utf-8")
    return made


@pytest.mark.heavy
async def test_an_idle_bot_has_imported_nothing_that_it_seldom_needs(
    telegram, shell, installed_template
):
    shell.has(installed_template)
    taken_over = await shell.types("profile", "import", str(always_open(shell.folder)))
    assert taken_over.code == 0, taken_over.complaint
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", RUN, "run"),
        cwd=shell.folder,
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith("JUBAO_")},
            "PYTHONPATH": str(ROOT),
            "JUBAO_BOT_TOKEN": TOKEN,
            "JUBAO_API_BASE_URL": telegram.url,
            "JUBAO_SEAL_KEYS": KEY_RING,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said = b""
    async with asyncio.timeout(PATIENCE):
        while FIRST_JOBS_DONE not in said:
            line = await process.stderr.readline()
            assert line, said.decode()  # it has ended
            said += line
        process.send_signal(signal.SIGTERM)
        out, _ = await process.communicate()
    imported = set(out.decode().splitlines()[-1].split())

    assert "collects=True" in imported  # garbage, which is switched off until then
    assert {"bot.runtime.serving", "handlers.reporting.report", "telegram.ext"} <= imported
    assert not {
        f"{name}: {use}"
        for name, use in SELDOM.items()
        if any(each == name or each.startswith(f"{name}.") for each in imported)
    }
