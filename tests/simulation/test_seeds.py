"""The channel as a whole, by seeds: whatever people, Telegram and death do, the promises hold.

One seed again: `JUBAO_SEED=17 .venv/bin/pytest tests/simulation -k one`.
"""

import os
from collections import Counter

import pytest

from tests.support.simulation import Simulation, template

STEPS = 12
SHORT, SHARDS, LONG = 4, 20, 100
FIRST = int(os.environ.get("JUBAO_SEED", "0"))


@pytest.fixture
async def database(installed_template, tmp_path, key_ring):
    return await template(installed_template, tmp_path / "template.db", key_ring)


async def simulated(first, many, database, folder):
    figures = Counter()
    for seed in range(first, first + many):
        place = folder / str(seed)
        place.mkdir()
        try:
            figures += await Simulation(seed, database, place).run(STEPS)
        except BaseException:
            print(f"again: JUBAO_SEED={seed} .venv/bin/pytest tests/simulation -k one")
            raise
    return figures


async def test_one_seed(database, tmp_path):
    assert (await simulated(FIRST, 1, database, tmp_path))["runs"] == 1


async def test_some_seeds(database, tmp_path):
    figures = await simulated(1, SHORT, database, tmp_path)
    assert figures["runs"] == SHORT
    assert figures["reports"] > 0
    assert figures["deaths"] > 0
    print(figures)


@pytest.mark.soak
@pytest.mark.parametrize("shard", range(SHARDS))
async def test_thousands_of_seeds(shard, database, tmp_path, record_property):
    figures = await simulated(1000 + shard * LONG, LONG, database, tmp_path)
    record_property("measured", dict(figures))
