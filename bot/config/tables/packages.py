"""The parts of a workbook that the library does not show, and Strict workbooks in its form."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

BOOK = "xl/workbook.xml"
_PLACES = "xl/_rels/workbook.xml.rels"
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMESPACE = re.compile(re.escape(_STRICT) + rb"(\w+)/")
MOST_MERGED = 10_000  # cells that are looked at
MOST_ACROSS = 200  # columns of one merged area that are looked at
MOST_DOWN = 20_000  # lines of one


def transitional(data: bytes) -> bytes:
    """A workbook as programs usually save it; "Strict Open XML" has other names of namespaces."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if _STRICT not in packed.read(BOOK):
            return data
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as usual:
            for part in packed.namelist():
                text = packed.read(part)
                if part.endswith((".xml", ".rels")):
                    text = _NAMESPACE.sub(rb"http://schemas.openxmlformats.org/\1/2006/", text)
                usual.writestr(part, text)
    return written.getvalue()


def merged(data: bytes, title: str) -> dict[tuple[int, int], str]:
    """The cells that merging has hidden, by line and column, with the cell that they belong to.

    Lines count from 1, columns from 0. The library does not say so of a sheet that it only reads
    through. Raises KeyError if the sheet is not found.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        part = packed.read(_path_of(packed, title))
    hidden: dict[tuple[int, int], str] = {}
    for tag in _tags(part, "mergeCell"):
        first, _, last = tag.get("ref", "").partition(":")
        left, top = _place_of(first)
        right, bottom = _place_of(last or first)
        for line in range(top, min(bottom, top + MOST_DOWN) + 1):
            for column in range(left, min(right, left + MOST_ACROSS) + 1):
                if len(hidden) >= MOST_MERGED:
                    return hidden
                hidden[line, column] = first
        hidden.pop((top, left), None)
    return hidden


def _path_of(packed: zipfile.ZipFile, title: str) -> str:
    """The name of the part that has this sheet; raises KeyError if there is none."""
    places = {
        each.get("Id"): each["Target"] for each in _tags(packed.read(_PLACES), "Relationship")
    }
    for sheet in _tags(packed.read(BOOK), "sheet"):
        if sheet.get("name") == title:
            target = places[sheet.get("id")]
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(title)


def _tags(part: bytes, name: str) -> Iterator[dict[str, str]]:
    """The attributes of each tag of this name, without namespaces, in any encoding of XML."""
    from openpyxl.xml.functions import iterparse  # noqa: PLC0415 - slow to import, seldom wanted

    element: Any
    for _, element in iterparse(io.BytesIO(part)):
        if _bare(element.tag) == name:
            yield {_bare(key): value for key, value in element.attrib.items()}
        element.clear()


def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def _place_of(cell: str) -> tuple[int, int]:
    """The column, from 0, and the line, from 1, of a cell that is called as `B2` is."""
    plain = cell.replace("$", "")
    letters = plain.rstrip("0123456789")
    column = 0
    for each in letters:
        column = column * 26 + ord(each) - ord("A") + 1
    return column - 1, int(plain[len(letters) :])
