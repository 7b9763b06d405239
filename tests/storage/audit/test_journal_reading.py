"""Pages of the journal, on both databases: complete, in order, none twice."""

from storage.audit import journal, journal_reading
from storage.audit.journal_reading import JournalPlace


def wrote(tx):
    for number in range(25):
        journal.add(
            tx,
            journal.Entry(
                who="anna" if number % 2 else "ben",
                role=5,
                verb="export",
                case_id=0,
                unit="",
                reason="a secret",
                written_at=1000 + number // 3,  # several in a second
            ),
        )


def all_pages(read, key):
    found, before = [], None
    while page := read(before):
        found += page
        before = key(page[-1])
    return found


async def test_pages_of_a_time_hold_each_entry_once_newest_first(db):
    await db.run(wrote)

    def pages(tx):
        return all_pages(
            lambda before: journal_reading.of_time(tx, 1001, 1008, limit=4, before=before),
            lambda line: JournalPlace(line.written_at, line.id),
        )

    found = await db.run(pages)
    keys = [(line.written_at, line.id) for line in found]
    assert keys == sorted(set(keys), reverse=True)
    assert len(keys) == 21
    assert {at for at, _ in keys} == set(range(1001, 1008))


async def test_pages_of_a_person_and_of_a_case_hold_theirs_alone(db):
    await db.run(wrote)

    def of(read, whose):
        return lambda tx: all_pages(
            lambda before: read(tx, whose, limit=5, before=before or 0), lambda line: line.id
        )

    ben = await db.run(of(journal_reading.of_person, ["ben"]))
    assert len(ben) == 13
    assert {line.who for line in ben} == {"ben"}
    assert len(await db.run(of(journal_reading.of_case, 0))) == 25
    assert await db.run(of(journal_reading.of_case, 7)) == []


async def test_no_reason_is_read(db):
    await db.run(wrote)
    [line] = await db.run(lambda tx: journal_reading.of_person(tx, ["anna"], limit=1))
    assert "a secret" not in repr(line)
