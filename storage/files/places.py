"""Places where files are stored: a folder or a bucket, as the settings name it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class S3:
    """Access to a bucket; empty values are taken from AWS's usual variables and files."""

    endpoint: str = ""
    region: str = ""
    key_id: str = ""
    secret: str = ""


def folder_of(url: str) -> Path | None:
    """The folder of a `file:FOLDER` URL; None for other URLs."""
    kind, _, path = url.partition(":")
    return Path(path.removeprefix("//")).absolute() if kind.lower() == "file" else None


def entries(folder: Path) -> Iterator[tuple[str, int]]:
    """The files of one folder: their names, and when each was last changed, unix seconds."""
    try:
        with os.scandir(folder) as found:
            for each in found:
                with suppress(FileNotFoundError):  # it was deleted meanwhile
                    if each.is_file(follow_symlinks=False):
                        yield each.name, int(each.stat(follow_symlinks=False).st_mtime)
    except FileNotFoundError:
        return
