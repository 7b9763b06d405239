"""Variables are set in `.env` and nothing else in it changes."""

import io
import os
import stat

import pytest
from dotenv import dotenv_values

from bot.core.errors import Failed
from bot.first_setup import env_file

OLD = '# ours\nJUBAO_LOCALE=en\n\nexport JUBAO_BOT_TOKEN = "old"\nOTHER=1\njubao_bot_token=older\n'


def test_a_variable_is_changed_where_it_stands_and_others_come_last():
    text = env_file.changed(OLD, {"JUBAO_BOT_TOKEN": "1:a", "JUBAO_ADMIN_IDS": "41"})
    assert text == ("# ours\nJUBAO_LOCALE=en\n\nJUBAO_BOT_TOKEN=1:a\nOTHER=1\nJUBAO_ADMIN_IDS=41\n")


@pytest.mark.parametrize("value", ["a b", "sqlite+aiosqlite:////tmp/x#y", 'q"', "\\d", "举报"])
def test_a_value_is_read_as_it_was_written(value):
    text = env_file.changed("", {"JUBAO_X": value})
    assert text.startswith("# ")
    assert dotenv_values(stream=io.StringIO(text)) == {"JUBAO_X": value}


@pytest.mark.parametrize(
    ("old", "value"),
    [
        ("", "it's"),  # ends its own quotation
        ("", "${HOME}/x"),  # would be replaced
        ('A="one\nJUBAO_X=two\nthree"\n', "new"),  # lies in another value
    ],
)
def test_what_cannot_be_changed_safely_is_left_to_the_operator(old, value):
    with pytest.raises(Failed, match="by hand"):
        env_file.changed(old, {"JUBAO_X": value})


def test_the_file_is_for_its_owner_and_whole_or_not_there(tmp_path, monkeypatch):
    path = tmp_path / ".env"
    path.write_text("OLD=1\n")
    path.chmod(0o644)
    env_file.write(path, "NEW=1\n")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("NEW=1\n", 0o600)

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Failed, match="No space left"):
        env_file.write(path, "NEWER=1\n")
    assert path.read_text() == "NEW=1\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path):
    real = tmp_path / "real"
    (tmp_path / ".env").symlink_to(real)
    env_file.write(tmp_path / ".env", "A=1\n")
    assert ((tmp_path / ".env").is_symlink(), real.read_text()) == (True, "A=1\n")
