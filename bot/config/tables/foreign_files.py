"""Files that are no table, whatever their name says: each is named, with what to do."""

import re
from collections.abc import Collection

from bot.config.table_bytes import OLE, SAVE_AS

SAVE = f"open it in Excel or WPS and save it as .xlsx, or {SAVE_AS}"
ASK = "ask for the table as .xlsx or CSV"

_LOCKS = re.compile(r"~\$|\.~lock\.|\.~(?=[^.])|\._")
"""How names of files begin that programs make beside an open table."""

_BEGINNINGS = (
    (rb"\s*%PDF-", "is a PDF", ASK),
    (rb"\{\\rtf", "is a text document (.rtf)", ASK),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|RIFF....WEBP", "is a picture", ASK),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b", "is a packed file", "unpack it, and import the table in it"),
    (rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00", "is an old workbook (.xls)", SAVE),
    (rb"\x00\x05\x16[\x00\x07]", "is what macOS keeps beside a file", "import the file itself"),
    (rb"\0+$", "has nothing but zero bytes", "it is damaged: copy it once more"),
)
_TEXTS = (
    (r"<\?xml[^>]*>.{0,300}?Excel\.Sheet", "is an XML spreadsheet of Excel 2003", SAVE),
    (r"<\?xml.{0,300}?<html|<(?:!doctype html|html|head|body|meta|table|style)\b", "is HTML", SAVE),
    (r"<\?xml|<[a-z:]+[ >]", "is XML", SAVE),
    (r"mime-version:", "is a saved web page (.mht)", SAVE),
    (r"id;p", "is a SYLK file (.slk)", SAVE),
    (r"begin:vcard", "is a list of contacts (.vcf)", ASK),
    (r"\{\s*[\"}]|\[\s*[\[{\"]", "is JSON", ASK),
)
_PARTS = {  # a part that a zip file has, and what the file is then
    "content.xml": "is an OpenDocument file",
    "xl/workbook.bin": "is a binary workbook (.xlsb)",
    "word/document.xml": "is a text document (.docx)",
    "ppt/presentation.xml": "is a presentation (.pptx)",
    "Index/Document.iwa": "is a Numbers document",
    "Index.zip": "is a Numbers document",
}
_STREAMS = {  # a stream of a compound file, and what the file is then
    "EncryptedPackage": "is a workbook with a password: save it without one",
    "WordDocument": f"is a text document (.doc): {ASK}",
    "PowerPoint Document": f"is a presentation (.ppt): {ASK}",
    "Workbook": f"is an old workbook (.xls, .et): {SAVE}",
    "Book": f"is an old workbook (.xls, .et): {SAVE}",
}
_TABLES = (".xlsx", ".csv", ".xls", ".et")
LOOKED_AT = 2000  # characters at the beginning


def of_file(name: str, data: bytes) -> str:
    """What a file is by its name and first bytes if it is no table, and what to do; else empty."""
    lock = _LOCKS.match(name)
    if lock:
        return (
            "is what a program keeps beside an open table: close the table there, and import"
            f" {name[lock.end() :].rstrip('#') or 'it'}"
        )
    if data.startswith(OLE):
        kinds = (words for each, words in _STREAMS.items() if each.encode("utf-16-le") in data)
        either = (
            f"is an old workbook (.xls, .et) or one with a password: save it as .xlsx, or {SAVE_AS}"
        )
        return next(kinds, either)
    for pattern, kind, advice in _BEGINNINGS:
        if re.match(pattern, data, re.DOTALL):
            return f"{kind}, not CSV or .xlsx: {advice}"
    return ""


def of_text(text: str) -> str:
    """What a text is if it is no table, and what to do; else empty."""
    beginning = text[:LOOKED_AT].lstrip()
    for pattern, kind, advice in _TEXTS:
        if re.match(pattern, beginning, re.DOTALL | re.IGNORECASE):
            return f"{kind}, not CSV or .xlsx: {advice}"
    return ""


def of_zip(parts: Collection[str]) -> str:
    """What a zip file without a workbook is, by the names of its parts, and what to do."""
    kind = next((words for part, words in _PARTS.items() if part in parts), "")
    if kind:
        return f"{kind}, not CSV or .xlsx: {SAVE}"
    if any(part.lower().endswith(_TABLES) for part in parts):
        return "is a zip file: unpack it, and import the table in it"
    return f"is a zip file, not CSV or .xlsx: {SAVE}"
