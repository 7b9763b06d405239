"""Admins by the settings, read again while the process runs."""

import os
import signal

import pytest

from bot.config.settings import SettingsError
from bot.runtime import reload, serving
from storage.network import people
from tests.dialogs.moderation.test_casework import newest
from tests.support.chat import _read


def settings(*ids):
    return lambda: _read(admin_ids=",".join(map(str, ids)))


async def test_an_id_taken_out_of_the_settings_is_no_admin_after_a_reload(world):
    he, deng = world.person("He"), world.person("Deng")
    world.jubao.services.admins = frozenset({he.account})  # as the process was started
    world.db.name_admins(world.jubao.services.admins)
    await he.says("/units")
    assert newest(he) != he.words("refusal-not-allowed")

    reload.admins(world.db, world.jubao.services, settings(deng.account))

    await he.says("/units")
    assert newest(he) == he.words("refusal-not-allowed")
    await deng.says("/units")
    assert newest(deng) != deng.words("refusal-not-allowed")
    assert [each.who for each in await world.db.run(people.admins)] == [
        await world.db.run(people.who_is, deng.account)
    ]


async def test_settings_with_a_fault_change_nothing(world):
    he = world.person("He")
    reload.admins(world.db, world.jubao.services, settings(he.account))

    def faulty():
        raise SettingsError("JUBAO_ADMIN_IDS: expected numbers")

    reload.admins(world.db, world.jubao.services, faulty)

    await he.says("/units")
    assert newest(he) != he.words("refusal-not-allowed")


async def test_a_hangup_signal_reloads_and_stops_nothing(world, monkeypatch):
    read = []
    monkeypatch.setattr(reload, "admins", lambda *about: read.append(about))
    with serving.reloading(world.jubao):
        os.kill(os.getpid(), signal.SIGHUP)
        await world.settle()
        for _ in range(3):
            await world.settle()
    assert read == [(world.jubao.db, world.jubao.services)]
    assert not world.jubao.stopping.is_set()


@pytest.fixture(autouse=True)
def _survives():
    """A signal that nobody handles must not end the tests."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGHUP, before)
