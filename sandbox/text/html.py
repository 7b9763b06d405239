"""Telegram's HTML: a strict parser that rejects what Telegram rejects; offsets in UTF-16 units."""

import re
from dataclasses import dataclass, field

from sandbox.limits import Fault, bad
from sandbox.text.links import checked
from sandbox.text.utf16 import Entity, trimmed, units

__all__ = ["parse", "units"]

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "span": "spoiler",
}
_ALLOWED = {"a": {"href"}, "span": {"class"}, "code": {"class"}, "blockquote": {"expandable"}}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPECIAL = re.compile(r"[<&]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAME = re.compile(r"[^\s>]*")
_SPACE = re.compile(r"\s*")
_ATTRIBUTE = re.compile(r"[^\s=>]*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_CHARACTER = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+))|([A-Za-z]+));?")
_LONGEST_NUMBER = 9
_STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler"}


@dataclass(slots=True)
class _Open:
    name: str
    start: int
    attributes: dict[str, str]
    place: int  # where its text begins among the pieces


def parse(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of a message in HTML; raises a Fault with Telegram's message if invalid."""
    reader = _Reader(source)
    reader.read()
    text = "".join(reader.pieces)
    if _SURROGATE.search(text):
        raise bad(
            "can't parse entities: Text contains invalid Unicode characters after decoding HTML "
            "entities, check for unmatched surrogate code units"
        )
    return trimmed(text, _tidy(reader.entities))


@dataclass(slots=True)
class _Reader:
    source: str
    at: int = 0
    length: int = 0  # of the text so far, in UTF-16 units
    pieces: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def read(self) -> None:
        while found := _SPECIAL.search(self.source, self.at):
            self._add(self.source[self.at : found.start()])
            self.at = found.start()
            if found[0] == "&":
                self._character()
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        self._add(self.source[self.at :])
        if self.open:
            raise bad(
                "can't parse entities: Can't find end tag corresponding to start tag "
                f'"{self.open[-1].name}"'
            )

    def _add(self, piece: str) -> None:
        if piece:
            self.pieces.append(piece)
            self.length += units(piece)

    def _character(self) -> None:
        letter, self.at = _decoded(self.source, self.at)
        self._add(letter)

    def _start_tag(self) -> None:
        begin = self.at
        named = self._match(_NAME, begin + 1)
        if self.at == len(self.source):
            raise self._refusal("Unclosed start tag", begin)
        name = named.lower()
        if name not in _KINDS:
            raise self._refusal(f'Unsupported start tag "{name}"', begin)
        attributes = self._attributes(name, begin)
        self.at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._refusal('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(name, self.length, attributes, len(self.pieces)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        """The attributes of a tag, read up to its `>`."""
        found: dict[str, str] = {}
        while True:
            self._match(_SPACE, self.at)
            if self._here() == ">":
                return found
            name = self._match(_ATTRIBUTE, self.at).lower()
            if not self._here():
                raise self._refusal(f'Unclosed start tag "{tag}"', begin)
            if not name:
                raise self._refusal(f'Empty attribute name in the tag "{tag}"', begin)
            if name not in _ALLOWED.get(tag, set()):  # Telegram drops it; here it is an error
                raise self._refusal(f'Unexpected attribute "{name}" in the tag "{tag}"', begin)
            found[name] = self._value(tag, begin)

    def _value(self, tag: str, begin: int) -> str:
        self._match(_SPACE, self.at)
        if self._here() != "=":
            return ""
        self._match(_SPACE, self.at + 1)
        quote = self._here()
        if not quote:
            raise self._refusal(f'Unclosed start tag "{tag}"', begin)
        if quote not in {"'", '"'}:
            return self._token(begin)
        end = self.source.find(quote, self.at + 1)
        if end < 0:
            raise self._refusal("Unclosed start tag", begin)
        value, self.at = self.source[self.at + 1 : end], end + 1
        return _unescaped(value)

    def _token(self, begin: int) -> str:
        at = self.at
        value = self._match(_TOKEN, at)
        if not self._here():
            raise self._refusal("Unclosed start tag", begin)
        if not self._here().isspace() and self._here() != ">":
            raise self._refusal("Unexpected end of name token", at)
        return value.lower()

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._refusal("Unexpected end tag", begin)
        name = self._match(_NAME, begin + 2).lower()
        self._match(_SPACE, self.at)
        if self._here() != ">":
            raise self._refusal("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if name and name != opened.name:
            place = len(self.source[:begin].encode("utf-8", "surrogatepass"))
            raise bad(
                f"can't parse entities: Unmatched end tag at byte offset {place}, "
                f'expected "</{opened.name}>", found "</{name}>"'
            )
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        if self.length == opened.start:
            return
        entity: Entity = {
            "type": _KINDS[opened.name],
            "offset": opened.start,
            "length": self.length - opened.start,
        }
        given = opened.attributes
        if opened.name == "a":
            url = checked(given.get("href") or "".join(self.pieces[opened.place :]))
            if url is None:  # Telegram keeps the text and drops the link
                return
            entity["url"] = url
        elif opened.name == "blockquote" and "expandable" in given:
            entity["type"] = "expandable_blockquote"
        elif opened.name == "code" and given.get("class", "").startswith("language-"):
            entity["language"] = given["class"].removeprefix("language-")
        self.entities.append(entity)

    def _match(self, pattern: re.Pattern[str], at: int) -> str:
        found = pattern.match(self.source, at)
        assert found is not None  # each of these patterns matches the empty string
        self.at = found.end()
        return found[0]

    def _here(self) -> str:
        return self.source[self.at : self.at + 1]

    def _refusal(self, words: str, at: int) -> Fault:
        place = len(self.source[:at].encode("utf-8", "surrogatepass"))
        return bad(f"can't parse entities: {words} at byte offset {place}")


def _decoded(source: str, at: int) -> tuple[str, int]:
    """The character of an HTML entity at this position, and the position after it."""
    found = _CHARACTER.match(source, at)
    if found is None:
        return "&", at + 1
    if found[3]:
        letter = _NAMED.get(found[3])
        return (letter, found.end()) if letter else ("&", at + 1)
    code = int(found[1], 16) if found[1] else int(found[2])
    if not 0 < code < 0x10FFFF or len(found[0].rstrip(";")) > _LONGEST_NUMBER:
        return "&", at + 1
    return chr(code), found.end()


def _unescaped(value: str) -> str:
    pieces, at = [], 0
    while (found := value.find("&", at)) >= 0:
        pieces.append(value[at:found])
        letter, at = _decoded(value, found)
        pieces.append(letter)
    return "".join(pieces) + value[at:]


def _tidy(entities: list[Entity]) -> list[Entity]:
    """The entities in Telegram's order, without entities inside code."""
    blocks = [entity for entity in entities if entity["type"] in {"code", "pre"}]
    kept = _with_languages(blocks)
    for entity in entities:
        if entity["type"] in _STYLES:
            kept += _outside(entity, blocks)
        elif entity["type"] not in {"code", "pre"}:
            kept.append(entity)
    return sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))


def _with_languages(blocks: list[Entity]) -> list[Entity]:
    """Merge `<pre><code class="language-x">` into one block with a language."""
    kept: list[Entity] = []
    ordered = sorted(blocks, key=lambda it: (it["offset"], -it["length"], it["type"] != "pre"))
    for block in ordered:
        around = kept[-1] if kept else None
        if around is None or block["offset"] >= around["offset"] + around["length"]:
            kept.append({key: block[key] for key in ("type", "offset", "length")})
        elif around["type"] == "pre" and block["length"] == around["length"]:
            kept[-1] = around | {key: block[key] for key in ("language",) if key in block}
    return kept


def _outside(entity: Entity, blocks: list[Entity]) -> list[Entity]:
    """The parts of an entity that are outside code."""
    parts = [(entity["offset"], entity["offset"] + entity["length"])]
    for block in blocks:
        start, stop = block["offset"], block["offset"] + block["length"]
        parts = [
            piece
            for begin, end in parts
            for piece in ((begin, min(end, start)), (max(begin, stop), end))
            if piece[0] < piece[1]
        ]
    return [{**entity, "offset": begin, "length": end - begin} for begin, end in parts]
