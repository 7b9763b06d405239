"""Decode the text of a table as spreadsheets save it: UTF-8, UTF-16 or GB18030."""

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ZIP = b"PK\x03\x04"  # the first bytes of .xlsx, .et of WPS and .ods
OLE = b"\xd0\xcf\x11\xe0"  # the first bytes of .xls
SAVE_AS = "in Excel or WPS choose “Save as”, “CSV UTF-8”, and import that file"
LOOKED_AT = 200  # bytes at the beginning in which UTF-16 without a mark is recognised

_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_HAN = re.compile("[\u4e00-\u9fff]")
MOST_RARE = 0.6
"""The share of Chinese characters that GB2312 lacks from which a text is in another encoding."""
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


class Undecodable(Exception):  # noqa: N818 - a result, shown to the operator
    """No encoding fits; `offset` is the first byte that does not, the message says what to do."""

    def __init__(self, offset: int, words: str) -> None:
        super().__init__(words)
        self.offset = offset


def decoded(data: bytes) -> str:
    """The text of a table file.

    In this order: what a byte order mark says, UTF-16 whose ASCII letters show it, strict UTF-8,
    GB18030. UTF-8 with a damaged place is refused: as GB18030 it would become other characters.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, len(mark))
    unmarked = _unmarked_utf16(data[:LOOKED_AT])
    if unmarked:
        return _strictly(data, unmarked)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        if _is_damaged_utf8(data):
            place = f"is UTF-8 text with a damaged place (byte {data[wrong.start]:#04x})"
            raise Undecodable(wrong.start, f"{place}: mend it, or {SAVE_AS}") from wrong
    text = _strictly(data, "gb18030")
    private = _PRIVATE.search(text) or _mostly_rare(text)
    if private:
        raise Undecodable(
            len(text[: private.start()].encode("gb18030")), f"is in an unknown encoding: {SAVE_AS}"
        )
    return text


def _strictly(data: bytes, encoding: str, start: int = 0) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as wrong:
        others = ", nor UTF-8 or UTF-16" if encoding == "gb18030" else ""
        words = f"is not {encoding.upper()} text{others}: {SAVE_AS}"
        raise Undecodable(start + wrong.start, words) from wrong


def _mostly_rare(text: str) -> re.Match[str] | None:
    """The first Chinese character of a text in which most of them are rare ones.

    Text in another encoding of East Asia, such as Shift JIS or Big5, reads so as GB18030. Chinese
    text in traditional characters has less than half of them.
    """
    chinese = _HAN.findall(text)
    rare = sum(not _is_usual(character) for character in chinese)
    return _HAN.search(text) if rare > len(chinese) * MOST_RARE else None


def _is_usual(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _unmarked_utf16(beginning: bytes) -> str:
    """The encoding of a text whose first characters are ASCII in two bytes each; else empty."""
    low, high = beginning[0:8:2], beginning[1:8:2]
    if len(beginning) < 8:
        return ""
    if not any(high) and all(low):
        return "utf-16-le"
    return "utf-16-be" if not any(low) and all(high) else ""


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8: GB18030 has such triples of bytes by chance."""
    text = data.decode("utf-8", errors="replace")
    return len(_CHINESE.findall(text)) > text.count("\ufffd")
