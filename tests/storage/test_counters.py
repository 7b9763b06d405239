from storage import counters


async def test_counts(db):
    assert [await db.run(counters.next_value, "x") for _ in range(3)] == [1, 2, 3]
