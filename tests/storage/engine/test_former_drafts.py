"""A database of the release before: migrated, its open reports go on, and the new rows work."""

import shutil

import pytest
from sqlalchemy import text

from storage.engine import schema
from storage.reporting import drafts, told_messages

FORMER = "0006"
LINK = {
    "raw": "https://example.org/shop",
    "normalised": "https://example.org/shop",
    "host": "example.org",
    "site": "example.org",
    "disguised": False,
}
DOCUMENT = {  # as release 0.1 stored it
    "link": {"links": [LINK], "origin": None, "text": "https://example.org/shop"},
    "category": "fraud",
    "words": "they took my money",
}


@pytest.fixture
async def former_url(request, tmp_path, monkeypatch, opens):
    """`await former_url(kind, fill)`: a database that only the release before has seen."""

    async def former_url(kind, fill):
        url = (
            request.getfixturevalue("empty_postgres_url")
            if kind == "postgres"
            else f"sqlite+aiosqlite:///{tmp_path}/former.db"
        )
        folder = tmp_path / "migrations"
        shutil.copytree(schema.MIGRATIONS, folder)
        for file in (folder / "versions").glob("*.py"):
            if file.name[:4].isdigit() and file.name[:4] > FORMER:
                file.unlink()
        with monkeypatch.context() as before:
            before.setattr(schema, "MIGRATIONS", folder)
            schema._revisions.cache_clear()  # the former release is another process
            await schema.migrate(url)
            db = await opens(url)
            await fill(db)
            await db.close()
        schema._revisions.cache_clear()
        return url

    return former_url


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_an_open_report_of_the_release_before_goes_on(kind, former_url, opens):
    url = await former_url(kind, insert)
    await schema.migrate(url)
    db = await opens(url)
    found = await db.run(drafts.active, "anna")
    assert found.carried.texts == (LINK["raw"], "they took my money")
    assert dict(found.answers) == {"category": "fraud"}

    await db.run(drafts.discard, "d1", 200)
    assert await db.run(drafts.active, "anna") is None
    await db.run(told_messages.keep, "anna", 7, 31, 100)
    assert await db.run(told_messages.about, "anna", 7) == 31
    await db.close()


async def insert(db):
    """A draft, written as the release before wrote it."""

    def write(tx):
        sealed = tx.cipher.seal_json(DOCUMENT, "drafts.sealed:d1")
        row = {"id": "d1", "who": "anna", "form": "report", "sealed": sealed}
        times = {"started_at": 100, "touched_at": 100, "touch": 1}
        names = ", ".join({**row, **times})
        values = ", ".join(f":{name}" for name in {**row, **times})
        tx.execute(text(f"INSERT INTO drafts ({names}) VALUES ({values})"), {**row, **times})

    await db.run(write)
