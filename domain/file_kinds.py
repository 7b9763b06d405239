"""What a file is, by its bytes and not by its name; containers are looked into, never unpacked."""

import codecs
import re
import struct
import unicodedata
from collections.abc import Iterator

OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = f"{OFFICE}wordprocessingml.document"
XLSX = f"{OFFICE}spreadsheetml.sheet"
PPTX = f"{OFFICE}presentationml.presentation"
APK = "application/vnd.android.package-archive"
IPA = "application/x-ios-app"
JAR = "application/java-archive"
ZIP = "application/zip"
DOC, XLS, PPT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
OLE = "application/x-ole-storage"
TEXT = "text/plain"
_MACROS = {
    "word/": "application/vnd.ms-word.document.macroenabled.12",
    "xl/": "application/vnd.ms-excel.sheet.macroenabled.12",
    "ppt/": "application/vnd.ms-powerpoint.presentation.macroenabled.12",
}

MOST_ENTRIES = 500  # of an archive that are looked at
MOST_TAIL = 22 + 0xFFFF  # where the end of a ZIP's directory stands, its comment included
MOST_DIRECTORY = 256 * 1024  # bytes of a ZIP's directory
_TEXT_HEAD = 4096  # bytes that tell whether a file is text
_MOST_PLAIN_MIME = 80

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (  # that others tell wrongly, or not at all
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"dex\n", "application/x-dex"),
    (0, b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (0, b"\xca\xfe\xba\xbe", "application/x-mach-binary"),
    (0, b"#!AMR", "audio/amr"),
    (257, b"ustar", "application/x-tar"),
)
_OFFICE_PARTS = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_OLE_STREAMS = (
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("PowerPoint Document", PPT),
    ("EncryptedPackage", "application/x-ole-encrypted"),
)
_BRANDS: tuple[tuple[frozenset[bytes], str], ...] = (  # of ISO 14496-12 files, the surest first
    (frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}), "image/heic"),
    (frozenset({b"avif", b"avis"}), "image/avif"),
    (frozenset({b"mif1", b"msf1"}), "image/heif"),
    (frozenset({b"M4A ", b"M4B ", b"M4P "}), "audio/mp4"),
    (frozenset({b"qt  "}), "video/quicktime"),
)
_MARKED_UP = (b"%PDF", b"%!PS", b"{\\rtf", b"<", b"{", b"[", b"#!", b"BEGIN:")  # text, and more


def kind_of(data: bytes) -> str:
    """The MIME type of a file where its bytes say it for certain; empty where they do not.

    Little of it is read, however long it is and whatever it claims of itself.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    if data[4:8] == b"ftyp":
        return _by_brand(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(data)
    for at, sign, mime in _SIGNATURES:
        if data.startswith(sign, at):
            return mime
    return TEXT if is_text(data) else ""


def is_text(data: bytes) -> bool:
    """Whether a file is plain text: in UTF-8, UTF-16 with its mark, or a Chinese encoding."""
    head = data[:_TEXT_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _reads(head, "utf-16")
    plain = head.removeprefix(codecs.BOM_UTF8)
    if not plain.strip() or plain.lstrip().startswith(_MARKED_UP):
        return False
    return _reads(plain, "utf-8") or _reads(plain, "gb18030")


def _reads(head: bytes, encoding: str) -> bool:
    """Whether bytes are text in an encoding, the last sign of which may be cut off."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    controls = (sign for sign in text if unicodedata.category(sign) in {"Cc", "Co", "Cn"})
    return bool(text) and all(sign in "\t\n\r\f" for sign in controls)


def _by_brand(data: bytes) -> str:
    length = min(int.from_bytes(data[:4], "big"), 256)
    main, brands = data[8:12], {data[at : at + 4] for at in range(16, length - 3, 4)}
    if main[:2] == b"3g":
        return "video/3gpp"
    for known, mime in _BRANDS:
        if main in known or (main in {b"mif1", b"msf1"} and brands & known):
            return mime
    return "audio/mp4" if b"M4A " in brands else "video/mp4"


def _ole(data: bytes) -> str:
    """By the names in the first sector of the directory of a compound file."""
    try:
        shift, sector = struct.unpack_from("<H16xI", data, 30)
    except struct.error:
        return OLE
    begin = (sector + 1) << min(shift, 12)
    directory = data[begin : begin + 4096]
    for name, mime in _OLE_STREAMS:
        if name.encode("utf-16-le") in directory:
            return mime
    return OLE


def _zip(data: bytes) -> str:
    """By the names of an archive's entries; what could be installed or run comes first."""
    names = tuple(_listed(data)) or tuple(_in_order(data))
    known = frozenset(names)
    if "AndroidManifest.xml" in known:
        return APK
    if any(re.match(r"Payload/[^/]+\.app/", name) for name in names):
        return IPA
    if "[Content_Types].xml" in known:
        for part, mime in _OFFICE_PARTS:
            if any(name.startswith(part) for name in names):
                return _MACROS[part] if f"{part}vbaProject.bin" in known else mime
    if names[:1] == ("mimetype",):
        return _declared(data) or ZIP
    return JAR if "META-INF/MANIFEST.MF" in known else ZIP


def _listed(data: bytes) -> Iterator[str]:
    """The names in the directory at an archive's end; none where there is no whole one."""
    tail = data[-MOST_TAIL:]
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) - end < 22:
        return
    length, begin = struct.unpack_from("<II", tail, end + 12)
    directory = data[begin : begin + min(length, MOST_DIRECTORY)]
    at = 0
    for _ in range(MOST_ENTRIES):
        if not directory.startswith(b"PK\x01\x02", at) or len(directory) - at < 46:
            return
        name, extra, comment = struct.unpack_from("<HHH", directory, at + 28)
        yield directory[at + 46 : at + 46 + name].decode("utf-8", "replace")
        at += 46 + name + extra + comment


def _in_order(data: bytes) -> Iterator[str]:
    """The names before an archive's entries, as far as their lengths are told there."""
    at = 0
    for _ in range(MOST_ENTRIES):
        if not data.startswith(b"PK\x03\x04", at) or len(data) - at < 30:
            return
        flags = struct.unpack_from("<H", data, at + 6)[0]
        packed, _, name, extra = struct.unpack_from("<IIHH", data, at + 18)
        yield data[at + 30 : at + 30 + name].decode("utf-8", "replace")
        if flags & 0b1000:  # the length follows the bytes
            return
        at += 30 + name + extra + packed


def _declared(data: bytes) -> str:
    """What an OpenDocument file or an e-book says of itself in its first entry, not compressed."""
    size, name, extra = struct.unpack_from("<I4xHH", data, 18)
    begin = 30 + name + extra
    said = data[begin : begin + min(size, _MOST_PLAIN_MIME)].decode("ascii", "replace")
    return said if re.fullmatch(r"application/(?:vnd\.oasis\.[a-z.-]+|epub\+zip)", said) else ""


NAMES = {  # what staff read, as `staff-mime-…`
    DOCX: "docx",
    XLSX: "xlsx",
    PPTX: "pptx",
    DOC: "doc",
    XLS: "xls",
    PPT: "ppt",
    **dict.fromkeys(_MACROS.values(), "macros"),
    APK: "apk",
    IPA: "ipa",
    JAR: "jar",
    ZIP: "zip",
    "application/x-rar-compressed": "rar",
    "application/x-7z-compressed": "7z",
    "application/vnd.microsoft.portable-executable": "exe",
    "application/x-executable": "program",
    "application/x-mach-binary": "program",
    "application/x-dex": "program",
    TEXT: "text",
    "text/html": "html",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/amr": "amr",
    "image/heic": "heic",
    "application/octet-stream": "unknown",
}
