"""The list of erasures: a file outside the database, to which lines are only ever appended.

    1 KEY KIND SECONDS TOKEN CHECK

KEY names the key of the ring that made token and check. Nothing is in clear but when something of
which kind was erased.
"""

import errno
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from storage.crypto.erasure_tokens import ErasureKeys
from storage.engine.erasures import Erasure
from storage.engine.file_modes import OWNER_ONLY

NAME = "jubao.erased"  # in a folder of backups
_FIRST = b"1 "  # how a list begins
_LONGEST = 128  # bytes of a line
_MOST_FOREIGN = 100  # names of missing keys that are kept, those with the newest lines
_LINE = re.compile(
    r"1 (?P<key>[A-Za-z0-9]{1,16}) (?P<kind>[a-z]{1,16}) (?P<at>[0-9]{1,12}) "
    r"(?P<token>[0-9a-f]{32}) (?P<check>[0-9a-f]{16})",
    re.ASCII,
)


class ErasureLines(Struct, frozen=True, kw_only=True):
    """What lists say. `foreign` has names of keys that are missing, with the newest time of each.

    `unreadable` counts lines that are cut short, changed, or of another deployment.
    """

    erasures: tuple[Erasure, ...] = ()
    foreign: dict[str, int] = field(default_factory=dict)
    unreadable: int = 0


def append(path: Path, found: Iterable[Erasure], keys: ErasureKeys) -> None:
    """Append lines and flush them to disk.

    Raises OSError if the folder is not there, or a file of another kind has that name.
    """
    lines = "".join(f"{_line(each, keys)}\n" for each in found).encode()
    if not lines:
        return
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, OWNER_ONLY)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        size = os.fstat(handle).st_size
        if os.pread(handle, len(_FIRST), 0) != _FIRST[:size]:
            raise FileExistsError(errno.EEXIST, "is another file, no list of erasures", str(path))
        if size and os.pread(handle, 1, size - 1) != b"\n":
            lines = b"\n" + lines  # the last line was cut short by a crash
        left = memoryview(lines)
        while left:
            left = left[file.write(left) :]
        os.fsync(handle)
    if is_new:
        _sync_folder(path.parent)


def read(paths: Iterable[Path], keys: ErasureKeys) -> ErasureLines:
    """All lines of these files, each once, those that do not exist left out."""
    found: dict[Erasure, None] = {}
    foreign: dict[str, int] = {}
    unreadable = 0
    for line in (line for path in paths if path.exists() for line in _lines(path)):
        match = _LINE.fullmatch(line)
        if match is not None and match["key"] not in keys:
            _remember(foreign, match["key"], int(match["at"]))
        elif match is not None and line == _line(_erasure(match), keys):
            found[_erasure(match)] = None
        elif line:
            unreadable += 1
    return ErasureLines(erasures=tuple(found), foreign=foreign, unreadable=unreadable)


def _lines(path: Path) -> Iterator[str]:
    """The lines; of one that is too long its beginning."""
    with path.open("rb") as file:
        while line := file.readline(_LONGEST):
            rest = line
            while len(rest) == _LONGEST and not rest.endswith(b"\n"):
                rest = file.readline(_LONGEST)
            yield line.rstrip(b"\r\n").decode("ascii", errors="replace")


def _remember(foreign: dict[str, int], key: str, at: int) -> None:
    """Keep the newest time of a missing key. Its lines cannot be checked: anybody may write one."""
    foreign[key] = max(at, foreign.get(key, at))
    if len(foreign) > _MOST_FOREIGN:
        del foreign[min(foreign, key=foreign.__getitem__)]


def _erasure(match: re.Match[str]) -> Erasure:
    return Erasure(match["kind"], match["key"], match["token"], int(match["at"]))


def _line(each: Erasure, keys: ErasureKeys) -> str:
    said = f"1 {each.key} {each.kind} {each.at} {each.token}"
    return f"{said} {keys.check(each.key, said)}"


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
