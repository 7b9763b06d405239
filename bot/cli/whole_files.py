"""Write the files of commands whole or not at all; say what was written."""

import sys
from collections.abc import Iterable
from pathlib import Path

from bot.core.errors import Failed
from storage.core import file_faults
from storage.files import whole_files


def write(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Write files of these names into a folder, which is made if it is missing; their paths.

    They are moved to their names once all are complete, in their order. Failed, with the file and
    the reason, if there is no room, or a folder of that name: then nothing has changed.
    """
    try:
        return whole_files.write_all(folder, files)
    except OSError as why:
        raise Failed(file_faults.sentence(why)) from why


def write_one(path: Path, data: bytes) -> None:
    """Write one file, or into a device or pipe; Failed if that cannot be done."""
    try:
        with whole_files.replacing(path) as part:
            part.write_bytes(data)
    except OSError as why:
        raise Failed(file_faults.sentence(why)) from why


def said(path: Path, words: str) -> str:
    """What a command prints once a file is written: on stderr if the file is stdout itself."""
    if not whole_files.is_stdout(path):
        return words
    sys.stderr.write(f"{words}\n")
    return ""
