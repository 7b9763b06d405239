"""What must not be in, or around, the place where files will be stored."""

from enum import StrEnum

from msgspec import Struct

from storage.files.store_marks import Mark


class ConflictKind(StrEnum):
    """What a place conflicts with."""

    MARK = "mark"  # the mark of another store around or beside this place
    STORE = "store"  # another store that this place would be a part of
    DATABASE = "database"
    BACKUP = "backup"
    TOO_MUCH = "too much"


class PlaceConflict(Struct, frozen=True):
    """Something that must not be in, or around, this place."""

    what: ConflictKind
    path: str
    mark: Mark | None = None
