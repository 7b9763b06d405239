import pytest

from domain.errors import Refusal
from storage.files import Files


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
    assert not list((tmp_path / "evidence").iterdir())


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
