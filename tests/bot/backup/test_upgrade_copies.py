"""Who may read the files of a database, and how long copies from before an upgrade are kept."""

import os
import stat
import time

import pytest

from bot.backup import upgrade_copies
from bot.doctor import checks
from bot.runtime import jobs
from storage.backup import archive
from storage.engine import file_modes
from tests.storage.engine.test_schema import NEXT, next_release  # noqa: F401 - a fixture
from tests.support.chat import _read, talking

DAY = 24 * 3600


@pytest.fixture(autouse=True)
def usual_umask():
    """As on most machines: others may read what is not created with care."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder):
    return {
        each.name: oct(stat.S_IMODE(each.stat().st_mode))
        for each in folder.iterdir()
        if each.is_file()
    }


async def test_a_database_its_wal_and_its_copies_are_their_owners_alone(tmp_path, opens, request):
    url = f"sqlite+aiosqlite:///{tmp_path}/jubao.db"
    await (await opens(url)).close()
    request.getfixturevalue("next_release")(NEXT)

    await opens(url)

    found = modes(tmp_path)
    assert {"jubao.db", "jubao.db-wal", "jubao.db-shm", "jubao.db.before-9999"} <= set(found)
    assert set(found.values()) == {"0o600"}


async def test_a_start_tightens_what_an_earlier_release_left_open(installed_url, tmp_path):
    file = tmp_path / "jubao.db"
    copy, foreign = tmp_path / "jubao.db.before-0005", tmp_path / "jubao.db.before-lunch"
    copy.touch()
    foreign.touch()
    for each in (file, copy, foreign):
        each.chmod(0o644)

    found = [each.words for each in checks._private(_read(database_url=installed_url))]
    assert [str(file) in found[0], str(copy) in found[1], len(found)] == [True, True, 2]
    async with talking(installed_url, tmp_path):
        opened = modes(tmp_path)

    assert opened.pop(foreign.name) == "0o644"
    assert {opened[each] for each in ("jubao.db", "jubao.db-wal", copy.name)} == {"0o600"}
    assert list(checks._private(_read(database_url=installed_url))) == []


async def test_a_copy_from_before_an_upgrade_is_removed_after_its_days_and_nothing_else(
    installed_url, tmp_path
):
    names = {
        "jubao.db.before-0005": True,
        "jubao.db.before-0005-wal": True,
        "jubao.db.before-0006": False,  # too young
        "jubao.db.before-lunch": False,
        "jubao.db.before-0005.txt": False,
        "other.db.before-0005": False,
        "backup.tar": False,
    }
    async with talking(installed_url, tmp_path, since=time.time()) as world:
        services, settings = world.jubao.services, world.jubao.settings
        for name in names:
            (tmp_path / name).touch()
            age = 6 if name.endswith("6") else 8
            os.utime(tmp_path / name, (time.time() - age * DAY,) * 2)

        services.keeper.judged(services.keeper.seen(), "doubt")
        await upgrade_copies.expire(settings, services)
        assert all((tmp_path / name).exists() for name in names)
        services.keeper.judged(services.keeper.seen(), None)
        await upgrade_copies.expire(settings, services)

    assert {name: not (tmp_path / name).exists() for name in names} == names


async def test_the_days_of_a_copy_count_from_when_a_trusted_clock_has_seen_it(
    tmp_path, opens, request
):
    settings = _read(database_url=f"sqlite+aiosqlite:///{tmp_path}/jubao.db")
    await (await opens(settings.database_url)).close()
    request.getfixturevalue("next_release")(NEXT)
    await opens(settings.database_url)
    copy, now = tmp_path / "jubao.db.before-9999", time.time()

    # Whatever the clock said at the upgrade, years ahead or behind.
    assert upgrade_copies.old(settings, now + 1000 * DAY) == 0
    assert upgrade_copies.remove(settings, now) == 0
    assert abs(copy.stat().st_mtime - now) < 1
    assert upgrade_copies.remove(settings, now + 6 * DAY) == 0
    assert upgrade_copies.remove(settings, now + 8 * DAY) == 1
    assert not copy.exists()


async def test_the_running_bot_removes_them(installed_url, tmp_path):
    async with talking(installed_url, tmp_path) as world:
        found = jobs.jobs(world.jubao)
        for each in found:
            each.close()
    assert any("upgrade_copies" in each.cr_code.co_filename for each in found)


def test_a_backup_that_goes_on_in_an_open_file_is_closed_to_others(tmp_path):
    path = tmp_path / "backup.tar.part"
    path.touch(mode=0o644)
    with archive.writing(path, 1):
        assert modes(tmp_path) == {path.name: "0o600"}


def test_a_symbolic_link_is_no_copy(tmp_path):
    (tmp_path / "jubao.db.before-0001").symlink_to("/etc/passwd")
    assert list(file_modes.copies(tmp_path / "jubao.db")) == []
