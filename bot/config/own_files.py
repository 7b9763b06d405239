"""The files that the settings name: where they are, and that no two of them are one file.

Each of them is written as if it were the only one of that name, so two in one place would destroy
or mix what they hold. Evidence that no row refers to is erased, so none of them may lie in it.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.config.settings import PREFIX, SECRET, Settings
from bot.config.settings_files import secret_files
from bot.core.errors import Refused
from storage.backup import erasure_list
from storage.core.database_url import sqlite_file
from storage.engine import file_modes
from storage.files.places import folder_of
from storage.files.store_marks import OWN

HEADS = "journal-heads"  # the name of the file with heads, beside a database or a backup
_DATABASE = f"{PREFIX}DATABASE_URL"
_LIST = f"{PREFIX}ERASURE_LIST"
_HEADS = f"{PREFIX}JOURNAL_HEADS"


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the deployment. `name` says which, for people; `variable` is what decides its path.

    `is_written` is false for what the bot only reads.
    """

    name: str
    variable: str
    path: Path
    is_written: bool = True


def erasure_list_of(settings: Settings) -> Path:
    """The list of erasures: by default beside the SQLite database, else beside the evidence."""
    if settings.erasure_list:
        return Path(settings.erasure_list)
    file = sqlite_file(settings.database_url)
    if file is not None:
        return Path(f"{file}.erased")
    evidence = folder_of(settings.evidence_url)
    return (Path("data") if evidence is None else evidence.parent) / erasure_list.NAME


def heads_file(settings: Settings) -> Path:
    """Where the heads of the journal are kept: by default beside a SQLite database."""
    if settings.journal_heads:
        return Path(settings.journal_heads)
    file = sqlite_file(settings.database_url)
    return Path("data") / HEADS if file is None else file.with_name(HEADS)


def check(settings: Settings) -> None:
    """Raise Refused if two of the files are one, or one lies in the evidence.

    Creates and opens nothing.
    """
    refuse_same(settings)
    folder, file = folder_of(settings.evidence_url), sqlite_file(settings.database_url)
    if folder is not None and file is not None:
        place = file.resolve().parent / "evidence"
        remedy = (
            f"set {PREFIX}EVIDENCE_URL to file:{place}, and move the evidence there "
            "(the files whose names are 32 letters and digits)"
        )
        refuse_inside(settings, file, "the database", remedy)
    for what, path, variable in (
        ("the list of erasures", erasure_list_of(settings), _LIST),
        ("the file of the journal's heads", heads_file(settings), _HEADS),
    ):
        refuse_inside(settings, path, what, f"set {variable} to a file elsewhere")


def refuse_same(settings: Settings) -> None:
    """Raise Refused if two of the files are one, however they are written."""
    if fault := same_fault(settings):
        raise Refused(fault)


def same_fault(settings: Settings) -> str:
    """Which two of the files are one, and what to do; empty if none are."""
    found: list[OwnFile] = []
    for each in _files(settings):
        for other in found if each.is_written else ():
            if other.variable != each.variable and is_same(other.path, each.path):
                return (
                    f"{other.name} ({other.path.absolute()}) and {each.name} "
                    f"({each.path.absolute()}) are the same file: set {each.variable} to another"
                )
        found.append(each)
    return ""


def refuse_own(settings: Settings, path: Path, what: str) -> None:
    """Raise Refused if `path`, which a command was given, is one of the files."""
    for each in _files(settings):
        if is_same(each.path, path):
            raise Refused(f"{what} {path.absolute()} is the file of {each.name}: name another file")


def refuse_output(settings: Settings, path: Path, what: str) -> None:
    """Raise Refused if a command is not to write to `path`: one of the files, or in the evidence.

    `what` names what would be written there.
    """
    refuse_own(settings, path, what)
    refuse_inside(settings, path, what, "name a file elsewhere")


def refuse_backup(settings: Settings, to: Path) -> None:
    """Raise Refused if no backup can be written to `to`, with its list and heads beside it.

    These two may be the deployment's own, which are then kept up to date by both.
    """
    check(settings)
    refuse_output(settings, to, "the backup")
    for variable, name in ((_LIST, erasure_list.NAME), (_HEADS, HEADS)):
        beside = to.parent / name
        if is_same(to, beside):
            raise Refused(f"{to.absolute()}: {name} is kept beside a backup: name another file")
        for each in _files(settings):
            if each.variable != variable and is_same(each.path, beside):
                raise Refused(
                    f"{beside.absolute()} is kept beside the backup, and it is the file of "
                    f"{each.name}: name a backup in another folder"
                )


def refuse_inside(settings: Settings, path: Path, what: str, remedy: str) -> None:
    """Raise Refused if `path` is, or would be, inside the evidence folder.

    `what` names the file and `remedy` the fix in the message.
    """
    folder = folder_of(settings.evidence_url)
    if folder is not None and (holds(folder, path) or holds(folder / OWN, path)):
        real = folder.resolve()
        shown = str(folder) if folder == real else f"{folder} (which is {real})"
        inside = f"{what} {path.absolute()} lies in it"
        raise Refused(f"{shown} is the place of the evidence, and {inside}: {remedy}")


def holds(folder: Path, path: Path) -> bool:
    """Whether a path is the folder or inside it, symbolic links and mounts resolved."""
    return any(is_same(folder, each) for each in _with_parents(path))


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths name one file or folder, which need not exist: links and mounts resolved.

    Two hard links are one file.
    """
    if _are_one(one, other):
        return True
    left, right = Path(os.path.realpath(one)), Path(os.path.realpath(other))
    # The same name in a folder that is mounted twice, where there is no such file yet.
    return left == right or (left.name == right.name and _are_one(left.parent, right.parent))


def _are_one(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them does not exist
        return False


def _with_parents(path: Path) -> Iterator[Path]:
    """A path and its parents; for a symbolic link those of the link and of its target."""
    for each in (Path(os.path.realpath(path)), path.absolute().parent.resolve() / path.name):
        yield from (each, *each.parents)


def _files(settings: Settings) -> Iterator[OwnFile]:
    """Those that are only read first, then the database, then what has a default beside it."""
    yield OwnFile("the settings", ".env", Path(".env"), is_written=False)
    for variable, path in secret_files(PREFIX, SECRET).items():
        yield OwnFile(variable, variable, path, is_written=False)
    file = sqlite_file(settings.database_url)
    if file is not None:
        yield OwnFile(_DATABASE, _DATABASE, file)
        for each in file_modes.beside(Path(os.path.realpath(file))):
            yield OwnFile(f"SQLite beside {_DATABASE}", _DATABASE, each)
    unset = ", which is not set"
    given = (settings.erasure_list, settings.journal_heads)
    paths = (erasure_list_of(settings), heads_file(settings))
    for variable, value, path in zip((_LIST, _HEADS), given, paths, strict=True):
        yield OwnFile(f"{variable}{'' if value else unset}", variable, path)
