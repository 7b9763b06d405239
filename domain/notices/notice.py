"""What all notices share: a struct, stored as JSON under the tag of its type."""

from collections.abc import Mapping
from typing import ClassVar

import msgspec
from msgspec import Struct


class Notice(Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """One thing to tell somebody; its fields are what its words need besides what is loaded.

    The tag of the type is stored, and so are the names of the fields: neither is ever renamed,
    and a field that is added has a default, or notices that are already stored cannot be read.
    A new type also needs a renderer in `handlers/notices/render.py` and its words.

    `guarded`: it is for a role, which whoever is to be told may have lost meanwhile.
    """

    guarded: ClassVar[bool] = True

    @property
    def kind(self) -> str:
        """The tag of its type: how it is stored, and which words it has."""
        return kind_of(type(self))


def kind_of(notice: type[Notice]) -> str:
    """The tag of a type of notice."""
    return str(notice.__struct_config__.tag)


class Unreadable(Notice, frozen=True, kw_only=True):
    """A stored notice that this release cannot read: of an unknown kind, or with other fields."""

    stored_kind: str
    why: str

    @property
    def kind(self) -> str:
        """The kind that is stored."""
        return self.stored_kind


def encoded(notice: Notice) -> bytes:
    """A notice as JSON, its kind among its fields."""
    return msgspec.json.encode(notice)


def decoded(types: Mapping[str, type[Notice]], kind: str, body: bytes | None) -> Notice:
    """A stored notice. Release 0.1 stored the same fields without the kind among them.

    What cannot be read is returned as `Unreadable`, never raised: it must hold up nothing else.
    """
    known = types.get(kind)
    if known is None:
        return Unreadable(stored_kind=kind, why="unknown kind")
    try:
        return msgspec.json.decode(body or b"", type=known)
    except msgspec.DecodeError:
        return Unreadable(stored_kind=kind, why="other fields")
