"""What a language lacks, compared with the English texts, by file, line and key."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.errors import FluentFormatError
from fluent.syntax import FluentParser, FluentSerializer, ast

from locales.catalog import BASE, ENTRY, HERE, text_of

TO_TRANSLATE = "To be translated"
"""The comment above a text that `marked` copied: whoever translates it takes the comment away."""
SAME = "Same as in English"
"""The comment above a text that is right as it is in English, such as a unit of measure."""
NOT_YET, MISSING = "is to be translated", "is missing"
FUNCTIONS = frozenset({"NUMBER", "DATETIME"})  # what Fluent has for all languages
PLACEHOLDER = "VZ75"  # as long as what stands for a variable in a button

Limits = Mapping[str, int]
"""The most characters of a text, by the beginning of its key."""


@dataclass(frozen=True, slots=True, order=True)
class Lack:
    """One text that is missing or wrong; lines count from 1, 0 if the file has no such text."""

    file: str
    line: int
    key: str
    text: str

    def __str__(self) -> str:
        at = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{at}: {self.key}: {self.text}"


@dataclass(frozen=True, slots=True)
class Translation:
    """A message with its place."""

    file: str
    line: int
    message: ast.Message

    @property
    def key(self) -> str:
        """The name of the message."""
        return self.message.id.name

    def has_comment(self, wanted: str) -> bool:
        """Whether a line of the comment above it says this."""
        comment = self.message.comment
        lines = (comment.content or "").splitlines() if comment else []
        return wanted.casefold() in {line.strip().casefold() for line in lines}

    @property
    def pattern(self) -> str:
        """What it says, as it is written, without spaces around it."""
        return FluentSerializer().serialize_entry(self.message).partition("=")[2].strip()


class LanguageTexts:
    """All messages of one language, read as Fluent reads them.

    Those of a later folder replace those of an earlier one, as `Catalog` has it.
    """

    def __init__(self, *places: Path) -> None:
        self.by_key: dict[str, Translation] = {}
        self.faults: list[Lack] = []
        self.locale = places[0].name
        for place in places:
            self._own: dict[str, Translation] = {}
            for page in sorted(place.glob("*.ftl")):
                self._read(page)
            self.by_key |= self._own

    def _read(self, page: Path) -> None:
        try:
            source = text_of(page)
            body = FluentParser().parse(source).body
        except OSError as wrong:
            self.faults.append(Lack(page.name, 0, "(file)", wrong.strerror or str(wrong)))
            return
        except RecursionError:
            words = "has braces within braces, too many of them"
            self.faults.append(Lack(page.name, 0, "(file)", words))
            return
        for entry in body:
            line = source.count("\n", 0, entry.span.start) + 1 if entry.span else 1
            if isinstance(entry, ast.Junk):
                key = ENTRY.match(entry.content or "")
                why = entry.annotations[0].message if entry.annotations else "not Fluent"
                name = key[1] if key else "(text)"
                self.faults.append(Lack(page.name, line, name, f"cannot be read: {why}"))
            elif isinstance(entry, ast.Term):
                why = "is a term, which is not read here: write its words into each text"
                self.faults.append(Lack(page.name, line, f"-{entry.id.name}", why))
            elif isinstance(entry, ast.Message):
                at = source.count("\n", 0, entry.id.span.start) + 1 if entry.id.span else line
                self._take(Translation(page.name, at, entry))

    def _take(self, text: Translation) -> None:
        if text.key in self._own:
            first = self._own[text.key]
            why = f"is there already: {first.file}, line {first.line}"
            self.faults.append(Lack(text.file, text.line, text.key, why))
            return
        self._own[text.key] = text

    @cached_property
    def bundle(self) -> FluentBundle:
        """For saying texts; it has those that were asked for."""
        return FluentBundle([self.locale], use_isolating=False)


def english(shipped: Path = HERE) -> LanguageTexts:
    """The texts that every language is compared with."""
    return LanguageTexts(shipped / BASE)


def lacks(base: LanguageTexts, there: LanguageTexts, limits: Limits | None = None) -> list[Lack]:
    """Everything that a language lacks or has wrong; empty if it is complete."""
    unread = {each.key for each in there.faults}
    found = list(there.faults)
    for key, text in base.by_key.items():
        if key in there.by_key:
            found += _of(text, there.by_key[key], there, limits or {})
        elif key not in unread:
            found.append(Lack(text.file, 0, key, MISSING))
    for key, text in there.by_key.items():
        if key not in base.by_key:
            why = "is no text of this release: take it away"
            found.append(Lack(text.file, text.line, key, why))
    return sorted(found)


def done(base: LanguageTexts, found: Iterable[Lack]) -> int:
    """How many of the English texts are there and right."""
    return len(base.by_key.keys() - {lack.key for lack in found})


def _of(
    base: Translation, text: Translation, there: LanguageTexts, limits: Limits
) -> Iterator[Lack]:
    def lack(why: str) -> Lack:
        return Lack(text.file, text.line, text.key, why)

    if text.message.value is None or not text.pattern:
        yield lack("is empty")
        return
    if text.has_comment(TO_TRANSLATE):
        yield lack(NOT_YET)
    elif there.locale != BASE and _is_as_in_english(base, text):
        yield lack(f'is the English text; where that is right, write "# {SAME}" above it')
    yield from map(lack, _wrong(base, text))
    for start, most in limits.items():
        length = _length(there, text) if text.key.startswith(start) else 0
        if length > most:
            yield lack(f"has {length} characters; at most {most} fit")


def _is_as_in_english(base: Translation, text: Translation) -> bool:
    same = text.pattern == base.pattern and has_words(text.message)
    return same and not text.has_comment(SAME)


def _wrong(base: Translation, text: Translation) -> Iterator[str]:
    """Variables that differ, and references to what a text cannot have."""
    wanted, named = variables(base.message), variables(text.message)
    for name in sorted(wanted - named):
        yield f"lacks the variable {{ ${name} }}"
    for name in sorted(named - wanted):
        known = ", ".join(f"${each}" for each in sorted(wanted)) or "none"
        yield f"has {{ ${name} }}, which is not known here; known: {known}"
    for node in _nodes(text.message):
        match node:
            case ast.TermReference():
                yield f"refers to the term -{node.id.name}, which there is not: write its words"
            case ast.MessageReference():
                yield f"refers to the text {node.id.name}: write its words, or ${node.id.name}"
            case ast.FunctionReference() if node.id.name not in FUNCTIONS:
                yield f"calls {node.id.name}(), which there is not"


def variables(message: ast.BaseNode) -> set[str]:
    """The variables anywhere in a message."""
    return {each.id.name for each in _nodes(message) if isinstance(each, ast.VariableReference)}


def has_words(node: ast.BaseNode) -> bool:
    """Whether there is a letter outside of variables, numbers and names of variants."""
    words = (each.value for each in _nodes(node) if isinstance(each, ast.TextElement))
    return any(char.isalpha() for word in words for char in word)


def _nodes(node: object) -> Iterator[ast.BaseNode]:
    if isinstance(node, ast.BaseNode):
        yield node
        for inner in vars(node).values():
            yield from _nodes(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _nodes(inner)


def _length(there: LanguageTexts, text: Translation) -> int:
    """How many characters it has when it is said; 0 if it cannot be."""
    bundle = there.bundle
    if not bundle.has_message(text.key):
        source = FluentSerializer().serialize_entry(text.message)
        bundle.add_resource(FluentResource(source))
    value = bundle.get_message(text.key).value
    said = dict.fromkeys(variables(text.message), PLACEHOLDER)
    try:
        words, _ = bundle.format_pattern(value, said) if value else ("", [])
    except (FluentFormatError, TypeError, ValueError):
        return 0  # its fault is reported by itself
    return len(str(words))


def marked(source: str) -> str:
    """The source of a page with the comment TO_TRANSLATE above each text."""
    return re.sub(ENTRY, f"# {TO_TRANSLATE}\n", source)


def only(source: str, keys: Iterable[str]) -> str:
    """Of a page's source these texts alone, each with the comment TO_TRANSLATE above it."""
    wanted = set(keys)
    _, *parts = ENTRY.split(source)
    chosen = (
        f"# {TO_TRANSLATE}\n{_without_comments(text)}\n"
        for key, text in zip(parts[::2], parts[1::2], strict=True)
        if key in wanted
    )
    return "\n".join(chosen)


def _without_comments(entry: str) -> str:
    """An entry without the comments of the one after it."""
    lines = entry.rstrip().split("\n")
    return "\n".join(line for line in lines if not line.startswith("#")).rstrip()
