"""Evidence in a bucket: through faults of its server, in pieces, and what is said without it."""

import os
from datetime import timedelta

import pytest

from domain.core.errors import FileGone, FilesAway
from storage.files import object_store
from storage.files.blobs import CHUNK, Files
from storage.files.places import S3
from tests.support.buckets import line

BUSY = b"HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
RESET = b""


@pytest.fixture
def hasty(monkeypatch):
    """One more try, and no patience."""
    monkeypatch.setattr(object_store, "TRIES", 1)
    monkeypatch.setattr(object_store, "PATIENCE", timedelta(seconds=0.5))


@pytest.mark.parametrize("fault", [BUSY, RESET], ids=["busy", "reset"])
async def test_a_server_that_stumbles_is_asked_again(bucket, fault):
    async with line(bucket.endpoint) as between:
        files = bucket.files(between.endpoint)
        between.spoilt = [fault, fault]
        await files.put("ab12", b"first")
        assert between.tried == 3
        assert await files.get("ab12") == b"first"


async def test_a_store_that_is_away_says_so_and_is_the_same_when_it_is_back(bucket, hasty):
    async with line(bucket.endpoint) as between:
        files = bucket.files(between.endpoint)
        await files.put("ab12", b"first")
        between.cuts()
        for ask in (
            files.put("cd34", b"x"),
            files.replace("cd34", [b"x"]),
            files.get("ab12"),
            files.has("ab12"),
            files.delete("ab12"),
            files.look(),
            files.names(),
        ):
            with pytest.raises(FilesAway) as said:
                await ask
            assert said.value.key == "evidence-away"
        between.cut = False
        await files.look()
        assert await files.names() == ["ab12"]


async def test_a_bucket_that_is_not_there_is_no_file_that_is_gone(bucket, hasty):
    files = Files("s3://nobody-has-made-this/x", bucket.reached())
    for ask in (files.put("ab12", b"x"), files.look(), files.replace("ab12", [b"x"])):
        with pytest.raises(FilesAway):
            await ask


async def test_wrong_addresses_and_keys_are_never_shown(bucket, hasty):
    files = Files(bucket.url, S3(endpoint="http://127.0.0.1:9", key_id="kkk", secret="sss"))
    with pytest.raises(FilesAway) as said:
        await files.get("ab12")
    assert "sss" not in f"{said.value.why}{said.value.__cause__}{files.__dict__}"


async def test_a_large_file_goes_and_comes_in_pieces(bucket):
    files = bucket.files()
    data = os.urandom(2 * CHUNK + 12345)
    await files.replace("ab12", (data[at : at + 65536] for at in range(0, len(data), 65536)))
    reading = await files.reading("ab12")
    pieces = list(reading.pieces())
    assert b"".join(pieces) == data
    assert reading.size == len(data)
    assert max(map(len, pieces)) < 2 * 1024 * 1024
    again = (await files.reading("ab12")).file()
    assert again.read(1000) == data[:1000]
    assert again.read() == data[1000:]


async def test_the_usual_variables_hold_where_no_setting_does(bucket, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", bucket.endpoint)
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a secret")
    await Files(bucket.url).put("ab12", b"x")
    assert await bucket.files().get("ab12") == b"x"


async def test_a_server_that_knows_no_conditions_keeps_the_same_content_all_the_same(
    bucket, monkeypatch
):
    monkeypatch.setenv("AWS_CONDITIONAL_PUT", "disabled")
    files = bucket.files()
    await files.put("ab12", b"first")
    await files.put("ab12", b"again")
    assert await files.names() == ["ab12"]


async def test_two_places_in_one_bucket_do_not_see_each_other(bucket):
    other = Files(bucket.url.replace("some/prefix", "elsewhere"), bucket.reached())
    await other.put("ab12", b"x")
    assert await bucket.files().names() == []
    with pytest.raises(FileGone):
        await bucket.files().get("ab12")
