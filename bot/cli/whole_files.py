"""Write several files so that each is there whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.core.errors import Failed


def write(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Write files of these names into a folder, which is made if it is missing; their paths.

    They are written in a temporary folder within it, and moved to their names once all are
    complete, in their order. Failed if there is no room, or a folder of that name: then nothing has
    changed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".jubao-", dir=folder) as beside:
            names = []
            for name, data in files:
                _write(Path(beside) / name, data)
                names.append(name)
            if taken := [name for name in names if (folder / name).is_dir()]:
                raise Failed(f"{folder / taken[0]} is a directory")
            return [(Path(beside) / name).replace(folder / name) for name in names]
    except OSError as why:
        raise Failed(f"{folder}: {why.strerror or why}") from why


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
