import os

import obstore
import pytest

from domain.core.errors import Refusal
from storage.files.blobs import Files

OLD, NEW = "ab" * 16, "cd" * 16


@pytest.fixture(params=["folder", "bucket"])
def files(request, tmp_path) -> Files:
    if request.param == "bucket":
        return request.getfixturevalue("bucket").files()
    return Files(f"file:{tmp_path}/evidence")


async def test_bytes_come_back_as_they_were_put(files):
    await files.put("ab12", bytes(range(256)) * 100)
    assert await files.get("ab12") == bytes(range(256)) * 100


async def test_the_same_content_twice_is_kept_once_and_never_replaced(files):
    await files.put("ab12", b"first")
    await files.put("ab12", b"second")
    assert await files.get("ab12") == b"first"
    assert await files.names() == ["ab12"]


async def test_what_is_not_there_is_said_kindly(files):
    with pytest.raises(Refusal):
        await files.get("ab12")


async def test_deleted_bytes_are_gone_and_deleting_twice_is_fine(files):
    await files.put("ab12", b"x")
    await files.delete("ab12")
    await files.delete("ab12")
    assert await files.names() == []
    assert not await files.has("ab12")


async def test_a_folder_keeps_nothing_of_what_was_deleted(tmp_path):
    files = Files(f"file:{tmp_path}/evidence")
    await files.put("ab12", b"x")
    await files.delete("ab12")
    assert not [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]


async def test_other_bytes_take_the_place_of_what_is_kept(files):
    await files.put("ab12", b"first")
    await files.replace("ab12", iter([b"sec", b"ond"]))
    assert await files.get("ab12") == b"second"
    assert await files.head("ab12", 3) == b"sec"
    assert list((await files.reading("ab12")).pieces()) == [b"second"]


async def test_a_trial_leaves_nothing(files):
    await files.try_out()
    assert await files.is_empty()


async def test_a_new_store_finds_what_an_old_one_kept(tmp_path):
    await Files(f"file:{tmp_path}/evidence").put("ab12", b"x")
    assert await Files(f"file://{tmp_path}/evidence").get("ab12") == b"x"


async def test_an_empty_store_has_no_names(files):
    assert await files.names() == []


async def test_a_folder_that_cannot_be_is_an_error_at_once(tmp_path):
    (tmp_path / "evidence").write_text("a file stands where the folder should be")
    with pytest.raises(OSError, match="exists"):
        await Files(f"file:{tmp_path}/evidence").put("ab12", b"x")


async def earlier(files, name, data):
    """A file as the release before stored it: directly in the configured place."""
    await obstore.put_async(files._store, name, data)


async def test_what_an_earlier_release_stored_is_read_sealed_anew_and_erased(files):
    await earlier(files, OLD, b"first")
    assert await files.has(OLD)
    assert (await files.get(OLD), await files.head(OLD, 3)) == (b"first", b"fir")
    assert b"".join((await files.reading(OLD)).pieces()) == b"first"
    assert await files.names() == []
    assert [name async for batch in files.listed(earlier=True) for name, _ in batch] == [OLD]

    await files.replace(OLD, [b"second"])
    assert await files.get(OLD) == b"second"
    assert await files.names() == []  # it was not stored a second time

    await files.delete(OLD)
    assert not await files.has(OLD)
    assert await files.is_empty()


async def test_only_our_own_folder_is_listed_and_erased_from(files):
    for name in (OLD, "budget.docx", "sub/photo.jpg", f"jubao-files.old/{OLD}"):
        await earlier(files, name, b"theirs")
    await files.put(NEW, b"ours")
    await files.set_mark(b"{}")
    assert await files.names() == [NEW]
    await files.delete_unknown(OLD)
    assert await files.get(OLD) == b"theirs"
    assert not await files.is_empty()


async def test_a_mark_is_made_once_and_written_over_by_whoever_has_read_it(files):
    assert await files.mark() is None
    assert await files.set_mark(b"first", new=True)
    assert not await files.set_mark(b"second", new=True)
    assert await files.mark() == b"first"
    await files.set_mark(b"third")
    assert await files.mark() == b"third"


async def test_a_link_in_our_folder_leads_nowhere(tmp_path):
    files = Files(f"file:{tmp_path}/evidence")
    await files.put(NEW, b"ours")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / OLD).write_bytes(b"theirs")
    own = tmp_path / "evidence" / "jubao-files"
    (own / "linked").symlink_to(elsewhere)
    (own / OLD).symlink_to(elsewhere / OLD)
    (own / os.fsdecode(b"\xff")).touch()  # a name that is no text
    assert OLD not in await files.names()
    assert NEW in await files.names()
