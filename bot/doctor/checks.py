"""`jubao doctor`: check everything that a bot needs, and say how to fix what is wrong."""

import asyncio
import shutil
import stat
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from bot.config import evidence_place, own_files
from bot.config.own_files import erasure_list_of, heads_file
from bot.config.resources import files_of, key_ring_of, opened_as_it_is
from bot.config.settings import Settings, SettingsError, read_settings
from bot.config.unknown_settings import unknown
from bot.core import logs
from bot.core.errors import Failed, Refused
from bot.delivery.mail_server import Lost, MailServer
from bot.doctor import database_checks, fact_checks, telegram_checks
from bot.doctor.report import Finding, Verdict
from bot.doctor.telegram_checks import Group
from bot.monitoring import disk_space
from domain.core.errors import FilesAway
from domain.orphan_files import is_stored_name
from handlers.case_files import summary_pdf
from locales import completeness
from locales.catalog import HERE, languages_in
from locales.completeness import LanguageTexts
from storage.core import file_faults
from storage.core.database_url import sqlite_file
from storage.core.errors import KeyMissing, PoolerInTheWay, SchemaBehind, SchemaNewer, StorageBusy
from storage.engine import file_modes
from storage.evidence import evidence_files
from storage.files import store_marks
from storage.files.places import entries, folder_of
from storage.files.store_errors import first_line
from storage.network import units
from usecases.core import profile as core_profile


def doctor() -> str:
    """Run all checks and return the report; raises Failed, with the report, if one is bad.

    Raises Refused if the evidence place is unusable, or two settings name one file: the bot would
    refuse to start.
    """
    settings = read_settings()
    logs.set_up(level="error", secrets=settings.secrets)
    findings = asyncio.run(_run_all(settings))
    refused = asyncio.run(evidence_place.fault(settings))
    if refused:
        what = "settings" if refused == own_files.same_fault(settings) else "evidence"
        findings.append(Finding(Verdict.BAD, what, refused))
    text = "\n".join(map(str, findings))
    if refused:
        raise Refused(refused, found=text)
    bad = sum(finding.mark is Verdict.BAD for finding in findings)
    if bad:
        raise Failed(f"{bad} of {len(findings)} findings must be mended", found=text)
    return text


async def _run_all(settings: Settings) -> list[Finding]:
    findings = [
        *_nothing_yet(settings),
        *_settings(),
        *fact_checks.in_folder(Path(settings.profile), int(time.time())),
        *_languages(settings),
        _keys(settings),
        font(),
        *_disk(settings),
        *_private(settings),
        *_lists(settings),
    ]
    findings += [finding async for finding in _bucket(settings)]
    groups: list[Group] = []
    findings += [finding async for finding in _database(settings, groups)]
    findings += [finding async for finding in telegram_checks.examined(settings, groups)]
    findings += [finding async for finding in _mail(settings)]
    return findings


def _nothing_yet(settings: Settings) -> Iterator[Finding]:
    """What sets up everything, where neither token nor keys are set and no database is there."""
    file = sqlite_file(settings.database_url)
    set_up = settings.bot_token.get_secret_value() or settings.seal_keys_text
    if not set_up and (file is None or not file.exists()):
        text = "nothing is set up yet: `jubao setup` asks for all that is missing below"
        yield Finding(Verdict.NOTE, "setup", text)


def _settings() -> Iterator[Finding]:
    strange = unknown()
    if strange:
        text = f"{', '.join(strange)}: not known here; misspelt?"
        yield Finding(Verdict.NOTE, "settings", text)
    else:
        yield Finding(Verdict.GOOD, "settings", "read")
    dotenv = Path(".env")
    if dotenv.exists() and dotenv.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        yield Finding(Verdict.NOTE, "settings", "others may read .env: chmod 600 .env")


def _languages(settings: Settings) -> Iterator[Finding]:
    """Languages of the deployment's own that lack texts, as after an upgrade that brings new ones.

    Texts that are still to be translated are not counted: they are said in English meanwhile.
    """
    for place in languages_in(Path(settings.languages)) if settings.languages else ():
        ours = [each for each in languages_in(HERE) if each.name == place.name]
        found = completeness.lacks(completeness.english(), LanguageTexts(*ours, place))
        wrong = [lack for lack in found if lack.text != completeness.NOT_YET]
        if wrong:
            text = f"{place.name} has {len(wrong)} texts that are missing or wrong: "
            mend = f"`jubao locale check {place.name}`"
            yield Finding(Verdict.NOTE, "languages", f"{text}{mend}")
        else:
            yield Finding(Verdict.GOOD, "languages", f"{place.name}: all texts can be said")


def _keys(settings: Settings) -> Finding:
    try:
        names = [name for name, _ in key_ring_of(settings).keys]
    except SettingsError as missing:
        return Finding(Verdict.BAD, "keys", str(missing))
    return Finding(Verdict.GOOD, "keys", f"{names[0]} encrypts, {len(names)} in all")


def font() -> Finding:
    """Whether there is a font for the summaries of case files."""
    found = summary_pdf.font()
    if found is None:
        text = "none with Chinese, so case files have no PDF: install fonts-noto-cjk"
        return Finding(Verdict.NOTE, "font", text)
    return Finding(Verdict.GOOD, "font", str(found))


def _disk(settings: Settings) -> Iterator[Finding]:
    """Whether the folders of database and evidence are writable and have free space."""
    places = []
    file = sqlite_file(settings.database_url)
    if file is not None:
        places.append(("disk", file.absolute().parent))
    kind, _, path = settings.evidence_url.partition(":")
    if kind == "file":
        places.append(("evidence", Path(path.removeprefix("//")).absolute()))
    for what, place in places:
        if fault := file_faults.folder_fault(place):
            yield Finding(Verdict.BAD, what, fault)
            continue
        stands = next(each for each in (place, *place.parents) if each.exists())
        free = shutil.disk_usage(stands).free
        if free < disk_space.LEAST:
            words = f"only {free // 1024**2} MB free, so no evidence is taken: make room"
            yield Finding(Verdict.BAD, what, f"{place}: {words}")
        elif free < disk_space.SCARCE:
            words = f"only {free // 1024**2} MB free: make room soon"
            yield Finding(Verdict.BAD, what, f"{place}: {words}")
        else:
            yield Finding(Verdict.GOOD, what, f"{place}: {free // 1024**3} GB free")


def _private(settings: Settings) -> Iterator[Finding]:
    """Whether others than their owner may read the files of a SQLite database."""
    file = sqlite_file(settings.database_url)
    for each in file_modes.open_to_others(file) if file is not None else ():
        words = f"others may read {each}: the next start of the bot ends that, or chmod 600 it"
        yield Finding(Verdict.BAD, "database", words)


def _lists(settings: Settings) -> Iterator[Finding]:
    """Whether the files can be written that the first erasure, or the next head, goes to."""
    for what, file in (
        ("erasures", erasure_list_of(settings)),
        ("journal", heads_file(settings)),
    ):
        if fault := file_faults.write_fault(file):
            yield Finding(Verdict.BAD, what, fault)


async def _bucket(settings: Settings) -> AsyncIterator[Finding]:
    """Whether files can be stored and erased in the bucket, if evidence is kept in one."""
    if settings.evidence_url.startswith("file:"):
        return
    try:
        await files_of(settings).try_out()
    except Exception as wrong:  # noqa: BLE001 - also errors in its settings
        match wrong:
            case FilesAway():
                why = wrong.why
            case SettingsError():
                why = str(wrong)
            case _:
                why = first_line(wrong)
        yield Finding(Verdict.BAD, "evidence", f"{settings.evidence_url}: {why}")
    else:
        yield Finding(Verdict.GOOD, "evidence", f"{settings.evidence_url}: stores and erases")


async def _database(settings: Settings, groups: list[Group]) -> AsyncIterator[Finding]:
    """Checks of the database; appends the bound groups to `groups`."""
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        for finding in _first_start(settings, file):
            yield finding
        return
    if not settings.seal_keys_text or own_files.same_fault(settings):
        return  # reported already, or at the end
    try:
        for finding in await _rows(settings, groups):
            yield finding
    except PoolerInTheWay:
        raise  # the bot cannot start
    except SchemaBehind as behind:
        mark, words = (Verdict.NOTE, "an older schema; the next start brings it up to date")
        if file is None:
            mark, words = Verdict.BAD, str(behind)
        yield Finding(mark, "database", words)
    except (KeyMissing, SchemaNewer, StorageBusy) as wrong:
        yield Finding(Verdict.BAD, "database", str(wrong))
    except Exception as wrong:  # noqa: BLE001 - any error of the driver, e.g. a wrong password
        yield Finding(Verdict.BAD, "database", first_line(wrong))


def _first_start(settings: Settings, file: Path) -> Iterator[Finding]:
    """What is to be said before there is a database."""
    if file.is_symlink() and (fault := file_faults.database_fault(file)):
        yield Finding(Verdict.BAD, "database", fault)
        return
    yield Finding(Verdict.NOTE, "database", f"{file}: not there yet, the first start makes it")
    if not settings.admins:
        yield database_checks.NOBODY
    yield from fact_checks.timezones(settings.timezone, None, settings.profile)


async def _rows(settings: Settings, groups: list[Group]) -> list[Finding]:
    async with opened_as_it_is(settings) as db:
        profile = await db.read(core_profile.profile)
        groups += await db.read(units.groups)
        listed = erasure_list_of(settings)
        network = f"{len(profile.units)} units" if profile else "no profile yet"
        return [
            Finding(Verdict.GOOD, "database", f"up to date, opened by the keys, {network}"),
            *_files_there(settings, await db.read(evidence_files.kept_count)),
            *[finding async for finding in database_checks.admins(db)],
            *[finding async for finding in database_checks.examined(db, str(listed))],
            *fact_checks.in_database(profile, int(time.time())),
            *fact_checks.timezones(settings.timezone, profile, settings.profile),
        ]


def _files_there(settings: Settings, kept: int) -> Iterator[Finding]:
    """Whether files are in the folder of the evidence, once files were stored in it."""
    folder = folder_of(settings.evidence_url)
    if folder is None or not kept or _holds_files(folder):
        return
    words = f"{folder} is not there, or empty, and {kept} files were stored in it: mount its disk"
    yield Finding(Verdict.BAD, "evidence", words)


def _holds_files(folder: Path) -> bool:
    """Whether at least one file is stored there; an empty folder of ours is none."""
    found = (name for each in (folder / store_marks.OWN, folder) for name, _ in entries(each))
    return any(map(is_stored_name, found))


async def _mail(settings: Settings) -> AsyncIterator[Finding]:
    """Whether connecting and logging in to the mail server works; sends no mail."""
    if not settings.mails:
        return
    server = MailServer.at(settings.smtp_url.get_secret_value(), settings.mail_from)
    place = f"{server.host}:{server.port}"
    try:
        how = await server.check_login()
    except Lost as lost:
        words = f"{place} does not let us in ({lost}): check JUBAO_SMTP_URL, and that server"
        yield Finding(Verdict.BAD, "mail", words)
        return
    mark = Verdict.GOOD if server.near or how.startswith("by TLS") else Verdict.NOTE
    yield Finding(mark, "mail", f"{place}, {how}")
