"""Files of secrets that cannot be read: the fault names the path, its owner and mode, and us."""

import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.config.settings import SECRET, SettingsError, read_settings
from storage.crypto.encryption import KeyRing

SOMEBODY = 10001  # the user of the image
ROOT = 0


@pytest.fixture
def folder(monkeypatch):
    """A folder that every user may enter: those of pytest are for their owner alone."""
    made = Path(tempfile.mkdtemp(prefix="jubao-secrets-"))
    made.chmod(0o755)
    monkeypatch.chdir(made)
    for variable in [each for each in os.environ if each.startswith("JUBAO_")]:
        monkeypatch.delenv(variable)
    yield made
    shutil.rmtree(made)


@contextmanager
def rights_of_nobody_in_particular():
    """Run as the user of the image where we are root, whom no mode keeps out."""
    if os.geteuid() != ROOT:
        yield os.geteuid()
        return
    groups = os.getgroups()
    os.setgroups([])
    os.seteuid(SOMEBODY)
    try:
        yield SOMEBODY
    finally:
        os.seteuid(ROOT)
        os.setgroups(groups)


def fault(monkeypatch, path, name="seal_keys"):
    monkeypatch.setenv(f"JUBAO_{name.upper()}_FILE", str(path))
    with rights_of_nobody_in_particular() as us, pytest.raises(SettingsError) as said:
        read_settings()
    (line,) = str(said.value).splitlines()
    start = f"JUBAO_{name.upper()}: JUBAO_{name.upper()}_FILE: "
    assert line.startswith(start)
    return line.removeprefix(start), us


def ours(path):
    """Who owns it, and the mode, as a fault says them."""
    found = path.stat()
    return f"belongs to user {found.st_uid}, mode {found.st_mode & 0o7777:04o}"


@pytest.mark.parametrize("name", SECRET)
@pytest.mark.parametrize("mode", [0o600, 0o400, 0o000])
def test_a_file_of_somebody_else_is_named_with_owner_mode_and_our_user(
    folder, monkeypatch, name, mode
):
    path = folder / name
    path.write_text(KeyRing.new())
    path.chmod(mode if os.geteuid() == ROOT else 0o000)
    said, us = fault(monkeypatch, path, name)
    assert f"{path} cannot be read: the file {path} {ours(path)}; this process is user {us}" in said
    if os.geteuid() == ROOT:
        assert said.endswith(f"`chown {SOMEBODY} {path}` and `chmod 0400 {path}`")
    assert "k1:" not in said


def test_what_the_fault_says_to_do_mends_it(folder, monkeypatch):
    path = folder / "seal_keys"
    path.write_text(KeyRing.new())
    path.chmod(0o600 if os.geteuid() == ROOT else 0o000)
    said, _ = fault(monkeypatch, path)
    for command, value in re.findall(r"`(chown|chmod) (\d+) [^`]+`", said):
        if command == "chown":
            os.chown(path, int(value), int(value))
        else:
            path.chmod(int(value, 8))
    with rights_of_nobody_in_particular():
        assert read_settings().seal_keys_text == path.read_text()


def test_a_folder_that_we_may_not_enter_is_named_instead(folder, monkeypatch):
    inner = folder / "secrets"
    inner.mkdir()
    path = inner / "seal_keys"
    path.write_text(KeyRing.new())
    inner.chmod(0o700 if os.geteuid() == ROOT else 0o000)
    said, us = fault(monkeypatch, path)
    assert (
        f"{path} cannot be read: the folder {inner} {ours(inner)}; this process is user {us}: "
        in (said)
    )
    assert f"`chmod 0700 {inner}`" in said
    inner.chmod(0o700)


def test_our_own_file_without_a_right_to_read_it_needs_the_mode_alone(folder, monkeypatch):
    path = folder / "token"
    path.write_text("x")
    path.chmod(0o200)
    if os.geteuid() == ROOT:
        os.chown(path, SOMEBODY, SOMEBODY)
    said, us = fault(monkeypatch, path)
    assert said.endswith(f"mode 0200; this process is user {us}: `chmod 0400 {path}`")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "there is no file {path}"),
        (lambda path: path.symlink_to("gone"), "there is no file {path}"),
        (lambda path: path.mkdir(), "{path} is a folder: put a file in its place"),
        (lambda path: path.write_text(""), "{path} is empty"),
        (lambda path: path.write_text(" \n"), "{path} is empty"),
        (lambda path: path.write_text("k" * 70_000), "{path} has more than 65536 bytes"),
        (
            lambda path: path.write_bytes(b"\xff\xfe\xff"),
            "{path}: is not UTF-8 text, but UTF-16, line 1: save it as UTF-8 in your editor",
        ),
    ],
)
def test_what_is_no_file_of_a_secret_is_named(folder, monkeypatch, make, words):
    path = folder / "seal_keys"
    make(path)
    assert fault(monkeypatch, path)[0] == words.format(path=path)


def test_a_file_where_a_folder_should_be_is_named(folder, monkeypatch):
    (folder / "secrets").write_text("")
    path = folder / "secrets" / "seal_keys"
    assert fault(monkeypatch, path)[0] == f"{path} lies in a file that should be a folder"


def test_a_path_is_shown_whole_where_only_a_name_was_given(folder, monkeypatch):
    assert fault(monkeypatch, "nowhere")[0] == f"there is no file {folder / 'nowhere'}"
