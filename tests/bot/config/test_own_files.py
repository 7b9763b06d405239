"""No two settings name one file, and no command writes over a file of the deployment."""

import os

import pytest

from bot.config import own_files
from bot.config.settings import read_settings
from bot.core.errors import Refused
from tests.support.database import KEY_RING


def settings_of(folder, **more):
    url = f"sqlite+aiosqlite:///{folder}/data/jubao.db"
    return read_settings(**{"database_url": url, "seal_keys": KEY_RING, **more})


@pytest.fixture(autouse=True)
def in_its_folder(request, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if "shell" not in request.fixturenames:
        (tmp_path / "data").mkdir()


def plain(file):
    return file


def relative(file):
    return os.path.relpath(file)


def dotted(file):
    return f"{file.parent}/../data/./{file.name}"


def by_link(file):
    link = file.parent.parent / "link"
    link.symlink_to(file)
    return link


def by_hard_link(file):
    file.touch()
    link = file.parent.parent / "hard"
    link.hardlink_to(file)
    return link


def by_folder_link(file):
    link = file.parent.parent / "folder"
    link.symlink_to(file.parent)
    return link / file.name


SPELLINGS = (plain, relative, dotted, by_link, by_hard_link, by_folder_link)


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("name", ["journal_heads", "erasure_list"])
def test_a_file_of_ours_is_not_the_database_however_it_is_written(tmp_path, name, spelling):
    file = tmp_path / "data" / "jubao.db"
    named = spelling(file)
    with pytest.raises(Refused) as refused:
        own_files.check(settings_of(tmp_path, **{name: str(named)}))
    variable = f"JUBAO_{name.upper()}"
    said = str(refused.value)
    assert said.startswith(f"JUBAO_DATABASE_URL ({file}) and {variable} (")
    assert said.endswith(f" are the same file: set {variable} to another")


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_nor_what_sqlite_keeps_beside_the_database(tmp_path, end):
    real, link = tmp_path / "disk" / "jubao.db", tmp_path / "data" / "jubao.db"
    link.symlink_to(real)
    with pytest.raises(Refused, match="SQLite beside JUBAO_DATABASE_URL"):
        own_files.check(settings_of(tmp_path, erasure_list=f"{real}{end}"))


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_list_and_heads_are_two_files(tmp_path, spelling):
    file = tmp_path / "data" / "proofs"
    settings = settings_of(tmp_path, erasure_list=str(file), journal_heads=str(spelling(file)))
    with pytest.raises(Refused, match=r"JUBAO_ERASURE_LIST .* and JUBAO_JOURNAL_HEADS .* the same"):
        own_files.check(settings)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"erasure_list": "data/journal-heads"}, "JUBAO_JOURNAL_HEADS, which is not set"),
        ({"journal_heads": "data/jubao.db.erased"}, "JUBAO_ERASURE_LIST, which is not set"),
        ({"database_url": "sqlite:///data/journal-heads"}, "JUBAO_JOURNAL_HEADS, which is not set"),
        ({"database_url": "sqlite:///.env"}, "the settings"),
        ({"journal_heads": ".env"}, "the settings"),
        (
            {"database_url": "postgresql://h/n", "erasure_list": "data/journal-heads"},
            "JUBAO_JOURNAL_HEADS, which is not set",
        ),
    ],
)
def test_defaults_and_the_settings_themselves_count(tmp_path, given, named):
    with pytest.raises(Refused) as refused:
        own_files.check(settings_of(tmp_path, **given))
    assert f"{named} (" in str(refused.value)


def test_a_file_with_a_secret_is_none_that_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("JUBAO_SMTP_URL_FILE", "password")
    (tmp_path / "password").write_text("smtp://user:password@mail.example:587")
    settings = settings_of(tmp_path, mail_from="a@b.example", journal_heads="password")
    with pytest.raises(Refused, match=r"JUBAO_SMTP_URL_FILE .* and JUBAO_JOURNAL_HEADS"):
        own_files.check(settings)
    (tmp_path / "token").write_text("1000001:command-line-command-line-command-line")
    (tmp_path / ".env").write_text("jubao_bot_token_file=token\n")
    with pytest.raises(Refused, match="JUBAO_BOT_TOKEN_FILE"):
        own_files.refuse_output(
            settings_of(tmp_path, mail_from="a@b.example"), tmp_path / "token", "the export"
        )


@pytest.mark.parametrize("name", ["journal_heads", "erasure_list"])
@pytest.mark.parametrize("place", ["x", "below/x", "jubao-files/x", ""])
def test_none_lies_in_the_evidence(tmp_path, name, place):
    evidence = tmp_path / "store"
    settings = settings_of(
        tmp_path, evidence_url=f"file:{evidence}", **{name: f"{evidence}/{place}".rstrip("/")}
    )
    with pytest.raises(Refused, match=f"place of the evidence.*set JUBAO_{name.upper()} to a file"):
        own_files.check(settings)


def test_usual_settings_are_no_fault(tmp_path):
    own_files.check(read_settings())
    own_files.check(settings_of(tmp_path))
    shared = {"erasure_list": "backups/jubao.erased", "journal_heads": "backups/journal-heads"}
    settings = settings_of(tmp_path, **shared)
    own_files.refuse_backup(settings, tmp_path / "backups" / "night.tar")
    own_files.refuse_backup(settings_of(tmp_path), tmp_path / "data" / "night.tar")


@pytest.mark.parametrize(
    "name",
    ["jubao.db", "jubao.db-wal", "jubao.db.erased", "jubao.erased", "journal-heads", "../.env"],
)
@pytest.mark.parametrize("is_there", [False, True])
def test_a_backup_gets_none_of_these_names(tmp_path, name, is_there):
    to = tmp_path / "data" / name
    if is_there:
        to.touch()
    with pytest.raises(Refused, match="name another file"):
        own_files.refuse_backup(settings_of(tmp_path), to)


@pytest.mark.parametrize("spelling", SPELLINGS[1:])
def test_a_backup_is_none_of_the_files_however_it_is_written(tmp_path, spelling):
    file = tmp_path / "data" / "heads"
    to = spelling(file)
    settings = settings_of(tmp_path, journal_heads=str(file))
    with pytest.raises(Refused, match="is the file of JUBAO_JOURNAL_HEADS"):
        own_files.refuse_backup(settings, tmp_path / to)


@pytest.mark.parametrize(
    "given",
    [
        {"erasure_list": "backups/journal-heads"},
        {"journal_heads": "backups/jubao.erased"},
        {"database_url": "sqlite:///backups/jubao.erased"},
    ],
)
def test_what_is_kept_beside_a_backup_overwrites_nothing_else(tmp_path, given):
    settings = settings_of(tmp_path, **given)
    with pytest.raises(Refused, match="kept beside the backup"):
        own_files.refuse_backup(settings, tmp_path / "backups" / "night.tar")


ANY = ("run", "doctor", "restore night.tar", "backup night.tar", "retention", "migrate", "health")


@pytest.mark.parametrize("words", ANY)
async def test_commands_refuse_settings_that_name_one_file(shell, words):
    """The database is as it was, and nothing is made."""
    shell.has(shell.installed)
    (shell.folder / "night.tar").write_bytes(b"a backup")
    before = shell.file.read_bytes()
    (shell.folder / "heads").hardlink_to(shell.file)
    ran = await shell.types(*words.split(), JOURNAL_HEADS="heads")
    assert ran.code == 3, ran
    said = f"JUBAO_DATABASE_URL ({shell.file}) and JUBAO_JOURNAL_HEADS ({shell.folder}/heads) are"
    assert ran.complaint.startswith(said)
    if words == "doctor":
        assert f"FAIL  settings  {ran.complaint}" in ran.out
        assert ran.out.count(ran.complaint) == 1
    assert shell.file.read_bytes() == before
    assert len(list(shell.file.parent.iterdir())) == 1


DAYS = "--from 2026-01-01 --to 2026-01-31"
WRITERS = (
    "backup {}",
    "directory export {}",
    f"export audit {DAYS} --out {{}}",
    f"export cases {DAYS} --format xlsx --out {{}}",
    "case-file 2611-0002 --out {}",
)


@pytest.mark.parametrize("words", WRITERS)
async def test_commands_write_over_no_file_of_the_deployment(shell, words):
    shell.has(shell.installed)
    (shell.folder / ".env").write_text("JUBAO_LOG_LEVEL=info\n")
    for name, named in ((shell.file, "JUBAO_DATABASE_URL"), (".env", "the settings")):
        ran = await shell.types(*words.format(name).split())
        assert ran.code == 3, ran
        assert ran.complaint.endswith(f"is the file of {named}: name another file")
    assert (shell.folder / ".env").read_text() == "JUBAO_LOG_LEVEL=info\n"


async def test_a_new_database_is_none_of_the_files(shell):
    shell.has(shell.installed)
    target = f"sqlite:///{shell.folder}/heads"
    ran = await shell.types("db", "copy", shell.url, target, JOURNAL_HEADS="heads")
    assert (ran.code, "JUBAO_JOURNAL_HEADS" in ran.complaint) == (3, True)
    assert not (shell.folder / "heads").exists()
